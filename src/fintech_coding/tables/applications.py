"""The applications table: which of a bank's businesses each technology serves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from fintech_coding.errors import UsageError
from fintech_coding.headers import APPLICATION_COLUMNS
from fintech_coding.records import READ, Passage, Report, Use
from fintech_coding.tables.integration import ALL
from fintech_coding.tables.matrix import VARIANTS, is_counted, order_reports

if TYPE_CHECKING:
    from pandas import DataFrame

_COUNTS = ("year", "passages", "passages_affirmed", "passages_own", "reports_own", "page_first")

Cell = tuple[str, str, str]
"""A technology, a side, and an application of it, or `ALL` of the side."""


def build_applications(
    reports: Sequence[Report],
    uses: Iterable[Use],
    passages: Mapping[str, Passage],
    technologies: Sequence[str],
    applications: Sequence[tuple[str, str]],
) -> DataFrame:
    """Return one row per report, technology and (side, application), with the columns `APPLICATION_COLUMNS`.

    Rows are sorted by bank, year and report id, then in the order of `technologies` and of `applications`;
    after those of a side comes one of all of it, with the application `ALL`, in which a passage counts
    once. After the reports come all reports of a year, where there are several years, and all reports, with
    the bank `ALL`. A report that was not read has missing counts. The example is the first part of a
    sentence that names both, an own one before others; `page_first` is its page. Raises UsageError for an
    application that has the name of those rows.
    """
    import pandas as pd

    if any(application == ALL for _, application in applications):
        raise UsageError(
            f"An application cannot be named '{ALL}': the row of its side is. Choose another name."
        )
    grid = [(technology, *pair) for technology in technologies for pair in _close_sides(applications)]
    found: dict[str, dict[Cell, list[Use]]] = defaultdict(lambda: defaultdict(list))
    for use in uses:
        hit = use.hit
        found[hit.report_id][hit.technology, use.side, use.application].append(use)
        found[hit.report_id][hit.technology, use.side, ALL].append(use)
    kept = order_reports(reports)
    rows: list[tuple[object, ...]] = []
    for report in kept:
        cells = found[report.report_id]
        for cell in grid:
            front = (report.report_id, report.bank, report.year, *cell)
            numbers: tuple[object, ...] = (None,) * 5 + ("",)
            if report.status in READ:
                numbers = (*_count_cell(cells[cell]), *_show_example(cells[cell], passages))
            rows.append((*front, *numbers, report.document))
    read = [report for report in kept if report.status in READ]
    years = sorted({report.year for report in read if report.year is not None})
    for year in [*(years if len(years) > 1 else []), None]:
        members = [report.report_id for report in read if year in {None, report.year}]
        for cell in grid:
            together = [use for report_id in members for use in found[report_id][cell]]
            rows.append(("", ALL, year, *cell, *_count_cell(together), None, "", ""))
    table = pd.DataFrame(rows, columns=list(APPLICATION_COLUMNS), dtype=object)
    return table.astype({name: "Int64" if name in _COUNTS else "str" for name in APPLICATION_COLUMNS})


def _close_sides(applications: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the applications side by side, each side with its `ALL` at the end."""
    sides = dict.fromkeys(side for side, _ in applications)
    return [(side, name) for side in sides for name in (*(a for s, a in applications if s == side), ALL)]


def _count_cell(uses: Sequence[Use]) -> tuple[int, ...]:
    """Return the passages of each variant, and the reports with one of the bank's own."""
    counted = [[use.hit for use in uses if is_counted(use.hit, variant)] for variant in VARIANTS]
    numbers = [len({hit.passage_id for hit in hits}) for hits in counted]
    return (*numbers, len({hit.report_id for hit in counted[-1]}))


def _show_example(uses: Sequence[Use], passages: Mapping[str, Passage]) -> tuple[int | None, str]:
    if not uses:
        return None, ""
    # Everything that is shown is in the key: the order of the uses decides nothing.
    use = min(
        uses,
        key=lambda u: (
            not is_counted(u.hit, "own"),
            u.hit.page_first,
            u.hit.passage_id,
            u.part_start,
            u.part_end,
        ),
    )
    text = passages[use.hit.passage_id].text[use.part_start : use.part_end]
    return use.hit.page_first, text.strip()
