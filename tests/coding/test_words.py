from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.segment import Segmenter
from fintech_coding.coding.words import HAN, LATIN, cut_units, find_names, load_stop_words


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(["大数据"])


def list_units(text: str, segmenter: Segmenter, *hits: tuple[int, int]) -> list[tuple[str, ...]]:
    return [unit.words for unit in cut_units(text, hits, segmenter)]


def test_words_come_alone_and_in_pairs_of_neighbours(segmenter):
    assert list_units("数据平台上线", segmenter) == [
        ("数据",), ("平台",), ("数据", "平台"), ("上线",), ("平台", "上线"),
    ]  # fmt: skip
    assert list_units("Smart Contracts", segmenter) == [("smart",), ("contracts",), ("smart", "contracts")]


@pytest.mark.parametrize("between", ["，", "、", "2020", "\n", " ", "(", "AI"])
def test_punctuation_figures_spaces_and_another_script_part_a_pair(between, segmenter):
    assert ("数据", "平台") not in list_units(f"数据{between}平台", segmenter)


@pytest.mark.parametrize("between", [", ", ". ", " 5 ", "  ", " 的 "])
def test_more_than_a_space_parts_a_latin_pair(between, segmenter):
    assert ("smart", "contract") not in list_units(f"smart{between}contract", segmenter)


def test_what_is_found_already_is_no_word_and_parts_its_neighbours(segmenter):
    assert list_units("运用大数据平台", segmenter, (2, 5)) == [("运用",), ("平台",)]


def test_traditional_and_simplified_words_are_the_same(segmenter):
    assert list_units("數據平台", segmenter) == list_units("数据平台", segmenter)


@settings(deadline=None)
@given(
    text=st.text(
        st.sampled_from("数据平台上云 AIai's,。é5") | st.characters(exclude_categories=["Cs"]), max_size=60
    )
)
def test_a_unit_is_its_span_folded(text, segmenter):
    for unit in cut_units(text, (), segmenter):
        assert unit.script == (LATIN if unit.words[0][0] < "\u2000" else HAN)
        shown = fold_text(text[unit.start : unit.end])
        assert "".join(unit.words) == shown.replace(" ", "").strip("'").replace("' ", "")


def test_a_new_word_of_single_characters_is_told(segmenter):
    assert {("上云",), ("算力",)} <= set(list_units("全面上云，建设算力网络", segmenter))


def test_the_stop_words_are_folded_and_in_one_list_each():
    words = load_stop_words()
    lists = (words.function, words.common, words.neutral)
    assert all(lists)
    assert all(fold_text(word) == word for listed in lists for word in listed)
    assert not words.function & words.common
    assert not (words.function | words.common) & words.neutral


def test_places_are_names_and_slogans_are_none():
    assert find_names(["深圳", "智慧", "中台", "abc"]) == {"深圳"}
