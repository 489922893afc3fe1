"""Whose technology it is, by rule 8 of the counting, with the word lists that ship."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fintech_coding.coding.codebook import Context, load_default_context
from fintech_coding.coding.scope import ScopeReader

READER = ScopeReader(load_default_context())
EMPTY = Context((), (), (), (), (), (), ())
TECHNOLOGIES = (
    "区块链",
    "人工智能",
    "大数据",
    "云计算",
    "物联网",
    "區塊鏈",
    "人工智慧",
    "blockchain",
    "AI",
    "5G",
    "大模型",
)


def _judge(
    sentence: str, term: str = "", section: str = "", part: str = "", reader: ScopeReader = READER
) -> str:
    """Judge the first technology of a sentence, or the one that is given."""
    term = term or min((t for t in TECHNOLOGIES if t in sentence), key=sentence.index)
    start = sentence.index(term)
    return reader.judge_scope(sentence, start, start + len(term), section, part)


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
def test_who_acts_tells_whose_technology_it_is(sentence, scope):
    assert _judge(sentence) == scope


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("本行落实国务院人工智能规划", "own"),
        ("落实监管机构要求,运用人工智能核验客户身份", "own"),
        ("面对互联网巨头的竞争,加快大数据布局", "own"),
        ("与同业共建区块链平台", "own"),
        ("被工信部评为人工智能优秀案例", "own"),
        ("In line with the central bank's guidelines, AI models are validated", "own"),
        ("The regulator selected us to pilot blockchain", "own"),
        ("与子公司共享大数据平台", "own"),
    ],
)
def test_an_actor_named_as_a_reason_a_partner_or_an_addressee_does_not_act(sentence, scope):
    assert _judge(sentence) == scope


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("本行全资子公司应用区块链", "subsidiary"),
        ("Our Irish subsidiary uses AI", "subsidiary"),
        ("旗下虚拟银行运用人工智能", "subsidiary"),
        ("附属公司为本集团提供大数据服务", "subsidiary"),
        ("本行及子公司应用区块链", "own"),
        ("Our competitors use AI", "other"),
        ("本行股东运用大数据", "other"),
    ],
)
def test_whoever_the_bank_is_named_with_acts_as_that_says(sentence, scope):
    assert _judge(sentence) == scope


def test_a_clause_without_a_subject_has_that_of_the_clause_before_it():
    assert _judge("地方政府出台意见,鼓励发展大数据") == "other"
    assert _judge("附属公司改造流程,并应用区块链") == "subsidiary"
    assert _judge("监管部门批准后,区块链平台在全省推广") == "own"


@pytest.mark.parametrize(
    "sentence",
    ["国内首家推出区块链信用证", "率先在银行业实现5G网络联通", "同业首创大数据产品", "业界率先应用大模型"],
)
def test_praise_that_names_others_leaves_the_technology_the_banks(sentence):
    assert _judge(sentence) == "own"


@pytest.mark.parametrize(
    "sentence",
    [
        "本行代销的中证大数据产业指数基金",
        "销售「未来5G创新基金」",
        "持有某云计算股份有限公司4%的股权",
        "《关于促进云计算创新发展的意见》出台",
        "歐盟《人工智能法案》设定义务",
        "Our best-selling product was the Global AI Fund",
    ],
)
def test_a_part_of_a_name_or_of_a_title_of_a_law_is_others(sentence):
    assert _judge(sentence) == "other"


def test_a_paper_that_the_bank_publishes_is_its_own():
    assert _judge("发布《区块链金融应用发展白皮书》") == "own"


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("本行支持人工智能企业1,260户", "other"),
        ("信贷资金投向云计算、人工智能等细分领域", "other"),
        ("加大对5G基站、物联网等“新基建”项目的信贷投放", "other"),
        ("授信重点产业包括人工智能、绿能及生技", "other"),
        ("We financed three makers of AI chips", "other"),
        ("We lend to growers who rely on AI", "other"),
        ("对高新技术企业贷款引入人工智能审批", "own"),
        ("运用大数据服务小微企业", "own"),
        ("Loans are granted using AI", "own"),
    ],
)
def test_what_is_financed_is_others_and_what_is_used_to_finance_is_own(sentence, scope):
    assert _judge(sentence) == scope


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("支持传统制造企业应用大数据改造生产线", "other"),
        ("某头部电商运用大数据推介信贷", "other"),
        ("企业可通过区块链平台融资", "own"),
        ("为企业提供大数据画像", "own"),
        ("企业级大数据平台投产", "own"),
    ],
)
def test_what_an_enterprise_has_is_its_own_and_what_it_is_served_by_the_banks(sentence, scope):
    assert _judge(sentence) == scope


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("人工智能热潮带动出口", "other"),
        ("随着5G加快商用,移动端流量持续增长", "other"),
        ("AI may be used by criminals", "other"),
        ("人工智能赋能千行百业", "other"),
        ("本行大模型日趋成熟", "own"),
        ("大数据平台日趋成熟", "own"),
    ],
)
def test_a_technology_in_general_is_the_times_and_a_system_of_it_the_banks(sentence, scope):
    assert _judge(sentence) == scope


def test_a_persons_career_is_not_the_banks_own_whatever_else_is_named():
    assert _judge("陈女士曾任某人工智能公司总经理,现为本行董事") == "other"


@pytest.mark.parametrize("section", ["董事简历", "董事簡歷", "Biographies of Directors"])
def test_a_section_about_persons_or_shareholders_makes_every_sentence_theirs(section):
    assert _judge("本行应用区块链技术", section=section) == "other"


@pytest.mark.parametrize("section", ["第三章 经济环境", "行业格局和趋势", "OUTLOOK", "外部环境 > 国内情况"])
def test_in_a_section_about_the_environment_only_what_names_the_bank_is_its_own(section):
    assert _judge("区块链应用场景不断丰富", section=section) == "other"
    assert _judge("本行应用区块链技术", section=section) == "own"


def test_in_a_section_about_subsidiaries_a_sentence_without_subject_is_theirs():
    assert _judge("引入大数据风控", section="主要控股参股公司分析") == "subsidiary"


@pytest.mark.parametrize("section", ["主要股东 > 金融科技", "经营环境 > 本行应对措施"])
def test_the_nearest_heading_that_tells_decides(section):
    assert _judge("应用区块链技术", section=section) == "own"


@pytest.mark.parametrize("section", ["", "管理层讨论与分析", "金融科技"])
def test_any_other_section_leaves_the_scope_to_the_sentence(section):
    assert _judge("本行应用区块链技术", section=section) == "own"
    assert _judge("国务院发布人工智能发展规划", section=section) == "other"


@pytest.mark.parametrize("part", ["directors", "shareholders"])
def test_a_part_of_the_report_about_others_makes_every_sentence_theirs(part):
    assert _judge("本行应用区块链技术", section="金融科技", part=part) == "other"
    assert _judge("本行应用区块链技术", section="金融科技", part=part, reader=ScopeReader(EMPTY)) == "own"


@pytest.mark.parametrize("part", ["", "mda", "governance", "statements", "notes"])
def test_any_other_part_leaves_the_scope_to_the_sentence(part):
    assert _judge("本行应用区块链技术", part=part) == "own"
    assert _judge("国务院发布人工智能发展规划", part=part) == "other"


def test_the_parts_of_a_codebook_decide():
    reader = ScopeReader(replace(EMPTY, other_parts=("notes",)))
    assert _judge("本行应用区块链技术", part="notes", reader=reader) == "other"
    assert _judge("本行应用区块链技术", part="directors", reader=reader) == "own"


def test_each_part_of_a_list_between_semicolons_has_its_own_scope():
    sentence = "国务院发布人工智能规划;本行应用区块链;国务院发布大数据规划"
    assert [_judge(sentence, term) for term in ("人工智能", "区块链", "大数据")] == ["other", "own", "other"]


def test_empty_word_lists_call_everything_own():
    reader = ScopeReader(EMPTY)
    assert _judge("国务院发布区块链规划", section="董事简历", reader=reader) == "own"
    assert _judge("支持人工智能企业", reader=reader) == "own"


def test_a_latin_word_of_a_list_is_a_whole_word():
    reader = ScopeReader(replace(EMPTY, others=("peer",)))
    assert _judge("the speeding AI", reader=reader) == "own"
    assert _judge("the peerless AI", reader=reader) == "own"
    assert _judge("its peer uses AI", reader=reader) == "other"


def test_a_latin_word_of_a_list_is_found_beside_an_ideograph():
    assert _judge("跟踪人工智能ETF") == "other"
