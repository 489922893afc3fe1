"""The evidence table: every hit with the sentence and the passage it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from fintech_coding.errors import OutputError
from fintech_coding.headers import EVIDENCE_COLUMNS
from fintech_coding.records import READ, Hit, Passage, Report, Use
from fintech_coding.tables.matrix import order_reports

if TYPE_CHECKING:
    from pandas import DataFrame

_PAGES_AND_SPANS = ("page_first", "page_last", "start", "end")


def build_evidence(
    reports: Sequence[Report],
    hits: Iterable[Hit],
    passages: Mapping[str, Passage],
    uses: Iterable[Use] = (),
) -> DataFrame:
    """Return one row per hit of a report that was read, with the columns `EVIDENCE_COLUMNS`.

    Rows are sorted by bank, year, report, first page, passage id, start, end and technology. Pages are
    1-based, spans 0-based in the passage's text, which is `text`; `sentence` is cut out of it;
    `applications` are what the hit is used for, each as side/application. Raises OutputError when a hit's
    passage is not there or does not hold what the hit quotes.
    """
    import pandas as pd

    read = [report for report in order_reports(reports) if report.status in READ]
    places = {report.report_id: place for place, report in enumerate(read)}
    kept = [hit for hit in hits if hit.report_id in places]
    # Everything a row shows is in the key, so that equal places cannot depend on the order of the hits.
    kept.sort(
        key=lambda hit: (
            places[hit.report_id], hit.page_first, hit.passage_id, hit.start, hit.end, hit.technology,
            hit.element, hit.term, hit.page_last, hit.section, hit.negated, hit.scope, hit.boundary,
            hit.sentence_start, hit.sentence_end,
        )
    )  # fmt: skip
    served: dict[Hit, set[str]] = defaultdict(set)
    for use in uses:
        served[use.hit].add(f"{use.side}/{use.application}".rstrip("/"))
    columns: dict[str, list[object]] = {name: [] for name in EVIDENCE_COLUMNS}
    own = [name for name in EVIDENCE_COLUMNS if name in Hit.__slots__]
    for hit in kept:
        report, passage = read[places[hit.report_id]], _find_passage(hit, passages)
        for name in own:
            columns[name].append(getattr(hit, name))
        columns["bank"].append(report.bank)
        columns["year"].append(report.year)
        columns["document"].append(report.document)
        columns["sentence"].append(passage.text[hit.sentence_start : hit.sentence_end])
        columns["text"].append(passage.text)
        columns["page_label"].append(passage.page_label)
        columns["kind"].append(passage.kind)
        columns["part"].append(passage.part)
        columns["confidence"].append(passage.confidence)
        columns["applications"].append("; ".join(sorted(served.get(hit, ()))))
    table = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})
    return table.astype({name: _name_dtype(name) for name in EVIDENCE_COLUMNS})


def _find_passage(hit: Hit, passages: Mapping[str, Passage]) -> Passage:
    passage = passages.get(hit.passage_id)
    if passage is None or passage.text[hit.start : hit.end] != hit.surface:
        where = f"characters {hit.start} to {hit.end} of passage '{hit.passage_id}'"
        raise OutputError(
            f"'{hit.surface}' is not at {where}: the passages have changed since they were coded. "
            "Run `fintech-code matrix` again."
        )
    return passage


def _name_dtype(column: str) -> str:
    if column == "negated":
        return "bool"
    if column == "year":
        return "Int64"
    if column == "confidence":
        return "float64"
    return "int64" if column in _PAGES_AND_SPANS else "str"
