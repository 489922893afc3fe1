"""The long table and the wide matrix."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from builders import TECHNOLOGIES, list_hits, make_hit, make_report
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.errors import UsageError
from fintech_coding.headers import LONG_COLUMNS
from fintech_coding.records import Report
from fintech_coding.tables.matrix import COUNTS, VARIANTS, build_long, build_matrix

ICBC = make_report("icbc_2020")
ABC = make_report("abc_2019")
UNREAD = make_report("boc_2020", status="no_text", reason="The pages are scans.")
MEASURES = [
    name
    for name in LONG_COLUMNS
    if name not in ("report_id", "bank", "year", "technology", "status", "document")
]


def count_long(reports, hits, characters=None):
    lengths = {report.report_id: 20_000 for report in reports} if characters is None else characters
    return build_long(reports, hits, lengths, TECHNOLOGIES)


def count_wide(reports, hits, characters=None, **options):
    return build_matrix(count_long(reports, hits, characters), reports, TECHNOLOGIES, **options)


def test_the_long_table_has_its_columns_over_the_full_grid_in_order():
    unknown = make_report("abc_x", year=None)
    long = count_long([ICBC, unknown, ABC], [])
    assert tuple(long.columns) == LONG_COLUMNS
    rows = [
        (report, technology) for report in ("abc_2019", "abc_x", "icbc_2020") for technology in TECHNOLOGIES
    ]
    assert list(zip(long["report_id"], long["technology"], strict=True)) == rows
    assert list(long["year"].isna()) == [False] * 3 + [True] * 3 + [False] * 3


def test_a_cell_counts_hits_distinct_sentences_and_distinct_passages():
    hits = [
        make_hit(start=0),
        make_hit(start=4),
        make_hit(start=12, sentence_start=8),
        make_hit(passage_id="icbc_2020-00002"),
        make_hit("big_data"),
    ]
    row = count_long([ICBC], hits).iloc[0]
    assert (row["hits"], row["sentences"], row["passages"], row["present"]) == (4, 3, 2, 1)
    assert row["hits_per_10k"] == 2.0  # 4 hits in 20,000 characters
    assert row["ln1p_hits"] == pytest.approx(math.log(5))
    assert row["share"] == 0.8  # 4 of 5 hits


def test_variants_narrow_from_all_to_affirmed_to_own():
    hits = [
        make_hit(negated=True, passage_id="a"),
        make_hit(negated=True, scope="other", passage_id="b"),
        make_hit(scope="other", passage_id="c"),
        make_hit(scope="subsidiary", passage_id="d"),
        make_hit(scope="own", passage_id="d", sentence_start=8),
    ]
    row = count_long([ICBC], hits).iloc[0]
    assert [row[f"hits{end}"] for end in ("", "_affirmed", "_own")] == [5, 3, 2]
    assert [row[f"sentences{end}"] for end in ("", "_affirmed", "_own")] == [5, 3, 2]
    assert [row[f"passages{end}"] for end in ("", "_affirmed", "_own")] == [4, 2, 1]


def test_a_passage_with_a_negated_and_an_affirmed_hit_is_affirmed_once():
    row = count_long([ICBC], [make_hit(), make_hit(negated=True, start=9)]).iloc[0]
    assert (row["hits_own"], row["sentences_own"], row["passages_own"], row["hits"]) == (1, 1, 1, 2)


def test_a_bank_without_hits_is_a_row_of_zeros():
    long = count_long([ICBC], [])
    assert (long[["hits", "sentences", "passages", "present", "hits_per_10k", "ln1p_hits"]] == 0).all(
        axis=None
    )
    assert long["share"].isna().all()  # a share of no hits at all is not zero
    row = count_wide([ICBC], []).iloc[0]
    assert [row[name] for name in (*TECHNOLOGIES, "total")] == [0, 0, 0, 0]


@pytest.mark.parametrize("status", ["no_text", "failed"])
def test_a_report_that_was_not_read_is_missing_never_zero(status):
    unread = make_report("boc_2020", status=status, reason="why")
    long = count_long([unread, ICBC], [make_hit()])
    assert long.loc[long["bank"] == "BOC", MEASURES].isna().all(axis=None)
    assert list(long.loc[long["bank"] == "BOC", "status"]) == [status] * 3
    for count in COUNTS:
        for variant in VARIANTS:
            row = count_wide([unread, ICBC], [make_hit()], count=count, variant=variant).iloc[0]
            assert row[[*TECHNOLOGIES, "total"]].isna().all()
            assert (row["status"], row["reason"]) == (status, "why")


def test_a_partial_report_keeps_its_numbers_and_says_why():
    partial = make_report("boc_2020", status="partial", reason="9 pages have no text.")
    row = count_wide([partial], [make_hit(report_id="boc_2020")]).iloc[0]
    assert (row["cloud_computing"], row["total"], row["status"]) == (1, 1, "partial")
    assert row["reason"] == "9 pages have no text."


def test_skipped_reports_are_left_out_with_their_hits():
    skipped = make_report("abc_2019", status="skipped")
    hits = [make_hit(report_id="abc_2019"), make_hit()]
    assert set(count_long([skipped, ICBC], hits)["report_id"]) == {"icbc_2020"}
    assert list(count_wide([skipped, ICBC], hits)["report_id"]) == ["icbc_2020"]


def test_the_matrix_shows_bank_and_year_then_technologies_in_codebook_order():
    wide = count_wide([ICBC, UNREAD, ABC], [])
    assert list(wide.columns) == [
        "bank", "bank_name", "year", *TECHNOLOGIES, "total", "report_id", "status", "reason", "document",
    ]  # fmt: skip
    assert list(wide["bank"]) == ["ABC", "BOC", "ICBC"]
    assert all(str(wide[name].dtype) == "Int64" for name in ("year", *TECHNOLOGIES, "total"))


def test_two_reports_of_one_bank_and_year_both_stand():
    twin = make_report("icbc_2020_2", year=2020)
    wide = count_wide([twin, ICBC], [make_hit(), make_hit(report_id="icbc_2020_2"), make_hit("blockchain")])
    assert list(wide["report_id"]) == ["icbc_2020", "icbc_2020_2"]
    assert list(wide["total"]) == [2, 1]
    assert wide["year"].nunique() == 1


def test_a_bank_named_na_is_not_missing():
    na = make_report("na_2020")
    wide = count_wide([na], [make_hit(report_id="na_2020")])
    assert (wide["bank"][0], wide["bank"].isna()[0], wide["total"][0]) == ("NA", False, 1)


def test_every_count_is_computed_from_the_hits_of_its_variant():
    hits = [make_hit(), make_hit(negated=True, start=9), make_hit("big_data", negated=True)]
    expected = {
        # cloud_computing, big_data, blockchain, total: of all mentions, then of own ones
        ("passages", "all"): (1, 1, 0, 2), ("passages", "own"): (1, 0, 0, 1),
        ("sentences", "all"): (1, 1, 0, 2), ("sentences", "own"): (1, 0, 0, 1),
        ("hits", "all"): (2, 1, 0, 3), ("hits", "own"): (1, 0, 0, 1),
        ("present", "all"): (1, 1, 0, 2), ("present", "own"): (1, 0, 0, 1),
        ("hits_per_10k", "all"): (1.0, 0.5, 0, 1.5), ("hits_per_10k", "own"): (0.5, 0, 0, 0.5),
        ("ln1p_hits", "all"): (math.log(3), math.log(2), 0, math.log(4)),
        ("ln1p_hits", "own"): (math.log(2), 0, 0, math.log(2)),
        ("share", "all"): (2 / 3, 1 / 3, 0, 1), ("share", "own"): (1, 0, 0, 1),
    }  # fmt: skip
    for (count, variant), numbers in expected.items():
        row = count_wide([ICBC], hits, count=count, variant=variant).iloc[0]
        assert [row[name] for name in (*TECHNOLOGIES, "total")] == pytest.approx(numbers), (count, variant)


def test_the_share_of_some_technologies_is_still_of_all_technology_hits():
    long = count_long([ICBC], [make_hit(), make_hit("big_data")])
    row = build_matrix(long, [ICBC], ["big_data"], count="share").iloc[0]
    assert (row["big_data"], row["total"]) == (0.5, 0.5)


def test_a_rate_per_no_characters_is_missing():
    long = count_long([ICBC, ABC], [make_hit()], {"icbc_2020": 0})
    assert long["hits_per_10k"].isna().all()
    assert count_wide([ICBC], [make_hit()], {"icbc_2020": 0}, count="hits_per_10k")["total"].isna().all()


def test_a_technology_that_was_not_coded_is_missing_in_the_matrix():
    row = build_matrix(count_long([ICBC], []), [ICBC], ["big_data", "robots"]).iloc[0]
    assert row["big_data"] == 0
    assert row[["robots", "total"]].isna().all()


@pytest.mark.parametrize("count", COUNTS)
def test_no_reports_make_empty_tables_with_all_columns(count):
    assert tuple(count_long([], []).columns) == LONG_COLUMNS
    wide = count_wide([], [], count=count)
    assert (len(wide), list(wide.columns)[3:6]) == (0, list(TECHNOLOGIES))


def test_an_unknown_count_or_variant_names_the_choices():
    with pytest.raises(UsageError, match=r"count 'words'.*passages, sentences, hits, present"):
        count_wide([ICBC], [], count="words")
    with pytest.raises(UsageError, match=r"variant 'mine'.*all, affirmed, own"):
        count_wide([ICBC], [], variant="mine")


def test_a_technology_named_like_a_column_is_refused():
    with pytest.raises(UsageError, match="'total'"):
        build_matrix(count_long([ICBC], []), [ICBC], ["total"])


@settings(deadline=None, max_examples=50)
@given(list_hits())
def test_the_matrix_total_equals_the_counted_hits(hits):
    kept = {
        "all": hits,
        "affirmed": [hit for hit in hits if not hit.negated],
        "own": [hit for hit in hits if not hit.negated and hit.scope != "other"],
    }
    long = count_long([ICBC, ABC, UNREAD], hits)
    for variant, chosen in kept.items():
        totals = {
            "hits": len(chosen),
            "sentences": len({(h.technology, h.passage_id, h.sentence_start) for h in chosen}),
            "passages": len({(h.technology, h.passage_id) for h in chosen}),
            "present": len({(h.technology, h.report_id) for h in chosen}),
        }
        for count, number in totals.items():
            wide = build_matrix(long, [ICBC, ABC, UNREAD], TECHNOLOGIES, count=count, variant=variant)
            assert wide["total"].sum() == number, (count, variant)


@settings(deadline=None, max_examples=50)
@given(list_hits())
def test_the_matrix_of_all_mentions_is_a_pivot_of_the_long_table(hits):
    reports: list[Report] = [ABC, UNREAD, ICBC]
    long = count_long(reports, hits)
    for count in COUNTS:
        wide = build_matrix(long, reports, TECHNOLOGIES, count=count, variant="all")
        cells = wide[list(TECHNOLOGIES)].to_numpy(dtype=float, na_value=math.nan).ravel()
        assert list(cells) == pytest.approx(list(long[count].to_numpy(float, na_value=math.nan)), nan_ok=True)


@settings(deadline=None, max_examples=50)
@given(list_hits().flatmap(lambda hits: st.tuples(st.just(hits), st.permutations(hits))))
def test_the_order_of_hits_and_reports_never_changes_a_table(orders):
    one, other = orders
    pd.testing.assert_frame_equal(
        count_long([ICBC, ABC, UNREAD], one), count_long([UNREAD, ABC, ICBC], other)
    )
    pd.testing.assert_frame_equal(
        count_wide([ICBC, ABC, UNREAD], one), count_wide([UNREAD, ABC, ICBC], other)
    )
