"""The command line: options, one call, one summary."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fintech_coding import __version__
from fintech_coding.errors import CodebookError, FintechCodingError
from fintech_coding.records import Problem
from fintech_coding.study import (
    CODEBOOK_NAME,
    ExtractSettings,
    MatrixSettings,
    Study,
    find_samples,
    find_shipped_codebook,
    make_study,
)

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

app = typer.Typer(
    name="fintech-code",
    help="Content analysis of annual reports: reports to passages, passages to a coding matrix.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Reports = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders (searched recursively) and files, .pdf or .txt. [default: reports]"),
]
Out = Annotated[Path, typer.Option("--out", help="Folder of the outputs.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Processes to read with; 0 is one per processor.")]
Reader = Annotated[str, typer.Option("--reader", help="Reader of PDF files: pdfium or pdfplumber.")]
CodebookOption = Annotated[
    Path | None,
    typer.Option("--codebook", help="Codebook. [default: codebook.yaml here, else the one shipped]"),
]
Section = Annotated[
    str, typer.Option("--section", help="Only this part of the report (mda, notes, …) or section.")
]
Count = Annotated[
    str,
    typer.Option(
        "--count",
        help="What a cell counts: passages, sentences, hits, present, hits_per_10k, ln1p_hits, share.",
    ),
]
Variant = Annotated[str, typer.Option("--variant", help="Which mentions count: all, affirmed, own.")]
Missing = Annotated[
    str, typer.Option("--missing", help="Missing values in descriptives: variable or listwise.")
]

DEFAULT_OUT = Path("outputs")
INTERRUPTED = 130
TERMINATED = 143
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _say(text: str, *, err: bool = False) -> None:
    """Print a line; what a file's name or a codebook brings along cannot steer the terminal."""
    typer.echo(_STEERING.sub("\ufffd", text), err=err)


def _show_version(wanted: bool) -> None:
    if wanted:
        _say(f"fintech-code {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def extract(
    reports: Reports = None, out: Out = DEFAULT_OUT, jobs: Jobs = 0, reader: Reader = "pdfium"
) -> None:
    """Read annual reports into passages.

    Example: fintech-code extract reports --out outputs --jobs 2
    """
    raise typer.Exit(_extract(reports or [Path("reports")], out, jobs, reader))


@app.command()
def matrix(
    codebook: CodebookOption = None,
    out: Out = DEFAULT_OUT,
    section: Section = "",
    count: Count = "passages",
    variant: Variant = "own",
    missing: Missing = "variable",
) -> None:
    """Code the passages and write every table. No report is opened: run it after each edit of the codebook.

    Example: fintech-code matrix --codebook codebook.yaml --count sentences
    """
    settings = MatrixSettings(count, variant, section, missing)
    raise typer.Exit(_matrix(_prepare(codebook, settings), out, settings))


@app.command()
def run(
    reports: Reports = None,
    out: Out = DEFAULT_OUT,
    jobs: Jobs = 0,
    reader: Reader = "pdfium",
    codebook: CodebookOption = None,
    section: Section = "",
    count: Count = "passages",
    variant: Variant = "own",
    missing: Missing = "variable",
) -> None:
    """Read the reports and write every table: extract, then matrix.

    Example: fintech-code run reports --out outputs
    """
    settings = MatrixSettings(count, variant, section, missing)
    ready = _prepare(codebook, settings)
    code = _extract(reports or [Path("reports")], out, jobs, reader)
    raise typer.Exit(max(code, _matrix(ready, out, settings)))


@app.command()
def check(
    codebook: Annotated[
        Path | None, typer.Argument(help="Codebook. [default: codebook.yaml here, else the one shipped]")
    ] = None,
) -> None:
    """Report every mistake of a codebook at once, with its line and what to do.

    Example: fintech-code check codebook.yaml
    """
    from fintech_coding.coding.codebook import check_codebook, read_codebook_text

    path = _choose_codebook(codebook)
    problems = check_codebook(read_codebook_text(path), str(path))
    for problem in problems:
        _say(f"{path}: {problem}")
    errors = sum(problem.severity == "error" for problem in problems)
    _say(f"{path}: {errors} errors, {len(problems) - errors} warnings.")
    raise typer.Exit(1 if problems else 0)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Folder of the new study.")]) -> None:
    """Make a study folder: codebook, reports, outputs. What is there stays as it is.

    Example: fintech-code init my-study
    """
    made = make_study(folder)
    for path in made:
        _say(f"made {path}")
    _say(f"Put the annual reports into {Study(folder).reports}, then: cd {folder} && fintech-code run")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Folder to make the demo study in.")] = Path("demo"),
) -> None:
    """Make a study with six sample reports, run everything on it, and show the matrix.

    Example: fintech-code demo
    """
    make_study(folder, reports=find_samples())
    study = Study(folder)
    code = _extract([study.reports], study.outputs, 0, "pdfium")
    settings = MatrixSettings()
    raise typer.Exit(max(code, _matrix(_prepare(study.codebook, settings), study.outputs, settings)))


def _extract(reports: Sequence[Path], out: Path, jobs: int, reader: str) -> int:
    """Extract, show what became of the reports, and return the exit code."""
    from fintech_coding.extraction import extract_reports
    from fintech_coding.problems import has_errors

    with _show_progress("Reading reports") as announce:
        extraction = extract_reports(
            reports,
            out,
            settings=ExtractSettings(reader),
            jobs=jobs or os.cpu_count() or 1,
            announce=announce,
        )
    _show_problems(extraction.problems)
    statuses = [report.status for report in extraction.reports]
    counts = ", ".join(f"{statuses.count(status)} {status}" for status in dict.fromkeys(statuses))
    _say(
        f"{len(statuses)} reports ({counts}); {extraction.read_now} read now, "
        f"{len(statuses) - extraction.read_now} unchanged. Written to {out}: passages, extraction.csv."
    )
    return 1 if has_errors(extraction.problems) else 0


def _prepare(codebook: Path | None, settings: MatrixSettings) -> Codebook:
    """Return the codebook, once all that can be refused without reading a report is looked at."""
    from fintech_coding.tabulation import prepare_coding

    return prepare_coding(_choose_codebook(codebook), settings)


def _matrix(codebook: Codebook, out: Path, settings: MatrixSettings) -> int:
    """Code, show the matrix, and return the exit code."""
    from fintech_coding.problems import has_errors
    from fintech_coding.summary import show_matrix
    from fintech_coding.tabulation import code_reports

    coding = code_reports(out, codebook, settings=settings)
    show_matrix(coding, settings)
    _show_problems([problem for problem in coding.problems if problem.stage == "matrix"])
    _say(f"Written to {out}: {', '.join(coding.files)}.")
    return 1 if has_errors(coding.problems) else 0


def _choose_codebook(named: Path | None) -> Path:
    """Return the codebook named, or the one of this folder, or the shipped one."""
    if named is not None:
        return named
    here = Path(CODEBOOK_NAME)
    if here.exists():
        return here
    _say(f"No {CODEBOOK_NAME} in this folder: the shipped one is used.", err=True)
    return find_shipped_codebook()


def _show_problems(problems: Sequence[Problem]) -> None:
    # What several files share is a row for each, and one line; a note is part of the result.
    lines = {f"{p.severity}: {p.problem} {p.what_to_do}": p.severity != "note" for p in problems}
    for line, is_trouble in lines.items():
        _say(line, err=is_trouble)


@contextmanager
def _show_progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(title, total=None)
        yield lambda done, everything: progress.update(bar, completed=done, total=everything)


def main() -> None:
    """Run the command line; an error on purpose is one line and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console or a pipe may lack characters of a bank's name: a mark is better than a crash.
            stream.reconfigure(errors="replace")
    # Told to end, this process ends its workers too; by itself it would leave them waiting.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        app()
    except CodebookError as error:
        _say(f"{error}\nCorrect these, and run `fintech-code check` to see that all is well.", err=True)
        sys.exit(error.exit_code)
    except FintechCodingError as error:
        _say(f"error: {error}", err=True)
        sys.exit(error.exit_code)
    except SystemExit as leaving:
        # typer leaves with 130 on an interrupt, without a word.
        if leaving.code == INTERRUPTED:
            _say(
                "stopped: the reports that were read are kept; the same command goes on from there.", err=True
            )
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
