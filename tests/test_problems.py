"""Problem rows: what a reader of the tables is told, and how badly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fintech_coding.problems import (
    has_errors,
    list_coding_problems,
    list_report_problems,
    renew_report_problems,
)
from fintech_coding.records import Problem, Report

GOOD = Report(
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
    seconds=0.0,
    document="annual",
    basis="",
)


def test_a_report_that_was_read_whole_is_no_problem() -> None:
    assert list_report_problems([GOOD]) == []


@pytest.mark.parametrize("status", ["failed", "no_text", "no_section"])
def test_a_report_without_counts_is_an_error_with_its_advice_apart(status: str) -> None:
    report = replace(GOOD, status=status, reason="is damaged. Download it again.")
    (problem,) = list_report_problems([report])
    assert (problem.severity, problem.problem) == ("error", "a.pdf: is damaged.")
    assert problem.what_to_do == "Download it again."
    assert (problem.report_id, problem.file, problem.page) == ("icbc_2020", "a.pdf", None)


@pytest.mark.parametrize("status", ["partial", "skipped"])
def test_a_report_read_in_part_or_left_out_is_a_warning(status: str) -> None:
    (problem,) = list_report_problems([replace(GOOD, status=status, reason="is so. Do this.")])
    assert (problem.severity, problem.problem, problem.what_to_do) == ("warning", "a.pdf: is so.", "Do this.")


def test_files_that_claim_one_bank_and_year_have_a_row_each_that_names_both() -> None:
    second = replace(GOOD, report_id="icbc_2020_2", file="b.pdf")
    problems = list_report_problems([GOOD, second])
    assert [problem.report_id for problem in problems] == ["icbc_2020", "icbc_2020_2"]
    assert all("a.pdf" in problem.problem and "b.pdf" in problem.problem for problem in problems)
    assert all("reports.csv" in problem.what_to_do for problem in problems)


def test_another_year_or_a_skipped_report_claims_nothing() -> None:
    other_year = replace(GOOD, year=2019, file="b.pdf")
    half_year = replace(GOOD, status="skipped", file="c.pdf")
    assert list_report_problems([GOOD, other_year, half_year]) == []


def test_an_announcement_or_another_quarter_claims_nothing() -> None:
    for document in ("quarterly", "summary", "other"):
        first = replace(GOOD, document=document)
        assert list_report_problems([first, replace(first, file="b.pdf")]) == []


def test_an_annual_and_a_half_year_report_that_count_claim_nothing_of_each_other() -> None:
    assert list_report_problems([GOOD, replace(GOOD, file="b.pdf", document="half-year")]) == []


def test_another_choice_of_reports_renews_the_problems_of_reports_only() -> None:
    page = Problem("icbc_2020", "a.pdf", 3, "note", "of a page.", "Look.")
    stray = Problem("", "x.pdf", None, "warning", "of no report.", "Look.")
    skipped = replace(GOOD, status="skipped", reason="is so. Do this.")
    before = [page, stray, *list_report_problems([skipped])]
    assert renew_report_problems(before, [GOOD]) == [page, stray]
    assert renew_report_problems([page, stray], [skipped]) == before


def test_several_kinds_of_document_in_the_tables_are_one_note() -> None:
    half = replace(GOOD, document="half-year")
    assert list_coding_problems([GOOD, replace(half, status="skipped")], unused_terms=[], terms=5) == []
    (note,) = list_coding_problems([GOOD, half], unused_terms=[], terms=5)
    assert "1 annual, 1 half-year" in note.problem


def test_two_reports_without_a_bank_claim_nothing_together() -> None:
    unknown = replace(GOOD, bank="", bank_name="")
    problems = list_report_problems([unknown, replace(unknown, file="b.pdf")])
    assert not [problem for problem in problems if "claim" in problem.problem]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"bank": ""}, "whose report"),
        ({"year": None}, "year"),
        ({"document": ""}, "annual report"),
        ({"revision": "withdrawn"}, "withdrawn"),
        ({"characters": 500}, "little text"),
    ],
)
def test_each_doubt_about_a_report_is_one_warning_that_says_what_to_do(
    changes: dict[str, object], words: str
) -> None:
    (problem,) = list_report_problems([replace(GOOD, **changes)])  # type: ignore[arg-type]
    assert problem.severity == "warning"
    assert problem.problem.startswith("a.pdf: ")
    assert words in problem.problem
    assert problem.what_to_do


def test_a_short_report_of_one_page_is_not_suspicious() -> None:
    assert list_report_problems([replace(GOOD, pages=1, characters=20)]) == []


def test_the_order_of_reports_does_not_change_the_problems() -> None:
    reports = [
        replace(GOOD, file="b.pdf", bank=""),
        replace(GOOD, file="a.pdf", status="failed", reason="is damaged. Get it."),
        replace(GOOD, file="c.pdf", year=None),
    ]
    assert list_report_problems(reports) == list_report_problems(reports[::-1])


def test_terms_without_a_hit_are_one_note_that_counts_them() -> None:
    assert list_coding_problems([], unused_terms=[], terms=5) == []
    (note,) = list_coding_problems([], unused_terms=[f"term{n}" for n in range(30)], terms=40)
    assert note.severity == "note"
    assert "30 of 40" in note.problem
    assert "term0" in note.problem
    assert "term29" not in note.problem


def test_only_an_error_is_an_error() -> None:
    doubts = list_report_problems([replace(GOOD, bank="", year=None)])
    failed = list_report_problems([replace(GOOD, status="failed", reason="is damaged. Get it.")])
    assert not has_errors(doubts)
    assert has_errors([*doubts, *failed])
