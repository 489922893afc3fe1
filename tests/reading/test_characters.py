"""The characters of a report: what is normalised, and how lines become one text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fintech_coding.reading.characters import BROKEN_WORD, join_lines, normalize_line

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u2060\ufeff\ufffe"

# --- one line ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⼈⼯智能", "人工智能"),  # Kangxi radicals, as some PDF producers map their glyphs
        ("⾦融科技投⼊⼒度", "金融科技投入力度"),
        ("ＡＩ与５Ｇ", "AI与5G"),
        ("ﬁnancial", "financial"),
        ("23８．１９亿元", "238.19亿元"),
        ("区块链（试点）", "区块链(试点)"),
    ],
)
def test_characters_that_look_alike_become_the_usual_ones(printed: str, meant: str) -> None:
    assert normalize_line(printed) == meant


@pytest.mark.parametrize("mark", list(INVISIBLE))
def test_an_invisible_character_in_a_term_goes(mark: str) -> None:
    assert normalize_line(f"人工{mark}智能 block{mark}chain") == "人工智能 blockchain"


@pytest.mark.parametrize("space", ["  ", "\t", "\u3000", "\xa0", "\r", "\x00", "\u2028", " \u3000 "])
def test_any_white_space_is_one_space_and_none_at_the_ends(space: str) -> None:
    assert normalize_line(f"{space}big{space}data{space}") == "big data"


def test_a_symbol_fonts_bullet_becomes_a_bullet() -> None:
    assert normalize_line("\uf06c科技") == normalize_line("\uf0b2 科技") == "• 科技"


def test_a_symbol_fonts_bullet_after_an_indent_becomes_a_bullet() -> None:
    assert normalize_line("\u3000\uf06c科技") == "• 科技"


def test_punctuation_is_never_removed() -> None:
    assert normalize_line("大数据、人工智能;“云”——等。") == "大数据、人工智能;“云”——等。"


def test_a_traditional_character_stays_as_printed() -> None:
    assert normalize_line("雲計算與區塊鏈") == "雲計算與區塊鏈"


@given(st.text(max_size=30) | st.text("⼈ＡＩ1 \u3000\t\u00ad\ufffe\u0301é人\uf06c", max_size=12))
@example("a\u00a8 b")
def test_a_normalised_line_is_nfkc_single_spaced_and_visible(text: str) -> None:
    line = normalize_line(text)
    assert line == unicodedata.normalize("NFKC", line)
    assert line == line.strip()
    assert "  " not in line
    assert not set(line) & {*INVISIBLE, "\n", "\r", "\t", "\x00"}


@given(st.text(max_size=30).map(normalize_line))
def test_normalising_a_normalised_line_changes_nothing(line: str) -> None:
    assert normalize_line(line) in (line, f"• {line.lstrip()[1:]}")


# --- two lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("人工智", "能平台", "人工智能平台"),
        ("运用人工智能,", "大数据", "运用人工智能,大数据"),
        ("基于AI", "技术", "基于AI技术"),
        ("技术基于", "AI", "技术基于AI"),
        ("科技人员3.54", "万人", "科技人员3.54万人"),
        ("big", "data", "big data"),
        ("banks, insurers,", "and funds", "banks, insurers, and funds"),
        ("2015", "2016", "2015 2016"),
    ],
)
def test_a_break_goes_beside_ideographs_and_is_a_space_between_words(
    first: str, second: str, whole: str
) -> None:
    assert join_lines(first, second) == whole


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("finan-", "cial services", "financial services"),
        ("the Asia-", "Pacific region", "the Asia-Pacific region"),
        ("e-", "Finance", "e-Finance"),
        ("COVID-", "19", "COVID-19"),
        ("3-", "year", "3-year"),
        ("AI-", "based", "AI-based"),
        ("and/", "or", "and/or"),
    ],
)
def test_only_a_hyphenated_syllable_loses_its_hyphen(first: str, second: str, whole: str) -> None:
    assert join_lines(first, second) == whole


@pytest.mark.parametrize(
    ("second", "whole"),
    [("system", "ecosystem"), ("System", "eco-System"), ("2020", "eco-2020"), ("云", "eco-云")],
)
def test_a_word_the_reader_saw_broken_is_made_whole(second: str, whole: str) -> None:
    assert join_lines("eco" + BROKEN_WORD, second) == whole


def test_a_number_cut_at_its_decimal_point_stays_one_number() -> None:
    assert join_lines("投入238.", "19亿元") == "投入238.19亿元"


@given(st.text(max_size=12).map(normalize_line), st.text(max_size=12).map(normalize_line))
@example("a-", "b")
@example("能", "")
def test_joining_loses_nothing_but_the_hyphen_that_breaks_a_word(first: str, second: str) -> None:
    whole = join_lines(first, second)
    kept = {first + second, f"{first} {second}"}
    if first.endswith("-") and second[:1].islower():
        kept.add(first[:-1] + second)
    assert whole in kept


@given(st.lists(st.text("人工智能 abc-,。1", min_size=1, max_size=8).map(normalize_line), max_size=6))
def test_joining_many_lines_keeps_their_characters_in_order(lines: list[str]) -> None:
    whole = ""
    for line in lines:
        whole = join_lines(whole, line)
    spaceless = str.maketrans("", "", " -")
    assert whole.translate(spaceless) == "".join(lines).translate(spaceless)
