"""The shipped codebook does not count words of ordinary reports that only look like its terms."""

from __future__ import annotations

import pytest

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.coding.matcher import Matcher
from fintech_coding.study import find_shipped_codebook


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_codebook(find_shipped_codebook()))


@pytest.mark.parametrize(
    "text",
    [
        "扩大数据采集范围,最大数据量不超过限额",
        "全行深度学习贯彻会议精神",
        "征集客户特征信息",
        "按未来现金流计算其现值",
        "开展强化学习教育,监督学习情况,党委联合学习",
        "风险等级为R3的客户",
        "线上云签约、云闪贷、云网点",
        "产业链上链主企业融资",
        "为客户发行购物联名卡",
        "互联网终端与互联网设备",
        "提升小微服务质效",
        "水稻机械直播面积",
        "数量子项目如有增减",
        "董事以视频会议方式出席,以視像會議形式舉行,以視訊方式出席",
        "推进智慧经营与智能化管理",
        "高新技术企业贷款增长",
        "违约概率等三大模型",
        "全球经济虚拟化程度居高不下",
        "分布式光伏贷款",
        "The drug Oral 1.5g was PAID for",
        "Note 5G sets out the reconciliation",
        "the risk level R3 of the product",
        "continues to cloud the outlook",
        "a stream of container ships and the fate of the bank",
        "Mr. Ai Weiwei and the AIS data",
        "the quantum of the loan and its ripple effect",
    ],
)
def test_a_near_miss_codes_to_nothing(matcher: Matcher, text: str) -> None:
    assert matcher.find_spans(text) == []


@pytest.mark.parametrize(
    ("text", "technology"),
    [
        ("以人工智慧與機器學習審核", "artificial_intelligence"),
        ("推出聊天機械人", "artificial_intelligence"),
        ("rolled out robo-advisory and chatbots", "artificial_intelligence"),
        ("深化与省级大数据中心的合作", "big_data"),
        ("built a data lake for advanced analytics", "big_data"),
        ("核心系統移至雲端", "cloud_computing"),
        ("migrated to the cloud", "cloud_computing"),
        ("數碼港元及分佈式帳本", "blockchain"),
        ("smart-contracts and CBDCs", "blockchain"),
        ("提供视频面签服务", "audio_video"),
        ("a webcast of the results", "audio_video"),
        ("接入物联网终端", "internet_of_things"),
        ("5G智慧网点与联邦学习", "new_technology"),
        ("opened its APIs to partners", "new_technology"),
    ],
)
def test_a_term_of_the_field_codes_to_its_technology(matcher: Matcher, text: str, technology: str) -> None:
    assert {span.technology for span in matcher.find_spans(text)} == {technology}


@pytest.fixture(scope="module")
def businesses() -> Matcher:
    codebook = load_codebook(find_shipped_codebook())
    return Matcher(codebook, codebook.applications)


@pytest.mark.parametrize(
    "text",
    [
        "以股份支付换取职工服务,支付利息费用",
        "中国农业银行与农村商业银行",
        "存款保险条例",
        "电信运营商的营运资金",
        "推出出行季活动",
        "服务器托管与系统托管",
        "软件供应链安全",
        "交通银行与财政部",
        "向审计委员会报告",
        "风险提示:前瞻性陈述",
        "Bank of Communications and the Agricultural Bank of China",
        "Securities and Exchange Commission",
        "share-based payments to employees",
        "reports to the Audit Committee",
        "tier-one branches",
        "脱敏后的特征信息",
        "robotics, etc., and so on",
    ],
)
def test_what_only_looks_like_a_business_is_none(businesses: Matcher, text: str) -> None:
    assert businesses.find_spans(text) == []


@pytest.mark.parametrize(
    ("text", "application"),
    [
        ("为客户提供資產配置与財富管理", "deposits_and_wealth"),
        ("time deposits and savings", "deposits_and_wealth"),
        ("優化授信流程", "lending"),
        ("支援中小企業及小微企業", "micro_and_small_enterprise"),
        ("small- and medium-sized enterprises", "micro_and_small_enterprise"),
        ("个人住房按揭与消費金融", "consumer_finance"),
        ("mortgages and personal loans", "consumer_finance"),
        ("供應鏈及應收賬款", "supply_chain_finance"),
        ("服务三农与乡村振兴", "rural_finance"),
        ("loans to farmers in rural areas", "rural_finance"),
        ("债券承销与投行业务", "bonds_and_investment_banking"),
        ("聚合支付与信用卡收单", "settlement_and_cards"),
        ("faster payments and debit cards", "settlement_and_cards"),
        ("跨境贸易融资", "trade_and_cross_border"),
        ("letters of credit and trade finance", "trade_and_cross_border"),
        ("反洗錢與風險預警", "risk_control_and_anti_fraud"),
        ("fraud detection and anti-money laundering", "risk_control_and_anti_fraud"),
        ("智能客服与远程银行", "customer_service"),
        ("精准营销与获客", "marketing"),
        ("集约化运营,业务流程自动化", "operations"),
        ("手机银行与網上銀行", "online_banking"),
        ("the mobile banking app", "online_banking"),
        ("智慧网点与柜面", "outlets"),
        ("智慧政务与智慧城市", "government_and_public_services"),
    ],
)
def test_a_business_is_found_in_the_words_of_the_field(
    businesses: Matcher, text: str, application: str
) -> None:
    assert application in {span.element for span in businesses.find_spans(text)}
