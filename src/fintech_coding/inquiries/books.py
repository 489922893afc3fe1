"""Several codebooks on the same passages: each with its hits that count and its matrix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding.rule_sets import skip_boundaries
from fintech_coding.corpus import Corpus
from fintech_coding.presets import find_codebook
from fintech_coding.records import Hit, Report

if TYPE_CHECKING:
    import pandas as pd

    from fintech_coding.coding.codebook import Codebook

TOTAL = "total"

_HAN = re.compile("[\u3400-\u9fff]")
_HARDLY = 0.1  # of its terms: Chinese lists hold some Latin ones, such as NFC支付 or LSTM

Cells = dict[tuple[str, str], float | None]
"""What a matrix holds, by report id and technology or `total`; None where a report was not read."""


@dataclass(frozen=True, slots=True)
class Book:
    """A codebook under the name that tells it from the others."""

    name: str
    path: Path
    codebook: Codebook

    @property
    def technologies(self) -> list[str]:
        """The columns of its matrix."""
        return [technology.technology_id for technology in self.codebook.technologies]

    def list_terms(self) -> dict[str, set[str]]:
        """Return its terms by technology, in small letters."""
        return {
            technology.technology_id: {
                term.text.casefold() for element in technology.elements for term in element.terms
            }
            for technology in self.codebook.technologies
        }


@dataclass(frozen=True, slots=True)
class CodedBook:
    """A codebook's hits that count in the variant asked for, and the matrix made of them."""

    book: Book
    hits: list[Hit]
    matrix: pd.DataFrame
    cells: Cells


def load_books(named: Sequence[Path]) -> list[Book]:
    """Return codebooks by their paths or as presets, under short names; raises `CodebookError`."""
    from fintech_coding.coding.codebook import load_codebook

    books: list[Book] = []
    stems = [path.name.replace(".yaml", "").replace(".yml", "") for path in named]
    for path, stem in zip(named, stems, strict=True):
        name = stem if stems.count(stem) == 1 else path.as_posix()
        taken = sum(name in {book.name, book.name.rpartition(" #")[0]} for book in books)
        found = find_codebook(path)
        books.append(Book(f"{name} #{taken + 1}" if taken else name, found, load_codebook(found)))
    return books


def list_foreign(book: Book, reports: Iterable[Report]) -> list[str]:
    """Return the ids of the reports in whose script, Chinese or Latin, a codebook has hardly a term."""
    terms = [term for some in book.list_terms().values() for term in some]
    chinese = sum(_HAN.search(term) is not None for term in terms)
    scripts = {"zh": chinese, "en": len(terms) - chinese}
    return [
        report.report_id
        for report in reports
        if scripts.get(report.language[:2], len(terms)) < _HARDLY * len(terms)
    ]


def code_book(corpus: Corpus, book: Book, *, count: str, variant: str) -> CodedBook:
    """Return a codebook's coding of a corpus."""
    from fintech_coding.tables.matrix import is_counted

    coded = code_corpus(corpus, skip_boundaries(book.codebook))
    hits = [hit for hit in coded.hits if is_counted(hit, variant)]
    matrix = tabulate_hits(corpus, hits, coded.characters, book.technologies, count=count)
    return CodedBook(book, hits, matrix, read_cells(matrix, book.technologies))


def tabulate_hits(
    corpus: Corpus, hits: Sequence[Hit], characters: dict[str, int], technologies: list[str], *, count: str
) -> pd.DataFrame:
    """Return the coding matrix of hits that all count."""
    from fintech_coding.tables.matrix import build_long, build_matrix

    long = build_long(corpus.reports, hits, characters, technologies)
    return build_matrix(long, corpus.reports, technologies, count=count, variant="all")


def read_cells(matrix: pd.DataFrame, technologies: Sequence[str]) -> Cells:
    """Return the cells of a matrix, its totals among them."""
    import pandas as pd

    cells: Cells = {}
    for name in (*technologies, TOTAL):
        for report_id, value in zip(matrix["report_id"], matrix[name], strict=True):
            cells[str(report_id), name] = None if pd.isna(value) else float(value)
    return cells
