"""The integration table: which technologies stand in one passage, and whether more often than by chance.

The technologies are integrated by Bayes' rule: what a passage on one of them says of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import exp, lgamma
from typing import TYPE_CHECKING

from fintech_coding.headers import INTEGRATION_COLUMNS
from fintech_coding.records import READ, Hit, Report
from fintech_coding.tables.matrix import is_counted, order_reports

if TYPE_CHECKING:
    from pandas import DataFrame

ALL = "all"
"""What stands for the bank in the rows of all reports together."""

_TEXTS = ("report_id", "bank", "technology_a", "technology_b", "document")
_COUNTS = ("year", "passages", "passages_a", "passages_b", "passages_both")
_ALIKE = 1e-7  # probabilities this close are equal but for rounding: the tolerance of R's fisher.test


def build_integration(
    reports: Sequence[Report],
    hits: Iterable[Hit],
    sizes: Mapping[str, int],
    technologies: Sequence[str],
    *,
    variant: str = "own",
) -> DataFrame:
    """Return one row per report and ordered pair of technologies, with the columns `INTEGRATION_COLUMNS`.

    `sizes` is the number of passages by report id. Rows are sorted by bank, year and report id, then in the
    order of `technologies`; after them come those of all reports of a year, where there are several years,
    and of all reports, with the bank `ALL`. A report that was not read has missing values. Probabilities
    are shares of passages; one whose base is empty is missing, as is the test of a technology that
    stands in no passage.
    """
    import pandas as pd

    groups: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for hit in hits:
        if is_counted(hit, variant):
            groups[hit.report_id][hit.technology].add(hit.passage_id)
    kept = order_reports(reports)
    rows: list[tuple[object, ...]] = []
    for report in kept:
        front = (report.report_id, report.bank, report.year)
        if report.status in READ:
            numbers = _list_numbers(groups[report.report_id], sizes[report.report_id], technologies)
        else:
            numbers = dict.fromkeys(_pair(technologies), (None,) * 12)
        rows += [(*front, *pair, *cells, report.document) for pair, cells in numbers.items()]
    read = [report for report in kept if report.status in READ]
    years = sorted({report.year for report in read if report.year is not None})
    for year in [*(years if len(years) > 1 else []), None]:
        members = [report for report in read if year in {None, report.year}]
        together = {
            technology: set().union(*(groups[report.report_id][technology] for report in members))
            for technology in technologies
        }
        size = sum(sizes[report.report_id] for report in members)
        numbers = _list_numbers(together, size, technologies)
        rows += [("", ALL, year, *pair, *cells, "") for pair, cells in numbers.items()]
    table = pd.DataFrame(rows, columns=list(INTEGRATION_COLUMNS), dtype=object)
    return table.astype({name: _name_dtype(name) for name in INTEGRATION_COLUMNS})


def compute_exact_p(both: int, first: int, second: int, size: int) -> float:
    """Return the two-sided p-value of Fisher's exact test that two sets of passages are independent.

    `first` and `second` of `size` passages are in the sets, `both` in the two. The p-value is the
    probability of all tables with the same margins that are no likelier than the one given.

    >>> round(compute_exact_p(3, 4, 4, 8), 6)  # Fisher's lady tasting tea, who told three cups of four
    0.485714
    """

    def log_choose(n: int, k: int) -> float:
        return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)

    base = log_choose(size, second)
    found = log_choose(first, both) + log_choose(size - first, second - both) - base
    total = 0.0
    for number in range(max(0, first + second - size), min(first, second) + 1):
        chance = log_choose(first, number) + log_choose(size - first, second - number) - base
        if chance <= found + _ALIKE:
            total += exp(chance)
    return min(1.0, total)


def adjust_p_values(values: Sequence[float]) -> list[float]:
    """Return p-values corrected for their number by Holm's method, in the order given.

    >>> adjust_p_values([0.04, 0.01, 0.03])
    [0.06, 0.03, 0.06]
    """
    adjusted = [0.0] * len(values)
    reached = 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=lambda at: values[at])):
        reached = max(reached, min(1.0, values[place] * (len(values) - rank)))
        adjusted[place] = reached
    return adjusted


def _pair(technologies: Sequence[str]) -> list[tuple[str, str]]:
    return [(a, b) for a in technologies for b in technologies if a != b]


def _list_numbers(
    passages: Mapping[str, set[str]], size: int, technologies: Sequence[str]
) -> dict[tuple[str, str], tuple[float | None, ...]]:
    """Return the numbers of each ordered pair, in the order of the columns."""
    found = {technology: len(passages.get(technology, ())) for technology in technologies}
    both = {
        (a, b): len(passages.get(a, set()) & passages.get(b, set())) for a, b in combinations(technologies, 2)
    }
    tested = [(a, b) for a, b in both if found[a] and found[b]]
    p_values = [compute_exact_p(both[a, b], found[a], found[b], size) for a, b in tested]
    tests = dict(zip(tested, zip(p_values, adjust_p_values(p_values), strict=True), strict=True))
    numbers: dict[tuple[str, str], tuple[float | None, ...]] = {}
    for a, b in _pair(technologies):
        pair = (a, b) if (a, b) in both else (b, a)
        p_a, p_b = _divide(found[a], size), _divide(found[b], size)
        b_given_a = _divide(both[pair], found[a])
        numbers[a, b] = (
            size, found[a], found[b], both[pair], p_a, p_b, b_given_a,
            _apply_bayes(b_given_a, p_a, p_b),
            _divide(both[pair] * size, found[a] * found[b]),
            _divide(both[pair], found[a] + found[b] - both[pair]),
            *tests.get(pair, (None, None)),
        )  # fmt: skip
    return numbers


def _apply_bayes(b_given_a: float | None, p_a: float | None, p_b: float | None) -> float | None:
    """Return P(A|B) = P(B|A)·P(A)/P(B); where A is in no passage it is 0, where B is in none, missing."""
    if not p_b:
        return None
    return b_given_a * p_a / p_b if b_given_a is not None and p_a is not None else 0.0


def _divide(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _name_dtype(column: str) -> str:
    return "str" if column in _TEXTS else "Int64" if column in _COUNTS else "float64"
