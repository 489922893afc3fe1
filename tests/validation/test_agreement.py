"""Agreement beyond chance: published examples, an independent standard error, and the cases without one."""

from __future__ import annotations

from collections import Counter
from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from fintech_coding.validation.agreement import compute_agreement, compute_wilson

# Two dermatologists and 88 patients: the example of PROC FREQ in the SAS/STAT User's Guide, which prints
# kappa 0.3449 and the interval 0.2030 to 0.4868.
SKIN = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]


def _spread_out(table: list[list[int]]) -> list[tuple[int, int]]:
    return [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def test_kappa_and_its_interval_are_those_that_sas_prints():
    found = compute_agreement(_spread_out(SKIN))
    assert (found.n, found.agreed) == (88, 45)
    assert found.kappa == pytest.approx(0.3449, abs=5e-5)
    assert found.low == pytest.approx(0.2030, abs=5e-5)
    assert found.high == pytest.approx(0.4868, abs=5e-5)


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ([[20, 5], [10, 15]], 0.4),  # the example of many textbooks
        ([[45, 15], [25, 15]], 0.1304),  # the same agreement, 0.60, of other margins
        ([[25, 35], [5, 35]], 0.2593),
    ],
)
def test_kappa_takes_out_what_the_margins_agree_by_chance(table, kappa):
    assert compute_agreement(_spread_out(table)).kappa == pytest.approx(kappa, abs=5e-5)


@given(st.lists(st.integers(1, 30), min_size=4, max_size=4))
def test_the_standard_error_is_the_delta_methods(counts):
    # The variance of a function of shares, from its slopes: another way to the same formula.
    n = sum(counts)
    shares = np.array(counts, dtype=float) / n

    def kappa(p: np.ndarray) -> float:
        table = p.reshape(2, 2)
        chance = float(table.sum(axis=1) @ table.sum(axis=0))
        return (float(np.trace(table)) - chance) / (1 - chance)

    step = 1e-6
    slopes = np.array([(kappa(shares + d) - kappa(shares - d)) / (2 * step) for d in np.eye(4) * step])
    error = sqrt(max(0.0, shares @ slopes**2 - (shares @ slopes) ** 2) / n)
    found = compute_agreement(_spread_out([counts[:2], counts[2:]]))
    assert found.kappa == pytest.approx(kappa(shares))
    assert found.low is not None
    assert found.low == pytest.approx(max(-1.0, found.kappa - 1.959964 * error), abs=1e-5)


@given(st.integers(1, 200), st.data())
def test_the_interval_of_a_share_is_wilsons(whole, data):
    part = data.draw(st.integers(0, whole))
    expected = binomtest(part, whole).proportion_ci(method="wilson")
    assert compute_wilson(part, whole) == (
        pytest.approx(expected.low, abs=1e-6),
        pytest.approx(expected.high, abs=1e-6),
    )


def test_nothing_coded_has_no_agreement():
    found = compute_agreement([])
    assert (found.n, found.kappa, found.share_low) == (0, None, None)


def test_where_both_use_one_and_the_same_code_kappa_is_not_defined():
    found = compute_agreement([(1, 1)] * 9)
    assert (found.agreed, found.kappa, found.low) == (9, None, None)
    assert len(found.one_value) == 2


def test_where_one_coder_uses_one_code_kappa_is_zero_and_has_no_interval():
    found = compute_agreement([(1, 1)] * 6 + [(0, 1)])
    assert (found.agreed, found.kappa, found.low, found.one_value) == (6, 0, None, ("the coding has",))
    found = compute_agreement([(1, 0)] * 3)
    assert (found.kappa, found.one_value) == (0, ("the claims have", "the coding has"))


@pytest.mark.parametrize(("pairs", "kappa"), [([(1, 1), (0, 0)], 1), ([(1, 0), (0, 1)], -1)])
def test_where_nothing_or_everything_differs_kappa_has_no_interval(pairs, kappa):
    found = compute_agreement(pairs * 5)
    assert found.kappa == pytest.approx(kappa)
    assert (found.low, found.high) == (None, None)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40))
def test_neither_the_order_of_things_nor_of_coders_changes_kappa(pairs):
    found = compute_agreement(pairs)
    turned = compute_agreement([(b, a) for a, b in reversed(pairs)])
    assume(found.kappa is not None)
    assert turned.kappa == pytest.approx(found.kappa)
    assert -1 <= found.kappa <= 1
    assert found.agreed == sum(count for (a, b), count in Counter(pairs).items() if a == b)
