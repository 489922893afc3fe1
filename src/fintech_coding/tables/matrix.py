"""The coding matrix: hits counted per report and technology, long and wide.

The long table over the full grid is the truth; the wide matrix is a pivot of it. A report that was read
has zeros where nothing was found; a report that could not be read has missing values and its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from fintech_coding.errors import UsageError
from fintech_coding.headers import LONG_COLUMNS
from fintech_coding.records import READ, Hit, Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pandas import DataFrame, Series

COUNTS = ("passages", "sentences", "hits", "present", "hits_per_10k", "ln1p_hits", "share")
"""What a cell of the wide matrix can hold."""

VARIANTS = ("all", "affirmed", "own")
"""Which hits count: every mention, those not negated, those not negated and about the bank's own group."""

OWN_SCOPES = ("own", "subsidiary")
MATRIX_FRONT = ("bank", "bank_name", "year")
MATRIX_BACK = ("total", "report_id", "status", "reason", "document")

_SUMMED = ("passages", "sentences", "hits")
_RATES = ("hits_per_10k", "ln1p_hits", "share")
SUFFIXES = {"all": "", "affirmed": "_affirmed", "own": "_own"}
_TEXTS = ("report_id", "bank", "technology", "status", "document")

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counts:
    """The hits of one group, and the distinct sentences and passages they stand in, one per variant."""

    hits: tuple[int, int, int]
    sentences: tuple[int, int, int]
    passages: tuple[int, int, int]


NO_COUNTS = Counts((0, 0, 0), (0, 0, 0), (0, 0, 0))


def build_long(
    reports: Sequence[Report],
    hits: Iterable[Hit],
    characters: Mapping[str, int],
    technologies: Sequence[str],
) -> DataFrame:
    """Return one row per report and technology, with the columns `LONG_COLUMNS`.

    `characters` gives the characters of narrative text per report id. Rows are sorted by bank, year and
    report id, then in the order of `technologies`. Skipped reports have no row; a report that was not
    read has missing counts. Hits of other reports or technologies are not counted.
    """
    import pandas as pd

    counted = tally_hits(hits, lambda hit: (hit.report_id, hit.technology))
    rows: list[tuple[object, ...]] = []
    for report in order_reports(reports):
        cells = [counted.get((report.report_id, technology), NO_COUNTS) for technology in technologies]
        of_report = sum(cell.hits[0] for cell in cells)
        length = characters.get(report.report_id)
        for technology, cell in zip(technologies, cells, strict=True):
            front = (report.report_id, report.bank, report.year, technology)
            numbers = _list_numbers(cell, length, of_report) if report.status in READ else (None,) * 12
            rows.append((*front, *numbers, report.status, report.document))
    names = (
        "report_id", "bank", "year", "technology", "hits", "hits_affirmed", "hits_own", "sentences",
        "sentences_affirmed", "sentences_own", "passages", "passages_affirmed", "passages_own", "present",
        "characters", "_of_report", "status", "document",
    )  # fmt: skip
    long = pd.DataFrame(rows, columns=list(names), dtype=object)
    long = long.astype({name: "str" if name in _TEXTS else "Int64" for name in names})
    found, lengths, totals = (_to_floats(long[name]) for name in ("hits", "characters", "_of_report"))
    for rate in _RATES:
        long[rate] = _compute_rate(rate, found, lengths, totals)
    return long[list(LONG_COLUMNS)]


def build_matrix(
    long: DataFrame,
    reports: Sequence[Report],
    technologies: Sequence[str],
    *,
    count: str = "passages",
    variant: str = "own",
) -> DataFrame:
    """Return one row per report that is not skipped: bank, year, a column per technology, and `total`.

    `total` is the sum over the technologies shown (for `present`: how many there are), so a passage of
    two technologies counts twice in it; for a rate it is the rate of all their hits together. Raises
    UsageError for an unknown count or variant, and for a technology named like a column of the matrix.
    """
    import pandas as pd

    check_choice("count", count, COUNTS)
    check_choice("variant", variant, VARIANTS)
    for technology in technologies:
        if technology in MATRIX_FRONT + MATRIX_BACK:
            raise UsageError(f"A technology cannot be named '{technology}': the matrix has that column.")

    kept = order_reports(reports)
    hits = f"hits{SUFFIXES[variant]}"
    shown = f"{count}{SUFFIXES[variant]}" if count in _SUMMED else hits
    ids = [report.report_id for report in kept]
    grid = long.pivot(index="report_id", columns="technology", values=shown)
    grid = grid.reindex(index=ids, columns=list(technologies)).astype("Int64")
    if count == "present":
        grid = (grid > 0).astype("Int64")
    # Int64 keeps the sum missing where a cell is; a report with no technology shown sums to 0.
    grid["total"] = grid.sum(axis=1, skipna=False).astype("Int64")
    if count in _RATES:
        by_report = long.groupby("report_id", sort=False)
        lengths = by_report["characters"].first().reindex(ids)
        of_report = by_report[hits].sum().reindex(ids)
        grid = pd.DataFrame(
            _compute_rate(
                count,
                grid.to_numpy(dtype="float64", na_value=float("nan")),
                _to_floats(lengths)[:, None],
                _to_floats(of_report)[:, None],
            ),
            index=grid.index,
            columns=grid.columns,
        )
    numbers = {name: grid[name].array for name in (*technologies, "total")}
    return pd.DataFrame(
        {
            "bank": pd.Series([report.bank for report in kept], dtype="str"),
            "bank_name": pd.Series([report.bank_name for report in kept], dtype="str"),
            "year": pd.array([report.year for report in kept], dtype="Int64"),
            **numbers,
            "report_id": pd.Series(ids, dtype="str"),
            "status": pd.Series([report.status for report in kept], dtype="str"),
            "reason": pd.Series([report.reason for report in kept], dtype="str"),
            "document": pd.Series([report.document for report in kept], dtype="str"),
        }
    )


def order_reports(reports: Iterable[Report]) -> list[Report]:
    """Return the reports that are not skipped, by bank, year (unknown years last) and report id."""
    kept = [report for report in reports if report.status != "skipped"]
    return sorted(kept, key=lambda r: (r.bank, r.year is None, r.year or 0, r.report_id))


def is_counted(hit: Hit, variant: str) -> bool:
    """Tell whether a hit is one of a variant's: every mention, those affirmed, those of the bank's group."""
    return variant == "all" or (not hit.negated and (variant == "affirmed" or hit.scope in OWN_SCOPES))


def tally_hits(hits: Iterable[Hit], key: Callable[[Hit], Key]) -> dict[Key, Counts]:
    """Return the counts of each group of hits that `key` makes, in one pass and in any order of hits."""
    found: dict[Key, list[int]] = {}
    marks: dict[Key, dict[str, dict[int, int]]] = {}
    for hit in hits:
        group = key(hit)
        # The variants are nested, so the strictest one a hit belongs to says it all.
        level = 0 if hit.negated else 2 if hit.scope in OWN_SCOPES else 1
        if group not in found:
            found[group] = [0, 0, 0]
            marks[group] = {}
        found[group][level] += 1
        sentences = marks[group].setdefault(hit.passage_id, {})
        if sentences.get(hit.sentence_start, -1) < level:
            sentences[hit.sentence_start] = level
    return {
        group: Counts(
            hits=(sum(levels), levels[1] + levels[2], levels[2]),
            sentences=_count_levels(
                level for sentences in marks[group].values() for level in sentences.values()
            ),
            passages=_count_levels(max(sentences.values()) for sentences in marks[group].values()),
        )
        for group, levels in found.items()
    }


def _count_levels(levels: Iterable[int]) -> tuple[int, int, int]:
    at = [0, 0, 0]
    for level in levels:
        at[level] += 1
    return (sum(at), at[1] + at[2], at[2])


def _list_numbers(cell: Counts, length: int | None, of_report: int) -> tuple[int | None, ...]:
    present = int(cell.hits[0] > 0)
    return (*cell.hits, *cell.sentences, *cell.passages, present, length, of_report)


def _compute_rate(
    rate: str,
    hits: NDArray[np.float64],
    lengths: NDArray[np.float64],
    of_report: NDArray[np.float64],
) -> NDArray[np.float64]:
    import numpy as np

    if rate == "ln1p_hits":
        return np.log1p(hits)
    # Nothing can be said per nothing: a base of zero leaves the rate missing, without a warning.
    if rate == "hits_per_10k":
        return hits * 10_000 / np.where(lengths > 0, lengths, np.nan)
    return hits / np.where(of_report > 0, of_report, np.nan)


def _to_floats(column: Series) -> NDArray[np.float64]:
    return column.to_numpy(dtype="float64", na_value=float("nan"))


def check_choice(name: str, value: str, choices: Sequence[str]) -> None:
    """Raise `UsageError` when a value is none of the choices."""
    if value not in choices:
        raise UsageError(f"There is no {name} '{value}'; choose one of {', '.join(choices)}.")
