"""Descriptive statistics of the matrix, as SPSS DESCRIPTIVES computes and prints them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fintech_coding.errors import UsageError
from fintech_coding.headers import DESCRIPTIVE_COLUMNS, YEARLY_DESCRIPTIVE_COLUMNS

if TYPE_CHECKING:
    from pandas import DataFrame

MISSING_RULES = ("variable", "listwise")
"""How rows with missing values leave: from the variable they miss, or from every variable."""

_STATISTICS = DESCRIPTIVE_COLUMNS[3:]


def build_descriptives(
    matrix: DataFrame, variables: Sequence[str], *, missing: str = "variable"
) -> DataFrame:
    """Return one row per variable, in the order given, with the columns `DESCRIPTIVE_COLUMNS`.

    `missing` counts the rows of the matrix that are left out; where SPSS prints a dot the value is
    missing. Raises UsageError for an unknown variable or rule, and for a variable that is not numbers.
    """
    import pandas as pd

    if missing not in MISSING_RULES:
        raise UsageError(
            f"There is no rule '{missing}' for missing values; choose one of {', '.join(MISSING_RULES)}."
        )
    for variable in variables:
        if variable not in matrix.columns:
            names = ", ".join(str(name) for name in matrix.columns)
            raise UsageError(f"The matrix has no variable '{variable}'; it has {names}.")
        if not pd.api.types.is_numeric_dtype(matrix[variable]):
            raise UsageError(f"The variable '{variable}' is not numbers and cannot be described.")

    used = matrix[list(dict.fromkeys(variables))]
    if missing == "listwise":
        used = used.dropna()
    rows: list[dict[str, object]] = []
    for variable in variables:
        values = [float(value) for value in used[variable].dropna()]
        rows.append(
            {
                "variable": variable,
                "n": len(values),
                "missing": len(matrix) - len(values),
                **describe_values(values),
            }
        )
    table = pd.DataFrame(rows, columns=list(DESCRIPTIVE_COLUMNS), dtype=object)
    kinds = {"variable": "str", "n": "int64", "missing": "int64"}
    return table.astype({name: kinds.get(name, "float64") for name in DESCRIPTIVE_COLUMNS})


def build_yearly_descriptives(
    matrix: DataFrame, variables: Sequence[str], *, missing: str = "variable"
) -> DataFrame:
    """Return the descriptives of all rows, and where these are of several years those of each year.

    The columns are `YEARLY_DESCRIPTIVE_COLUMNS`; the rows of all have no year and come first.
    """
    import pandas as pd

    years = sorted(int(year) for year in matrix["year"].dropna().unique())
    tables = [build_descriptives(matrix, variables, missing=missing).assign(year=None)]
    for year in years if len(years) > 1 else []:
        of_year = matrix[matrix["year"] == year]
        tables.append(build_descriptives(of_year, variables, missing=missing).assign(year=year))
    columns = {
        name: [value for table in tables for value in table[name]] for name in YEARLY_DESCRIPTIVE_COLUMNS
    }
    together = pd.DataFrame(columns).astype({"year": "Int64"})
    return together.astype(tables[0].dtypes.drop("year").to_dict())


def describe_values(values: Sequence[float]) -> dict[str, float]:
    """Return the statistics of finite numbers by name, NaN where they are not defined.

    Variance and standard deviation divide by n - 1; skewness is G1, kurtosis is G2 (0 for a normal
    distribution), with the standard errors of IBM SPSS Statistics Algorithms, DESCRIPTIVES.

    >>> found = describe_values([1, 2, 3])
    >>> found["mean"], found["variance"], found["skewness"], found["kurtosis"]
    (2.0, 1.0, 0.0, nan)
    """
    found = dict.fromkeys(_STATISTICS, math.nan)
    n = len(values)
    if n == 0:
        return found
    found["mean"], deviations = _center_values(values)
    found["minimum"], found["maximum"], found["sum"] = min(values), max(values), math.fsum(values)
    if n > 1:
        found["variance"] = math.fsum(d * d for d in deviations) / (n - 1)
        found["std_dev"] = math.sqrt(found["variance"])
        found["mean_se"] = found["std_dev"] / math.sqrt(n)
    # With no variance SPSS prints a dot for the shape and for its standard error: the error depends on n
    # alone and could be computed, but there is no estimate that it would be the error of.
    if n > 2 and found["std_dev"] > 0:
        scores = [d / found["std_dev"] for d in deviations]
        found["skewness"] = math.fsum(z**3 for z in scores) * n / ((n - 1) * (n - 2))
        found["skewness_se"] = math.sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)))
        if n > 3:
            weight = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3))
            normal = 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))
            found["kurtosis"] = weight * math.fsum(z**4 for z in scores) - normal
            found["kurtosis_se"] = 2 * found["skewness_se"] * math.sqrt((n * n - 1) / ((n - 3) * (n + 5)))
    return found


def _center_values(values: Sequence[float]) -> tuple[float, list[float]]:
    # The mean is rounded, which would show as spread in equal or in very large values: what the rounding
    # shifted is measured in a second pass and put back.
    mean = math.fsum(values) / len(values)
    around = [value - mean for value in values]
    shift = math.fsum(around) / len(around)
    return mean + shift, [deviation - shift for deviation in around]
