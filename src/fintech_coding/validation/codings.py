"""The rows of coding sheets -> who coded which passage how, and everything that is odd about the sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from fintech_coding.records import Category
from fintech_coding.validation.sheet_rows import SheetRow

NONE = "none"
"""The column for a passage that names no technology: an empty row is one that was not coded."""

NOTE = "note"
_YES = ("1", "x", "✓", "√", "✔", "y", "yes", "true", "是", "有")
_NO = ("0", "", "-", "n", "no", "false", "否", "无")
_NAMED = 5  # rows that a finding names
_LONGEST = 40  # characters of a cell that are quoted

Codes = dict[str, int | None]
"""The code of each technology: 1, 0, or None where it cannot be told."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that came back: the name of its file, and its rows."""

    name: str
    rows: Sequence[SheetRow]


@dataclass(frozen=True, slots=True)
class Codings:
    """The codes of each coder by passage, coders in order of name; what was found odd, a sentence each."""

    coders: tuple[str, ...]
    codes: dict[str, dict[str, Codes]]
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    findings: tuple[str, ...] = ()

    def list_unit(self, item: str, technology: str) -> tuple[int | None, ...]:
        """Return the code of each coder for one technology of one passage."""
        return tuple(self.codes[coder].get(item, {}).get(technology) for coder in self.coders)


def read_codings(
    sheets: Iterable[Sheet], categories: Sequence[Category], samples: Mapping[str, str]
) -> Codings:
    """Return the codings of some sheets; nothing that is wrong in one is fatal.

    `samples` are the passages that were drawn, by their number, with the sample that each is in.
    """
    findings: list[str] = []
    read: dict[str, dict[str, Codes]] = {}
    notes: dict[str, dict[str, str]] = defaultdict(dict)
    sources: dict[str, str] = {}
    empty: list[str] = []
    for sheet in sheets:
        ordered = sorted(sheet.rows, key=lambda row: row.coder)
        for given, rows in groupby(ordered, key=lambda row: row.coder):
            coded = _CodedSheet(sheet.name, categories, samples, findings)
            codes = coded.read(list(rows))
            if not codes:
                empty.append(sheet.name)
                continue
            coder = _choose_name(given, sheet.name, codes, read=read, findings=findings, sources=sources)
            if coder:
                read.setdefault(coder, {}).update(codes)
                notes[coder].update(coded.notes)
                sources[coder] = sheet.name
    if empty:
        findings.append(f"without a code, and left out: {_name(empty)}.")
    for coder in sorted(read):
        findings += _find_missing(coder, read[coder], samples)
    return Codings(tuple(sorted(read)), read, dict(notes), tuple(findings))


def _choose_name(
    given: str,
    name: str,
    codes: Mapping[str, Codes],
    *,
    read: Mapping[str, Mapping[str, Codes]],
    findings: list[str],
    sources: Mapping[str, str],
) -> str:
    """Return the coder of a sheet; empty where the sheet is there twice."""
    stem = name.rsplit(".", 1)[0]
    coder = given or stem
    if not given:
        findings.append(f"{name}: does not say who coded it; it is called {coder}.")
    common = read.get(coder, {}).keys() & codes.keys()
    if not common:
        return coder
    if all(read[coder][item] == codes[item] for item in common):
        if len(common) == len(codes):
            findings.append(f"{name}: has the codes of {coder} that {sources[coder]} has, too; taken once.")
            return ""
        return coder
    other = stem if stem not in read and stem != coder else f"{coder} ({name})"
    findings.append(
        f"{name}: says that it is by {coder}, as {sources[coder]} does, and codes otherwise; it is called "
        f"{other}. If one person changed codes, leave the older file out."
    )
    return other


def _find_missing(coder: str, codes: Mapping[str, Codes], samples: Mapping[str, str]) -> list[str]:
    """Return for each sample that a coder began which of its passages have no code."""
    begun = {samples[item] for item in codes}
    findings = []
    for sample in sorted(begun):
        missing = [item for item, of in samples.items() if of == sample and item not in codes]
        if missing:
            findings.append(
                f"{coder}: {len(missing)} passages of the {sample} sample are not coded: {_name(missing)}. A "
                f"passage that names no technology has a 1 under {NONE}."
            )
    return findings


def _name(things: Sequence[object]) -> str:
    shown = ", ".join(map(str, things[:_NAMED]))
    return shown + (", …" if len(things) > _NAMED else "")


class _CodedSheet:
    """Reads the rows of one coder in one sheet; what is odd goes to the findings."""

    def __init__(
        self, name: str, categories: Sequence[Category], samples: Mapping[str, str], findings: list[str]
    ) -> None:
        self._name = name
        self._samples = samples
        self._findings = findings
        self._columns = {
            _fold(alias): category.category_id
            for category in categories
            for alias in (category.category_id, category.en, category.zh)
        }
        self._ids = [category.category_id for category in categories]
        self.notes: dict[str, str] = {}

    def read(self, rows: Sequence[SheetRow]) -> dict[str, Codes]:
        """Return the codes of each passage that was coded."""
        found: dict[str, Codes] = {}
        strangers, twice = [], []
        self._check_labels(rows)
        self._check_columns(rows)
        for row in rows:
            item = row.cells.get("item", "").strip().strip("'").casefold()
            if item not in self._samples:
                strangers.append(item[:_LONGEST] or f"(row {row.line})")
                continue
            codes = self._read_row(row)
            if codes is None:
                continue
            if found.get(item, codes) != codes:
                twice.append(item)
                codes = dict.fromkeys(codes)
            found[item] = codes
            if row.cells.get(NOTE):
                self.notes[item] = row.cells[NOTE]
        if strangers:
            self._say(f"{len(strangers)} rows are of no passage of this sample: {_name(strangers)}.")
        if twice:
            self._say(f"coded twice, and not alike, so not counted: {_name(twice)}.")
        return found

    def _check_columns(self, rows: Sequence[SheetRow]) -> None:
        """Say which technologies have no column; JSON names only what was chosen."""
        if rows and NOTE in rows[0].cells:
            there = {self._columns.get(_fold(name)) for name in rows[0].cells}
            lacking = [name for name in self._ids if name not in there]
            if lacking:
                self._say(f"no column for {', '.join(lacking)}: what is empty there counts as 0.")

    def _check_labels(self, rows: Sequence[SheetRow]) -> None:
        """Say which names were chosen that are no technology: a label may have been changed on the way."""
        known = {*self._columns, *map(_fold, (NONE, NOTE, "coder", "item", "text"))}
        chosen = {name for row in rows for name, cell in row.cells.items() if cell.casefold() in _YES}
        unknown = sorted(name[:_LONGEST] for name in chosen if _fold(name) not in known)
        if unknown:
            self._say(f"no technology of the codebook is called {_name(unknown)}; not counted.")

    def _read_row(self, row: SheetRow) -> Codes | None:
        """Return the codes of a row; None when it was not coded."""
        given: dict[str, str] = {}
        for name, cell in row.cells.items():
            column = self._columns.get(_fold(name))
            if column or name == NONE:
                given[column or name] = cell.strip()
        if not any(given.values()):
            return None
        codes: Codes = dict.fromkeys(self._ids, 0)
        for name in self._ids:
            cell = given.get(name, "").casefold()
            codes[name] = 1 if cell in _YES else 0 if cell in _NO else None
            if codes[name] is None:
                shown = given[name][:_LONGEST]
                self._say(f"row {row.line}, {name}: '{shown}' is no code (1, or empty); not counted.")
        if given.get(NONE, "").casefold() in _YES and any(codes.values()):
            chosen = ", ".join(name for name in self._ids if codes[name])
            self._say(f"row {row.line}: says both {NONE} and {chosen}; not counted.")
            return dict.fromkeys(self._ids)
        return codes

    def _say(self, finding: str) -> None:
        self._findings.append(f"{self._name}: {finding}")


def _fold(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()
