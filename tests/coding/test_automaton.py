"""Literals in many texts at once: the same as in each alone, at whole words only."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.coding import automaton as automaton_module
from fintech_coding.coding.automaton import Automaton, Found
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.patterns import WORD_CHARACTER, Pattern

LITERALS = ["ai", "ai平台", "平台", "台", "5g", "big data", "𠮷云", "é"]
PIECES = (
    "AI",
    "ai平台",
    "平臺",
    "𠮷云",
    "P",
    "5G",
    "Big-Data",
    "big\ndata",
    "É",
    "\0",
    "\udc80",
    "云",
    " ",
    "。",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=12).map("".join)


def _make(literals: list[str]) -> Automaton:
    return Automaton([Pattern(literal, False, None, None) for literal in literals])


def _is_word(text: str, position: int) -> bool:
    return 0 <= position < len(text) and WORD_CHARACTER.match(text[position]) is not None


def _search_plainly(text: str) -> list[Found]:
    folded = fold_text(text)
    found = []
    for number, literal in enumerate(LITERALS):
        for start in range(len(folded) - len(literal) + 1):
            end = start + len(literal)
            inside = [(start - 1, start), (end - 1, end)]
            if folded[start:end] == literal and not any(
                _is_word(folded, one) and _is_word(folded, other) for one, other in inside
            ):
                found.append((number, start, end))
    return sorted(found)


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=5))
def test_many_texts_at_once_hold_what_a_plain_search_finds_in_each(texts):
    found = {number: sorted(places) for number, places in _make(LITERALS).find_literals(texts)}
    expected = {number: places for number, text in enumerate(texts) if (places := _search_plainly(text))}
    assert found == expected


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=3))
def test_literals_of_more_characters_than_there_are_codes_are_found_as_others_are(texts):
    few = automaton_module._PAIRS
    automaton_module._PAIRS = 3
    try:
        shared = _make(LITERALS)
    finally:
        automaton_module._PAIRS = few
    found = {number: sorted(places) for number, places in shared.find_literals(texts) if places}
    assert found == {number: sorted(places) for number, places in _make(LITERALS).find_literals(texts)}


def test_no_literal_is_found_over_the_end_of_a_text():
    assert list(_make(["平台", "ai"]).find_literals(["云平", "台A", "I"])) == []


def test_a_wildcard_leaves_the_end_of_its_word_open():
    import re

    pattern = Pattern("robot", False, re.compile("robot[a-z]*"), None)
    assert list(Automaton([pattern]).find_literals(["robotics", "microrobots"])) == [(0, [(0, 0, 5)])]
