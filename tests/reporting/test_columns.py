"""Columns are typed by their values, and every column of the tables has a label."""

from __future__ import annotations

import pytest

from fintech_coding import headers
from fintech_coding.reporting.columns import load_labels, type_columns


@pytest.mark.parametrize("name", [name for name in dir(headers) if name.endswith("_COLUMNS")])
def test_every_column_has_a_label_in_both_languages(name):
    labels = load_labels()
    lacking = [column for column in getattr(headers, name) if {"en", "zh"} - set(labels.get(column, {}))]
    assert lacking == []


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        (["1", "", "-3"], "integer", (1, None, -3)),
        (["0.5", "2"], "number", (0.5, 2.0)),
        (["True", "False"], "integer", (1, 0)),
        (["1", "NA"], "text", ("1", "NA")),
        (["9" * 400], "text", ("9" * 400,)),
        (["nan"], "text", ("nan",)),
    ],
)
def test_a_column_is_a_number_where_every_cell_is_one(cells, kind, values):
    (column,) = type_columns([{"amount": cell} for cell in cells], {})
    assert (column.kind, column.values) == (kind, values)


def test_digits_that_are_a_code_stay_text():
    (column,) = type_columns([{"bank": "000001"}], {})
    assert column.values == ("000001",)


def test_a_technology_is_called_as_the_codebook_calls_it():
    (column,) = type_columns([{"big_data": "3"}], {"big_data": ("Big data", "大数据技术")})
    assert (column.en, column.zh) == ("Big data", "大数据技术")
