"""Text that is set in columns from the top down, the first to the right: laid level, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from fintech_coding.reading.characters import CJK
from fintech_coding.records import Line, Ruling

_SHORTEST = 4  # characters of a column; fewer may be the cells of a table
_IDEOGRAPHS = 0.6  # the share of its characters that are ideographs
_ASIDE = 0.3  # glyph heights by which a character may stand beside the one above it
_PITCH = (0.5, 1.4)  # and from the one to the other, at least and at most
_LONG = 8  # characters of every other column, at the least, where they are prose
_WIDTH = 1.6  # character heights, at the most, of a column's width
_APART = 3.0  # widths of a column, at the most, to the next one
_TOGETHER = 0.5  # the share of the shorter of two columns that stands beside the other

_IDEOGRAPH = re.compile(f"[{CJK}\u3000-\u303f]")


class Glyph(NamedTuple):
    """A character: its text, and the box round it, in points from the top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


def is_vertical(text: str) -> bool:
    """Tell whether text that runs down the page is written so, and is no Latin line on its side.

    >>> is_vertical('本行持续推进'), is_vertical('Annual Report'), is_vertical('合计')
    (True, False, False)
    """
    return len(text) >= _SHORTEST and len(_IDEOGRAPH.findall(text)) >= _IDEOGRAPHS * len(text)


def find_columns(glyphs: Iterable[Glyph]) -> Iterator[list[int]]:
    """Yield the places of glyphs that stand one below the other and are drawn one after the other."""
    run: list[int] = []
    text, before = "", None
    for place, glyph in enumerate(glyphs):
        if before is None or not _is_below(before, glyph):
            if is_vertical(text):
                yield run
            run, text = [], ""
        run.append(place)
        text += glyph.text
        before = glyph
    if is_vertical(text):
        yield run


def _is_below(before: Glyph, glyph: Glyph) -> bool:
    height = before.bottom - before.top
    aside = abs(glyph.x0 + glyph.x1 - before.x0 - before.x1) / 2
    return aside <= _ASIDE * height and _PITCH[0] * height < glyph.top - before.top < _PITCH[1] * height


def lay_columns(lines: Sequence[Line], rulings: Sequence[Ruling] = ()) -> list[Line]:
    """Return the lines of a page, columns of prose beside each other laid level from the right.

    A line is a column when its box is no wider than a character. One that stands alone stays as it is, and
    so do those in the cells of a table, short or with a ruling between them; others become lines below each
    other, the first where their box has its top left corner.
    """
    if not any(map(_is_column, lines)):
        return list(lines)
    laid: list[Line] = []
    block: list[Line] = []
    for line in lines:
        is_column = _is_column(line)
        if block and not (
            is_column and _is_beside(block[-1], line) and not _is_ruled(block[-1], line, rulings)
        ):
            laid += _lay_block(block)
            block = []
        (block if is_column else laid).append(line)
    return laid + _lay_block(block)


def _is_column(line: Line) -> bool:
    return line.x1 - line.x0 < _WIDTH * line.size and is_vertical(line.text)


def _measure_height(line: Line) -> float:
    return len(line.text) * line.size


def _is_beside(one: Line, other: Line) -> bool:
    """Tell whether two columns stand at one height, with no room between them for a third."""
    height, other_height = _measure_height(one), _measure_height(other)
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    shared = min(one.top + height, other.top + other_height) - max(one.top, other.top)
    return shared >= _TOGETHER * min(height, other_height) and gap < _APART * (one.x1 - one.x0)


def _is_ruled(one: Line, other: Line, rulings: Sequence[Ruling]) -> bool:
    """Tell whether an upright ruling stands between two columns."""
    left, right = sorted((one.x0 + one.x1, other.x0 + other.x1))
    top, bottom = max(one.top, other.top), min(one.top, other.top) + one.size
    return any(
        left < ruling.x0 + ruling.x1 < right and ruling.top < bottom and ruling.bottom > top
        for ruling in rulings
    )


def _lay_block(block: Sequence[Line]) -> list[Line]:
    if len(block) < 2 or 2 * sum(len(line.text) >= _LONG for line in block) < len(block):
        return list(block)
    left, top = min(line.x0 for line in block), min(line.top for line in block)
    right = max(line.x1 for line in block)
    laid = []
    for line in sorted(block, key=lambda line: -line.x1):
        begin, size = left + line.top - top, line.x1 - line.x0
        end = begin + _measure_height(line)
        laid.append(replace(line, x0=begin, x1=end, top=top + right - line.x1, size=size))
    return laid


def order_columns(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page that was turned, its columns from the right whatever order they come in.

    A column that is drawn before the one to its right comes as a line below the next.
    """
    ordered: list[Line] = []
    run = list(lines[:1])
    for before, line in pairwise(lines):
        if not (is_vertical(before.text) and is_vertical(line.text) and _is_above(line, before)):
            ordered += reversed(run)
            run = []
        run.append(line)
    return ordered + run[::-1]


def _is_above(line: Line, below: Line) -> bool:
    return line.x0 < below.x1 and below.x0 < line.x1 and 0 < below.top - line.top < (1 + _APART) * line.size
