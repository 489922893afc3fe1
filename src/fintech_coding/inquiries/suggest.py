"""Words that a technology's passages have more of than others, and that no term of the codebook finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding.concordance import cut_excerpt
from fintech_coding.coding.rule_sets import drop_rules
from fintech_coding.coding.sentences import find_sentence, split_sentences
from fintech_coding.coding.suggestions import Occurrence, Suggestion, suggest_words
from fintech_coding.corpus import open_corpus
from fintech_coding.errors import UsageError
from fintech_coding.headers import SUGGESTION_COLUMNS
from fintech_coding.records import Passage

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

_RUNNING = ("body", "heading")
"""The kinds of passages that are compared: in tables and notes other words are frequent."""


@dataclass(frozen=True, slots=True)
class SuggestSettings:
    """What is compared: the documents and the section; and how often, and in how many reports, words occur.

    `min_reports` of 0 is two, or one where the technology is found in one report only.
    """

    documents: tuple[str, ...] = ()
    section: str = ""
    min_count: int = 3
    min_reports: int = 0


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The words suggested for a technology, and how many passages were compared with how many."""

    technology: str
    suggestions: tuple[Suggestion, ...]
    coded: int
    others: int
    min_reports: int


def suggest_terms(
    out: Path, codebook: Codebook, technology: str, *, settings: SuggestSettings
) -> Suggestions:
    """Return words over-represented in the running text that is coded with a technology.

    Raises `UsageError` when the codebook has no such technology or the reports no passage of it.
    """
    from fintech_coding.coding.coder import list_words
    from fintech_coding.coding.segment import Segmenter
    from fintech_coding.coding.words import load_stop_words
    from fintech_coding.tables.matrix import check_choice

    check_choice("technology", technology, tuple(t.technology_id for t in codebook.technologies))
    corpus = open_corpus(out, documents=settings.documents, section=settings.section)
    coded = code_corpus(corpus, replace(codebook, boundary="ignore"))
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in coded.hits:
        spans[hit.passage_id].append((hit.start, hit.end))
    ids = {hit.passage_id for hit in coded.hits if hit.technology == technology}
    here = [coded.passages[key] for key in coded.passages if key in ids and _is_running(coded.passages[key])]
    if not here:
        raise UsageError(
            f"{technology}: no passage of these reports is coded with it, so nothing can be compared. "
            "Try a technology that the coding matrix shows."
        )
    reports = {passage.report_id for passage in here}
    min_reports = settings.min_reports or min(2, len(reports))
    found = suggest_words(
        here,
        (
            passage
            for report in corpus.read
            for passage in corpus.load_passages(report)
            if passage.passage_id not in ids and _is_running(passage)
        ),
        spans,
        Segmenter(list_words(term for t in codebook.technologies for e in t.elements for term in e.terms)),
        stop_words=load_stop_words(),
        is_known=_find_known(codebook),
        min_count=settings.min_count,
        min_reports=min_reports,
    )
    others = sum(coded.sizes.values()) - len(here)
    return Suggestions(technology, tuple(found), len(here), others, min_reports)


def write_suggestions(path: Path, found: Suggestions) -> None:
    """Write suggestions as a table."""
    rows = [_list_cells(found.technology, suggestion) for suggestion in found.suggestions]
    store.write_whole(path, store.format_csv(SUGGESTION_COLUMNS, rows))


def describe_suggestions(found: Suggestions, *, limit: int) -> list[str]:
    """Return the first suggestions, a line each and one for an example."""
    lines = []
    for suggestion in found.suggestions[:limit]:
        lines.append(
            f"{suggestion.words}: {suggestion.count} here, {suggestion.count_elsewhere} elsewhere; "
            f"{suggestion.passages} passages, {suggestion.reports} reports; keyness {suggestion.keyness:.1f}"
        )
        passage = suggestion.first.passage
        lines.append(f"    {passage.report_id} p. {passage.page_first}: {_quote(suggestion.first)}")
    return lines


def _is_running(passage: Passage) -> bool:
    return passage.kind in _RUNNING


def _find_known(codebook: Codebook) -> Callable[[str], bool]:
    """Return what tells whether any term is in a text: whatever its conditions, guarded or not."""
    from fintech_coding.coding.matcher import Matcher

    matcher = Matcher(drop_rules(codebook))
    return lambda text: bool(matcher.find_spans(text))


def _quote(first: Occurrence) -> str:
    text = first.passage.text
    sentence = find_sentence(split_sentences(text), first.start)
    return cut_excerpt(text, (first.start, first.end), sentence)


def _list_cells(technology: str, suggestion: Suggestion) -> Sequence[object]:
    passage, start = suggestion.first.passage, suggestion.first.start
    begins, ends = find_sentence(split_sentences(passage.text), start)
    return [
        technology,
        suggestion.words,
        suggestion.keyness,
        suggestion.log_ratio,
        suggestion.count,
        suggestion.count_elsewhere,
        suggestion.passages,
        suggestion.passages_elsewhere,
        suggestion.reports,
        passage.report_id,
        passage.page_first,
        passage.text[begins : max(ends, suggestion.first.end)],
    ]
