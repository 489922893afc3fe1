"""Passages on disk become every table; no report is opened."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding_tables import MATRIX, TERMS, build_tables
from fintech_coding.corpus import open_corpus
from fintech_coding.headers import EXTRACTION_COLUMNS, PROBLEM_COLUMNS
from fintech_coding.lock import hold_folder
from fintech_coding.manifest import write_manifest
from fintech_coding.problems import list_coding_problems, renew_report_problems
from fintech_coding.records import Problem
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

    check_settings(settings)
    return load_codebook(codebook_path)


def check_settings(settings: MatrixSettings) -> None:
    """Raise `UsageError` for a count, variant or rule that is none."""
    from fintech_coding.tables.descriptives import MISSING_RULES
    from fintech_coding.tables.matrix import COUNTS, VARIANTS, check_choice

    check_choice("count", settings.count, COUNTS)
    check_choice("variant", settings.variant, VARIANTS)
    check_choice("rule for missing values", settings.missing, MISSING_RULES)


def code_reports(out: Path, codebook: Codebook, *, settings: MatrixSettings) -> Coding:
    """Code the passages under `out` with a codebook and write every table; no report is opened.

    Raises `OutputError`, also while another process writes there: the passages are not yet of one run.
    """
    with hold_folder(out):
        return _code_reports(out, codebook, settings)


def _code_reports(out: Path, codebook: Codebook, settings: MatrixSettings) -> Coding:
    corpus = open_corpus(out, documents=settings.documents, section=settings.section)
    coded = code_corpus(corpus, codebook)
    frames = build_tables(corpus, coded, codebook, settings)
    for name, frame in frames.items():
        store.write_frame(out / name, frame)
    terms = frames[TERMS]
    unused = terms["term"][terms["hits"] == 0].tolist()
    problems = [problem for problem in store.load_problems(out) if problem.stage == "extract"]
    if corpus.selected != corpus.listed:
        problems = renew_report_problems(problems, corpus.selected)
        store.write_records(out / "extraction.csv", EXTRACTION_COLUMNS, corpus.selected)
    problems += list_coding_problems(corpus.reports, unused_terms=unused, terms=len(terms))
    store.write_records(out / "problems.csv", PROBLEM_COLUMNS, problems)
    write_manifest(
        out,
        settings=asdict(settings),
        codebook=codebook.fingerprint,
        reports=corpus.reports,
        tables=["extraction.csv", *frames, "problems.csv"],
    )
    technologies = tuple(technology.technology_id for technology in codebook.technologies)
    return Coding(frames[MATRIX], technologies, (*frames, "problems.csv", "manifest.json"), tuple(problems))
