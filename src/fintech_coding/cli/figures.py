"""The command that draws the figures of a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fintech_coding.cli.options import OUT, CodebookOption, Out, choose_codebook
from fintech_coding.cli.terminal import say

app = typer.Typer()


@app.command()
def figures(
    report: Annotated[
        str, typer.Option("--report", help="Draw one report, by its report_id. [default: all together]")
    ] = "",
    year: Annotated[int | None, typer.Option("--year", help="Draw the reports of one year together.")] = None,
    language: Annotated[str, typer.Option("--language", help="Language of the labels: en or zh.")] = "en",
    font: Annotated[
        Path | None, typer.Option("--font", help="Font file. [default: a font here that has the characters]")
    ] = None,
    formats: Annotated[str, typer.Option("--format", help="File formats, by commas.")] = "svg,png",
    codebook: CodebookOption = None,
    out: Out = OUT,
) -> None:
    """Draw the technology integration model, the business diagrams and the indicators, from the tables.

    Example: fintech-code figures --report icbc_2020 --language zh
    """
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.figures import FigureSettings, write_figures

    settings = FigureSettings(report, year, language, font, tuple(formats.split(",")))
    files = write_figures(out, load_codebook(choose_codebook(codebook)), settings)
    say(f"Written to {out}: {', '.join(files)}.")
