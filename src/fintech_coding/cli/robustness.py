"""The commands that tell how much a result owes to the dictionary and to the rules of counting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fintech_coding.cli.options import (
    OUT,
    CodebookOption,
    Count,
    Documents,
    Out,
    Ranks,
    Section,
    Variant,
    choose_codebook,
)
from fintech_coding.cli.terminal import say
from fintech_coding.selection import parse_documents

app = typer.Typer()


@app.command()
def presets(
    name: Annotated[
        str, typer.Argument(help="A preset, to see its source and terms. [default: all, by name]")
    ] = "",
) -> None:
    """List the codebooks that come with the package: ours, and published lists with their source.

    A published list is read by the seven technologies, or, as in wu_2021:published, by its own categories.

    Example: fintech-code presets wu_2021
    """
    from fintech_coding.presets import describe_preset, describe_presets

    for line in describe_preset(name) if name else describe_presets():
        say(line)


@app.command()
def compare(
    codebooks: Annotated[
        list[Path], typer.Argument(help="Two codebooks or more: files, or presets (fintech-code presets).")
    ],
    out: Out = OUT,
    count: Count = "passages",
    variant: Variant = "own",
    section: Section = "",
    documents: Documents = "",
    ranks: Ranks = "year",
    changes: Annotated[
        int, typer.Option("--changes", min=0, help="Changes between two versions to try alone, at most.")
    ] = 100,
) -> None:
    """Put codebooks side by side on the same passages; of two versions of one, say which line moves what.

    Example: fintech-code compare shipped wu_2021
    """
    from fintech_coding.cli.comparison import show_comparison
    from fintech_coding.inquiries.comparison import FILES, ComparisonSettings, compare_codebooks

    wanted = parse_documents(documents)
    settings = ComparisonSettings(count, variant, section, wanted, ranks, changes)
    comparison = compare_codebooks(out, codebooks, settings)
    show_comparison(comparison)
    say(f"Written to {out}: {', '.join(FILES)}.")
    raise typer.Exit(0 if comparison.corpus.read else 1)


@app.command()
def sensitivity(
    codebook: CodebookOption = None,
    out: Out = OUT,
    documents: Documents = "",
    ranks: Ranks = "year",
) -> None:
    """Count under every combination of the rules of counting, and say how far each report's rank moves.

    Example: fintech-code sensitivity
    """
    from fintech_coding.cli.sensitivity import show_sensitivity
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.sensitivity import FILES, vary_rules

    ready = load_codebook(choose_codebook(codebook))
    varied = vary_rules(out, ready, documents=parse_documents(documents), ranks=ranks)
    show_sensitivity(varied)
    say(f"Written to {out}: {', '.join(FILES)}.")
    raise typer.Exit(0 if varied.corpus.read else 1)
