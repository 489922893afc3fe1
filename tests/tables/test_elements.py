"""The elements table."""

from __future__ import annotations

import pandas as pd
from builders import ELEMENTS, list_hits, make_hit, make_report
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.headers import ELEMENT_COLUMNS
from fintech_coding.tables.elements import build_elements

ICBC = make_report("icbc_2020")
ABC = make_report("abc_2019")


def test_elements_are_counted_apart_and_own_mentions_too():
    hits = [
        make_hit("big_data", element="data_platform", start=0),
        make_hit("big_data", element="data_platform", start=9, negated=True),
        make_hit("big_data", element="data_platform", passage_id="b", scope="other"),
        make_hit("big_data", element="data_tools", scope="subsidiary"),
    ]
    table = build_elements([ICBC], hits, ELEMENTS)
    assert tuple(table.columns) == ELEMENT_COLUMNS
    assert table.iloc[:, 3:9].values.tolist() == [
        ["cloud_computing", "", 0, 0, 0, 0],
        ["big_data", "data_platform", 3, 2, 1, 1],
        ["big_data", "data_tools", 1, 1, 1, 1],
    ]


def test_terms_directly_under_a_technology_have_no_element_name():
    table = build_elements([ICBC], [make_hit()], ELEMENTS)
    row = table[table["technology"] == "cloud_computing"].iloc[0]
    assert (row["element"], row["hits"]) == ("", 1)
    assert not table["element"].isna().any()


def test_elements_of_the_same_name_under_two_technologies_stay_apart():
    pairs = [("big_data", "platform"), ("cloud_computing", "platform")]
    table = build_elements([ICBC], [make_hit("cloud_computing", element="platform")], pairs)
    assert list(table["hits"]) == [0, 1]


def test_a_report_not_read_is_missing_and_a_skipped_one_absent():
    reports = [
        make_report("boc_2020", status="failed"),
        make_report("ccb_2020", status="skipped"),
        make_report("psbc_2020", status="partial"),
    ]
    table = build_elements(reports, [make_hit(report_id="psbc_2020")], ELEMENTS)
    assert list(table["report_id"]) == ["boc_2020"] * 3 + ["psbc_2020"] * 3
    assert table.loc[:2, ["hits", "passages", "hits_own", "passages_own"]].isna().all(axis=None)
    assert list(table.loc[3:, "hits"]) == [1, 0, 0]


def test_no_elements_make_an_empty_table():
    assert tuple(build_elements([ICBC], [], []).columns) == ELEMENT_COLUMNS


@settings(deadline=None, max_examples=50)
@given(list_hits().flatmap(lambda hits: st.tuples(st.just(hits), st.permutations(hits))))
def test_the_order_of_hits_never_changes_the_elements(orders):
    one, other = (build_elements([ICBC, ABC], hits, ELEMENTS) for hits in orders)
    pd.testing.assert_frame_equal(one, other)
    listed = sum((hit.technology, hit.element) in ELEMENTS for hit in orders[0])
    assert one["hits"].sum() == listed
