"""Which reports are ranked together."""

from __future__ import annotations

from dataclasses import replace

from fintech_coding.records import Report
from fintech_coding.validation.groups import group_reports, rank_reports


def _make_report(report_id: str, year: int | None, document: str = "annual", status: str = "ok") -> Report:
    blank = Report(
        report_id, "", "", year, "zh-Hans", "", "", 1, 0, 1, 1, "pdfium", status, "", 0.0, document, ""
    )
    return replace(blank, bank=report_id[:1])


REPORTS = [
    _make_report("b_2020", 2020),
    _make_report("a_2020", 2020, document=""),
    _make_report("a_2021", 2021),
    _make_report("a_2020_half", 2020, document="half-year"),
    _make_report("c_2020", 2020, status="no_text"),
    _make_report("d", None),
]


def test_reports_of_a_year_and_kind_are_ranked_together_and_the_unread_not_at_all():
    assert group_reports(REPORTS, "year") == {
        "2020": ["a_2020", "b_2020"],
        "2020 half-year": ["a_2020_half"],
        "2021": ["a_2021"],
        "no year": ["d"],
    }


def test_all_reports_can_be_ranked_together():
    assert group_reports(REPORTS, "all") == {"all": ["a_2020", "a_2020_half", "a_2021", "b_2020", "d"]}


def test_a_rank_is_that_within_the_group_and_a_missing_value_has_none():
    groups = {"2020": ["a", "b", "c"], "2021": ["d"]}
    assert rank_reports(groups, {"a": 1, "b": 5, "c": None, "d": 0}) == {"a": 2, "b": 1, "d": 1}
