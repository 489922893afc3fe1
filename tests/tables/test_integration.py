"""The integration table."""

from __future__ import annotations

import pandas as pd
import pytest
from builders import TECHNOLOGIES, list_hits, make_hit, make_report
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from fintech_coding.headers import INTEGRATION_COLUMNS
from fintech_coding.tables.integration import ALL, adjust_p_values, build_integration, compute_exact_p

ICBC, ABC = make_report("icbc_2020"), make_report("abc_2019")
SIZES = {"icbc_2020": 10, "abc_2019": 30}
PAIR = ["cloud_computing", "big_data"]


def _place(technology: str, *passages: int, report_id: str = "icbc_2020", **changes: object) -> list:
    return [make_hit(technology, report_id, passage_id=f"{report_id}-{n}", **changes) for n in passages]


def _row(table: pd.DataFrame, bank: str, a: str, b: str, year: int | None = None) -> pd.Series:
    same = (table["bank"] == bank) & (table["technology_a"] == a) & (table["technology_b"] == b)
    if bank == ALL:
        same &= table["year"].isna() if year is None else table["year"] == year
    (found,) = table[same].index
    return table.loc[found]


def test_two_technologies_are_integrated_by_bayes_rule():
    hits = [*_place("cloud_computing", 1, 2, 3, 4), *_place("big_data", 3, 4, 5)]
    row = _row(build_integration([ICBC], hits, SIZES, PAIR), "ICBC", *PAIR)
    assert list(row[["passages", "passages_a", "passages_b", "passages_both"]]) == [10, 4, 3, 2]
    assert list(row[["p_a", "p_b", "p_b_given_a"]]) == [0.4, 0.3, 0.5]
    assert row["p_a_given_b"] == pytest.approx(2 / 3)
    assert row["p_a_given_b"] == pytest.approx(row["p_b_given_a"] * row["p_a"] / row["p_b"])
    assert row["lift"] == pytest.approx(2 * 10 / (4 * 3))
    assert row["jaccard"] == pytest.approx(2 / 5)
    assert row["p_value"] == pytest.approx(fisher_exact([[2, 2], [1, 5]]).pvalue)


def test_every_ordered_pair_has_a_row_and_the_two_of_a_pair_mirror_each_other():
    hits = [*_place("cloud_computing", 1, 2), *_place("big_data", 2, 3, 4)]
    table = build_integration([ICBC], hits, SIZES, TECHNOLOGIES)
    assert tuple(table.columns) == INTEGRATION_COLUMNS
    assert len(table[table["bank"] == "ICBC"]) == 6
    one, other = (_row(table, "ICBC", *pair) for pair in (PAIR, PAIR[::-1]))
    assert one["p_b_given_a"] == pytest.approx(other["p_a_given_b"])
    assert one["p_a_given_b"] == pytest.approx(other["p_b_given_a"])
    assert one["p_value"] == other["p_value"]


def test_a_technology_in_no_passage_leaves_what_rests_on_it_missing():
    table = build_integration([ICBC], _place("cloud_computing", 1), SIZES, PAIR)
    row = _row(table, "ICBC", *PAIR)
    assert list(row[["passages_b", "p_b", "p_b_given_a"]]) == [0, 0, 0]
    assert row[["p_a_given_b", "lift", "p_value", "p_value_adjusted"]].isna().all()
    mirrored = _row(table, "ICBC", *PAIR[::-1])
    assert mirrored["p_a_given_b"] == 0
    assert pd.isna(mirrored["p_b_given_a"])


@pytest.mark.parametrize(("variant", "expected"), [("all", 3), ("affirmed", 2), ("own", 1)])
def test_only_the_hits_of_the_variant_are_integrated(variant, expected):
    hits = [
        *_place("big_data", 1),
        *_place("big_data", 2, negated=True),
        *_place("big_data", 3, scope="other"),
        *_place("cloud_computing", 1, 2, 3),
    ]
    table = build_integration([ICBC], hits, SIZES, PAIR, variant=variant)
    assert _row(table, "ICBC", *PAIR)["passages_both"] == expected


def test_the_rows_of_all_take_the_reports_of_a_year_and_all_of_them_together():
    hits = [*_place("big_data", 1, 2), *_place("big_data", 1, report_id="abc_2019")]
    table = build_integration([ICBC, ABC], hits, SIZES, PAIR)
    assert list(_row(table, ALL, *PAIR)[["passages", "passages_b"]]) == [40, 3]
    assert list(_row(table, ALL, *PAIR, year=2019)[["passages", "passages_b"]]) == [30, 1]
    of_one_year = build_integration([ICBC], hits, SIZES, PAIR)
    assert list(of_one_year["bank"]) == ["ICBC", "ICBC", ALL, ALL]


def test_a_report_not_read_is_missing_and_counts_for_nothing_in_all():
    reports = [ICBC, make_report("boc_2020", status="failed"), make_report("ccb_2020", status="skipped")]
    table = build_integration(reports, _place("big_data", 1), SIZES, PAIR)
    assert set(table["bank"]) == {"ICBC", "BOC", ALL}
    numbers = list(INTEGRATION_COLUMNS[5:-1])
    assert _row(table, "BOC", *PAIR)[numbers].isna().all()
    assert _row(table, ALL, *PAIR)["passages"] == 10


def test_nothing_read_leaves_the_probabilities_of_all_missing():
    table = build_integration([make_report("boc_2020", status="failed")], [], {}, PAIR)
    row = _row(table, ALL, *PAIR)
    assert row["passages"] == 0
    assert row[["p_a", "p_b", "lift", "p_value"]].isna().all()


@given(st.data())
def test_the_exact_test_agrees_with_scipy(data):
    size = data.draw(st.integers(1, 400))
    first, second = data.draw(st.integers(0, size)), data.draw(st.integers(0, size))
    both = data.draw(st.integers(max(0, first + second - size), min(first, second)))
    table = [[both, first - both], [second - both, size - first - second + both]]
    assert compute_exact_p(both, first, second, size) == pytest.approx(fisher_exact(table).pvalue, rel=1e-6)


def test_holm_keeps_the_order_and_never_passes_one():
    # Holm 1979: the smallest of n is taken n times, the next n - 1 times; none falls below one before.
    assert adjust_p_values([0.01, 0.02, 0.03, 0.9]) == pytest.approx([0.04, 0.06, 0.06, 0.9])
    assert adjust_p_values([0.6, 0.5]) == [1.0, 1.0]
    assert adjust_p_values([]) == []


def test_only_pairs_that_were_tested_count_in_the_correction():
    hits = [*_place("cloud_computing", 1, 2), *_place("big_data", 1, 2)]
    row = _row(build_integration([ICBC], hits, SIZES, TECHNOLOGIES), "ICBC", *PAIR)
    assert row["p_value_adjusted"] == row["p_value"]


@settings(deadline=None, max_examples=30)
@given(list_hits().flatmap(lambda hits: st.tuples(st.just(hits), st.permutations(hits))))
def test_the_order_of_hits_never_changes_the_integration(orders):
    one, other = (build_integration([ICBC, ABC], hits, SIZES, TECHNOLOGIES) for hits in orders)
    pd.testing.assert_frame_equal(one, other)
