"""What the commands can be asked: each option and argument that several take, with its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fintech_coding.cli.terminal import say
from fintech_coding.presets import find_codebook
from fintech_coding.study import CODEBOOK_NAME, find_shipped_codebook

Reports = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders (searched recursively) and files, .pdf or .txt. [default: reports]"),
]
OUT = Path("outputs")
Out = Annotated[Path, typer.Option("--out", help="Folder of the outputs.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Processes to read with; 0 is one per processor.")]
Reader = Annotated[str, typer.Option("--reader", help="Reader of PDF files: pdfium or pdfplumber.")]
Ocr = Annotated[
    str,
    typer.Option("--ocr", help="Pages to recognise: auto (those that are pictures), never, always."),
]
Timeout = Annotated[
    int | None,
    typer.Option(
        "--timeout",
        min=0,
        help="Seconds a report may take; 0 is no limit. [default: 120, with pdfplumber 600, with OCR 7200]",
    ),
]
Memory = Annotated[
    str,
    typer.Option("--memory", help="Memory a process may take while it reads a report; 0 is no limit."),
]
Password = Annotated[
    str, typer.Option("--password", help="Password of reports that want one, where reports.csv has none.")
]
Documents = Annotated[
    str,
    typer.Option(
        "--documents",
        help="Documents that count, by commas: annual, half-year, quarterly, summary, sustainability, other, "
        "all. [default: annual, and what reports.csv names]",
    ),
]
CodebookOption = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        help="Codebook: a file, or a preset of `fintech-code presets`. "
        "[default: codebook.yaml here, else the one shipped]",
    ),
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
Ranks = Annotated[
    str, typer.Option("--ranks", help="Which reports are ranked together: those of a year, or all.")
]
Missing = Annotated[
    str, typer.Option("--missing", help="Missing values in descriptives: variable or listwise.")
]


def choose_codebook(named: Path | None) -> Path:
    """Return the codebook named, a file or a preset, or the one of this folder, or the shipped one."""
    if named is not None:
        return find_codebook(named)
    here = Path(CODEBOOK_NAME)
    if here.exists():
        return here
    say(f"No {CODEBOOK_NAME} in this folder: the shipped one is used.", err=True)
    return find_shipped_codebook()
