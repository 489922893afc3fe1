"""Terms with their switches: what holds for which, what is switched off, what is a mistake."""

from __future__ import annotations

import pytest
from codebook_builders import find_hits

from fintech_coding.coding.codebook import Codebook, Term, check_codebook, parse_codebook

NESTED_SWITCHES = """\
case: exact
within: passage
technologies:
  a:
    plural: no
    nested: technology
    terms: [AI, 云, {term: Bot, case: ignore, plural: yes, with: [AI]}]
    elements:
      e:
        case: ignore
        boundary: ignore
        terms: [VR, {term: AR, nested: codebook, boundary: require, within: sentence, without: [AI]}]
  b: {terms: [ML]}
applications:
  risk: {terms: [KYC]}
"""


def read(text: str) -> Codebook:
    return parse_codebook(text, "codebook.yaml")


def brief(text: str) -> list[tuple[int, str, str]]:
    return [(found.line, found.severity, found.problem) for found in check_codebook(text, "codebook.yaml")]


def list_terms(codebook: Codebook) -> dict[str, Term]:
    both = (*codebook.technologies, *codebook.applications)
    return {term.text: term for one in both for element in one.elements for term in element.terms}


def test_a_switch_holds_for_what_stands_below_until_it_is_said_again():
    terms = list_terms(read(NESTED_SWITCHES))
    kept = {
        text: (term.case_exact, term.plural, term.within, term.nested, term.boundary)
        for text, term in terms.items()
    }
    assert kept == {
        "AI": (True, False, "sentence", "technology", ""),
        "云": (False, True, "sentence", "technology", ""),
        "Bot": (False, True, "passage", "technology", ""),
        "VR": (False, False, "sentence", "technology", "ignore"),
        "AR": (False, False, "sentence", "codebook", "require"),
        "ML": (True, True, "sentence", "", ""),
        "KYC": (True, True, "sentence", "", ""),
    }


def test_what_is_switched_off_is_as_if_it_were_not_written():
    text = """
technologies:
  a:
    terms: [云, {term: 智能, enabled: no}]
    elements:
      off: {enabled: false, terms: [数据]}
      on: {terms: [平台]}
  b: {enabled: No, terms: [区块链], guards: [区块链公司]}
  c:
    enabled: no
    terms: [物联网]
    elements: {kept: {terms: [{term: 传感器, enabled: yes}]}}
"""
    without = """
technologies:
  a:
    terms: [云]
    elements:
      on: {terms: [平台]}
  c:
    elements: {kept: {terms: [传感器]}}
"""
    assert brief(text) == [
        (4, "warning", "The term '云' is a single character, which stands in many other words.")
    ]
    assert read(text).fingerprint == read(without).fingerprint
    assert [[e.element_id for e in t.elements] for t in read(text).technologies] == [["", "on"], ["kept"]]


def test_a_term_that_is_switched_off_may_stand_elsewhere_or_be_guarded():
    text = """
technologies:
  a: {terms: [{term: 数据湖, enabled: no}, 数据], guards: [数据湖]}
  b: {terms: [数据湖]}
"""
    assert brief(text) == []


def test_the_mistakes_of_what_is_switched_off_are_named():
    text = "technologies:\n  a: {terms: [云计算]}\n  b: {enabled: no, terms: ['', {regex: '('}]}\n"
    assert [(line, severity) for line, severity, _ in brief(text)] == [(3, "error"), (3, "error")]


def test_a_codebook_that_is_switched_off_as_a_whole_is_an_error():
    text = "technologies:\n  a: {terms: [云计算], enabled: no}\n"
    assert brief(text) == [(1, "error", "Every technology is switched off.")]


def test_the_mistakes_of_the_rules_come_at_once_each_with_its_line():
    text = """\
plural: maybe
enabled: no
technologies:
  a:
    within: page
    terms:
      - {term: 云计算, regex: 云.}
      - {with: [云]}
      - {regex: [云]}
      - {regex: ''}
      - term: 人工智能
        case:
          - exact
        nested: both
      - {term: 区块链, plural: no}
      - {term: 物联网, within: passage}
      - {term: 机器人, guards: [机器人, 机器, 机器人学]}
      - {regex: '数.据', guards: [数据线, 大数科据]}
      - {term: AI, guard: [x]}
    elements:
      e: {boundary: sometimes, terms: [VR]}
"""
    assert brief(text) == [
        (1, "error", "'plural' is the text 'maybe'."),
        (2, "error", "The codebook has no key 'enabled'."),
        (5, "error", "'within' is the text 'page'."),
        (7, "error", "A term has both 'term' and 'regex'."),
        (8, "error", "A term in its long form has no 'term'."),
        (9, "error", "A regex is a list, and a text is needed."),
        (10, "error", "A regex is empty."),
        (13, "error", "'case' is a list."),
        (14, "error", "'nested' is the text 'both'."),
        (
            15, "warning",
            "'plural' decides nothing for '区块链': only a term that ends in a Latin letter has a plural.",
        ),
        (16, "warning", "'within' decides nothing for '物联网': it has neither 'with' nor 'without'."),
        (17, "error", "The guard '机器人' of '机器人' is the term itself, which would never count."),
        (17, "warning", "The guard '机器' of '机器人' does not contain the term, so it guards nothing."),
        (18, "warning", "The guard '数据线' of '数.据' does not contain the term, so it guards nothing."),
        (19, "error", "A term has no key 'guard'."),
        (21, "error", "'boundary' is the text 'sometimes'."),
    ]  # fmt: skip


@pytest.mark.parametrize("guards", ["扩大数据", "云数据"])
def test_a_guard_of_a_technology_may_guard_what_its_regex_finds(guards: str):
    text = f"technologies: {{a: {{terms: [{{regex: '大?数据.?'}}], guards: [{guards}]}}}}"
    assert brief(text) == []


def test_the_same_text_as_a_term_and_as_a_regex_in_one_element_is_an_error():
    text = "technologies: {a: {terms: [A.I., {regex: A.I.}]}}"
    assert [(severity, "stands twice" in problem) for _, severity, problem in brief(text)] == [
        ("error", True)
    ]


def test_regexes_that_differ_in_the_case_of_a_class_are_not_the_same():
    assert brief(r"technologies: {a: {terms: [{regex: 'a\db'}, {regex: 'a\Db'}]}}") == []


def test_a_codebook_without_a_regex_needs_no_engine_for_them(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "re2", None)
    assert find_hits("a: {terms: [云计算]}", "云计算") == [("a", "云计算")]
