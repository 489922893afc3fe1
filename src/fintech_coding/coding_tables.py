"""Every table that a coded corpus becomes, by the name of its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from fintech_coding.coded_corpus import CodedCorpus
    from fintech_coding.coding.codebook import Codebook
    from fintech_coding.corpus import Corpus
    from fintech_coding.study import MatrixSettings
    from fintech_coding.tables.indicators import Indicator

MATRIX = "coding_matrix.csv"
TERMS = "terms.csv"


def build_tables(
    corpus: Corpus, coded: CodedCorpus, codebook: Codebook, settings: MatrixSettings
) -> dict[str, DataFrame]:
    """Return the tables of a coded corpus by file name, in the order in which they are written.

    Another table is another line of the dictionary.
    """
    from fintech_coding.coding.fold import fold_text
    from fintech_coding.tables.applications import build_applications
    from fintech_coding.tables.changes import build_changes
    from fintech_coding.tables.elements import build_elements
    from fintech_coding.tables.evidence import build_evidence
    from fintech_coding.tables.indicators import build_indicator_matrix, build_indicators
    from fintech_coding.tables.integration import build_integration
    from fintech_coding.tables.matrix import build_long, build_matrix
    from fintech_coding.tables.systems import build_systems
    from fintech_coding.tables.terms import build_terms

    reports, hits, variant = corpus.reports, coded.hits, settings.variant
    technologies = [technology.technology_id for technology in codebook.technologies]
    elements = [(t.technology_id, e.element_id) for t in codebook.technologies for e in t.elements]
    applications = [
        (side.technology_id, e.element_id) for side in codebook.applications for e in side.elements
    ]
    terms = [
        (t.technology_id, e.element_id, term.text)
        for t in codebook.technologies
        for e in t.elements
        for term in e.terms
    ]
    variables = [*technologies, "total"]
    long = build_long(reports, hits, coded.characters, technologies)
    matrix = build_matrix(long, reports, technologies, count=settings.count, variant=variant)
    figures = _read_indicators(corpus)
    indicators = build_indicator_matrix(reports, figures)
    return {
        MATRIX: matrix,
        "coding_matrix_long.csv": long,
        "elements.csv": build_elements(reports, hits, elements),
        "integration.csv": build_integration(reports, hits, coded.sizes, technologies, variant=variant),
        "applications.csv": build_applications(
            reports, coded.uses, coded.passages, technologies, applications
        ),
        "evidence.csv": build_evidence(reports, hits, coded.passages, coded.uses),
        "systems.csv": build_systems(reports, hits, coded.passages, fold=fold_text),
        "indicators.csv": build_indicators(reports, figures),
        "indicator_matrix.csv": indicators,
        "descriptives.csv": _describe(matrix, variables, indicators, settings.missing),
        "changes.csv": build_changes(matrix, variables),
        TERMS: build_terms(hits, terms),
    }


def _read_indicators(corpus: Corpus) -> dict[str, list[Indicator]]:
    """Return the indicators of each report that was read; they stand in passages without a term, too."""
    from fintech_coding.coding.fold import fold_text
    from fintech_coding.tables.indicators import find_indicators

    return {
        report.report_id: list(find_indicators(corpus.load_passages(report), report.year, fold=fold_text))
        for report in corpus.read
    }


def _describe(matrix: DataFrame, variables: Sequence[str], indicators: DataFrame, missing: str) -> DataFrame:
    """Return the descriptives of the matrix and of the indicators, those of all years first.

    Few reports give every indicator, so that one that is missing never takes the others with it.
    """
    import pandas as pd

    from fintech_coding.tables.descriptives import build_yearly_descriptives
    from fintech_coding.tables.measures import INDICATORS

    counted = build_yearly_descriptives(matrix, variables, missing=missing)
    given = build_yearly_descriptives(indicators, INDICATORS)
    together = pd.concat([counted, given], ignore_index=True)
    return together.sort_values("year", kind="stable", na_position="first", ignore_index=True)
