"""The tables of an output folder for other programs: Excel, SPSS, Stata, Parquet, LaTeX, Markdown."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.manifest import load_manifest
from fintech_coding.reporting.columns import LANGUAGES, Column, check_language, type_columns
from fintech_coding.reporting.statistics_file import FORMATS as STATISTICS
from fintech_coding.reporting.statistics_file import forget_time, write_statistics_file
from fintech_coding.reporting.typeset import format_latex, format_markdown
from fintech_coding.reporting.workbook import format_workbook

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

FOLDER = "export"
WORKBOOK = "fintech_coding.xlsx"
FORMATS = ("xlsx", *STATISTICS, "parquet", "latex", "markdown")
_TYPESET = ("coding_matrix", "descriptives")
_CAPTIONS = {
    "coding_matrix": ("Coding matrix", "编码矩阵"),
    "descriptives": ("Descriptive statistics", "描述统计"),
}
# Columns of a paper's table: the others are about the files, and stand in the CSV.
_LEFT_OUT = ("bank_name", "report_id", "status", "reason", "document")

Labels = Mapping[str, tuple[str, str]]


def export_tables(out: Path, codebook: Codebook, *, form: str, language: str) -> list[str]:
    """Write the tables under `out` in one of `FORMATS`; return the names of the files written there.

    Raises `UsageError` for an unknown format or language, and where a library is not installed, `OutputError`
    without tables.
    """
    if form not in FORMATS:
        raise UsageError(f"--to {form}: choose one of {', '.join(FORMATS)}.")
    check_language(language)
    technologies = {t.technology_id: (t.label.en, t.label.zh) for t in codebook.technologies}
    tables = _load_tables(out, technologies)
    files = dict(_format_tables(tables, form, language, technologies))
    for name, data in files.items():
        store.write_whole(out / FOLDER / name, data)
    return [f"{FOLDER}/{name}" for name in files]


def _load_tables(out: Path, labels: Labels) -> dict[str, list[Column]]:
    """Return the tables that the manifest lists, typed, without their endings."""
    names = [name for name in load_manifest(out)["outputs"] if name.endswith(".csv") and "/" not in name]
    loaded = {Path(name).stem: store.load_table(out / name) for name in names}
    tables = {name: type_columns(rows, labels) for name, rows in loaded.items() if rows}
    if "coding_matrix" not in tables:
        raise OutputError(f"{out / 'coding_matrix.csv'}: is not there. Run `fintech-code matrix` first.")
    return tables


def _format_tables(
    tables: Mapping[str, Sequence[Column]], form: str, language: str, technologies: Labels
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file."""
    if form == "xlsx":
        yield WORKBOOK, format_workbook(tables)
    elif form == "parquet":
        for name, columns in tables.items():
            yield f"{name}.parquet", _format_parquet(columns)
    elif form in STATISTICS:
        with tempfile.TemporaryDirectory() as folder:
            for name, columns in tables.items():
                path = Path(folder) / f"{name}.{form}"
                write_statistics_file(path, columns, language=language, names=technologies)
                yield path.name, forget_time(store.load_bytes(path) or b"", form)
    else:
        ending = {"latex": "tex", "markdown": "md"}[form]
        for name in (name for name in _TYPESET if name in tables):
            text = _typeset(name, tables[name], form, language)
            yield f"{name}.{ending}", text.encode()


def _typeset(name: str, columns: Sequence[Column], form: str, language: str) -> str:
    kept = [column for column in columns if column.name not in _LEFT_OUT]
    if form == "markdown":
        return format_markdown(kept, language=language)
    caption = _CAPTIONS[name][LANGUAGES.index(language)]
    return format_latex(kept, language=language, caption=caption, name=name)


def _format_parquet(columns: Sequence[Column]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    table = pa.table(
        {column.name: pa.array(column.values, type=types[column.kind]) for column in columns},
    )
    target = io.BytesIO()
    pq.write_table(table, target, compression="zstd")
    return target.getvalue()
