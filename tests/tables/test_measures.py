"""What is measured."""

from __future__ import annotations

import pytest

from fintech_coding.tables.measures import INDICATORS, find_measures, has_measure


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("金融科技投入", "fintech_investment"), ("信息科技资金投入", "fintech_investment"),
        ("it 资本性支出", "fintech_investment"), ("数字化转型投入", "fintech_investment"),
        ("investment in information technology", "fintech_investment"),
        ("科技条线员工", "fintech_staff"), ("金融科技人才队伍", "fintech_staff"),
        ("it 团队", "fintech_staff"),
        ("technology personnel", "fintech_staff"), ("研发投入", "rd_investment"), ("研发人员", "rd_staff"),
        ("发明专利", "patents"), ("patent", "patents"), ("物联网平台", "iot_terminals"),
    ],
)  # fmt: skip
def test_each_measure_is_known_by_many_words(text, topic):
    assert [measure.topic for measure in find_measures(text)] == [topic]
    assert has_measure(text)


@pytest.mark.parametrize(
    "text", ["科技贷款", "科技企业", "科技投资基金", "科技支行", "digit costs", "员工培训投入"]
)
def test_technology_firms_and_their_funds_are_no_measure(text):
    assert list(find_measures(text)) == []


def test_an_indicator_is_listed_once():
    assert len(set(INDICATORS)) == len(INDICATORS)
