"""With what reserve a figure is to be read."""

from __future__ import annotations

import pytest

from fintech_coding.tables.reserves import find_lead, is_of_others, is_planned, list_years, resolve_year


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("未来三年", True), ("科技投入将达到", True), ("the bank will invest", True),
        ("落实三年行动计划,科技投入", False), ("根据《发展规划》,科技投入", False), ("本行拟合模型", False),
        ("本行将科技", False),
    ],
)  # fmt: skip
def test_only_a_plan_that_is_made_is_one(text, planned):
    assert is_planned(text) is planned


def test_an_owner_named_later_outweighs_others_named_before():
    text = "服务中小企业,本行科技投入"
    assert not is_of_others(text, find_lead(text, len(text)))
    text = "本行支持中小企业科技投入"
    assert is_of_others(text, find_lead(text, len(text)))


def test_the_group_of_the_bank_is_no_other():
    assert not is_of_others("集团", "集团")
    assert not is_of_others("建行集团累计", "建行集团累计")
    assert is_of_others("平安集团累计", "平安集团累计")


def test_a_comparison_does_not_make_a_figure_last_years():
    text = "科技投入较上年增长25%"
    assert resolve_year(text, 4, 9, 12, 2021) == 2021


def test_two_years_are_a_range_only_where_as_many_figures_follow():
    assert list_years("2019年至2021年", 2) == [2019, 2021]
