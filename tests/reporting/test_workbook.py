"""What Excel cannot hold is cut or replaced, and said so by its mark."""

from __future__ import annotations

import io

import openpyxl

from fintech_coding.reporting.columns import Column
from fintech_coding.reporting.workbook import format_workbook


def _read_back(*values: str) -> list[object]:
    data = format_workbook({"terms": [Column("term", "Term", "词", "text", values)]})
    sheet = openpyxl.load_workbook(io.BytesIO(data))["terms"]
    return [cell.value for cell in sheet["A"][1:]]


def test_a_text_too_long_for_a_cell_is_cut_and_ends_in_dots():
    (text,) = _read_back("字" * 40_000)
    assert len(text) == 32_767
    assert text.endswith("字…")


def test_control_characters_become_a_mark():
    assert _read_back("a\x00b\x1bc\tд") == ["a\ufffdb\ufffdc\tд"]


def test_an_address_and_a_formula_are_text():
    assert _read_back("https://example.org", "=cmd()", "@x") == ["https://example.org", "=cmd()", "@x"]


def test_a_table_without_a_row_is_a_sheet():
    assert openpyxl.load_workbook(io.BytesIO(format_workbook({"terms": []}))).sheetnames == ["terms"]
