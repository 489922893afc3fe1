"""Passages become hits: places, flags and the second opinion of jieba."""

from __future__ import annotations

import pytest
from codebook_builders import make_codebook, make_passage
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.coding import coder as coder_module
from fintech_coding.coding.codebook import parse_codebook
from fintech_coding.coding.coder import Coder

CODEBOOK = """
big_data: {terms: [大数据, big data, 数据平台]}
blockchain:
  elements:
    ledger: {terms: [区块链, 'token*']}
"""
PIECES = (
    "大数据", "大數據", "数据平台", "Big-Data", "big\ndata", "区块链", "tokenised", "token ", "没有",
    "本行", "子公司", "国务院", "扩", "，", "。", ". ", "\n", " ", "𠮷", "😀", "İ", "ß", "ﬁ", "A",
    "No. 3", "Co., Ltd.",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=25).map("".join)


@pytest.fixture(scope="module")
def marking() -> Coder:
    return Coder(make_codebook(CODEBOOK, boundary="mark"))


@pytest.fixture(scope="module")
def requiring() -> Coder:
    return Coder(make_codebook(CODEBOOK, boundary="require"))


@pytest.fixture(scope="module")
def ignoring() -> Coder:
    return Coder(make_codebook(CODEBOOK, boundary="ignore"))


def test_a_hit_carries_its_passage_its_place_and_its_sentence(ignoring):
    passage = make_passage("回顾本年。本行应用大數據。成效明显。")
    (hit,) = ignoring.code_passage(passage)
    assert (hit.report_id, hit.passage_id) == (passage.report_id, passage.passage_id)
    assert (hit.page_first, hit.page_last, hit.section) == (53, 54, "管理层讨论与分析")
    assert (hit.technology, hit.element, hit.term) == ("big_data", "", "大数据")
    assert (hit.surface, hit.start, hit.end) == ("大數據", 9, 12)
    assert passage.text[hit.sentence_start : hit.sentence_end] == "本行应用大數據。"


def test_a_hit_names_its_element_and_the_term_as_written(ignoring):
    (hit,) = ignoring.code_passage(make_passage("Tokenised deposits"))
    assert (hit.technology, hit.element) == ("blockchain", "ledger")
    assert (hit.term, hit.surface) == ("token*", "Tokenised")


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_the_surface_of_a_hit_is_the_text_at_its_span_within_its_sentence(text, ignoring):
    for hit in ignoring.code_passage(make_passage(text)):
        assert text[hit.start : hit.end] == hit.surface
        assert hit.surface
        assert 0 <= hit.sentence_start <= hit.start < hit.end <= hit.sentence_end <= len(text)


def test_hits_come_in_the_order_of_their_passages_and_places(ignoring):
    texts = {"b": "区块链、大数据", "c": "无", "a": "大数据"}
    passages = [make_passage(text, passage_id=name) for name, text in texts.items()]
    hits = list(ignoring.code_passages(passages))
    assert [(hit.passage_id, hit.start) for hit in hits] == [("b", 0), ("b", 4), ("a", 0)]


@settings(max_examples=50, deadline=None)
@given(texts=st.lists(TEXTS, min_size=2, max_size=4))
def test_the_hits_of_a_passage_do_not_depend_on_other_passages(texts, marking):
    passages = [make_passage(text, passage_id=str(number)) for number, text in enumerate(texts)]
    together = list(marking.code_passages(passages))
    apart = [hit for passage in reversed(passages) for hit in marking.code_passage(passage)]
    assert together == sorted(apart, key=lambda hit: int(hit.passage_id))


# Flags


def test_negation_is_a_flag_of_a_hits_own_sentence(ignoring):
    hits = list(ignoring.code_passage(make_passage("本行没有应用区块链。本行应用区块链。")))
    assert [hit.negated for hit in hits] == [True, False]


def test_scope_is_a_flag_from_a_hits_sentence_and_section(ignoring):
    text = "本行应用大数据。子公司应用大数据。国务院发布大数据规划。"
    assert [hit.scope for hit in ignoring.code_passage(make_passage(text))] == ["own", "subsidiary", "other"]
    biographies = make_passage(text, section="董事简历")
    assert [hit.scope for hit in ignoring.code_passage(biographies)] == ["other"] * 3


def test_the_word_lists_of_the_codebook_decide_the_flags():
    context = "{negations: [拒绝], pseudo_negations: [], others: [月球]}"
    coder = Coder(make_codebook(CODEBOOK, boundary="ignore", context=context))
    hits = list(coder.code_passage(make_passage("月球拒绝大数据。没有大数据。")))
    assert [(hit.negated, hit.scope) for hit in hits] == [(True, "other"), (False, "own")]


# The second opinion of jieba


def test_a_hit_whose_edges_are_word_boundaries_agrees(marking):
    (hit,) = marking.code_passage(make_passage("本行运用大数据技术。"))
    assert hit.boundary == "agrees"


def test_a_hit_whose_edge_jieba_cuts_through_is_marked_and_kept(marking):
    (hit,) = marking.code_passage(make_passage("今年。扩大数据规模"))
    assert (hit.surface, hit.boundary) == ("大数据", "contradicted")


def test_a_hit_whose_edge_is_a_seam_of_a_compound_agrees(marking):
    (hit,) = marking.code_passage(make_passage("今年。大数据分析"))
    assert (hit.surface, hit.boundary) == ("大数据", "agrees")


def test_a_contradicted_hit_is_dropped_when_the_codebook_requires_boundaries(requiring):
    hits = list(requiring.code_passage(make_passage("扩大数据规模，运用大数据技术。")))
    assert [(hit.start, hit.boundary) for hit in hits] == [(9, "agrees")]


@settings(max_examples=50, deadline=None)
@given(text=TEXTS)
def test_requiring_boundaries_keeps_just_the_hits_that_agree(text, marking, requiring):
    agreeing = [hit for hit in marking.code_passage(make_passage(text)) if hit.boundary == "agrees"]
    assert list(requiring.code_passage(make_passage(text))) == agreeing


def test_a_codebook_that_ignores_boundaries_marks_nothing_and_loads_no_jieba(monkeypatch):
    monkeypatch.setattr(coder_module, "Segmenter", lambda _terms: pytest.fail("jieba was loaded"))
    coder = Coder(make_codebook(CODEBOOK, boundary="ignore"))
    assert [hit.boundary for hit in coder.code_passage(make_passage("扩大数据，大数据"))] == ["", ""]


def test_boundaries_are_required_unless_the_codebook_says_otherwise():
    coder = Coder(parse_codebook("technologies: {big_data: {terms: [大数据]}}", "test"))
    assert [hit.start for hit in coder.code_passage(make_passage("扩大数据,大数据"))] == [5]


def test_the_mark_of_a_hit_over_a_line_break_does_not_depend_on_the_hit_before_it(marking):
    (alone,) = marking.code_passage(make_passage("区块, big\ndata"))
    _, second = marking.code_passage(make_passage("区块链, big\ndata"))
    assert second.boundary == alone.boundary == "agrees"


def test_a_term_may_have_a_boundary_rule_of_its_own():
    text = "扩大数据，马上云集，扩数据湖"
    terms = "a: {terms: [大数据, {term: 上云, boundary: ignore}, {term: 数据湖, boundary: require}]}"
    hits = list(Coder(make_codebook(terms, boundary="mark")).code_passage(make_passage(text)))
    assert [(hit.term, hit.boundary) for hit in hits] == [
        ("大数据", "contradicted"), ("上云", ""), ("数据湖", "agrees"),
    ]  # fmt: skip
    ignoring = Coder(make_codebook("a: {terms: [上云], boundary: require}", boundary="ignore"))
    assert list(ignoring.code_passage(make_passage(text))) == []


def test_passages_are_taken_some_at_a_time_and_none_is_lost(monkeypatch, ignoring):
    monkeypatch.setattr(coder_module, "_BATCH", 10)
    passages = [make_passage(f"第{number}页：大数据", passage_id=str(number)) for number in range(7)]
    read: list[str] = []
    found = ignoring.code_passages(read.append(p.passage_id) or p for p in passages)
    assert next(found).passage_id == "0"
    assert read == ["0", "1"]
    assert [hit.passage_id for hit in found] == ["1", "2", "3", "4", "5", "6"]


def test_a_long_text_without_any_end_and_full_of_terms_is_coded_as_its_parts_are():
    terms = "a: {terms: [大数据, {term: 云, with: [雾]}, {term: 链, without: [雾], within: passage}]}"
    coder = Coder(make_codebook(terms, boundary="ignore"))
    part = "大数据与云与链与"
    assert [hit.term for hit in coder.code_passage(make_passage(part * 2000))] == ["大数据", "链"] * 2000
