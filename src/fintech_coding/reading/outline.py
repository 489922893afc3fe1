"""The outline of a report: which headings are over a place, and the part that they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from math import inf

from fintech_coding.reading.numbering import CHAPTERS, Number, parse_number, read_as_letter
from fintech_coding.reading.parts import nest_part, squeeze_title, strip_continued

_DEEPEST = 7  # headings over a place,
_LONGEST = 60  # and characters of each
_LARGER = 1.12  # a heading's size over that of another which it ranks above
_WIDER = 1.4  # and over that of one with a number, whose size is told by its digits
_DECORATED = 2.5  # sizes of body text: a slogan that is set larger is no wider than this
_GAP = 20  # numbers, at the most, that were missed between two headings

_WHOLE = ("1.", "1 ", "1.1", *CHAPTERS)  # what a decimal number such as 8.3 goes on from
_LETTERS = ("1.1", "A.", "a.")  # what a list that starts below stands under, whatever it is numbered with


@dataclass(slots=True)
class _Heading:
    """A heading over a place; a chapter has a level, 0 for the widest."""

    text: str
    key: str
    number: Number | None
    size: float
    level: int | None
    part: str


class Outline:
    """The headings over the place a reader has come to."""

    def __init__(self, body_size: float = 0.0) -> None:
        """Begin before the first heading of a report whose text is set in a size, in points."""
        self._over: list[_Heading] = []
        self._largest = _DECORATED * body_size or inf

    @property
    def path(self) -> str:
        """The headings over this place, the widest first, joined by ` > `."""
        return " > ".join(heading.text for heading in self._over)

    @property
    def part(self) -> str:
        """The part of the report that this place is in, as its headings name it."""
        return self._over[-1].part if self._over else ""

    @property
    def chapter(self) -> str:
        """The widest heading over this place; empty before the first."""
        return self._over[0].text if self._over else ""

    @property
    def has_numbered_chapter(self) -> bool:
        """Tell whether this place is in a chapter with a number."""
        return bool(self._over) and self._over[0].level is not None and self._over[0].number is not None

    def enter(self, text: str, size: float = 0.0, *, level: int | None = None) -> None:
        """Pass a heading, or with a level a chapter: what ranks no wider is over."""
        text = strip_continued(text)
        key, number = squeeze_title(text), parse_number(text)
        for place, heading in enumerate(self._over):
            if heading.key == key:
                del self._over[place + 1 :]
                return
        letter = read_as_letter(number) if number else None
        if letter and any(
            o.number and (o.number.style, o.number.values[0] + 1) == ("(a)", letter.values[0])
            for o in self._over
        ):
            number = letter
        size = min(size, self._largest)
        if number is not None and number.style in CHAPTERS:
            level = next(
                (o.level for o in self._over if o.number and o.number.style == number.style), level or 0
            )
        # Where nothing is titled as notes, they go on from their first heading to the chapter's end.
        opens_notes = level is None and self.part == "statements" and nest_part(text, "statements") == "notes"
        if level is not None:
            place = self._count(lambda heading: heading.level is not None and heading.level < level)
        elif opens_notes:
            place = self._count(_is_chapter)
        elif number is not None:
            place = self._place_number(number, size)
        else:
            place = self._place_size(size)
        del self._over[min(place, _DEEPEST - 1) :]
        part = nest_part(text, self.part, in_chapter=level is None and self._count(_is_chapter) > 0)
        if opens_notes:
            for heading in self._over:
                heading.part = part
        text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        self._over.append(_Heading(text, key, number, size, level, part))

    def _count(self, stays: Callable[[_Heading], bool]) -> int:
        return len(list(takewhile(stays, self._over)))

    def _place_number(self, number: Number, size: float) -> int:
        """Return how many headings stay over one with a number."""
        values = number.values
        for place in reversed(range(len(self._over))):
            over = self._over[place].number
            if over and over.style in _WHOLE and over.values == values[:-1][: len(over.values)]:
                return place + 1
        chapters = self._count(_is_chapter)
        listed = [
            (i, over) for i, heading in enumerate(self._over) if i >= chapters and (over := heading.number)
        ]
        same = [
            (i, over) for i, over in listed if (over.style, len(over.values)) == (number.style, len(values))
        ]
        gaps = [(values[-1] - over.values[-1], -i) for i, over in same]
        if before := [gap for gap in gaps if 0 < gap[0] <= _GAP]:
            return -min(before)[1]
        if len(same) == 1 and (values[-1] > 1 or listed[-1] != same[0]):
            # Numbers that go back, as in a note's table, are of a list within the other, or start it again.
            return self._count_larger(len(self._over), size)
        if same:
            return same[-1][0]
        for i, over in listed:
            is_narrower = (over.rank, len(over.values)) > (number.rank, len(values))
            if is_narrower and not (
                values[-1] == 1 and over.style in _LETTERS and over.style != number.style
            ):
                return i
        return self._count_larger(len(self._over), size)

    def _place_size(self, size: float) -> int:
        """Return how many headings stay over one without a number."""
        place = self._count_larger(len(self._over), size)
        if self.has_numbered_chapter:
            return place
        while (
            place
            and (over := self._over[place - 1]).level is None
            and over.number
            and _WIDER * over.size < size
        ):
            place = self._count_larger(place - 1, size)
        return place

    def _count_larger(self, place: int, size: float) -> int:
        """Return how many headings stay when the last ones without a number that are no larger are over."""
        while (
            place
            and (over := self._over[place - 1]).level is None
            and not over.number
            and over.size <= _LARGER * size
        ):
            place -= 1
        return place


def _is_chapter(heading: _Heading) -> bool:
    return heading.level is not None
