"""Running headers, footers and page numbers: found by repetition, and taken off the pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fintech_coding.records import Line, Page

_EDGE = 0.10  # the share of a page's height, at its top and at its bottom, where furniture stands
_REPEATS = 3  # pages on which a line must stand to be furniture,
_APART = 5  # at most so many pages from one to the next: a header may alternate, and skip a picture
_GRID = 4.0  # points; a running line keeps its height on the page

_NUMBERS = re.compile(r"[\d\s]+")
_PAGE_NUMBER = re.compile(
    r"[-–—~·•|\s]*(?:第|page|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:页|頁)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*(?:页|頁)?)?[-–—~·•|\s]*",
    re.IGNORECASE,
)


def drop_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without running headers, running footers and page numbers.

    A line near a page's edge is furniture when the same line, its numbers aside, stands at the same
    height on several pages near each other, or when it is nothing but a page number.
    """
    seen: dict[tuple[str, int], list[int]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if _is_at_edge(line, page):
                key = (_NUMBERS.sub("", line.text), round(line.top / _GRID))
                if not seen[key] or seen[key][-1] != page.number:
                    seen[key].append(page.number)
    running = {(key, number) for key, numbers in seen.items() for number in _find_runs(numbers)}
    return [
        replace(
            page,
            lines=tuple(
                line
                for line in page.lines
                if not (_is_at_edge(line, page) and _is_running(line, page.number, running))
            ),
        )
        for page in pages
    ]


def _is_at_edge(line: Line, page: Page) -> bool:
    return line.top < _EDGE * page.height or line.top + line.size > (1 - _EDGE) * page.height


def _find_runs(numbers: Sequence[int]) -> Iterator[int]:
    """Yield the pages, of those on which a line stands, that follow each other closely enough."""
    run: list[int] = []
    for number in [*numbers, None]:
        if run and (number is None or number - run[-1] > _APART):
            if len(run) >= _REPEATS:
                yield from run
            run = []
        if number is not None:
            run.append(number)


def _is_running(line: Line, number: int, running: set[tuple[tuple[str, int], int]]) -> bool:
    key, row = _NUMBERS.sub("", line.text), round(line.top / _GRID)
    # A line may fall on either side of a grid line from page to page.
    if any(((key, near), number) in running for near in (row, row - 1, row + 1)):
        return True
    return _PAGE_NUMBER.fullmatch(line.text) is not None
