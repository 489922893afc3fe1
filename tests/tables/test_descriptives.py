"""Descriptive statistics against fractions worked out by hand, a published example, and scipy."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.errors import UsageError
from fintech_coding.headers import DESCRIPTIVE_COLUMNS, YEARLY_DESCRIPTIVE_COLUMNS
from fintech_coding.tables.descriptives import (
    build_descriptives,
    build_yearly_descriptives,
    describe_values,
)

SHAPE = ["skewness", "skewness_se", "kurtosis", "kurtosis_se"]


def describe(*values, **options):
    matrix = pd.DataFrame({"x": pd.array(values, dtype="Int64")})
    return build_descriptives(matrix, ["x"], **options).iloc[0]


def test_five_numbers_give_the_fractions_worked_out_by_hand():
    # 0 1 2 3 9: mean 15/5 = 3; deviations -3 -2 -1 0 6; squares 9+4+1+0+36 = 50;
    # cubes -27-8-1+0+216 = 180; fourth powers 81+16+1+0+1296 = 1394; s^2 = 50/4 = 25/2.
    row = describe(0, 1, 2, 3, 9)
    assert (row["n"], row["missing"], row["minimum"], row["maximum"], row["sum"]) == (5, 0, 0, 9, 15)
    assert row["mean"] == 3
    assert row["variance"] == 12.5
    assert row["std_dev"] == pytest.approx(math.sqrt(12.5))
    assert row["mean_se"] == pytest.approx(math.sqrt(12.5 / 5))
    # G1 = 5 * 180 / (4 * 3 * s^3) = 75 / s^3
    assert row["skewness"] == pytest.approx(75 / 12.5**1.5)
    # SE = sqrt(6*5*4 / (3*6*8)) = sqrt(5/6)
    assert row["skewness_se"] == pytest.approx(math.sqrt(5 / 6))
    # G2 = 5*6*1394 / (4*3*2 * (25/2)^2) - 3*16/(3*2) = 41820/3750 - 8
    assert row["kurtosis"] == pytest.approx(41820 / 3750 - 8)
    # SE = 2 * sqrt(5/6) * sqrt(24 / (2*10)) = 2
    assert row["kurtosis_se"] == pytest.approx(2)


def test_a_published_example_of_a_hundred_heights_is_met():
    # Heights of 100 students in classes of 61, 64, 67, 70, 73 inches, a textbook example (Spiegel): the
    # mean is 67.45, G1 -0.1098 (SE 0.241) and G2 -0.2091 (SE 0.478).
    row = describe(*[61] * 5, *[64] * 18, *[67] * 42, *[70] * 27, *[73] * 8)
    assert row["mean"] == pytest.approx(67.45)
    assert [round(row[name], 4) for name in ("skewness", "kurtosis")] == [-0.1098, -0.2091]
    assert [round(row[name], 3) for name in ("skewness_se", "kurtosis_se")] == [0.241, 0.478]


@pytest.mark.parametrize(("n", "errors"), [(10, (0.687, 1.334)), (30, (0.427, 0.833)), (6, (0.845, 1.741))])
def test_standard_errors_of_the_shape_are_those_that_spss_prints_for_n(n, errors):
    row = describe(*range(n))
    assert (round(row["skewness_se"], 3), round(row["kurtosis_se"], 3)) == errors


def test_what_needs_more_values_than_there_are_is_missing():
    always = ["minimum", "maximum", "sum", "mean"]
    spread = ["mean_se", "std_dev", "variance"]
    needed = {0: [], 1: always, 2: always + spread, 3: always + spread + SHAPE[:2]}
    for n, names in needed.items():
        row = describe(*range(n), None)
        assert [name for name in DESCRIPTIVE_COLUMNS[3:] if not pd.isna(row[name])] == [
            name for name in DESCRIPTIVE_COLUMNS[3:] if name in names
        ]
        assert (row["n"], row["missing"]) == (n, 1)


def test_equal_values_have_no_spread_and_no_shape():
    for value in (0, 7):
        row = describe(*[value] * 6)
        assert (row["mean"], row["std_dev"], row["variance"], row["mean_se"]) == (value, 0, 0, 0)
        assert row[SHAPE].isna().all()
    found = describe_values([0.1] * 6)  # though the sum of six such floats by six is another float
    assert (found["mean"], found["variance"]) == (0.1, 0.0)


def test_a_large_constant_changes_neither_spread_nor_shape():
    near = describe_values([0, 1, 2, 3, 9])
    far = describe_values([value + 1e12 for value in (0, 1, 2, 3, 9)])
    for name in ("variance", *SHAPE):
        assert far[name] == pytest.approx(near[name], rel=1e-12)
    # here even the mean cannot be written down: 1e16 + 1 is no float
    assert describe_values([1e16, 1e16 + 2])["variance"] == 2.0


def test_missing_values_leave_by_variable_or_by_row_as_asked():
    matrix = pd.DataFrame(
        {
            "x": pd.array([1, 2, 3, None], dtype="Int64"),
            "y": pd.array([10, None, 30, 50], dtype="Int64"),
            "z": pd.array([None, 1, 1, 1], dtype="Int64"),
        }
    )
    by_variable = build_descriptives(matrix, ["y", "x"])
    assert by_variable[["variable", "n", "missing", "sum"]].values.tolist() == [
        ["y", 3, 1, 90],
        ["x", 3, 1, 6],
    ]
    by_row = build_descriptives(matrix, ["y", "x"], missing="listwise")
    assert by_row[["variable", "n", "missing", "sum"]].values.tolist() == [["y", 2, 2, 40], ["x", 2, 2, 4]]


def test_a_report_not_read_is_no_zero_in_the_mean():
    assert describe(2, 4, None)["mean"] == 3


def test_the_table_has_its_columns_even_without_rows():
    matrix = pd.DataFrame({"x": pd.array([], dtype="Int64")})
    table = build_descriptives(matrix, ["x"])
    assert tuple(table.columns) == DESCRIPTIVE_COLUMNS
    assert table.iloc[0, :3].tolist() == ["x", 0, 0]
    assert tuple(build_descriptives(matrix, []).columns) == DESCRIPTIVE_COLUMNS


def test_unknown_names_and_text_are_refused_with_what_there_is():
    matrix = pd.DataFrame({"bank": ["NA"], "x": [1]})
    with pytest.raises(UsageError, match=r"'y'.*bank, x"):
        build_descriptives(matrix, ["y"])
    with pytest.raises(UsageError, match="'bank' is not numbers"):
        build_descriptives(matrix, ["bank"])
    with pytest.raises(UsageError, match=r"'pairwise'.*variable, listwise"):
        build_descriptives(matrix, ["x"], missing="pairwise")


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.integers(-1000, 1000), min_size=4, max_size=30).filter(lambda values: len(set(values)) > 1)
)
def test_the_statistics_agree_with_scipy(values):
    stats = pytest.importorskip("scipy.stats")
    row = describe(*values)
    expected = stats.describe(values, ddof=1, bias=False)
    assert (row["n"], row["minimum"], row["maximum"]) == (expected.nobs, *expected.minmax)
    assert row["mean"] == pytest.approx(expected.mean)
    assert row["variance"] == pytest.approx(expected.variance)
    assert row["mean_se"] == pytest.approx(stats.sem(values))
    assert row["skewness"] == pytest.approx(stats.skew(values, bias=False), abs=1e-9)
    assert row["kurtosis"] == pytest.approx(stats.kurtosis(values, bias=False), abs=1e-9)


def test_of_several_years_each_is_described_after_all_together():
    matrix = pd.DataFrame(
        {
            "year": pd.array([2019, 2020, 2020, None], dtype="Int64"),
            "x": pd.array([1, 3, 5, 7], dtype="Int64"),
        }
    )
    table = build_yearly_descriptives(matrix, ["x"])
    assert tuple(table.columns) == YEARLY_DESCRIPTIVE_COLUMNS
    first = table.drop(columns="year").head(1)
    pd.testing.assert_frame_equal(first, build_descriptives(matrix, ["x"]))
    assert table["year"].fillna(0).tolist() == [0, 2019, 2020]
    assert table["n"].tolist() == [4, 1, 2]
    assert table["mean"].tolist() == [4, 1, 4]
    assert math.isnan(table["std_dev"][1])


def test_reports_of_one_year_are_described_once_and_the_missing_are_those_of_the_year():
    matrix = pd.DataFrame(
        {"year": pd.array([2020, 2020], dtype="Int64"), "x": pd.array([1, None], dtype="Int64")}
    )
    table = build_yearly_descriptives(matrix, ["x"])
    assert (table["year"].isna().all(), table["missing"].tolist()) == (True, [1])
    later = pd.concat([matrix, matrix.assign(year=pd.array([2021, 2021], dtype="Int64"))], ignore_index=True)
    assert build_yearly_descriptives(later, ["x"])["missing"].tolist() == [2, 1, 1]
