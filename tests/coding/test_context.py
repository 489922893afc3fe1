"""Both flags of a hit, one after the other."""

from __future__ import annotations

from fintech_coding.coding.codebook import load_default_context
from fintech_coding.coding.context import ContextReader

READER = ContextReader(load_default_context())


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
        return reader.is_negated(sentence, start, start + 3), reader.judge_scope(
            sentence, start, start + 3, section
        )

    assert [judge(READER, *question) for question in asked[::-1]] == [
        judge(ContextReader(load_default_context()), *question) for question in asked[::-1]
    ]
