"""A coding sheet that came back, of whatever form -> its rows as text, each with its coder and its line."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fintech_coding.errors import UsageError
from fintech_coding.sheets import decode_sheet

CODING_SHEET = "coding"
"""The sheet of a workbook that holds the codes."""

MOST_BYTES = 100_000_000
"""The bytes of a sheet, and of a workbook unpacked, beyond which it is refused."""

_LONGEST = 100_000  # rows
_WIDEST = 200  # columns


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: where it stands, who coded it as far as the file tells, its cells by column."""

    line: int
    coder: str
    cells: Mapping[str, str]


def parse_rows(data: bytes, name: str) -> list[SheetRow]:
    """Return the rows of a sheet: a workbook, a CSV, or what doccano or Label Studio hand out.

    `name` is that of the file, whose ending does not matter. Raises `UsageError` when it is none of these.
    """
    if len(data) > MOST_BYTES:
        raise UsageError(f"{name}: is too large for a coding sheet ({len(data):,} bytes).")
    if data[:4] == b"PK\x03\x04":
        rows = _parse_workbook(data, name)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{"}:
        rows = [row for entry in _parse_json(data, name) for row in _read_entry(*entry)]
    else:
        rows = [_make_row(line, cells) for line, cells in decode_sheet(data, ["item"], source=name)]
    if len(rows) > _LONGEST:
        raise UsageError(f"{name}: has {len(rows):,} rows, and a coding sheet at most {_LONGEST:,}.")
    return rows


def _make_row(line: int, cells: Mapping[str, str]) -> SheetRow:
    return SheetRow(line, cells.get("coder", ""), cells)


def _parse_workbook(data: bytes, name: str) -> list[SheetRow]:
    try:
        import openpyxl
    except ImportError as error:
        raise UsageError(
            f"{name}: reading Excel needs openpyxl. Install it with pip install '.[export]' in "
            "fintech-code's folder, or save the sheet as CSV UTF-8."
        ) from error
    try:
        _check_size(data, name)
        with warnings.catch_warnings():
            # It warns of what it leaves out, as the drop-downs of newer programs.
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return _list_rows(workbook, name)
    except UsageError:
        raise
    # What a damaged workbook can raise is not listed anywhere; whatever it is, the file cannot be read.
    except Exception as error:
        raise UsageError(
            f"{name}: cannot be read as a workbook ({type(error).__name__}). Save it again as .xlsx or CSV."
        ) from error


def _check_size(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        unpacked = sum(entry.file_size for entry in packed.infolist())
    if unpacked > MOST_BYTES:
        raise UsageError(f"{name}: unpacks to {unpacked:,} bytes, too many for a coding sheet.")


def _list_rows(workbook: Any, name: str) -> list[SheetRow]:
    """Return the rows of the sheet that holds the codes, or of the first that has a column `item`."""
    order = sorted(workbook.worksheets, key=lambda sheet: sheet.title.strip().casefold() != CODING_SHEET)
    for sheet in order:
        lines = sheet.iter_rows(values_only=True, max_row=_LONGEST + 2, max_col=_WIDEST)
        header = [_show_cell(cell).casefold() for cell in next(lines, ())]
        if "item" in header:
            return [
                _make_row(number, dict(zip(header, map(_show_cell, line), strict=False)))
                for number, line in enumerate(lines, 2)
                if any(_show_cell(cell) for cell in line)
            ]
    titles = ", ".join(sheet.title for sheet in order)
    raise UsageError(f"{name}: no sheet has a column item (its sheets: {titles}). Is it a coding sheet?")


def _show_cell(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _parse_json(data: bytes, name: str) -> Iterator[tuple[int, Any]]:
    """Yield the entries of a JSON list, or of a file with one JSON object on each line."""
    try:
        text = data.decode("utf-8-sig")
        if text.lstrip().startswith("["):
            yield from enumerate(json.loads(text), 1)
        else:
            lines = enumerate(text.split("\n"), 1)
            yield from ((number, json.loads(line)) for number, line in lines if line.strip())
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"{name}: cannot be read as JSON ({type(error).__name__}). Export it again as JSON or JSONL."
        ) from error


def _read_entry(line: int, entry: Any) -> Iterator[SheetRow]:
    """Yield a row for each coder of a text, as doccano (`label`) or Label Studio (`annotations`) has it."""
    if not isinstance(entry, dict):
        return
    inner: Any = entry.get("data")
    data = inner if isinstance(inner, dict) else entry
    inner = data.get("meta")
    meta = inner if isinstance(inner, dict) else {}
    item = str(data.get("item") or meta.get("item") or "")
    if isinstance(entry.get("annotations"), list):
        for annotation in entry["annotations"]:
            if isinstance(annotation, dict) and not annotation.get("was_cancelled"):
                coder = _name_coder(annotation.get("completed_by"))
                yield SheetRow(line, coder, _mark(item, _list_choices(annotation)))
        return
    found = entry.get("label", entry.get("labels", entry.get("technologies")))
    if isinstance(found, dict):
        found = found.get("choices")
    labels = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    coder = _name_coder(entry.get("annotator", entry.get("coder", "")))
    yield SheetRow(line, coder, _mark(item, labels))


def _list_choices(annotation: Mapping[str, Any]) -> list[object]:
    result = annotation.get("result")
    values = [one.get("value") for one in result if isinstance(one, dict)] if isinstance(result, list) else []
    lists = [value.get("choices") for value in values if isinstance(value, dict)]
    return [choice for choices in lists if isinstance(choices, list) for choice in choices]


def _mark(item: str, labels: Iterable[object]) -> dict[str, str]:
    return {**{str(label).strip().casefold(): "1" for label in labels}, "item": item}


def _name_coder(given: object) -> str:
    if isinstance(given, dict):
        given = given.get("email") or given.get("username") or given.get("id")
    if isinstance(given, int):
        return f"user {given}"
    return str(given or "").strip()
