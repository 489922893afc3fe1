"""Coefficients of agreement: the published examples, other implementations, and what is not defined."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.validation.agreement import compute_agreement
from fintech_coding.validation.reliability import (
    compute_reliability,
    draw_resamples,
    find_interval,
    pool_reliability,
)

_ = None
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: C, four observers and twelve units, some
# not coded by all. He prints alpha 0.743. The same data are Gwet's example of raw ratings; irrCAC 0.4.4,
# told the five categories, prints for them percent agreement 0.81818 and AC1 0.77544.
FOUR_OBSERVERS = [
    (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
    (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
]
# The same paper: A, two observers and ten units, alpha 0.095; B, five values, alpha 0.692.
TWO_OBSERVERS = [(0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)]
FIVE_VALUES = ["aabbdcccedda", "babbbccceddd"]
# Cohen (1960), A coefficient of agreement for nominal scales: 200 patients, kappa .492.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]


def _turn(ratings):
    return list(zip(*ratings, strict=True))


def _spread_out(table):
    return [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def test_alpha_of_four_observers_is_that_of_krippendorff():
    found = compute_reliability(_turn(FOUR_OBSERVERS), (1, 2, 3, 4, 5))
    assert found.alpha.value == pytest.approx(0.743, abs=5e-4)
    assert found.n == 11  # of twelve: one was coded by one observer only


def test_percent_agreement_and_ac1_of_four_observers_are_those_of_gwet():
    found = compute_reliability(_turn(FOUR_OBSERVERS), (1, 2, 3, 4, 5))
    assert found.agreement.value == pytest.approx(0.81818, abs=5e-6)
    assert found.ac1.value == pytest.approx(0.77544, abs=5e-6)


@pytest.mark.parametrize(
    ("ratings", "codes", "alpha"), [(TWO_OBSERVERS, (0, 1), 0.095), (FIVE_VALUES, tuple("abcde"), 0.692)]
)
def test_alpha_of_two_observers_is_that_of_krippendorff(ratings, codes, alpha):
    found = compute_reliability(_turn(ratings), codes, present=codes[0])
    assert found.alpha.value == pytest.approx(alpha, abs=5e-4)


def test_kappa_is_that_of_cohen():
    found = compute_reliability(_spread_out(COHEN), (0, 1, 2))
    assert found.kappa.value == pytest.approx(0.492, abs=5e-4)
    assert found.agreement.value == pytest.approx(0.70)


def test_a_rare_code_has_high_agreement_low_kappa_and_a_high_ac1():
    # Gwet (2002): 125 subjects, agreement .944, kappa -.023, AC1 .941.
    found = compute_reliability(_spread_out([[0, 2], [5, 118]]))
    assert found.agreement.value == pytest.approx(0.944)
    assert found.kappa.value == pytest.approx(-0.0234, abs=5e-5)
    assert found.ac1.value == pytest.approx(0.9408, abs=5e-5)
    assert found.present.value == pytest.approx(2 * 118 / (2 * 118 + 7))


# Three coders and twenty passages. krippendorff 0.9.0 and irrCAC 0.4.4 give alpha 0.65037, irrCAC percent
# agreement 0.86667 and AC1 0.78667; scikit-learn gives the kappas of the pairs 0.73333, 0.73333, 0.46667.
THREE_CODERS = ["10011000100000100000", "10010000101000100000", "10001000100000100100"]


def test_other_programs_agree_on_three_coders():
    found = compute_reliability(_turn(THREE_CODERS), ("0", "1"), present="1")
    assert found.alpha.value == pytest.approx(0.65037, abs=5e-6)
    assert found.agreement.value == pytest.approx(0.86667, abs=5e-6)
    assert found.ac1.value == pytest.approx(0.78667, abs=5e-6)
    assert found.kappa.value == pytest.approx((0.73333 * 2 + 0.46667) / 3, abs=5e-6)


_codings = st.lists(st.tuples(*[st.sampled_from([0, 1, None])] * 3), min_size=1, max_size=30)


@given(_codings)
def test_alpha_is_the_share_of_expected_disagreement_that_is_not_observed(units):
    # From the definition, pair by pair, and not from sums.
    paired = [[code for code in unit if code is not None] for unit in units]
    paired = [codes for codes in paired if len(codes) > 1]
    codes = [code for unit in paired for code in unit]
    n = len(codes)
    found = compute_reliability(units)
    if len(set(codes)) < 2:
        assert found.alpha.value is None
        return
    observed = (
        sum(
            sum(a != b for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j) / (len(unit) - 1)
            for unit in paired
        )
        / n
    )
    expected = sum(a != b for i, a in enumerate(codes) for j, b in enumerate(codes) if i != j) / (n * (n - 1))
    assert found.alpha.value == pytest.approx(1 - observed / expected)


@given(_codings)
def test_neither_the_order_of_things_nor_of_coders_changes_a_coefficient(units):
    one = compute_reliability(units)
    other = compute_reliability([unit[::-1] for unit in reversed(units)])
    for name in ("agreement", "present", "kappa", "alpha", "ac1"):
        values = getattr(one, name).value, getattr(other, name).value
        assert values == (None, None) or values[0] == pytest.approx(values[1])


def test_kappa_of_three_coders_is_the_mean_of_the_pairs():
    units = [(1, 1, 0), (0, 0, 0), (1, 0, 0), (1, 1, 1), (0, 1, 0), (0, 0, 1)]
    pairs = [(0, 1), (0, 2), (1, 2)]
    kappas = [compute_agreement([(unit[a], unit[b]) for unit in units]).kappa for a, b in pairs]
    assert compute_reliability(units).kappa.value == pytest.approx(sum(kappas) / 3)


def test_where_all_give_one_code_neither_kappa_nor_alpha_is_defined():
    found = compute_reliability([(0, 0)] * 9, weights=draw_resamples(9, seed=1, times=20))
    assert (found.kappa.value, found.alpha.value, found.present.value) == (None, None, None)
    assert (found.agreement.value, found.ac1.value, found.one_value) == (1, 1, (0, 1))


@pytest.mark.parametrize("units", [[], [(1, None), (None, 0)]])
def test_nothing_that_two_coded_has_no_agreement(units):
    found = compute_reliability(units)
    assert (found.n, found.prevalence, found.agreement.value, found.alpha.value) == (0, None, None, None)


def test_the_interval_is_that_of_a_bootstrap_written_out():
    units = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    weights = draw_resamples(len(units), seed=7, times=300)
    found = compute_reliability(units, weights=weights)
    for name in ("kappa", "alpha", "ac1", "agreement", "present"):
        drawn = [
            getattr(
                compute_reliability(
                    [unit for unit, times in zip(units, row, strict=True) for _ in range(int(times))]
                ),
                name,
            ).value
            for row in weights
        ]
        expected = np.percentile(drawn, [2.5, 97.5])
        assert (getattr(found, name).low, getattr(found, name).high) == pytest.approx(tuple(expected))


def test_the_bootstrap_interval_of_kappa_is_near_that_of_its_standard_error():
    units = [(1, 1)] * 80 + [(1, 0)] * 20 + [(0, 1)] * 40 + [(0, 0)] * 60
    found = compute_reliability(units, weights=draw_resamples(len(units), seed=1))
    formula = compute_agreement(units)
    assert found.kappa.low == pytest.approx(formula.low, abs=0.02)
    assert found.kappa.high == pytest.approx(formula.high, abs=0.02)


def test_a_seed_gives_the_resamples_that_it_always_gives():
    assert draw_resamples(5, seed=1, times=2).astype(int).tolist() == [[1, 0, 2, 1, 1], [1, 2, 0, 0, 2]]


def test_groups_are_drawn_whole():
    # Ten passages, each decided alike in all of its four technologies: there is no more than ten of anything.
    groups = [[(1, 1)] * 4] * 5 + [[(1, 0)] * 4] * 5
    weights = draw_resamples(10, seed=3)
    pooled = pool_reliability(groups, weights=weights)
    single = compute_reliability([group[0] for group in groups], weights=weights)
    assert pooled.n == 40
    assert (pooled.agreement.low, pooled.agreement.high) == (single.agreement.low, single.agreement.high)


def test_a_coefficient_that_most_resamples_lack_has_no_interval():
    assert find_interval(np.array([math.nan] * 10 + [0.5] * 90)) is None
    assert find_interval(np.array([])) is None
    assert find_interval(np.array([math.nan] + [0.5] * 99)) == (0.5, 0.5)
