"""Blocks of text to placed pieces: line breaking, justification, page breaks, columns, tables.

Nothing here draws. Lengths are in points; y runs upwards from the bottom of the page, as in PDF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 76.0, 519.28, 762.0, 78.0
GUTTER = 24.0
COLUMN_SIZE, COLUMN_LEADING = 10.0, 17.5
INK = "#1A1A1A"

Measure = Callable[[str, float], float]
"""The width in points of a text at a font size."""

Block = dict[str, Any]
"""One block of a sample's text: its kind (h1, h2, p, note, table, columns) and its content."""

_CLOSERS = "，。、；：？！）》”’…%％"
_OPENERS = "（《“‘"
_UNIT = re.compile(rf"[{_OPENERS}]*(?:[A-Za-z0-9.,+/-]+|.)[{_CLOSERS}]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text at its baseline, with extra space after each character."""

    x: float
    y: float
    text: str
    size: float
    spacing: float = 0.0
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    colour: str = INK


@dataclass(slots=True)
class Sheet:
    """One page in the making."""

    items: list[Piece | Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Look:
    """How a report's text looks: colour of headings, size and leading of paragraphs, columns, lower edge."""

    accent: str
    size: float
    leading: float
    columns: int = 1
    bottom: float = BOTTOM


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the table of contents lists it; `sheet` counts from 0 within the body."""

    text: str
    level: int
    sheet: int


def split_units(text: str) -> list[str]:
    """Split a text where a line may break: no closing mark begins a line, no opening mark ends one.

    >>> split_units("按“云”办理5G（AI）。")
    ['按', '“云”', '办', '理', '5G', '（AI）。']
    """
    return _UNIT.findall(text)


def break_lines(text: str, width: float, *, size: float, indent: float, measure: Measure) -> list[str]:
    """Fill lines of `width`, the first one shorter by `indent`."""
    lines: list[str] = []
    line, room = "", width - indent
    for unit in split_units(text):
        if line and measure(line + unit, size) > room:
            lines.append(line)
            line, room = "", width
        line += unit
    return [*lines, line]


class Flow:
    """Places blocks one below the other, in one column or two, and starts sheets as they fill."""

    def __init__(self, measure: Measure, look: Look) -> None:
        """Start with one empty sheet."""
        span = (RIGHT - LEFT - GUTTER * (look.columns - 1)) / look.columns
        self.frames = [(LEFT + n * (span + GUTTER), span) for n in range(look.columns)]
        self.measure, self.look, self.bottom = measure, look, look.bottom
        self.sheets, self.entries = [Sheet()], list[Entry]()
        self.frame, self.y = 0, TOP
        self.runs_over = 0

    def next_frame(self) -> None:
        """Go to the next column, or to a new sheet."""
        self.frame, self.y = self.frame + 1, TOP
        if self.frame == len(self.frames):
            self.frame = 0
            self.sheets.append(Sheet())

    def add_piece(self, text: str, x: float, size: float, **look: Any) -> None:
        """Set a run at the current height, `x` points right of the column's edge."""
        left = self.frames[self.frame][0]
        self.sheets[-1].items.append(Piece(left + x, self.y, text, size, **look))

    def place_heading(self, text: str, level: int) -> None:
        """Place a heading with room for two lines of text below it, for a chapter four."""
        size = (15.0, 11.5)[level - 1] if len(self.frames) == 1 else (13.0, 11.0)[level - 1]
        space = (16.0, 9.0)[level - 1] if self.y < TOP else 0.0
        if self.y - space - size - (5 - level) * self.look.leading < self.bottom:
            self.next_frame()
            space = 0.0
        self.y -= space + size
        self.add_piece(text, 0.0, size, bold=True, colour=self.look.accent)
        self.y -= 9.0 if level == 1 else 5.0
        self.entries.append(Entry(text, level, len(self.sheets) - 1))

    def place_paragraph(self, text: str, *, size: float, leading: float) -> None:
        """Place a justified paragraph, with at least two lines on either side of a break."""
        width, indent = self.frames[self.frame][1], 2 * size
        lines = break_lines(text, width, size=size, indent=indent, measure=self.measure)
        room = int((self.y - self.bottom) / leading)
        if len(lines) > room and (room < 2 or len(lines) - room < 2):
            room = room - 1 if room > 2 and len(lines) - room < 2 else 0
        for number, line in enumerate(lines):
            if number == room and len(lines) > room:
                before = len(self.sheets)
                self.next_frame()
                self.runs_over += number > 0 and len(self.sheets) > before
            start = indent if number == 0 else 0.0
            slack = width - start - self.measure(line, size)
            spacing = slack / (len(line) - 1) if number < len(lines) - 1 else 0.0
            self.y -= leading
            self.add_piece(line, start, size, spacing=spacing)
        self.y -= 4.0

    def place_table(self, caption: str, widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        """Place a ruled table whose columns share the width by `widths`, with its caption above."""
        row_height, size = 21.0, 10.0
        if self.y - (len(rows) + 2) * row_height < self.bottom:
            self.next_frame()
        left, width = self.frames[self.frame]
        edges = [0.0]
        for share in widths:
            edges.append(edges[-1] + width * share / sum(widths))
        self.y -= 24.0
        self.add_piece(caption, (width - self.measure(caption, 10.5)) / 2, 10.5, bold=True)
        self.y -= 8.0
        top = self.y
        for row in rows:
            self.y -= 14.5
            for n, cell in enumerate(row):
                x = edges[n] + 6 if n == 0 else edges[n + 1] - 6 - self.measure(cell, size)
                if cell:
                    self.add_piece(cell, x, size, bold=row is rows[0])
            self.y -= row_height - 14.5
        items = self.sheets[-1].items
        for n in range(len(rows) + 1):
            y = top - n * row_height
            items.append(Rule(left, y, left + width, y, 0.9 if n in {0, 1, len(rows)} else 0.4))
        items.extend(Rule(left + edge, top, left + edge, self.y, 0.4) for edge in edges)
        self.y -= 8.0

    def place_block(self, block: Block) -> None:
        """Place one block of a sample's text."""
        ((kind, value),) = block.items()
        if kind in {"h1", "h2"}:
            self.place_heading(value, int(kind[1]))
        elif kind == "p":
            self.place_paragraph(join_lines(value), size=self.look.size, leading=self.look.leading)
        elif kind == "note":
            self.place_paragraph(join_lines(value), size=9.0, leading=15.0)
        elif kind == "table":
            self.place_table(value["caption"], value["widths"], value["rows"])
        else:
            raise ValueError(f"unknown block {kind!r}: use h1, h2, p, note, table or columns")


def join_lines(text: str) -> str:
    """Join the source lines of a paragraph.

    >>> join_lines("人工\\n智能\\n")
    '人工智能'
    """
    return "".join(text.split("\n"))


def balance_columns(blocks: Sequence[Block], measure: Measure, look: Look) -> Flow:
    """Set blocks in the shortest pair of equal columns that holds them on one sheet."""
    bottom = TOP - 8 * look.leading
    while bottom >= BOTTOM:
        flow = Flow(measure, replace(look, bottom=bottom))
        for block in blocks:
            flow.place_block(block)
        if len(flow.sheets) == 1:
            return flow
        bottom -= look.leading / 2
    raise ValueError("the text of a two-column page does not fit on one page: shorten it")


def set_parts(blocks: Sequence[Block], measure: Measure, look: Look) -> Iterator[Flow]:
    """Yield a flow for each stretch of one-column text and for each two-column page."""
    for paired, group in groupby(blocks, key=lambda block: "columns" in block):
        if paired:
            narrow = replace(look, size=COLUMN_SIZE, leading=COLUMN_LEADING, columns=2)
            for block in group:
                yield balance_columns(block["columns"], measure, narrow)
        else:
            flow = Flow(measure, look)
            for block in group:
                flow.place_block(block)
            yield flow


def set_body(
    blocks: Sequence[Block], *, measure: Measure, look: Look
) -> tuple[list[Sheet], list[Entry], int]:
    """Set a report: its sheets, its headings, and how many paragraphs run over a page break."""
    sheets: list[Sheet] = []
    entries: list[Entry] = []
    runs_over = 0
    for flow in set_parts(blocks, measure, look):
        entries += [replace(entry, sheet=entry.sheet + len(sheets)) for entry in flow.entries]
        sheets += flow.sheets
        runs_over += flow.runs_over
    return sheets, entries, runs_over
