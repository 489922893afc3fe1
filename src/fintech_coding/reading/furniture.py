"""Running headers, footers and page numbers: found by repetition, and taken off the pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fintech_coding.records import Page

_EDGE = 0.10  # the share of a page's height, at its top and at its bottom, where furniture stands
_BLOCK = 0.18  # and where it may go on, under lines at the top that are furniture too
_CLOSE = 3.0  # line heights, at the most, from one line of that block to the next
_REPEATS = 3  # pages on which a line must stand to be furniture,
_APART = 5  # at most so many pages from one to the next: a header may alternate, and skip a picture
_WAVER = 4.0  # points by which a running line's height may waver from page to page
_TEXT_LINES = 2  # a text file has no heights: its first and last lines are its edges

_NUMBERS = re.compile(r"[\d\s]+")
_PAGE_NUMBER = re.compile(
    r"[-–—~·•|\s]*(?:第|page|p\.)?\s*(?:\d{1,3}|x{0,3}(?:i[xv]|v?i{1,3}|v)|x{1,3})\s*(?:页|頁)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*(?:页|頁)?)?[-–—~·•|\s]*",
    re.IGNORECASE,
)


def drop_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without running headers, running footers and page numbers.

    A line near a page's edge is furniture when the same line, its numbers aside, stands at the same
    height on several pages near each other, or when it is nothing but a page number.
    """
    places = [_find_places(page) for page in pages]
    seen: dict[tuple[str, bool], list[tuple[int, float]]] = defaultdict(list)
    for page, found in zip(pages, places, strict=True):
        for index, (is_top, distance) in found.items():
            seen[_NUMBERS.sub("", page.lines[index].text), is_top].append((page.number, distance))
    running = {(key, number) for key, stands in seen.items() for number in _find_runs(stands)}

    def is_furniture(page: Page, index: int, is_top: bool) -> bool:
        text = page.lines[index].text
        if ((_NUMBERS.sub("", text), is_top), page.number) in running:
            return True
        # A text file without page ends may hold a number anywhere.
        return (page.width > 0 or len(pages) > 1) and _PAGE_NUMBER.fullmatch(text) is not None

    kept = []
    for page, found in zip(pages, places, strict=True):
        dropped = set()
        for index, (is_top, distance) in sorted(found.items(), key=lambda item: item[1][1]):
            if not is_furniture(page, index, is_top):
                continue
            if not is_top or page.width == 0 or distance < _EDGE * page.height:
                dropped.add(index)
                continue
            above = {far: other for other, (top, far) in found.items() if top and far < distance - _WAVER}
            near = distance - max(above, default=0.0) < _CLOSE * page.lines[index].size
            if above and near and dropped.issuperset(above.values()):
                dropped.add(index)
        lines = tuple(line for index, line in enumerate(page.lines) if index not in dropped)
        kept.append(replace(page, lines=lines))
    return kept


def _find_places(page: Page) -> dict[int, tuple[bool, float]]:
    """Return, for each line at an edge of its page, whether it is the top and how far off it stands."""
    if page.width == 0:
        last = len(page.lines) - 1
        edges = [*range(_TEXT_LINES), *range(max(_TEXT_LINES, last - _TEXT_LINES + 1), last + 1)]
        return {i: (i < _TEXT_LINES, 2 * _WAVER * min(i, last - i)) for i in edges if i <= last}
    places = {}
    for index, line in enumerate(page.lines):
        if line.top < _BLOCK * page.height:
            places[index] = (True, line.top)
        elif line.top + line.size > (1 - _EDGE) * page.height:
            places[index] = (False, page.height - line.top)
    return places


def _find_runs(stands: Sequence[tuple[int, float]]) -> Iterator[int]:
    """Yield the pages, of those on which a line stands, that follow each other closely, at one height."""
    runs: list[list[tuple[int, float]]] = []
    for number, distance in stands:
        for run in runs:
            if number - run[-1][0] <= _APART and abs(distance - run[-1][1]) <= _WAVER:
                run.append((number, distance))
                break
        else:
            runs.append([(number, distance)])
    for run in runs:
        numbers = {number for number, _ in run}
        if len(numbers) >= _REPEATS:
            yield from numbers
