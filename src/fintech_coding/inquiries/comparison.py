"""Codebooks side by side on the same passages: cells, ranks, and the terms that make them differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fintech_coding import store
from fintech_coding.corpus import Corpus, open_corpus
from fintech_coding.errors import UsageError
from fintech_coding.headers import (
    COMPARISON_CHANGE_COLUMNS,
    COMPARISON_COLUMNS,
    COMPARISON_EFFECT_COLUMNS,
    COMPARISON_RANK_COLUMNS,
    COMPARISON_TERM_COLUMNS,
)
from fintech_coding.inquiries.books import TOTAL, Book, CodedBook, code_book, load_books
from fintech_coding.inquiries.impact import Impact, list_change_rows, list_effect_rows, measure_impact
from fintech_coding.lock import hold_folder
from fintech_coding.validation.groups import RANKED, Groups, group_reports, rank_reports
from fintech_coding.validation.mentions import Driver, find_drivers
from fintech_coding.validation.ranks import RankCorrelation, correlate_ranks

FILES = (
    "comparison.csv", "comparison_ranks.csv", "comparison_terms.csv", "comparison_changes.csv",
    "comparison_effects.csv",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComparisonSettings:
    """What a cell counts and of which mentions, where it is looked for, who is ranked with whom.

    `singles` is how many changes between two versions of a codebook are tried alone, at most.
    """

    count: str = "passages"
    variant: str = "own"
    section: str = ""
    documents: tuple[str, ...] = ()
    ranks: str = "year"
    singles: int = 100


@dataclass(frozen=True, slots=True)
class Contrast:
    """A codebook beside the first: rank correlations by group and technology, the terms, the changes."""

    other: CodedBook
    correlations: dict[tuple[str, str], RankCorrelation]
    drivers: list[Driver]
    impact: Impact


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first codebook's coding, and each other one beside it."""

    corpus: Corpus
    settings: ComparisonSettings
    groups: Groups
    first: CodedBook
    contrasts: list[Contrast]

    @property
    def technologies(self) -> list[str]:
        """The technologies of any of the codebooks, in their order, and the total."""
        books = [self.first, *(contrast.other for contrast in self.contrasts)]
        names = dict.fromkeys(name for coded in books for name in coded.book.technologies)
        return [*names, TOTAL]


def compare_codebooks(out: Path, named: Sequence[Path], settings: ComparisonSettings) -> Comparison:
    """Return codebooks compared over the reports under `out`; write the tables `FILES` there.

    Raises `UsageError` for settings that cannot be, and for fewer than two codebooks.
    """
    from fintech_coding.tables.matrix import COUNTS, VARIANTS, check_choice

    check_choice("count", settings.count, COUNTS)
    check_choice("variant", settings.variant, VARIANTS)
    check_choice("way to rank", settings.ranks, RANKED)
    if len(named) < 2:
        raise UsageError("A comparison takes two codebooks or more: files, or presets such as wu_2021.")
    books = load_books(named)
    with hold_folder(out):
        corpus = open_corpus(out, documents=settings.documents, section=settings.section)
        first, *others = (
            code_book(corpus, book, count=settings.count, variant=settings.variant) for book in books
        )
        groups = group_reports(corpus.reports, settings.ranks)
        contrasts = [_contrast_books(corpus, first, other, groups, settings) for other in others]
        comparison = Comparison(corpus, settings, groups, first, contrasts)
        _write_tables(out, comparison)
    return comparison


def _contrast_books(
    corpus: Corpus, first: CodedBook, other: CodedBook, groups: Groups, settings: ComparisonSettings
) -> Contrast:
    both = [name for name in first.book.technologies if name in other.book.technologies]
    correlations = {}
    for group, report_ids in groups.items():
        for name in (*both, TOTAL):
            pairs = [
                (one, two)
                for report_id in report_ids
                if (one := first.cells[report_id, name]) is not None
                and (two := other.cells[report_id, name]) is not None
            ]
            correlations[group, name] = correlate_ranks(pairs)
    impact = measure_impact(
        corpus, first, other, groups, count=settings.count, variant=settings.variant, singles=settings.singles
    )
    return Contrast(other, correlations, find_drivers(first.hits, other.hits), impact)


def _write_tables(out: Path, comparison: Comparison) -> None:
    tables = (
        (COMPARISON_COLUMNS, _list_cell_rows(comparison)),
        (COMPARISON_RANK_COLUMNS, _list_rank_rows(comparison)),
        (COMPARISON_TERM_COLUMNS, _list_term_rows(comparison)),
        (COMPARISON_CHANGE_COLUMNS, _list_impact_rows(comparison, list_change_rows)),
        (COMPARISON_EFFECT_COLUMNS, _list_impact_rows(comparison, list_effect_rows)),
    )
    for name, (columns, rows) in zip(FILES, tables, strict=True):
        store.write_whole(out / name, store.format_csv(columns, rows))


def _list_cell_rows(comparison: Comparison) -> Iterator[list[object]]:
    from fintech_coding.tables.matrix import order_reports, tally_hits

    books = [comparison.first, *(contrast.other for contrast in comparison.contrasts)]
    reports = order_reports(comparison.corpus.reports)
    counts = [tally_hits(coded.hits, lambda hit: (hit.report_id, hit.technology)) for coded in books]
    ranks = {
        (number, name): rank_reports(
            comparison.groups,
            {report.report_id: coded.cells.get((report.report_id, name)) for report in reports},
        )
        for number, coded in enumerate(books)
        for name in comparison.technologies
    }
    for report in reports:
        for name in comparison.technologies:
            for number, coded in enumerate(books):
                key = report.report_id, name
                values = [book.cells.get(key) for book in (coded, books[0])]
                places = [ranks[at, name].get(report.report_id) for at in (number, 0)]
                numbers: list[object] = [None] * 3
                if values[0] is not None and name == TOTAL:
                    cells = [counts[number].get((report.report_id, one)) for one in coded.book.technologies]
                    numbers = _sum_counts(cells)
                elif values[0] is not None:
                    numbers = _sum_counts([counts[number].get(key)])
                yield [
                    *(report.report_id, report.bank, report.year, name, coded.book.name, *numbers, values[0]),
                    *(_subtract(values), places[0], _subtract(places), report.status, report.document),
                ]


def _sum_counts(cells: Sequence[object]) -> list[object]:
    from fintech_coding.tables.matrix import Counts

    known = [cell for cell in cells if isinstance(cell, Counts)]
    return [sum(getattr(cell, unit)[0] for cell in known) for unit in ("hits", "sentences", "passages")]


def _subtract(values: Sequence[float | None]) -> float | None:
    one, first = values
    return None if one is None or first is None else one - first


def _list_rank_rows(comparison: Comparison) -> Iterator[list[object]]:
    for contrast in comparison.contrasts:
        for (group, name), found in contrast.correlations.items():
            yield [
                *(group, name, contrast.other.book.name, found.n, found.tied_first, found.tied_other),
                *(found.spearman, found.kendall, found.note),
            ]


def _list_term_rows(comparison: Comparison) -> Iterator[list[object]]:
    for contrast in comparison.contrasts:
        sides: tuple[Book, Book] = (comparison.first.book, contrast.other.book)
        terms = [book.list_terms() for book in sides]
        for driver in contrast.drivers:
            has_term = driver.term.casefold() in terms[1 - driver.side].get(driver.technology, ())
            yield [
                *(sides[1].name, driver.technology, sides[driver.side].name, driver.term, int(has_term)),
                *("; ".join(driver.elsewhere), driver.hits, driver.passages, driver.decided),
                "; ".join(driver.reports),
            ]


def _list_impact_rows(
    comparison: Comparison, list_rows: Callable[[Impact], Iterator[list[object]]]
) -> Iterator[list[object]]:
    for contrast in comparison.contrasts:
        yield from ([contrast.other.book.name, *row] for row in list_rows(contrast.impact))
