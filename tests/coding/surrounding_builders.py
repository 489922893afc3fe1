"""Sentences coded with a small codebook, and what stands around their hits."""

from __future__ import annotations

from dataclasses import replace

from codebook_builders import make_passage

from fintech_coding.coding.codebook import Codebook
from fintech_coding.coding.coder import Coder
from fintech_coding.coding.findings import TermHits, index_hits
from fintech_coding.coding.neighbours import Surroundings, read_surroundings
from fintech_coding.coding.segment import Segmenter
from fintech_coding.records import Hit, Passage


def make_passages(*texts: str, report_id: str = "icbc_2020", **changes: object) -> list[Passage]:
    """Make a passage of each text, numbered in their order."""
    return [
        make_passage(text, report_id=report_id, passage_id=f"{report_id}_{number:05}", **changes)
        for number, text in enumerate(texts, 1)
    ]


def code(codebook: Codebook, passages: list[Passage]) -> list[Hit]:
    return list(Coder(replace(codebook, boundary="ignore")).code_passages(passages))


def read(codebook: Codebook, passages: list[Passage]) -> list[Surroundings]:
    terms = [term.text for t in codebook.technologies for e in t.elements for term in e.terms]
    return read_surroundings(code(codebook, passages), key_by_id(passages), Segmenter(terms))


def index(codebook: Codebook, passages: list[Passage]) -> TermHits:
    return index_hits(codebook, code(codebook, passages), key_by_id(passages))


def key_by_id(passages: list[Passage]) -> dict[str, Passage]:
    return {passage.passage_id: passage for passage in passages}
