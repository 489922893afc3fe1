"""The figures of a sentence."""

from __future__ import annotations

import pytest

from fintech_coding.tables.figures import read_figures


def read(text: str, year: int | None = 2021) -> list[tuple[str, float, int | None]]:
    return [(f.indicator, f.quantity.value, f.year) for f in read_figures(text, year)]


def test_investment_staff_and_shares_of_one_sentence_are_told_apart():
    text = "2020年,本行金融科技投入238.19亿元;金融科技人员3.54万人,占全行员工的8.1%。"
    assert read(text, 2020) == [
        ("fintech_investment", 23_819_000_000, 2020),
        ("fintech_staff", 35_400, 2020),
        ("fintech_staff_share", 8.1, 2020),
    ]


def test_last_year_and_this_year_are_both_given():
    assert read("信息科技投入由上年的56.2亿元增加至66.32亿元") == [
        ("fintech_investment", 5_620_000_000, 2020),
        ("fintech_investment", 6_632_000_000, 2021),
    ]
    assert read("technology spending was rmb12 million, compared with rmb10 million in 2020") == [
        ("fintech_investment", 12_000_000, 2021),
        ("fintech_investment", 10_000_000, 2020),
    ]


def test_years_listed_before_figures_are_matched_to_them():
    found = read("2019年至2021年,科技投入分别为1亿元、2亿元和3亿元,占营业收入的比重分别为1%、2%和3%")
    assert [year for *_, year in found] == [2019, 2020, 2021] * 2


@pytest.mark.parametrize(
    "text",
    [
        "未来三年,本行科技投入将超过100亿元",
        "到2025年,力争科技人员占比达到10%",
        "we plan to increase technology spending to rmb5 billion",
        "2022年科技投入120亿元",
    ],
)
def test_a_plan_is_no_figure_of_the_year(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "科技型企业贷款余额2,356亿元,增长32%",
        "支持某半导体企业研发投入10亿元",
        "同业中已有多家银行科技投入超过百亿元",
        "平安集团累计科技投入超过500亿元",
        "公司作为被投资企业,拥有专利210项,研发人员占比35%",
        "质押专利2,310件",
        "引进高端科技人才120名",
        "服务科技人才1.2万人",
        "业务及管理费增长5.2%,主要是科技投入增加所致",
        "科技投入稳步增长,支撑了1.2亿零售客户的需求",
        "物联网支付业务交易56万笔",
        "占5g及物联网",
    ],
)
def test_what_is_of_others_or_of_other_things_is_no_figure(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "reserves"),
    [
        ("科技人员(含外包)约9,800人", ["about", "including_outsourced"]),
        (
            "科技投入10亿元,其中数据中心建设投入4亿元",
            [],
        ),
        ("信息科技资本性支出6.4亿元", ["part"]),
        ("软件开发中心员工3,200人", ["part"]),
        ("五年来科技投入累计超过300亿元", ["over", "cumulative"]),
        ("科技投入较上年增长25%", ["no_level"]),
        ("公开专利1,203件", ["published"]),
    ],
)
def test_reserves_are_marked(text, reserves):
    assert list(read_figures(text, 2021)[0].reserves) == reserves


def test_a_part_named_after_the_whole_is_marked():
    whole, part = read_figures("累计获得专利授权1,024项,其中发明专利680项", 2021)
    assert (whole.indicator, whole.reserves) == ("patents", ())
    assert (part.indicator, part.reserves) == ("patents", ("part",))


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("累计获得专利授权603项", "patents"),
        ("本年度获得专利授权54项", "patents_new"),
        ("当年申请专利1,600余件", "patent_applications_new"),
        ("累计申请专利2,118件", "patent_applications"),
        ("物联网平台已接入100万台设备", "iot_terminals"),
        ("the bank filed 127 patent applications in 2021", "patent_applications_new"),
        ("more than 200,000 terminals are connected to our iot platform", "iot_terminals"),
        ("研发投入3亿元", "rd_investment"),
        ("r&d personnel accounted for 5% of total staff", "rd_staff_share"),
        ("科技投入下降3%", "fintech_investment_growth"),
    ],
)
def test_a_measure_is_named_by_its_words(text, indicator):
    assert [name for name, *_ in read(text)] == [indicator]


def test_a_decline_is_a_negative_growth():
    assert read("科技投入下降3%") == [("fintech_investment_growth", -3, 2021)]


def test_an_increment_is_no_level():
    assert read("科技投入51.5亿元,比上年增加17.46亿元") == [("fintech_investment", 5_150_000_000, 2021)]


def test_a_share_of_something_else_is_no_share_of_revenue():
    assert read("创新研发投入8亿元,占科技投入的12%") == [("fintech_investment", 800_000_000, 2021)]


def test_without_a_year_of_the_report_a_figure_has_none():
    assert read("科技投入8亿元", None) == [("fintech_investment", 800_000_000, None)]


def test_confidence_is_high_where_the_sentence_says_whose_the_figure_is():
    sure, unsure = (read_figures(text, 2021)[0] for text in ("本行科技投入8亿元", "科技投入8亿元"))
    assert (sure.confidence, unsure.confidence) == ("high", "medium")
