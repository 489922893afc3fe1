"""Where a coefficient is not defined or misleads, a sentence says why and what to look at."""

from __future__ import annotations

import pytest

from fintech_coding.validation.reliability import compute_reliability, draw_resamples
from fintech_coding.validation.reliability_words import explain_reliability

CODERS = ("ann", "bob")


def _explain(units) -> str:
    weights = draw_resamples(len(units), seed=1, times=200)
    return explain_reliability(compute_reliability(units, weights=weights), CODERS)


@pytest.mark.parametrize(
    ("units", "said"),
    [
        ([], "nothing to compare"),
        ([(0, 0)] * 30, "Nobody found it in 30 passages"),
        ([(1, 1)] * 30, "All found it in all 30 passages"),
        ([(0, 0)] * 27 + [(1, 0)] * 3, "bob never found it"),
        ([(1, 1)] * 27 + [(1, 0)] * 3, "ann always found it"),
        ([(0, 0)] * 90 + [(1, 0)] * 5 + [(0, 1)] * 5, "Presence is rare (5% of codes)"),
        ([(1, 1)] * 90 + [(1, 0)] * 5 + [(0, 1)] * 5, "Absence is rare"),
        ([(1, 1)] * 4 + [(0, 0)] * 6, "Only 8 codes of presence"),
        ([(1, 1)] * 30 + [(0, 0)] * 30 + [(1, 0)] * 20, "too low to use"),
        ([(1, 1)] * 30 + [(0, 0)] * 30 + [(1, 0)] * 8, "tentative"),
    ],
)
def test_what_misleads_is_said(units, said):
    assert said in _explain(units)


def test_high_agreement_with_an_alpha_of_nought_points_to_ac1():
    units = [(0, 0)] * 90 + [(1, 0)] * 5 + [(0, 1)] * 5
    found = compute_reliability(units)
    assert found.agreement.value == 0.9
    assert found.alpha.value < 0
    assert found.ac1.value > 0.88
    assert "Look at AC1" in _explain(units)


def test_where_all_is_well_nothing_is_said():
    assert _explain([(1, 1)] * 30 + [(0, 0)] * 30 + [(1, 0)] * 2) == ""
