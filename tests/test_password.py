"""A password on the command line: tried where a report wants one, and seen nowhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from fintech_coding.cli import app
from fintech_coding.extraction import ReadTask
from fintech_coding.reading.sidecar import ReportEntry

WORD = "open-sesame-7"


@pytest.fixture
def folder(tmp_path: Path, small_codebook: Path, make_report: Callable[..., Path]) -> Path:
    """Return a study with a locked report and one that is not."""
    assert small_codebook.parent == tmp_path
    make_report(tmp_path / "reports" / "open.txt", "本行运用人工智能技术")
    lock = StandardEncryption(WORD, ownerPassword="owner")
    page = Canvas(str(tmp_path / "reports" / "locked.pdf"), encrypt=lock, invariant=1)
    for number, line in enumerate(("Bank of China Limited", "Annual Report 2020", "The bank uses big data.")):
        page.drawString(72, 700 - 40 * number, line)
    page.save()
    return tmp_path


def call(folder: Path, *options: str, command: str = "run") -> tuple[int, str]:
    where = [str(folder / "reports"), "--jobs=1", f"--out={folder / 'out'}"]
    codebook = [f"--codebook={folder / 'codebook.yaml'}"] if command == "run" else []
    result = CliRunner().invoke(app, [command, *where, *codebook, *options])
    return result.exit_code, result.output


def read_rows(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "out" / "extraction.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_a_locked_report_is_read_with_its_password_and_is_a_row_without(folder: Path) -> None:
    assert call(folder)[0] == 1
    assert read_rows(folder)["locked.pdf"]["status"] == "failed"
    assert call(folder, "--password", WORD)[0] == 0
    row = read_rows(folder)["locked.pdf"]
    assert (row["status"], row["report_id"]) == ("ok", "boc_2020")


def test_a_wrong_password_is_a_row_that_says_what_to_do(folder: Path) -> None:
    code, output = call(folder, "--password", "open-barley-8", command="extract")
    assert code == 1
    rows = read_rows(folder)
    assert {file: row["status"] for file, row in rows.items()} == {"locked.pdf": "failed", "open.txt": "ok"}
    assert "does not open with the password given" in rows["locked.pdf"]["reason"]
    assert "open-barley-8" not in output


def test_the_password_of_reports_csv_is_tried_before_the_one_given(folder: Path) -> None:
    (folder / "reports" / "reports.csv").write_text(f"file,bank,year,password\nlocked.pdf,,,{WORD}\n")
    assert call(folder, "--password", "open-barley-8")[0] == 0
    assert read_rows(folder)["locked.pdf"]["status"] == "ok"


def test_no_output_holds_a_password(folder: Path) -> None:
    _, output = call(folder, "--password", WORD)
    assert WORD not in output
    files = [path for path in (folder / "out").rglob("*") if path.is_file()]
    texts = [path.read_bytes() for path in files if path.suffix != ".parquet"]
    texts += [repr(pq.read_schema(path).metadata).encode() for path in files if path.suffix == ".parquet"]
    assert len(texts) >= 10
    assert [text for text in texts if WORD.encode() in text] == []
    assert "password" not in json.dumps(json.loads((folder / "out" / "manifest.json").read_text("utf-8")))


def test_no_key_is_made_of_a_password_from_which_it_could_be_guessed() -> None:
    def key(given: str, written: str) -> str:
        entry = ReportEntry("a.pdf", "BOC", 2020, password=written)
        task = ReadTask(Path("a.pdf"), "a.pdf", 1, "0" * 64, "pdfium", "auto", entry, given)
        return task.make_key(with_pictures=True)

    assert key(WORD, "") == key("", WORD) == key("", "")


def test_what_was_read_is_not_read_again_with_another_password_or_none(
    folder: Path, take_snapshot: Callable[[Path], dict[str, bytes]]
) -> None:
    call(folder, "--password", WORD)
    before = take_snapshot(folder / "out")
    for options in ([], ["--password", "open-barley-8"]):
        code, output = call(folder, *options)
        assert code == 0
        assert "0 read now, 2 unchanged" in output
        assert take_snapshot(folder / "out") == before
