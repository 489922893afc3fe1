"""The coding matrix as a short table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fintech_coding.pipeline import Coding
    from fintech_coding.study import MatrixSettings

_UNREAD = "–"
_WIDEST = 34  # rows; more are in the file


def show_matrix(coding: Coding, settings: MatrixSettings) -> None:
    """Print the matrix, a dash for what was not read, to standard output."""
    import pandas as pd
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    section = f", section {settings.section}" if settings.section else ""
    table = Table(box=SIMPLE, title=f"{settings.count} ({settings.variant}{section})", title_justify="left")
    table.add_column("bank")
    table.add_column("year")
    for technology in coding.technologies:
        table.add_column(technology.replace("_", " "), justify="right", overflow="fold")
    for row in coding.matrix.head(_WIDEST).to_dict("records"):
        cells = [row[name] for name in ("bank", "year", *coding.technologies)]
        table.add_row(*(_UNREAD if pd.isna(cell) else _format(cell) for cell in cells))
    console = Console()
    console.print(table)
    missing = coding.matrix[coding.matrix["total"].isna()]
    for row in missing.to_dict("records"):
        console.print(f"{_UNREAD} {row['report_id']}: {row['status']}, {row['reason']}", markup=False, highlight=False)
    if len(coding.matrix) > _WIDEST:
        console.print(f"… and {len(coding.matrix) - _WIDEST} rows more in coding_matrix.csv")


def _format(cell: object) -> str:
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
