"""Lines become paragraphs: where one starts, where it goes on, what is a table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from page_builders import (
    PITCH,
    TOP,
    any_pages,
    fill,
    list_paragraphs,
    list_texts,
    make_line,
    make_page,
    set_lines,
)

from fintech_coding.reading.layout import build_paragraphs
from fintech_coding.records import Page

# --- Chinese paragraphs --------------------------------------------------------------------------


def test_lines_of_a_paragraph_are_one_text() -> None:
    assert list_texts(make_page(f"　　{fill('本行')[:-2]}", fill("大数据"), "服务客户。")) == [
        fill("本行")[:-2] + fill("大数据") + "服务客户。"
    ]


def test_a_line_broken_in_a_word_goes_on() -> None:
    (text,) = list_texts(make_page(fill(end="运用人工智"), "能。"))
    assert text.endswith("运用人工智能。")


@pytest.mark.parametrize("indent", ["　　", "  ", "　　　　"])
def test_a_line_broken_in_a_word_goes_on_whatever_the_next_lines_indent(indent: str) -> None:
    (text,) = list_texts(make_page(fill(), fill(end="运用人工智"), f"{indent}能。"))
    assert text.endswith("人工智能。")


def test_a_paragraph_starts_at_an_indent_after_a_full_line_that_ends_a_sentence() -> None:
    assert len(list_texts(make_page(fill(), fill(end="。"), "　　另外,本行运用大数据。"))) == 2


def test_a_full_line_that_ends_a_sentence_goes_on_without_an_indent() -> None:
    assert len(list_texts(make_page(fill(), fill(end="。"), fill("另外,本行运用大数据"), "。"))) == 1


def test_a_paragraph_starts_after_a_short_last_line() -> None:
    assert len(list_texts(make_page(fill(), "服务客户。", fill("另外"), fill()))) == 2


def set_with_gap(gap: float) -> Page:
    first = set_lines(fill(), fill(end="。"))
    return make_page(*first, *set_lines(fill("另外"), fill(), "完。", top=first[-1].top + gap))


def test_a_paragraph_starts_at_a_gap() -> None:
    assert len(list_texts(set_with_gap(1.8 * PITCH))) == 2


def test_a_paragraph_starts_at_a_large_gap_as_at_a_small_one() -> None:
    assert len(list_texts(set_with_gap(2.2 * PITCH))) == 2


@pytest.mark.parametrize(
    "opening", ["•", "●", "■", "(一)", "（1）", "一、", "1.", "2、", "(3)", "4)", "第三章", "- ", "1.2 "]
)
def test_a_paragraph_starts_at_a_bullet_or_an_enumerator(opening: str) -> None:
    texts = list_texts(make_page(fill("本行"), f"{opening}云计算平台建设顺利,"))
    assert len(texts) == 2
    assert texts[1].startswith(opening)


@pytest.mark.parametrize("start", ["12月末,", "20亿元,", "35家分行", "100%覆盖", "2020年末", "3.54万人"])
def test_a_number_at_the_start_of_a_line_is_no_enumerator(start: str) -> None:
    assert len(list_texts(make_page(fill("本行"), fill(start), "完。"))) == 1


def test_a_number_cut_in_two_by_the_line_is_no_enumerator() -> None:
    assert len(list_texts(make_page(fill(end="科技投入238."), "19亿元。"))) == 1
    assert len(list_texts(make_page(fill(end="资本充足率约为"), "8.5左右。"))) == 1


def test_text_that_hangs_under_its_bullet_is_one_paragraph() -> None:
    assert len(list_texts(make_page(fill("•本行", end="。"), f"　　{fill('另外')[:-2]}", "　　完。"))) == 1


def test_a_line_that_begins_with_5g_goes_on() -> None:
    assert len(list_texts(make_page(fill(end="推进"), "5G消息业务试点。"))) == 1


def test_a_paragraph_starts_at_a_change_of_size() -> None:
    title = make_line("金融科技引领业务转型与创新发展", TOP, size=14.0)
    assert len(list_texts(make_page(title, *set_lines(fill(), "完。", top=TOP + PITCH)))) == 2


def test_a_size_that_wavers_starts_no_paragraph() -> None:
    first = make_line(fill("金融科技"), TOP, size=10.8)
    assert len(list_texts(make_page(first, *set_lines("服务客户。", top=TOP + PITCH)))) == 1


def test_a_short_heading_is_not_joined_to_its_text() -> None:
    assert list_texts(make_page("金融科技", f"　　{fill()}", "完。"))[0] == "金融科技"


def test_a_long_numbered_heading_is_not_joined_to_its_indented_text() -> None:
    heading = "一、报告期内本行所从事的主要业务及其经营模式"
    assert list_texts(make_page(heading, f"　　{fill()[:-2]}", fill(), "完。"))[0] == heading


def test_headings_below_each_other_stay_apart() -> None:
    assert list_texts(make_page("第三节 经营情况", "一、总体情况", "(一)金融科技", fill(), "完。"))[:3] == [
        "第三节 经营情况",
        "一、总体情况",
        "(一)金融科技",
    ]


# --- English paragraphs --------------------------------------------------------------------------


def test_latin_lines_are_joined_with_a_space_or_at_a_hyphen() -> None:
    assert list_texts(
        make_page("The bank uses artificial intelligence and finan-", "cial technologies.")
    ) == ["The bank uses artificial intelligence and financial technologies."]


def test_a_latin_paragraph_starts_after_a_line_that_had_room_for_more() -> None:
    lines = (
        "The bank keeps building a digital platform and it",
        "uses big data.",
        "Another paragraph starts right here and goes on",
    )
    assert list_texts(make_page(*lines)) == [f"{lines[0]} {lines[1]}", lines[2]]


def test_a_latin_sentence_that_ends_with_its_line_does_not_end_the_paragraph() -> None:
    lines = (
        "The bank keeps building its digital platforms.",
        "Big data is used in every line of business now",
    )
    assert list_texts(make_page(*lines)) == [" ".join(lines)]


def test_a_latin_heading_is_not_joined_to_its_text() -> None:
    lines = ("Big data", "The bank keeps building its digital platforms", "and uses big data in all lines.")
    assert list_texts(make_page(*lines)) == [lines[0], f"{lines[1]} {lines[2]}"]


# --- pages and columns ---------------------------------------------------------------------------


def test_a_paragraph_over_a_page_break_is_one_with_both_pages() -> None:
    first = make_page(fill(), fill(end="运用人工智"), number=53)
    second = make_page("能服务客户。", f"　　{fill('另外')[:-2]}", "完。", number=54)
    paragraphs = build_paragraphs([first, second])
    assert [(p.page_first, p.page_last) for p in paragraphs] == [(53, 54), (54, 54)]
    assert "运用人工智能服务客户。" in paragraphs[0].text


def test_a_latin_paragraph_over_a_page_break_is_one() -> None:
    first = make_page("The bank keeps building its digital platforms", "and it uses finan-", number=1)
    second = make_page("cial technologies in all its lines.", number=2)
    (paragraph,) = build_paragraphs([first, second])
    assert paragraph.text.endswith("it uses financial technologies in all its lines.")


@pytest.mark.parametrize(
    "start",
    [f"　　{fill('另外')[:-2]}", fill("• 大数据"), "(二)大数据", "2.大数据", "第四节 公司治理"],
)
def test_a_new_paragraph_on_the_next_page_is_not_joined(start: str) -> None:
    first = make_page(fill(), fill(end="。"), number=1)
    second = make_page(start, fill(), fill(), number=2)
    assert build_paragraphs([first, second])[0].page_last == 1


@pytest.mark.parametrize("end", ["主要举措如下", "主要举措如下:", "主要举措如下;"])
def test_an_item_on_the_next_page_is_not_joined_to_the_line_before(end: str) -> None:
    first, second = make_page(fill(), fill(end=end), number=1), make_page("• 大数据平台", number=2)
    assert build_paragraphs([first, second])[0].page_last == 1


def test_what_follows_a_colon_at_a_pages_end_is_not_joined() -> None:
    first = make_page(fill(), fill(end="主要举措如下:"), number=1)
    assert build_paragraphs([first, make_page(fill("大数据"), "完。", number=2)])[0].page_last == 1


def test_a_finished_short_line_at_a_pages_end_ends_its_paragraph() -> None:
    assert (
        build_paragraphs([make_page(fill(), "完。", number=1), make_page(fill(), "完。", number=2)])[
            0
        ].page_last
        == 1
    )


def test_a_heading_at_a_pages_end_is_not_joined_to_the_next_page() -> None:
    heading = "金融科技引领业务转型与创新发展取得积极成效"
    first = make_page(fill(), "完。", heading, number=1)
    assert list_texts(first, make_page(f"　　{fill()[:-2]}", "完。", number=2))[1] == heading


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left = set_lines("甲" * 15, "运用乙乙乙乙乙乙乙乙乙乙人工智", x0=60)
    right = set_lines("能丙丙丙丙丙丙丙丙丙丙丙丙丙丙", "完。", x0=320)
    (text,) = list_texts(make_page(*left, *right))
    assert "人工智能丙" in text


@pytest.mark.parametrize("gutter", [15, 110])
def test_columns_are_not_mixed(gutter: float) -> None:
    left = set_lines("甲" * 15, "甲" * 14 + "。", x0=60)
    right = set_lines("•" + "丙" * 14, "丙" * 10 + "。", x0=210 + gutter)
    assert list_texts(make_page(*left, *right)) == ["甲" * 29 + "。", "•" + "丙" * 24 + "。"]


def test_text_beside_and_below_a_paragraph_does_not_cut_it() -> None:
    left = set_lines("甲" * 15, "甲" * 14 + "。", x0=60)
    right = set_lines("　　" + "丙" * 13, "丙" * 10 + "。", x0=320, top=TOP + 2 * PITCH)
    assert list_texts(make_page(*left, *right)) == ["甲" * 29 + "。", "丙" * 23 + "。"]


# --- tables --------------------------------------------------------------------------------------


def test_numeric_rows_in_company_are_a_table_with_a_row_per_line() -> None:
    rows = ("项目 2020年 2019年", "贷款 1,234 (1,111)", "存款 2,345 2,222", "占比 12.5% -")
    (before, table, after) = list_paragraphs(fill(), "完。", *rows, fill(), "完。")
    assert (before.kind, table.kind, after.kind) == ("body", "table", "body")
    assert table.text.split("\n") == list(rows)


def test_bare_numbers_below_each_other_are_a_table() -> None:
    assert [(p.kind, p.text) for p in list_paragraphs("1,234", "(56.7%)", "$890")] == [
        ("table", "1,234\n(56.7%)\n$890")
    ]


def test_a_lone_sentence_that_ends_in_a_number_is_no_table() -> None:
    (paragraph,) = list_paragraphs(fill(), fill(end="科技人员占比 8.1%"), "完。")
    assert paragraph.kind == "body"


def test_sentences_with_numbers_are_no_table() -> None:
    lines = (
        "In 2019 and 2020 the bank spent 238 million on",
        "its platforms, in 2021 and 2022 some 250 million",
        "more.",
    )
    assert {p.kind for p in list_paragraphs(*lines)} == {"body"}
    assert {p.kind for p in list_paragraphs("2019 年 12 项;", "2020 年 15 项。")} == {"body"}


def test_words_of_two_rows_are_never_one_word() -> None:
    (table,) = list_paragraphs("科技投入 大 1 2", "数据中心 3 4")
    assert table.text == "科技投入 大 1 2\n数据中心 3 4"


def test_sentences_with_spaced_dates_are_no_table() -> None:
    lines = ("2018 年 5 月,监管部门发布流动性管理办法,自 2018 年", "7 月 1 日起施行本行按照该办法运用大数据")
    assert {p.kind for p in list_paragraphs(*lines, "完。")} == {"body"}


def test_a_paragraph_and_a_table_are_not_joined_over_a_page_break() -> None:
    first = make_page(fill(), fill("如下表所示"), number=1)
    second = make_page("贷款 1,234 1,111", "存款 2,345 2,222", number=2)
    assert [p.kind for p in build_paragraphs([first, second])] == ["body", "table"]


# --- anything ------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(any_pages())
def test_no_page_however_odd_raises(pages: list[Page]) -> None:
    paragraphs = build_paragraphs(pages)
    assert all(p.text and p.page_first <= p.page_last and p.lines > 0 for p in paragraphs)
    assert sum(p.lines for p in paragraphs) == sum(len(page.lines) for page in pages)


# --- lists and tables without rulings ------------------------------------------------------------


def test_short_lines_that_stand_in_are_paragraphs_of_their_own() -> None:
    paragraph = ("　　" + fill()[:-2], fill(), "完。")
    names = ("　　某银行股份有限公司", "　　某理财有限责任公司", "　　某租赁有限公司")
    assert list_texts(make_page(*paragraph, *names, *paragraph))[1:4] == [name.strip() for name in names]


def test_cells_that_were_crammed_into_a_line_are_a_row() -> None:
    (row,) = list_paragraphs("其他综合收益1,357(40)1,195(594)")
    assert row.kind == "table"


def test_what_stands_over_rows_belongs_to_the_table() -> None:
    (table,) = list_paragraphs(
        "(除特别注明外,金额单位均为人民币百万元)", "本集团 本行", "存款 1,234 5,678", "贷款 2,345 6,789"
    )
    assert table.kind == "table"
    assert table.text.startswith("(除特别")


def test_a_telephone_number_is_no_row() -> None:
    lines = list_paragraphs("　　联系电话:86-10-66106114", "　　传真:86-10-66107571")
    assert {line.kind for line in lines} == {"body"}


def test_two_lines_in_different_faces_are_two_paragraphs() -> None:
    title, text = set_lines("金融科技", fill(end="。"))
    assert list_texts(make_page(replace(title, strong=True), text)) == ["金融科技", text.text]
    assert list_texts(make_page(replace(title, color=0x0066B3), text)) == ["金融科技", text.text]


def test_a_sentence_goes_on_after_a_semicolon_over_the_pages_end() -> None:
    pages = [
        make_page("　　" + fill()[:-2], fill()[:-3] + ";", number=1),
        make_page(
            "　　另有科技人员两万人。",
            *set_lines("　　" + fill()[:-2], fill(), top=TOP + 4 * PITCH),
            number=2,
        ),
    ]
    assert any("另有科技人员" in text and text.startswith("本行") for text in list_texts(*pages))
