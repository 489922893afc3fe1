"""The terms that make two codings differ."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from small_hits import make_hit

from fintech_coding.validation.mentions import find_drivers


def test_overlapping_hits_of_a_technology_are_one_mention():
    first = [make_hit("big_data", 2, "大数据")]
    other = [make_hit("big_data", 2, "大数据分析")]
    assert find_drivers(first, other) == []


def test_what_has_no_counterpart_is_told_by_term_and_side():
    first = [make_hit("big_data", 2, "大数据"), make_hit("big_data", 20, "数据湖")]
    other = [make_hit("big_data", 2, "大数据"), make_hit("big_data", 30, "征信")]
    found = [(driver.side, driver.term, driver.hits, driver.decided) for driver in find_drivers(first, other)]
    assert found == [(0, "数据湖", 1, 0), (1, "征信", 1, 0)]


def test_a_passage_is_decided_where_only_one_coding_counts_it_at_all():
    elsewhere = {"passage_id": "icbc_2020-00002"}
    first = [make_hit("big_data", 2, "数据湖"), make_hit("big_data", 2, "数据湖", **elsewhere)]
    other = [make_hit("big_data", 30, "大数据")]
    driver = find_drivers(first, other)[0]
    assert (driver.term, driver.hits, driver.passages, driver.decided) == ("数据湖", 2, 2, 1)
    assert driver.reports == ("icbc_2020",)


def test_words_that_the_other_counts_for_another_technology_are_told():
    first = [make_hit("internet_of_things", 2, "物联网")]
    other = [make_hit("cloud_computing", 2, "物联网")]
    found = {driver.technology: driver.elsewhere for driver in find_drivers(first, other)}
    assert found == {"internet_of_things": ("cloud_computing",), "cloud_computing": ("internet_of_things",)}


@st.composite
def list_hits(draw):
    """Hits of two technologies that do not overlap within one."""
    hits = []
    for technology in ("big_data", "blockchain"):
        at = 0
        for gap, term in draw(
            st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["云", "大数据", "区块链技术"])))
        ):
            hits.append(make_hit(technology, at + gap, term))
            at += gap + len(term)
    return hits


@settings(deadline=None)
@given(list_hits(), list_hits())
def test_the_drivers_hits_account_for_the_whole_difference_of_each_technology(first, other):
    drivers = find_drivers(first, other)
    for technology in ("big_data", "blockchain"):
        counts = [sum(hit.technology == technology for hit in hits) for hits in (first, other)]
        gained = sum(d.hits * (1 if d.side else -1) for d in drivers if d.technology == technology)
        assert gained == counts[1] - counts[0]


@settings(deadline=None)
@given(list_hits())
def test_a_coding_does_not_differ_from_itself(hits):
    assert find_drivers(hits, hits[::-1]) == []
