"""Every table that a coded corpus becomes, by the name of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from fintech_coding.coded_corpus import CodedCorpus
    from fintech_coding.coding.codebook import Codebook
    from fintech_coding.corpus import Corpus
    from fintech_coding.study import MatrixSettings

MATRIX = "coding_matrix.csv"
TERMS = "terms.csv"


def build_tables(
    corpus: Corpus, coded: CodedCorpus, codebook: Codebook, settings: MatrixSettings
) -> dict[str, DataFrame]:
    """Return the tables of a coded corpus by file name, in the order in which they are written.

    Another table is another line of the dictionary.
    """
    from fintech_coding.tables.applications import build_applications
    from fintech_coding.tables.changes import build_changes
    from fintech_coding.tables.descriptives import build_yearly_descriptives
    from fintech_coding.tables.elements import build_elements
    from fintech_coding.tables.evidence import build_evidence
    from fintech_coding.tables.integration import build_integration
    from fintech_coding.tables.matrix import build_long, build_matrix
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
    return {
        MATRIX: matrix,
        "coding_matrix_long.csv": long,
        "elements.csv": build_elements(reports, hits, elements),
        "integration.csv": build_integration(reports, hits, coded.sizes, technologies, variant=variant),
        "applications.csv": build_applications(
            reports, coded.uses, coded.passages, technologies, applications
        ),
        "evidence.csv": build_evidence(reports, hits, coded.passages, coded.uses),
        "descriptives.csv": build_yearly_descriptives(matrix, variables, missing=settings.missing),
        "changes.csv": build_changes(matrix, variables),
        TERMS: build_terms(hits, terms),
    }
