"""Which paragraphs are headings, and which are notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from page_builders import fill, make_line, make_page

from fintech_coding.reading.passages import split_passages
from fintech_coding.records import Line, Passage

BODY = ("　　" + fill()[:-2], fill(), "完。")


def list_passages(*lines: str | Line) -> list[Passage]:
    return split_passages([make_page(*lines)], report_id="r")


def list_headings(*lines: str | Line) -> list[str]:
    return [passage.text for passage in list_passages(*lines) if passage.kind == "heading"]


@pytest.mark.parametrize(
    "heading",
    [
        "金融科技",
        "第四节 董事会报告",
        "一、总体情况",
        "(二)金融科技",
        "8.3.5金融科技",
        "3. 大数据",
        "Internet finance",
        "8.3 IT",
    ],
)
def test_a_short_line_of_its_own_over_a_paragraph_is_a_heading(heading: str) -> None:
    assert list_headings(heading, *BODY) == [heading]


@pytest.mark.parametrize("text", ["本行运用大数据。", "主要如下:", "• 大数据平台", "1,234", "“十三五”期间,"])
def test_a_sentence_a_bullet_or_a_number_is_no_heading(text: str) -> None:
    assert list_headings(*BODY, text, *BODY) == []


def test_a_large_line_is_a_heading_though_it_is_full() -> None:
    title = "金融科技引领业务转型与高质量发展迈上新台阶"
    large = make_line(title, 60, size=15.0)
    assert title in list_headings(*BODY, *BODY, large)


def test_a_full_line_of_the_bodys_size_is_no_heading() -> None:
    assert list_headings(fill(), fill(), fill()) == []


@pytest.mark.parametrize(
    "note", ["注:数据为集团口径", "注1:含子公司。", "Note: group figures", "Notes: (1) group figures"]
)
def test_a_note_is_a_note(note: str) -> None:
    kinds = {passage.text: passage.kind for passage in list_passages(*BODY, "", f"{note},{fill()[:10]}。")}
    assert [kind for text, kind in kinds.items() if text.startswith(note[:1])] == ["note"]


def set_in(face: dict[str, Any], *texts: str, top: float = 120) -> list[Line]:
    """Return lines in a face, one below the other."""
    return [replace(make_line(text, top + 16 * n), **face) for n, text in enumerate(texts)]


def list_faced_headings(face: dict[str, Any], title: str, *, body: dict[str, Any] | None = None) -> list[str]:
    lines = [*set_in(face, title), *set_in(body or {}, *BODY, *BODY, top=136)]
    return list_headings(*lines)


@pytest.mark.parametrize("face", [{"strong": True}, {"color": 0x0066B3}], ids=["bold", "in colour"])
@pytest.mark.parametrize("title", ["金融科技", "其他说明:", "Fair value"])
def test_a_line_in_a_face_of_its_own_is_a_heading(face: dict[str, Any], title: str) -> None:
    assert list_faced_headings(face, title) == [title]


def test_a_full_bold_line_is_a_heading_for_it_is_bold() -> None:
    assert list_faced_headings({"strong": True}, fill()) == [fill()]


def test_a_bold_sentence_is_no_heading() -> None:
    assert list_faced_headings({"strong": True}, "本行运用大数据。") == []


def test_where_all_is_bold_bold_marks_nothing() -> None:
    title = fill()
    assert list_faced_headings({"strong": True}, title, body={"strong": True}) == []


def test_where_headings_are_bold_a_short_line_that_is_not_is_none() -> None:
    lines = [
        *set_in({"strong": True}, "金融科技"),
        *set_in({}, "大数据平台", *BODY, top=136),
        *set_in({"strong": True}, "风险管理", top=300),
        *set_in({}, *BODY, top=316),
    ]
    assert list_headings(*lines) == ["金融科技", "风险管理"]


def test_a_question_that_a_form_answers_is_a_heading() -> None:
    lines = [
        *set_in({"strong": True}, "金融科技"),
        *set_in({}, *BODY, top=136),
        *set_in({}, "控股股东变更情况", "□适用 √不适用", *BODY, top=200),
    ]
    assert list_headings(*lines) == ["金融科技", "控股股东变更情况"]


@pytest.mark.parametrize("asked", ["是否存在单次处置对子公司投资即丧失控制权的情形", "其他说明"])
def test_what_a_form_asks_in_the_face_of_its_text_is_no_heading(asked: str) -> None:
    assert asked not in list_headings(*BODY, asked, "□适用 √不适用", *BODY)


def test_a_numbered_question_that_a_form_answers_is_a_heading() -> None:
    question = "七、是否存在违规担保情况"
    assert question in list_headings(*BODY, question, "□适用 √不适用", *BODY)


def test_a_decimal_number_makes_a_heading_though_a_colon_ends_it() -> None:
    assert list_headings(*BODY, "10.1 金融资产按照类别分析如下:", *BODY) == ["10.1 金融资产按照类别分析如下:"]
    assert list_headings(*BODY, "10.1 投资:本行持有债券", *BODY) == []


def test_a_title_of_five_large_lines_is_a_heading() -> None:
    words = (
        "Capturing trends",
        "of the new times",
        "to create bright",
        "businesses which",
        "serve the people",
    )
    title = [make_line(text, 30 + 24 * n, size=20.0) for n, text in enumerate(words)]
    text = (
        "The bank keeps building a digital platform and it",
        "uses big data in every line of business it has now",
        "in all regions.",
    )
    assert " ".join(words) in list_headings(*text * 3, *title)


# --- notes ---------------------------------------------------------------------------------------

TABLE = ("买入返售款项 1,234 1,111", "拆出资金(1) 2,345 2,222")


def list_notes(*lines: str | Line) -> list[str]:
    return [passage.text for passage in list_passages(*lines) if passage.kind == "note"]


def test_the_notes_after_the_first_are_notes_by_their_numbers() -> None:
    notes = ("注:(1)数据来源于本行股东名册。", "(2)优先股股东所列为代持人的信息", "(3)百分比仅供参考。")
    assert list_notes(*BODY, *TABLE, *notes) == list(notes)


def test_a_sentence_is_a_note_where_the_table_over_it_has_its_mark() -> None:
    assert list_notes(*BODY, *TABLE, "(1)含买入返售款项。") == ["(1)含买入返售款项。"]
    assert list_notes(*BODY, *TABLE, "(2)含卖出回购款项。") == []


@pytest.mark.parametrize(
    "reference",
    [
        "后附财务报表附注为本财务报表的组成部分。",
        "刊载于第14页至第182页的财务报表附注为本财务报表的组成部分。",
        "The notes on pages 129 to 272 form part of these financial statements.",
        "The accompanying notes form an integral part of these statements.",
    ],
)
def test_what_says_that_the_notes_are_part_of_the_statements_is_a_note(reference: str) -> None:
    assert list_notes(*BODY, *TABLE, reference) == [reference]


def test_small_print_in_letters_is_a_note_wherever_it_stands() -> None:
    text = [
        "The bank keeps building a digital platform and it",
        "uses big data in every line of business it has now",
        "in all regions.",
    ]
    small = make_line("Open innovation: a method of innovation", 400, size=7.0)
    assert list_notes(*text, *text, small) == [small.text]
