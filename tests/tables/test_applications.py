"""The applications table."""

from __future__ import annotations

import pandas as pd
import pytest
from builders import make_hit, make_passages, make_report

from fintech_coding.errors import UsageError
from fintech_coding.headers import APPLICATION_COLUMNS
from fintech_coding.records import Hit, Use
from fintech_coding.tables.applications import build_applications
from fintech_coding.tables.integration import ALL

ICBC, ABC = make_report("icbc_2020"), make_report("abc_2019")
TECHNOLOGIES = ("cloud_computing", "blockchain")
APPLICATIONS = (("asset", "lending"), ("asset", "supply_chain"), ("payment", ""))


def _use(application: str = "lending", side: str = "asset", **changes: object) -> Use:
    hit = make_hit(**changes)  # type: ignore[arg-type]
    return Use(hit, side, application, "贷款", "贷款", 2, 4, hit.sentence_start, hit.sentence_end)


def _build(uses: list[Use], reports=(ICBC,)) -> pd.DataFrame:
    hits: list[Hit] = [use.hit for use in uses]
    return build_applications(reports, uses, make_passages(hits), TECHNOLOGIES, APPLICATIONS)


def _row(table: pd.DataFrame, application: str, *, bank: str = "ICBC", side: str = "asset") -> pd.Series:
    same = (table["bank"] == bank) & (table["side"] == side) & (table["application"] == application)
    same &= (table["technology"] == "cloud_computing") & (table["year"].isna() | (bank != ALL))
    (found,) = table[same].index
    return table.loc[found]


def test_the_grid_is_full_with_zeros_and_a_side_ends_in_a_row_of_all_of_it():
    table = _build([])
    assert tuple(table.columns) == APPLICATION_COLUMNS
    of_report = table[table["bank"] == "ICBC"]
    assert list(zip(of_report["technology"], of_report["side"], of_report["application"], strict=True)) == [
        (technology, *pair)
        for technology in TECHNOLOGIES
        for pair in (*APPLICATIONS[:2], ("asset", ALL), APPLICATIONS[2], ("payment", ALL))
    ]
    assert (of_report[["passages", "passages_affirmed", "passages_own", "reports_own"]] == 0).all(axis=None)
    assert of_report["page_first"].isna().all()


def test_a_passage_counts_once_for_each_business_and_once_for_its_side():
    table = _build([_use(), _use(start=5, end=6), _use("supply_chain"), _use(passage_id="icbc_2020-2")])
    assert [_row(table, name)["passages"] for name in ("lending", "supply_chain", ALL)] == [2, 1, 2]


def test_a_use_counts_as_its_hit_does():
    uses = [
        _use(),
        _use(passage_id="icbc_2020-2", negated=True),
        _use(passage_id="icbc_2020-3", scope="other"),
        _use(passage_id="icbc_2020-4", scope="subsidiary"),
    ]
    row = _row(_build(uses), "lending")
    assert list(row[["passages", "passages_affirmed", "passages_own", "reports_own"]]) == [4, 3, 2, 1]


def test_the_example_is_the_first_of_the_banks_own_before_those_of_others():
    uses = [
        _use(scope="other", page_first=1, passage_id="icbc_2020-1"),
        _use(page_first=9, passage_id="icbc_2020-9"),
        _use(page_first=5, passage_id="icbc_2020-5", sentence_start=8, sentence_end=16, start=12, end=15),
    ]
    row = _row(_build(uses), "lending")
    assert (row["page_first"], row["example"]) == (5, "本行使用大数据。")


def test_a_report_that_was_not_read_has_missing_counts_and_a_skipped_one_no_row():
    failed = make_report("icbc_2020", status="failed", reason="damaged")
    table = _build([], (failed, make_report("boc_2020", status="skipped")))
    assert set(table["bank"]) == {"ICBC", ALL}
    assert table[table["bank"] == "ICBC"]["passages"].isna().all()
    assert _row(table, "lending", bank=ALL)["passages"] == 0


def test_the_rows_of_all_take_the_reports_of_a_year_and_all_of_them_together():
    table = _build([_use(), _use(report_id="abc_2019", passage_id="abc_2019-1")], (ICBC, ABC))
    row = _row(table, "lending", bank=ALL)
    assert list(row[["passages", "reports_own"]]) == [2, 2]
    of_years = table[(table["bank"] == ALL) & (table["application"] == "lending")]
    assert of_years["year"].dropna().unique().tolist() == [2019, 2020]


def test_the_order_of_uses_and_reports_decides_nothing():
    uses = [
        _use(name, start=start, passage_id=f"icbc_2020-{n}", scope=scope)
        for name in ("lending", "supply_chain")
        for n, scope in ((1, "own"), (2, "other"))
        for start in (4, 5)
    ]
    pd.testing.assert_frame_equal(_build(uses, (ICBC, ABC)), _build(uses[::-1], (ABC, ICBC)))


def test_an_application_named_like_the_row_of_its_side_is_refused():
    with pytest.raises(UsageError, match="cannot be named 'all'"):
        build_applications([ICBC], [], {}, TECHNOLOGIES, [("asset", ALL)])


def test_a_codebook_without_applications_makes_a_table_without_rows():
    table = build_applications([ICBC], [], {}, TECHNOLOGIES, [])
    assert table.empty
    assert tuple(table.columns) == APPLICATION_COLUMNS
