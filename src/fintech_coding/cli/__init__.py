"""The command line: options, one call, one summary."""

from __future__ import annotations

from typing import Annotated

import typer

from fintech_coding import __version__
from fintech_coding.cli import codebook, figures, inquiry, paper, report, robustness, study, validation
from fintech_coding.cli.terminal import run_app, say

app = typer.Typer(
    name="fintech-code",
    help="Content analysis of annual reports: reports to passages, passages to a coding matrix.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(study.app)
app.add_typer(codebook.app)
app.add_typer(inquiry.app)
app.add_typer(paper.app)
app.add_typer(figures.app)
app.add_typer(report.app)
app.add_typer(robustness.app)
app.add_typer(validation.app)


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"fintech-code {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> None:
    """Run the command line."""
    run_app(app)
