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
