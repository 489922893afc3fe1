"""Which quotations are names."""

from __future__ import annotations

import pytest

from fintech_coding.tables.quotations import find_quotations


def list_names(text: str) -> list[str]:
    return [quotation.text for quotation in find_quotations(text, 0, len(text)) if quotation.is_name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("以“邮储大脑”为核心", ["邮储大脑"]),
        ("“神盾”智能风控系统上线", ["神盾"]),
        ("推出智能投顾产品“摩羯智投”", ["摩羯智投"]),
        ("“农银e管家”对接核心企业", ["农银e管家"]),
        ("完善「智能客服」平台「阿發」", ["智能客服", "阿發"]),
        ('the "CCB Cloud" provides', ["CCB Cloud"]),
        ("打造“工行区块链+”高价值品牌", ["工行区块链+"]),
        ("“基于物联网的物品溯源认证管理与供应链金融”项目入选", ["基于物联网的物品溯源认证管理与供应链金融"]),
    ],
)
def test_a_system_or_product_in_quotation_marks_is_a_name(text, names):
    assert list_names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "围绕“三步走”目标",
        "服务“走出去”企业",
        "荣获“最佳大数据项目”奖项",
        "实现“看得见、管得住”",
        "推出“千人千面”首页",
        "落实“双碳”战略",
        "坚持“科技兴行”理念",
        "举办“人工智能赋能金融”论坛",
        "“十四五”信息科技规划",
        "“互联网+”行动",
        "推广“智慧校园”等场景",
        'the strategy of "Internet Plus"',
        'won the "Best AI Project" award',
        "两地三中心的“FinTech”",
    ],
)
def test_a_slogan_a_policy_and_an_award_are_no_names(text):
    assert list_names(text) == []


def test_quotations_in_a_row_are_judged_together():
    assert list_names("推出“乐业贷”“信e融”和“商户通”等产品") == ["乐业贷", "信e融", "商户通"]


def test_only_the_part_asked_for_is_looked_at():
    text = "推出“乐业贷”。推出“商户通”产品"
    assert [q.text for q in find_quotations(text, 7, len(text))] == ["商户通"]
