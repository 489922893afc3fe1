"""How much the ranks of banks owe to the rules of counting: the matrix under every combination of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.corpus import Corpus, open_corpus
from fintech_coding.headers import SENSITIVITY_CHOICE_COLUMNS, SENSITIVITY_COLUMNS, SENSITIVITY_RANK_COLUMNS
from fintech_coding.lock import hold_folder
from fintech_coding.reading.sections import is_in_section
from fintech_coding.records import Report
from fintech_coding.validation.groups import RANKED, Groups, group_reports
from fintech_coding.validation.sensitivity import (
    CHOICES,
    TOTAL,
    Combination,
    RankRange,
    Sensitivity,
    Values,
    count_values,
    list_combinations,
    measure_sensitivity,
)

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

_NEARLY_ALL = 0.9
"""The share of reports that must have a discussion for it to be worth the others' places in the ranking."""

FILES = ("sensitivity.csv", "sensitivity_ranks.csv", "sensitivity_choices.csv")


@dataclass(frozen=True, slots=True)
class VariedCorpus:
    """A corpus under every combination, and who is ranked with whom.

    `lacking` are the reports that were read and have no management's discussion. Where `sections` has it as a
    choice they are ranked nowhere; where many lack it, it is no choice, and all are ranked.
    """

    corpus: Corpus
    technologies: list[str]
    sections: tuple[str, ...]
    groups: Groups
    lacking: list[str]
    found: Sensitivity


def vary_rules(out: Path, codebook: Codebook, *, documents: Sequence[str], ranks: str) -> VariedCorpus:
    """Return the reports under `out` counted under every combination; write the tables `FILES` there."""
    from fintech_coding.tables.matrix import check_choice

    check_choice("way to rank", ranks, RANKED)
    with hold_folder(out):
        varied = _vary_rules(open_corpus(out, documents=documents), codebook, ranks)
        _write_tables(out, varied)
    return varied


def _vary_rules(corpus: Corpus, codebook: Codebook, ranks: str) -> VariedCorpus:
    technologies = [technology.technology_id for technology in codebook.technologies]
    discussed = {
        report.report_id: {p.passage_id for p in corpus.load_passages(report) if is_in_section(p, "mda")}
        for report in corpus.read
    }
    lacking = sorted(report_id for report_id, passages in discussed.items() if not passages)
    sections, groups = _choose_sections(corpus, lacking, ranks)
    default = Combination(
        "passages",
        codebook.nested,
        "require" if codebook.boundary == "require" else "mark",
        CHOICES["negation"][0],
        CHOICES["scope"][0],
        "all",
    )
    combinations = list_combinations(default, sections)
    values: dict[Combination, Values] = {one: {} for one in combinations}
    mda = {passage_id for passages in discussed.values() for passage_id in passages}
    for nested in CHOICES["nested"]:
        for boundary in CHOICES["boundary"]:
            some = [one for one in combinations if (one.nested, one.boundary) == (nested, boundary)]
            # To mark a hit changes no count, and not to ask jieba saves its start.
            asked = "require" if boundary == "require" else "ignore"
            coded = code_corpus(corpus, replace(codebook, nested=nested, boundary=asked))
            values.update(count_values(coded.hits, some, mda, discussed, technologies))
    found = measure_sensitivity(values, groups, technologies)
    return VariedCorpus(corpus, technologies, sections, groups, lacking, found)


def _choose_sections(corpus: Corpus, lacking: Sequence[str], ranks: str) -> tuple[tuple[str, ...], Groups]:
    """Return the sections to try and who is ranked: ranks compare only where the same reports have counts."""
    having = [report for report in corpus.read if report.report_id not in lacking]
    if not having or len(having) < _NEARLY_ALL * len(corpus.read):
        return ("all",), group_reports(corpus.read, ranks)
    return CHOICES["section"], group_reports(having, ranks)


def describe_sensitivity(varied: VariedCorpus) -> str:
    """Return the sentence for a paper: over how many combinations, and how far ranks move."""
    found = varied.found
    ranges = [one for one in found.ranges if one.technology == TOTAL and one.n > 1]
    what = (
        "the unit (hits, sentences, passages), nested terms, contradicted word boundaries, negated mentions"
    )
    section = (
        ", others' technology and the section" if len(varied.sections) > 1 else " and others' technology"
    )
    start = f"Over {len(found.values)} combinations of {what}{section}"
    if not found.ranges:
        return f"{start} nothing can be ranked, for no report was read."
    if not ranges:
        every = [one for one in found.ranges if one.technology == TOTAL]
        spread = "; ".join(f"{one.report_id} {one.value} ({one.low} to {one.high})" for one in every[:6])
        more = "; …" if len(every) > 6 else ""
        return (
            f"{start} nothing can be ranked, as no two reports stand in one group; {found.default.unit} in "
            f"all: {spread}{more}."
        )
    within = "" if len(varied.groups) == 1 else " among those of their year"
    same = sum(one.same == 1 for one in ranges)
    mostly = sum(one.same >= 0.9 for one in ranges)
    farthest = max(ranges, key=lambda one: (max(one.rank - one.best, one.worst - one.rank), one.report_id))
    move = max(farthest.rank - farthest.best, farthest.worst - farthest.rank)
    text = (
        f"{start}, {same} of {len(ranges)} reports keep their rank in the total{within} in all of them and "
        f"{mostly} in at least nine of ten"
    )
    if max(one.n for one in ranges) == 2:
        text += "; with two reports beside each other a rank correlation says no more"
    elif found.median is None:
        text += "; a rank correlation is not defined, for all are equal"
    else:
        text += (
            f"; the rank correlation with the coding used (Spearman) has a median of {found.median:.2f} and "
            f"is never below {found.lowest:.2f}"
        )
    if move:
        text += f"; no rank moves by more than {move:g} ({farthest.report_id})"
    return f"{text}."


def _write_tables(out: Path, varied: VariedCorpus) -> None:
    reports = {report.report_id: report for report in varied.corpus.reports}
    choices = [
        (c.choice, c.setting, c.technology, c.ranked, c.moved, c.largest, c.spearman)
        for c in varied.found.choices
    ]
    ranges = [
        _list_range_cells(one, reports[one.report_id], len(varied.found.values))
        for one in varied.found.ranges
    ]
    tables: tuple[tuple[Sequence[str], Iterable[Sequence[object]]], ...] = (
        (SENSITIVITY_COLUMNS, _list_rows(varied)),
        (SENSITIVITY_RANK_COLUMNS, ranges),
        (SENSITIVITY_CHOICE_COLUMNS, choices),
    )
    for name, (columns, rows) in zip(FILES, tables, strict=True):
        store.write_whole(out / name, store.format_csv(columns, rows))


def _list_range_cells(one: RankRange, report: Report, combinations: int) -> list[object]:
    return [
        *(
            one.report_id,
            report.bank,
            report.year,
            one.technology,
            one.group,
            one.n,
            one.value,
            one.low,
            one.high,
        ),
        *(one.rank, one.best, one.worst, one.same, combinations, report.document),
    ]


def _list_rows(varied: VariedCorpus) -> Iterator[list[object]]:
    from fintech_coding.tables.matrix import order_reports

    reports = order_reports(varied.corpus.reports)
    for number, (one, values) in enumerate(varied.found.values.items(), 1):
        ranks = varied.found.ranks[one]
        for report in reports:
            # A report without the discussion has no count there, which is no zero.
            is_missing = one.section == "mda" and report.report_id in varied.lacking
            for name in (*varied.technologies, TOTAL):
                key = report.report_id, name
                value = None if is_missing else values.get(key)
                yield [
                    *(
                        number,
                        int(number == 1),
                        *astuple(one),
                        report.report_id,
                        report.bank,
                        report.year,
                        name,
                    ),
                    *(value, ranks.get(key), report.document),
                ]
