"""The matrix under every combination of the rules of counting, and how far the ranks move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import product

from fintech_coding.records import Hit
from fintech_coding.validation.groups import Groups, rank_reports
from fintech_coding.validation.ranks import correlate_ranks, find_median

TOTAL = "total"
CHOICES = {
    "unit": ("passages", "sentences", "hits"),
    "nested": ("codebook", "technology"),
    "boundary": ("mark", "require"),
    "negation": ("dropped", "counted"),
    "scope": ("own", "all"),
    "section": ("all", "mda"),
}
"""What can be decided in counting, each with its settings.

`boundary` is whether a hit counts that jieba's segmentation contradicts (`mark`) or not (`require`);
`negation` whether negated mentions count; `scope` whether those of others' technology do.
"""

_OWN = ("own", "subsidiary")


@dataclass(frozen=True, slots=True)
class Combination:
    """One setting of each choice."""

    unit: str
    nested: str
    boundary: str
    negation: str
    scope: str
    section: str


Values = dict[tuple[str, str], int]
"""The count of each report id and technology or `total`."""


@dataclass(frozen=True, slots=True)
class RankRange:
    """A report's rank for a technology in the default, at best and at worst, among `n` of its `group`.

    `low` and `high` are its counts over the combinations of the default's unit; `same` is the share of the
    combinations in which its rank is that of the default.
    """

    report_id: str
    technology: str
    group: str
    n: int
    value: int
    low: int
    high: int
    rank: float
    best: float
    worst: float
    same: float


@dataclass(frozen=True, slots=True)
class ChoiceEffect:
    """One choice set otherwise than in the default: how many ranks move, how far, and the correlation left.

    `spearman` is the lowest of the groups; None where none has a correlation.
    """

    choice: str
    setting: str
    technology: str
    ranked: int
    moved: int
    largest: float
    spearman: float | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Counts and ranks by combination, the default first; the ranges of the ranks; each choice alone."""

    values: dict[Combination, Values]
    ranks: dict[Combination, dict[tuple[str, str], float]]
    ranges: list[RankRange]
    choices: list[ChoiceEffect]
    median: float | None
    lowest: float | None

    @property
    def default(self) -> Combination:
        """The combination that the study uses."""
        return next(iter(self.values))


def list_combinations(default: Combination, sections: Sequence[str] = ("all", "mda")) -> list[Combination]:
    """Return every combination, the default first.

    >>> default = Combination("passages", "codebook", "mark", "dropped", "own", "all")
    >>> len(list_combinations(default)), list_combinations(default)[0] == default
    (96, True)
    """
    settings = {**CHOICES, "section": tuple(sections)}
    everything = [Combination(*one) for one in product(*settings.values())]
    return [default, *(one for one in everything if one != default)]


def count_values(
    hits: Iterable[Hit],
    combinations: Sequence[Combination],
    mda: Collection[str],
    reports: Collection[str],
    technologies: Sequence[str],
) -> dict[Combination, Values]:
    """Return the counts under combinations that share one coding.

    `mda` are the ids of the passages of the management's discussion. The total is the sum over technologies.
    """
    marks: dict[tuple[str, str, str], dict[tuple[str, str], list[tuple[str, int, int]]]] = {
        kind: defaultdict(list) for kind in product(CHOICES["negation"], CHOICES["scope"], CHOICES["section"])
    }
    for hit in hits:
        for (negation, scope, section), found in marks.items():
            is_out = (
                (negation == "dropped" and hit.negated)
                or (scope == "own" and hit.scope not in _OWN)
                or (section == "mda" and hit.passage_id not in mda)
            )
            if not is_out:
                mark = (hit.passage_id, hit.sentence_start, hit.start)
                found[hit.report_id, hit.technology].append(mark)
    width = {"passages": 1, "sentences": 2, "hits": 3}
    counted = {}
    for one in combinations:
        found = marks[one.negation, one.scope, one.section]
        values = {}
        for report_id in reports:
            total = 0
            for technology in technologies:
                cell = found.get((report_id, technology), ())
                # The hits of one technology do not overlap: each begins elsewhere.
                values[report_id, technology] = len({mark[: width[one.unit]] for mark in cell})
                total += values[report_id, technology]
            values[report_id, TOTAL] = total
        counted[one] = values
    return counted


def measure_sensitivity(
    values: Mapping[Combination, Values], groups: Groups, technologies: Sequence[str]
) -> Sensitivity:
    """Return how ranks move over combinations, the first of which is the default."""
    names = (*technologies, TOTAL)
    ranks = {one: _rank_values(found, groups, names) for one, found in values.items()}
    default = next(iter(values))
    ranges = [
        _find_range((report_id, name), values, ranks, group=group, n=len(report_ids))
        for group, report_ids in groups.items()
        for report_id in report_ids
        for name in names
    ]
    # A report alone in its group has no rank that could move.
    shared = {group: report_ids for group, report_ids in groups.items() if len(report_ids) > 1}
    choices = []
    for one in values:
        changed = [f.name for f in fields(one) if getattr(one, f.name) != getattr(default, f.name)]
        if len(changed) == 1:
            choices += [
                _measure_choice((default, one), values, ranks, shared, choice=changed[0], name=name)
                for name in names
            ]
    order = list(CHOICES)
    choices.sort(key=lambda c: (order.index(c.choice), CHOICES[c.choice].index(c.setting)))
    rhos = [
        rho for one in values if one != default for rho in _correlate(values, (default, one), groups, TOTAL)
    ]
    return Sensitivity(dict(values), ranks, ranges, choices, find_median(rhos), min(rhos, default=None))


def _rank_values(values: Values, groups: Groups, names: Sequence[str]) -> dict[tuple[str, str], float]:
    ranks = {}
    for name in names:
        known: dict[str, float | None] = {
            report_id: values[report_id, name] for report_ids in groups.values() for report_id in report_ids
        }
        ranks.update({(report_id, name): rank for report_id, rank in rank_reports(groups, known).items()})
    return ranks


def _find_range(
    key: tuple[str, str],
    values: Mapping[Combination, Values],
    ranks: Mapping[Combination, Mapping[tuple[str, str], float]],
    *,
    group: str,
    n: int,
) -> RankRange:
    default = next(iter(values))
    counts = [found[key] for one, found in values.items() if one.unit == default.unit]
    places = [found[key] for found in ranks.values()]
    own = ranks[default][key]
    same = sum(place == own for place in places) / len(places)
    return RankRange(
        *key, group, n, values[default][key], min(counts), max(counts), own, min(places), max(places), same
    )


def _measure_choice(
    pair: tuple[Combination, Combination],
    values: Mapping[Combination, Values],
    ranks: Mapping[Combination, Mapping[tuple[str, str], float]],
    groups: Groups,
    *,
    choice: str,
    name: str,
) -> ChoiceEffect:
    default, one = (ranks[combination] for combination in pair)
    keys = [(report_id, name) for report_ids in groups.values() for report_id in report_ids]
    moves = [abs(default[key] - one[key]) for key in keys]
    lowest = min(_correlate(values, pair, groups, name), default=None)
    moved, largest = sum(move > 0 for move in moves), max(moves, default=0.0)
    return ChoiceEffect(choice, getattr(pair[1], choice), name, len(moves), moved, largest, lowest)


def _correlate(
    values: Mapping[Combination, Values],
    pair: tuple[Combination, Combination],
    groups: Groups,
    name: str,
) -> list[float]:
    """Return Spearman's rho of two combinations in each group that has one."""
    one, other = (values[combination] for combination in pair)
    found = (
        correlate_ranks([(one[report_id, name], other[report_id, name]) for report_id in report_ids]).spearman
        for report_ids in groups.values()
    )
    return [rho for rho in found if rho is not None]
