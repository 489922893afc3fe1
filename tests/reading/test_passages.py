"""From pages to passages: the whole way, and what holds for any pages."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from page_builders import FOOTER, HEADER, any_pages, fill, make_line, make_page, set_lines

from fintech_coding.reading.passages import cut_text, split_passages
from fintech_coding.records import KINDS, Page, Passage


def split(*pages: Page) -> list[Passage]:
    return split_passages(pages, report_id="icbc_2020")


def frame(number: int, *lines: str) -> Page:
    """Return a page with a running header and footer around its lines."""
    return make_page(
        *lines,
        make_line("某银行股份有限公司", HEADER),
        make_line(f"某银行2020年度报告(A股){number}", FOOTER, x0=60 if number % 2 else 400),
        number=number,
    )


def test_a_paragraph_over_a_page_break_is_one_passage_without_the_furniture_between() -> None:
    pages = [frame(number, fill(), "完。") for number in (50, 51, 52)]
    pages.append(frame(53, fill(), fill(end="科技投入238.19亿元;")))
    pages.append(frame(54, "科技人员3.54万人。", f"　　{fill()[:-2]}", "完。"))
    (passage,) = [p for p in split(*pages) if "238.19亿元" in p.text]
    assert (passage.page_first, passage.page_last) == (53, 54)
    assert passage.text.endswith("科技投入238.19亿元;科技人员3.54万人。")


def test_a_term_cut_by_the_page_break_is_whole() -> None:
    pages = [frame(1, fill(), "完。"), frame(2, fill(), fill(end="运用人工智")), frame(3, "能。")]
    assert any("人工智能。" in passage.text for passage in split(*pages))


def test_furniture_and_contents_are_in_no_passage_and_no_section() -> None:
    contents = frame(2, "目录", "公司简介 5", "金融科技 23", "公司治理 52", "财务报告 80")
    pages = [frame(1, "某某"), contents, *(frame(n, "一、概况", fill(), "完。") for n in range(3, 8))]
    said = "\n".join(f"{p.section}\n{p.text}" for p in split(*pages))
    assert not re.search("股份有限公司|年度报告|目录|金融科技|80", said)


def test_a_paragraph_that_goes_on_in_a_picture_is_as_sure_as_its_characters_on_the_whole() -> None:
    first, rest = fill(), replace(make_line("人工智能。"), confidence=0.5)
    pages = [make_page(first, first, number=1), make_page(rest, number=2)]
    (passage,) = split(*pages)
    assert (passage.page_first, passage.page_last) == (1, 2)
    assert passage.confidence == round((2 * len(first) + 5 * 0.5) / (2 * len(first) + 5), 3)
    assert [p.confidence for p in split(make_page(first, "完。"))] == [None]


def test_a_paragraph_goes_on_over_a_page_without_text() -> None:
    pages = [
        make_page(fill(), fill(end="人工智"), number=1),
        make_page(number=2),
        make_page("能。", number=3),
    ]
    (passage,) = split(*pages)
    assert (passage.page_first, passage.page_last) == (1, 3)


def test_a_passage_has_the_label_of_its_first_page() -> None:
    pages = [
        make_page(fill(), fill(end="人工智"), number=1, label="xi"),
        make_page("能。", number=2, label="xii"),
    ]
    assert [p.page_label for p in split(*pages)] == ["xi"]


def test_a_report_without_text_has_no_passages() -> None:
    assert split() == []
    assert split(make_page(), Page(2, "", 0.0, 0.0, ())) == []


def test_a_hyphen_at_a_paragraphs_end_leaves_no_soft_hyphen() -> None:
    (passage,) = split(make_page("the bank builds an eco\u00ad"))
    assert "\u00ad" not in passage.text


def test_a_text_without_an_end_is_cut_in_one_pass() -> None:
    start = time.process_time()
    pieces = list(cut_text("x" * 20_000_000))
    assert {len(piece) for piece in pieces} == {2000}
    # A copy of the rest at every cut takes ten times as long.
    assert time.process_time() - start < 2


@given(st.text("银行。. \n", max_size=9000))
def test_a_text_is_cut_in_whole_pieces(text: str) -> None:
    pieces = list(cut_text(text))
    assert all(piece == piece.strip() and 0 < len(piece) <= 2000 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@settings(max_examples=100, deadline=None)
@given(any_pages())
def test_passages_of_any_pages_are_numbered_in_order(pages: list[Page]) -> None:
    passages = split(*pages)
    assert [p.passage_id for p in passages] == [f"icbc_2020_{n:05d}" for n in range(1, len(passages) + 1)]
    assert all(p.page_first <= p.page_last for p in passages)
    firsts = [p.page_first for p in passages]
    assert firsts == sorted(firsts)
    assert {p.kind for p in passages} <= set(KINDS)
    assert all(p.text == p.text.strip() and p.text for p in passages)


@settings(max_examples=100, deadline=None)
@given(any_pages())
def test_the_same_pages_give_the_same_passages(pages: list[Page]) -> None:
    assert split(*pages) == split(*pages)


_INNER_LINE = st.text("银行人工智能科技的。,;:()•一二三第章节、%12 abcA", min_size=1, max_size=35).map(
    lambda text: re.sub(" +", " ", unicodedata.normalize("NFKC", text)).strip()
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(_INNER_LINE, max_size=12), max_size=4))
def test_no_character_is_lost_or_made_but_in_furniture_and_contents(texts: list[list[str]]) -> None:
    pages = [make_page(*set_lines(*lines), number=number) for number, lines in enumerate(texts, start=1)]
    given_characters = Counter("".join("".join(lines) for lines in texts))
    kept = Counter("".join(passage.text for passage in split(*pages)).replace("\n", ""))
    del given_characters[" "], kept[" "]
    assert kept == given_characters
