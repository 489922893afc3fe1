"""Running headers, footers and page numbers: found by repetition, and taken off the pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fintech_coding.reading.openings import heading_rank
from fintech_coding.reading.ruled import find_ruled_tables
from fintech_coding.records import Line, Page

_EDGE = 0.10  # the share of a page's longer side, at its top and at its bottom, where furniture stands
_BLOCK = 0.18  # of its height, where it may go on, under lines at the top that are furniture too
_CLOSE = 3.0  # line heights, at the most, from one line of that block to the next
_REPEATS = 3  # pages on which a line must stand to be furniture,
_APART = 5  # at most so many pages from one to the next: a header may alternate, and skip a picture
_WAVER = 4.0  # points by which a running line's height may waver from page to page
_MOST = 100  # lines at the edges of a page; more are no furniture
_TEXT_LINES = 2  # a text file has no heights: its first and last lines are its edges
_NUMBERED = 0.5  # the share of pages that tells how printed numbers and pages go together
_FEW_PAGES = 5  # pages that may agree by chance
_AROUND = 4  # pages before and after one
_BAND_SHARE = 0.75  # of those must have furniture at a height to keep it for that
_BAND_WAVER = 2.0  # points
_UNDER = 1.6  # line heights from a running line to one that belongs to it
_BAND_WIDTH = 0.7  # of the page; a wider line is text

_NUMBERS = re.compile(r"[\d\s]+")
_CONTINUED = re.compile(r"[(（](?:续|續|续上|continued|cont['’]?d)[)）]$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–—~·•|\s]*(?:第|page|p\.)?\s*(?:\d{1,3}|x{0,3}(?:i[xv]|v?i{1,3}|v)|x{1,3})\s*(?:页|頁)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*(?:页|頁)?)?[-–—~·•|\s]*",
    re.IGNORECASE,
)
_OUTER_NUMBER = re.compile(r"^(\d{1,4})(?!\S)|(?<!\S)(\d{1,4})$")

_Places = dict[int, tuple[bool, float]]


def drop_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without running headers, running footers and page numbers.

    A line near a page's edge is furniture when the same line, its numbers aside, stands at the same
    height on several pages near each other; when it is a page number or carries its page's; or when it
    stands at a height that the pages around keep for such lines. A heading that says it is continued stays.
    """
    places = [_find_places(page) for page in pages]
    running = _find_running(pages, places)
    offset = _find_offset(pages, places)
    for page, found, lines in zip(pages, places, running, strict=True):
        for index in found.keys() - lines:
            text = page.lines[index].text
            is_number = (page.width > 0 or len(pages) > 1) and _PAGE_NUMBER.fullmatch(text) is not None
            if is_number or (offset is not None and page.number - offset in _read_numbers(text)):
                lines.add(index)
    for lines, banded in zip(running, list(_find_banded(pages, places, running)), strict=True):
        lines.update(banded)
    for page, found, lines in zip(pages, places, running, strict=True):
        lines.update(_find_attached(page, found, lines))
    return [
        _without(page, _keep_block(page, found, lines) - _find_headers(page, found, lines))
        for page, found, lines in zip(pages, places, running, strict=True)
    ]


def _without(page: Page, dropped: set[int]) -> Page:
    """Return a page without some of its lines, and without what goes on from them in the next."""
    lines = []
    for index, line in enumerate(page.lines):
        if index in dropped:
            continue
        if index - 1 in dropped and (rest := _find_rest(page.lines[index - 1].text, line.text)) is not None:
            if rest:
                lines.append(replace(line, text=rest))
            continue
        lines.append(line)
    return replace(page, lines=tuple(lines))


def _find_rest(above: str, text: str) -> str | None:
    """Return what follows a bracket that a running line has left open; None when there is none to close."""
    close = text.find(")")
    if above.count("(") <= above.count(")") or close < 0 or "(" in text[:close]:
        return None
    return text[close + 1 :].strip()


def _find_running(pages: Sequence[Page], places: Sequence[_Places]) -> list[set[int]]:
    """Return for each page the lines that stand on others near it, too."""
    seen: dict[tuple[str, bool], list[tuple[int, float]]] = defaultdict(list)
    keys = []
    for page, found in zip(pages, places, strict=True):
        of_page = {}
        for index, (is_top, distance) in found.items():
            text = page.lines[index].text
            if (heading_rank(text)[0] or text[0].isdigit()) and _CONTINUED.search(text):
                continue
            of_page[index] = _NUMBERS.sub("", text), is_top
            seen[of_page[index]].append((page.number, distance))
        keys.append(of_page)
    running = {(key, number) for key, stands in seen.items() for number in _find_runs(stands)}
    return [
        {index for index, key in of_page.items() if (key, page.number) in running}
        for page, of_page in zip(pages, keys, strict=True)
    ]


def _read_numbers(text: str) -> list[int]:
    """Return the numbers that a line begins or ends with."""
    return [int(first or last) for first, last in _OUTER_NUMBER.findall(text)]


def _find_offset(pages: Sequence[Page], places: Sequence[_Places]) -> int | None:
    """Return how far the pages' numbers are ahead of the printed ones; None where too few say so."""
    offsets = Counter(
        page.number - number
        for page, found in zip(pages, places, strict=True)
        for number in {n for index in found for n in _read_numbers(page.lines[index].text)}
    )
    if not offsets:
        return None
    offset, count = max(offsets.items(), key=lambda item: (item[1], -abs(item[0])))
    return offset if count >= max(_FEW_PAGES, _NUMBERED * len(pages)) else None


def _find_banded(
    pages: Sequence[Page], places: Sequence[_Places], running: Sequence[set[int]]
) -> Iterator[set[int]]:
    """Yield for each page the lines that stand where most pages around it have furniture, and as small."""
    bands = [
        _find_bands(page, found, lines) for page, found, lines in zip(pages, places, running, strict=True)
    ]
    for position, (page, found) in enumerate(zip(pages, places, strict=True)):
        around = bands[max(0, position - _AROUND) : position] + bands[position + 1 : position + 1 + _AROUND]
        banded = set()
        for index, place in found.items():
            line = page.lines[index]
            sizes = [size for size in (bands_of.get(_find_band(place)) for bands_of in around) if size]
            is_small = line.x1 - line.x0 < _BAND_WIDTH * page.width and line.size <= 1.1 * max(
                sizes, default=0.0
            )
            if is_small and len(around) >= _AROUND and len(sizes) >= _BAND_SHARE * len(around):
                banded.add(index)
        yield banded


def _find_bands(page: Page, found: _Places, lines: set[int]) -> dict[tuple[bool, int], float]:
    """Return the heights at which a page has furniture, with the size it has there."""
    if not page.width:
        return {}
    return {_find_band(found[index]): page.lines[index].size for index in lines}


def _find_band(place: tuple[bool, float]) -> tuple[bool, int]:
    return place[0], round(place[1] / _BAND_WAVER)


def _keep_block(page: Page, found: _Places, lines: set[int]) -> set[int]:
    """Return the lines that are furniture of those that may be: at the top, the block that begins there."""
    dropped: set[int] = set()
    for index, (is_top, distance) in sorted(found.items(), key=lambda item: item[1][1]):
        if index not in lines:
            continue
        if not is_top or page.width == 0 or distance < _EDGE * max(page.width, page.height):
            dropped.add(index)
            continue
        above = {far: other for other, (top, far) in found.items() if top and far < distance - _WAVER}
        near = distance - max(above, default=0.0) < _CLOSE * page.lines[index].size
        if above and near and dropped.issuperset(above.values()):
            dropped.add(index)
    return dropped


def _find_attached(page: Page, found: _Places, lines: set[int]) -> set[int]:
    """Return what stands right under running lines in their colour, which is not that of the page's text."""
    attached: set[int] = set()
    colors = {page.lines[index].color for index in lines if found[index][0]}
    if not colors - {0}:
        return attached
    usual = Counter(line.color for line in page.lines).most_common(1)[0][0]
    for index in sorted(found.keys() - lines, key=lambda index: page.lines[index].top):
        line = page.lines[index]
        above = [page.lines[other] for other in lines | attached if found[other][0]]
        if line.color != usual and any(_is_under(line, other) for other in above):
            attached.add(index)
    return attached


def _is_under(line: Line, above: Line) -> bool:
    """Tell whether a line goes on under another: near it, at its edge, in its print."""
    return (
        line.color == above.color
        and abs(line.x0 - above.x0) < _BAND_WAVER
        and 0 < line.top - above.top < _UNDER * line.size
        and abs(line.size - above.size) < _BAND_WAVER
    )


def _find_headers(page: Page, found: _Places, lines: set[int]) -> set[int]:
    """Return the lines, of those that run, that are a drawn table's header, repeated where it goes on."""
    heights = [page.lines[index].top + page.lines[index].size / 2 for index in lines if found[index][0]]
    low = max(heights, default=0.0)
    if not any(r.top < low and any(r.top < y < r.bottom for y in heights) for r in page.rulings):
        return set()
    tables = [t for t in find_ruled_tables(page.rulings) if t.bottom - t.top > _EDGE * page.height]
    return {index for index in lines if any(table.holds(page.lines[index]) for table in tables)}


def _find_places(page: Page) -> _Places:
    """Return, for each line at an edge of its page, whether it is the top and how far off it stands."""
    if page.width == 0:
        last = len(page.lines) - 1
        edges = [*range(_TEXT_LINES), *range(max(_TEXT_LINES, last - _TEXT_LINES + 1), last + 1)]
        return {i: (i < _TEXT_LINES, 2 * _WAVER * min(i, last - i)) for i in edges if i <= last}
    edge = _EDGE * max(page.width, page.height)
    places = {}
    for index, line in enumerate(page.lines):
        if line.top < max(edge, _BLOCK * page.height):
            places[index] = (True, line.top)
        elif line.top + line.size > page.height - edge:
            places[index] = (False, page.height - line.top)
    return places if len(places) <= _MOST else {}


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
