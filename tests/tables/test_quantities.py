"""Quantities as reports print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.tables.quantities import find_quantities, parse_number


def read(text: str) -> list[tuple[float, str, str]]:
    return [(q.value, q.base_unit or q.kind, q.qualifier) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("投入238.19亿元", 23_819_000_000, "CNY"),
        ("投入66.32亿元", 6_632_000_000, "CNY"),
        ("投入1,234.5万元", 12_345_000, "CNY"),
        ("投入人民币7,618百万元", 7_618_000_000, "CNY"),
        ("投入2.79万亿元", 2_790_000_000_000, "CNY"),
        ("投入四十五亿元", 4_500_000_000, "CNY"),
        ("投入15亿,增长", 1_500_000_000, "CNY"),
        ("港币20亿元", 2_000_000_000, "HKD"),
        ("5亿美元", 500_000_000, "USD"),
        ("新台币32亿元", 3_200_000_000, "TWD"),
        ("rmb23,576 million", 23_576_000_000, "CNY"),
        ("hk$1.2 billion", 1_200_000_000, "HKD"),
        ("$5.5bn in", 5_500_000_000, "dollars"),
        ("3.54万人", 35_400, "人"),
        ("8,056 人", 8056, "人"),
        ("占8.1%", 8.1, "percent"),
        ("20余万台", 200_000, "台"),
        ("1.2亿零售客户", 120_000_000, ""),
    ],
)
def test_an_amount_is_brought_to_its_base_unit(text, value, unit):
    assert [(found, base) for found, base, _ in read(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("超过20万台", "over"), ("逾百项", "over"), ("1,600余件", "over"), ("5亿元以上", "over"),
        ("more than 200,000 terminals", "over"), ("近40%", "about"), ("约9,800人", "about"),
        ("100亿元左右", "about"), ("approximately rmb5 million", "about"), ("238亿元", ""),
    ],
)  # fmt: skip
def test_a_quantity_says_when_it_is_not_exact(text, qualifier):
    assert [found for *_, found in read(text)] == [qualifier]


def test_points_are_no_percentage():
    assert [q.kind for q in find_quantities("上升0.31个百分点,增长5%")] == ["points", "percent"]


@pytest.mark.parametrize("text", ["一方面", "第二", "v1.2.3", "三步走", "千方百计"])
def test_what_only_holds_digits_or_number_words_is_no_quantity(text):
    assert read(text) == []


def test_a_version_number_with_two_points_is_not_read_in_part():
    assert read("1.2.3亿元") == []


@given(st.integers(0, 999), st.sampled_from(["", "十", "百", "千", "万"]))
def test_a_number_in_digits_is_its_value(number, unit):
    scale = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000}[unit]
    found = read(f"{number}{unit}人")
    if unit != "十":
        assert found == [(number * scale, "人", "")]


def test_a_number_in_words_is_read_or_refused():
    assert (parse_number("十五"), parse_number("二百零八"), parse_number("五五")) == (15, 208, None)


@given(st.text("1,2.亿万元人%近超过 rmb一百", max_size=60))
def test_spans_of_quantities_lie_in_the_text_in_order(text):
    ends = [0]
    for quantity in find_quantities(text):
        assert ends[-1] <= quantity.first <= quantity.start < quantity.number_end <= quantity.end <= len(text)
        ends.append(quantity.end)
