"""Files are whole or not there, and what was written is read back as it was."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding import store
from fintech_coding.errors import OutputError
from fintech_coding.headers import EXTRACTION_COLUMNS
from fintech_coding.packing import pack_passages
from fintech_coding.records import Passage, Report

REPORT = Report(
    report_id="icbc_2020",
    bank="ICBC",
    bank_name="中国工商银行股份有限公司",
    year=2020,
    language="zh-Hans",
    file="a.pdf",
    sha256="0" * 64,
    pages=10,
    pages_without_text=0,
    characters=9000,
    passages=90,
    reader="pdfium",
    status="ok",
    reason="",
    seconds=1.25,
    document="annual",
    basis="bank: name on page 1",
)
PASSAGES = [
    Passage("icbc_2020_00001", "icbc_2020", 1, 1, "i", "", "heading", "一、概述"),
    Passage("icbc_2020_00002", "icbc_2020", 53, 54, "", "一、概述", "body", "𠮷 云平台, “云”\nA\t😀"),
    Passage("icbc_2020_00003", "icbc_2020", 55, 55, "", "一、概述", "body", "扫描", confidence=0.987),
]


def keep_passages(folder: Path, report: Report, passages: Sequence[Passage], *, key: str) -> None:
    store.write_passages(folder, report.report_id, pack_passages(report, passages, key=key))


def read_cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(data.decode("utf-8-sig").splitlines()))


def write_extraction(folder: Path, *reports: Report) -> None:
    store.write_records(folder / "extraction.csv", EXTRACTION_COLUMNS, reports)


# Tables


def test_a_table_has_a_byte_order_mark_a_header_and_no_index(tmp_path: Path) -> None:
    store.write_frame(tmp_path / "t.csv", pd.DataFrame({"bank": ["工行"], "n": [1]}, index=[7]))
    assert (tmp_path / "t.csv").read_bytes() == b"\xef\xbb\xbf" + "bank,n\n工行,1\n".encode()


def test_decimals_have_a_point_six_places_and_no_needless_zero(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": [0.5, 1 / 3, 2.0, -1.5]})
    store.write_frame(tmp_path / "t.csv", frame)
    assert read_cells((tmp_path / "t.csv").read_bytes())[1:] == [["0.5"], ["0.333333"], ["2"], ["-1.5"]]


def test_every_kind_of_missing_is_an_empty_cell_and_a_zero_is_not(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "float": [0.0, float("nan")],
            "integer": pd.array([0, None], dtype="Int64"),
            "text": pd.Series(["0", None], dtype="str"),
            "object": pd.Series([0, None], dtype=object),
        }
    )
    store.write_frame(tmp_path / "t.csv", frame)
    assert read_cells((tmp_path / "t.csv").read_bytes())[1:] == [["0"] * 4, [""] * 4]


def test_a_table_without_rows_still_has_its_header(tmp_path: Path) -> None:
    store.write_frame(tmp_path / "t.csv", pd.DataFrame({"a": [], "b": []}))
    assert read_cells((tmp_path / "t.csv").read_bytes()) == [["a", "b"]]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "=HYPERLINK(1)"])
def test_a_text_like_a_formula_is_not_run_and_is_read_back_as_it_was(cell: str, tmp_path: Path) -> None:
    (row,) = read_cells(store.format_csv(["a"], [[cell]]))[1:]
    assert row == ["'" + cell]
    write_extraction(tmp_path, replace(REPORT, bank_name=cell, file=cell))
    (report,) = store.load_reports(tmp_path)
    assert (report.bank_name, report.file) == (cell, cell)


def test_a_negative_number_is_no_formula() -> None:
    assert read_cells(store.format_csv(["a", "b"], [[-1, -0.5]]))[1:] == [["-1", "-0.5"]]


@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")).filter(
        lambda text: not text.startswith("'")
    ),
    year=st.none() | st.integers(1900, 2099),
)
def test_a_report_is_read_back_as_it_was_written(
    text: str, year: int | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("store")
    reports = [replace(REPORT, bank=text, bank_name=text, file=text, reason=text, year=year), REPORT]
    write_extraction(folder, *reports)
    assert store.load_reports(folder) == reports


@pytest.mark.parametrize(
    "text",
    [
        "'=1",
        "'a",
        "a\nb",
        'a"b,c',
    ],
)
def test_an_odd_file_name_is_read_back_as_it_was_written(text: str, tmp_path: Path) -> None:
    write_extraction(tmp_path, replace(REPORT, file=text))
    assert [report.file for report in store.load_reports(tmp_path)] == [text]


@pytest.mark.parametrize("bank", ["NA", "None", "nan", "NULL", "0", "007"])
def test_a_bank_whose_code_looks_missing_survives(bank: str, tmp_path: Path) -> None:
    write_extraction(tmp_path, replace(REPORT, bank=bank))
    assert store.load_reports(tmp_path)[0].bank == bank
    store.write_frame(tmp_path / "t.csv", pd.DataFrame({"bank": pd.Series([bank], dtype="str")}))
    assert read_cells((tmp_path / "t.csv").read_bytes())[1:] == [[bank]]


# Whole or not at all


def test_a_failing_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.csv"
    store.write_whole(path, b"old")

    def fail(_from: Path, _to: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match=r"t\.csv: cannot be written \(No space left.*--out"):
        store.write_whole(path, b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"t.csv": b"old"}


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.csv"
    store.write_whole(path, b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.write_whole(path, b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"t.csv": b"old"}


def test_a_folder_in_the_place_of_a_file_is_an_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(OutputError, match=r"t\.csv: cannot be written"):
        store.write_whole(tmp_path / "t.csv", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize(("umask", "mode"), [("022", 0o644), ("027", 0o640), ("077", 0o600)])
def test_a_file_has_the_mode_that_the_umask_allows(
    umask: str, mode: int, tmp_path: Path, command_environment: dict[str, str]
) -> None:
    script = (
        f"import os, pathlib; os.umask(0o{umask})\n"
        "from fintech_coding.store import write_whole; write_whole(pathlib.Path('t.csv'), b'')"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=command_environment, check=True)
    assert (tmp_path / "t.csv").stat().st_mode & 0o777 == mode


# extraction.csv


def edit_nothing(data: bytes) -> bytes:
    return data


def drop_a_column(data: bytes) -> bytes:
    return data.replace(b"language,", b"", 1)


def spoil_a_number(data: bytes) -> bytes:
    return data.replace(b",9000,", b",9k,")


def cut_the_last_row(data: bytes) -> bytes:
    return data[: data.index(b"pdfium")]


def write_semicolons(data: bytes) -> bytes:
    return data.replace(b",", b";")


def save_in_another_encoding(data: bytes) -> bytes:
    return data.decode("utf-8-sig").encode("gb18030")


def make_it_binary(_data: bytes) -> bytes:
    return bytes(range(256))


def empty_it(_data: bytes) -> bytes:
    return b""


def glue_into_one_cell(_data: bytes) -> bytes:
    return b'"' + b"a" * 200_000


def test_an_extraction_that_was_not_touched_is_read(tmp_path: Path) -> None:
    write_extraction(tmp_path, REPORT)
    assert store.load_reports(tmp_path) == [REPORT]


@pytest.mark.parametrize(
    "mangle",
    [
        drop_a_column,
        spoil_a_number,
        cut_the_last_row,
        write_semicolons,
        save_in_another_encoding,
        make_it_binary,
        empty_it,
        glue_into_one_cell,
    ],
)
def test_a_mangled_extraction_is_an_error_that_says_what_to_do(
    mangle: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    write_extraction(tmp_path, REPORT)
    path = tmp_path / "extraction.csv"
    path.write_bytes(mangle(path.read_bytes()))
    with pytest.raises(OutputError, match=r"extraction\.csv.*fintech-code extract"):
        store.load_reports(tmp_path)


def test_a_missing_extraction_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"extraction\.csv.*fintech-code extract.*--out"):
        store.load_reports(tmp_path)


# Passages


def test_passages_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    keep_passages(tmp_path, REPORT, PASSAGES, key="k")
    assert list(store.load_passages(tmp_path, "icbc_2020")) == PASSAGES
    assert store.load_receipts(tmp_path) == {"k": replace(REPORT, seconds=0.0)}


def test_a_report_without_passages_is_kept_too(tmp_path: Path) -> None:
    keep_passages(tmp_path, REPORT, [], key="k")
    assert list(store.load_passages(tmp_path, "icbc_2020")) == []
    assert "k" in store.load_receipts(tmp_path)


def test_the_same_passages_are_the_same_bytes_however_long_they_took(tmp_path: Path) -> None:
    keep_passages(tmp_path / "a", REPORT, PASSAGES, key="k")
    keep_passages(tmp_path / "b", replace(REPORT, seconds=99.0), PASSAGES, key="k")
    first, second = (store.passages_path(tmp_path / name, "icbc_2020").read_bytes() for name in "ab")
    assert first == second


def truncate(data: bytes) -> bytes:
    return data[: len(data) // 2]


def overwrite(data: bytes) -> bytes:
    return b"no parquet" + data[10:-10] + b"no parquet"


@pytest.mark.parametrize("damage", [truncate, overwrite, empty_it])
def test_a_damaged_passages_file_is_an_error_and_its_report_is_read_again(
    damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    keep_passages(tmp_path, REPORT, PASSAGES, key="k")
    path = store.passages_path(tmp_path, "icbc_2020")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(OutputError, match=r"icbc_2020\.parquet.*fintech-code extract"):
        list(store.load_passages(tmp_path, "icbc_2020"))
    assert store.load_receipts(tmp_path) == {}


def damage_pages(folder: Path) -> None:
    """Damage a passages file where its text is, not where its columns are described."""
    many = [replace(PASSAGES[0], text=f"第{number}段:{number * 7919 % 1000}") for number in range(500)]
    keep_passages(folder, REPORT, many, key="k")
    path = store.passages_path(folder, "icbc_2020")
    data = bytearray(path.read_bytes())
    # The first page begins after four letters and a short header; its compressed data fail to unpack.
    for place in range(4, 400):
        data[place] ^= 0x5A
    path.write_bytes(data)


def test_passages_that_cannot_be_unpacked_are_an_error(tmp_path: Path) -> None:
    damage_pages(tmp_path)
    with pytest.raises(OutputError, match="fintech-code extract"):
        list(store.load_passages(tmp_path, "icbc_2020"))


def test_a_report_whose_passages_cannot_be_unpacked_is_read_again(tmp_path: Path) -> None:
    damage_pages(tmp_path)
    with pytest.raises(OutputError, match="Delete it"):
        list(store.load_passages(tmp_path, "icbc_2020"))
    store.passages_path(tmp_path, "icbc_2020").unlink()
    assert store.load_receipts(tmp_path) == {}


def test_no_changed_byte_of_passages_goes_unnoticed(tmp_path: Path) -> None:
    keep_passages(tmp_path, REPORT, PASSAGES, key="k")
    path = store.passages_path(tmp_path, "icbc_2020")
    whole = path.read_bytes()
    place = whole.index("一、概述".encode())
    path.write_bytes(whole[:place] + b"\xff" + whole[place + 1 :])
    with pytest.raises(OutputError):
        list(store.load_passages(tmp_path, "icbc_2020"))


def test_passages_with_other_columns_than_todays_are_read_again(tmp_path: Path) -> None:
    keep_passages(tmp_path, REPORT, PASSAGES, key="k")
    path = store.passages_path(tmp_path, "icbc_2020")
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["part"]), path)
    assert store.load_receipts(tmp_path) == {}
    pq.write_table(table, path)
    assert "k" in store.load_receipts(tmp_path)


def test_a_passages_file_that_was_renamed_or_is_not_ours_counts_for_nothing(tmp_path: Path) -> None:
    keep_passages(tmp_path, REPORT, PASSAGES, key="k")
    store.passages_path(tmp_path, "icbc_2020").rename(store.passages_path(tmp_path, "abc_2020"))
    pd.DataFrame({"a": [1]}).to_parquet(store.passages_path(tmp_path, "other"))
    assert store.load_receipts(tmp_path) == {}


def test_only_the_passages_of_the_reports_there_are_stay(tmp_path: Path) -> None:
    for report_id in ("icbc_2020", "abc_2020"):
        keep_passages(tmp_path, replace(REPORT, report_id=report_id), [], key=report_id)
    store.keep_only(tmp_path, ["abc_2020"])
    assert [path.name for path in (tmp_path / "passages").iterdir()] == ["abc_2020.parquet"]
