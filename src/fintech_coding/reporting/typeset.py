"""A table as LaTeX (booktabs) or Markdown, to be set in a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fintech_coding.reporting.columns import Column

_SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{",
    "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def format_latex(columns: Sequence[Column], *, language: str, caption: str, name: str) -> str:
    """Return a table for LaTeX, with the rules of the package booktabs; a missing cell is a dash."""
    heads = [_escape_latex(_label(column, language)) for column in columns]
    rows = [[_escape_latex(cell) for cell in row] for row in _list_rows(columns)]
    lines = [
        r"\begin{table}",
        r"\centering",
        rf"\caption{{{_escape_latex(caption)}}}",
        rf"\label{{tab:{name}}}",
        rf"\begin{{tabular}}{{{''.join('l' if column.kind == 'text' else 'r' for column in columns)}}}",
        r"\toprule",
        " & ".join(heads) + r" \\",
        r"\midrule",
        *(" & ".join(row) + r" \\" for row in rows),
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def format_markdown(columns: Sequence[Column], *, language: str) -> str:
    """Return a table for Markdown, its numbers to the right; a missing cell is a dash."""
    heads = [_escape_markdown(_label(column, language)) for column in columns]
    marks = ["---" if column.kind == "text" else "---:" for column in columns]
    rows = [[_escape_markdown(cell) for cell in row] for row in _list_rows(columns)]
    return "".join(f"| {' | '.join(row)} |\n" for row in (heads, marks, *rows))


def _label(column: Column, language: str) -> str:
    return column.zh if language == "zh" else column.en


def _list_rows(columns: Sequence[Column]) -> list[tuple[str, ...]]:
    return list(zip(*([_format(value) for value in column.values] for column in columns), strict=True))


def _format(value: str | int | float | None) -> str:
    if value is None or value == "":
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _escape_latex(text: str) -> str:
    return re.sub(r"[\\&%$#_{}~^]", lambda match: _SPECIAL[match[0]], re.sub(r"\s+", " ", text))


def _escape_markdown(text: str) -> str:
    # HTML in a cell would be run by what shows the page.
    text = re.sub(r"\s+", " ", text).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\|`*_\[\]])", r"\\\1", text)
