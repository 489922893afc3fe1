"""Ranks of banks, and how far two rankings of the same banks agree: Spearman's rho and Kendall's tau-b."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """How far two rankings of `n` things agree; None where that is not defined, and `note` says why.

    `tied_first` and `tied_other` count the things that share their value with another one.
    """

    n: int
    tied_first: int
    tied_other: int
    spearman: float | None
    kendall: float | None
    note: str


def rank_values(values: Mapping[Key, float]) -> dict[Key, float]:
    """Return the rank of each value, 1 for the largest; equal values share the mean of their ranks.

    >>> rank_values({"a": 7, "b": 9, "c": 7, "d": 0})
    {'a': 2.5, 'b': 1.0, 'c': 2.5, 'd': 4.0}
    """
    counts = Counter(values.values())
    ranks = {}
    above = 0
    for value in sorted(counts, reverse=True):
        ranks[value] = above + (counts[value] + 1) / 2
        above += counts[value]
    return {key: ranks[value] for key, value in values.items()}


def correlate_ranks(pairs: Sequence[tuple[float, float]]) -> RankCorrelation:
    """Return the rank correlations of paired values.

    Spearman's rho is Pearson's correlation of the ranks, with mean ranks for ties; tau-b takes the pairs that
    are tied in one of both out of its base (Kendall 1945).

    >>> found = correlate_ranks([(1, 1), (2, 3), (3, 2), (4, 4)])
    >>> round(found.spearman, 3), round(found.kendall, 3)
    (0.8, 0.667)
    """
    n = len(pairs)
    first, other = [a for a, _ in pairs], [b for _, b in pairs]
    ties = _count_tied(first), _count_tied(other)
    if n < 2:
        return RankCorrelation(n, *ties, None, None, "a ranking needs two" if n else "none was read")
    flat = [name for name, values in (("first", first), ("other", other)) if len(set(values)) == 1]
    if flat:
        which = "both" if len(flat) == 2 else f"the {flat[0]}"
        return RankCorrelation(n, *ties, None, None, f"all are equal in {which}")
    note = "with two, only 1 or -1 can come out" if n == 2 else ""
    return RankCorrelation(n, *ties, _compute_spearman(first, other), _compute_kendall(pairs), note)


def find_median(values: Iterable[float]) -> float | None:
    """Return the median of some numbers, None of none."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _count_tied(values: Iterable[float]) -> int:
    return sum(count for count in Counter(values).values() if count > 1)


def _compute_spearman(first: Sequence[float], other: Sequence[float]) -> float:
    mean = (len(first) + 1) / 2
    ranks = [
        [rank - mean for rank in rank_values(dict(enumerate(values))).values()] for values in (first, other)
    ]
    product = math.fsum(a * b for a, b in zip(*ranks, strict=True))
    squares = [math.fsum(rank * rank for rank in line) for line in ranks]
    return _bound(product / math.sqrt(squares[0] * squares[1]))


def _compute_kendall(pairs: Sequence[tuple[float, float]]) -> float:
    n = len(pairs)
    every = n * (n - 1) // 2
    tied_first, tied_other, tied_both = (
        _count_tied_pairs(values) for values in ((a for a, _ in pairs), (b for _, b in pairs), pairs)
    )
    inversions = _count_inversions([b for _, b in sorted(pairs)])
    # A pair that is tied in neither is discordant or concordant.
    untied = every - tied_first - tied_other + tied_both
    return _bound((untied - 2 * inversions) / math.sqrt((every - tied_first) * (every - tied_other)))


def _count_tied_pairs(values: Iterable[Hashable]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(values).values())


def _count_inversions(values: list[float]) -> int:
    """Return how many pairs of a list stand in falling order, by merging: a panel may be long."""
    if len(values) < 2:
        return 0
    half = len(values) // 2
    left, right = values[:half], values[half:]
    found = _count_inversions(left) + _count_inversions(right)
    left.sort()
    right.sort()
    passed = 0
    for value in right:
        while passed < len(left) and left[passed] <= value:
            passed += 1
        found += len(left) - passed
    return found


def _bound(value: float) -> float:
    return max(-1.0, min(1.0, value))
