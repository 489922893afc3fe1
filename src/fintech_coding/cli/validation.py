"""The commands that tell whether the coding is right: a sample for people, their agreement, the score."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fintech_coding.cli.options import OUT, CodebookOption, Documents, Out, Section, choose_codebook
from fintech_coding.cli.terminal import say
from fintech_coding.selection import parse_documents

app = typer.Typer()

_SEED = 1
Seed = Annotated[
    int, typer.Option("--seed", min=0, help="Seed of all that is drawn; the same gives the same.")
]


@app.command()
def sample(
    codebook: CodebookOption = None,
    out: Out = OUT,
    size: Annotated[
        int | None, typer.Option("--size", min=1, help="Passages of the main sample. [default: by --width]")
    ] = None,
    width: Annotated[
        float,
        typer.Option("--width", min=0.02, max=1, help="Width wanted of the 95 % interval of precision."),
    ] = 0.1,
    uncoded: Annotated[
        float, typer.Option("--uncoded", help="Share of passages that the dictionary leaves uncoded.")
    ] = 0.3,
    least: Annotated[
        int, typer.Option("--least", min=0, help="Passages of each technology, where there are as many.")
    ] = 10,
    pilot: Annotated[int, typer.Option("--pilot", min=0, help="Passages of the pilot sample.")] = 20,
    coders: Annotated[int, typer.Option("--coders", help="How many people code.")] = 2,
    forms: Annotated[
        str, typer.Option("--forms", help="Sheets, by commas: xlsx, csv, html, doccano, labelstudio.")
    ] = "xlsx,csv,html",
    section: Section = "",
    documents: Documents = "",
    seed: Seed = _SEED,
) -> None:
    """Draw passages for human coding, and write a sheet for each coder that tells nothing of the codes.

    Example: fintech-code sample --width 0.1 --coders 2
    """
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.sample import SampleSettings, describe_sample, make_sample
    from fintech_coding.validation.sampling import Design, find_size

    design = Design(size or find_size(width, min(uncoded, 0.9)), uncoded, least, pilot, seed)
    wanted = tuple(dict.fromkeys(form.strip() for form in forms.split(",") if form.strip()))
    settings = SampleSettings(design, coders, wanted, parse_documents(documents), section)
    drawn = make_sample(out, load_codebook(choose_codebook(codebook)), settings)
    for line in describe_sample(drawn, settings):
        say(line)
    say(f"Written to {out}: {', '.join(drawn.files)}.")
    raise typer.Exit(0 if drawn.drawn else 1)


@app.command()
def agree(
    sheets: Annotated[
        list[Path], typer.Argument(help="Coding sheets that came back: files, or folders of them.")
    ],
    codebook: CodebookOption = None,
    out: Out = OUT,
    sample: Annotated[str, typer.Option("--sample", help="Which passages: main, pilot, all.")] = "main",
    adjudicated: Annotated[
        Path | None,
        typer.Option("--adjudicated", help="The list of disagreements, with the column final filled in."),
    ] = None,
    seed: Seed = _SEED,
) -> None:
    """Tell how far coders agree, list what they do not agree on, and write the gold coding.

    Example: fintech-code agree outputs/validation/sheets
    """
    from fintech_coding.cli.reliability import show_agreement
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.agreement import compare_coders

    ready = load_codebook(choose_codebook(codebook))
    agreed = compare_coders(out, ready, sheets, sample=sample, adjudicated=adjudicated, seed=seed)
    show_agreement(agreed)
    say(f"Written to {out}: {', '.join(agreed.files)}.")
    raise typer.Exit(0 if agreed.is_compared else 1)


@app.command()
def validate(
    gold: Annotated[
        list[Path],
        typer.Argument(
            help="Gold codings: gold.csv of agree, or tables by page named as their report; folders."
        ),
    ],
    codebook: CodebookOption = None,
    out: Out = OUT,
    documents: Documents = "",
    seed: Seed = _SEED,
) -> None:
    """Tell how right the dictionary is: precision, recall, F1, its mistakes, and what each rule contributes.

    Example: fintech-code validate outputs/validation/gold.csv
    """
    from fintech_coding.cli.scores import show_validation
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.inquiries.validation import FILES, validate_codebook

    ready = load_codebook(choose_codebook(codebook))
    found = validate_codebook(out, ready, gold, documents=parse_documents(documents), seed=seed)
    show_validation(found)
    say(f"Written to {out}: {', '.join(FILES)}.")
