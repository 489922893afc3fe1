"""The manifest of an output folder: versions, settings, and the fingerprints of what went in and came out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fintech_coding import store
from fintech_coding.errors import OutputError
from fintech_coding.records import Report

MANIFEST = "manifest.json"
_DEPENDENCIES = (
    "pdfplumber", "pypdfium2", "pandas", "jieba", "pyyaml", "typer", "rich", "pyarrow", "ahocorasick-rs",
    "google-re2", "opencc", "psutil", "filelock",
)  # fmt: skip
_RECOGNIZER = ("rapidocr", "onnxruntime")


def write_manifest(
    folder: Path,
    *,
    settings: Mapping[str, object],
    codebook: str,
    reports: Sequence[Report],
    tables: Sequence[str],
) -> None:
    """Write `manifest.json`: versions, settings, and the fingerprints of what went in and came out."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    import fintech_coding

    def read_version(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return ""

    names = _DEPENDENCIES + (_RECOGNIZER if any(report.pages_ocr for report in reports) else ())
    kept = [store.passages_path(folder, report.report_id) for report in reports]
    paths = [*(folder / name for name in tables), *(path for path in kept if path.exists())]
    manifest = {
        "software": {"fintech-code": fintech_coding.__version__, "python": platform.python_version()},
        "dependencies": {name: read_version(name) for name in names},
        "codebook": codebook,
        "settings": {**settings, "reader": sorted({report.reader for report in reports})},
        "reports": {report.report_id: report.sha256 for report in reports},
        "outputs": {path.relative_to(folder).as_posix(): store.hash_file(path) for path in paths},
    }
    store.write_whole(folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())


def load_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of an output folder; raises `OutputError` when there is none or it is not one."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise OutputError(f"{path}: is not there. Run `fintech-code matrix` first.") from error
    except (OSError, ValueError) as error:
        raise OutputError(
            f"{path}: is not as it was written ({error}). Run `fintech-code matrix` again."
        ) from error
    expected = ("software", "dependencies", "settings", "reports", "outputs")
    if not isinstance(manifest, dict) or not all(isinstance(manifest.get(name), dict) for name in expected):
        raise OutputError(f"{path}: is not as it was written. Run `fintech-code matrix` again.")
    return manifest
