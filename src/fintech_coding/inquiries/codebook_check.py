"""A codebook against a corpus: what is found of its terms, and what else holds their characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding.collisions import LONELY, NEIGHBOUR, find_collisions, list_neighbours
from fintech_coding.coding.findings import (
    NEVER,
    ONE_REPORT,
    OUTSIDE,
    SHARED,
    Finding,
    find_concentrated,
    find_shared,
    find_uncounted_sections,
    find_unused,
    index_hits,
)
from fintech_coding.coding.guarded import GUARDED, HIDDEN, find_guarded
from fintech_coding.coding.guarding import GuardTrial
from fintech_coding.coding.neighbours import COLLISION, LONGER, read_surroundings
from fintech_coding.coding.rule_sets import drop_guards
from fintech_coding.corpus import open_corpus
from fintech_coding.headers import CODEBOOK_CHECK_COLUMNS
from fintech_coding.records import Hit

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

CHECK_NAME = "codebook_check.csv"

_TITLES = {
    COLLISION: "Other words hold a term's characters, and are counted as the term",
    LONGER: "A longer word holds a term: does it mean the same?",
    LONELY: "Phrases of a term that stand apart from all other terms: do they mean the same?",
    HIDDEN: "A guard takes away what may be the term",
    SHARED: "Terms of two technologies at the same place",
    OUTSIDE: "Terms found almost only in sections that do not count",
    ONE_REPORT: "Terms that make most of their hits in one report",
    NEVER: "Terms that never count",
}
_LISTED = (NEIGHBOUR, GUARDED)
"""What the table lists and nothing is wrong with."""

_SHOWN = 8  # findings of a kind, or terms of a technology, that the terminal shows


@dataclass(frozen=True, slots=True)
class CorpusCheck:
    """A codebook checked against a corpus: the findings, what was searched, and guards to be tried on it."""

    findings: tuple[Finding, ...]
    trial: GuardTrial
    reports: int
    hits: int

    @property
    def found(self) -> list[Finding]:
        """The findings that want a look; others are only listed."""
        return [finding for finding in self.findings if finding.kind in _TITLES]


def check_against(codebook: Codebook, out: Path, *, documents: Sequence[str] = ()) -> CorpusCheck:
    """Return what the reports under `out` show of a codebook's terms; raises `OutputError`."""
    from fintech_coding.coding.coder import Coder, list_words
    from fintech_coding.coding.segment import Segmenter
    from fintech_coding.coding.words import load_stop_words

    corpus = open_corpus(out, documents=documents)
    # What jieba says of boundaries is asked below, in more detail.
    silent = replace(codebook, boundary="ignore")
    coded = code_corpus(corpus, drop_guards(silent))
    hits = list(Coder(silent).code_passages(coded.passages.values()))
    segmenter = Segmenter(
        list_words(term for t in codebook.technologies for e in t.elements for term in e.terms)
    )
    surroundings = read_surroundings(hits, coded.passages, segmenter)
    if codebook.boundary == "require":
        surroundings = [around for around in surroundings if not around.verdict]
    index = index_hits(codebook, [around.hit for around in surroundings], coded.passages)
    counted = {_name_place(hit) for hit in hits}
    lost = [hit for hit in coded.hits if _name_place(hit) not in counted]
    trial = GuardTrial(codebook, coded.passages)
    findings = [
        *find_collisions(index, surroundings, trial),
        *list_neighbours(index, surroundings, trial, idle=load_stop_words().function),
        *find_guarded(index, codebook, lost, segmenter),
        *find_shared(index, codebook),
        *find_uncounted_sections(index, codebook),
        *find_concentrated(index, coded.sizes),
        *find_unused(index, codebook, (p for r in corpus.read for p in corpus.load_passages(r))),
    ]
    kinds = [*_TITLES, *_LISTED]
    findings.sort(key=lambda finding: kinds.index(finding.kind))
    return CorpusCheck(tuple(findings), trial, len(coded.sizes), len(surroundings))


def _name_place(hit: Hit) -> tuple[str, int, int, str]:
    return hit.passage_id, hit.start, hit.end, hit.technology


def write_check(path: Path, check: CorpusCheck) -> None:
    """Write the findings of a check as a table."""
    store.write_records(path, CODEBOOK_CHECK_COLUMNS, check.findings)


def describe_check(check: CorpusCheck) -> Iterator[str]:
    """Yield what a check shows, line by line: each kind with the first of its findings."""
    for kind, title in _TITLES.items():
        found = [finding for finding in check.findings if finding.kind == kind]
        if found:
            yield f"{title}: {len(found)}"
            yield from (_name_unused if kind == NEVER else _list_findings)(found)
            yield ""
    yield f"{check.hits} hits in {check.reports} reports were looked at; {len(check.found)} findings."


def _list_findings(found: Sequence[Finding]) -> Iterator[str]:
    for finding in found[:_SHOWN]:
        yield _describe_finding(finding)
        if finding.kind != ONE_REPORT:
            yield f"    {finding.report_id} p. {finding.page}: {finding.excerpt}"
    yield from _count_rest(found)


def _describe_finding(finding: Finding) -> str:
    share = f" ({finding.count} of {finding.hits} hits)" if finding.kind in (COLLISION, LONGER) else ""
    todo = f" {finding.what_to_do}" if finding.kind in (COLLISION, LONGER, LONELY) else ""
    return f"  line {finding.line}, {finding.technology}, {finding.term}: {finding.finding}{share}{todo}"


def _count_rest(found: Sequence[Finding]) -> Iterator[str]:
    if len(found) > _SHOWN:
        yield f"  … and {len(found) - _SHOWN} more in the table"


def _name_unused(found: Sequence[Finding]) -> Iterator[str]:
    """Yield those whose characters do occur each, and the others by technology."""
    taken = sorted((finding for finding in found if finding.count), key=lambda finding: -finding.count)
    yield from map(_describe_finding, taken[:_SHOWN])
    yield from _count_rest(taken)
    absent = defaultdict(list)
    for finding in found:
        if not finding.count:
            absent[finding.technology].append(finding.term)
    for technology, terms in absent.items():
        more = f", … ({len(terms)} in all)" if len(terms) > _SHOWN else ""
        yield f"  in no passage, {technology}: {', '.join(terms[:_SHOWN])}{more}"
