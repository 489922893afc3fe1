"""What a percentage says of a measure."""

from __future__ import annotations

import pytest

from fintech_coding.tables.figures import read_figures


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("科技投入占营业收入的3.4%", "fintech_investment_share"),
        ("科技投入占营收比例超过3%", "fintech_investment_share"),
        ("科技投入是营业收入的4.45%", "fintech_investment_share"),
        ("科技投入同比增长6.6%", "fintech_investment_growth"),
        ("科技人员占比提升至7.95%", "fintech_staff_share"),
        ("科技人员占集团员工总数的4.03%", "fintech_staff_share"),
        ("it staff accounted for 6.4% of all employees", "fintech_staff_share"),
        ("it spending rose 12%", "fintech_investment_growth"),
        ("it spending, equivalent to 3.1% of revenue", "fintech_investment_share"),
    ],
)
def test_a_percentage_is_a_share_or_a_growth(text, indicator):
    assert [figure.indicator for figure in read_figures(text, 2021)] == [indicator]


@pytest.mark.parametrize(
    "text",
    [
        "科技投入预算执行率98.6%",
        "科技投入增加,营业收入增长6%",
        "科技人员中,其中女性占40%",
        "科技投入较上年提升0.31个百分点",
        "科技人员占总部科技岗位的90%",
        "费用化研发投入,占比63.2%",
    ],
)
def test_other_percentages_are_left_out(text):
    assert read_figures(text, 2021) == []
