"""Tables without rulings: rows in company, what stands over them and between them, and what is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_builders import PITCH, TOP, fill, list_paragraphs, make_line, make_page, set_lines

from fintech_coding.reading.grid import find_rows, is_report_crammed
from fintech_coding.reading.layout import Paragraph, build_paragraphs
from fintech_coding.records import Line

ROWS = ("现金 1,234 1,111", "存款 2,345 2,222")
CRAMMED = ("现金1,2341,111", "存款2,3452,222")


def find_texts(*lines: str | Line, crammed: bool = False, before: Line | None = None) -> list[str]:
    """Return the lines of a page that are rows."""
    page = make_page(*lines)
    rows = find_rows(page.lines, [False] * len(page.lines), crammed=crammed, before=before)
    return [line.text for line, is_row in zip(page.lines, rows, strict=True) if is_row]


def list_kinds(*lines: str | Line) -> list[str]:
    return [paragraph.kind for paragraph in build_paragraphs([make_page(*lines)])]


# --- rows ----------------------------------------------------------------------------------------


def test_a_row_of_three_figures_needs_no_company() -> None:
    row = "Cash and deposits with central banks 2,549,507 39,978 10,543"
    assert find_texts(fill(), row, fill()) == [row]


def test_a_number_and_its_title_are_no_row() -> None:
    assert find_texts("28. 应付利息", *ROWS) == list(ROWS)
    assert find_texts(make_line("13 其他非流动资产", TOP), *set_lines(*ROWS, top=TOP + PITCH)) == list(ROWS)


def test_an_item_after_a_dash_is_no_row() -> None:
    assert (
        find_texts("- 在报告日期被确定为信贷风险较低的金融工具;及", "- 自初始确认以来信贷风险未大幅增加")
        == []
    )


def test_a_unit_is_a_row_though_nothing_follows() -> None:
    assert find_texts(fill(), "单位:元 币种:人民币") == ["单位:元 币种:人民币"]


@pytest.mark.parametrize("answer", ["□适用 √不适用", "√ 是 □ 否", "□適用 √不適用"])
def test_an_answer_in_a_form_is_no_row(answer: str) -> None:
    assert find_texts(*ROWS, "按单项计提坏账准备:", answer, *ROWS) == [*ROWS, *ROWS]


def test_who_signs_the_statements_stands_in_no_table() -> None:
    signature = "公司负责人:某甲 主管会计工作负责人:某乙 会计机构负责人:某丙"
    assert find_texts(*ROWS, signature, *ROWS) == [*ROWS, *ROWS]


# --- what stands over rows -----------------------------------------------------------------------


@pytest.mark.parametrize("opening", ["单位:股", "2019年12月31日", "本集团", "(人民币百万元)"])
def test_a_header_goes_from_what_opens_it_to_the_first_row(opening: str) -> None:
    header = (opening, "按剩余到期日分析的名义金额公允价值", "3个月")
    assert find_texts("本集团衍生工具分析如下:", *header, *ROWS) == [*header, *ROWS]


def test_a_sentence_between_what_may_open_a_header_and_rows_keeps_them_apart() -> None:
    assert find_texts("本集团", "本行的分析请参见附注。", *ROWS) == list(ROWS)


def test_a_title_over_a_unit_is_not_of_the_table_above() -> None:
    title = "按剩余期限划分的债券结构"
    assert title not in find_texts(*ROWS, title, "单位:百万元", *ROWS)


def test_what_spans_some_columns_stands_over_them() -> None:
    over = make_line("擁有權比例", TOP, x0=330)
    rows = set_lines("甲公司            1,234            64.77%", *ROWS, top=TOP + PITCH)
    wide = [replace(row, x1=450.0) for row in rows]
    assert find_texts(over, *wide)[0] == over.text


def test_a_title_in_the_middle_over_rows_is_none_of_them() -> None:
    title = make_line("母公司利润表", TOP, x0=240)
    rows = [replace(row, x1=450.0) for row in set_lines(*ROWS, top=TOP + PITCH)]
    assert find_texts(title, *rows) == list(ROWS)


def test_labels_over_a_row_are_its_own_however_many() -> None:
    labels = ("Liabilities", "Financial liabilities at fair value", "through profit or loss")
    more = ("Financial liabilities designated", "as at fair value")
    rows = [replace(row, x1=450.0) for row in set_lines(ROWS[0], top=TOP)]
    below = [replace(row, x1=450.0) for row in set_lines(ROWS[1], top=TOP + 6 * PITCH)]
    lines = [*rows, *set_lines(*labels, *more, top=TOP + PITCH), *below]
    assert find_texts(*lines) == [ROWS[0], *labels, *more, ROWS[1]]


# --- tables whose rows have lost their gaps ------------------------------------------------------


def test_a_report_is_crammed_where_many_lines_are() -> None:
    crammed = make_page(*CRAMMED, *[fill()] * 8)
    assert is_report_crammed([crammed.lines])
    assert not is_report_crammed([make_page(*ROWS, *[fill()] * 8).lines])


def test_cells_of_text_between_crammed_rows_are_theirs() -> None:
    cells = ["适用法律根据《商业银行法》、资本管理办法的规定监管处理"] * 8
    assert find_texts(*CRAMMED, *cells, *CRAMMED, crammed=True) == [*CRAMMED, *cells, *CRAMMED]
    assert find_texts(*CRAMMED, *cells, *CRAMMED) == [*CRAMMED, *CRAMMED]


@pytest.mark.parametrize(
    "row", ["资产证券化销售利得--", "是否可转股否否否否", "工银租赁有限公司100100100人民币"]
)
def test_empty_and_equal_cells_make_a_crammed_row(row: str) -> None:
    assert find_texts(fill(), row, fill(), crammed=True) == [row]
    assert find_texts(fill(), row, fill()) == []


def test_the_end_of_a_crammed_table_at_a_pages_end_is_of_it() -> None:
    assert find_texts(*CRAMMED, "信用评级", "标准普尔AAA", crammed=True) == [
        *CRAMMED,
        "信用评级",
        "标准普尔AAA",
    ]
    assert find_texts(*CRAMMED, "本行信用评级良好。", crammed=True) == list(CRAMMED)


# --- what stands beside each other ---------------------------------------------------------------


def test_a_note_in_the_margin_beside_text_is_no_cell() -> None:
    text = set_lines(*[fill()] * 6)
    notes = set_lines("开放创新:", "一种方法。", "见第14页", top=TOP + PITCH, x0=430)
    assert set(list_kinds(*text, *notes)) == {"body"}


def test_lines_of_two_lists_that_stand_at_one_height_by_chance_are_no_cells() -> None:
    left = [make_line(f"董事{n}女士", TOP + PITCH * n) for n in range(6)]
    right = [make_line(f"委员{n}先生", TOP + PITCH * n + (8 if n else 0), x0=320) for n in range(6)]
    assert find_texts(*left, *right) == []


def test_words_beside_each_other_are_cells_though_they_are_two() -> None:
    left = [make_line(text, TOP + PITCH * n) for n, text in enumerate(("董事姓名", "某甲女士", "某乙先生"))]
    right = [
        make_line(text, TOP + PITCH * n, x0=320)
        for n, text in enumerate(("所任职务", "执行董事", "副董事长"))
    ]
    assert len(find_texts(*left, *right)) == 6


def test_the_words_of_a_chart_are_not_text() -> None:
    text = set_lines(*[fill()] * 4)
    ticks = [make_line(f"{n}0", 300 + 20 * n, x0=100, size=6.0) for n in range(1, 10)]
    legend = make_line("手续费收入", 340, x0=250, size=6.0)
    assert legend.text in find_texts(*text, *ticks, legend)
    assert legend.text not in find_texts(*text, *ticks[:3], legend)


# --- tables that go on ---------------------------------------------------------------------------


def go_on(*first: str | Line, second: tuple[str | Line, ...]) -> list[Paragraph]:
    return build_paragraphs([make_page(*first, number=1), make_page(*second, number=2)])


def test_a_table_that_goes_on_is_a_table_on_each_of_its_pages() -> None:
    first, second = go_on(*ROWS, second=ROWS)
    assert (first.kind, first.page_first, first.page_last) == ("table", 1, 1)
    assert (second.kind, second.page_first, second.page_last) == ("table", 2, 2)


def test_what_is_broken_off_a_row_at_a_pages_end_is_no_paragraph() -> None:
    first, second = go_on(*ROWS, second=("的金融投资", *ROWS))
    assert (first.kind, second.kind) == ("table", "table")
    assert second.text.split("\n") == ["的金融投资", *ROWS]


def test_a_lone_row_on_the_next_page_is_a_row() -> None:
    tables = go_on(*ROWS, second=("贷款 3,456", *set_lines("本行贷款增长。", top=TOP + 8 * PITCH)))
    assert [(p.kind, p.text) for p in tables[1:]] == [("table", "贷款 3,456"), ("body", "本行贷款增长。")]


@pytest.mark.parametrize("title", ["二、金融科技", "本行贷款增长如下。", "其他说明:"])
def test_a_title_or_sentence_on_the_next_page_is_not_of_the_table(title: str) -> None:
    assert [p.kind for p in go_on(*ROWS, second=(title, *ROWS))] == ["table", "body", "table"]


def test_a_line_in_another_face_on_the_next_page_is_not_of_the_table() -> None:
    title = replace(make_line("合并现金流量表", TOP), strong=True)
    second = (title, *set_lines(*ROWS, top=TOP + PITCH))
    assert [p.kind for p in go_on(*ROWS, second=second)] == ["table", "body", "table"]


def test_rows_after_text_on_the_next_page_are_a_table_of_their_own() -> None:
    assert [p.kind for p in list_paragraphs(*ROWS, fill(), "完。", *ROWS)] == ["table", "body", "table"]
