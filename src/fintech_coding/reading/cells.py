"""Which lines of a page stand beside others as cells do, and which make columns of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fintech_coding.records import Line

_NARROW = 0.25  # a line beside another is a cell when it is narrower than this share of the page's text
_COLUMN_LINES = 5  # pairs of wide lines at one height make a page of two columns
_PROSE = 3  # lines that reach the right edge make a column of text,
_MOST_FULL = 0.4  # where they are so many of its lines,
_FLUSH = 0.8  # to within so many ems,
_WIDE = 0.35  # and it is so wide, as a share of the page's text
_NEAR = 3.0  # line heights from line to line of a text
_SAME_HEIGHT = 0.4  # line heights


def find_cells(lines: Sequence[Line], prose: set[int], like: Sequence[bool]) -> Iterator[int]:
    """Yield the lines that stand beside others at one height, as cells do and columns of text do not."""
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    heights = [
        [index for index in group if lines[index].x1 - lines[index].x0 > 2 * lines[index].size]
        for group in _group_heights(lines)
    ]
    narrow = {index for group in heights for index in group if _is_narrow(lines[index], width)}
    pairs = [group for group in heights if len(group) == 2]
    in_columns = sum(not narrow.intersection(pair) for pair in pairs) >= _COLUMN_LINES
    in_lists = _are_lists([group for group in heights if len(group) > 1], heights, lines)
    for group in heights:
        if not prose.isdisjoint(group) or (in_lists and not any(like[index] for index in group)):
            continue
        if len(group) > 2 or (len(group) == 2 and not in_columns and narrow.intersection(group)):
            yield from group


def _are_lists(
    beside: Sequence[Sequence[int]], heights: Sequence[Sequence[int]], lines: Sequence[Line]
) -> bool:
    """Tell whether lines stand beside others by chance, as in columns of short lists: most stand alone."""
    edges = {round(lines[index].x0) for group in beside for index in group}
    alone = sum(len(group) == 1 and round(lines[group[0]].x0) in edges for group in heights)
    return len(edges) in (2, 3) and alone > 2 * len(beside)


def find_prose(lines: Sequence[Line], like: Sequence[bool]) -> set[int]:
    """Return the lines of wide columns of text: they run on below each other, and most from edge to edge.

    What stands beside them is a note in the margin or another column, and no cell.
    """
    found: set[int] = set()
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and not like[index] and _runs_on(lines[index - 1], lines[index], lines[start]):
            continue
        run = lines[start:index]
        right = max(line.x1 for line in run)
        full = sum(line.x1 > right - _FLUSH * line.size for line in run)
        if right - run[0].x0 > _WIDE * width and full >= max(_PROSE, _MOST_FULL * len(run)):
            found.update(range(start, index))
        start = index
    return found


def _runs_on(before: Line, line: Line, first: Line) -> bool:
    """Tell whether a line stands below another in a column of text whose first line is given."""
    is_below = 0 < line.top - before.top < _NEAR * line.size
    return is_below and abs(line.x0 - first.x0) < _NEAR * line.size


def _group_heights(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the lines of a page that stand at one height, from the top."""
    group: list[int] = []
    for index in sorted(range(len(lines)), key=lambda index: lines[index].top):
        if group and lines[index].top - lines[group[0]].top > _SAME_HEIGHT * lines[group[0]].size:
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _is_narrow(line: Line, width: float) -> bool:
    return line.x1 - line.x0 < _NARROW * width
