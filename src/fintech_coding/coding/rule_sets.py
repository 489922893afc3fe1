"""A codebook with some of its rules taken away, to see what they do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook, Term


def change_terms(codebook: Codebook, change: Callable[[Term], Term | None]) -> Codebook:
    """Return a codebook with each term of a technology changed, or left out where nothing comes back."""
    technologies = []
    for technology in codebook.technologies:
        elements = [
            replace(
                element, terms=tuple(kept for term in element.terms if (kept := change(term)) is not None)
            )
            for element in technology.elements
        ]
        technologies.append(replace(technology, elements=tuple(elements)))
    return replace(codebook, technologies=tuple(technologies))


def drop_guards(codebook: Codebook) -> Codebook:
    """Return a codebook without guards, those of a single term among them."""
    bare = [replace(technology, guards=()) for technology in codebook.technologies]
    return change_terms(
        replace(codebook, guards=(), technologies=tuple(bare)), lambda term: replace(term, guards=())
    )


def skip_boundaries(codebook: Codebook) -> Codebook:
    """Return a codebook that does not ask jieba where its answer is a mark only, and no number."""
    return replace(codebook, boundary="ignore") if codebook.boundary == "mark" else codebook


def drop_conditions(codebook: Codebook) -> Codebook:
    """Return a codebook whose terms ask nothing of the text round them."""
    return change_terms(codebook, lambda term: replace(term, with_=(), without=()))


def drop_rules(codebook: Codebook) -> Codebook:
    """Return a codebook without guards and conditions."""
    return drop_conditions(drop_guards(codebook))
