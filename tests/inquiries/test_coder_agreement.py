"""Sheets go out and come back: reliability, disagreements, adjudication, gold."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest
from study_builders import invoke

from fintech_coding.errors import OutputError, UsageError

TECHNOLOGIES = ("big_data", "ai", "blockchain")
WORDS = {"big_data": "大数据", "ai": "人工智能", "blockchain": "区块链"}


def _code(sheet: Path, *, wrong: int | None = None) -> None:
    """Fill in a sheet as a careful reader would, but for one row."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        named = [name for name in TECHNOLOGIES if (WORDS[name] in row["text"]) != (number == wrong)]
        row.update(dict.fromkeys(named or ["none"], "1"))
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def coded(own_study):
    """Return a study with a sample that two coders coded; the second errs in one passage."""
    study = own_study
    invoke(
        *("sample", "--out", study.outputs, "--codebook", study.codebook, "--size", 14, "--pilot", 2),
        *("--least", 2, "--uncoded", 0.4),
    )
    sheets = study.outputs / "validation" / "sheets"
    _code(sheets / "coder_1" / "main_coder_1.csv")
    _code(sheets / "coder_2" / "main_coder_2.csv", wrong=3)
    return study


def _agree(study, *more: str | Path) -> tuple[int, str]:
    return invoke(
        *("agree", study.outputs / "validation" / "sheets", "--out", study.outputs),
        *("--codebook", study.codebook, *more),
    )


def test_the_coefficients_are_told_for_all_for_each_technology_and_bank(coded, read_table):
    code, said = _agree(coded)
    assert code == 0
    rows = read_table(coded.outputs / "validation" / "reliability.csv")
    assert [row["technology"] for row in rows[:4]] == ["all", *TECHNOLOGIES]
    assert {row["group"] for row in rows} == {"all", "ICBC", "ABC", "CCB"}
    assert {row["coders"] for row in rows} == {"coder_1 + coder_2"}
    overall = rows[0]
    n = int(overall["n"])
    assert float(overall["agreement"]) == pytest.approx((n - 3) / n, abs=1e-6)
    assert float(overall["alpha_low"]) <= float(overall["alpha"]) <= float(overall["alpha_high"])
    assert "κ" in said


def test_disagreements_wait_for_adjudication_and_then_are_gold(coded, read_table, tmp_path):
    _agree(coded)
    folder = coded.outputs / "validation"
    rows = read_table(folder / "disagreements.csv")
    assert [row["technology"] for row in rows] == list(TECHNOLOGIES)
    assert {row["final"] for row in rows} == {""}
    gold = read_table(folder / "gold.csv")
    assert [row["code"] for row in gold if row["status"] == "disputed"] == [""] * 3

    decided = tmp_path / "decided.csv"
    text = (folder / "disagreements.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.reader(text.splitlines()))
    for line, final in zip(lines[1:], ("1", "0", "maybe"), strict=True):
        line[3] = final
    decided.write_text("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines), encoding="utf-8")
    _, said = _agree(coded, "--adjudicated", decided)
    gold = {(row["item"], row["technology"]): row for row in read_table(folder / "gold.csv")}
    found = [gold[rows[0]["item"], name] for name in TECHNOLOGIES]
    assert [(row["code"], row["status"]) for row in found] == [
        ("1", "adjudicated"),
        ("0", "adjudicated"),
        ("", "disputed"),
    ]
    assert "'maybe' is no code" in said
    assert [row["final"] for row in read_table(folder / "disagreements.csv")] == ["1", "0", ""]


def test_decisions_are_never_written_over(coded):
    _agree(coded)
    path = coded.outputs / "validation" / "disagreements.csv"
    begun = path.read_text(encoding="utf-8").replace(
        ",coder_1: 1; coder_2: 0,,", ",coder_1: 1; coder_2: 0,1,"
    )
    begun = begun.replace(",coder_1: 0; coder_2: 1,,", ",coder_1: 0; coder_2: 1,1,")
    path.write_text(begun, encoding="utf-8")
    with pytest.raises(OutputError, match="holds decisions"):
        _agree(coded)
    assert path.read_text(encoding="utf-8") == begun
    assert _agree(coded, "--adjudicated", path)[0] == 0


def test_a_broken_sheet_is_said_and_the_others_count(coded):
    sheets = coded.outputs / "validation" / "sheets"
    (sheets / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    code, said = _agree(coded)
    assert code == 0
    assert "broken.xlsx: cannot be read as a workbook" in said


def test_a_third_coder_makes_pairs(coded, read_table):
    sheets = coded.outputs / "validation" / "sheets"
    third = sheets / "third.csv"
    shutil.copyfile(sheets / "coder_1" / "main_coder_1.csv", third)
    third.write_text(third.read_text(encoding="utf-8").replace("coder_1", "zoe"), encoding="utf-8")
    _agree(coded)
    rows = read_table(coded.outputs / "validation" / "reliability.csv")
    pairs = [row for row in rows if row["coders"] == "coder_1 + zoe"]
    assert {row["alpha"] for row in pairs if row["technology"] == "all"} == {"1"}


def test_the_same_sheets_give_the_same_bytes(coded, take_snapshot):
    _agree(coded)
    before = take_snapshot(coded.outputs)
    _agree(coded)
    assert take_snapshot(coded.outputs) == before


def test_a_workbook_that_was_filled_in_is_read_back(coded, read_table):
    sheets = coded.outputs / "validation" / "sheets"
    for coder in ("coder_1", "coder_2"):
        path = sheets / coder / f"pilot_{coder}.xlsx"
        workbook = openpyxl.load_workbook(path)
        for row in workbook["coding"].iter_rows(min_row=2):
            row[3].value = 1
        workbook.save(path)
    _, said = _agree(coded, "--sample", "pilot")
    assert "pilot_gold.csv" in said
    rows = read_table(coded.outputs / "validation" / "pilot_gold.csv")
    assert [row["code"] for row in rows if row["technology"] == "big_data"] == ["1", "1"]
    assert {row["status"] for row in rows} == {"agreed"}


def test_one_coder_alone_cannot_agree(coded):
    sheet = coded.outputs / "validation" / "sheets" / "coder_1" / "main_coder_1.csv"
    code, said = invoke("agree", sheet, "--out", coded.outputs, "--codebook", coded.codebook)
    assert code == 1
    assert "nothing to compare" in said


def test_without_a_sample_or_a_code_the_command_says_what_to_do(own_study, coded, tmp_path):
    with pytest.raises(UsageError, match="No code was found"):
        invoke("agree", tmp_path / "lost.csv", "--out", coded.outputs, "--codebook", coded.codebook)
    shutil.rmtree(own_study.outputs / "validation")
    with pytest.raises(OutputError, match="fintech-code sample"):
        invoke("agree", tmp_path, "--out", own_study.outputs, "--codebook", own_study.codebook)
