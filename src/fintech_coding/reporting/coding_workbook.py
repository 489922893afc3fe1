"""The sheet of a human coder as an Excel workbook: the guide, then a row per passage with drop-downs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from fintech_coding.errors import UsageError
from fintech_coding.records import Category
from fintech_coding.reporting.coding_guide import NONE, write_guide
from fintech_coding.reporting.workbook import MADE, fit_cell

FRONT = ("coder", "item", "text")
_WIDTHS = (10, 13, 90)


def list_columns(categories: Sequence[Category]) -> list[str]:
    """Return the columns of a coding sheet, of whatever form."""
    return [*FRONT, *(category.category_id for category in categories), NONE, "note"]


def format_coding_workbook(
    coder: str, items: Sequence[tuple[str, str]], categories: Sequence[Category], *, title: str
) -> bytes:
    """Return the workbook of a coder; `items` are the number and the text of each passage.

    Raises `UsageError` where XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise UsageError(
            "Coding sheets for Excel need XlsxWriter. Install it with pip install '.[export]' in "
            "fintech-code's folder, or ask for --forms csv,html."
        ) from error

    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"created": MADE})
    _write_guide_sheet(workbook, categories, title)
    _write_coding_sheet(workbook, coder, items, categories)
    workbook.close()
    return target.getvalue()


def _write_guide_sheet(workbook: Any, categories: Sequence[Category], title: str) -> None:
    sheet = workbook.add_worksheet("guide")
    heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    for row, (head, body) in enumerate(write_guide(categories, title=title)):
        sheet.write_string(row, 0, fit_cell(head), heading)
        sheet.write_string(row, 1, fit_cell(body), text)


def _write_coding_sheet(
    workbook: Any, coder: str, items: Sequence[tuple[str, str]], categories: Sequence[Category]
) -> None:
    sheet = workbook.add_worksheet("coding")
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = workbook.add_format({"text_wrap": True, "valign": "top"})
    code = workbook.add_format({"align": "center", "valign": "top"})
    columns = list_columns(categories)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width, text)
    sheet.set_column(len(FRONT), len(columns) - 2, 13, code)
    sheet.set_column(len(columns) - 1, len(columns) - 1, 30, text)
    for at, name in enumerate(columns):
        sheet.write_string(0, at, name, bold)
    for at, category in enumerate(categories, len(FRONT)):
        sheet.write_comment(0, at, f"{category.en}\n{category.zh}")
    for row, (item, passage) in enumerate(items, 1):
        for at, value in enumerate((coder, item, passage)):
            sheet.write_string(row, at, fit_cell(value), text)
    sheet.freeze_panes(1, len(FRONT))
    if items:
        sheet.data_validation(
            1,
            len(FRONT),
            len(items),
            len(columns) - 2,
            {
                "validate": "list",
                "source": ["1", "0"],
                "error_title": "No code",
                "error_message": "1 if the passage names it, else nothing.",
            },
        )
