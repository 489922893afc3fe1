"""Where chapters begin: from the bookmarks, else from the table of contents, and from the running headers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import inf

from fintech_coding.reading.bookmarks import find_bookmarks, is_title
from fintech_coding.reading.numbering import parse_number
from fintech_coding.reading.parts import is_part_title, squeeze_title
from fintech_coding.records import Bookmark, Line, Page

_FRONT = 12  # pages among which the contents stand
_ENTRIES = 4  # entries that make a page one of contents
_AGREE = 3  # entries whose pages must agree on how printed numbers and pages of the PDF differ,
_SHARE = 0.3  # and their share
_NEARLY = 0.6  # of two ways in which many agree, the nearer one
_WIDEST = 200  # characters of a line of contents
_CLOSE = 2.2  # line heights from an entry to its second line
_TOP = 0.5  # the share of a page's height where a chapter's title stands
_HEADER = 0.18  # the share of a page's height where running headers stand
_SKIPS = 5  # pages between two on which a running header stands
_BEFORE = 3  # pages that a group may begin before its first entry,
_AFTER = 8  # or on which its title stands in the running header

_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,3})\s+(?P<title>\D.*)")
_NUMBER_LAST = re.compile(r"(?P<title>[^\s.·…‥_].*?)(?:\s|[.·…‥_]{3})[\s.·…‥_]*(?P<number>\d{1,3})")
_LEADER = re.compile(r"[\s.·…‥_]{3,}(?P<number>\d{1,3})")
_LEADERS = re.compile(r"[\s.·…‥_]{3,}$")


@dataclass(slots=True)
class _Entry:
    """An entry of the contents, or the title over a group of them, and the page number printed beside it."""

    title: str
    number: int
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """The title of a chapter or section, its level, 0 for the widest, and whether nothing stands above it."""

    title: str
    level: int
    at_top: bool


def find_chapters(pages: Sequence[Page], bodies: Sequence[Page]) -> dict[int, list[Chapter]]:
    """Return the chapters and sections that the report lists, by the page where they open, in their order.

    `bodies` are the pages without their furniture.
    """
    listed = _list_chapters(pages, bodies)
    tops = {page.number: _find_top(page) for page in bodies if page.number in listed}
    return {
        number: [
            Chapter(entry.title, entry.level, _is_begun(entry.title, tops[number]))
            for entry in listed[number]
        ]
        for number in sorted(tops)
    }


def _find_top(page: Page) -> str:
    """Return the first printed line of a page, by which a title is known."""
    top = min(page.lines, key=lambda line: (line.top, line.x0), default=None)
    return squeeze_title(top.text) if top else ""


def _is_begun(title: str, top: str) -> bool:
    key = squeeze_title(title)
    return len(top) > 1 and (key.startswith(top) or top.startswith(key))


def _list_chapters(pages: Sequence[Page], bodies: Sequence[Page]) -> Mapping[int, Sequence[Bookmark]]:
    bookmarks = find_bookmarks(pages)
    if bookmarks and not _are_made_up(bookmarks):
        return bookmarks
    listing = {page.number: entries for page in bodies[:_FRONT] if (entries := _read_entries(page.lines))}
    chapters = _read_contents(listing, pages) if len(pages) > _FRONT else {}
    known = {squeeze_title(entry.title) for opened in chapters.values() for entry in opened}
    for page, opened in bookmarks.items():
        others = [bookmark for bookmark in opened if squeeze_title(bookmark.title) not in known]
        chapters[page] = [*chapters.get(page, ()), *others]
    return chapters


def _are_made_up(bookmarks: Mapping[int, Sequence[Bookmark]]) -> bool:
    """Tell whether bookmarks are mostly numbered, as Word makes them of all that looks like a heading."""
    titles = [bookmark.title for opened in bookmarks.values() for bookmark in opened]
    return sum(parse_number(title) is not None for title in titles) > 0.5 * len(titles)


def find_running_parts(pages: Sequence[Page], bodies: Sequence[Page]) -> dict[int, str]:
    """Return the titles of parts that begin to stand in the running header, by page.

    `bodies` are the pages without their furniture.
    """
    found: dict[int, str] = {}
    seen: dict[str, int] = {}
    for page, body in zip(pages, bodies, strict=True):
        kept = iter(body.lines)
        following = next(kept, None)
        for line in page.lines:
            if line is following or line == following:
                following = next(kept, None)
            elif line.top < _HEADER * page.height and _is_part(line.text):
                if page.number - seen.get(line.text, -_SKIPS - 1) > _SKIPS:
                    found.setdefault(page.number, line.text)
                seen[line.text] = page.number
    return found


@lru_cache(maxsize=4096)
def _is_part(text: str) -> bool:
    return len(text) < 60 and is_part_title(text)


def _read_contents(listing: Mapping[int, list[_Entry]], pages: Sequence[Page]) -> dict[int, list[Bookmark]]:
    """Return the entries of the table of contents by the page that they lead to.

    `listing` are the entries of the pages that look like contents, which they are when it leads anywhere.
    """
    others = [page for page in pages if page.number not in listing]
    places = _find_titles(
        {squeeze_title(entry.title) for found in listing.values() for entry in found}, others
    )
    chapters: dict[int, list[Bookmark]] = defaultdict(list)
    level = 0
    for entries in listing.values():
        offset = _find_offset([entry for entry in entries if not entry.is_group], places)
        for entry in entries if offset is not None else ():
            page = _find_page(entry, entry.number + (offset or 0), places)
            if entry.is_group:
                begins = _find_group(entry.title, others, page)
                level = int(begins is not None)
                page = begins or 0
            if 0 < page <= len(pages):
                chapters[page].append(Bookmark(entry.title, 0 if entry.is_group else level))
    return chapters


def _find_titles(titles: Collection[str], pages: Sequence[Page]) -> dict[str, list[int]]:
    """Return the pages at whose top each title stands, be it broken over lines."""
    found: dict[str, list[int]] = defaultdict(list)
    if not titles:
        return found
    longest = 2 * max(map(len, titles), default=0)
    for page in pages:
        tops = [line.text for line in page.lines if line.top <= (_TOP * page.height or inf)]
        keys = [squeeze_title(text) if len(text) <= longest else "" for text in tops]
        joined = (map("".join, zip(*(keys[i:] for i in range(n)), strict=False)) for n in (1, 2, 3))
        for title in set(chain(*joined)).intersection(titles):
            found[title].append(page.number)
    return found


def _find_offset(entries: Sequence[_Entry], places: Mapping[str, Sequence[int]]) -> int | None:
    """Return what is to be added to printed page numbers, as most titles that are found again have it."""
    apart = Counter(page - e.number for e in entries for page in places.get(squeeze_title(e.title), ()))
    most = max(apart.values(), default=0)
    if most < max(_AGREE, _SHARE * len(entries)):
        return None
    # A running header repeats a title on the pages that follow.
    return min(offset for offset, count in apart.items() if count > _NEARLY * most)


def _find_page(entry: _Entry, page: int, places: Mapping[str, Sequence[int]]) -> int:
    """Return the page of an entry; where a title with a number is found beats what is printed."""
    found = places.get(squeeze_title(entry.title), ())
    return found[0] if len(found) == 1 and parse_number(entry.title) else page


def _find_group(title: str, pages: Sequence[Page], first: int) -> int | None:
    """Return the page where a group of entries begins, told by its title in print at or before its first."""
    key = squeeze_title(title)
    for page in pages:
        if first - _BEFORE <= page.number <= first + _AFTER and any(
            key in squeeze_title(line.text) for line in page.lines
        ):
            return min(page.number, first)
    return None


def _read_entries(lines: Sequence[Line]) -> list[_Entry]:
    """Return the entries of a page's listing, those with a group's title over them after it; none if few."""
    lines = [line for line in lines if len(line.text) <= _WIDEST]
    firsts, lasts = (
        sum(pattern.fullmatch(line.text) is not None for line in lines)
        for pattern in (_NUMBER_FIRST, _NUMBER_LAST)
    )
    is_first = firsts >= _ENTRIES and firsts > lasts
    pattern = _NUMBER_FIRST if is_first else _NUMBER_LAST
    entries: list[_Entry] = []
    above: list[Line] = []
    last: Line | None = None
    for line in lines:
        match = pattern.fullmatch(line.text)
        leader = None if match or not above else _LEADER.fullmatch(line.text)
        if found := match or leader:
            title = _LEADERS.sub("", above.pop().text if leader else found["title"])
            if group := " ".join(line.text for line in above):
                entries.append(_Entry(group, int(found["number"]), is_group=True))
            entries.append(_Entry(title, int(found["number"])))
            last, above = line, []
        elif last and is_first and _continues(last, line):
            entries[-1].title = f"{entries[-1].title} {line.text}"
        elif above and _is_alike(line, above[-1]) and abs(line.x0 - above[-1].x0) < 1:
            above.append(line)
        else:
            above = [line]
    entries = [entry for entry in entries if is_title(entry.title)]
    return entries if sum(not entry.is_group for entry in entries) >= _ENTRIES else []


def _continues(last: Line, line: Line) -> bool:
    """Tell whether a line goes on with an entry's title: it hangs close under it."""
    return (
        _is_alike(line, last)
        and line.x0 > last.x0 + 1
        and 0 < line.top - last.top < _CLOSE * last.size
        and not _LEADERS.search(line.text)
    )


def _is_alike(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) < 0.5
