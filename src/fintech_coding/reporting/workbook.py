"""The tables as one Excel workbook: a sheet each, headers that stay, a note on every column."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from fintech_coding.errors import UsageError
from fintech_coding.reporting.columns import Column

MADE = datetime(2000, 1, 1)
"""The time in every workbook, so that equal tables are equal files."""

_LONGEST = 32_767  # characters that a cell of Excel takes
_ROWS = 1_048_575  # rows of a sheet below its header
_WIDEST, _NARROWEST = 60, 8  # characters of a column's width
_SAMPLE = 200  # rows that a column's width is taken from
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def format_workbook(tables: Mapping[str, Sequence[Column]]) -> bytes:
    """Return the tables as a workbook, a sheet per table, in their order; raises `UsageError`.

    Text is written as text, whatever it begins with. What a cell cannot hold is cut, and ends in ….
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise UsageError(
            "--to xlsx needs XlsxWriter. Install it with pip install '.[export]' in fintech-code's folder."
        ) from error

    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"created": MADE})
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for name, columns in tables.items():
        sheet = workbook.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        if columns:
            sheet.autofilter(0, 0, len(columns[0].values), len(columns) - 1)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _measure(column))
            sheet.write_string(0, at, column.name, bold)
            sheet.write_comment(0, at, f"{column.en}\n{column.zh}")
            _write_column(sheet, at, column)
    workbook.close()
    return target.getvalue()


def _write_column(sheet: Any, at: int, column: Column) -> None:
    for row, value in enumerate(column.values[:_ROWS], 1):
        if isinstance(value, str):
            if value:
                sheet.write_string(row, at, fit_cell(value))
        elif value is not None:
            sheet.write_number(row, at, value)


def fit_cell(text: str) -> str:
    """Return a text as a cell can hold it; what is too long ends in …."""
    text = _UNPRINTABLE.sub("\ufffd", text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _measure(column: Column) -> int:
    """Return the width of a column, an ideograph as two characters."""
    texts = [column.name, *(str(value) for value in column.values[:_SAMPLE] if value is not None)]
    widest = max(sum(2 if ord(character) > 0x2E7F else 1 for character in text[:_WIDEST]) for text in texts)
    return min(max(widest + 2, _NARROWEST), _WIDEST)
