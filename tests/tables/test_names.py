"""Names of systems in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.tables.names import find_names


def list_names(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    return [name.text for name in find_names(text, 0, len(text), known)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("搭建企业级音视频平台,支持远程服务", ["企业级音视频平台"]),
        ("智慧银行信息系统(ECOS)建设推进", ["信息系统(ECOS)"]),
        ("发布智慧银行生态系统ECOS", ["智慧银行生态系统ECOS"]),
        ("推出手机银行6.0", ["手机银行6.0"]),
        ("依托工银e生活,打造生态", ["工银e生活"]),
        ("大力发展e抵快贷业务", ["e抵快贷"]),
        ("上线教育云、党建云等服务", ["教育云", "党建云"]),
        ("升级反洗钱系统工银Brains", ["工银Brains"]),
        ("扩展BLAZE决策引擎的应用", ["BLAZE决策引擎"]),
        ("大数据服务云全面实现转型", ["大数据服务云"]),
        ("The New Generation Core Banking System went live", ["New Generation Core Banking System"]),
        ("The AI chatbot HARO answers", ["HARO"]),
    ],
)
def test_a_name_is_told_by_its_pattern(text, names):
    found = list_names(text)
    assert [name for name in names if not any(name in other for other in found)] == []
    assert len(found) == len(names)


@pytest.mark.parametrize(
    "text",
    [
        "完善业务系统和管理系统",
        "与政务平台、电商平台、第三方平台对接",
        "该平台提升了系统性能",
        "防范系统性风险,服务平台企业",
        "将系统部署在私有云、公有云",
        "运用AI、OCR、RPA等技术",
        "the system uses such platforms",
        "工业4.0与5G",
        "建成20余个智慧政务系统",
    ],
)
def test_kinds_of_systems_and_technologies_are_no_names(text):
    assert list_names(text) == []


def test_what_describes_a_name_beside_it_is_no_other_name():
    assert list_names("“灵犀”大模型平台接入") == ["灵犀"]
    assert list_names("区块链贸易融资平台“BCTrade”交易量") == ["BCTrade"]


def test_a_name_known_from_quotation_marks_is_found_without_them():
    assert list_names("掌银推出刷脸登录", frozenset({"掌银"})) == ["掌银"]


@given(st.text("建成推出大数据平台系统“”e融云ECOSab3.0、的 ", max_size=60))
def test_names_are_what_stands_in_their_place_and_do_not_overlap(text):
    reached = 0
    for name in find_names(text, 0, len(text)):
        assert reached <= name.start < name.end
        assert text[name.start : name.end].strip() == name.text.strip()
        reached = name.end
