"""The indicators table: investment and staff, patents and terminals, as a report gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fintech_coding.headers import INDICATOR_COLUMNS
from fintech_coding.records import READ, Passage, Report
from fintech_coding.tables.figure_rows import read_rows
from fintech_coding.tables.figures import Figure, read_figures
from fintech_coding.tables.matrix import order_reports
from fintech_coding.tables.measures import (
    INDICATORS,
    PATENTS,
    RD_STAFF,
    STAFF,
    TERMINALS,
    has_measure,
)

if TYPE_CHECKING:
    from pandas import DataFrame

OTHER_PARTS = ("directors", "shareholders")
"""The parts of a report in which a figure is somebody else's."""

_LONGEST = 600  # characters of a sentence that are looked at together
_SENTENCE_END = re.compile(r"[。!?！？\n]+|\.(?=\s+[A-Z“\"])")
_IS_PROSE = re.compile(r"[,;。、](?!\d)")
_UNITS = {STAFF: "persons", RD_STAFF: "persons", TERMINALS: "devices"}
_PARTIAL = {"part", "including_outsourced"}
_VAGUE = {"over", "about"}
_BASE_UNITS = {"CNY", "persons", "items", "devices", "percent"}
_SURE = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure with the passage and the sentence, or the row of a table, that it stands in."""

    figure: Figure
    passage: Passage
    sentence: str
    measure: str
    value: str
    unit: str
    source: str


def find_indicators(
    passages: Iterable[Passage], year: int | None, *, fold: Callable[[str], str]
) -> Iterator[Indicator]:
    """Yield the indicators of a report's passages, in their order; `year` is the report's.

    `fold` brings text into the form in which it is compared, of equal length.
    """
    heading = ""
    for passage in passages:
        if passage.kind == "heading":
            heading = passage.text
        if passage.part in OTHER_PARTS:
            continue
        folded = fold(passage.text)
        if not has_measure(folded):
            continue
        if passage.kind == "table":
            yield from _read_table(passage, folded, year, fold(f"{heading} {passage.section}"))
        else:
            for start, end in _split_sentences(passage.text):
                yield from _read_sentence(passage, folded, start, end, year)


def _read_table(passage: Passage, folded: str, year: int | None, about: str) -> Iterator[Indicator]:
    """Yield the figures of a table's rows, and of what is a sentence in it."""
    folded = _keep_lines(passage.text, folded)
    rows = read_rows(folded, year, about=about)
    for row in rows:
        quoted = _quote(passage, row.figure, row.start, row.end, "table")
        yield replace(quoted, unit=row.unit or quoted.unit)
    taken = {row.start for row in rows}
    for start, end in _split_sentences(passage.text):
        if start not in taken and _IS_PROSE.search(folded, start, end):
            yield from _read_sentence(passage, folded, start, end, year)


def _keep_lines(text: str, folded: str) -> str:
    """Return a folded text with the line ends of the text, which folding takes for spaces."""
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(folded[start : start + len(line)])
        start += len(line) + 1
    return "\n".join(lines)


def _read_sentence(
    passage: Passage, folded: str, start: int, end: int, year: int | None
) -> Iterator[Indicator]:
    sentence = folded[start:end]
    if has_measure(sentence):
        for figure in read_figures(sentence, year):
            yield _quote(passage, figure, start, end, "sentence", shift=start)


def _split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences, a very long one in parts of bounded length."""
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        while end - start > _LONGEST:
            cut = max(text.rfind(mark, start, start + _LONGEST) for mark in ";；,， ") + 1
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end
        start = end


def _quote(
    passage: Passage, figure: Figure, start: int, end: int, source: str, *, shift: int = 0
) -> Indicator:
    text, quantity = passage.text, figure.quantity
    first, number, number_end, last = (
        place + shift for place in (quantity.first, quantity.start, quantity.number_end, quantity.end)
    )
    unit = " ".join(filter(None, (text[first:number].strip(), text[number_end:last].strip())))
    measure = text[figure.measure[0] + shift : figure.measure[1] + shift].strip()
    value = text[number:number_end]
    return Indicator(figure, passage, text[start:end].strip(), measure, value, unit, source)


def build_indicators(reports: Sequence[Report], found: Mapping[str, Sequence[Indicator]]) -> DataFrame:
    """Return one row per figure of a report that was read, with the columns `INDICATOR_COLUMNS`.

    `found` gives the indicators by report id. Rows are sorted by bank, year and report, then by indicator
    in the order of `INDICATORS`, then as they stand in the report. `value` and `unit` are as printed.
    """
    import pandas as pd

    rows: list[tuple[object, ...]] = []
    for report in order_reports(reports):
        of_report = found.get(report.report_id, ()) if report.status in READ else ()
        ordered = sorted(of_report, key=lambda item: INDICATORS.index(item.figure.indicator))
        rows += [_list_cells(report, item) for item in ordered]
    table = pd.DataFrame(rows, columns=list(INDICATOR_COLUMNS), dtype=object)
    kinds = {"year": "Int64", "figure_year": "Int64", "base_value": "float64"}
    kinds |= {"page_first": "int64", "page_last": "int64"}
    return table.astype({name: kinds.get(name, "str") for name in INDICATOR_COLUMNS})


def _list_cells(report: Report, item: Indicator) -> tuple[object, ...]:
    figure, passage = item.figure, item.passage
    return (
        report.report_id,
        report.bank,
        report.year,
        figure.indicator,
        item.measure,
        item.value,
        item.unit,
        figure.quantity.value,
        name_base_unit(figure),
        figure.year,
        "; ".join(figure.reserves),
        passage.page_first,
        passage.page_last,
        item.source,
        figure.confidence,
        item.sentence,
        passage.section,
        passage.passage_id,
        passage.page_label,
        report.document,
    )


def name_base_unit(figure: Figure) -> str:
    """Return the unit of a figure: a currency's ISO code, `persons`, `items`, `devices` or `percent`."""
    return figure.quantity.base_unit or _UNITS.get(figure.indicator, "items")


def build_indicator_matrix(reports: Sequence[Report], found: Mapping[str, Sequence[Indicator]]) -> DataFrame:
    """Return one row per report that is not skipped, with a column per indicator: the figure of its own year.

    A part of the whole, a figure with outsourced staff and an amount in a foreign currency do not stand for
    the report; of several the surest, then the most exact, then the first does. What a report does not give
    is missing.
    """
    import pandas as pd

    kept = order_reports(reports)
    columns: dict[str, list[float | None]] = {name: [] for name in INDICATORS}
    for report in kept:
        of_report = found.get(report.report_id, ()) if report.status in READ else ()
        for name in INDICATORS:
            candidates = [item for item in of_report if item.figure.indicator == name]
            columns[name].append(_choose_value(candidates, report.year))
    return pd.DataFrame(
        {
            "bank": pd.Series([report.bank for report in kept], dtype="str"),
            "bank_name": pd.Series([report.bank_name for report in kept], dtype="str"),
            "year": pd.array([report.year for report in kept], dtype="Int64"),
            **{name: pd.array(values, dtype="Float64") for name, values in columns.items()},
            "report_id": pd.Series([report.report_id for report in kept], dtype="str"),
            "status": pd.Series([report.status for report in kept], dtype="str"),
            "document": pd.Series([report.document for report in kept], dtype="str"),
        }
    )


def _choose_value(items: Iterable[Indicator], year: int | None) -> float | None:
    standing = [item for item in items if item.figure.year == year and _stands_for_report(item.figure)]
    standing.sort(key=_rank_indicator)
    return standing[0].figure.quantity.value if standing else None


def _stands_for_report(figure: Figure) -> bool:
    is_total = not _PARTIAL & set(figure.reserves)
    is_of_year = "cumulative" not in figure.reserves or figure.indicator == PATENTS
    return is_total and is_of_year and name_base_unit(figure) in _BASE_UNITS


def _rank_indicator(item: Indicator) -> tuple[int, bool, int]:
    """Return the key by which the surest figure comes first, then an exact one, then that of most digits."""
    is_vague = bool(_VAGUE & set(item.figure.reserves))
    return _SURE.index(item.figure.confidence), is_vague, -sum(c.isdigit() for c in item.value)
