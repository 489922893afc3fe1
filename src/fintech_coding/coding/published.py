"""A published list by the categories of its publishers, in place of the technologies it was crossed with."""

from __future__ import annotations

from dataclasses import replace

from fintech_coding.coding.entries import Codebook, Element, Technology
from fintech_coding.errors import UsageError

PUBLISHED = ":published"
"""What stands at the end of a codebook's name that is to be read as published."""


def regroup_published(codebook: Codebook, source: str) -> Codebook:
    """Return a codebook whose technologies are the categories under its `source`, in the order given there.

    A category is every element of that name, those under `unassigned` among them, so that each term of the
    list counts. Guards are for all categories. Raises `UsageError` for a codebook that names no categories.
    """
    if not codebook.source.categories:
        plain = source.removesuffix(PUBLISHED)
        raise UsageError(
            f"{plain} names no categories under 'source', so it has one reading only: "
            f"leave out '{PUBLISHED}'."
        )
    elements = [
        *(element for technology in codebook.technologies for element in technology.elements),
        *codebook.unassigned,
    ]
    guards = [guard for technology in codebook.technologies for guard in technology.guards]
    return replace(
        codebook,
        technologies=tuple(_join_elements(name, elements) for name in codebook.source.categories),
        guards=tuple(dict.fromkeys([*codebook.guards, *guards])),
        unassigned=(),
    )


def _join_elements(category: str, elements: list[Element]) -> Technology:
    found = [element for element in elements if element.element_id == category]
    if not found:
        raise UsageError(f"The category '{category}' under 'source' is the name of no element.")
    terms = tuple(term for element in found for term in element.terms)
    return Technology(category, found[0].label, "", (Element("", found[0].label, terms),), ())
