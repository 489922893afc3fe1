"""The evidence table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from builders import TEXT, list_hits, make_hit, make_passages, make_report
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.errors import OutputError
from fintech_coding.headers import EVIDENCE_COLUMNS
from fintech_coding.tables.evidence import build_evidence

ICBC = make_report("icbc_2020")
ABC = make_report("abc_2019")


def test_a_hit_is_a_row_with_its_sentence_and_its_passage():
    hit = make_hit(
        "big_data", term="大数据", surface="大数据", start=12, end=15, sentence_start=8, sentence_end=16
    )
    table = build_evidence([ICBC], [hit], make_passages([hit]))
    assert tuple(table.columns) == EVIDENCE_COLUMNS
    row = table.iloc[0]
    assert (row["bank"], row["year"], row["page_first"]) == ("ICBC", 2020, 3)
    assert (row["page_label"], row["kind"], row["section"]) == ("1", "body", "Management discussion")
    assert row["part"] == "mda"
    assert (row["sentence"], row["text"]) == ("本行使用大数据。", TEXT)
    assert row["text"][row["start"] : row["end"]] == row["surface"]


def test_a_hit_in_recognised_text_shows_its_confidence_and_any_other_none():
    hits = [make_hit(), make_hit(passage_id="icbc_2020-00002")]
    passages = make_passages(hits)
    passages["icbc_2020-00002"] = replace(passages["icbc_2020-00002"], confidence=0.912)
    table = build_evidence([ICBC], hits, passages)
    assert table["confidence"].isna().tolist() == [True, False]
    assert table["confidence"].iloc[1] == 0.912
    assert str(build_evidence([ICBC], [], {})["confidence"].dtype) == "float64"


def test_rows_follow_bank_and_year_then_the_place_in_the_report():
    hits = [
        make_hit("big_data"),
        make_hit(),
        make_hit("new_technology", surface="本行", start=0, end=2),
        make_hit(passage_id="icbc_2020-00009", page_first=2),
        make_hit(passage_id="icbc_2020-00002"),
        make_hit(report_id="abc_2019"),
        make_hit(report_id="abc_2018"),
    ]
    table = build_evidence([ICBC, ABC, make_report("abc_2018")], hits, make_passages(hits))
    assert list(zip(table["passage_id"], table["technology"], strict=True)) == [
        ("abc_2018-00001", "cloud_computing"),
        ("abc_2019-00001", "cloud_computing"),
        ("icbc_2020-00009", "cloud_computing"),
        ("icbc_2020-00001", "new_technology"),
        ("icbc_2020-00001", "big_data"),
        ("icbc_2020-00001", "cloud_computing"),
        ("icbc_2020-00002", "cloud_computing"),
    ]


def test_flags_and_spans_keep_their_types_even_without_hits():
    for hits in ([], [make_hit(negated=True)]):
        table = build_evidence([ICBC], hits, make_passages(hits))
        kinds = [str(table[name].dtype) for name in ("negated", "year", "page_first", "start", "end")]
        assert kinds == ["bool", "Int64", "int64", "int64", "int64"]


def test_only_reports_that_were_read_have_evidence():
    states = {"icbc_2020": "skipped", "abc_2019": "partial", "boc_2019": "failed"}
    reports = [make_report(name, status=status) for name, status in states.items()]
    hits = [make_hit(report_id=name) for name in (*states, "nowhere_2020")]
    assert list(build_evidence(reports, hits, make_passages(hits))["report_id"]) == ["abc_2019"]


def test_a_hit_that_its_passage_does_not_hold_is_refused():
    hit = make_hit()
    with pytest.raises(OutputError, match=r"'云平台'.*4 to 7 of passage 'icbc_2020-00001'"):
        build_evidence([ICBC], [hit], make_passages([hit], "别的文字。"))
    with pytest.raises(OutputError, match="matrix"):
        build_evidence([ICBC], [hit], {})


@settings(deadline=None, max_examples=50)
@given(list_hits().flatmap(lambda hits: st.tuples(st.just(hits), st.permutations(hits))))
def test_the_order_of_hits_never_changes_the_evidence(orders):
    one, other = (build_evidence([ICBC, ABC], hits, make_passages(hits)) for hits in orders)
    pd.testing.assert_frame_equal(one, other)
    assert len(one) == len(orders[0])
