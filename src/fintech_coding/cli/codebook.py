"""The commands that work on a codebook: check it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fintech_coding.cli.options import choose_codebook
from fintech_coding.cli.terminal import say

app = typer.Typer()


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

    path = choose_codebook(codebook)
    problems = check_codebook(read_codebook_text(path), str(path))
    for problem in problems:
        say(f"{path}: {problem}")
    errors = sum(problem.severity == "error" for problem in problems)
    say(f"{path}: {errors} errors, {len(problems) - errors} warnings.")
    raise typer.Exit(1 if problems else 0)
