"""Report files: which there are, and whose each is, for which year, in which language."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from fintech_coding.errors import UsageError
from fintech_coding.reading.banks import Bank, Registry, load_registry
from fintech_coding.reading.identity import identify_report, make_report_id
from fintech_coding.reading.sidecar import SIDECAR_NAME, ReportEntry, find_entry, load_sidecar

__all__ = [
    "ENDINGS", "SIDECAR_NAME", "Bank", "Registry", "ReportEntry", "find_entry",
    "find_reports", "identify_report", "load_registry", "load_sidecar", "make_report_id",
]  # fmt: skip

ENDINGS = (".pdf", ".txt")
"""The endings of the files that are read, in any case."""


def find_reports(inputs: Sequence[Path]) -> list[Path]:
    """Return the report files among files and in folders (searched recursively), sorted, none twice.

    Hidden files, `~$` files and sidecars are passed over. UsageError if a path is not there, if a file
    named itself is of a kind that is not read, or if nothing is found.
    """
    missing = [path for path in inputs if not path.exists()]
    if missing:
        raise UsageError(
            f"not there: {', '.join(map(str, missing))}. Check the spelling and the folder you are in."
        )
    files = [path for path in inputs if not path.is_dir() and path.name != SIDECAR_NAME]
    strange = [path for path in files if not _is_report(path)]
    if strange:
        raise UsageError(f"not read: {', '.join(map(str, strange))}. Reports end in {' or '.join(ENDINGS)}.")
    found: dict[str, Path] = {}
    for path in (*files, *(path for folder in inputs if folder.is_dir() for path in _walk_folder(folder))):
        found.setdefault(os.path.realpath(path), path)
    if not found:
        places = ", ".join(map(str, inputs)) or "no folder given"
        endings = " or ".join(ENDINGS)
        raise UsageError(f"no report found in: {places}. Files that end in {endings} (any case) are read.")
    return sorted(found.values(), key=lambda path: path.as_posix())


def find_top(inputs: Sequence[Path]) -> Path:
    """Return the folder from which reports are named: the one given, or what those given share."""
    folders = [path if path.is_dir() else path.parent for path in inputs]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # on two drives, or one of them absolute and another not
        return folders[0]


def _walk_folder(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=_refuse_folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _is_report(Path(place, name)):
                yield Path(place, name)


def _refuse_folder(error: OSError) -> None:
    raise UsageError(
        f"{error.filename}: cannot be read ({error.strerror}). Change its permissions, or move it elsewhere."
    ) from error


def _is_report(path: Path) -> bool:
    named = path.suffix.lower() in ENDINGS and not path.name.startswith("~$")
    # A pipe or a device would be waited for without end; a link that leads nowhere is said when it is read.
    return named and (path.is_file() or not path.exists())
