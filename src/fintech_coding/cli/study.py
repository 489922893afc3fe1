"""The commands of a study: read its reports, code them, look at a page; a new study, a demo."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fintech_coding.cli.options import (
    OUT,
    CodebookOption,
    Count,
    Documents,
    Jobs,
    Memory,
    Missing,
    Ocr,
    Out,
    Password,
    Reader,
    Reports,
    Section,
    Timeout,
    Variant,
    choose_codebook,
)
from fintech_coding.cli.terminal import say, show_problems
from fintech_coding.presets import find_codebook
from fintech_coding.selection import parse_documents
from fintech_coding.study import (
    REPORT_PAGE,
    ExtractSettings,
    MatrixSettings,
    Study,
    find_samples,
    make_study,
    parse_memory,
)

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

app = typer.Typer()


@app.command()
def extract(
    reports: Reports = None,
    out: Out = OUT,
    jobs: Jobs = 0,
    reader: Reader = "pdfium",
    ocr: Ocr = "auto",
    timeout: Timeout = None,
    memory: Memory = "2GB",
    password: Password = "",
) -> None:
    """Read annual reports into passages.

    Example: fintech-code extract reports --out outputs --jobs 2
    """
    settings = ExtractSettings(reader, ocr, timeout, parse_memory(memory))
    raise typer.Exit(_extract(reports or [Path("reports")], out, jobs, settings, password=password))


@app.command()
def matrix(
    codebook: CodebookOption = None,
    out: Out = OUT,
    section: Section = "",
    count: Count = "passages",
    variant: Variant = "own",
    missing: Missing = "variable",
    documents: Documents = "",
) -> None:
    """Code the passages and write every table. No report is opened: run it after each edit of the codebook.

    Example: fintech-code matrix --codebook codebook.yaml --count sentences
    """
    settings = MatrixSettings(count, variant, section, missing, parse_documents(documents))
    code = _matrix(_prepare(codebook, settings), out, settings)
    if (out / REPORT_PAGE).exists():
        say(f"{REPORT_PAGE} is of an earlier coding: run fintech-code report.")
    raise typer.Exit(code)


@app.command()
def run(
    reports: Reports = None,
    out: Out = OUT,
    jobs: Jobs = 0,
    reader: Reader = "pdfium",
    ocr: Ocr = "auto",
    timeout: Timeout = None,
    memory: Memory = "2GB",
    password: Password = "",
    codebook: CodebookOption = None,
    section: Section = "",
    count: Count = "passages",
    variant: Variant = "own",
    missing: Missing = "variable",
    documents: Documents = "",
) -> None:
    """Read the reports, write every table and the page: extract, matrix, report.

    Example: fintech-code run reports --out outputs
    """
    reading = ExtractSettings(reader, ocr, timeout, parse_memory(memory))
    settings = MatrixSettings(count, variant, section, missing, parse_documents(documents))
    ready = _prepare(codebook, settings)
    where = reports or [Path("reports")]
    code = _extract(where, out, jobs, reading, password=password, documents=settings.documents)
    code = max(code, _matrix(ready, out, settings))
    _report(ready, out, where)
    raise typer.Exit(code)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the new study.")],
    codebook: Annotated[
        Path | None,
        typer.Option("--codebook", help="Codebook to begin with: a file or a preset. [default: shipped]"),
    ] = None,
) -> None:
    """Make a study folder: codebook, reports, outputs. What is there stays as it is.

    Example: fintech-code init my-study
    """
    made = make_study(folder, codebook=find_codebook(codebook) if codebook else None)
    for path in made:
        say(f"made {path}")
    say(f"Put the annual reports into {Study(folder).reports}, then: cd {folder} && fintech-code run")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Folder to make the demo study in.")] = Path("demo"),
) -> None:
    """Make a study with six sample reports, run everything on it, and show the matrix.

    Example: fintech-code demo
    """
    make_study(folder, reports=find_samples())
    study = Study(folder)
    code = _extract([study.reports], study.outputs, 0, ExtractSettings())
    settings = MatrixSettings()
    ready = _prepare(study.codebook, settings)
    code = max(code, _matrix(ready, study.outputs, settings))
    _claims(ready, study.outputs)
    _report(ready, study.outputs, [study.reports])
    raise typer.Exit(code)


@app.command()
def pages(
    report: Annotated[str, typer.Argument(help="A report: its file, or its report_id in extraction.csv.")],
    page: Annotated[int, typer.Option("--page", min=0, help="One page, line by line; 0 lists all.")] = 0,
    image: Annotated[
        Path | None, typer.Option("--image", help="PNG file to write: the page with boxes round its lines.")
    ] = None,
    out: Out = OUT,
    reader: Reader = "pdfium",
    password: Password = "",
) -> None:
    """Show what was read of a report's pages, what was dropped, and why.

    Example: fintech-code pages icbc_2020 --page 53 --image page.png
    """
    from fintech_coding.pages import PagesTask, describe_page, find_report, list_pages, trace_report
    from fintech_coding.store import write_whole

    path = find_report(report, reports=Path("reports"), out=out)
    found = trace_report(PagesTask(path, reader, password, page))
    for line in describe_page(*found.traced[page - 1]) if page else list_pages(found.traced):
        say(line)
    if image and found.picture:
        write_whole(image, found.picture)
        say(f"Written to {image}.")


def _extract(
    reports: Sequence[Path],
    out: Path,
    jobs: int,
    settings: ExtractSettings,
    *,
    password: str = "",
    documents: Sequence[str] = (),
) -> int:
    """Extract, show what became of the reports, and return the exit code."""
    from fintech_coding.cli.progress import show_progress
    from fintech_coding.extraction import extract_reports
    from fintech_coding.problems import has_errors

    with show_progress("Reading reports") as announce:
        extraction = extract_reports(
            reports,
            out,
            settings=settings,
            jobs=jobs or os.cpu_count() or 1,
            documents=documents,
            password=password,
            announce=announce,
        )
    show_problems(extraction.problems)
    statuses = [report.status for report in extraction.reports]
    counts = ", ".join(f"{statuses.count(status)} {status}" for status in dict.fromkeys(statuses))
    say(
        f"{len(statuses)} reports ({counts}); {extraction.read_now} read now, "
        f"{len(statuses) - extraction.read_now} unchanged. Written to {out}: passages, extraction.csv."
    )
    return 1 if has_errors(extraction.problems) else 0


def _prepare(codebook: Path | None, settings: MatrixSettings) -> Codebook:
    """Return the codebook, once all that can be refused without reading a report is looked at."""
    from fintech_coding.tabulation import prepare_coding

    return prepare_coding(choose_codebook(codebook), settings)


def _matrix(codebook: Codebook, out: Path, settings: MatrixSettings) -> int:
    """Code, show the matrix, and return the exit code."""
    from fintech_coding.cli.summary import show_matrix
    from fintech_coding.problems import has_errors
    from fintech_coding.tabulation import code_reports

    coding = code_reports(out, codebook, settings=settings)
    show_matrix(coding, settings)
    show_problems([problem for problem in coding.problems if problem.stage == "matrix"])
    say(f"Written to {out}: {', '.join(coding.files)}.")
    return 1 if has_errors(coding.problems) else 0


def _claims(codebook: Codebook, out: Path) -> None:
    """Put the coding beside what the paper says of the same banks."""
    from fintech_coding.inquiries.claim_checks import WRITTEN, check_reports, describe_overall
    from fintech_coding.inquiries.claim_table import PAPER, load_claims

    checked = check_reports(out, codebook, load_claims(PAPER, codebook), variant="own")
    say(f"Beside the paper's claims ({WRITTEN}): {describe_overall(checked)}")


def _report(codebook: Codebook, out: Path, reports: Sequence[Path]) -> None:
    """Write the page that opens the passages behind each number."""
    from fintech_coding.inquiries.report import write_report
    from fintech_coding.reading.reports import find_top

    page = write_report(out, codebook, reports_folder=find_top(reports))
    say(f"Open {out / page.files[0]} in a browser: every number opens its passages.")
