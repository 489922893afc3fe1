"""Glyphs and lines as a reader of the page sees them: what is drawn over itself is there once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fintech_coding.reading.characters import CJK
from fintech_coding.records import Line

_ASIDE = 0.5  # glyph widths; a copy for a bold effect lies nearer, a letter of its own a width away
_APART = 0.12  # line heights by which a copy may lie higher or lower
_LONG = 12  # characters; shorter lines stand twice in a row of many a table
_STACK = 3  # ideographs, at the least, that stand one below the other as a line
_PITCH = 1.4  # line heights, at the most, from one of them to the next

_IDEOGRAPH = re.compile(f"[{CJK}]")
_MARKS = "。、,;:!?"

Placed = tuple[str, float, float, float]
"""A text with the left and the bottom (or the top) of its box, and its width."""

Seen = dict[tuple[str, int, int], tuple[float, float]]
"""The glyphs that were met, by where they are."""


def drop_repeats(glyphs: Iterable[Placed], size: float) -> str:
    """Return the text of a line's glyphs without those drawn over a copy of themselves.

    >>> drop_repeats([('云', 90.0, 50.0, 10.0), ('云', 90.5, 50.0, 10.0), ('云', 100.0, 50.0, 10.0)], 10.0)
    '云云'
    """
    seen: Seen = {}
    return "".join(glyph[0] for glyph in glyphs if not is_repeat(seen, glyph, size))


def is_repeat(seen: Seen, glyph: Placed, size: float) -> bool:
    """Tell whether a glyph of some height lies over a copy of itself that was met, and take note of it."""
    text, x, y, width = glyph
    aside, apart = _ASIDE * width, _APART * size
    if aside <= 0 or apart <= 0:
        return False
    column, row = round(x / aside), round(y / apart)
    near = (seen.get((text, column + right, row + down)) for right in (-1, 0, 1) for down in (-1, 0, 1))
    found = any(place and abs(place[0] - x) <= aside and abs(place[1] - y) <= apart for place in near)
    seen[text, column, row] = x, y
    return found


def drop_repeated_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page without those drawn over a copy of themselves.

    The whole page is drawn twice, or none of it: its long lines tell.
    """
    long = [line for line in lines if len(line.text) > _LONG]
    if len({line.text for line in long}) == len(long):
        return list(lines)
    if len({(line.text, round(line.top)) for line in long}) == len(long):
        return list(lines)
    seen: Seen = {}
    return [line for line in lines if not _is_repeated_line(seen, line)]


def _is_repeated_line(seen: Seen, line: Line) -> bool:
    return is_repeat(seen, (line.text, line.x0, line.top, line.size), line.size)


def join_stacks(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with ideographs that stand one below the other as one line."""
    if sum(len(line.text) == 1 for line in lines) < _STACK:
        return list(lines)
    joined: list[Line] = []
    stack: list[Line] = []
    for line in lines:
        if stack and not _is_below(stack[-1], line):
            joined += _join_stack(stack)
            stack = []
        if len(line.text) == 1 and (_IDEOGRAPH.match(line.text) or (stack and line.text in _MARKS)):
            stack.append(line)
        else:
            joined.append(line)
    return joined + _join_stack(stack)


def _is_below(before: Line, line: Line) -> bool:
    return (
        len(line.text) == 1
        and abs(line.x0 - before.x0) < 0.3 * before.size
        and 0.5 * before.size < line.top - before.top < _PITCH * before.size
    )


def _join_stack(stack: Sequence[Line]) -> list[Line]:
    if len(stack) < _STACK:
        return list(stack)
    text = "".join(line.text for line in stack)
    return [replace(stack[0], text=text, x1=max(line.x1 for line in stack))]
