"""The figures of a table."""

from __future__ import annotations

from fintech_coding.tables.figure_rows import read_rows


def read(text: str, year: int = 2020, about: str = "") -> list[tuple[str, float, int | None]]:
    return [
        (row.figure.indicator, row.figure.quantity.value, row.figure.year)
        for row in read_rows(text, year, about=about)
    ]


def test_a_table_of_research_gives_total_parts_share_and_staff():
    text = (
        "单位:元\n本期费用化研发投入 1,000.50\n本期资本化研发投入\n研发投入合计 2,000.50\n"
        "研发投入总额占营业收入比例(%) 4.12%\n公司研发人员的数量 172\n"
        "研发人员数量占公司总人数的比例(%) 12.23\n研发投入资本化的比重(%) 36.8"
    )
    rows = read_rows(text, 2020)
    assert read(text) == [
        ("rd_investment", 1000.5, 2020),
        ("rd_investment", 2000.5, 2020),
        ("rd_investment_share", 4.12, 2020),
        ("rd_staff", 172, 2020),
        ("rd_staff_share", 12.23, 2020),
    ]
    assert [row.figure.reserves for row in rows][:2] == [("part",), ()]


def test_columns_of_years_give_each_its_figure_and_the_change_none():
    text = (
        "项目 2020年 2019年 变动(%)\n金融科技投入(亿元) 183.00 127.90 43.1\n占营业收入比重(%) 2.78 2.04 0.74"
    )
    assert read(text) == [
        ("fintech_investment", 18_300_000_000, 2020),
        ("fintech_investment", 12_790_000_000, 2019),
        ("fintech_investment_share", 2.78, 2020),
        ("fintech_investment_share", 2.04, 2019),
    ]


def test_people_are_counted_in_the_unit_of_their_label():
    assert read("单位:亿元\n金融科技人员(万人) 3.54\n科技人员 8,056") == [
        ("fintech_staff", 35_400, 2020),
        ("fintech_staff", 8056, 2020),
    ]


def test_technology_among_the_functions_of_staff_is_a_share_of_staff():
    text = "by age by responsibilities\ninformation technology 7.38%"
    assert read(text) == [("fintech_staff_share", 7.38, 2020)]
    assert read("信息科技 7.38%", about="员工专业构成") == [("fintech_staff_share", 7.38, 2020)]


def test_loans_by_industry_are_no_staff():
    assert read("information technology 7.38%", about="loans by industry") == []


def test_an_amount_without_a_unit_is_left_out():
    assert read("研发投入合计 2,000.50") == []


def test_a_peer_in_a_table_is_left_out():
    assert read("单位:万元\n同行业平均研发投入金额 7,724.69") == []


def test_amounts_of_patents_and_subsidies_are_no_figures():
    assert read("单位:元\n专利奖励 20,000.00 7,600.00\n研发费用 3,247,938.39 5,859,876.41") == []


def test_a_row_knows_its_place():
    text = "单位:元\n研发投入合计 2,000.50"
    row = read_rows(text, 2020)[0]
    quantity = row.figure.quantity
    assert text[row.start : row.end] == "研发投入合计 2,000.50"
    assert text[quantity.start : quantity.number_end] == "2,000.50"
