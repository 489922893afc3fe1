"""Precision, recall and F1 of a dictionary, weighted back to the corpus, with bootstrap intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fintech_coding.validation.agreement import compute_wilson
from fintech_coding.validation.judging import Judged
from fintech_coding.validation.reliability import RESAMPLES, Array, Estimate, draw_resamples, find_interval

ALL = "all"
_CHANCE = 0.05
_FEW = 10  # missed passages that can be read again
_MATTERS = 0.1  # of what was found, that they stand for


@dataclass(frozen=True, slots=True)
class Score:
    """How right a dictionary is on one technology, or on `all`; counts are of what was read, not weighted.

    `codes` of it `right`, `wanted` of people `found`; the estimates are of the corpus.
    """

    technology: str
    units: int
    codes: int
    right: int
    wanted: int
    found: int
    precision: Estimate
    recall: Estimate
    f1: Estimate
    note: str


def score_codings(judged: Sequence[Judged], technologies: Sequence[str], *, seed: int) -> list[Score]:
    """Return the score over all technologies, and of each."""
    units = sorted({(one.stratum, one.unit) for one in judged})
    weights = _draw_within_strata([stratum for stratum, _ in units], seed)
    places = {unit: place for place, unit in enumerate(units)}
    scores = []
    for name in (ALL, *technologies):
        of = [one for one in judged if name in (ALL, one.technology)]
        scores.append(_score(name, of, places, weights))
    return scores


def measure_codings(judged: Iterable[Judged]) -> tuple[float | None, float | None, float | None]:
    """Return precision, recall and F1 without intervals; None where they are not defined."""
    sums = [0.0] * 4
    for one in judged:
        for at, count in enumerate((one.codes, one.right, one.wanted, one.found)):
            sums[at] += one.weight * count
    codes, right, wanted, found = sums
    precision = right / codes if codes else None
    recall = found / wanted if wanted else None
    if precision is None or recall is None:
        return precision, recall, None
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _draw_within_strata(strata: Sequence[str], seed: int) -> Array:
    """Return how often each unit is drawn in each resample, each stratum keeping its number of units."""
    import numpy as np

    weights = np.zeros((RESAMPLES, len(strata)))
    for number, stratum in enumerate(sorted(set(strata))):
        places = [place for place, one in enumerate(strata) if one == stratum]
        weights[:, places] = draw_resamples(len(places), seed=seed + 1000 * number)
    return weights


def _score(name: str, judged: Sequence[Judged], places: dict[tuple[str, str], int], weights: Array) -> Score:
    import numpy as np

    rows = np.zeros((len(places), 4))
    for one in judged:
        counts = np.array([one.codes, one.right, one.wanted, one.found], dtype=float)
        rows[places[one.stratum, one.unit]] += one.weight * counts
    sums = weights @ rows
    with np.errstate(divide="ignore", invalid="ignore"):
        precision, recall = sums[:, 1] / sums[:, 0], sums[:, 3] / sums[:, 2]
        f1 = 2 * precision * recall / (precision + recall)
    points = measure_codings(judged)
    intervals = [find_interval(values) if len(judged) else None for values in (precision, recall, f1)]
    estimates = [
        Estimate(point, *(interval or (None, None))) if point is not None else Estimate(None)
        for point, interval in zip(points, intervals, strict=True)
    ]
    codes, right, wanted, found = (
        sum(getattr(one, field) for one in judged) for field in ("codes", "right", "wanted", "found")
    )
    score = Score(
        *(name, len({one.unit for one in judged}), codes, right, wanted, found),
        *(estimates[0], estimates[1], estimates[2], ""),
    )
    return _mend_flawless(score, judged)


def _mend_flawless(score: Score, judged: Sequence[Judged]) -> Score:
    """Return a score with intervals where a resample of what has no mistake could show none, and in words."""
    notes = []
    if not score.codes:
        notes.append("The dictionary codes none of these, so precision is not defined.")
    elif score.right == score.codes:
        low, _ = compute_wilson(score.right, score.codes)
        score = replace(score, precision=Estimate(1.0, low, 1.0), f1=replace(score.f1, low=None, high=None))
        notes.append(f"No code is wrong; the interval of precision is Wilson's, of {score.codes} codes.")
    if not score.wanted:
        notes.append("People found none of these, so recall is not defined.")
    elif score.found == score.wanted:
        bound = _bound_recall(judged)
        low = bound or 0.0
        if bound is None:
            low, _ = compute_wilson(score.found, score.wanted)
            notes.append(f"None is missed; the interval of recall is Wilson's, of {score.wanted}.")
        else:
            notes.append(
                "None is missed in what was read; but few of the uncoded passages were, so recall may be as "
                f"low as {low:.2f}."
            )
        score = replace(score, recall=Estimate(1.0, low, 1.0), f1=replace(score.f1, low=None, high=None))
    else:
        notes += _warn_of_weight(judged)
    return replace(score, note=" ".join(notes))


def _warn_of_weight(judged: Sequence[Judged]) -> list[str]:
    """Return a warning where a few missed passages, of a stratum that was hardly read, decide recall."""
    missed = [one for one in judged if one.wanted > one.found]
    behind = sum(one.weight * (one.wanted - one.found) for one in missed)
    found = sum(one.weight * one.found for one in judged)
    if len(missed) > _FEW or behind < _MATTERS * found or max(one.weight for one in missed) <= 1:
        return []
    return [
        f"Recall hangs on {len(missed)} missed passages that stand for {behind:,.0f} in the corpus: read "
        "them again, for one slip of a coder there weighs as much as a real miss."
    ]


def _bound_recall(judged: Sequence[Judged]) -> float | None:
    """Return what recall may be where no uncoded passage was missed; None where each stands for itself.

    Of n passages without a miss, at most 1 - 0.05^(1/n) of their stratum can be missed with 95 % confidence.
    """
    uncoded: dict[str, dict[str, float]] = defaultdict(dict)
    for one in judged:
        if not one.codes:
            uncoded[one.stratum][one.unit] = one.weight
    if all(weight <= 1 for of in uncoded.values() for weight in of.values()):
        return None
    most: float = max(
        sum(of.values()) * (1 - _CHANCE ** (1 / len(of))) for of in uncoded.values() if max(of.values()) > 1
    )
    found: float = sum(one.weight * one.found for one in judged)
    return found / (found + most)
