"""Tables that researchers wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from fintech_coding.errors import UsageError
from fintech_coding.sheets import load_sheet, parse_sheet

TEXT = "Bank,中国银行\nICBC, 1 \n,\nABC,0\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_usual_encodings_of_spreadsheets_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert load_sheet(path, ["bank"]) == [
        (2, {"bank": "ICBC", "中国银行": "1"}),
        (4, {"bank": "ABC", "中国银行": "0"}),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_of_the_first_line(separator: str) -> None:
    text = TEXT.replace(",", separator)
    assert parse_sheet(text, ["bank"], source="s.csv")[0][1] == {"bank": "ICBC", "中国银行": "1"}


def test_a_short_row_lacks_its_last_cells_and_a_long_one_loses_them() -> None:
    rows = parse_sheet("a,b\n1\n1,2,3\n", ["a"], source="s.csv")
    assert [cells for _, cells in rows] == [{"a": "1"}, {"a": "1", "b": "2"}]


@pytest.mark.parametrize("text", ["", "bank,year\n"])
def test_lacking_columns_are_named_with_those_found(text: str) -> None:
    with pytest.raises(UsageError, match=r"claims\.csv: line 1: no column value"):
        parse_sheet(text, ["value"], source="claims.csv")


def test_a_file_that_is_no_text_and_one_that_is_not_there_are_said(tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\xff\xff\x00")
    with pytest.raises(UsageError, match="neither UTF-8 nor GB18030"):
        load_sheet(tmp_path / "picture.csv", ["bank"])
    with pytest.raises(UsageError, match="cannot be read"):
        load_sheet(tmp_path / "none.csv", ["bank"])
