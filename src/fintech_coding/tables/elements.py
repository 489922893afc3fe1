"""The elements table: which parts of a technology a report names, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fintech_coding.headers import ELEMENT_COLUMNS
from fintech_coding.records import READ, Hit, Report
from fintech_coding.tables.matrix import NO_COUNTS, order_reports, tally_hits

if TYPE_CHECKING:
    from pandas import DataFrame

_TEXTS = ("report_id", "bank", "technology", "element", "document")


def build_elements(
    reports: Sequence[Report], hits: Iterable[Hit], elements: Sequence[tuple[str, str]]
) -> DataFrame:
    """Return one row per report and (technology, element) pair, with the columns `ELEMENT_COLUMNS`.

    Rows are sorted by bank, year and report id, then in the order of `elements`; the element of terms
    directly under a technology is empty. Skipped reports have no row; a report that was not read has
    missing counts. A passage counts once for each element it names, so elements may sum to more than
    their technology.
    """
    import pandas as pd

    counted = tally_hits(hits, lambda hit: (hit.report_id, hit.technology, hit.element))
    rows: list[tuple[object, ...]] = []
    for report in order_reports(reports):
        for technology, element in elements:
            numbers: tuple[int | None, ...] = (None,) * 6
            if report.status in READ:
                cell = counted.get((report.report_id, technology, element), NO_COUNTS)
                numbers = (cell.hits[0], cell.passages[0], cell.hits[2], cell.passages[2])
                numbers += (cell.hits[1], cell.passages[1])
            front = (report.report_id, report.bank, report.year, technology, element)
            rows.append((*front, *numbers[:4], report.document, *numbers[4:]))
    table = pd.DataFrame(rows, columns=list(ELEMENT_COLUMNS), dtype=object)
    return table.astype({name: "str" if name in _TEXTS else "Int64" for name in ELEMENT_COLUMNS})
