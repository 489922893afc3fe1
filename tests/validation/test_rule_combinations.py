"""Counts and ranks under every combination of the rules of counting."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_hits import make_hit

from fintech_coding.validation.sensitivity import (
    CHOICES,
    Combination,
    count_values,
    list_combinations,
    measure_sensitivity,
)

DEFAULT = Combination("passages", "codebook", "mark", "dropped", "own", "all")
HITS = [
    make_hit("big_data", 2, "大数据"),
    make_hit("big_data", 9, "数据湖"),
    make_hit("big_data", 120, "大数据", sentence_start=100),
    make_hit("big_data", 130, "大数据", sentence_start=100, negated=True),
    make_hit("big_data", 2, "大数据", passage_id="icbc_2020-00002", scope="other"),
    make_hit("big_data", 2, "大数据", passage_id="icbc_2020-00003", scope="subsidiary"),
]


def _count(**changes: str) -> int:
    one = replace(DEFAULT, **changes)
    mda = {"icbc_2020-00001", "icbc_2020-00002"}
    values = count_values(HITS, [one], mda, ["icbc_2020"], ["big_data", "blockchain"])
    assert values[one]["icbc_2020", "total"] == values[one]["icbc_2020", "big_data"]
    assert values[one]["icbc_2020", "blockchain"] == 0
    return values[one]["icbc_2020", "big_data"]


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 2),
        ({"unit": "sentences"}, 3),
        ({"unit": "hits"}, 4),
        ({"unit": "hits", "negation": "counted"}, 5),
        ({"unit": "hits", "negation": "counted", "scope": "all"}, 6),
        ({"scope": "all"}, 3),
        ({"section": "mda"}, 1),
        ({"section": "mda", "scope": "all"}, 2),
    ],
)
def test_a_count_follows_each_rule(changes, count):
    assert _count(**changes) == count


def test_every_combination_stands_once_and_the_default_first():
    combinations = list_combinations(DEFAULT)
    assert len(set(combinations)) == len(combinations) == 96
    assert combinations[0] == DEFAULT
    assert len(list_combinations(DEFAULT, ("all",))) == 48


def test_the_choices_are_what_a_combination_holds():
    assert all(setting in CHOICES[name] for name, setting in zip(CHOICES, astuple(DEFAULT), strict=True))


VALUES = st.fixed_dictionaries({(bank, name): st.integers(0, 5) for bank in "abc" for name in ("x", "total")})


@settings(deadline=None)
@given(st.lists(VALUES, min_size=4, max_size=4))
def test_ranks_stand_between_the_best_and_the_worst_and_the_default_is_one_of_them(some):
    combinations = [DEFAULT, *(replace(DEFAULT, unit=unit) for unit in ("sentences", "hits"))]
    combinations.append(replace(DEFAULT, scope="all"))
    groups = {"2020": ["a", "b", "c"]}
    found = measure_sensitivity(dict(zip(combinations, some, strict=True)), groups, ["x"])
    assert found.default == DEFAULT
    for one in found.ranges:
        assert 1 <= one.best <= one.rank <= one.worst <= one.n == 3
        assert 0.25 <= one.same <= 1
        assert (one.same == 1) == (one.best == one.worst)
        assert one.low <= one.value <= one.high
    for name in ("x", "total"):
        for combination in combinations:
            assert sum(found.ranks[combination][bank, name] for bank in "abc") == 6


def test_a_choice_is_measured_alone_and_a_report_without_rivals_not_at_all():
    other = replace(DEFAULT, scope="all")
    both = replace(other, unit="hits")
    values = {
        DEFAULT: {("a", "total"): 3, ("b", "total"): 2, ("c", "total"): 9},
        other: {("a", "total"): 3, ("b", "total"): 4, ("c", "total"): 9},
        both: {("a", "total"): 0, ("b", "total"): 9, ("c", "total"): 9},
    }
    found = measure_sensitivity(values, {"2020": ["a", "b"], "2021": ["c"]}, [])
    (choice,) = found.choices
    assert (choice.choice, choice.setting, choice.ranked, choice.moved) == ("scope", "all", 2, 2)
    assert (choice.largest, choice.spearman) == (1, -1)
    assert (found.median, found.lowest) == (-1, -1)


def test_equal_counts_leave_no_correlation_and_no_move():
    values = {one: {("a", "total"): 0, ("b", "total"): 0} for one in (DEFAULT, replace(DEFAULT, scope="all"))}
    found = measure_sensitivity(values, {"all": ["a", "b"]}, [])
    assert (found.median, found.lowest) == (None, None)
    assert {(one.best, one.worst, one.same) for one in found.ranges} == {(1.5, 1.5, 1)}
