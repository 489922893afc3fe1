"""Which pages are recognised, what is said of the others, and what that makes of a report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from page_builders import fill, make_line, write_pdf, write_scan

from fintech_coding import extraction, store
from fintech_coding.errors import UsageError
from fintech_coding.extraction import extract_reports
from fintech_coding.reading import ocr, reader
from fintech_coding.records import Page, Passage, Report
from fintech_coding.study import ExtractSettings

Rows = list[dict[str, str]]

FRONT = ["中国工商银行股份有限公司", "2020年年度报告", *[fill() for _ in range(5)], "并取得良好成效。"]
BODY = ["本行持续推进人工智能技术的发展并提升服务实体经济的质量", "银行业务数字化转型稳健发展。"]


@dataclass
class Recognizer:
    """A stand-in for the recogniser: it reads one sentence on every page, and keeps which pages."""

    version: str = "rapidocr 1"
    pages: list[int] = field(default_factory=list)

    def recognize_page(self, _path: Path, page: Page, _password: str) -> Page:
        self.pages.append(page.number)
        line = make_line("本行运用大数据技术进行风险管理并取得良好成效。")
        return replace(page, lines=(replace(line, confidence=0.9),), reader=ocr.OCR)


def run_here(
    work: Callable[[Any], Any], tasks: Sequence[Any], **_: object
) -> Iterator[tuple[int, tuple[Report, bytes]]]:
    """Do tasks in this process, where the stand-in is."""
    yield from enumerate(map(work, tasks))


@pytest.fixture
def recognizer(monkeypatch: pytest.MonkeyPatch) -> Recognizer:
    made = Recognizer()
    for module in (ocr, extraction):
        monkeypatch.setattr(module, "read_recognizer_version", lambda: made.version)
    monkeypatch.setattr(reader, "recognize_page", made.recognize_page)
    monkeypatch.setattr(extraction, "run_tasks", run_here)
    return made


def write_mixed(path: Path) -> Path:
    """Write a report of five pages, the third of which is a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_scan(path, FRONT, *[BODY] * 4, pictures=[3])


def extract(folder: Path, mode: str = "auto") -> tuple[list[Report], int]:
    settings = ExtractSettings(ocr=mode)
    done = extract_reports([folder / "reports"], folder / "out", settings=settings, jobs=1)
    return list(done.reports), done.read_now


def load_passages(folder: Path) -> list[Passage]:
    return list(store.load_passages(folder / "out", "icbc_2020"))


def test_only_pictures_are_recognised_and_their_passages_have_a_confidence(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    write_mixed(tmp_path / "reports" / "a.pdf")
    ((report,), _) = extract(tmp_path)
    assert recognizer.pages == [3]
    assert (report.status, report.reason, report.pages_without_text) == ("ok", "", 0)
    assert (report.pages_scanned, report.pages_ocr) == (1, 1)
    confidences = {passage.page_first: passage.confidence for passage in load_passages(tmp_path)}
    assert confidences == {1: None, 2: None, 3: 0.9, 4: None, 5: None}


@pytest.mark.parametrize(("mode", "version"), [("never", "rapidocr 1"), ("auto", "")])
def test_a_picture_that_is_not_read_is_said_with_what_to_do(
    tmp_path: Path, recognizer: Recognizer, mode: str, version: str, read_table: Callable[[Path], Rows]
) -> None:
    recognizer.version = version
    write_mixed(tmp_path / "reports" / "a.pdf")
    ((report,), _) = extract(tmp_path, mode)
    assert recognizer.pages == []
    assert (report.status, report.pages_scanned, report.pages_ocr) == ("ok", 1, 0)
    (row,) = [row for row in read_table(tmp_path / "out" / "problems.csv") if "scanned" in row["problem"]]
    assert (row["severity"], row["page"]) == ("warning", "3")
    assert "--ocr auto" in row["what_to_do"]


@pytest.mark.parametrize(("scanned", "status"), [(3, "partial"), (6, "no_text")])
def test_a_report_that_lacks_pages_says_how_they_are_read(
    tmp_path: Path, recognizer: Recognizer, scanned: int, status: str
) -> None:
    recognizer.version = ""
    (tmp_path / "reports").mkdir()
    pictures = list(range(10 - scanned + 1, 11))
    write_scan(tmp_path / "reports" / "a.pdf", FRONT, *[BODY] * 9, pictures=pictures)
    ((report,), _) = extract(tmp_path)
    assert report.status == status
    assert "pip install '.[ocr]'" in report.reason


def test_always_recognises_every_page_of_a_pdf_and_none_of_a_text_file(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    write_pdf(write_mixed(tmp_path / "reports" / "a.pdf"), FRONT, BODY)
    (tmp_path / "reports" / "b.txt").write_text("\n".join(FRONT), encoding="utf-8")
    (first, second), _ = extract(tmp_path, "always")
    assert recognizer.pages == [1, 2]
    assert (first.pages_scanned, first.pages_ocr) == (0, 2)
    assert (second.pages_scanned, second.pages_ocr) == (0, 0)


def test_an_unknown_mode_and_always_without_a_recogniser_are_refused(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    recognizer.version = ""
    write_mixed(tmp_path / "reports" / "a.pdf")
    with pytest.raises(UsageError, match=r"--ocr sometimes: .* auto, never, always"):
        extract(tmp_path, "sometimes")
    with pytest.raises(UsageError, match=r"--ocr always: .* pip install '\.\[ocr\]'"):
        extract(tmp_path, "always")


def test_a_recogniser_that_comes_or_changes_has_only_the_reports_with_pictures_read_again(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    recognizer.version = ""
    write_mixed(tmp_path / "reports" / "scan.pdf")
    write_pdf(tmp_path / "reports" / "text.pdf", FRONT, BODY, [])
    assert extract(tmp_path)[1] == 2
    assert extract(tmp_path)[1] == 0
    for version in ("rapidocr 1", "rapidocr 2"):
        recognizer.version = version
        assert extract(tmp_path)[1] == 1
        assert extract(tmp_path)[1] == 0
    assert recognizer.pages == [3, 3]


def test_what_was_read_without_a_recogniser_stands_where_none_is_wanted(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    write_mixed(tmp_path / "reports" / "scan.pdf")
    write_pdf(tmp_path / "reports" / "text.pdf", FRONT, BODY)
    assert extract(tmp_path, "never")[1] == 2
    recognizer.version = "rapidocr 2"
    assert extract(tmp_path, "never")[1] == 0
    assert extract(tmp_path, "auto")[1] == 1
    assert extract(tmp_path, "always")[1] == 2
    assert extract(tmp_path, "always")[1] == 0


@pytest.mark.skipif(not ocr.read_recognizer_version(), reason="the extra ocr is not installed")
def test_a_scan_is_coded_from_end_to_end_the_same_on_any_number_of_processes(
    tmp_path: Path,
    run_command: Callable[..., CompletedProcess[str]],
    read_table: Callable[[Path], Rows],
    take_snapshot: Callable[[Path], dict[str, bytes]],
) -> None:
    write_mixed(tmp_path / "reports" / "a.pdf")
    write_scan(tmp_path / "reports" / "601398_2019.pdf", ["2019年年度报告", *FRONT[2:]], BODY)
    snapshots = []
    for jobs in ("1", "2"):
        done = run_command("run", "--out", f"out{jobs}", "--jobs", jobs, cwd=tmp_path)
        assert (done.returncode, "recogn" in done.stderr) == (0, False), done.stderr
        snapshots.append(take_snapshot(tmp_path / f"out{jobs}"))
    assert snapshots[0] == snapshots[1]
    rows = read_table(tmp_path / "out1" / "extraction.csv")
    assert [(row["status"], row["pages_scanned"], row["pages_ocr"]) for row in rows] == [
        ("ok", "2", "2"),
        ("ok", "1", "1"),
    ]
    manifest = json.loads((tmp_path / "out1" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["dependencies"]["rapidocr"]
    evidence = read_table(tmp_path / "out1" / "evidence.csv")
    found = {
        (row["year"], row["page_first"]): row["confidence"] for row in evidence if row["term"] == "人工智能"
    }
    assert set(found) == {("2019", "2"), ("2020", "2"), ("2020", "3"), ("2020", "4"), ("2020", "5")}
    assert found["2020", "2"] == found["2020", "4"] == ""
    assert 0.9 < float(found["2019", "2"]) <= 1
    assert 0.9 < float(found["2020", "3"]) <= 1
