"""The sidecar `reports.csv`: what a researcher says of report files whose names and pages do not tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fintech_coding.errors import UsageError
from fintech_coding.records import DOCUMENTS
from fintech_coding.sheets import Rows, load_sheet, parse_sheet

SIDECAR_NAME = "reports.csv"
_REQUIRED = ("file", "bank", "year")
_LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_EDITIONS = ("A", "H")


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One line of a sidecar; an empty field leaves the matter to the report's pages and name."""

    file: str
    bank: str
    year: int | None
    bank_name: str = ""
    language: str = ""
    document: str = ""
    password: str = field(default="", repr=False)
    edition: str = ""


def load_sidecar(folder_csv: Path) -> dict[str, ReportEntry]:
    """Return a sidecar's entries by file name (with `/` where a folder is given).

    The file is UTF-8, with or without a byte-order mark, or GB18030. UsageError names every bad line.
    """
    return _parse_entries(load_sheet(folder_csv, _REQUIRED), folder_csv.name)


def parse_sidecar(text: str, *, source: str = SIDECAR_NAME) -> dict[str, ReportEntry]:
    r"""Return the entries in the text of a sidecar, by file name.

    >>> parse_sidecar('file,bank,year\na.pdf,ICBC,2020\n')['a.pdf'].year
    2020
    """
    return _parse_entries(parse_sheet(text, _REQUIRED, source=source), source)


def _parse_entries(rows: Rows, source: str) -> dict[str, ReportEntry]:
    entries: dict[str, ReportEntry] = {}
    first_lines: dict[str, int] = {}
    problems: list[str] = []
    for number, cells in rows:
        entry = _parse_entry(cells, f"{source}: line {number}", problems)
        if entry is None:
            continue
        if entry.file in entries:
            first = first_lines[entry.file]
            problems.append(
                f"{source}: line {number}: {entry.file!r} stands in line {first} already. Keep one."
            )
            continue
        entries[entry.file], first_lines[entry.file] = entry, number
    if problems:
        raise UsageError("\n".join(problems))
    return entries


def find_entry(entries: Mapping[str, ReportEntry], report: Path, folder: Path) -> ReportEntry | None:
    """Return the entry of a report in the sidecar of a folder over it, by its path from there."""
    return entries.get(unicodedata.normalize("NFC", report.relative_to(folder).as_posix()))


def _parse_entry(cells: dict[str, str], where: str, problems: list[str]) -> ReportEntry | None:
    file = cells.get("file", "").replace("\\", "/").removeprefix("./")
    if not file:
        problems.append(f"{where}: no file. Write the report's file name in the column file.")
        return None
    year_text = unicodedata.normalize("NFKC", cells.get("year", ""))
    match = re.fullmatch(r"((?:19|20)\d\d)(?:\.0|年|年度)?", year_text)
    if year_text and not match:
        problems.append(f"{where}: year {year_text!r} is no year. Write four digits, such as 2020.")
    for column, allowed in (("language", _LANGUAGES), ("document", DOCUMENTS), ("edition", _EDITIONS)):
        value = cells.get(column, "")
        if value and value.casefold() not in {name.casefold() for name in allowed}:
            problems.append(f"{where}: {column} {value!r} is unknown. Write one of: {', '.join(allowed)}.")
    return ReportEntry(
        file=file,
        bank=cells.get("bank", ""),
        year=int(match[1]) if match else None,
        bank_name=cells.get("bank_name", ""),
        language=_pick(cells.get("language", ""), _LANGUAGES),
        document=_pick(cells.get("document", ""), DOCUMENTS),
        password=cells.get("password", ""),
        edition=_pick(cells.get("edition", ""), _EDITIONS),
    )


def _pick(value: str, allowed: tuple[str, ...]) -> str:
    return next((name for name in allowed if name.casefold() == value.casefold()), "")
