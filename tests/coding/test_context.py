"""Negation and scope, by rule 8 of the counting, with the word lists that ship."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fintech_coding.coding.codebook import Context, load_default_context
from fintech_coding.coding.context import ContextReader

READER = ContextReader(load_default_context())
EMPTY = Context((), (), (), (), (), (), ())


def _is_negated(sentence: str, term: str, reader: ContextReader = READER) -> bool:
    start = sentence.index(term)
    return reader.is_negated(sentence, start, start + len(term))


# Negation


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("没有开展任何与区块链相关的业务", "区块链"),
        ("本行尚未应用区块链技术", "区块链"),
        ("本行目前未使用人工智能", "人工智能"),
        ("本集团并无加密货币敞口", "加密货币"),
        ("本行不涉及虚拟货币", "虚拟货币"),
        ("本行沒有開展區塊鏈業務", "區塊鏈"),
        ("There is no blockchain business", "blockchain"),
        ("The Bank does NOT use blockchain", "blockchain"),
        ("It operates without artificial intelligence", "artificial intelligence"),
        ("The Bank doesn't use blockchain", "blockchain"),
        ("The Bank has never used big-data", "big-data"),
    ],
)
def test_a_negation_in_its_clause_negates_a_hit(sentence, term):
    assert _is_negated(sentence, term)


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("本行应用区块链技术", "区块链"),
        ("不断推进大数据应用", "大数据"),
        ("推出无感支付的人脸识别", "人脸识别"),
        ("非现场检查应用大数据", "大数据"),
        ("面向未来的人工智能", "人工智能"),
        ("不动产登记与区块链", "区块链"),
        ("无锡分行运用物联网", "物联网"),
        ("不仅应用云计算", "云计算"),
        ("與眾不同的大數據平台", "大數據"),
        ("not only AI", "AI"),
        ("nobody in Norway knows AI", "AI"),
        ("a notable use of AI", "AI"),
    ],
)
def test_a_word_that_holds_a_negation_and_denies_nothing_does_not_negate(sentence, term):
    assert not _is_negated(sentence, term)


def test_a_negation_beside_a_pseudo_negation_still_negates():
    assert _is_negated("未来不会使用区块链", "区块链")
    assert _is_negated("不断改进但没有使用区块链", "区块链")


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("本行没有海外网点，应用区块链技术", "区块链"),
        ("本行没有海外网点；应用区块链技术", "区块链"),
        ("The Bank has no branches abroad, and uses AI", "AI"),
        ("The Bank has no branches abroad but uses AI", "AI"),
    ],
)
def test_a_negation_in_another_clause_does_not_negate(sentence, term):
    assert not _is_negated(sentence, term)


def test_a_listing_comma_does_not_end_a_clause():
    sentence = "本行未使用云计算、区块链"
    assert _is_negated(sentence, "云计算")
    assert _is_negated(sentence, "区块链")


def test_a_negation_far_before_its_hit_governs_something_else():
    assert not _is_negated("不" + "某" * 40 + "区块链", "区块链")


@pytest.mark.parametrize("sentence", ["区块链尚未应用", "区块链技术没有使用", "blockchain is not used"])
def test_a_negation_right_after_its_hit_negates_it(sentence):
    assert _is_negated(sentence, "blockchain" if sentence.isascii() else "区块链")


def test_a_single_character_or_a_later_clause_after_a_hit_does_not_negate_it():
    assert not _is_negated("区块链增速不及预期", "区块链")
    assert not _is_negated("应用区块链，尚未应用云计算", "区块链")


def test_a_negation_in_the_clause_that_speaks_of_a_topic_negates_the_topic():
    assert _is_negated("在区块链方面，本行没有开展业务", "区块链")
    assert not _is_negated("在区块链业务中，本行没有损失", "区块链")


def test_a_negation_of_what_stands_after_it_leaves_the_hit_before_it():
    assert not _is_negated("应用大数据而没有应用区块链", "大数据")
    assert not _is_negated("The Bank uses AI without delay", "AI")


def test_every_shipped_negation_negates_and_every_pseudo_negation_does_not():
    context = load_default_context()
    assert [word for word in context.negations if not _is_negated(f"{word} 甲乙", "甲乙")] == []
    assert [word for word in context.pseudo_negations if _is_negated(f"{word} 甲乙", "甲乙")] == []


def test_a_typographic_apostrophe_negates_like_a_straight_one():
    assert _is_negated("The Bank doesn’t use blockchain", "blockchain")


def test_a_typographic_mark_does_not_shorten_the_reach_of_an_english_negation():
    sentence = "The Group{}s branches do not currently make any use of AI"
    assert _is_negated(sentence.format("'"), "AI")
    assert _is_negated(sentence.format("’"), "AI")


def test_the_word_lists_of_a_codebook_decide():
    reader = ContextReader(replace(EMPTY, negations=("非", "sans"), pseudo_negations=("非常",)))
    assert _is_negated("非區塊鏈業務", "區塊鏈", reader)
    assert _is_negated("Sans AI", "AI", reader)
    assert not _is_negated("非常区块链", "区块链", reader)
    assert not _is_negated("没有区块链", "区块链", reader)


def test_empty_word_lists_negate_nothing_and_call_everything_own():
    reader = ContextReader(EMPTY)
    assert not _is_negated("没有区块链", "区块链", reader)
    assert reader.judge_scope("国务院发布区块链规划", 0, "董事简历") == "own"


# Scope


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("应用区块链技术", "own"),
        ("本行应用区块链技术", "own"),
        ("The Group applies blockchain", "own"),
        ("子公司应用区块链技术", "subsidiary"),
        ("工银科技研发区块链平台", "subsidiary"),
        ("A subsidiary applies blockchain", "subsidiary"),
        ("国务院发布人工智能发展规划", "other"),
        ("国务院發佈人工智能發展規劃", "other"),
        ("支持人工智能等战略性新兴产业", "other"),
        ("The banking industry adopts AI", "other"),
    ],
)
def test_the_words_of_a_sentence_tell_whose_technology_it_is(sentence, scope):
    assert READER.judge_scope(sentence, 0, "") == scope


def test_a_word_for_the_reporting_group_outweighs_the_others_of_its_sentence():
    assert READER.judge_scope("本行落实国务院人工智能规划", 0, "") == "own"
    assert READER.judge_scope("本集团子公司应用区块链", 0, "") == "own"


def test_a_subsidiary_outweighs_what_is_named_beside_it():
    assert READER.judge_scope("子公司落实国务院人工智能规划", 0, "") == "subsidiary"


@pytest.mark.parametrize(
    "section", ["董事简历", "董事簡歷", "第三章 经济环境", "Biographies of Directors", "OUTLOOK"]
)
def test_a_section_about_others_makes_every_sentence_theirs(section):
    assert READER.judge_scope("本行应用区块链技术", 0, section) == "other"


@pytest.mark.parametrize("section", ["", "管理层讨论与分析", "金融科技"])
def test_any_other_section_leaves_the_scope_to_the_sentence(section):
    assert READER.judge_scope("本行应用区块链技术", 0, section) == "own"
    assert READER.judge_scope("国务院发布人工智能发展规划", 0, section) == "other"


@pytest.mark.parametrize("part", ["directors", "shareholders"])
def test_a_part_of_the_report_about_others_makes_every_sentence_theirs(part):
    assert READER.judge_scope("本行应用区块链技术", 0, "金融科技", part) == "other"
    assert ContextReader(EMPTY).judge_scope("本行应用区块链技术", 0, "金融科技", part) == "own"


@pytest.mark.parametrize("part", ["", "mda", "governance", "statements", "notes"])
def test_any_other_part_leaves_the_scope_to_the_sentence(part):
    assert READER.judge_scope("本行应用区块链技术", 0, "", part) == "own"
    assert READER.judge_scope("国务院发布人工智能发展规划", 0, "", part) == "other"


def test_the_parts_of_a_codebook_decide():
    reader = ContextReader(replace(EMPTY, other_parts=("notes",)))
    assert reader.judge_scope("本行应用区块链技术", 0, "", "notes") == "other"
    assert reader.judge_scope("本行应用区块链技术", 0, "", "directors") == "own"


def test_each_part_of_a_list_between_semicolons_has_its_own_scope():
    sentence = "国务院发布人工智能规划;本行应用区块链;国务院发布大数据规划"
    places = [sentence.index(word) for word in ("人工智能", "区块链", "大数据")]
    assert [READER.judge_scope(sentence, place, "") for place in places] == ["other", "own", "other"]


def test_a_persons_career_is_not_the_banks_own_whatever_else_is_named():
    assert READER.judge_scope("陈女士曾任某人工智能公司总经理,现为本行董事", 8, "") == "other"


def test_only_the_nearest_heading_makes_a_section_others():
    assert READER.judge_scope("本行应用区块链技术", 4, "主要股东 > 金融科技") == "own"


def test_a_latin_word_of_a_list_is_a_whole_word():
    reader = ContextReader(replace(EMPTY, others=("peer",)))
    assert reader.judge_scope("the speeding of careers", 0, "") == "own"
    assert reader.judge_scope("the peerless bank", 0, "") == "own"
    assert reader.judge_scope("its peer uses AI", 0, "") == "other"


def test_a_latin_word_of_a_list_is_found_beside_an_ideograph():
    assert READER.judge_scope("跟踪人工智能ETF", 0, "") == "other"
    assert _is_negated("本行not使用区块链", "区块链")


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("客户无需到网点即可通过视频银行办理", "视频银行"),
        ("无需抵押的大数据贷款", "大数据"),
        ("不依赖人工的智能客服", "智能客服"),
        ("Pensioners open accounts without visiting a branch via video banking", "video banking"),
        ("customers no longer need to visit branches thanks to chatbots", "chatbots"),
    ],
)
def test_what_a_product_does_without_is_no_denial_of_it(sentence, surface):
    assert not _is_negated(sentence, surface)


@pytest.mark.parametrize("surface", ["AI", "blockchain", "IoT"])
def test_a_negation_governs_every_item_of_an_english_list(surface):
    assert _is_negated("The Bank does not use AI, blockchain or IoT", surface)


def test_a_hit_is_judged_the_same_whatever_was_judged_before():
    sentences = [
        "本行没有开展区块链业务;子公司应用人工智能;监管部门推动大数据",
        "曾任大数据公司董事,本行不断应用人工智能",
        "The Bank does not use AI; its subsidiary uses blockchain without paper",
    ]
    asked = [
        (sentence, start, section)
        for section in ("", "董事简历", "业务 > 行业环境")
        for sentence in sentences
        for start in range(0, len(sentence), 5)
    ]

    def judge(reader: ContextReader, sentence: str, start: int, section: str) -> tuple[bool, str]:
        return reader.is_negated(sentence, start, start + 3), reader.judge_scope(sentence, start, section)

    assert [judge(READER, *question) for question in asked[::-1]] == [
        judge(ContextReader(load_default_context()), *question) for question in asked[::-1]
    ]
