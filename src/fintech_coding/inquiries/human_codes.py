"""The coding sheets of a sample, read back, with what is known of each passage that was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fintech_coding import store
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.headers import SAMPLE_COLUMNS
from fintech_coding.inquiries.sample import FOLDER, SAMPLE_FILE
from fintech_coding.records import Category
from fintech_coding.validation.codings import Codings, Sheet, read_codings
from fintech_coding.validation.sheet_rows import MOST_BYTES, parse_rows

_ENDINGS = (".xlsx", ".csv", ".json", ".jsonl")

Drawn = Mapping[str, dict[str, str]]
"""The rows of `sample.csv` by the number of the passage."""


@dataclass(frozen=True, slots=True)
class HumanCodes:
    """The sample, and the codings of it."""

    sample: Drawn
    codings: Codings


def load_drawn(out: Path) -> Drawn:
    """Return the sample under `out`; raises `OutputError` where none was drawn."""
    path = out / FOLDER / SAMPLE_FILE
    rows = store.load_table(path)
    if not rows:
        raise OutputError(
            f"{path}: is not there. Run `fintech-code sample` first, or name the folder with --out."
        )
    lacking = [name for name in SAMPLE_COLUMNS if name not in rows[0]]
    if lacking:
        raise OutputError(f"{path}: has no column {', '.join(lacking)}. Restore it, or draw again.")
    return {row["item"]: row for row in rows}


def load_codes(out: Path, sheets: Sequence[Path], categories: Sequence[Category]) -> HumanCodes:
    """Return the codings in some files and folders of sheets; one that cannot be read is a finding.

    Raises `UsageError` where none can be read.
    """
    sample = load_drawn(out)
    read: list[Sheet] = []
    findings = []
    for path in _list_files(sheets):
        try:
            read.append(Sheet(path.name, parse_rows(_load_sheet(path), path.name)))
        except UsageError as error:
            findings.append(str(error))
    codings = read_codings(read, categories, {item: row["sample"] for item, row in sample.items()})
    if not any(codings.codes.values()):
        told = " ".join([*findings, *codings.findings][:3])
        raise UsageError(f"No code was found in {len(read) + len(findings)} sheets. {told}".strip())
    codings = Codings(codings.coders, codings.codes, codings.notes, (*findings, *codings.findings))
    return HumanCodes(sample, codings)


def _load_sheet(path: Path) -> bytes:
    size = path.stat().st_size if path.is_file() else 0
    if size > MOST_BYTES:
        raise UsageError(f"{path.name}: is too large for a coding sheet ({size:,} bytes).")
    data = store.load_bytes(path)
    if data is None:
        raise UsageError(f"{path.name}: cannot be read. Is it there, and closed elsewhere?")
    return data


def _list_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files as given; of a folder, the sheets in it and below it."""
    for path in paths:
        if path.is_dir():
            found = (one for one in path.rglob("*") if one.suffix.casefold() in _ENDINGS and one.is_file())
            yield from sorted(one for one in found if not one.name.startswith((".", "~$")))
        else:
            yield path
