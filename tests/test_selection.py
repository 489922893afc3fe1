"""Which reports count: the documents asked for, and one version of each."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fintech_coding.cli import app
from fintech_coding.errors import UsageError
from fintech_coding.records import DOCUMENTS, Report
from fintech_coding.selection import parse_documents, select_reports

GOOD = Report(
    report_id="icbc_2020",
    bank="ICBC",
    bank_name="中国工商银行股份有限公司",
    year=2020,
    language="zh-Hans",
    file="a.pdf",
    sha256="a",
    pages=10,
    pages_without_text=0,
    characters=9000,
    passages=90,
    reader="pdfium",
    status="ok",
    reason="",
    seconds=0.0,
    document="annual",
    basis="bank: file name; document: title on page 1",
    edition="A",
)


def make(file: str, **changes: object) -> Report:
    return replace(GOOD, file=file, sha256=file, **changes)  # type: ignore[arg-type]


def list_counted(reports: Sequence[Report], *documents: str) -> list[str]:
    return [report.file for report in select_reports(reports, documents) if report.status != "skipped"]


# The documents asked for


@pytest.mark.parametrize("document", DOCUMENTS)
def test_only_annual_reports_count_unless_others_are_asked_for(document: str) -> None:
    report = make("a.pdf", document=document)
    assert bool(list_counted([report])) == (document == "annual")
    assert list_counted([report], document) == ["a.pdf"]
    assert list_counted([report], *(set(DOCUMENTS) - {document})) == []


@pytest.mark.parametrize(
    ("status", "after"), [("partial", "skipped"), ("no_text", "skipped"), ("failed", "failed")]
)
def test_a_half_year_report_is_left_out_however_well_it_was_read_and_a_failed_one_stays(
    status: str, after: str
) -> None:
    (report,) = select_reports([make("a.pdf", document="half-year", status=status, reason="is so. Do this.")])
    assert report.status == after


def test_a_document_left_out_says_what_it_is_why_and_how_to_count_it() -> None:
    (skipped,) = select_reports([make("a.pdf", document="half-year")])
    assert skipped.reason == (
        "is a half-year report, not an annual report (title on page 1). "
        "To count it too, run matrix --documents annual,half-year, or name it in reports.csv."
    )
    (skipped,) = select_reports([make("a.pdf", named=True)], ["half-year", "summary"])
    assert skipped.reason == (
        "is an annual report (title on page 1), and --documents asks for half-year, summary. "
        "To count it too, run matrix --documents annual,half-year,summary."
    )


def test_a_report_named_in_reports_csv_counts_whatever_it_is_where_nothing_is_asked_for() -> None:
    report = make("a.pdf", document="half-year", named=True)
    assert list_counted([report]) == ["a.pdf"]
    assert list_counted([report], "annual") == []


def test_a_report_that_does_not_say_what_it_is_goes_with_the_annual_ones() -> None:
    report = make("a.pdf", document="")
    assert list_counted([report]) == ["a.pdf"]
    assert list_counted([report], "half-year") == []


def test_documents_are_asked_for_by_name_in_any_case_and_order() -> None:
    assert parse_documents(" Half-Year ,annual") == ("annual", "half-year")
    assert parse_documents("all") == DOCUMENTS
    assert parse_documents("") == ()
    with pytest.raises(UsageError, match=r"reports\b.*annual, half-year.*or all"):
        parse_documents("annual,reports")


# One version of each report


@pytest.mark.parametrize(
    "better_first",
    [
        ({}, {"edition": "H"}),
        ({}, {"edition": ""}),
        ({"edition": ""}, {"edition": "H"}),
        ({}, {"language": "zh-Hant", "edition": "H"}),
        ({"language": "zh-Hant", "edition": "H"}, {"language": "en"}),
        ({"revision": "corrected"}, {}),
        ({"revision": "corrected", "edition": ""}, {}),
        ({}, {"revision": "withdrawn"}),
        ({}, {"revision": "corrected", "language": "en"}),
        ({"edition": "H", "named": True}, {"revision": "corrected"}),
        ({"edition": "H"}, {"status": "no_text", "reason": "holds no text. Get one."}),
        ({"document": "half-year"}, {"document": "half-year", "language": "en"}),
        ({"document": "sustainability"}, {"document": "sustainability", "language": "en"}),
    ],
)
def test_of_two_versions_the_better_one_counts_in_whatever_order_they_come(
    better_first: tuple[dict[str, object], dict[str, object]],
) -> None:
    better, other = make("better.pdf", **better_first[0]), make("other.pdf", **better_first[1])
    for reports in permutations([better, other]):
        assert list_counted(reports, *DOCUMENTS) == ["better.pdf"]


def test_a_version_left_out_says_of_which_and_how_to_choose_it() -> None:
    reports = [make("a.pdf"), make("h.pdf", language="zh-Hant", edition="H")]
    assert select_reports(reports)[1].reason == (
        "is another version (zh-Hant, edition H) of the report in a.pdf (zh-Hans, edition A), which counts. "
        "To count this one instead, name it in reports.csv; to count both, name both there."
    )
    unread = make("a.pdf", status="no_text", reason="holds no text. Get one with text.")
    assert select_reports([unread, make("b.pdf")])[0].reason == (
        "holds no text; b.pdf counts in its place. Get one with text."
    )


def test_all_versions_that_are_named_count() -> None:
    named = [make("a.pdf", named=True), make("h.pdf", edition="H", named=True)]
    assert list_counted([*named, make("b.pdf", revision="corrected")]) == ["a.pdf", "h.pdf"]


def test_versions_that_nothing_tells_apart_all_count() -> None:
    assert list_counted([make("a.pdf"), make("b.pdf"), make("c.pdf", edition="H")]) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    "changes",
    [
        {"year": 2019},
        {"bank": "ABC"},
        {"document": "half-year"},
        {"document": ""},
        {"status": "failed", "reason": "is damaged. Get it."},
    ],
)
def test_another_year_bank_or_document_and_a_failed_report_are_no_version(changes: dict[str, object]) -> None:
    assert list_counted([GOOD, make("b.pdf", **changes)], *DOCUMENTS) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("changes", [{"bank": ""}, {"year": None}])
def test_a_report_whose_bank_or_year_is_unknown_is_a_version_of_nothing(changes: dict[str, object]) -> None:
    assert len(list_counted([make("a.pdf", **changes), make("b.pdf", language="en", **changes)])) == 2


@pytest.mark.parametrize("document", ["quarterly", "summary", "other"])
def test_what_a_bank_publishes_several_times_a_year_has_no_versions(document: str) -> None:
    reports = [make("a.pdf", document=document), make("b.pdf", document=document, language="en")]
    assert len(list_counted(reports, document)) == 2


def test_a_copy_is_left_out_for_the_first_or_the_one_that_is_named() -> None:
    copies = [make("a.pdf", bank=""), replace(make("b.pdf", bank=""), sha256="a.pdf")]
    assert list_counted(copies) == ["a.pdf"]
    assert list_counted([copies[0], replace(copies[1], named=True)]) == ["b.pdf"]
    assert len(list_counted([replace(copy, named=True) for copy in copies])) == 2


def test_a_copy_that_is_left_out_is_no_version_that_counts() -> None:
    original = make("a.pdf", year=2019, revision="corrected")
    copy = replace(make("b.pdf"), sha256="a.pdf")
    assert list_counted([original, copy, make("c.pdf", language="en")]) == ["a.pdf", "c.pdf"]


# The whole command


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def folder(tmp_path: Path, small_codebook: Path, make_report: Callable[..., Path]) -> Path:
    """Return a study with an annual report, its Hong Kong edition and a half-year report of one year."""
    make_report(tmp_path / "reports" / "a.txt", "本行运用人工智能技术", title="2020年年度报告(A股)")
    make_report(
        tmp_path / "reports" / "h.txt", "本行運用區塊鏈技術" * 30, title="2020年年度報告\n股份代號:1398"
    )
    make_report(tmp_path / "reports" / "half.txt", "本行运用大数据技术", title="2020年半年度报告")
    assert small_codebook.parent == tmp_path
    return tmp_path


def call(folder: Path, command: str, *options: str) -> str:
    where = [str(folder / "reports"), "--jobs=1"] if command == "run" else []
    arguments = [command, *where, f"--out={folder / 'out'}", f"--codebook={folder / 'codebook.yaml'}"]
    result = CliRunner().invoke(app, [*arguments, *options])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


TABLES = ("coding_matrix.csv", "coding_matrix_long.csv", "elements.csv", "evidence.csv")


def list_documents(folder: Path, table: str) -> set[tuple[str, str]]:
    return {(row["report_id"], row["document"]) for row in read(folder / "out" / table)}


def test_by_default_one_annual_report_counts_and_the_others_are_rows_with_reasons(folder: Path) -> None:
    output = call(folder, "run")
    for table in TABLES:
        assert list_documents(folder, table) == {("icbc_2020", "annual")}, table
    rows = {row["file"]: row for row in read(folder / "out" / "extraction.csv")}
    assert {file: (row["status"], row["edition"], row["document"]) for file, row in rows.items()} == {
        "a.txt": ("ok", "A", "annual"),
        "h.txt": ("skipped", "H", "annual"),
        "half.txt": ("skipped", "", "half-year"),
    }
    told = {row["file"]: row["what_to_do"] for row in read(folder / "out" / "problems.csv") if row["file"]}
    assert "name it in reports.csv" in told["h.txt"]
    assert "--documents annual,half-year" in told["half.txt"]
    assert all(f"warning: {file}: " in output for file in told)


@pytest.mark.parametrize("command", ["run", "matrix"])
def test_documents_asked_for_are_in_every_table_under_ids_of_their_own(command: str, folder: Path) -> None:
    call(folder, "run")
    call(folder, command, "--documents", "annual,half-year")
    both = {("icbc_2020", "annual"), ("icbc_2020_half-year", "half-year")}
    for table in TABLES:
        assert list_documents(folder, table) == both, table
    matrix = {row["report_id"]: row for row in read(folder / "out" / "coding_matrix.csv")}
    counts = {key: (row["artificial_intelligence"], row["big_data"]) for key, row in matrix.items()}
    assert counts == {"icbc_2020": ("1", "0"), "icbc_2020_half-year": ("0", "1")}
    statuses = {row["file"]: row["status"] for row in read(folder / "out" / "extraction.csv")}
    assert statuses == {"a.txt": "ok", "h.txt": "skipped", "half.txt": "ok"}
    problems = read(folder / "out" / "problems.csv")
    assert [row["file"] for row in problems if row["severity"] == "warning"] == ["h.txt"]
    assert any("several kinds of document" in row["problem"] for row in problems)


def test_the_choice_of_documents_leaves_no_trace_when_it_is_taken_back(
    folder: Path, take_snapshot: Callable[[Path], dict[str, bytes]]
) -> None:
    call(folder, "run")
    first = take_snapshot(folder / "out")
    call(folder, "matrix", "--documents", "half-year")
    assert list_documents(folder, "coding_matrix.csv") == {("icbc_2020_half-year", "half-year")}
    assert take_snapshot(folder / "out") != first
    call(folder, "matrix")
    assert take_snapshot(folder / "out") == first


def test_run_and_matrix_with_the_same_documents_give_the_same_bytes(
    folder: Path, take_snapshot: Callable[[Path], dict[str, bytes]]
) -> None:
    call(folder, "run", "--documents=all")
    at_once = take_snapshot(folder / "out")
    call(folder, "run")
    call(folder, "matrix", "--documents=all")
    call(folder, "report", str(folder / "reports"))
    assert take_snapshot(folder / "out") == at_once


def test_matrix_says_that_the_page_is_of_an_earlier_coding(folder: Path) -> None:
    call(folder, "run")
    (folder / "out" / "report.html").unlink()
    assert "fintech-code report" not in call(folder, "matrix")
    call(folder, "run")
    assert "report.html is of an earlier coding: run fintech-code report." in call(folder, "matrix")


def test_the_other_edition_counts_once_it_is_named_and_both_when_both_are(folder: Path) -> None:
    sidecar = folder / "reports" / "reports.csv"
    sidecar.write_text("file,bank,year\nh.txt,,\n")
    call(folder, "run")
    (row,) = read(folder / "out" / "coding_matrix.csv")
    assert (row["report_id"], row["artificial_intelligence"], row["blockchain"]) == ("icbc_2020", "0", "1")
    sidecar.write_text("file,bank,year\nh.txt,,\na.txt,,\n")
    call(folder, "run")
    rows = read(folder / "out" / "coding_matrix.csv")
    assert [(row["report_id"], row["blockchain"]) for row in rows] == [
        ("icbc_2020", "0"),
        ("icbc_2020_2", "1"),
    ]


def test_a_half_year_report_shows_as_one_in_the_terminal(folder: Path) -> None:
    assert "2020 half-year" in " ".join(call(folder, "run", "--documents=all").split())


def test_documents_that_no_report_is_are_refused_and_nothing_is_written(folder: Path) -> None:
    call(folder, "run")
    before = {path: path.read_bytes() for path in (folder / "out").glob("*.*")}
    with pytest.raises(UsageError, match=r"--documents quarterly: .*1 half-year"):
        call(folder, "matrix", "--documents=quarterly")
    with pytest.raises(UsageError, match="no document weekly"):
        call(folder, "matrix", "--documents=weekly")
    assert {path: path.read_bytes() for path in (folder / "out").glob("*.*")} == before


def test_a_copy_counts_again_when_its_original_is_gone(
    tmp_path: Path, small_codebook: Path, make_report: Callable[..., Path]
) -> None:
    assert small_codebook.parent == tmp_path
    for name in ("a.txt", "b.txt"):
        make_report(tmp_path / "reports" / name, "本行运用人工智能技术")
    call(tmp_path, "run")
    assert [row["status"] for row in read(tmp_path / "out" / "extraction.csv")] == ["ok", "skipped"]
    (tmp_path / "reports" / "a.txt").unlink()
    call(tmp_path, "run")
    assert [row["status"] for row in read(tmp_path / "out" / "extraction.csv")] == ["ok"]
