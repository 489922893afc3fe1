"""The table of changes: a bank's technologies from one year to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fintech_coding.headers import CHANGE_COLUMNS
from fintech_coding.records import READ

if TYPE_CHECKING:
    from pandas import DataFrame

_TEXTS = ("bank", "technology", "report_id", "status", "note", "document")
_YEARS = ("year", "previous_year", "gap")

Row = dict[Hashable, Any]
"""A row of the matrix by column."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A report, the earlier one that it is compared with, if any, and what is to be said of that."""

    row: Row
    previous: Row | None
    note: str


def build_changes(matrix: DataFrame, variables: Sequence[str]) -> DataFrame:
    """Return one row per bank of several years, variable and year, with the columns `CHANGE_COLUMNS`.

    `matrix` is the coding matrix, whose columns the `variables` are. Rows are sorted by bank and document,
    then in the order of `variables`, then by year. A year is compared with the last one before it that was
    read: `gap` is how many years it took. `ratio` is missing where the earlier value is 0. Where nothing can
    be compared `note` says why: the first year, a report that was not read, several reports of a year.
    """
    import pandas as pd

    series: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in matrix.to_dict("records"):
        if row["bank"] and not pd.isna(row["year"]):
            series[row["bank"], row["document"]].append(row)
    rows: list[tuple[object, ...]] = []
    for (bank, document), reports in sorted(series.items()):
        if len({row["year"] for row in reports}) > 1:
            steps = list(_list_steps(reports))
            rows += [(bank, name, *_compare(step, name), document) for name in variables for step in steps]
    table = pd.DataFrame(rows, columns=list(CHANGE_COLUMNS), dtype=object)
    return table.astype({name: _name_dtype(name) for name in CHANGE_COLUMNS})


def _list_steps(reports: Iterable[Row]) -> Iterator[_Step]:
    """Yield the reports of a series by year, each with the one it is compared with."""
    years: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(reports, key=lambda row: (int(row["year"]), str(row["report_id"]))):
        years[int(row["year"])].append(row)
    last: list[Row] = []
    for year, rows in years.items():
        for row in rows:
            if row["status"] not in READ:
                yield _Step(row, None, f"{year} was not read ({row['status']})")
            elif not last:
                yield _Step(row, None, f"{year} is the first year that was read")
            elif len(rows) > 1 or len(last) > 1:
                twice = year if len(rows) > 1 else int(last[0]["year"])
                yield _Step(row, None, f"several reports of {twice}")
            else:
                partial = [str(int(r["year"])) for r in (last[0], row) if r["status"] == "partial"]
                yield _Step(row, last[0], f"{' and '.join(partial)} read in part" if partial else "")
        last = [row for row in rows if row["status"] in READ] or last


def _compare(step: _Step, variable: str) -> tuple[object, ...]:
    """Return the cells of a step from `year` to `note`, in the order of the columns."""
    row, previous = step.row, step.previous
    front = (row["year"], row["report_id"], row[variable])
    if previous is None:
        return (*front, *(None,) * 5, row["status"], step.note)
    value, before = row[variable], previous[variable]
    return (
        *front,
        previous["year"],
        before,
        row["year"] - previous["year"],
        value - before,
        value / before if before else None,
        row["status"],
        step.note,
    )


def _name_dtype(column: str) -> str:
    return "str" if column in _TEXTS else "Int64" if column in _YEARS else "Float64"
