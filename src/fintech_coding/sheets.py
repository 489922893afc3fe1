"""A table that a researcher wrote, as CSV of any usual encoding and separator: its rows by column."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from fintech_coding.errors import UsageError

Rows = list[tuple[int, dict[str, str]]]
"""The rows of a table: the line each ends in, and its cells by the column's name in lower case."""


def load_sheet(path: Path, required: Sequence[str]) -> Rows:
    """Return the rows of a CSV file in UTF-8, UTF-16 or GB18030; raises `UsageError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}). Close it elsewhere and try again."
        ) from error
    return decode_sheet(data, required, source=path.name)


def decode_sheet(data: bytes, required: Sequence[str], *, source: str) -> Rows:
    """Return the rows of a CSV file's bytes in UTF-8, UTF-16 or GB18030; raises `UsageError`."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return parse_sheet(text, required, source=source)
    raise UsageError(f"{source}: neither UTF-8 nor GB18030 text. Save it as CSV UTF-8.")


def parse_sheet(text: str, required: Sequence[str], *, source: str) -> Rows:
    r"""Return the rows of a table, separated by commas, semicolons or tabs; rows without a word are left out.

    >>> parse_sheet('file;year\na.pdf;2020\n;\n', ['file'], source='reports.csv')
    [(2, {'file': 'a.pdf', 'year': '2020'})]
    """
    text = text.lstrip("\ufeff")
    first_line = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first_line.count))
    try:
        lines = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise UsageError(
            f"{source}: line {reader.line_num}: not a line of a CSV file ({error}). Save it as CSV UTF-8."
        ) from error
    header = [name.strip().casefold() for name in lines[0][1]] if lines else []
    lacking = [column for column in required if column not in header]
    if lacking:
        raise UsageError(
            f"{source}: line 1: no column {', '.join(lacking)} (found: {', '.join(header) or 'nothing'}). "
            f"The first line names the columns: {', '.join(required)}."
        )
    return [
        (number, {name: _clean_cell(cell) for name, cell in zip(header, row, strict=False)})
        for number, row in lines[1:]
        if any(cell.strip() for cell in row)
    ]


def _clean_cell(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()
