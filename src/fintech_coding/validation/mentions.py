"""What one coding of the same passages finds and another does not: mentions, term by term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fintech_coding.records import Hit

_Place = tuple[str, str]  # passage id and technology


@dataclass(frozen=True, slots=True)
class Driver:
    """A term whose mentions one coding counts for a technology and the other does not.

    `side` is 0 for the first coding and 1 for the other. `decided` is how many of the passages count for the
    technology in that coding only; `elsewhere` are the technologies for which the other counts the words.
    """

    technology: str
    side: int
    term: str
    hits: int
    passages: int
    decided: int
    reports: tuple[str, ...]
    elsewhere: tuple[str, ...]


def find_drivers(first: Iterable[Hit], other: Iterable[Hit]) -> list[Driver]:
    """Return the terms that make two codings differ, by technology, the weightiest first.

    Two hits of a technology are one mention when they overlap (大数据 and 大数据分析): what differs is what
    has no counterpart, each hit having one at most.
    """
    sides = _group_hits(first), _group_hits(other)
    words = tuple(_group_words(side) for side in sides)
    unmatched: dict[tuple[str, int, str], list[Hit]] = defaultdict(list)
    for place in sorted(sides[0].keys() | sides[1].keys()):
        for side, hit in _leave_unmatched(sides[0].get(place, []), sides[1].get(place, [])):
            unmatched[hit.technology, side, hit.term].append(hit)
    drivers = [
        _make_driver(key, hits, sides[1 - key[1]], words[1 - key[1]]) for key, hits in unmatched.items()
    ]
    return sorted(drivers, key=lambda d: (d.technology, -d.decided, -d.hits, d.side, d.term))


def _group_hits(hits: Iterable[Hit]) -> dict[_Place, list[Hit]]:
    groups = defaultdict(list)
    for hit in hits:
        groups[hit.passage_id, hit.technology].append(hit)
    return {place: sorted(found, key=lambda hit: (hit.start, hit.end)) for place, found in groups.items()}


def _group_words(groups: Mapping[_Place, Sequence[Hit]]) -> dict[str, list[Hit]]:
    by_passage: dict[str, list[Hit]] = defaultdict(list)
    for (passage_id, _), hits in groups.items():
        by_passage[passage_id].extend(hits)
    return by_passage


def _leave_unmatched(first: Sequence[Hit], other: Sequence[Hit]) -> Iterator[tuple[int, Hit]]:
    """Yield the hits of one place without a counterpart; those of each coding do not overlap one another."""
    lines = first, other
    at = [0, 0]
    while at[0] < len(first) and at[1] < len(other):
        hits = first[at[0]], other[at[1]]
        if hits[0].start < hits[1].end and hits[1].start < hits[0].end:
            at = [at[0] + 1, at[1] + 1]
            continue
        side = 0 if hits[0].end <= hits[1].start else 1
        yield side, hits[side]
        at[side] += 1
    for side in (0, 1):
        yield from ((side, hit) for hit in lines[side][at[side] :])


def _make_driver(
    key: tuple[str, int, str],
    hits: Sequence[Hit],
    counterpart: Mapping[_Place, Sequence[Hit]],
    words: Mapping[str, Sequence[Hit]],
) -> Driver:
    technology, side, term = key
    passages = {hit.passage_id for hit in hits}
    elsewhere = {
        other.technology
        for hit in hits
        for other in words.get(hit.passage_id, ())
        if other.technology != technology and other.start < hit.end and hit.start < other.end
    }
    return Driver(
        technology,
        side,
        term,
        len(hits),
        len(passages),
        sum((passage, technology) not in counterpart for passage in passages),
        tuple(sorted({hit.report_id for hit in hits})),
        tuple(sorted(elsewhere)),
    )
