"""The commands that hand the tables on: as a page, for other programs, to be verified."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fintech_coding.cli.options import OUT, CodebookOption, Out, choose_codebook
from fintech_coding.cli.terminal import say

app = typer.Typer()


@app.command()
def report(
    reports: Annotated[
        Path, typer.Argument(help="Folder of the report files, to which the page links.")
    ] = Path("reports"),
    codebook: CodebookOption = None,
    out: Out = OUT,
) -> None:
    """Write the tables and the passages behind them as one page for any browser, report.html.

    Example: fintech-code report reports --out outputs
    """
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.report import write_report

    page = write_report(out, load_codebook(choose_codebook(codebook)), reports_folder=reports)
    say(f"Written to {out}: {', '.join(page.files)} ({page.reports} reports, {page.passages} passages).")


@app.command()
def export(
    to: Annotated[
        str, typer.Option("--to", help="xlsx, sav (SPSS), dta (Stata), parquet, latex or markdown.")
    ],
    language: Annotated[str, typer.Option("--language", help="Language of the labels: en or zh.")] = "en",
    codebook: CodebookOption = None,
    out: Out = OUT,
) -> None:
    """Write the tables for another program, with labels: into the folder export of the outputs.

    Example: fintech-code export --to xlsx
    """
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.export import export_tables

    files = export_tables(out, load_codebook(choose_codebook(codebook)), form=to, language=language)
    say(f"Written to {out}: {', '.join(files)}.")


@app.command()
def verify(
    outputs: Annotated[Path, typer.Argument(help="Folder of the outputs.")] = OUT,
    reports: Annotated[Path, typer.Option("--reports", help="Folder of the report files.")] = Path("reports"),
    codebook: CodebookOption = None,
) -> None:
    """Tell whether an output folder is what its manifest says: files, codebook, and tables coded again.

    Example: fintech-code verify outputs --reports reports
    """
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.verification import describe_findings, has_differences, verify_outputs

    findings = verify_outputs(outputs, load_codebook(choose_codebook(codebook)), reports_folder=reports)
    for line in describe_findings(findings):
        say(line)
    raise typer.Exit(1 if has_differences(findings) else 0)
