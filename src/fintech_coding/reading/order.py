"""Pieces of text found in a picture become lines, in the order in which they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from fintech_coding.reading.confidence import mean_confidence
from fintech_coding.records import Line

_LEVEL = 0.5  # sizes by which the middles of one row's pieces may differ
_SPACE = 0.5  # sizes of a gap that parts two lines of a row,
_INDENT = 4.0  # and of one that parts a bullet or a number from its text
_MARKER = re.compile(r"[(（]?\w{1,3}[.、)）]|第\w{1,3}[章节節部]|[•·●■◆▪–-]")
_WAVER = 1.15  # sizes that differ by less are one size, measured twice
_MARGIN = 0.15  # of a piece's height that it is found too long by
_COLUMN = 5  # pieces on either side that make a gap one between columns
_ACROSS = 0.5  # what the text across such a gap counts against it
_FAR = 2.5  # sizes of a gap between rows that ends columns
_FULL = 0.35  # the usual line of text takes this share of its column, or of two of them
_SAME = 0.25  # sizes by which the middles of a table's cells in a row may differ
_TABLE = 0.6  # the share of cells that have others in their row
_NARROW, _BROAD = frozenset("ijltfrI.,:;'!|()[] -‘’"), frozenset("mwMW@%&")


def arrange_lines(pieces: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of a page in reading order; the size of a piece is the height it was found with.

    Pieces at one height are one line unless a gap parts them, as it does the cells of a table. Columns of
    text come one after the other, between the lines that stand across them; all else goes row by row.
    """
    sizes = [_measure_size(piece) for piece in pieces]
    sized = [
        # In a picture all sizes waver: the usual one of those near it stands for each.
        replace(piece, size=median(other for other in sizes if size / _WAVER <= other <= size * _WAVER))
        for piece, size in zip(pieces, sizes, strict=True)
    ]
    return tuple(_sort_pieces(sized))


def _measure_size(piece: Line) -> float:
    """Return the font size of a piece, told by its width: its height is that of the letters it has."""
    width = piece.x1 - piece.x0 - _MARGIN * piece.size
    return max(width, 1.0) / sum(map(_measure_em, piece.text))


def _measure_em(character: str) -> float:
    """Return the usual width of a character, in sizes of its font."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.28
    if character in _BROAD:
        return 0.8
    return 0.62 if character.isupper() else 0.5


def _sort_pieces(pieces: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that pieces make up, in reading order."""
    rows = list(_group_rows(pieces))
    gutter = _find_gutter(pieces)
    bands = [rows] if gutter is None else _split_bands(rows, gutter)
    left, right = min((p.x0 for p in pieces), default=0.0), max((p.x1 for p in pieces), default=0.0)
    for band in bands:
        columns = [] if gutter is None else _split_columns(band, (left, gutter, right))
        if columns:
            for column in columns:
                yield from _sort_pieces(column)
        else:
            for row in band:
                yield from _join_pieces(row)


def _split_bands(rows: Sequence[list[Line]], gutter: float) -> Iterator[list[list[Line]]]:
    """Yield the rows of a page in runs, ended by a gap and by what stands across the gutter."""
    band = [rows[0]]
    for before, row in pairwise(rows):
        across = [any(piece.x0 < gutter < piece.x1 for piece in pieces) for pieces in (before, row)]
        gap = _middle(row[0]) - _middle(before[0])
        if any(across) or gap > _FAR * row[0].size:
            yield band
            band = []
        band.append(row)
    yield band


def _split_columns(band: Sequence[list[Line]], edges: tuple[float, float, float]) -> list[list[Line]]:
    """Return the columns of a run of rows; none where they are the cells of a table, which share rows.

    Lines of text share them too where both columns are set to one grid: those fill their columns.
    """
    pieces = [piece for row in band for piece in row]
    columns = [[p for p in pieces if left <= p.x0 and p.x1 <= right] for left, right in pairwise(edges)]
    if not all(columns) or sum(map(len, columns)) < len(pieces):
        return []
    few, many = sorted(columns, key=len)
    level = sum(any(abs(_middle(p) - _middle(q)) < _SAME * p.size for q in many) for p in few)
    fill = min(
        median(p.x1 - p.x0 for p in column) / max(right - left, 1.0)
        for column, (left, right) in zip(columns, pairwise(edges), strict=True)
    )
    return columns if fill > _FULL or level < _TABLE * len(few) else []


def _group_rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines that stand at one height, from the left, row by row from the top."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: (_middle(line), line.x0, line.x1, line.text)):
        if row and _middle(line) - _middle(row[0]) > _LEVEL * min(line.size, row[0].size):
            yield sorted(row, key=lambda line: line.x0)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda line: line.x0)


def _middle(line: Line) -> float:
    return line.top + line.size / 2


def _join_pieces(row: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of a row, the pieces between gaps joined."""
    line = row[0]
    for piece in row[1:]:
        reach = _INDENT if _MARKER.fullmatch(line.text) else _SPACE
        if piece.x0 - line.x1 > reach * min(line.size, piece.size):
            yield line
            line = piece
        else:
            space = " " if line.text[-1].isascii() and piece.text[0].isascii() else ""
            line = Line(
                line.text + space + piece.text,
                line.x0,
                max(line.x1, piece.x1),
                min(line.top, piece.top),
                max(line.size, piece.size),
                confidence=mean_confidence([(p.text, p.confidence) for p in (line, piece)]),
            )
    yield line


def _find_gutter(pieces: Sequence[Line]) -> float | None:
    """Return where, from the left, a gap parts columns, the most text from text with the least across."""
    best, most = None, 0.0
    everything = sum(len(piece.text) for piece in pieces)
    for edge in sorted({piece.x0 for piece in pieces}):
        sides = [p for p in pieces if p.x1 <= edge], [p for p in pieces if p.x0 >= edge]
        if min(map(len, sides)) < _COLUMN:
            continue
        lengths = [sum(len(piece.text) for piece in side) for side in sides]
        parted = min(lengths) - _ACROSS * (everything - sum(lengths))
        if parted > most:
            best, most = (max(piece.x1 for piece in sides[0]) + edge) / 2, parted
    return best
