from __future__ import annotations

import pytest
from codebook_builders import make_codebook, make_passage
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.coding.coder import Coder
from fintech_coding.coding.concordance import Concordance, cut_excerpt, cut_window, measure_width

TEXT = "本行稳健经营。本行运用大数据\n平台。成效明显。"
PASSAGE = make_passage(TEXT)
(HIT,) = Coder(make_codebook("big_data: {terms: [大数据]}", boundary="ignore")).code_passage(PASSAGE)


@pytest.mark.parametrize(
    ("window", "shown"),
    [
        ("sentence", Concordance("本行运用", "大数据", "")),
        ("passage", Concordance("本行稳健经营。本行运用", "大数据", " 平台。成效明显。")),
        ("3", Concordance("…行运用", "大数据", " 平台…")),
        ("0", Concordance("…", "大数据", "…")),
        ("99", Concordance("本行稳健经营。本行运用", "大数据", " 平台。成效明显。")),
    ],
)
def test_a_window_shows_as_much_as_is_asked_for_on_one_line(window, shown):
    assert cut_window(HIT, PASSAGE, window) == shown


@given(st.integers(0, 40))
def test_a_window_and_its_hit_are_pieces_of_the_passage(size):
    shown = cut_window(HIT, PASSAGE, str(size))
    flat = TEXT.replace("\n", " ")
    assert shown.left.lstrip("…") + shown.keyword + shown.right.rstrip("…") in flat


def test_an_excerpt_is_cut_where_the_sentence_goes_on_and_ends_where_it_ends():
    text = "甲" * 60 + "大数据" + "乙" * 60
    assert cut_excerpt(text, (60, 63), (0, len(text))) == f"…{'甲' * 24}【大数据】{'乙' * 24}…"
    assert cut_excerpt(text, (60, 63), (50, 70)) == f"{'甲' * 10}【大数据】{'乙' * 7}"


@pytest.mark.parametrize(
    ("text", "width"), [("AI", 2), ("大数据", 6), ("ＡＩ", 4), ("é", 1), ("e\u0301", 1), ("", 0)]
)
def test_a_width_is_the_columns_that_a_terminal_takes(text, width):
    assert measure_width(text) == width
