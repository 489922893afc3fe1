"""Keyword in context: the hits of a technology, an element, a term or any word, with the text around them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding.concordance import WINDOWS, Concordance, cut_window
from fintech_coding.coding.fold import clean_text, fold_text
from fintech_coding.corpus import Corpus, open_corpus
from fintech_coding.errors import CodebookError, UsageError
from fintech_coding.headers import KWIC_COLUMNS
from fintech_coding.records import PARTS, Hit, Passage, Report

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook, Label

SCOPES = ("own", "subsidiary", "other")
_WIDEST = 5000  # characters on either side


@dataclass(frozen=True, slots=True)
class Filters:
    """Which hits are wanted; what is empty or None asks for nothing.

    `section` is as of the matrix; `technology` and `element` are of the hit, or, where a word is looked for,
    of another hit in its passage.
    """

    banks: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    reports: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    section: str = ""
    part: str = ""
    scope: str = ""
    negated: bool | None = None
    technology: str = ""
    element: str = ""


@dataclass(frozen=True, slots=True)
class KwicLine:
    """A hit with its passage, its report, and the text around it."""

    hit: Hit
    passage: Passage
    report: Report
    context: Concordance


@dataclass(frozen=True, slots=True)
class Kwic:
    """The lines found, what they are of in words, and how many reports were searched."""

    subject: str
    lines: tuple[KwicLine, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class _Query:
    """What is asked for: the codebook to code with, and which of its hits are meant."""

    subject: str
    codebook: Codebook
    is_meant: Callable[[Hit], bool]
    is_word: bool = False


def find_lines(
    out: Path, codebook: Codebook, asked: str, *, filters: Filters, window: str, is_word: bool = False
) -> Kwic:
    """Return the hits of what is asked for in the reports under `out`, in the order of the evidence.

    `asked` is a technology, an element or a term of the codebook, by id, label or text, else a word that is
    searched for as a term would be; with `is_word` always. Raises `UsageError` and `OutputError`.
    """
    _check_filters(filters, codebook)
    check_window(window)
    query = _read_word(codebook, asked) if is_word else _read_query(codebook, asked)
    corpus = _choose_reports(open_corpus(out, documents=filters.documents, section=filters.section), filters)
    coded = code_corpus(corpus, query.codebook)
    beside = _list_coded(corpus, codebook, filters) if query.is_word else None
    reports = {report.report_id: report for report in corpus.read}
    lines = [
        KwicLine(hit, passage, reports[hit.report_id], cut_window(hit, passage, window))
        for hit in coded.hits
        if query.is_meant(hit)
        and _is_wanted(hit, passage := coded.passages[hit.passage_id], filters)
        and (_is_of(hit, filters) if beside is None else hit.passage_id in beside)
    ]
    if query.is_word:
        lines = [replace(line, hit=replace(line.hit, technology="", element="")) for line in lines]
    order = {report_id: place for place, report_id in enumerate(reports)}
    lines.sort(key=lambda line: (order[line.hit.report_id], line.hit.page_first))
    return Kwic(query.subject, tuple(lines), len(reports))


def check_window(window: str) -> None:
    """Raise `UsageError` unless a window is the sentence, the passage, or a number of characters."""
    is_number = window.isascii() and window.isdecimal() and len(window) < 6 and int(window) <= _WIDEST
    if window not in WINDOWS and not is_number:
        raise UsageError(f"--window {window}: is none. Write sentence, passage, or a number up to {_WIDEST}.")


def describe_lines(found: Kwic, shown: int) -> str:
    """Return in a sentence what was found, in how much, and whether all of it is shown."""
    hits, passages = len(found.lines), len({line.hit.passage_id for line in found.lines})
    cut = f"; {shown} shown, --limit 0 shows all" if shown < hits else ""
    return f"{found.subject}: {hits} hits in {passages} passages, {found.reports} reports searched{cut}."


def write_lines(path: Path, lines: Sequence[KwicLine]) -> None:
    """Write lines as a table."""
    rows = [[_get_cell(line, name) for name in KWIC_COLUMNS] for line in lines]
    store.write_whole(path, store.format_csv(KWIC_COLUMNS, rows))


def _get_cell(line: KwicLine, name: str) -> object:
    for holder in (line.hit, line.context, line.passage, line.report):
        if name in type(holder).__slots__:
            return getattr(holder, name)
    raise KeyError(name)


def _read_query(codebook: Codebook, asked: str) -> _Query:
    """Return what an id, a term or a label asks for, in this order; anything else is a word."""
    wanted = fold_text(clean_text(asked))
    terms = {
        (technology.technology_id, term.text)
        for technology in codebook.technologies
        for element in technology.elements
        for term in element.terms
        if fold_text(term.text) == wanted
    }
    by_id = _find_group(codebook, wanted, by_label=False)
    if by_id or not terms:
        return by_id or _find_group(codebook, wanted, by_label=True) or _read_word(codebook, asked)
    named = ", ".join(f"'{term}' of {technology}" for technology, term in sorted(terms))
    subject = f"term {named} (--word finds it within longer terms, too)"
    return _Query(subject, codebook, lambda hit: (hit.technology, hit.term) in terms)


def _ask_technology(codebook: Codebook, name: str) -> _Query:
    return _Query(f"technology {name}", codebook, lambda hit: hit.technology == name)


def _find_group(codebook: Codebook, wanted: str, *, by_label: bool) -> _Query | None:
    """Return the query for the technology, or else the elements, that have a folded name."""

    def is_named(entry_id: str, label: Label) -> bool:
        names = (label.en, label.zh) if by_label else (entry_id,)
        return wanted in {fold_text(clean_text(name)) for name in names}

    for technology in codebook.technologies:
        if is_named(technology.technology_id, technology.label):
            return _ask_technology(codebook, technology.technology_id)
    elements = {
        (technology.technology_id, element.element_id)
        for technology in codebook.technologies
        for element in technology.elements
        if element.element_id
        and (
            is_named(element.element_id, element.label)
            or wanted == fold_text(f"{technology.technology_id}/{element.element_id}")
        )
    }
    if not elements:
        return None
    named = ", ".join(f"{technology}/{element}" for technology, element in sorted(elements))
    return _Query(f"element {named}", codebook, lambda hit: (hit.technology, hit.element) in elements)


def _read_word(codebook: Codebook, asked: str) -> _Query:
    """Return the query for a word as if it were the only term of the codebook, without a guard."""
    from fintech_coding.coding.codebook import parse_codebook

    try:
        single = parse_codebook(f"technologies: {{word: {{terms: [{json.dumps(asked)}]}}}}", asked)
    except CodebookError as error:
        problem = error.problems[0]
        raise UsageError(
            f"{asked}: cannot be searched for. {problem.problem} {problem.what_to_do}"
        ) from error
    alone = replace(codebook, technologies=single.technologies, guards=(), boundary="mark")
    subject = f"word '{clean_text(asked)}', looked for as a term would be, without guards"
    return _Query(subject, alone, lambda _: True, is_word=True)


def _check_filters(filters: Filters, codebook: Codebook) -> None:
    from fintech_coding.tables.matrix import check_choice

    technologies = {t.technology_id: {e.element_id for e in t.elements} for t in codebook.technologies}
    if filters.technology:
        check_choice("technology", filters.technology, tuple(technologies))
    if filters.element:
        of = technologies.values() if not filters.technology else [technologies[filters.technology]]
        check_choice("element", filters.element, tuple(sorted(filter(None, set().union(*of)))))
    if filters.scope:
        check_choice("scope", filters.scope, SCOPES)
    if filters.part:
        check_choice("part", filters.part, PARTS)


def _choose_reports(corpus: Corpus, filters: Filters) -> Corpus:
    """Return a corpus of the reports that are asked for, in the order of the evidence."""
    from fintech_coding.reading.banks import load_registry
    from fintech_coding.tables.matrix import order_reports

    registry = load_registry()
    known = [(name, registry.get_bank(name)) for name in filters.banks]
    banks = {(bank.id if bank else name).casefold() for name, bank in known}
    reports = [
        report
        for report in order_reports(corpus.read)
        if (not banks or report.bank.casefold() in banks)
        and (not filters.years or report.year in filters.years)
        and (not filters.reports or report.report_id in filters.reports)
    ]
    if not reports:
        there = ", ".join(report.report_id for report in order_reports(corpus.read)) or "none that was read"
        raise UsageError(f"No report is of this bank, year or id. The reports are: {there}.")
    return replace(corpus, reports=tuple(reports))


def _list_coded(corpus: Corpus, codebook: Codebook, filters: Filters) -> set[str] | None:
    """Return the passages that are coded with the technology or element asked for, None when none is."""
    if not filters.technology and not filters.element:
        return None
    return {hit.passage_id for hit in code_corpus(corpus, codebook).hits if _is_of(hit, filters)}


def _is_of(hit: Hit, filters: Filters) -> bool:
    is_technology = not filters.technology or hit.technology == filters.technology
    return is_technology and (not filters.element or hit.element == filters.element)


def _is_wanted(hit: Hit, passage: Passage, filters: Filters) -> bool:
    return (
        (not filters.part or passage.part == filters.part)
        and (not filters.scope or hit.scope == filters.scope)
        and (filters.negated is None or hit.negated == filters.negated)
    )
