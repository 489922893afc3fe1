"""The commands for what a paper adds to its matrix: reference claims, concurrency."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fintech_coding.cli.options import OUT, CodebookOption, Out, Variant, choose_codebook
from fintech_coding.cli.terminal import say

app = typer.Typer()


@app.command()
def claims(
    table: Annotated[
        Path | None,
        typer.Argument(
            help="CSV of claims: bank, technology, value (1 or 0); year, element and claim if you like. "
            "[default: the paper's, of six banks in 2020]"
        ),
    ] = None,
    codebook: CodebookOption = None,
    out: Out = OUT,
    variant: Variant = "own",
) -> None:
    """Put the coding beside reference claims: agreement, and the passages behind each disagreement.

    Example: fintech-code claims my-claims.csv
    """
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.claim_checks import WRITTEN, check_reports, describe_claims
    from fintech_coding.inquiries.claim_table import PAPER, load_claims

    ready = load_codebook(choose_codebook(codebook))
    checked = check_reports(out, ready, load_claims(table or PAPER, ready), variant=variant)
    for line in describe_claims(checked):
        say(line)
    say(f"Written to {out}: {WRITTEN}.")
    raise typer.Exit(0 if checked.compared else 1)


@app.command()
def concurrency(
    sessions: Annotated[str, typer.Option("--sessions", help="Sessions in the period, as 12000.")],
    length: Annotated[
        str,
        typer.Option("--length", help="Mean length of a session, with its unit: s, min, h, d, 秒, 分钟 …"),
    ],
    period: Annotated[str, typer.Option("--period", help="The period they fall in, with its unit, as 8h.")],
) -> None:
    """Estimate the sessions that a system has at once: c = n·L/T on average, c + 3√c at the peak.

    Example: fintech-code concurrency --sessions 12000 --length 30min --period 8h
    """
    from fintech_coding.concurrency import describe_concurrency

    lines, doubts = describe_concurrency(sessions, length, period)
    for line in lines:
        say(line)
    for doubt in doubts:
        say(f"note: {doubt}", err=True)
