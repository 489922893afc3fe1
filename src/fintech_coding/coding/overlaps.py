"""Which of the candidates that overlap count: leftmost-longest, guards first, nested ones as asked."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fintech_coding.coding.codebook import Term


@dataclass(frozen=True, slots=True)
class Source:
    """What a candidate is of: a term, where it stands, and whether it is dropped when nested in another."""

    technology: int
    element: str
    term: Term
    drops_nested: bool


GUARD = Source(-1, "", Term(""), drops_nested=False)
"""What every guard is: nothing that counts."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a term or a guard was found."""

    start: int
    end: int
    source: Source = GUARD
    plural: bool = False


def choose_leftmost_longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the terms among the leftmost-longest of some candidates that do not overlap."""
    chosen = []
    reach = 0
    for candidate in sorted(candidates, key=_rank):
        if candidate.start >= reach:
            reach = candidate.end
            if candidate.source is not GUARD:
                chosen.append(candidate)
    return chosen


def _rank(candidate: Candidate) -> tuple[int, int, bool, bool, bool, str, str]:
    # The order of the codebook's entries decides nothing: a tie goes to the guard, then to the
    # entry as written over a plural, then over a regex, then by the text.
    source = candidate.source
    return (
        candidate.start,
        -candidate.end,
        source is not GUARD,
        candidate.plural,
        source.term.is_regex,
        source.term.text,
        source.element,
    )


def drop_nested(hits: Sequence[Candidate]) -> list[Candidate]:
    """Return the hits without those nested in a longer one of another technology, where that drops them."""
    by_technology: dict[int, list[Candidate]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: hit.start):
        by_technology[hit.source.technology].append(hit)
    if len(by_technology) < 2:
        return list(hits)
    # The hits of one technology do not overlap: only the last to begin before a hit can hold it.
    lines = [([hit.start for hit in line], line) for line in by_technology.values()]

    def is_nested(hit: Candidate) -> bool:
        before = (
            line[bisect_right(starts, hit.start) - 1] for starts, line in lines if starts[0] <= hit.start
        )
        return any(hit.end <= other.end and hit.end - hit.start < other.end - other.start for other in before)

    return [hit for hit in hits if not (hit.source.drops_nested and is_nested(hit))]
