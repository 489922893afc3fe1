"""The columns of text on a page, in reading order, and the measure they are set to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median, median_low

from fintech_coding.reading.characters import CJK
from fintech_coding.reading.grid import LATIN_EM, find_rows, is_report_crammed
from fintech_coding.reading.openings import OPENING
from fintech_coding.reading.ruled import Cell, place_lines
from fintech_coding.records import Line, Page

INDENT = (1.4, 2.9)
"""Ems by which a paragraph's first line stands in, at least and at most."""

_WINDOW = 6  # lines before and after one that tell the measure it is set to
_INDENTS = 0.03  # the share of lines that go back by an indent where first lines stand in
_WIDE = 0.55  # of the text's measure; narrower lines with none beside them may be set to one of their own
_MOST = 1000  # lines of a page of text; more are a map or a chart
_FEWEST = 4  # lines of which most tell the measure; of fewer all but the last must
_FEWEST_EMS = 14.0  # and it must be as wide as that
_IDEOGRAPH = re.compile(f"[{CJK}]")
_FAR = 3.0  # a gap of so many line heights ends a column of text


class Column:
    """Lines that stand below each other, the cells and rows among them, and the measure they are set to.

    `number` counts the columns of a page from 0; `indents` says that the report sets first lines in.
    """

    def __init__(
        self,
        number: int,
        lines: Sequence[Line],
        rows: Sequence[bool],
        cells: Sequence[Cell | None],
        *,
        indents: bool,
        edges: tuple[float, float] | None,
    ) -> None:
        """Take the lines of a column; `edges` are those of the page's text where it stands alone there."""
        self.number = number
        self.lines = lines
        self.indents = indents
        self._edges = edges
        self.rows = rows
        self.cells = cells
        self._lefts = [line.x0 for line in lines]
        self._rights = [line.x1 for line in lines]
        self.pitch = _find_pitch(lines, rows) or _find_pitch(lines, [cell is not None for cell in cells])

    def measure(self, start: int, end: int) -> tuple[float, float]:
        """Return the left and right edge of the text around some lines."""
        first, last = max(0, start - _WINDOW), end + _WINDOW
        left, right = min(self._lefts[first:last]), max(self._rights[first:last])
        if self._edges is None:
            return left, right
        edges, size = self._edges, self.lines[start].size
        if right < edges[1] - size:
            fills = self._fills(first, last, left, right)
            if right - left < _WIDE * (edges[1] - left) and (fills or not self._is_ideographic(start)):
                return left, right
            if not fills:
                right = edges[1]
        else:
            right = max(right, edges[1])
        is_near = edges[0] < left < edges[0] + INDENT[1] * size
        return edges[0] if is_near and not self._is_set_in(first, last, left, right) else left, right

    def is_full(self, index: int, right: float) -> bool:
        """Tell whether most lines around one reach an edge, as those of justified text do."""
        around = self._rights[max(0, index - _WINDOW) : index + _WINDOW]
        return 2 * sum(x1 >= right for x1 in around) > len(around)

    def _fills(self, first: int, last: int, left: float, right: float) -> bool:
        """Tell whether most lines reach the right edge of them all, as in a text and not in a list."""
        reach = [self._reaches(index, left, right) for index in range(first, min(last, len(self.lines)))]
        if len(reach) >= _FEWEST:
            return 2 * sum(reach) > len(reach)
        return len(reach) > 1 and all(reach[:-1]) and right - left > _FEWEST_EMS * self.lines[first].size

    def _is_set_in(self, first: int, last: int, left: float, right: float) -> bool:
        """Tell whether text runs on from line to line at a left edge, so that it is no first line's."""
        return any(
            self._lefts[index] < left + 0.5 * self.lines[index].size and self._reaches(index - 1, left, right)
            for index in range(first + 1, min(last, len(self.lines)))
        )

    def _reaches(self, index: int, left: float, right: float) -> bool:
        """Tell whether a line is full: ideographs fill the measure, words may stay behind."""
        line = self.lines[index]
        slack = 1.6 * line.size if self._is_ideographic(index) else 0.2 * (right - left)
        return line.x1 > right - slack

    def _is_ideographic(self, index: int) -> bool:
        text = self.lines[index].text
        return not text.isascii() and _IDEOGRAPH.search(text) is not None


def measure_em(line: Line) -> float:
    """Return how wide a line's ideographs are, as its length tells it."""
    latin = len(line.text.encode("ascii", "ignore"))
    return (line.x1 - line.x0) / max(len(line.text) - latin + LATIN_EM * latin, 1.0)


def _find_pitch(lines: Sequence[Line], apart: Sequence[bool]) -> float:
    """Return the usual distance from line to line where neither is set apart, 0 where there is none."""
    free = [index for index in range(1, len(lines)) if not apart[index] and not apart[index - 1]]
    return median(lines[index].top - lines[index - 1].top for index in free) if free else 0.0


def find_columns(pages: Sequence[Page]) -> Iterator[tuple[Page, Iterator[Column]]]:
    """Yield the pages of a report, each with its columns of text in reading order."""
    arranged = [place_lines(page) for page in pages]
    indents = _sets_indents(arranged)
    edges = _find_edges(pages, arranged)
    crammed = is_report_crammed([page.lines for page in pages])
    before: Line | None = None
    for page, placed in zip(pages, arranged, strict=True):
        lines, cells = [line for line, _ in placed], [cell for _, cell in placed]
        rows = find_rows(lines, [cell is not None for cell in cells], crammed=crammed, before=before)
        if rows:
            before = lines[-1] if rows[-1] else None
        yield page, _split_page(lines, cells, rows, indents=indents, edges=edges.get(page.width))


def _split_page(
    lines: Sequence[Line],
    cells: Sequence[Cell | None],
    rows: Sequence[bool],
    *,
    indents: bool,
    edges: tuple[float, float] | None,
) -> Iterator[Column]:
    for number, start, end in _split_columns(lines, cells):
        around = None if len(lines) > _MOST or _stands_beside(lines, start, end) else edges
        run = slice(start, end)
        yield Column(number, lines[run], rows[run], cells[run], indents=indents, edges=around)


def _find_edges(
    pages: Sequence[Page], arranged: Sequence[Sequence[tuple[Line, Cell | None]]]
) -> dict[float, tuple[float, float]]:
    """Return the left and right edge to which a report sets its text, by the width of the page."""
    lefts: dict[float, list[float]] = defaultdict(list)
    rights: dict[float, list[float]] = defaultdict(list)
    for page, placed in zip(pages, arranged, strict=True):
        free = [line for line, cell in placed if cell is None]
        if free:
            lefts[page.width].append(min(line.x0 for line in free))
            rights[page.width].append(max(line.x1 for line in free))
    return {width: (median_low(lefts[width]), median_low(rights[width])) for width in lefts}


def _stands_beside(lines: Sequence[Line], start: int, end: int) -> bool:
    """Tell whether other lines of the page stand to the right of a run of lines."""
    run = lines[start:end]
    right, top, bottom = max(line.x1 for line in run), run[0].top, run[-1].top
    return any(line.x0 > right and top - line.size < line.top < bottom + line.size for line in lines)


def _sets_indents(arranged: Sequence[Sequence[tuple[Line, Cell | None]]]) -> bool:
    """Tell whether a report sets the first line of its paragraphs in."""
    level = back = 0
    for placed in arranged:
        free = [line for line, cell in placed if cell is None]
        for before, line in pairwise(free):
            if not 0 < line.top - before.top < _FAR * line.size or OPENING.match(before.text):
                continue
            ems = (before.x0 - line.x0) / max(line.size, 1.0)
            level += abs(ems) < 0.5
            back += INDENT[0] < ems < INDENT[1]
    return back > _INDENTS * (level + back)


def _split_columns(lines: Sequence[Line], cells: Sequence[Cell | None]) -> Iterator[tuple[int, int, int]]:
    """Yield the column, start and end of runs of lines that stand below each other, as the reader gives them.

    A large gap ends a run but not its column: what stands below it does not continue what stood above.
    A drawn table stands in the column that it interrupts.
    """
    start = column = 0
    for index in range(1, len(lines)):
        if cells[index - 1] or cells[index]:
            continue
        before, line = lines[index - 1], lines[index]
        is_elsewhere = (
            line.top < before.top - 0.5 * line.size
            or line.x0 > before.x1 + 2 * line.size
            or line.x1 < before.x0 - 2 * line.size
        )
        if is_elsewhere or line.top > before.top + _FAR * max(line.size, before.size):
            yield column, start, index
            start = index
            column += is_elsewhere
    if lines:
        yield column, start, len(lines)
