"""The text around a hit, as much of it as asked for: its sentence, its passage, or so many characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from fintech_coding.records import Hit, Passage

WINDOWS = ("sentence", "passage")
"""The windows that have a name; a number is as many characters on either side."""

MARKS = ("【", "】")
"""Set round a hit in plain text: wide enough to be seen, and no part of what a bank writes often."""

_CUT = "…"
_AROUND = 24  # characters of an excerpt on either side
_BREAK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Concordance:
    """A hit with what stands left and right of it, each on one line; `…` where the text goes on."""

    left: str
    keyword: str
    right: str


def cut_window(hit: Hit, passage: Passage, window: str) -> Concordance:
    """Return a hit within its window: `sentence`, `passage`, or characters of its passage on either side."""
    text = passage.text
    first, last = 0, len(text)
    if window == "sentence":
        first, last = hit.sentence_start, max(hit.sentence_end, hit.end)
    elif window != "passage":
        first, last = max(0, hit.start - int(window)), min(last, hit.end + int(window))
    left, right = _join_lines(text[first : hit.start]), _join_lines(text[hit.end : last])
    if window not in WINDOWS:
        left = _CUT + left if first else left
        right = right + _CUT if last < len(text) else right
    return Concordance(left, _join_lines(text[hit.start : hit.end]), right)


def cut_excerpt(text: str, span: tuple[int, int], sentence: tuple[int, int]) -> str:
    """Return so much of a sentence as stands near a span of it, on one line, the span in brackets.

    >>> cut_excerpt("本行建设大数据平台。", (4, 7), (0, 10))
    '本行建设【大数据】平台。'
    """
    (start, end), (first, last) = span, sentence
    begin, stop = max(first, start - _AROUND), min(max(last, end), end + _AROUND)
    marked = f"{text[begin:start]}{MARKS[0]}{text[start:end]}{MARKS[1]}{text[end:stop]}"
    return _join_lines(f"{_CUT if begin > first else ''}{marked}{_CUT if stop < last else ''}").strip()


def _join_lines(text: str) -> str:
    """Return a text on one line: rows of a table and their cells are parted by a space."""
    return _BREAK.sub(" ", text)


def measure_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: an ideograph takes two.

    >>> measure_width("AI技术")
    6
    """
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
