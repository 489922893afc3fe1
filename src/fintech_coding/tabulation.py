"""Passages on disk become every table; no report is opened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.corpus import open_corpus
from fintech_coding.lock import hold_folder
from fintech_coding.manifest import write_manifest
from fintech_coding.problems import list_coding_problems, renew_report_problems
from fintech_coding.records import (
    EXTRACTION_COLUMNS,
    PROBLEM_COLUMNS,
    TERM_COLUMNS,
    Hit,
    Problem,
)
from fintech_coding.study import MatrixSettings

if TYPE_CHECKING:
    import pandas as pd

    from fintech_coding.coding.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Coding:
    """The coding matrix, the tables written, and what went wrong."""

    matrix: pd.DataFrame
    technologies: tuple[str, ...]
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


def prepare_coding(codebook_path: Path, settings: MatrixSettings) -> Codebook:
    """Return the codebook; raises what is wrong with it or with the settings, before any report is read."""
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.tables.descriptives import MISSING_RULES
    from fintech_coding.tables.matrix import COUNTS, VARIANTS, check_choice

    check_choice("count", settings.count, COUNTS)
    check_choice("variant", settings.variant, VARIANTS)
    check_choice("rule for missing values", settings.missing, MISSING_RULES)
    return load_codebook(codebook_path)


def code_reports(out: Path, codebook: Codebook, *, settings: MatrixSettings) -> Coding:
    """Code the passages under `out` with a codebook and write every table; no report is opened.

    Raises `OutputError`, also while another process writes there: the passages are not yet of one run.
    """
    with hold_folder(out):
        return _code_reports(out, codebook, settings)


def _code_reports(out: Path, codebook: Codebook, settings: MatrixSettings) -> Coding:
    from fintech_coding.tables.descriptives import build_descriptives
    from fintech_coding.tables.elements import build_elements
    from fintech_coding.tables.evidence import build_evidence
    from fintech_coding.tables.integration import build_integration
    from fintech_coding.tables.matrix import build_long, build_matrix

    corpus = open_corpus(out, documents=settings.documents, section=settings.section)
    reports = corpus.reports
    coded = code_corpus(corpus, codebook)
    technologies = [technology.technology_id for technology in codebook.technologies]
    elements = [(t.technology_id, e.element_id) for t in codebook.technologies for e in t.elements]
    terms = _count_terms(codebook, coded.hits)
    long = build_long(reports, coded.hits, coded.characters, technologies)
    matrix = build_matrix(long, reports, technologies, count=settings.count, variant=settings.variant)
    frames = {
        "coding_matrix.csv": matrix,
        "coding_matrix_long.csv": long,
        "elements.csv": build_elements(reports, coded.hits, elements),
        "integration.csv": build_integration(
            reports, coded.hits, coded.sizes, technologies, variant=settings.variant
        ),
        "evidence.csv": build_evidence(reports, coded.hits, coded.passages),
        "descriptives.csv": build_descriptives(matrix, [*technologies, "total"], missing=settings.missing),
    }
    for name, frame in frames.items():
        store.write_frame(out / name, frame)
    store.write_whole(out / "terms.csv", store.format_csv(TERM_COLUMNS, terms))
    unused = [str(term) for _, _, term, count, *_ in terms if count == 0]
    problems = [problem for problem in store.load_problems(out) if problem.stage == "extract"]
    if corpus.selected != corpus.listed:
        problems = renew_report_problems(problems, corpus.selected)
        store.write_records(out / "extraction.csv", EXTRACTION_COLUMNS, corpus.selected)
    problems += list_coding_problems(
        reports, unused_terms=unused, terms=len(terms), applications=len(codebook.applications)
    )
    store.write_records(out / "problems.csv", PROBLEM_COLUMNS, problems)
    write_manifest(
        out,
        settings=asdict(settings),
        codebook=codebook.fingerprint,
        reports=reports,
        tables=["extraction.csv", *frames, "terms.csv", "problems.csv"],
    )
    files = (*frames, "terms.csv", "problems.csv", "manifest.json")
    return Coding(matrix, tuple(technologies), files, tuple(problems))


def _count_terms(codebook: Codebook, hits: Sequence[Hit]) -> list[tuple[str, str, str, int, int, int]]:
    """Return a row per term of the codebook, in its order: how often and where it was found."""
    counts = Counter((hit.technology, hit.element, hit.term) for hit in hits)
    passages, reports = defaultdict(set), defaultdict(set)
    for hit in hits:
        passages[hit.technology, hit.element, hit.term].add(hit.passage_id)
        reports[hit.technology, hit.element, hit.term].add(hit.report_id)
    keys = [
        (technology.technology_id, element.element_id, term.text)
        for technology in codebook.technologies
        for element in technology.elements
        for term in element.terms
    ]
    return [(*key, counts[key], len(passages[key]), len(reports[key])) for key in keys]
