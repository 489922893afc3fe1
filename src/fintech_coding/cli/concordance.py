"""Keywords in context for the terminal: a line to say where, a line to read, the hit set off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fintech_coding.cli.terminal import disarm_text
from fintech_coding.coding.concordance import MARKS, WINDOWS, measure_width

if TYPE_CHECKING:
    from fintech_coding.inquiries.kwic import KwicLine

_STYLE = "bold red"


def show_lines(lines: Sequence[KwicLine], window: str) -> None:
    """Print lines to standard output; with so many characters on either side, hit stands under hit."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True, emoji=False)
    has_colours = console.is_terminal and console.color_system is not None
    left_mark, right_mark = ("", "") if has_colours else MARKS
    is_aligned = window not in WINDOWS
    places = [_describe_place(line) for line in lines]
    place_width = max(map(measure_width, places), default=0)
    left_width = max((measure_width(line.context.left) for line in lines), default=0)
    for line, place in zip(lines, places, strict=True):
        left = line.context.left
        if is_aligned:
            front = _pad(place, place_width) + "  " + " " * (left_width - measure_width(left))
        else:
            front = f"{place}{_describe_section(line)}\n    "
        shown = Text(disarm_text(f"{front}{left}"))
        shown.append(disarm_text(f"{left_mark}{line.context.keyword}{right_mark}"), style=_STYLE)
        shown.append(disarm_text(line.context.right))
        console.print(shown)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - measure_width(text))


def _describe_place(line: KwicLine) -> str:
    hit, report = line.hit, line.report
    usual = f"{report.bank}_{report.year}".lower()
    named = f"{report.bank} {report.year}" if hit.report_id == usual else hit.report_id
    pages = f"p. {hit.page_first}" + (f"–{hit.page_last}" if hit.page_last != hit.page_first else "")
    flags = [
        *([hit.scope] if hit.scope != "own" else []),
        *(["negated"] if hit.negated else []),
        *(["boundary contradicted"] if hit.boundary == "contradicted" else []),
        *([line.passage.kind] if line.passage.kind != "body" else []),
    ]
    return ", ".join([named, pages, *flags])


def _describe_section(line: KwicLine) -> str:
    coded = "/".join(filter(None, (line.hit.technology, line.hit.element)))
    section = line.hit.section.rsplit(" > ", 1)[-1]
    part = f"[{line.passage.part}]" if line.passage.part else ""
    return "".join(f" · {text}" for text in (coded, " ".join(filter(None, (part, section)))) if text)
