"""What a technology is used for."""

from __future__ import annotations

import pytest
from codebook_builders import make_codebook, make_passage

from fintech_coding.coding.coder import Coder
from fintech_coding.coding.uses import UseFinder, find_part
from fintech_coding.records import Use

CODEBOOK = make_codebook(
    "big_data: {terms: [大数据, big data]}\ncloud: {terms: [云平台]}\nai: {terms: [智能客服]}",
    applications="{asset: {elements: {lending: {terms: [贷款, lending]}, supply: {terms: [供应链]}}},"
    " shared: {elements: {risk: {terms: [风控]}, service: {terms: [客服]}}, guards: [风控委员会]}}",
)


def _find(text: str) -> list[Use]:
    passage = make_passage(text)
    hits = list(Coder(CODEBOOK).code_passage(passage))
    uses = list(UseFinder(CODEBOOK).find_uses(passage, hits))
    assert all(text[use.start : use.end] == use.surface for use in uses)
    return uses


def _pairs(text: str) -> set[tuple[str, str]]:
    return {(use.hit.technology, use.application) for use in _find(text)}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("运用大数据优化贷款审批。", {("big_data", "lending")}),
        ("建设供应链云平台。", {("cloud", "supply")}),
        ("Big data supports lending.", {("big_data", "lending")}),
        ("運用大數據優化風控。", {("big_data", "risk")}),
    ],
)
def test_a_technology_serves_a_business_named_in_its_sentence(text, pairs):
    assert _pairs(text) == pairs


def test_a_business_within_the_name_of_a_technology_is_served_by_it():
    assert _pairs("推出智能客服。") == {("ai", "service")}


@pytest.mark.parametrize(
    "text", ["运用大数据。优化贷款审批。", "运用大数据;优化贷款审批", "贷款增长；建设大数据"]
)
def test_another_sentence_or_what_stands_beyond_a_semicolon_is_not_served(text):
    assert _pairs(text) == set()


def test_an_earlier_item_of_a_list_is_not_served_by_a_later_one():
    assert _pairs("推进贷款、云平台和大数据建设") == set()
    assert _pairs("获“最佳风控”“最佳大数据”奖") == set()


def test_a_list_of_businesses_is_over_where_its_clause_ends():
    assert _pairs("围绕贷款、风控,运用大数据") == {("big_data", "lending"), ("big_data", "risk")}


def test_every_technology_of_a_list_serves_the_business_after_it():
    assert _pairs("运用大数据、云平台等技术强化风控") == {("big_data", "risk"), ("cloud", "risk")}


def test_the_guards_of_a_side_code_to_no_business():
    assert _pairs("大数据风控委员会") == set()


def test_the_nearest_of_several_mentions_stands_for_a_business():
    (use,) = _find("贷款业务拓展,以大数据改进贷款和贷款管理")
    assert (use.side, use.start) == ("asset", 13)


def test_the_part_of_a_sentence_ends_at_the_semicolons_round_the_hit():
    text = "首句。推进贷款;以大数据强化风控;完善供应链。"
    passage = make_passage(text)
    (hit,) = Coder(CODEBOOK).code_passage(passage)
    first, last = find_part(text, hit)
    assert text[first:last] == "以大数据强化风控"


def test_a_codebook_without_applications_finds_no_use():
    codebook = make_codebook("big_data: {terms: [大数据]}")
    passage = make_passage("大数据贷款")
    assert list(UseFinder(codebook).find_uses(passage, Coder(codebook).code_passage(passage))) == []
