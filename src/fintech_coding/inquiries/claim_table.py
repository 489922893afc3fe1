"""A table of reference claims that a researcher wrote, or the paper's: its claims, or every mistake in it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding.errors import UsageError
from fintech_coding.sheets import load_sheet
from fintech_coding.study import DATA
from fintech_coding.validation.claims import Claim

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

PAPER = DATA / "claims.csv"
"""What the paper says of the 2020 reports of the six state-owned banks."""

_REQUIRED = ("bank", "technology", "value")
_VALUES = {"1": True, "0": False}
_SHOWN = 12  # mistakes of a table that are told at once

Elements = Mapping[str, set[str]]


def load_claims(path: Path, codebook: Codebook) -> list[Claim]:
    """Return the claims of a CSV file with the columns bank, technology and value (1 or 0).

    It may have year, element and claim (text). Raises `UsageError` with the lines that cannot be used.
    """
    from fintech_coding.reading.banks import load_registry

    registry = load_registry()
    elements = {t.technology_id: {e.element_id for e in t.elements} for t in codebook.technologies}
    claims: list[Claim] = []
    lines: dict[tuple[str, int | None, str, str], int] = {}
    problems: list[str] = []
    for line, cells in load_sheet(path, _REQUIRED):
        wrong = _find_mistakes(cells, elements)
        if not wrong:
            bank = registry.get_bank(cells["bank"])
            claim = Claim(
                bank.id if bank else cells["bank"],
                int(cells["year"]) if cells.get("year") else None,
                cells["technology"],
                cells.get("element", ""),
                _VALUES[cells["value"]],
                cells.get("claim", ""),
                line,
            )
            cell = claim.bank.casefold(), claim.year, claim.technology, claim.element
            if cell in lines:
                wrong = [f"speaks of the same as line {lines[cell]}. Keep one of the two."]
            lines.setdefault(cell, line)
            claims.append(claim)
        problems += [f"{path.name}: line {line}: {mistake}" for mistake in wrong]
    if problems:
        more = len(problems) - _SHOWN
        raise UsageError(
            "\n".join(problems[:_SHOWN] + ([f"{path.name}: and {more} mistakes more."] if more > 0 else []))
        )
    if not claims:
        raise UsageError(f"{path}: holds no claim. Write a line for each, under {','.join(_REQUIRED)}.")
    return claims


def _find_mistakes(cells: Mapping[str, str], elements: Elements) -> list[str]:
    technology, element = cells.get("technology", ""), cells.get("element", "")
    mistakes = []
    if not cells.get("bank"):
        mistakes.append("no bank. Write its code or name.")
    if technology not in elements:
        mistakes.append(f"the codebook has no technology '{technology}'. {_suggest(technology, elements)}")
    elif element and element not in elements[technology]:
        mistakes.append(
            f"{technology} has no element '{element}' in the codebook. "
            f"{_suggest(element, elements[technology])}"
        )
    if cells.get("value") not in _VALUES:
        mistakes.append(f"value '{cells.get('value', '')}' is neither 1 (reported) nor 0 (absent).")
    if not re.fullmatch(r"(?:(?:19|20)\d\d)?", cells.get("year", ""), re.ASCII):
        mistakes.append(f"year '{cells['year']}' is no year. Write four digits, or none for every year.")
    return mistakes


def _suggest(name: str, known: Iterable[str]) -> str:
    names = sorted(filter(None, known))
    near = difflib.get_close_matches(name, names, n=1)
    return f"Did you mean {near[0]}?" if near else f"It has: {', '.join(names) or 'none'}."
