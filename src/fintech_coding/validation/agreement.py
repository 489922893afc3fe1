"""How far two codings of the same things agree, beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import sqrt

_NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of `n` things two coders code alike, and Cohen's kappa with its 95 % interval.

    Kappa is None where nothing can differ: nothing was coded, or both use one and the same code only.
    """

    n: int
    agreed: int
    kappa: float | None
    low: float | None
    high: float | None


def compute_agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Return the agreement of the two codes of each thing.

    The interval is kappa give or take 1.96 large-sample standard errors (Fleiss, Cohen and Everitt 1969), cut
    off at -1 and 1.

    >>> agreement = compute_agreement([(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15)
    >>> agreement.agreed, round(agreement.kappa, 3), round(agreement.low, 3), round(agreement.high, 3)
    (35, 0.4, 0.151, 0.649)
    """
    cells = Counter(pairs)
    n = cells.total()
    agreed = sum(count for (one, other), count in cells.items() if one == other)
    if not n:
        return Agreement(0, 0, None, None, None)
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (one, other), count in cells.items():
        first[one] += count
        second[other] += count
    observed = agreed / n
    expected = sum(count * second[code] for code, count in first.items()) / n**2
    if expected == 1:
        return Agreement(n, agreed, None, None, None)
    kappa = (observed - expected) / (1 - expected)
    alike = sum(
        count / n * (1 - (first[one] + second[one]) / n * (1 - kappa)) ** 2
        for (one, other), count in cells.items()
        if one == other
    )
    unlike = sum(
        count / n * ((second[one] + first[other]) / n) ** 2
        for (one, other), count in cells.items()
        if one != other
    )
    spread = alike + (1 - kappa) ** 2 * unlike - (kappa - expected * (1 - kappa)) ** 2
    margin = _NORMAL_95 * sqrt(max(0.0, spread) / n) / (1 - expected)
    return Agreement(n, agreed, kappa, max(-1.0, kappa - margin), min(1.0, kappa + margin))
