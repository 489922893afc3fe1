"""Negation, by rule 8 of the counting, with the word lists that ship."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fintech_coding.coding.codebook import Context, load_default_context
from fintech_coding.coding.negation import NegationReader

READER = NegationReader(load_default_context())
EMPTY = Context((), (), (), (), (), (), ())


def _is_negated(sentence: str, term: str, reader: NegationReader = READER) -> bool:
    start = sentence.index(term)
    return reader.is_negated(sentence, start, start + len(term))


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
    reader = NegationReader(replace(EMPTY, negations=("非", "sans"), pseudo_negations=("非常",)))
    assert _is_negated("非區塊鏈業務", "區塊鏈", reader)
    assert _is_negated("Sans AI", "AI", reader)
    assert not _is_negated("非常区块链", "区块链", reader)
    assert not _is_negated("没有区块链", "区块链", reader)


def test_empty_word_lists_negate_nothing():
    assert not _is_negated("没有区块链", "区块链", NegationReader(EMPTY))


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


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("人脸识别在境外分行停止使用", "人脸识别"),
        ("物联网监管设备尚在论证,未投入使用", "物联网"),
        ("视频柜员机试点期满后,经评估不再推广", "视频柜员"),
        ("区块链项目终止", "区块链"),
        ("Video banking was discontinued in March", "Video banking"),
        ("The blockchain pilot did not proceed", "blockchain"),
        ("Plans for an innovation lab were shelved", "innovation lab"),
    ],
)
def test_a_technology_that_is_given_up_or_not_yet_in_use_is_denied(sentence, term):
    assert _is_negated(sentence, term)


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("大数据平台未使用外包人员", "大数据"),
        ("智能反欺诈系统暂停可疑交易320笔", "智能反欺诈"),
        ("AI blocked payments worth $60m", "AI"),
        ("AI does not replace our staff", "AI"),
    ],
)
def test_what_a_technology_does_not_do_or_puts_an_end_to_leaves_it_in_use(sentence, term):
    assert not _is_negated(sentence, term)


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("未发现大数据平台存在重大缺陷", "大数据"),
        ("没有出现因人脸识别导致的案件", "人脸识别"),
    ],
)
def test_an_incident_that_did_not_happen_denies_no_technology(sentence, term):
    assert not _is_negated(sentence, term)


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("行动不便的客户可通过视频客服办理", "视频客服"),
        ("缺少抵押的难题由大数据破解", "大数据"),
        ("为不具备操作能力的老年人开通语音识别转账", "语音识别"),
        ("No losses were recorded on accounts protected by biometrics", "biometrics"),
        ("They have no branches and lean on AI", "AI"),
        ("Customers who cannot visit a branch can open an account by video call", "video call"),
    ],
)
def test_a_negation_about_people_troubles_or_another_noun_does_not_reach_the_hit(sentence, term):
    assert not _is_negated(sentence, term)


def test_what_is_only_asked_is_not_affirmed():
    assert _is_negated("公司是否布局大模型?", "大模型")


def test_a_list_of_verbs_and_an_inserted_phrase_do_not_end_an_english_negation():
    assert _is_negated("The Group does not trade, hold in custody or lend against AI", "AI")
    assert _is_negated("The Bank has no exposure, direct or indirect, to bitcoin", "bitcoin")
