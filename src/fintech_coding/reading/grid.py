"""Which lines of a page are set in a table: told by numbers, by gaps, and by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from fintech_coding.reading.cells import find_cells, find_prose
from fintech_coding.reading.rowlike import (
    is_broken_off,
    is_crammed,
    is_figure,
    is_outside,
    is_repeated,
    is_unit,
    judge_crammed,
    judge_row,
    opens_header,
    stands_over,
)
from fintech_coding.records import Line

_GAP = 4.0  # ems of a line that its characters do not fill: the gaps between cells
_GAP_SHARE = 0.25  # and the share of its width; justified text is stretched by less
LATIN_EM = 0.55  # a Latin character's usual width
_FILL = 3  # lines between two rows that may be broken off a cell,
_CRAMMED_FILL = 15  # more where cells of text are crammed into lines as well
_LAST = 20  # characters of a line that ends a crammed table at a page's end
_LABELS = 6  # where they are as labels are,
_LABEL_WIDTH = 0.6  # no wider than this share of a row
_SAME_SIZE = 1.05
_LIKE_SIZE = 1.15  # figures and words of a row
_HEADER = 6  # lines from the one that opens a header to the first row
_OFF_MIDDLE = 0.16  # of a table's width, twice, by which a title's middle is off the table's at the most
_SET_IN = 8.0  # ems by which what stands over some columns is set in from where rows begin
_OVER = 5.0  # line heights by which it stands over them at the most
_NEAR = 3.0  # line heights from line to line of a text
_BESIDE = 6  # lines after one among which is the row that it stands beside
_SAME_HEIGHT = 0.4  # line heights
_TICKS = 8  # lone figures that make a chart,
_SMALL = 0.9  # where they are so small beside the text,
_CAPTION = 40  # and its words have so few characters
_NUMBER = re.compile(r"[\d.()]{1,8} |[•–—\-*] ")
_SAMPLE = 50  # pages, at the least, that tell whether a converter has crammed a report's tables
_CRAMMED_SHARE = 0.02  # of their lines


def is_report_crammed(pages: Sequence[Sequence[Line]]) -> bool:
    """Tell whether a converter has set the rows of a report's tables without anything between their cells."""
    sample = [line for page in pages[:: max(1, len(pages) // _SAMPLE)] for line in page]
    return sum(is_crammed(line.text) for line in sample) > _CRAMMED_SHARE * len(sample)


def find_rows(
    lines: Sequence[Line], ruled: Sequence[bool], *, crammed: bool = False, before: Line | None = None
) -> list[bool]:
    """Tell for each line of a page whether it is a table's row or cell; such lines come in company.

    `ruled` says which of them are known to be, for they stand between rulings; `crammed` that the
    report's rows have lost the gaps between their cells; `before` is the row that the page before ends with.
    """
    if all(ruled):
        return [True] * len(lines)
    texts = [line.text for line in lines]
    judged = [2 if known else _judge(line, crammed=crammed) for line, known in zip(lines, ruled, strict=True)]
    like = [judgement > 0 for judgement in judged]
    prose = find_prose(lines, like)
    for index in list(find_cells(lines, prose, like)):
        like[index] = True
    outside = [not known and is_outside(text) for text, known in zip(texts, ruled, strict=True)]
    rows = [
        not outside[index]
        and (
            judged[index] > 1
            or (is_row and any(like[max(0, index - 1) : index] + like[index + 1 : index + 2]))
        )
        for index, is_row in enumerate(like)
    ]
    if before is not None:
        _go_on(rows, lines, before, like, crammed=crammed)
    _fill(rows, lines, ruled, crammed=crammed)
    if crammed:
        _end(rows, texts)
    _head(rows, texts, crammed=crammed)
    _span(rows, lines)
    _chart(rows, lines, prose, ruled)
    return rows


def _judge(line: Line, *, crammed: bool) -> int:
    """Return 2 for a line that is a row by itself, 1 for one that is in company, else 0."""
    text = line.text
    judgement, gap = judge_row(text), is_gapped(line)
    if judgement + gap > 1 or is_crammed(text) or is_unit(text):
        return 2
    if crammed:
        judgement = 2 if is_repeated(text) else max(judgement, judge_crammed(text))
    return max(judgement, gap)


def _fill(rows: list[bool], lines: Sequence[Line], ruled: Sequence[bool], *, crammed: bool) -> None:
    """Mark the lines between rows that are broken off their cells."""
    for above, below in pairwise([index for index, is_row in enumerate(rows) if is_row]):
        between = range(above + 1, below)
        if not between or len(between) > _CRAMMED_FILL or (ruled[above] and ruled[below]):
            continue  # what the rulings leave out is no cell
        if is_unit(lines[below].text):
            continue  # a title stands over a unit
        are_labels = len(between) <= _LABELS and all(_is_label(lines[i], lines[below]) for i in between)
        if len(between) > _FILL and not crammed and not are_labels:
            continue
        if all(is_broken_off(lines[index].text, crammed=crammed) for index in between):
            for index in between:
                rows[index] = True


def _go_on(
    rows: list[bool], lines: Sequence[Line], before: Line, like: Sequence[bool], *, crammed: bool
) -> None:
    """Mark the first lines of a page on which a table goes on: what is broken off its row, a lone row."""
    first = next((index for index, is_row in enumerate(rows) if is_row or like[index]), len(rows))
    if (
        first > (_CRAMMED_FILL if crammed else _FILL)
        or first == len(rows)
        or (first and is_unit(lines[first].text))
    ):
        return
    faces = [(before.strong, before.color)] + [(lines[first].strong, lines[first].color)] * rows[first]
    leading = range(first if rows[first] else first + 1)
    for line in (lines[index] for index in leading):
        in_print = max(line.size, before.size) < _LIKE_SIZE * min(line.size, before.size)
        if not in_print or (line.strong, line.color) not in faces:
            return
        if not is_broken_off(line.text, crammed=crammed):
            return
    rows[: len(leading)] = [True] * len(leading)


def _is_label(line: Line, row: Line) -> bool:
    """Tell whether a line stands over a row as its label may: in its print, and not as wide."""
    return (
        max(line.size, row.size) < _SAME_SIZE * min(line.size, row.size)
        and line.x1 - line.x0 < _LABEL_WIDTH * (row.x1 - row.x0)
        and abs(line.x0 - row.x0) < _NEAR * line.size
    )


def _end(rows: list[bool], texts: Sequence[str]) -> None:
    """Mark the few lines between the last row and the end of a page where rows are crammed."""
    last = len(rows) - 1 - next((index for index, is_row in enumerate(reversed(rows)) if is_row), len(rows))
    rest = range(last + 1, len(rows))
    if last < 0 or len(rest) > _FILL:
        return
    if all(len(texts[index]) <= _LAST and is_broken_off(texts[index], crammed=True) for index in rest):
        rows[last:] = [True] * (len(rows) - last)


def _head(rows: list[bool], texts: Sequence[str], *, crammed: bool) -> None:
    """Mark what stands over rows: from the line that opens a header to the first row."""
    for index in reversed(range(len(rows) - 1)):
        if rows[index] or not rows[index + 1]:
            continue
        if stands_over(texts[index]):
            rows[index] = True
            continue
        for first in range(index, max(-1, index - _HEADER), -1):
            if rows[first] or not is_broken_off(texts[first], crammed=crammed):
                break
            if opens_header(texts[first]):
                rows[first : index + 1] = [True] * (index + 1 - first)
                break


def _span(rows: list[bool], lines: Sequence[Line]) -> None:
    """Mark what stands over some of a table's columns: right of where its rows begin, off its middle."""
    left = right = 0.0
    for index in reversed(range(len(rows))):
        line = lines[index]
        if rows[index]:
            is_first = index + 1 == len(rows) or not rows[index + 1]
            left = line.x0 if is_first else min(left, line.x0)
            right = line.x1 if is_first else max(right, line.x1)
        elif index + 1 < len(rows) and rows[index + 1]:
            beside = any(
                rows[i] and _is_beside(line, lines[i])
                for i in range(index + 1, min(index + _BESIDE, len(rows)))
            )
            is_apart = beside or abs(line.x0 + line.x1 - left - right) > _OFF_MIDDLE * (right - left)
            is_over = left + _SET_IN * line.size < line.x0 and line.x1 < right + line.size
            near = lines[index + 1].top - line.top < _OVER * line.size
            rows[index] = is_apart and is_over and near and is_broken_off(line.text)


def _is_beside(line: Line, other: Line) -> bool:
    return abs(line.top - other.top) < _SAME_HEIGHT * line.size and other.x0 > line.x1


def _chart(rows: list[bool], lines: Sequence[Line], prose: set[int], ruled: Sequence[bool]) -> None:
    """Mark the words of a chart: short lines in the small print of the many figures along its axes."""
    ticks = [
        index for index, line in enumerate(lines) if rows[index] and not ruled[index] and is_figure(line.text)
    ]
    if len(ticks) < _TICKS or not prose:
        return
    largest = max(lines[index].size for index in ticks)
    if largest >= _SMALL * median(lines[index].size for index in prose):
        return
    for index, line in enumerate(lines):
        if index not in prose and line.size <= largest and len(line.text) <= _CAPTION:
            rows[index] = rows[index] or is_broken_off(line.text)


def is_gapped(line: Line) -> bool:
    """Tell whether a line's characters fill it so little that there must be gaps between cells."""
    text = line.text
    if " " not in text or (text.count(" ") == 1 and _NUMBER.match(text)):
        return False  # a number or bullet stands apart from its title
    latin = len(text.encode("ascii", "ignore"))
    filled = (len(text) - latin + LATIN_EM * latin) * line.size
    width = line.x1 - line.x0
    return width - filled > max(_GAP * line.size, _GAP_SHARE * width)
