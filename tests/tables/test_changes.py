"""From one year of a bank to the next."""

from __future__ import annotations

import pandas as pd
import pytest
from builders import make_hit, make_report

from fintech_coding.headers import CHANGE_COLUMNS
from fintech_coding.records import Report
from fintech_coding.tables.changes import build_changes
from fintech_coding.tables.matrix import build_long, build_matrix

TECHNOLOGIES = ["cloud_computing", "big_data"]


def _build(reports: list[Report], counts: dict[str, int], *, count: str = "passages") -> pd.DataFrame:
    """Return the changes of reports with so many passages on cloud computing, by report id."""
    hits = [
        make_hit(report_id=report_id, passage_id=f"{report_id}-{n}")
        for report_id, number in counts.items()
        for n in range(number)
    ]
    long = build_long(reports, hits, {report.report_id: 10_000 for report in reports}, TECHNOLOGIES)
    matrix = build_matrix(long, reports, TECHNOLOGIES, count=count)
    return build_changes(matrix, [*TECHNOLOGIES, "total"])


def _list_steps(table: pd.DataFrame, technology: str = "cloud_computing") -> list[list[object]]:
    columns = ["year", "value", "previous_year", "previous_value", "gap", "difference", "ratio"]
    rows = table[table["technology"] == technology][columns]
    return [[None if pd.isna(cell) else cell for cell in row] for row in rows.to_numpy(dtype=object)]


def test_a_year_is_compared_with_the_one_before_it():
    table = _build([make_report("icbc_2019"), make_report("icbc_2020")], {"icbc_2019": 4, "icbc_2020": 6})
    assert tuple(table.columns) == CHANGE_COLUMNS
    assert _list_steps(table) == [
        [2019, 4, None, None, None, None, None],
        [2020, 6, 2019, 4, 1, 2, 1.5],
    ]
    assert table["technology"].unique().tolist() == [*TECHNOLOGIES, "total"]
    assert table["note"].tolist()[:2] == ["2019 is the first year that was read", ""]


def test_a_gap_of_years_is_said():
    table = _build([make_report("pab_2018"), make_report("pab_2013")], {"pab_2013": 5, "pab_2018": 1})
    assert _list_steps(table)[1] == [2018, 1, 2013, 5, 5, -4, 0.2]


def test_from_nothing_there_is_a_difference_and_no_ratio():
    table = _build([make_report("icbc_2019"), make_report("icbc_2020")], {"icbc_2020": 3})
    assert _list_steps(table)[1] == [2020, 3, 2019, 0, 1, 3, None]
    assert _list_steps(table, "big_data")[1] == [2020, 0, 2019, 0, 1, 0, None]


def test_a_year_that_was_not_read_is_missing_and_the_next_is_compared_with_the_last_one_read():
    reports = [
        make_report("icbc_2018"),
        make_report("icbc_2019", status="no_text", reason="scanned"),
        make_report("icbc_2020"),
    ]
    table = _build(reports, {"icbc_2018": 2, "icbc_2020": 3})
    assert _list_steps(table) == [
        [2018, 2, None, None, None, None, None],
        [2019, None, None, None, None, None, None],
        [2020, 3, 2018, 2, 2, 1, 1.5],
    ]
    assert table["note"][1] == "2019 was not read (no_text)"
    assert table["status"][1] == "no_text"


def test_what_was_read_in_part_is_said():
    reports = [make_report("icbc_2019", status="partial"), make_report("icbc_2020")]
    table = _build(reports, {"icbc_2019": 1, "icbc_2020": 2})
    assert _list_steps(table)[1][-2:] == [1, 2]
    assert table["note"][1] == "2019 read in part"


def test_of_several_reports_of_a_year_none_is_compared():
    reports = [
        make_report("icbc_2019"),
        make_report("icbc_2020"),
        make_report("icbc_2020_2", year=2020),
        make_report("icbc_2021"),
    ]
    table = _build(reports, {"icbc_2020": 2, "icbc_2021": 9})
    assert [step[-1] for step in _list_steps(table)] == [None] * 4
    assert table["note"].tolist()[1:4] == ["several reports of 2020"] * 3


def test_banks_and_kinds_of_document_are_series_of_their_own():
    reports = [
        make_report("icbc_2019"),
        make_report("boc_2020"),
        make_report("icbc_2020", document="half-year"),
        make_report("abc_2019"),
        make_report("abc_2020"),
    ]
    table = _build(reports, {})
    assert table["bank"].unique().tolist() == ["ABC"]


@pytest.mark.parametrize("changes", [{"year": None}, {"bank": ""}])
def test_a_report_without_a_year_or_a_bank_is_in_no_series(changes):
    reports = [make_report("icbc_2019"), make_report("icbc_2020", **changes)]
    assert _build(reports, {}).empty


def test_reports_of_one_year_make_a_table_without_rows():
    table = _build([make_report("icbc_2020"), make_report("abc_2020")], {})
    assert table.empty
    assert tuple(table.columns) == CHANGE_COLUMNS


def test_rates_are_compared_as_the_matrix_shows_them():
    reports = [make_report("icbc_2019"), make_report("icbc_2020")]
    table = _build(reports, {"icbc_2019": 2, "icbc_2020": 3}, count="hits_per_10k")
    assert _list_steps(table)[1] == [2020, 3, 2019, 2, 1, 1, 1.5]
    table = _build(reports, {"icbc_2019": 2}, count="share")
    assert _list_steps(table)[1] == [2020, None, 2019, 1, 1, None, None]
