"""Regexes as terms: what is taken, what is refused and why, where they are found."""

from __future__ import annotations

import re

import pytest
from codebook_builders import find_hits, find_surfaces, make_codebook
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.coding.codebook import check_codebook
from fintech_coding.coding.matcher import Matcher
from fintech_coding.coding.regexes import MAX_REGEXES, RegexError, check_regex, compile_regex, fold_regex


def find(regex: str, text: str, rest: str = "") -> list[str]:
    return find_surfaces(f"{{regex: '{regex}'{rest}}}", text)


# What is found


def test_a_regex_takes_the_longest_text_from_the_left_without_overlap():
    assert find("云(平台)?(服务)?", "云平台服务云平云云") == ["云平台服务", "云", "云", "云"]


def test_a_regex_is_matched_on_folded_text_and_gives_the_place_in_the_text():
    assert find("大數據.{1,3}PLATFORM", "運用大數據 – Platform") == ["大數據 – Platform"]
    assert find("big-dat[a]", "Big Data, BIG–DATA, bigdata") == ["Big Data", "BIG–DATA"]


def test_the_case_of_a_regex_is_exact_where_it_is_said():
    assert find("A[IR]+", "AI, ai, Air") == ["AI", "ai", "Air"]
    assert find("A[IR]+", "AI, ai, Air, 開AR", ", case: exact") == ["AI", "AR"]


def test_a_regex_never_runs_over_the_end_of_a_sentence():
    assert find("云.*台", "云在上。平台，云平台。") == ["云平台"]
    assert find("云[^a]*台", "云在上\n平台") == []


def test_a_regex_has_the_word_edges_that_it_says():
    assert find("ai|vr", "PAID AI vr2") == ["AI", "AI", "vr"]
    assert find(r"\b(ai|vr)\b", "PAID AI vr2 大VR") == ["AI", "VR"]


def test_a_class_may_name_a_range_a_script_or_a_hyphen():
    assert find("[一-龥]{2}云", "鑫鑫云") == ["鑫鑫云"]
    assert find(r"\p{Han}+[A-C]+", "平台AbC") == ["平台AbC"]
    assert find("a[x-]b", "a-b axb ayb") == ["a-b", "axb"]


def test_a_regex_is_held_to_its_conditions_and_guards_and_yields_to_longer_terms():
    codebook = """
    a: {terms: [{regex: '数据[湖仓]', with: [云], guards: [大数据湖]}, 数据湖仓]}
    """
    assert find_hits(codebook, "云与数据仓，大数据湖") == [("a", "数据仓")]
    assert find_hits(codebook, "数据仓") == []
    assert find_hits(codebook, "云与数据湖仓") == [("a", "数据湖仓")]


def test_of_a_term_and_a_regex_at_the_same_place_the_term_counts():
    for terms in ("[{regex: '数据[湖仓]'}, 数据湖]", "[数据湖, {regex: '数据[湖仓]'}]"):
        (span,) = Matcher(make_codebook(f"a: {{terms: {terms}}}")).find_spans("数据湖")
        assert span.term == "数据湖"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("数据云湖ABab -,。\n\0𠮷İ\udc80", max_size=12), min_size=1, max_size=4))
def test_many_texts_at_once_hold_what_is_found_in_each_alone(texts):
    terms = r"[{regex: '[数云]+.?湖'}, {regex: 'a+-?b', case: exact}, {regex: '\ba.*b\b'}]"
    matcher = Matcher(make_codebook(f"a: {{terms: {terms}}}"))
    together = dict(matcher.find_in(texts))
    assert together == {n: spans for n, text in enumerate(texts) if (spans := matcher.find_spans(text))}


@settings(max_examples=150, deadline=None)
@given(st.text("数据云湖ab ", max_size=20))
def test_a_regex_without_alternatives_of_unlike_length_finds_what_pythons_does(text):
    regex = "[数云]+[ab]{1,2}湖?"
    assert find(regex, text) == [match[0] for match in re.finditer(regex, text)]


# What is refused


@pytest.mark.parametrize(
    ("regex", "problem"),
    [
        ("(?=数)据", "looks around ('(?='), which is not taken."),
        ("(?<!大)数.据", "looks around ('(?<!'), which is not taken."),
        ("(?i)ai+", "holds a flag ('(?i'), which is not taken."),
        ("(?P<name>云)", "names a group ('(?P<'), which is not taken."),
        (r"(云)\1", r"holds '\1', which is not taken."),
        (r"\x41I?", r"holds '\x', which is not taken."),
        ("^云.", "holds '^'."),
        ("云.$", "holds '$'."),
        ("云(", "cannot be read: missing ): 云(."),
        ("云{2000}", "cannot be read: invalid repetition size: {2000}."),
        ("(云|)", "matches nothing at all, and so everywhere."),
        ("云平台", "is plain text."),
        ("云." + "台" * 200, "is 202 characters long; 200 is the most."),
        (r"(\p{Han}{20}云){40}", "is too large: it repeats too much."),
    ],
)
def test_what_takes_no_linear_time_or_says_nothing_is_refused_with_its_line(regex: str, problem: str):
    with pytest.raises(RegexError) as caught:
        check_regex(regex)
    assert caught.value.problem == problem
    text = f"technologies:\n  a:\n    terms:\n      - 云计算\n      - {{regex: '{regex}'}}\n"
    (found,) = check_codebook(text, "codebook.yaml")
    assert (found.line, found.severity) == (5, "error")
    assert found.problem.endswith(problem)
    assert found.what_to_do


def test_a_regex_that_matches_single_characters_is_a_warning():
    (found,) = check_codebook("technologies: {a: {terms: [{regex: '[一-龥]+'}]}}", "")
    assert (found.severity, "matches single characters" in found.problem) == ("warning", True)


def test_more_regexes_than_a_last_resort_needs_are_an_error_once():
    rows = "".join(f"      - {{regex: '云{number}.'}}\n" for number in range(MAX_REGEXES + 3))
    (found,) = check_codebook(f"technologies:\n  a:\n    terms:\n{rows}", "")
    assert found.problem == "The codebook has more than 100 regexes."
    assert found.line == 4 + MAX_REGEXES


def test_what_makes_a_backtracking_engine_hang_is_found_at_once():
    text = "a" * 500
    assert find("(a+)+b|(a|aa)+c", text) == []
    assert find("(.*)(.*)(.*)(.*)(.*)台", text + "台") == [text + "台"]


@pytest.mark.parametrize(
    ("regex", "folded"),
    [
        (r"\D\W\S\B", r"\D\W\S\B"),
        ("[A-Z一-龥]", "[a-z一-龥]"),
        ("[]A-]", "[]a ]"),
        ("[^-数據]", "[^ 数据]"),
        ("[a[X]", "[a[x]"),
        ("（云）", r"\(云\)"),
        (r"\[\-\]", r"\[ \]"),
        ("[[:alpha:]X]", "[[:alpha:]x]"),
    ],
)
def test_the_signs_of_a_regex_are_not_folded_and_its_characters_are(regex: str, folded: str):
    assert fold_regex(regex) == folded


@settings(max_examples=300, deadline=None)
@given(st.text("ab云數-^$.*+?|(){}[]\\dpPHan:!=<12 （", max_size=12))
def test_a_text_is_taken_as_a_regex_or_refused_in_words(text):
    refused = ""
    try:
        check_regex(text)
    except RegexError as error:
        refused = f"{error.problem} {error.what_to_do}"
    assert len(refused) > 20 or compile_regex(text, keep_case=False).search("") is None
