"""Dunning's log-likelihood with direction, beside scipy."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from fintech_coding.coding.keyness import compute_keyness, compute_log_ratio

SIZES = st.integers(1, 100_000)


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    size, other_size = draw(SIZES), draw(SIZES)
    return draw(st.integers(0, size)), size, draw(st.integers(0, other_size)), other_size


@given(tables())
def test_keyness_is_the_log_likelihood_ratio_that_scipy_computes(table):
    count, size, other_count, other_size = table
    cells = [[count, other_count], [size - count, other_size - other_count]]
    if 0 in map(sum, cells):
        assert compute_keyness(*table) == 0
        return
    expected = chi2_contingency(cells, lambda_="log-likelihood", correction=False).statistic
    assert abs(compute_keyness(*table)) == pytest.approx(max(0, expected), rel=1e-6, abs=1e-6)


@given(tables())
def test_keyness_is_negative_where_the_words_are_rarer_and_turns_with_the_parts(table):
    count, size, other_count, other_size = table
    keyness = compute_keyness(*table)
    assert keyness == pytest.approx(-compute_keyness(other_count, other_size, count, size), abs=1e-6)
    if abs(keyness) > 1e-6:
        assert (keyness > 0) == (count / size > other_count / other_size)


def test_keyness_without_anything_to_compare_with_is_nothing():
    assert compute_keyness(5, 100, 0, 0) == 0
    assert compute_keyness(0, 0, 5, 100) == 0


def test_a_log_ratio_doubles_with_each_step_and_stands_for_what_is_absent_elsewhere():
    assert compute_log_ratio(40, 1000, 10, 1000) == 2
    assert compute_log_ratio(10, 1000, 40, 1000) == -2
    assert compute_log_ratio(4, 1000, 0, 1000) == 3
    assert math.isfinite(compute_log_ratio(0, 10, 0, 10))
