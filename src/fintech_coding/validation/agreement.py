"""How far two codings of the same things agree, beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import sqrt

_NORMAL_95 = 1.959964
_NONE = 1e-12  # a variance below this is none but for rounding


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of `n` things two coders code alike, and Cohen's kappa, each with its 95 % interval.

    Kappa is None where nothing can differ: nothing was coded, or both use one and the same code only. Where
    its interval cannot be estimated (nothing differs, or everything, or a coder uses one code only) `low` and
    `high` are None. `one_value` names the coders that use one code only: kappa is 0 then, whatever agrees.
    """

    n: int
    agreed: int
    share_low: float | None
    share_high: float | None
    kappa: float | None
    low: float | None
    high: float | None
    one_value: tuple[str, ...] = ()


def compute_agreement(
    pairs: Iterable[tuple[Hashable, Hashable]],
    names: tuple[str, str] = ("the claims have", "the coding has"),
) -> Agreement:
    """Return the agreement of the two codes of each thing.

    The interval of the share is Wilson's; that of kappa is give or take 1.96 large-sample standard errors
    (Fleiss, Cohen and Everitt 1969), cut off at -1 and 1.

    >>> agreement = compute_agreement([(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15)
    >>> agreement.agreed, round(agreement.kappa, 3), round(agreement.low, 3), round(agreement.high, 3)
    (35, 0.4, 0.151, 0.649)
    """
    cells = Counter(pairs)
    n = cells.total()
    if not n:
        return Agreement(0, 0, None, None, None, None, None)
    agreed = sum(count for (one, other), count in cells.items() if one == other)
    shares = compute_wilson(agreed, n)
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (one, other), count in cells.items():
        first[one] += count
        second[other] += count
    one_value = tuple(name for name, codes in zip(names, (first, second), strict=True) if len(codes) == 1)
    if set(first) == set(second) and len(first) == 1:
        return Agreement(n, agreed, *shares, None, None, None, one_value)
    if one_value:
        return Agreement(n, agreed, *shares, 0.0, None, None, one_value)
    expected = sum(count * second[code] for code, count in first.items()) / n**2
    kappa = (agreed / n - expected) / (1 - expected)
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
    if spread < _NONE:
        return Agreement(n, agreed, *shares, kappa, None, None)
    margin = _NORMAL_95 * sqrt(spread / n) / (1 - expected)
    return Agreement(n, agreed, *shares, kappa, max(-1.0, kappa - margin), min(1.0, kappa + margin))


def compute_wilson(part: int, whole: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share; `whole` is above 0.

    >>> low, high = compute_wilson(53, 53)
    >>> round(low, 3), round(high, 3)
    (0.932, 1.0)
    """
    square = _NORMAL_95**2
    middle = (part + square / 2) / (whole + square)
    margin = _NORMAL_95 / (whole + square) * sqrt(part * (whole - part) / whole + square / 4)
    return max(0.0, middle - margin), min(1.0, middle + margin)
