"""The changes between two versions of a codebook, with their lines, and each made alone."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.coding.changes import apply_change, find_lines, list_changes, measure_overlap
from fintech_coding.coding.codebook import Codebook, parse_codebook

FIRST = """\
nested: codebook
technologies:
  big_data:
    elements:
      general:
        terms:
          - 大数据
          - {term: 征信, without: [报告]}
      lake: {terms: [数据湖]}
    guards:
      - 扩大数据
  cloud_computing: {terms: [云计算]}
guards: [云计算公司]
"""


def _list(first: str, other: str) -> list:
    return list_changes(_parse(first), _parse(other), find_lines(first), find_lines(other))


def _parse(text: str) -> Codebook:
    return parse_codebook(text, "test")


def _tell(first: str, other: str) -> list[tuple]:
    return [
        (c.kind, c.action, "/".join(filter(None, c.place)), c.text, c.line_first, c.line_other)
        for c in _list(first, other)
    ]


def test_the_same_codebook_has_no_changes():
    assert _list(FIRST, FIRST.replace("          - 大数据", "          # first\n          - 大数据")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "- 大数据",
            "- 大数据\n          - 海量数据",
            ("term", "added", "big_data/general", "海量数据", 0, 8),
        ),
        ("          - 大数据\n", "", ("term", "removed", "big_data/general", "大数据", 7, 0)),
        ("[报告]", "[报告, 央行]", ("term", "changed", "big_data/general", "征信", 8, 8)),
        ("[数据湖]", "[数据湖, 云湖]", ("term", "added", "big_data/lake", "云湖", 0, 9)),
        ("- 扩大数据", "- 最大数据\n      - 扩大数据", ("guard", "added", "big_data", "最大数据", 0, 11)),
        ("\nguards: [云计算公司]", "", ("guard", "removed", "", "云计算公司", 13, 0)),
        ("nested: codebook", "nested: technology", ("setting", "changed", "", "nested", 1, 1)),
        ("nested: codebook\n", "", None),
    ],
)
def test_a_change_is_told_with_its_place_and_its_line_in_each_file(old, new, expected):
    assert _tell(FIRST, FIRST.replace(old, new)) == ([expected] if expected else [])


def test_a_changed_condition_says_what_it_was_and_is():
    (change,) = _list(FIRST, FIRST.replace("[报告]", "[报告, 央行]"))
    assert (change.before, change.after) == ("without 报告", "without 报告, 央行")


def test_a_term_that_moves_is_one_change_that_names_both_places():
    moved = FIRST.replace("          - 大数据\n", "").replace("[数据湖]", "[数据湖, 大数据]")
    (change,) = _list(FIRST, moved)
    assert (change.kind, change.action, change.place) == ("term", "changed", ("big_data", "lake"))
    assert (change.before, change.after) == ("in big_data/general, no rule", "in big_data/lake, no rule")


def test_a_word_of_the_context_is_a_change_of_its_own():
    changes = _tell(f"{FIRST}context: {{own: [本行]}}\n", f"{FIRST}context:\n  own: [本行, 我行]\n")
    assert changes == [("word", "added", "own", "我行", 0, 15)]


def test_a_list_of_words_in_place_of_the_packages_own_is_one_change():
    other = f"{FIRST}context: {{own: [本行]}}\n"
    (change,) = _list(FIRST, other)
    assert (change.kind, change.text, change.before, change.after) == ("list", "own", "the package's own", "")
    assert (change.line_first, change.line_other) == (0, 14)
    assert apply_change(_parse(FIRST), _parse(other), change).context.own == ("本行",)


def test_labels_and_comments_and_the_title_are_no_changes():
    assert _list(FIRST, f"title: Mine\n{FIRST.replace('lake: {', 'lake: {label: {en: Lakes}, ')}") == []


def test_versions_have_most_terms_in_common_and_other_lists_have_few():
    assert measure_overlap(_parse(FIRST), _parse(FIRST.replace("数据湖", "湖仓"))) == 3 / 5
    assert measure_overlap(_parse(FIRST), _parse("technologies: {big_data: {terms: [大数据]}}")) == 0


def _read_content(codebook: Codebook) -> object:
    """What decides the coding, whatever the order and the lines."""
    terms = {
        (t.technology_id, e.element_id, term.text, term.case_exact, term.with_, term.without)
        for t in codebook.technologies
        for e in t.elements
        for term in e.terms
    }
    guards = {(t.technology_id, guard) for t in codebook.technologies for guard in t.guards}
    words = tuple(sorted(codebook.context.own))
    return terms, guards, set(codebook.guards), codebook.nested, codebook.boundary, words


@st.composite
def write_codebook(draw) -> str:
    texts = ["大数据", "数据湖", "云计算", "征信", "区块链"]
    lines = [
        f"nested: {draw(st.sampled_from(['codebook', 'technology']))}",
        f"boundary: {draw(st.sampled_from(['mark', 'require']))}",
        f"guards: {draw(st.lists(st.sampled_from(['扩大数据', '云计算公司']), unique=True))}",
        f"context: {{own: {draw(st.lists(st.sampled_from(['本行', '我行']), unique=True))}}}",
        "technologies:",
    ]
    where = draw(st.permutations(texts))
    cut = draw(st.integers(1, 4))
    for name, some in (("one", where[:cut]), ("two", where[cut : draw(st.integers(cut + 1, 5))])):
        terms = [
            f"{{term: {text}, without: [{word}]}}" if (word := draw(st.sampled_from(["", "报告"]))) else text
            for text in some
        ]
        lines.append(
            f"  {name}: {{terms: [{', '.join(terms)}], guards: [{draw(st.sampled_from(['', '大数据量']))}]}}"
        )
    return "\n".join(lines).replace("'", "").replace("guards: [], ", "").replace("guards: []}", "guards: }")


@settings(deadline=None)
@given(write_codebook(), write_codebook())
def test_all_changes_made_one_after_another_lead_from_one_codebook_to_the_other(first, other):
    one, two = _parse(first), _parse(other)
    changes = list_changes(one, two, find_lines(first), find_lines(other))
    made = reduce(lambda codebook, change: apply_change(codebook, two, change), changes, one)
    assert _read_content(made) == _read_content(two)


@settings(deadline=None)
@given(write_codebook(), write_codebook())
def test_a_change_made_alone_leaves_all_other_changes_to_be_made(first, other):
    one, two = _parse(first), _parse(other)
    changes = list_changes(one, two, find_lines(first), find_lines(other))
    for change in changes:
        left = list_changes(apply_change(one, two, change), two, {}, {})
        assert len(left) == len(changes) - 1


def test_a_term_of_a_new_technology_can_be_added_alone():
    other = _parse(f"{FIRST}".replace("guards: [云计算公司]", "  blockchain: {terms: [区块链, 联盟链]}"))
    changes = [c for c in list_changes(_parse(FIRST), other, {}, {}) if c.text == "区块链"]
    made = apply_change(_parse(FIRST), other, changes[0])
    (added,) = made.technologies[-1].elements
    assert [term.text for term in added.terms] == ["区块链"]
