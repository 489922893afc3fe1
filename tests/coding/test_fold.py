from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.coding import fold
from fintech_coding.coding.fold import clean_text, fold_text


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold_text(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=20))
def test_long_and_short_texts_fold_alike(text: str) -> None:
    longer = text * (100 // len(text) + 1)
    assert fold_text(longer) == "".join(map(fold_text, longer))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("大數據與雲計算、區塊鏈", "大数据与云计算、区块链"),
        ("人工智慧 AI", "人工智慧 ai"),
        ("Big\u2011Data\u2014big\u2212data", "big data big data"),
        ("big\ndata\tbig\u3000data", "big data big data"),
        ("ΣΣς", "σσσ"),
        ("ＡＩ⼈⼯⻋联网⾞聯網", "ai人工车联网车联网"),
        ("Straße İ ﬁ", "straße İ ﬁ"),  # what folds to two characters stays
    ],
)
def test_case_script_dashes_and_spaces_are_folded(text: str, folded: str) -> None:
    assert fold_text(text) == folded


def test_every_entry_of_the_table_is_one_character_for_one() -> None:
    table = fold.load_fold_table()
    assert {len(folded) for folded in table.values()} == {1}
    assert all(fold_text(folded) == folded for folded in table.values())


def test_radicals_that_nfkc_leaves_alone_are_the_only_ones_listed() -> None:
    for code, character in fold._RADICALS.items():
        assert unicodedata.name(chr(code)).startswith("CJK RADICAL")
        assert unicodedata.name(character).startswith("CJK UNIFIED")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("大数据\t", "大数据"),
        ("大\u00ad数\u200b据\ufeff", "大数据"),
        (" big \n data ", "big data"),
        ("\u200b", ""),
    ],
)
def test_cleaning_takes_away_what_cannot_be_seen(text: str, clean: str) -> None:
    assert clean_text(text) == clean
