"""A small table for the terminal, cells as text."""

from __future__ import annotations

from collections.abc import Sequence


def show_table(title: str, rows: Sequence[Sequence[str]], *, texts: Sequence[int] = (0,)) -> None:
    """Print rows under a title, the first of them the header; all columns but `texts` are numbers."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    needed = 2 + sum(3 + max(map(_measure, column)) for column in zip(*rows, strict=True))
    if console.width < needed:
        console = Console(width=needed)
    table = Table(box=SIMPLE, title=Text(title), title_justify="left")
    for number, header in enumerate(rows[0]):
        table.add_column(Text(header), justify="left" if number in texts else "right", no_wrap=True)
    for row in rows[1:]:
        table.add_row(*map(Text, row))
    console.print(table)


def format_number(value: float | None, *, decimals: int = 3) -> str:
    """Return a number as a table shows it, a dash for none.

    >>> format_number(4.0), format_number(2.5), format_number(None)
    ('4', '2.5', '–')
    """
    return "–" if value is None else f"{value:.{decimals}f}".rstrip("0").rstrip(".") or "0"


def _measure(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
