"""jieba, wrapped: its own dictionary, no cache, the same cuts everywhere."""

from __future__ import annotations

import random
import tempfile

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.coding.segment import Segmenter

INVENTED = "鑫链云"
TERMS = f"{INVENTED} 大数据 大数据平台 数据平台 据平 平台经 区块链平台 链平台 云平台 智能云".split()
WORDS = [*TERMS, "扩大", "大", "数据", "分析", "AI", "5G", "，", "𠮷", "İ", "😀", " ", "\n"]
CHARACTERS = st.characters(exclude_categories=["Cs"])
SENTENCES = st.lists(st.sampled_from(WORDS) | CHARACTERS, max_size=12).map("".join)


@pytest.fixture(scope="module")
def with_terms() -> Segmenter:
    return Segmenter(TERMS)


@pytest.fixture(scope="module")
def without_terms(with_terms: Segmenter) -> Segmenter:  # noqa: ARG001  built second, to catch what is shared
    return Segmenter([])


@pytest.fixture(scope="module")
def shuffled(with_terms: Segmenter) -> Segmenter:  # noqa: ARG001
    terms = [*TERMS, *TERMS[:3]]
    random.Random(7).shuffle(terms)  # noqa: S311
    return Segmenter(iter(terms))


def test_the_terms_of_a_codebook_are_words(with_terms):
    assert with_terms.find_boundaries(INVENTED) == {0, 3}


def test_segmenters_with_different_terms_share_nothing(with_terms, without_terms):
    assert without_terms.find_boundaries(INVENTED) != {0, 3}
    assert with_terms.find_boundaries(INVENTED) == {0, 3}


def test_jiebas_own_dictionary_stays_as_it_was():
    before = (dict(jieba.dt.FREQ), jieba.dt.total, jieba.dt.initialized, dict(jieba.dt.user_word_tag_tab))
    Segmenter([INVENTED]).find_boundaries(INVENTED)
    assert (jieba.dt.FREQ, jieba.dt.total, jieba.dt.initialized, jieba.dt.user_word_tag_tab) == before
    assert INVENTED not in jieba.dt.FREQ


def test_no_cache_is_read_or_written(monkeypatch, tmp_path):
    def refuse(*_: object) -> None:
        pytest.fail("initialize reads and writes a cache file")

    monkeypatch.setattr(jieba.Tokenizer, "initialize", refuse)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert Segmenter([INVENTED]).find_boundaries(f"用{INVENTED}") == {0, 1, 4}
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=100, deadline=None)
@given(sentence=SENTENCES)
def test_the_order_of_terms_never_changes_the_cuts(sentence, with_terms, shuffled):
    assert with_terms.find_boundaries(sentence) == shuffled.find_boundaries(sentence)


@settings(max_examples=100, deadline=None)
@given(sentence=SENTENCES)
def test_boundaries_lie_in_the_sentence_and_hold_both_its_ends(sentence, with_terms):
    edges = with_terms.find_boundaries(sentence)
    assert {0, len(sentence)} <= edges <= set(range(len(sentence) + 1))


@pytest.mark.parametrize(
    ("sentence", "position", "is_boundary"),
    [
        ("大数据分析", 3, True),  # 大/数据分析, and both 数据 and 分析 are words
        ("云服务商", 3, True),
        ("数据湖北分行", 3, False),  # 数据/湖北/分行
        ("主流媒体", 1, False),
        ("数据风控", 2, True),  # a term, of which jieba knows one part
    ],
)
def test_a_compound_has_a_seam_where_both_of_its_parts_are_words(sentence, position, is_boundary):
    segmenter = Segmenter(["大数据", "云服务", "数据湖", "流媒体", "数据风控"])
    assert (position in segmenter.find_edges(sentence)) == is_boundary


def test_a_traditional_sentence_is_cut_like_its_simplified_one(with_terms):
    assert with_terms.find_boundaries("應用大數據平臺") == with_terms.find_boundaries("应用大数据平台")


def test_a_traditional_term_is_a_word_of_a_simplified_sentence():
    assert Segmenter(["鑫鏈雲"]).find_boundaries(INVENTED) == {0, 3}


def test_a_latin_word_is_not_cut(without_terms):
    assert without_terms.find_boundaries("用Big-Data的AI") == {0, 1, 4, 5, 9, 10, 12}
