"""The commands that work on a codebook: check it, alone and against a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fintech_coding.cli.options import Documents, choose_codebook
from fintech_coding.cli.terminal import say
from fintech_coding.errors import UsageError
from fintech_coding.study import CODEBOOK_NAME, DATA

app = typer.Typer()


@app.command()
def check(
    codebook: Annotated[
        Path | None, typer.Argument(help="Codebook. [default: codebook.yaml here, else the one shipped]")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", help="Folder of the outputs: check the terms against its reports, too."),
    ] = None,
    fix: Annotated[
        list[str] | None,
        typer.Option(
            "--fix",
            help="Add a guard to the codebook: a phrase, as often as you like, or all that are proposed.",
        ),
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", help="Table of the check. [default: codebook_check.csv in the outputs]"),
    ] = None,
    documents: Documents = "",
) -> None:
    """Report every mistake of a codebook at once, with its line; with --against, what reports show of it.

    Example: fintech-code check codebook.yaml --against outputs --fix 特征信息
    """
    asks_reports = any((against, fix, csv, documents))
    if asks_reports and against is None:
        raise UsageError("--fix, --csv and --documents need reports: name their outputs with --against.")
    if fix and codebook is None and not Path(CODEBOOK_NAME).exists():
        raise UsageError(f"--fix: there is no {CODEBOOK_NAME} in this folder. Name the codebook to change.")
    path = choose_codebook(codebook)
    if fix and DATA in path.resolve().parents:
        raise UsageError(f"--fix: {path} comes with the package. Copy it to {CODEBOOK_NAME} and change that.")
    errors, warnings = _check_alone(path)
    found = errors + warnings
    if against and not errors:
        found += _check_against(path, against, fix or [], csv, documents)
    raise typer.Exit(1 if found else 0)


def _check_alone(path: Path) -> tuple[int, int]:
    """Print the problems of a codebook, and return how many are errors and warnings."""
    from fintech_coding.coding.codebook import check_codebook, read_codebook_text

    problems = check_codebook(read_codebook_text(path), str(path))
    for problem in problems:
        say(f"{path}: {problem}")
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    say(f"{path}: {errors} errors, {warnings} warnings.")
    return errors, warnings


def _check_against(path: Path, out: Path, wanted: list[str], csv: Path | None, documents: str) -> int:
    """Check a codebook against reports, add guards, and return how many findings are left."""
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.codebook_check import (
        CHECK_NAME,
        check_against,
        describe_check,
        write_check,
    )
    from fintech_coding.inquiries.guard_fixes import choose_guards, describe_fixes, write_guards
    from fintech_coding.selection import parse_documents

    codebook = load_codebook(path)
    check = check_against(codebook, out, documents=parse_documents(documents))
    fixes = choose_guards(check, codebook, wanted)
    for line in describe_check(check):
        say(line)
    table = csv or out / CHECK_NAME
    write_check(table, check)
    say(f"Written to {table}.")
    is_written = write_guards(path, fixes)
    for line in describe_fixes(fixes):
        say(line)
    if is_written:
        say(f"{path}: guards added, nothing else changed. Run `fintech-code matrix` to code with them.")
    return len(check.found)
