"""The only writer: files whole or not at all, with the fingerprints by which they are known again."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fintech_coding.errors import OutputError
from fintech_coding.headers import EXTRACTION_COLUMNS, PROBLEM_COLUMNS
from fintech_coding.packing import unpack_passages, unpack_receipt
from fintech_coding.records import Passage, Problem, Report

if TYPE_CHECKING:
    import pandas as pd

_DECIMALS = 6  # of a float in a table; the last digits of a logarithm differ between machines
_ROWS = 5000  # of a table that are formatted at once
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_IS_TEMPORARY = re.compile(r"\..+\.\d+\.tmp")  # as `write_whole` names what it has not finished
_IS_ID = re.compile(r"\w[^/\\\x00-\x1f]*")


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def sweep_folder(folder: Path) -> None:
    """Delete what a killed process left half-written in an output folder that nobody else writes into."""
    for path in (*folder.glob(".*.tmp"), *folder.glob("passages/.*.tmp")):
        if _IS_TEMPORARY.fullmatch(path.name):
            path.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file, given at once or in pieces: it is seen whole or not at all; raises `OutputError`."""
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}). Close it if it is open elsewhere, "
            "or name another folder with --out."
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def format_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    r"""Return a table as CSV in UTF-8 with a byte-order mark; missing is empty.

    >>> format_csv(['a', 'b'], [[None, '=1+1'], [0.5, -1]]).decode('utf-8-sig')
    "a,b\n,'=1+1\n0.5,-1\n"
    """
    return codecs.BOM_UTF8 + _format_rows(
        [columns, *([_format_cell(value) for value in row] for row in rows)]
    )


def _format_rows(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _format_cell(value: object) -> object:
    if isinstance(value, str):
        # A spreadsheet runs a cell that begins like a formula; an apostrophe makes it text.
        value = value.replace("\r", " ")
        return "'" + value if value.lstrip("'").startswith(_FORMULA_SIGNS) else value
    if value is None:
        return ""
    if isinstance(value, float):
        rounded = round(float(value), _DECIMALS)
        return int(rounded) if rounded == int(rounded) and abs(rounded) < 1e15 else rounded
    return value


def load_bytes(path: Path) -> bytes | None:
    """Return the bytes of a file; None where there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def write_records(path: Path, columns: Sequence[str], records: Iterable[Any]) -> None:
    """Write records as a CSV with the given columns, in the order they come."""
    write_whole(
        path, format_csv(columns, ([getattr(record, name) for name in columns] for record in records))
    )


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Write a table as CSV, its columns and rows as they stand."""
    write_whole(path, format_frame(frame))


def format_frame(frame: pd.DataFrame) -> Iterator[bytes]:
    """Yield a table as CSV, so many rows at a time: evidence may be large."""
    yield format_csv(list(frame.columns), [])
    for start in range(0, len(frame), _ROWS):
        part = frame.iloc[start : start + _ROWS]
        columns = [
            part[name].astype(object).where(part[name].notna(), None).tolist() for name in part.columns
        ]
        rows = zip(*columns, strict=True) if columns else []
        yield _format_rows([_format_cell(value) for value in row] for row in rows)


def passages_path(folder: Path, report_id: str) -> Path:
    """Return where the passages of a report are kept."""
    return folder / "passages" / f"{report_id}.parquet"


def write_passages(folder: Path, report_id: str, packed: bytes) -> None:
    """Write the packed passages of a report."""
    write_whole(passages_path(folder, report_id), packed)


def load_packed(folder: Path, report_id: str) -> bytes:
    """Return the packed passages of a report as they are kept."""
    return passages_path(folder, report_id).read_bytes()


def load_passages(folder: Path, report_id: str) -> Iterator[Passage]:
    """Yield the passages of a report in reading order; raises `OutputError` when they are not there."""
    import pyarrow as pa

    path = passages_path(folder, report_id)
    try:
        yield from unpack_passages(path)
    except FileNotFoundError as error:
        raise OutputError(f"{path}: is not there. Run `fintech-code extract` again.") from error
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
        raise OutputError(
            f"{path}: cannot be read or is damaged ({type(error).__name__}). Delete it and run "
            "`fintech-code extract`, which reads its report again."
        ) from error


def check_passages(folder: Path, reports: Iterable[Report]) -> None:
    """Raise `OutputError` when passages are not of the reports that `extraction.csv` lists."""
    for report in reports:
        found = unpack_receipt(passages_path(folder, report.report_id))
        if found and found[1].sha256 != report.sha256:
            raise OutputError(
                f"{folder}: the passages of {report.report_id} are of another file than extraction.csv says: "
                "an extraction was stopped. Run `fintech-code extract` again to finish it."
            )


def load_receipts(folder: Path) -> dict[str, Report]:
    """Return the reports whose passages are kept, by the key they were read under."""
    paths = sorted((folder / "passages").glob("*.parquet"))
    receipts = [(path, unpack_receipt(path)) for path in paths]
    return {found[0]: found[1] for path, found in receipts if found and found[1].report_id == path.stem}


def keep_only(folder: Path, report_ids: Iterable[str]) -> None:
    """Delete the passages of reports that are not among the given ones; what is not ours stays."""
    wanted = set(report_ids)
    for path in (folder / "passages").glob("*.parquet"):
        if path.stem not in wanted and unpack_receipt(path) is not None:
            path.unlink(missing_ok=True)


def keep_files(folder: Path, pattern: str, names: Iterable[str]) -> None:
    """Delete the files of a folder that are named like ours and are not among the given ones."""
    wanted = set(names)
    for path in folder.glob(pattern):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def load_reports(folder: Path) -> list[Report]:
    """Return the rows of `extraction.csv`; raises `OutputError` when it is missing or not as written."""
    reports = [Report(**row) for row in _load_rows(folder / "extraction.csv", Report, EXTRACTION_COLUMNS)]
    for report in reports:
        # An id is the name of a file: one from a table that strangers may have touched leads nowhere else.
        if not _IS_ID.fullmatch(report.report_id):
            raise OutputError(
                f"{folder / 'extraction.csv'}: '{report.report_id}' is no report id. "
                "Run `fintech-code extract` again."
            )
    return reports


def restore_readings(folder: Path, reports: Iterable[Report]) -> list[Report]:
    """Return the rows of `extraction.csv` with the status and the reason that their reading had."""
    restored = []
    for report in reports:
        found = unpack_receipt(passages_path(folder, report.report_id))
        if found:
            restored.append(replace(report, status=found[1].status, reason=found[1].reason))
        else:
            # Whoever asks for passages that are gone is told so when they are loaded.
            is_lost = report.status == "skipped"
            restored.append(replace(report, status="ok", reason="") if is_lost else report)
    return restored


def load_problems(folder: Path) -> list[Problem]:
    """Return the rows of `problems.csv`; raises `OutputError` when it is missing or not as written."""
    return [Problem(**row) for row in _load_rows(folder / "problems.csv", Problem, PROBLEM_COLUMNS)]


def load_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table that was written as CSV, each cell as the text it was; none without a file.

    Raises `OutputError` when it cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            return [{name: _parse_cell(cell, "str") for name, cell in row.items()} for row in rows]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, AttributeError, TypeError, csv.Error) as error:
        raise OutputError(
            f"{path}: is not as it was written ({error}). Run `fintech-code matrix` again."
        ) from error


def require_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table that `matrix` writes; raises `OutputError` also where there are none."""
    rows = load_table(path)
    if not rows:
        raise OutputError(f"{path}: is not there. Run `fintech-code matrix` first.")
    return rows


def _load_rows(path: Path, record: type, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of a table that was written from records, as the records' fields."""
    if not path.exists():
        raise OutputError(
            f"{path}: is not there. Run `fintech-code extract` first, or name its folder with --out."
        )
    types = {field.name: str(field.type) for field in fields(record)}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not rows.fieldnames:
                raise KeyError("no header")  # noqa: TRY301 - told with the other mistakes of a file
            return [{name: _parse_cell(row[name], types[name]) for name in columns} for row in rows]
    except (OSError, KeyError, ValueError, TypeError, AttributeError, csv.Error) as error:
        raise OutputError(
            f"{path}: is not as it was written ({error}). Run `fintech-code extract` again."
        ) from error


def _parse_cell(cell: str, type_name: str) -> Any:
    if type_name == "int":
        return int(cell)
    if type_name == "int | None":
        return int(cell) if cell else None
    if type_name == "float":
        return float(cell)
    if type_name == "bool":
        return cell == "True"
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(_FORMULA_SIGNS) else cell
