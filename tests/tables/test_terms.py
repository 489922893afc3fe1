"""The terms table."""

from __future__ import annotations

from builders import make_hit

from fintech_coding.headers import TERM_COLUMNS
from fintech_coding.tables.terms import build_terms

CLOUD, DATA = ("cloud_computing", "", "云平台"), ("big_data", "data_platform", "数据湖")


def test_a_term_counts_its_hits_its_passages_and_its_reports():
    hits = [
        make_hit(passage_id="a"),
        make_hit(passage_id="a", start=12),
        make_hit(passage_id="b"),
        make_hit(report_id="abc_2019", passage_id="c"),
    ]
    table = build_terms(hits, [CLOUD])
    assert tuple(table.columns) == TERM_COLUMNS
    assert table.values.tolist() == [[*CLOUD, 4, 3, 2]]


def test_every_term_has_a_row_in_the_order_given_and_zeros_where_it_was_never_found():
    table = build_terms([make_hit()], [DATA, CLOUD])
    assert table["term"].tolist() == ["数据湖", "云平台"]
    assert table["hits"].tolist() == [0, 1]
    assert build_terms([], []).empty
