"""The table of contents: recognised, and taken off the pages, for it says nothing of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from fintech_coding.records import Page

_FRONT = 0.12  # contents stand in this share of a report's pages, at its front,
_FRONT_PAGES = 12  # or among this many pages of a short one
_ENTRIES = 4  # entries that make a page a contents page
_UNTITLED = 6  # entries of a page that is contents without saying so,
_STEP = 3  # whose numbers climb by so many pages, on average
_BROKEN = 1.8  # line heights from an entry's line to the next
_GAP = 6  # lines without an entry after which the listing is over

_TITLE = re.compile(
    r"(目\s*录|目\s*錄|(?:table of )?contents)(?:\s*(?:目\s*录|目\s*錄|contents))?", re.IGNORECASE
)
_LEADER = re.compile(r"\S.{0,120}?(?:(?:[.·…‥_]\s?){4,}\s*[\divxl]{1,4}|(?:[.·…‥_]\s?){8,})")
_LEADER_DOTS = re.compile(r"(?:[.·…‥_]\s?){4}")
_NUMBER_LAST = re.compile(r"\S.{1,80}?[\s)）]\d{1,3}")
_NUMBER_FIRST = re.compile(r"\d{1,3}\s+\D.{1,80}")
_OUTER_NUMBER = re.compile(r"^\d{1,3}(?=\s)|(?<!\S)\d{1,3}$")
_SHORT_LEADER = re.compile(r"\S.{0,120}?[.·…‥]{3}\s*\d{1,3}")
_BARE_NUMBER = re.compile(r"\d{1,3}")


def drop_contents(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the lines of the table of contents.

    A line with dotted leaders goes wherever it stands. On a page that is titled as contents, or whose
    numbers climb through the report, and on the page after it while the entries go on, so does every
    line that begins or ends with a number.
    """
    front = max(_FRONT_PAGES, int(len(pages) * _FRONT))
    kept = []
    goes_on = False
    for page in pages:
        if page.number > front and not goes_on:
            kept.append(_without_leaders(page))
            continue
        titled = page.number <= front and any(_TITLE.fullmatch(line.text) for line in page.lines[:12])
        entries = sum(_is_entry(line.text) for line in page.lines)
        is_contents = (entries >= _ENTRIES and (titled or (page.number <= front and _climbs(page)))) or (
            goes_on and entries >= max(_ENTRIES, 0.6 * len(page.lines))
        )
        goes_on = is_contents
        if is_contents:
            kept.append(_without_listing(page))
        else:
            beside = page.number <= front and any(_TITLE.fullmatch(line.text) for line in page.lines)
            kept.append(_without_leaders(_without_entries(page) if beside else page))
    return kept


def _climbs(page: Page) -> bool:
    """Tell whether most lines of a page carry a number, ever larger, as entries without a title do."""
    numbers = [
        int(n) for line in page.lines if _is_entry(line.text) for n in _OUTER_NUMBER.findall(line.text)[:1]
    ]
    steps = [after - before for before, after in pairwise(numbers)]
    return (
        len(numbers) >= max(_UNTITLED, 0.6 * len(page.lines))
        and sum(step >= 0 for step in steps) >= 0.9 * len(steps)
        # A numbered list climbs by one.
        and numbers[-1] - numbers[0] >= _STEP * len(numbers)
    )


def _without_listing(page: Page) -> Page:
    """Return a contents page without its entries and what is broken off them.

    The listing ends where entries become rare, for a text file may be one long page.
    """
    entries = [index for index, line in enumerate(page.lines) if _is_entry(line.text)]
    last = entries[0]
    for index in entries:
        if index - last > _GAP:
            break
        last = index
    return replace(
        page,
        lines=tuple(
            line for index, line in enumerate(page.lines) if index > last or not _is_listed(line.text)
        ),
    )


def _without_entries(page: Page) -> Page:
    """Return a page on which a listing stands beside other text without the entries at its left edge."""
    entries = [line for line in page.lines if _NUMBER_FIRST.fullmatch(line.text)]
    edges = Counter(round(line.x0) for line in entries)
    edge, count = edges.most_common(1)[0] if edges else (0, 0)
    if count < _ENTRIES:
        return page
    dropped = {id(line) for line in entries if round(line.x0) == edge}
    return replace(page, lines=tuple(line for line in page.lines if id(line) not in dropped))


def _without_leaders(page: Page) -> Page:
    """Return a page without lines with leaders; where there are several, without what comes before them."""
    # Few pages have a leader: all lines are asked at once.
    if not _LEADER_DOTS.search("\n".join([line.text for line in page.lines])):
        return page
    leaders = {index for index, line in enumerate(page.lines) if _is_leader(line.text)}
    if not leaders:
        return page
    if len(leaders) >= _ENTRIES:
        leaders |= {index for index, line in enumerate(page.lines) if _SHORT_LEADER.fullmatch(line.text)}
        leaders |= {index for index in range(len(page.lines) - 1) if _goes_on(page, index, leaders)}
    return replace(page, lines=tuple(line for index, line in enumerate(page.lines) if index not in leaders))


def _goes_on(page: Page, index: int, leaders: set[int]) -> bool:
    """Tell whether an entry is broken over a line and the next, which has its leader."""
    line, below = page.lines[index], page.lines[index + 1]
    return (
        index + 1 in leaders
        and abs(line.x0 - below.x0) < 1
        and abs(line.size - below.size) < 1
        and 0 < below.top - line.top < _BROKEN * line.size
        and line.text[-1] in "/,-&"
    )


def _is_leader(text: str) -> bool:
    # Few lines hold a leader: the short test spares them the long one.
    return _LEADER_DOTS.search(text) is not None and _LEADER.fullmatch(text) is not None


def _is_entry(text: str) -> bool:
    return bool(
        _is_leader(text)
        or _NUMBER_LAST.fullmatch(text)
        or _NUMBER_FIRST.fullmatch(text)
        or _BARE_NUMBER.fullmatch(text)
    )


def _is_listed(text: str) -> bool:
    # On a contents page an entry may be broken over lines; only a sentence is more than an entry.
    return _is_entry(text) or not text.endswith(("。", ".", ";", ":"))
