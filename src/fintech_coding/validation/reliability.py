"""How far two or more coders agree: percent, Cohen's κ, Krippendorff's α, Gwet's AC1, with intervals.

Every coefficient is a function of sums over things, so that a resample is a weighting of the same sums.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias

from fintech_coding.validation.agreement import compute_agreement

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Array: TypeAlias = "npt.NDArray[np.float64]"

Unit = Sequence[Hashable | None]
"""One thing: the code of each coder, None where a coder gave none."""

RESAMPLES = 2000
_DEFINED = 0.95  # of the resamples, for a coefficient to have an interval
_NONE = 1e-12


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with its 95 % bootstrap interval; None where it is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How `n` things that two coders or more coded were coded alike.

    `prevalence` is the share of `present` among their codes and `positives` their number; `present` is the
    agreement on it: of two coders, one of whom gives it, how likely the other does. κ of more than two coders
    is the mean over pairs. `one_value` are the coders that gave one code only.
    """

    n: int
    positives: int
    prevalence: float | None
    agreement: Estimate
    present: Estimate
    kappa: Estimate
    alpha: Estimate
    ac1: Estimate
    one_value: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the sums of a thing stand in its row: for `q` codes and the pairs of coders."""

    q: int
    pairs: tuple[tuple[int, int], ...]

    @property
    def width(self) -> int:
        """How many sums there are."""
        return 3 + 3 * self.q + self.q**2 * len(self.pairs)


def compute_reliability(
    units: Sequence[Unit],
    codes: Sequence[Hashable] = (0, 1),
    *,
    present: Hashable = 1,
    weights: Array | None = None,
) -> Reliability:
    """Return the agreement on some things; `codes` are all that can be given, `present` the one looked for.

    `weights` has a row for each resample and a column for each thing, as `draw_resamples` makes them; without
    it there are no intervals.

    >>> found = compute_reliability([(1, 1)] * 118 + [(1, 0)] * 5 + [(0, 1)] * 2)
    >>> round(found.agreement.value, 3), round(found.kappa.value, 3), round(found.ac1.value, 3)
    (0.944, -0.023, 0.941)
    """
    return pool_reliability([[unit] for unit in units], codes, present=present, weights=weights)


def pool_reliability(
    groups: Sequence[Sequence[Unit]],
    codes: Sequence[Hashable] = (0, 1),
    *,
    present: Hashable = 1,
    weights: Array | None = None,
) -> Reliability:
    """Return the agreement on things that are drawn in groups, as the technologies of a passage are.

    Resamples are of groups, for what is decided about one passage is not independent.
    """
    import numpy as np

    units = [unit for group in groups for unit in group]
    coders = max(map(len, units), default=0)
    layout = _Layout(len(codes), tuple(combinations(range(coders), 2)))
    rows = np.zeros((len(groups), layout.width))
    known: dict[Unit, Array] = {}
    for number, group in enumerate(groups):
        for unit in group:
            key = tuple(unit)
            if key not in known:
                known[key] = _sum_unit(key, codes, layout)
            rows[number] += known[key]
    at = list(codes).index(present)
    total = rows.sum(axis=0, keepdims=True)
    points = _compute_coefficients(total, layout, at)
    points["kappa"] = _average_kappa(units, layout)
    resampled = {} if weights is None else _compute_coefficients(weights @ rows, layout, at)
    estimates = {name: _estimate(points[name], resampled.get(name)) for name in points}
    paired = [unit for unit in units if sum(code is not None for code in unit) > 1]
    positives = sum(code == present for unit in paired for code in unit)
    given = sum(code is not None for unit in paired for code in unit)
    used = [{unit[coder] for unit in paired} - {None} for coder in range(coders)]
    return Reliability(
        n=len(paired),
        positives=positives,
        prevalence=positives / given if given else None,
        agreement=estimates["agreement"],
        present=estimates["present"],
        kappa=estimates["kappa"],
        alpha=estimates["alpha"],
        ac1=estimates["ac1"],
        one_value=tuple(coder for coder, values in enumerate(used) if len(values) == 1),
    )


def draw_resamples(n: int, *, seed: int, times: int = RESAMPLES) -> Array:
    """Return how often each of `n` things is drawn in each bootstrap resample: a row per resample.

    Only whole numbers are drawn, so the same seed gives the same on every machine.
    """
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(seed))
    weights = np.zeros((times, n))
    if n:
        for number in range(times):
            weights[number] = np.bincount(generator.integers(0, n, size=n), minlength=n)
    return weights


def find_interval(values: Array) -> tuple[float, float] | None:
    """Return the middle 95 % of resampled values; None where too many of them are not defined."""
    import numpy as np

    defined = values[~np.isnan(values)]
    if not len(defined) or len(defined) < _DEFINED * len(values):
        return None
    low, high = np.percentile(defined, [2.5, 97.5])
    return float(low), float(high)


def _sum_unit(unit: Unit, codes: Sequence[Hashable], layout: _Layout) -> Array:
    """Return what one thing adds: to both numbers of things, to agreement, by code, and by pair of codes."""
    import numpy as np

    q = layout.q
    row = np.zeros(layout.width)
    counts = np.array([sum(code == one for code in unit) for one in codes], dtype=float)
    given = counts.sum()
    if given:
        row[0] = 1
        row[3 : 3 + q] = counts / given
    if given > 1:
        alike = counts * (counts - 1)
        row[1] = 1
        row[2] = alike.sum() / (given * (given - 1))
        row[3 + q : 3 + 2 * q] = counts
        row[3 + 2 * q : 3 + 3 * q] = alike / (given - 1)
    places: Mapping[Hashable, int] = {code: place for place, code in enumerate(codes)}
    for number, (a, b) in enumerate(layout.pairs):
        one, other = (unit[coder] if coder < len(unit) else None for coder in (a, b))
        if one is not None and other is not None:
            row[3 + 3 * q + number * q * q + places[one] * q + places[other]] = 1
    return row


def _compute_coefficients(sums: Array, layout: _Layout, at: int) -> dict[str, Array]:
    """Return each coefficient for every row of sums, not a number where it is not defined."""
    import numpy as np

    q = layout.q
    shares, counts, alike = (sums[:, 3 + part * q : 3 + (part + 1) * q] for part in range(3))
    with np.errstate(divide="ignore", invalid="ignore"):
        agreement = sums[:, 2] / sums[:, 1]
        chance = (shares / sums[:, :1]) * (1 - shares / sums[:, :1])
        expected = chance.sum(axis=1) / (q - 1)
        n = counts.sum(axis=1)
        differing = n**2 - (counts**2).sum(axis=1)
        alpha = 1 - (n - 1) * (n - alike.sum(axis=1)) / differing
        alpha[differing < _NONE] = np.nan
        present = alike[:, at] / counts[:, at]
        kappas = [_resample_kappa(sums, layout, number) for number in range(len(layout.pairs))]
    return {
        "agreement": agreement,
        "present": present,
        "alpha": alpha,
        "ac1": (agreement - expected) / (1 - expected),
        "kappa": _average(kappas, len(sums)),
    }


def _resample_kappa(sums: Array, layout: _Layout, number: int) -> Array:
    import numpy as np

    q = layout.q
    start = 3 + 3 * q + number * q * q
    table = sums[:, start : start + q * q].reshape(-1, q, q)
    n = table.sum(axis=(1, 2))
    expected = (table.sum(axis=2) * table.sum(axis=1)).sum(axis=1) / n**2
    agreed: Array = np.trace(table, axis1=1, axis2=2) / n
    kappa: Array = (agreed - expected) / (1 - expected)
    kappa[1 - expected < _NONE] = np.nan
    return kappa


def _average(values: Sequence[Array], rows: int) -> Array:
    """Return the mean of those that are defined, row by row."""
    import numpy as np

    if not values:
        return np.full(rows, np.nan)
    table = np.array(values)
    defined = ~np.isnan(table)
    with np.errstate(invalid="ignore"):
        mean: Array = np.where(defined, table, 0.0).sum(axis=0) / defined.sum(axis=0)
    return mean


def _average_kappa(units: Sequence[Unit], layout: _Layout) -> Array:
    import numpy as np

    kappas = []
    for a, b in layout.pairs:
        both = [(unit[a], unit[b]) for unit in units if len(unit) > b]
        kappa = compute_agreement([(x, y) for x, y in both if x is not None and y is not None]).kappa
        kappas.append(np.array([np.nan if kappa is None else kappa]))
    return _average(kappas, 1)


def _estimate(point: Array, resampled: Array | None) -> Estimate:
    value: Any = point[0]
    if value != value:  # noqa: PLR0124 - what is no number is not equal to itself
        return Estimate(None)
    interval = None if resampled is None else find_interval(resampled)
    return Estimate(float(value), *(interval or (None, None)))
