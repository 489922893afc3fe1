"""Ranks and rank correlations, beside scipy's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau, rankdata, spearmanr

from fintech_coding.validation.ranks import correlate_ranks, find_median, rank_values

VALUES = st.integers(0, 6) | st.floats(-10, 10)
PAIRS = st.lists(st.tuples(VALUES, VALUES), max_size=40)


@settings(deadline=None)
@given(st.lists(VALUES))
def test_ranks_are_those_of_scipy_with_the_largest_first(values):
    ranks = rank_values(dict(enumerate(values)))
    assert [ranks[place] for place in range(len(values))] == list(rankdata([-value for value in values]))


@settings(deadline=None)
@given(PAIRS)
def test_correlations_are_those_of_scipy_wherever_they_are_defined(pairs):
    found = correlate_ranks(pairs)
    first, other = [a for a, _ in pairs], [b for _, b in pairs]
    if len(set(first)) < 2 or len(set(other)) < 2:
        assert (found.spearman, found.kendall) == (None, None)
        assert found.note
    else:
        assert found.spearman == pytest.approx(spearmanr(first, other).statistic, abs=1e-9)
        assert found.kendall == pytest.approx(kendalltau(first, other, variant="b").statistic, abs=1e-9)


@settings(deadline=None)
@given(PAIRS)
def test_a_correlation_is_the_same_both_ways_and_for_the_things_in_any_order(pairs):
    found = correlate_ranks(pairs)
    turned = correlate_ranks([(b, a) for a, b in reversed(pairs)])
    assert (turned.tied_first, turned.tied_other) == (found.tied_other, found.tied_first)
    assert turned.spearman == pytest.approx(found.spearman)
    assert turned.kendall == pytest.approx(found.kendall)


@pytest.mark.parametrize(
    ("pairs", "note"),
    [
        ([], "none was read"),
        ([(1, 2)], "a ranking needs two"),
        ([(0, 1), (0, 2)], "all are equal in the first"),
        ([(1, 0), (2, 0)], "all are equal in the other"),
        ([(0, 0), (0, 0)], "all are equal in both"),
    ],
)
def test_what_is_not_defined_is_none_and_says_why(pairs, note):
    found = correlate_ranks(pairs)
    assert (found.n, found.spearman, found.kendall, found.note) == (len(pairs), None, None, note)


def test_two_banks_have_a_correlation_of_one_or_minus_one_and_are_told_so():
    found = correlate_ranks([(1, 5), (2, 3)])
    assert (found.spearman, found.kendall) == (-1, -1)
    assert "with two" in found.note


def test_ties_are_counted_on_each_side():
    found = correlate_ranks([(0, 1), (0, 1), (0, 2), (3, 4)])
    assert (found.tied_first, found.tied_other) == (3, 2)


def test_the_median_of_none_is_none():
    assert (find_median([]), find_median([3, 1, 2]), find_median([1, 2])) == (None, 2, 1.5)
