"""The coding matrix as a short table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fintech_coding.study import MatrixSettings
    from fintech_coding.tabulation import Coding

_UNREAD = "–"
_PARTIAL = "*"
_WIDEST = 34  # reports; more are in the file
_WHOLE = 112  # characters that seven technologies take side by side
_FIRST, _COLUMN = 20, 8  # characters of the first and of another column, side by side


def show_matrix(coding: Coding, settings: MatrixSettings) -> None:
    """Print the matrix, a dash for what was not read, a star by what was read in part, to standard output."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    section = f", section {settings.section}" if settings.section else ""
    shown = coding.matrix.head(_WIDEST)
    names = ("bank", "year", *coding.technologies)
    rows = [[name.replace("_", " ") for name in names]]
    for cells in shown.to_dict("records"):
        texts = [_format(cells[name] if cells[name] != "" else cells["report_id"]) for name in names]
        texts[0] += _PARTIAL if cells["status"] == "partial" else ""
        texts[1] += "" if cells["document"] in {"annual", ""} else f" {cells['document']}"
        rows.append(texts)
    if len(rows) * _COLUMN + _FIRST <= console.width:
        # Few reports fit side by side, where seven technologies would not.
        rows = [list(column) for column in zip(*rows, strict=True)]
    elif console.width < _WHOLE:
        console = Console(width=_WHOLE)
    title = Text(f"{settings.count} ({settings.variant}{section})")
    table = Table(box=SIMPLE, title=title, title_justify="left")
    for number, header in enumerate(rows[0]):
        table.add_column(Text(header), justify="right" if number else "left", no_wrap=number == 0)
    for texts in rows[1:]:
        table.add_row(*map(Text, texts))
    console.print(table)
    for row in coding.matrix[coding.matrix["reason"] != ""].itertuples():
        mark = _PARTIAL if row.status == "partial" else _UNREAD
        console.print(f"{mark} {row.report_id}: {row.status}, {row.reason}", markup=False, highlight=False)
    if len(coding.matrix) > _WIDEST:
        console.print(f"… and {len(coding.matrix) - _WIDEST} rows more in coding_matrix.csv")


def _format(cell: Any) -> str:
    import pandas as pd

    if pd.isna(cell):
        return _UNREAD
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
