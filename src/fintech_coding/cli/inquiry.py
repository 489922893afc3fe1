"""The commands that ask the coded text: keyword in context, words that a technology may lack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fintech_coding.cli.options import OUT, CodebookOption, Documents, Out, Section, choose_codebook
from fintech_coding.cli.terminal import say
from fintech_coding.selection import parse_documents

app = typer.Typer()

_SHOWN = 100  # lines in the terminal, unless --limit says otherwise
_LISTED = 30  # suggestions in the terminal


@app.command()
def kwic(
    asked: Annotated[
        str,
        typer.Argument(
            metavar="TERM",
            help="A technology, an element or a term of the codebook, or any other word or phrase.",
        ),
    ],
    codebook: CodebookOption = None,
    out: Out = OUT,
    window: Annotated[
        str,
        typer.Option("--window", help="Text around a hit: sentence, passage, or characters on either side."),
    ] = "sentence",
    word: Annotated[
        bool, typer.Option("--word", help="Look for the word itself, whatever the codebook makes of it.")
    ] = False,
    bank: Annotated[list[str] | None, typer.Option("--bank", help="Only this bank; may be repeated.")] = None,
    year: Annotated[list[int] | None, typer.Option("--year", help="Only this year; may be repeated.")] = None,
    report: Annotated[
        list[str] | None, typer.Option("--report", help="Only this report_id; may be repeated.")
    ] = None,
    technology: Annotated[
        str, typer.Option("--technology", help="Only hits of it; of a word, only in passages coded with it.")
    ] = "",
    element: Annotated[str, typer.Option("--element", help="The same for an element.")] = "",
    section: Section = "",
    part: Annotated[
        str, typer.Option("--part", help="Only mda, directors, shareholders, governance, statements, notes.")
    ] = "",
    scope: Annotated[str, typer.Option("--scope", help="Only own, subsidiary or other.")] = "",
    negated: Annotated[
        bool | None, typer.Option("--negated/--affirmed", help="Only hits that are negated, or are not.")
    ] = None,
    documents: Documents = "",
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=0, help=f"Most lines; 0 is all. [default: {_SHOWN}, in a table all]"),
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="CSV file to write the lines to.")] = None,
) -> None:
    """Show the hits of a technology, element, term or word in their sentences, with bank, year and page.

    Example: fintech-code kwic 区块链 --bank ICBC --window 20
    """
    from fintech_coding.cli.concordance import show_lines
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.kwic import Filters, describe_lines, find_lines, write_lines

    filters = Filters(
        banks=tuple(bank or ()),
        years=tuple(year or ()),
        reports=tuple(report or ()),
        documents=parse_documents(documents),
        section=section,
        part=part,
        scope=scope,
        negated=negated,
        technology=technology,
        element=element,
    )
    ready = load_codebook(choose_codebook(codebook))
    found = find_lines(out, ready, asked, filters=filters, window=window, is_word=word)
    most = limit if limit is not None else 0 if csv else _SHOWN
    lines = found.lines[: most or None]
    if csv:
        write_lines(csv, lines)
    else:
        show_lines(lines, window)
    say(describe_lines(found, len(lines)) + (f" Written to {csv}." if csv else ""))
    raise typer.Exit(0 if lines else 1)


@app.command()
def suggest(
    technology: Annotated[str, typer.Argument(help="A technology of the codebook.")],
    codebook: CodebookOption = None,
    out: Out = OUT,
    section: Section = "",
    documents: Documents = "",
    min_count: Annotated[
        int, typer.Option("--min-count", min=1, help="How often words occur at least, in its passages.")
    ] = 3,
    min_reports: Annotated[
        int | None,
        typer.Option("--min-reports", min=1, help="In how many reports at least. [default: 2, of one 1]"),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Most words to show.")] = _LISTED,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", help="Table of all. [default: suggestions_TECHNOLOGY.csv in the outputs]"),
    ] = None,
) -> None:
    """List words and pairs of words that its passages have more of than others, and no term finds.

    Example: fintech-code suggest blockchain --section mda
    """
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.suggest import (
        SuggestSettings,
        describe_suggestions,
        suggest_terms,
        write_suggestions,
    )

    settings = SuggestSettings(parse_documents(documents), section, min_count, min_reports or 0)
    found = suggest_terms(out, load_codebook(choose_codebook(codebook)), technology, settings=settings)
    for line in describe_suggestions(found, limit=limit):
        say(line)
    table = csv or out / f"suggestions_{technology}.csv"
    write_suggestions(table, found)
    say(
        f"{technology}: {len(found.suggestions)} suggestions in at least {found.min_reports} reports, of "
        f"{found.coded} passages beside {found.others} others. Written to {table}."
    )
    raise typer.Exit(0 if found.suggestions else 1)
