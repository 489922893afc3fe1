"""The sections that headings open, and how headings rank."""

from __future__ import annotations

import pytest
from page_builders import fill, make_page

from fintech_coding.reading.numbering import heading_rank
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.sections import Outline, is_in_section
from fintech_coding.records import Line, Passage

BODY = ("　　" + fill()[:-2], fill(), "完。")


def list_passages(*lines: str | Line) -> list[Passage]:
    return split_passages([make_page(*lines)], report_id="r")


def walk(*headings: str | tuple[str, float]) -> str:
    outline = Outline()
    for heading in headings:
        text, size = (heading, 10.0) if isinstance(heading, str) else heading
        outline.enter(text, size)
    return outline.path


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("第四节 董事会报告", "一、总体情况"),
        ("第十一章 财务报告", "十二、其他"),
        ("Chapter 4 Risk", "8.3 IT"),
        ("一、总体情况", "(三)金融科技"),
        ("二、总体情况", "（三）金融科技"),
        ("(三)金融科技", "1、大数据"),
        ("1、大数据", "(1)平台"),
        ("8.讨论与分析", "8.3业务综述"),
        ("8.3 业务综述", "8.3.5金融科技"),
        ("8.3.5金融科技", "8.3.5.1 大数据"),
    ],
)
def test_a_number_tells_which_heading_ranks_higher(higher: str, lower: str) -> None:
    assert (0, 0) < heading_rank(higher) < heading_rank(lower)
    assert walk(higher, lower) == f"{higher} > {lower}"
    assert walk(lower, higher) == higher


@pytest.mark.parametrize(
    "heading", ["金融科技", "FinTech", "5G消息", "12月31日", "31 December 2015", "3.5%的增长"]
)
def test_a_heading_without_a_number_of_its_own_has_no_rank(heading: str) -> None:
    assert heading_rank(heading) == (0, 0)


def test_headings_nest_and_end_at_the_next_of_their_rank() -> None:
    assert (
        walk("第四节 讨论与分析", "一、总体情况", "(一)科技") == "第四节 讨论与分析 > 一、总体情况 > (一)科技"
    )
    assert walk("第四节 讨论与分析", "一、总体情况", "(一)科技", "二、展望") == "第四节 讨论与分析 > 二、展望"
    assert walk("第四节 讨论与分析", "一、总体情况", "第五节 公司治理") == "第五节 公司治理"


def test_a_heading_without_a_number_stands_under_the_numbered_one_and_ends_at_the_next() -> None:
    assert walk("一、科技", "数据治理") == "一、科技 > 数据治理"
    assert walk("一、科技", "数据治理", "智慧风控") == "一、科技 > 智慧风控"
    assert walk("一、科技", "数据治理", "二、展望") == "二、展望"


def test_a_larger_heading_ranks_over_a_smaller_one() -> None:
    assert walk(("Corporate Banking", 16.0), ("Deposits", 11.0)) == "Corporate Banking > Deposits"
    assert walk(("Corporate Banking", 16.0), ("Deposits", 11.0), ("Treasury", 16.0)) == "Treasury"


def test_a_deep_path_keeps_every_heading_over_a_place() -> None:
    assert (
        walk("第四节 讨论", "一、业务", "(一)科技", "1、大数据", "(1)平台")
        == "第四节 讨论 > 一、业务 > (一)科技 > 1、大数据 > (1)平台"
    )


def test_decimal_headings_nest() -> None:
    assert (
        walk("8.3 业务综述", "8.3.5金融科技", "8.3.5.1 大数据")
        == "8.3 业务综述 > 8.3.5金融科技 > 8.3.5.1 大数据"
    )
    assert walk("8.3 业务综述", "8.3.5金融科技", "8.4 风险管理") == "8.4 风险管理"


def test_a_decimal_heading_stands_in_its_chapter() -> None:
    assert (
        walk("8.讨论与分析", "8.3业务综述", "8.3.5金融科技") == "8.讨论与分析 > 8.3业务综述 > 8.3.5金融科技"
    )


@pytest.mark.parametrize("text", ["5G消息业务", "12月31日 比例 变动", "31 December 2015", "3个月以内"])
def test_a_number_that_counts_something_opens_no_chapter(text: str) -> None:
    assert walk("第四节 讨论与分析", text).startswith("第四节 讨论与分析")


def test_a_passage_carries_the_headings_over_it() -> None:
    passages = list_passages("第四节 讨论与分析", "一、总体情况", *BODY, "二、金融科技", *BODY)
    assert [(p.kind, p.section) for p in passages] == [
        ("heading", "第四节 讨论与分析"),
        ("heading", "第四节 讨论与分析 > 一、总体情况"),
        ("body", "第四节 讨论与分析 > 一、总体情况"),
        ("heading", "第四节 讨论与分析 > 二、金融科技"),
        ("body", "第四节 讨论与分析 > 二、金融科技"),
    ]


def test_text_before_the_first_heading_has_no_section() -> None:
    assert list_passages(*BODY)[0].section == ""


# --- named sections ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "第四节 经营情况讨论与分析 > 一、总体情况",
        "8.讨论与分析",
        "第四节 董事会报告",
        "管理層討論及分析",
        "Management’s Discussion and Analysis > Risk",
        "MANAGEMENT DISCUSSION",
        "Business Review",
    ],
)
def test_mda_stands_for_its_many_titles(path: str) -> None:
    assert is_in_section(path, "mda")
    assert is_in_section(path, "MDA")


def test_other_sections_are_not_mda_and_have_their_own_names() -> None:
    assert not is_in_section("第八节 公司治理 > 董事会", "mda")
    assert is_in_section("第八节 公司治理 > 董事会", "公司治理")
    assert is_in_section("Corporate Governance", "governance")
    assert not is_in_section("", "mda")
