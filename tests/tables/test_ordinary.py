"""Ordinary words around names."""

from __future__ import annotations

import pytest

from fintech_coding.tables.ordinary import (
    goes_on_as_class,
    is_kind_of_cloud,
    is_plain,
    is_plain_english,
    trim_english,
    trim_left,
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("全面建成自主可控的企业级音视频", "企业级音视频"),
        ("同业首家推出智能反洗钱", "智能反洗钱"),
        ("上线18款金融生态", "金融生态"),
        ("打造大数据应用", "大数据应用"),
        ("完成私有云", "私有云"),
        ("对公钱包", "对公钱包"),
        ("20余款标准化", "标准化"),
    ],
)
def test_a_name_begins_after_verbs_particles_and_counts(words, name):
    assert trim_left(words) == name


@pytest.mark.parametrize(
    "words", ["", "业务", "统一管理", "第三方合作", "各类", "新一代信息", "工业互联网", "智能"]
)
def test_words_of_kind_and_praise_alone_name_nothing(words):
    assert is_plain(words)


@pytest.mark.parametrize("words", ["大数据", "新一代云", "实物黄金物联网", "智能反洗钱"])
def test_a_technology_or_a_use_names_something(words):
    assert not is_plain(words)


def test_english_names_begin_after_verbs_and_articles():
    assert trim_english(["upgraded", "the", "AI", "trade", "finance", "platform"]) == [
        "AI",
        "trade",
        "finance",
        "platform",
    ]
    assert trim_english(["machine", "learning", "platform"]) == ["machine", "learning", "platform"]
    assert is_plain_english(["core", "banking"])
    assert not is_plain_english(["Core", "Banking"])


def test_what_follows_can_make_a_head_another_word():
    assert goes_on_as_class("系统性风险", 2)
    assert not goes_on_as_class("系统上线", 2)
    assert is_kind_of_cloud("私有")
