"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.coding.sentences import find_sentence, split_sentences

PIECES = (
    "本行",
    "AI",
    "The Bank",
    "Co.",
    "No. 3",
    "8.1",
    "。",
    "！",
    "? ",
    ". ",
    ".",
    "”",
    "…",
    "\n",
    "\n\n",
    " ",
    "\u3000",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=25).map("".join)


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_sentences_cover_all_but_white_space_in_order(text):
    position = 0
    for start, end in split_sentences(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_character_that_is_no_white_space_has_its_sentence(text):
    sentences = split_sentences(text)
    for position, character in enumerate(text):
        if not character.isspace():
            start, end = find_sentence(sentences, position)
            assert start <= position < end


@pytest.mark.parametrize("end", ["。", "！", "？", "!", "?", "……", "？！"])
def test_a_chinese_sentence_ends_without_a_space(end):
    assert _split(f"应用大数据{end}成效明显") == [f"应用大数据{end}", "成效明显"]


def test_a_closing_quote_or_bracket_belongs_to_the_sentence_it_closes():
    assert _split("他说：“好。”然后走了。") == ["他说：“好。”", "然后走了。"]
    assert _split("“We use AI.” The Bank agrees.") == ["“We use AI.”", "The Bank agrees."]
    assert _split("（见附注。）其他") == ["（见附注。）", "其他"]


@pytest.mark.parametrize("mark", ["，", "；", "、", "：", ",", ";"])
def test_a_mark_within_a_sentence_does_not_end_it(mark):
    assert _split(f"应用大数据{mark}成效明显") == [f"应用大数据{mark}成效明显"]


def test_an_english_full_stop_ends_a_sentence_before_a_capital_or_an_ideograph():
    assert _split("We use AI. It grew. 本行也用。") == ["We use AI.", "It grew.", "本行也用。"]
    assert _split("see below. for more") == ["see below. for more"]


@pytest.mark.parametrize(
    "text",
    [
        "Branch No. 3 and No. B2 opened",
        "Ping An Bank Co., Ltd. Shenzhen",
        "Mr. Li and Dr. Wang",
        "J. P. Morgan in the U.S. Market",
        "such as e.g. Big data",
        "It grew 8.1 % and 3.5 Times",
        "不良率为8.1%，比上年下降0.2个百分点",
        "see pp. 12 and Fig. A",
    ],
)
def test_an_abbreviation_or_a_decimal_point_does_not_end_a_sentence(text):
    assert _split(text) == [text]


def test_a_word_that_only_ends_like_an_abbreviation_ends_its_sentence():
    assert _split("It has a logo. The app. A cargo. The end") == [
        "It has a logo.",
        "The app.",
        "A cargo.",
        "The end",
    ]


def test_a_line_break_ends_a_sentence():
    assert _split("Blockchain\nThe Bank\n\n本行") == ["Blockchain", "The Bank", "本行"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000"])
def test_a_text_without_print_has_no_sentence(text):
    assert split_sentences(text) == []


def test_find_sentence_takes_a_sentences_first_and_last_character():
    sentences = split_sentences("甲乙。 丙丁。")
    assert sentences == [(0, 3), (4, 7)]
    assert [find_sentence(sentences, position) for position in (0, 2, 4, 6)] == [
        (0, 3),
        (0, 3),
        (4, 7),
        (4, 7),
    ]
