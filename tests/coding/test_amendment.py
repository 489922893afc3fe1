"""Guards added to a codebook's text: at their place, and nothing else changed."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.coding.amendment import add_guards, quote_text
from fintech_coding.coding.codebook import check_codebook, parse_codebook
from fintech_coding.errors import CodebookError, UsageError
from fintech_coding.study import find_shipped_codebook


def add(text: str, *guards: str, technology: str = "big_data") -> str:
    return add_guards(text, {technology: guards}, "codebook.yaml")


def list_changes(before: str, after: str) -> list[str]:
    """Return the lines taken away and put in, with their sign."""
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in diff if line[0] in "+-" and line[:3] not in ("---", "+++")]


BIG_DATA = "technologies:\n  big_data:"
BLOCK = """\
# Our list
title:   Words   # kept
technologies:

    big_data:   # the first
        label: { en: "Big data", zh: '大数据' }
        terms:
          - 大数据   # and its kind

    # the second
    ai:
        terms: [ 人工智能,
                 "AI" ]
"""


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (BLOCK, ["+        guards:", "+          - 扩大数据"]),
        ("technologies:\n  big_data:\n    terms:\n    - 大数据", ["+    guards:", "+    - 扩大数据"]),
        ("technologies:\n  big_data:\n    terms: [大数据]\n    guards:\n", ["+      - 扩大数据"]),
        (
            "technologies:\n  big_data:\n    guards: # none yet\n    terms:\n      - 大数据\n",
            ["+      - 扩大数据"],
        ),
        (
            f"{BIG_DATA}\n    guards:\n    - 最大数据 # so\n\n    # later\n    terms: [大数据]\n",
            ["+    - 扩大数据"],
        ),
        (
            f"{BIG_DATA}\n    terms: [大数据]\n    definition: >-\n      long\n      text\n\n\n# end\n",
            ["+    guards:", "+      - 扩大数据"],
        ),
        (
            f"{BIG_DATA}\n    elements:\n      one:\n        terms: [大数据]\n        label:\n",
            ["+    guards:", "+      - 扩大数据"],
        ),
    ],
)  # fmt: skip
def test_a_guard_is_lines_of_its_own_and_every_other_line_stays(text, added):
    amended = add(text, "扩大数据")
    assert list_changes(text, amended) == added
    assert parse_codebook(amended, "codebook.yaml").technologies[0].guards[-1] == "扩大数据"


@pytest.mark.parametrize(
    ("text", "amended"),
    [
        (
            "technologies: {big_data: {terms: [大数据]}}",
            "technologies: {big_data: {terms: [大数据], guards: [扩大数据]}}",
        ),
        (
            "technologies: {big_data: { terms: [大数据], guards: [ 最大数据, ] }}",
            "technologies: {big_data: { terms: [大数据], guards: [ 最大数据, 扩大数据, ] }}",
        ),
        (
            "technologies:\n  big_data:\n    terms: [大数据]\n    guards: [] # none",
            "technologies:\n  big_data:\n    terms: [大数据]\n    guards: [扩大数据] # none",
        ),
        (
            'technologies: {big_data: {guards: ["最大数据" # so\n ], terms: [大数据]}}',
            'technologies: {big_data: {guards: ["最大数据", 扩大数据 # so\n ], terms: [大数据]}}',
        ),
        (
            "technologies: {big_data: {terms: [大数据], guards: }}",
            "technologies: {big_data: {terms: [大数据], guards: [扩大数据] }}",
        ),
    ],
)  # fmt: skip
def test_in_brackets_a_guard_stands_behind_the_others(text, amended):
    assert add(text, "扩大数据") == amended


def test_line_ends_stay_as_they_are_and_a_last_line_without_one_too():
    windows = BLOCK.replace("\n", "\r\n")
    amended = add(windows, "扩大数据")
    assert amended.count("\r\n") == amended.count("\n") == BLOCK.count("\n") + 2
    assert not add(BLOCK.rstrip("\n"), "人工智能化", technology="ai").endswith("\n")


def test_a_guard_that_is_there_is_not_added_again():
    once = add(BLOCK, "扩大数据", "最大数据")
    assert add(once, "最大数据", "扩大数据") == once
    assert add(BLOCK, "扩大数据", "扩大数据") == add(BLOCK, "扩大数据")


def test_guards_of_several_technologies_are_added_at_once():
    amended = add_guards(BLOCK, {"ai": ["人工智能化"], "big_data": ["扩大数据"]}, "codebook.yaml")
    guards = {t.technology_id: t.guards for t in parse_codebook(amended, "codebook.yaml").technologies}
    assert guards == {"big_data": ("扩大数据",), "ai": ("人工智能化",)}


def test_an_amended_codebook_has_no_new_problem():
    text = find_shipped_codebook().read_text("utf-8")
    guards = {
        t.technology_id: [f"甲{t.elements[0].terms[0].text}乙"] for t in parse_codebook(text, "").technologies
    }
    amended = add_guards(text, guards, "codebook.yaml")
    assert check_codebook(amended, "codebook.yaml") == check_codebook(text, "codebook.yaml") == []
    assert len(list_changes(text, amended)) >= len(guards)
    assert not [line for line in list_changes(text, amended) if line.startswith("-")]


def test_a_guard_that_would_be_a_mistake_is_refused_with_the_mistake():
    with pytest.raises(UsageError, match="'大数据' is a term itself"):
        add(BLOCK, "大数据")
    with pytest.raises(CodebookError):
        add("technologies: {big_data: {termz: [大数据]}}", "扩大数据")


@pytest.mark.parametrize(
    "guard", ["a: b大数据", "#大数据", "- 大数据", "大数据, 其他", "[大数据]", "*大数据x", "大数据:"]
)
def test_a_guard_that_yaml_would_misread_is_quoted(guard):
    assert quote_text(guard) == f'"{guard}"'


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12))
def test_a_quoted_text_is_read_as_it_was(text):
    (item,) = parse_codebook(
        f"technologies: {{t: {{terms: [x], definition: {quote_text('x' + text)}}}}}", ""
    ).technologies
    assert item.definition == " ".join(f"x{text}".split())
