"""Sessions at once: the formula, its units, and what is said of odd ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from fintech_coding.concurrency import (
    compute_concurrency,
    describe_concurrency,
    parse_duration,
    parse_sessions,
)
from fintech_coding.errors import UsageError


def test_the_average_is_sessions_times_length_over_period():
    found = compute_concurrency(12_000, 30 * 60, 8 * 3600)
    assert found.mean == 750
    assert found.peak == pytest.approx(750 + 3 * 750**0.5)


@given(
    st.integers(0, 10**9), st.floats(0.1, 1e5), st.floats(1, 1e6), st.sampled_from([60.0, 3600.0, 86400.0])
)
def test_the_unit_of_length_and_period_does_not_matter(sessions, length, period, unit):
    found = compute_concurrency(sessions, length, period)
    other = compute_concurrency(sessions, length * unit, period * unit)
    assert (other.mean, other.peak) == (pytest.approx(found.mean), pytest.approx(found.peak))


def test_no_sessions_are_none_at_once():
    found = compute_concurrency(0, 60, 3600)
    assert (found.mean, found.peak) == (0, 0)


@pytest.mark.parametrize("mean", [10, 30, 100, 750, 10_000])
def test_the_peak_is_passed_in_a_few_moments_of_a_thousand_at_most(mean):
    peak = compute_concurrency(mean, 1, 1).peak
    assert 0.0005 < poisson.sf(peak, mean) < 0.004


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45s", 45),
        ("45 sec", 45),
        ("30min", 1800),
        ("30 Minutes", 1800),
        ("8h", 28800),
        ("1.5 hours", 5400),
        ("2d", 172800),
        ("30秒", 30),
        ("30分钟", 1800),
        ("30分鐘", 1800),
        ("8小时", 28800),
        ("8個小時", 28800),
        ("1天", 86400),
        ("３０ｍｉｎ", 1800),
        ("1h30min", 5400),
        ("1 h 30 min 5 s", 5405),
        ("1小时30分", 5400),
    ],
)
def test_a_duration_is_read_in_every_unit(text, seconds):
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30", "'30' has no unit. Write 30min"),
        ("1m", "'1m' has the unit 'm', which is not known. Write min"),
        ("3 months", "unit 'months'"),
        ("", "'' is no duration"),
        ("-3h", "'-3h' is no duration"),
        ("八小时", "'八小时' is no duration"),
        ("8:30", "'8:30' is no duration"),
        ("1h 1h", "'1h 1h' names its units out of order or twice"),
        ("30min 1h", "out of order"),
        ("1e9h", "unit 'e'"),
        ("9" * 400 + "h", "no duration"),
    ],
)
def test_a_duration_that_cannot_be_read_is_quoted_with_what_to_write(text, said):
    with pytest.raises(UsageError, match=said):
        parse_duration(text)


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12000", 12000), ("12,000", 12000), ("１２", 12)])
def test_a_number_of_sessions_may_have_commas(text, number):
    assert parse_sessions(text) == number


@pytest.mark.parametrize("text", ["", "-5", "1.5", "1,00", "many", "9" * 40])
def test_what_is_no_number_of_sessions_is_refused(text):
    with pytest.raises(UsageError, match="no number of sessions"):
        parse_sessions(text)


@pytest.mark.parametrize(
    ("numbers", "said"), [((-1, 1, 1), "below 0"), ((1, 0, 1), "length is 0"), ((1, 1, 0), "period is 0")]
)
def test_numbers_that_are_no_sessions_lengths_or_periods_are_refused(numbers, said):
    with pytest.raises(UsageError, match=said):
        compute_concurrency(*numbers)


def test_a_session_longer_than_its_period_is_said_to_look_odd():
    lines, doubts = describe_concurrency("4800", "9h", "8h")
    assert lines[0].endswith("= 5400.00 sessions at once on average")
    assert doubts == ["A session of 9h is longer than the period of 8h: are the two in their places?"]


def test_a_rough_peak_is_said_to_be_one_and_a_usual_case_has_no_doubts():
    assert describe_concurrency("10", "1h", "8h")[1] == [
        "With so few sessions at once the peak is a rough figure."
    ]
    assert describe_concurrency("12000", "30min", "8h")[1] == []


# The command


def test_the_command_says_average_and_peak(run_command):
    done = run_command("concurrency", "--sessions", "12,000", "--length", "30分钟", "--period", "8h")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "c = n·L/T = 12000 · 1800 s / 28800 s = 750.00 sessions at once on average",
        "ĉ = c + 3√c = 750.00 + 82.16 = 832.16 at the peak",
    ]


def test_what_looks_odd_goes_to_standard_error_and_what_cannot_be_ends_with_2(run_command):
    done = run_command("concurrency", "--sessions", "5", "--length", "9h", "--period", "8h")
    assert done.returncode == 0
    assert done.stderr.startswith("note: A session of 9h is longer than the period of 8h")
    done = run_command("concurrency", "--sessions", "5", "--length", "30", "--period", "8h")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: '30' has no unit.")


@pytest.mark.parametrize("command", ["claims", "concurrency"])
def test_a_command_has_help_with_an_example(run_command, command):
    done = run_command(command, "--help")
    assert done.returncode == 0
    assert f"Example: fintech-code {command}" in done.stdout
