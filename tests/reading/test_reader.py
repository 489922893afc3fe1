"""One report file becomes one row and its passages, whatever the file is."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_builders import fill, write_pdf
from pdf_mutations import write_objects
from reportlab.lib.pdfencrypt import StandardEncryption

from fintech_coding.errors import UsageError
from fintech_coding.reading.reader import base_report_id, read_report, rename_report
from fintech_coding.reading.sidecar import ReportEntry
from fintech_coding.records import Passage, Report

TITLE = "中国工商银行股份有限公司\n2020年度报告\n\n"
TEXT = TITLE + f"　　{fill()}\n{fill(end='运用人工智')}\n能。\n"


def read(
    path: Path, *, reader: str = "pdfium", entry: ReportEntry | None = None
) -> tuple[Report, list[Passage]]:
    return read_report(path, file=path.name, sha256="ab" * 32, reader=reader, entry=entry)


def write(path: Path, text: str = TEXT) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_report_that_was_read_is_a_row_that_adds_up(tmp_path: Path) -> None:
    report, passages = read(write(tmp_path / "601398_2020.txt", TEXT + "\f" + TEXT))
    assert (report.status, report.reason) == ("ok", "")
    assert (report.bank, report.year, report.report_id) == ("ICBC", 2020, "icbc_2020")
    assert (report.file, report.sha256, report.reader) == ("601398_2020.txt", "ab" * 32, "text")
    assert (report.pages, report.pages_without_text) == (2, 0)
    assert report.passages == len(passages) > 0
    assert report.characters == sum(len(passage.text) for passage in passages)
    assert {passage.report_id for passage in passages} == {"icbc_2020"}
    assert any("人工智能。" in passage.text for passage in passages)


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_both_readers_can_be_asked_for(tmp_path: Path, reader: str) -> None:
    report, passages = read(write_pdf(tmp_path / "a.pdf", ["本行使用人工智能与大数据。"]), reader=reader)
    assert (report.status, report.reader, [p.text for p in passages]) == (
        "ok",
        reader,
        ["本行使用人工智能与大数据。"],
    )


def test_an_ending_counts_in_any_case(tmp_path: Path) -> None:
    assert read(write(tmp_path / "601398_2020.TXT"))[0].status == "ok"


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_a_document_without_a_page_has_failed_and_is_no_scan(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "a.pdf"
    empty = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}
    path.write_bytes(write_objects(empty, root=1))
    report, _ = read(path, reader=reader)
    assert (report.status, "damaged" in report.reason) == ("failed", True)


def test_a_report_without_a_passage_is_no_report_that_says_nothing(tmp_path: Path) -> None:
    report, passages = read(write(tmp_path / "a.txt", "\f".join(["某银行二〇二〇年年度报告全文"] * 20)))
    assert (passages, report.status, "headers" in report.reason) == ([], "no_text", True)


def test_the_reason_of_a_file_does_not_depend_on_the_file_read_before(tmp_path: Path) -> None:
    locked, damaged = tmp_path / "locked.pdf", tmp_path / "damaged.pdf"
    write_pdf(locked, ["text"], encrypt=StandardEncryption("secret"))
    damaged.write_bytes(write_objects({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Kids[]>>"}, root=1))
    reasons = [read(path)[0].reason for path in (damaged, locked, damaged)]
    assert "password" in reasons[1]
    assert reasons[0] == reasons[2]
    assert "damaged" in reasons[0]


def test_an_unknown_reader_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"tesseract.*pdfium, pdfplumber"):
        read(write_pdf(tmp_path / "a.pdf", ["text"]), reader="tesseract")


@pytest.mark.parametrize(
    ("name", "data"),
    [("601398_2020.pdf", b""), ("601398_2020.pdf", b"no pdf"), ("601398_2020.txt", bytes(range(256)))],
)
def test_a_file_that_cannot_be_read_is_a_row_with_the_reason(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    report, passages = read(tmp_path / name)
    assert (report.status, passages) == ("failed", [])
    assert (report.bank, report.year) == ("ICBC", 2020)
    assert (report.pages, report.characters, report.passages) == (0, 0, 0)
    assert len(report.reason) > 20


@pytest.mark.parametrize("name", ["none.pdf", "none.txt"])
def test_a_file_that_is_gone_is_a_row_with_the_reason(tmp_path: Path, name: str) -> None:
    report, passages = read(tmp_path / name)
    assert (report.status, passages) == ("failed", [])
    assert "cannot be opened" in report.reason


def test_a_pdf_of_empty_pages_has_no_text_and_says_what_to_do(tmp_path: Path) -> None:
    report, passages = read(write_pdf(tmp_path / "601398_2020.pdf", *([[]] * 10)))
    assert (report.status, report.pages, report.pages_without_text, passages) == ("no_text", 10, 10, [])
    assert "download it again" in report.reason


@pytest.mark.parametrize(
    ("empty", "status"),
    [(1, "ok"), (2, "ok"), (3, "partial"), (4, "partial"), (5, "no_text"), (9, "no_text")],
)
def test_the_share_of_pages_without_text_decides_the_status(tmp_path: Path, empty: int, status: str) -> None:
    body = ["The bank uses big data in its daily risk control."]
    report, _ = read(write_pdf(tmp_path / "601398_2020.pdf", *([[]] * empty), *([body] * (10 - empty))))
    assert (report.status, report.pages_without_text) == (status, empty)
    assert (report.reason == "") == (status == "ok")


def test_a_half_year_report_is_read_and_said_to_be_one(tmp_path: Path) -> None:
    path = write(tmp_path / "601398_2020.txt", TEXT.replace("年度报告", "年半年度报告"))
    report, passages = read(path)
    assert (report.status, report.document, report.edition) == ("ok", "half-year", "A")
    assert report.report_id == "icbc_2020_half-year"
    assert passages


def test_a_row_says_whether_reports_csv_names_the_report(tmp_path: Path) -> None:
    path = write(tmp_path / "601398_2020.txt")
    missing = tmp_path / "gone.txt"
    entry = ReportEntry(path.name, "", None)
    assert [read(file, entry=entry)[0].named for file in (path, missing)] == [True, True]
    assert [read(file)[0].named for file in (path, missing)] == [False, False]


def unlock(path: Path, given: str, written: str | None = None, reader: str = "pdfium") -> Report:
    entry = None if written is None else ReportEntry(path.name, "", None, password=written)
    return read_report(path, file=path.name, sha256="", reader=reader, entry=entry, password=given)[0]


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_a_password_is_tried_where_the_report_wants_one(tmp_path: Path, reader: str) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["The bank uses big data."], encrypt=StandardEncryption("secret"))
    for given, written in (("secret", None), ("secret", ""), ("other", "secret"), ("", "secret")):
        assert unlock(path, given, written, reader).status == "ok", (given, written)
    for given, written in (("other", None), ("secret", "other"), ("", "other")):
        report = unlock(path, given, written, reader)
        assert (report.status, report.pages) == ("failed", 0)
        assert "password given" in report.reason
        assert "other" not in report.reason
    assert "--password" in unlock(path, "", None, reader).reason


def test_a_password_is_not_tried_where_the_report_wants_none(tmp_path: Path) -> None:
    lock = StandardEncryption("", ownerPassword="owner")
    path = write_pdf(tmp_path / "a.pdf", ["The bank uses big data."], encrypt=lock)
    assert unlock(path, "other").status == "ok"
    assert unlock(path, "", "other").status == "ok"


def test_the_researchers_word_on_bank_and_year_stands(tmp_path: Path) -> None:
    report, passages = read(write(tmp_path / "scan001.txt"), entry=ReportEntry("scan001.txt", "CCB", 2011))
    assert (report.bank, report.year, report.report_id) == ("CCB", 2011, "ccb_2011")
    assert passages[0].passage_id == "ccb_2011_00001"


def test_a_renamed_report_takes_its_passages_along(tmp_path: Path) -> None:
    report, passages = read(write(tmp_path / "601398_2020.txt"))
    renamed, moved = rename_report(report, passages, "icbc_2020_2")
    assert (renamed.report_id, base_report_id(renamed)) == ("icbc_2020_2", "icbc_2020")
    assert moved[0].passage_id == "icbc_2020_2_00001"
    assert {passage.report_id for passage in moved} == {"icbc_2020_2"}
    assert [passage.text for passage in moved] == [passage.text for passage in passages]
    assert rename_report(renamed, moved, "icbc_2020") == (report, passages)


@pytest.mark.parametrize(("name", "advised"), [("a.txt", "Save it as text again"), ("a.pdf", "--reader")])
def test_a_reader_that_breaks_is_said_in_a_line_with_what_helps(
    name: str, advised: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("too\nbad " * 99)

    monkeypatch.setattr("fintech_coding.reading.text.read_pages", fail)
    monkeypatch.setattr("fintech_coding.reading.pdf.read_pages", fail)
    report = read_report(tmp_path / name, file=name, sha256="", reader="pdfium", entry=None)[0]
    assert report.status == "failed"
    assert advised in report.reason
    assert len(report.reason.splitlines()) == 1
    assert len(report.reason) < 400
    assert (report.reader == "text") == (name == "a.txt")
