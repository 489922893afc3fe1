"""Whether an output folder is what its manifest says, and whether coding it again gives the same tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fintech_coding
from fintech_coding import store
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding_tables import build_tables
from fintech_coding.corpus import open_corpus
from fintech_coding.errors import OutputError
from fintech_coding.manifest import load_manifest
from fintech_coding.study import MatrixSettings
from fintech_coding.tabulation import check_settings

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

SAME, DIFFERS, ABSENT = "same", "differs", "absent"
_SHOWN = 5  # cells of a table that are named
_WIDEST = 60  # characters of a cell that are shown
# What tells one row of a table from another, of those columns that it has.
_KEYS = (
    "report_id", "bank", "year", "technology", "technology_a", "technology_b", "side", "application",
    "element", "term", "variable", "system", "indicator", "passage_id", "start",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """What was compared, with which result, and what differs: one line each for a cell or a cause."""

    subject: str
    result: str
    details: tuple[str, ...] = ()


def verify_outputs(out: Path, codebook: Codebook, *, reports_folder: Path) -> list[Finding]:
    """Return the findings on software, codebook, report files, output files, and tables coded again.

    Nothing is written. A report file that is not in `reports_folder` is `absent`, which is no difference.
    Raises `OutputError` where there is no manifest, or its settings cannot be used.
    """
    manifest = load_manifest(out)
    findings = [_check_software(manifest), _check_codebook(manifest, codebook)]
    findings += _check_reports(out, manifest, reports_folder)
    findings += _check_files(out, manifest)
    findings += _check_tables(out, codebook, _read_settings(out, manifest))
    return findings


def has_differences(findings: Sequence[Finding]) -> bool:
    """Tell whether anything differs."""
    return any(finding.result == DIFFERS for finding in findings)


def describe_findings(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings line by line, those that differ with what differs, and the verdict."""
    for finding in findings:
        yield f"{finding.result:<8} {finding.subject}"
        yield from (f"         {detail}" for detail in finding.details)
    differing = [finding.subject for finding in findings if finding.result == DIFFERS]
    yield (
        f"Not the same: {', '.join(differing)}."
        if differing
        else "The same: coded again, every table is equal."
    )


def _check_software(manifest: dict[str, Any]) -> Finding:
    written = str(manifest["software"].get("fintech-code", ""))
    here = fintech_coding.__version__
    details = () if written == here else (f"written by {written or 'an unknown version'}, this is {here}",)
    return Finding("fintech-code", SAME if not details else DIFFERS, details)


def _check_codebook(manifest: dict[str, Any], codebook: Codebook) -> Finding:
    written = str(manifest.get("codebook", ""))
    if written == codebook.fingerprint:
        return Finding("codebook", SAME)
    detail = f"its fingerprint was {written[:12]}, and is {codebook.fingerprint[:12]}: it codes otherwise"
    return Finding("codebook", DIFFERS, (detail,))


def _check_reports(out: Path, manifest: dict[str, Any], folder: Path) -> Iterator[Finding]:
    files = {report.report_id: report.file for report in store.load_reports(out)}
    for report_id, sha256 in manifest["reports"].items():
        name = files.get(report_id)
        path = folder / name if name else None
        if path is None or not path.is_file():
            yield Finding(f"report {report_id}", ABSENT, (f"{name or 'its file'} is not in {folder}",))
        elif store.hash_file(path) == sha256:
            yield Finding(f"report {report_id}", SAME)
        else:
            yield Finding(
                f"report {report_id}", DIFFERS, (f"{name} is another file than the one that was read",)
            )


def _check_files(out: Path, manifest: dict[str, Any]) -> Iterator[Finding]:
    for name, sha256 in manifest["outputs"].items():
        path = out / name
        # A manifest comes from a stranger, too: what it names outside the folder is not looked at.
        if not path.resolve().is_relative_to(out.resolve()) or not path.is_file():
            yield Finding(f"file {name}", DIFFERS, ("it is not there any more",))
        elif store.hash_file(path) != sha256:
            yield Finding(f"file {name}", DIFFERS, ("it was changed after it was written",))
        else:
            yield Finding(f"file {name}", SAME)


def _read_settings(out: Path, manifest: dict[str, Any]) -> MatrixSettings:
    written = manifest["settings"]
    try:
        settings = MatrixSettings(
            str(written["count"]),
            str(written["variant"]),
            str(written["section"]),
            str(written["missing"]),
            tuple(map(str, written["documents"])),
        )
    except (KeyError, TypeError) as error:
        raise OutputError(
            f"{out / 'manifest.json'}: has no usable settings ({error}). Run `fintech-code matrix` again."
        ) from error
    check_settings(settings)
    return settings


def _check_tables(out: Path, codebook: Codebook, settings: MatrixSettings) -> Iterator[Finding]:
    """Yield for each table whether it is what its passages give, coded again, cell by cell."""
    corpus = open_corpus(out, documents=settings.documents, section=settings.section)
    frames = build_tables(corpus, code_corpus(corpus, codebook), codebook, settings)
    for name, frame in frames.items():
        written = store.load_bytes(out / name)
        if written is None:
            yield Finding(f"table {name}", DIFFERS, ("it is not there",))
            continue
        again = b"".join(store.format_frame(frame))
        details = () if again == written else tuple(_compare_tables(written, again))
        yield Finding(f"table {name}", DIFFERS if details else SAME, details)


def _compare_tables(written: bytes, again: bytes) -> Iterator[str]:
    """Yield the first cells in which two tables differ, by the key of their row, and how many more do."""
    (header, *old), (columns, *new) = (_parse_rows(data) for data in (written, again))
    if header != columns:
        yield f"its columns were {', '.join(header)}, and are {', '.join(columns)}"
        return
    keys = [at for at, column in enumerate(header) if column in _KEYS]
    was, now = ({tuple(row[at] for at in keys): row for row in rows} for rows in (old, new))
    differing = [
        f"{_name_row(key, header, keys)}: {_compare_rows(was.get(key), now.get(key), header)}"
        for key in dict.fromkeys([*was, *now])
        if was.get(key) != now.get(key)
    ]
    yield from differing[:_SHOWN] or ["its rows stand in another order"]
    if len(differing) > _SHOWN:
        yield f"and {len(differing) - _SHOWN} rows more"


def _parse_rows(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig", "replace")
    return list(csv.reader(io.StringIO(text, newline=""))) or [[]]


def _name_row(key: Sequence[str], header: Sequence[str], keys: Sequence[int]) -> str:
    return ", ".join(f"{header[at]} {value}" for at, value in zip(keys, key, strict=True) if value)


def _compare_rows(was: list[str] | None, now: list[str] | None, header: Sequence[str]) -> str:
    if was is None:
        return "is new"
    if now is None:
        return "is gone"
    cells = zip_longest(header, was, now, fillvalue="")
    return "; ".join(
        f"{column} was {_shorten(old)}, is {_shorten(new)}" for column, old, new in cells if old != new
    )


def _shorten(cell: str) -> str:
    return (cell if len(cell) <= _WIDEST else f"{cell[:_WIDEST]}…") or "empty"
