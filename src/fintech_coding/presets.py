"""Codebooks that are named without a path: the shipped one, and published lists with their source."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding.errors import UsageError
from fintech_coding.study import DATA, find_shipped_codebook

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook, Element

_READINGS = ("", "published")


def list_presets() -> dict[str, Path]:
    """Return the files of the presets by name, the shipped codebook first."""
    published = {path.stem: path for path in sorted((DATA / "presets").glob("*.yaml"))}
    return {"shipped": find_shipped_codebook(), **published}


def find_codebook(named: Path) -> Path:
    """Return the file of a codebook that is named by its path or as a preset, with `:published` or without.

    A file of that name goes before a preset. Raises `UsageError` for what is nearly a preset's name.
    """
    presets = list_presets()
    name, colon, reading = str(named).partition(":")
    if named.exists() or (name not in presets and Path(name).exists()):
        return named
    near = difflib.get_close_matches(name, presets, n=1)
    if name not in presets and not near:
        return named
    if name not in presets or reading not in _READINGS:
        names = f"{', '.join(presets)}, and of a published list its own categories: {near[0]}:published"
        raise UsageError(f"There is no codebook '{named}', as a file or a preset. The presets are {names}.")
    return presets[name].with_name(presets[name].name + colon + reading)


def describe_presets() -> list[str]:
    """Return what each preset is, with the number of its terms and its source."""
    from fintech_coding.coding.codebook import load_codebook

    lines = []
    for name, path in list_presets().items():
        codebook = load_codebook(path)
        terms = sum(
            len(element.terms) for technology in codebook.technologies for element in technology.elements
        )
        unassigned = sum(len(element.terms) for element in codebook.unassigned)
        count = f"{terms + unassigned} terms" + (f", {unassigned} in none of the seven" if unassigned else "")
        lines += [f"{name}: {codebook.title} ({count})"]
        lines += [f"    {text}" for text in (codebook.source.citation, codebook.source.about) if text]
    return lines


def describe_preset(name: str) -> list[str]:
    """Return where a preset comes from, what was mended in it, and which term stands for which technology."""
    from fintech_coding.coding.codebook import load_codebook

    codebook = load_codebook(find_codebook(Path(name)))
    source = codebook.source
    lines = [codebook.title]
    lines += [f"Source: {source.citation}"] if source.citation else []
    lines += [f"What it is: {source.about}"] if source.about else []
    lines += [f"Mended: {mended}" for mended in source.mended]
    for technology in codebook.technologies:
        lines += ["", f"{technology.technology_id} ({technology.label.zh})"]
        lines += _list_terms(technology.elements, codebook)
    if codebook.unassigned:
        lines += ["", "in none of the seven: codes to nothing, unless read as published"]
        lines += _list_terms(codebook.unassigned, codebook)
    return lines


def _list_terms(elements: Sequence[Element], codebook: Codebook) -> Iterator[str]:
    for element in elements:
        is_published = element.element_id in codebook.source.categories
        place = f"published under {element.element_id}" if is_published else element.element_id or "terms"
        yield f"    {place}: {', '.join(term.text for term in element.terms)}"
