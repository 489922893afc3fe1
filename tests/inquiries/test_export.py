"""Tables for other programs, read back by those programs' own readers."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pyreadstat
import pytest

from fintech_coding.coding.codebook import Codebook, load_codebook
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.inquiries.export import FORMATS, export_tables


@pytest.fixture
def out(demo_study, tmp_path) -> Path:
    """Return a copy of the demo's outputs."""
    shutil.copytree(demo_study.outputs, tmp_path / "outputs")
    return tmp_path / "outputs"


@pytest.fixture
def codebook(demo_study) -> Codebook:
    return load_codebook(demo_study.codebook)


@pytest.fixture
def matrix(out, read_table) -> list[dict[str, str]]:
    return read_table(out / "coding_matrix.csv")


def test_the_workbook_holds_every_table_with_its_headers_frozen_and_noted(out, codebook, matrix):
    export_tables(out, codebook, form="xlsx", language="en")
    book = openpyxl.load_workbook(out / "export" / "fintech_coding.xlsx")
    assert {"coding_matrix", "evidence", "descriptives", "integration"} <= set(book.sheetnames)
    sheet = book["coding_matrix"]
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert header == list(matrix[0])
    assert [[row[1], row[3]] for row in rows] == [
        [row["bank_name"], int(row["artificial_intelligence"])] for row in matrix
    ]
    assert sheet.freeze_panes == "A2"
    assert "人工智能技术" in sheet["D1"].comment.text


def test_a_text_like_a_formula_is_text_in_the_workbook(out, codebook):
    path = out / "coding_matrix.csv"
    name = "中国工商银行股份有限公司"
    assert name in path.read_text(encoding="utf-8-sig")
    path.write_text("\ufeff" + path.read_text(encoding="utf-8-sig").replace(name, "'=1+1"), encoding="utf-8")
    export_tables(out, codebook, form="xlsx", language="en")
    sheet = openpyxl.load_workbook(out / "export" / "fintech_coding.xlsx")["coding_matrix"]
    (cell,) = [cell for cell in sheet["B"] if cell.value == "=1+1"]
    assert cell.data_type == "s"


@pytest.mark.parametrize(("form", "read"), [("sav", pyreadstat.read_sav), ("dta", pyreadstat.read_dta)])
def test_a_statistics_file_has_the_values_and_the_labels(out, codebook, matrix, form, read):
    export_tables(out, codebook, form=form, language="zh")
    table, meta = read(str(out / "export" / f"coding_matrix.{form}"))
    assert table["bank_name"].tolist() == [row["bank_name"] for row in matrix]
    assert table["big_data"].tolist() == [float(row["big_data"]) for row in matrix]
    assert meta.column_names_to_labels["big_data"] == "大数据技术"
    long, meta = read(str(out / "export" / f"coding_matrix_long.{form}"))
    assert meta.variable_value_labels["technology_id"][1.0] == "人工智能技术"
    assert meta.variable_value_labels["present"] == {0.0: "否", 1.0: "是"}
    assert long["technology_id"].tolist()[:7] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(("form", "read"), [("sav", pyreadstat.read_sav), ("dta", pyreadstat.read_dta)])
def test_a_value_that_is_missing_stays_missing(out, codebook, form, read):
    path = out / "coding_matrix.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    cells = lines[1].split(",")
    cells[4] = ""
    path.write_text("\ufeff" + "\n".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    export_tables(out, codebook, form=form, language="en")
    table, _ = read(str(out / "export" / f"coding_matrix.{form}"))
    assert table["big_data"].isna().tolist() == [True] + [False] * 5


def test_parquet_has_the_types_of_the_columns(out, codebook, matrix):
    export_tables(out, codebook, form="parquet", language="en")
    table = pq.read_table(out / "export" / "coding_matrix.parquet")
    assert str(table.schema.field("big_data").type) == "int64"
    assert table["bank"].to_pylist() == [row["bank"] for row in matrix]


def test_tables_for_a_paper_have_labels_and_rules(out, codebook):
    export_tables(out, codebook, form="latex", language="en")
    text = (out / "export" / "coding_matrix.tex").read_text(encoding="utf-8")
    assert r"\toprule" in text
    assert "Artificial intelligence & Big data" in text
    export_tables(out, codebook, form="markdown", language="zh")
    header, marks, *rows = (out / "export" / "coding_matrix.md").read_text(encoding="utf-8").splitlines()
    assert "人工智能技术" in header
    assert header.count("|") == marks.count("|") == rows[0].count("|")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_tables_give_the_same_bytes(out, codebook, form):
    first = {
        name: (out / name).read_bytes() for name in export_tables(out, codebook, form=form, language="en")
    }
    export_tables(out, codebook, form=form, language="en")
    assert {name: (out / name).read_bytes() for name in first} == first


@pytest.mark.parametrize(("form", "where"), [("sav", slice(84, 109)), ("dta", slice(100, 160))])
def test_no_file_holds_the_time_of_its_writing(out, codebook, form, where):
    export_tables(out, codebook, form=form, language="en")
    assert b"01 Jan " in (out / "export" / f"coding_matrix.{form}").read_bytes()[where]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"form": "docx", "language": "en"}, "--to docx: choose one of xlsx"),
        ({"form": "xlsx", "language": "fr"}, "--language fr: choose one of en, zh"),
    ],
)
def test_an_unknown_format_or_language_is_refused_with_those_there_are(out, codebook, options, message):
    with pytest.raises(UsageError, match=message):
        export_tables(out, codebook, **options)


def test_a_folder_without_tables_says_which_command_writes_them(tmp_path, codebook):
    with pytest.raises(OutputError, match="fintech-code matrix"):
        export_tables(tmp_path, codebook, form="xlsx", language="en")
