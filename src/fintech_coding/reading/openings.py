"""The numbers and bullets that open headings and paragraphs, and the rank that a number gives."""

from __future__ import annotations

import re

from fintech_coding.reading.characters import CJK

_TERM = "「[^」]{1,60}」"

OPENING = re.compile(
    r"[•●■◆▪▶►○□◇★☆√·➢✓✔⚫]|[–—\-*]\s"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节節部条條]"
    r"|[(（]?[一二三四五六七八九十]{1,3}[)）、.]"
    r"|[(（]\d{1,2}[)）]|\d{1,2}[、)）]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s?(?<=[.\s\d])(?<!^\d)(?<!^\d\d)"
    rf"(?=[A-Z][a-z]|[A-Z]\s|[{CJK}])(?![年月日个個万萬亿億元项項家名次条條倍百千])"
    r"|[(（][a-zA-Z][)）]|[(（][ivx]{1,4}[)）]|注\d?[:：]|Notes?[:：]"
    rf"|{_TERM}(?:[或及、]{_TERM})* 指 "
)
"""The beginning of a paragraph that shows as one: a bullet, a number, the word Note, a term to be explained."""

BULLET = re.compile(r"^(?:[•●■◆▪▶►○□◇★☆√·➢✓✔⚫]|[–—\-*](?= ))\s*")
"""The bullet that opens a line, and the space after it."""

_LEVELS = (
    re.compile(
        r"第[一二三四五六七八九十百\d]{1,4}[章节節部]|(?:chapter|part|section)\s+[\divx]+\b", re.IGNORECASE
    ),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}(?:[、.](?=\D|(?:19|20)\d\d年)|(?:\.\d{1,2}){1,3}(?=[.\s]|[^\W\d]))"),
    re.compile(r"[(（]\d{1,2}[)）]|\d{1,2}[)）]|[(（][a-zA-Z][)）]"),
)
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[.\s]|[^\W\d])")
_MEASURE = re.compile(r"\d{1,2}\.\d{1,2}\s?[%亿億万萬元倍个個]")
NUMBERED_LEVELS = len(_LEVELS)
"""The levels that a heading's number can give it, counted from 1."""


def heading_rank(text: str) -> tuple[int, int]:
    """Return the level of a numbered heading, 1 for a chapter, and the depth of its decimal number.

    A heading without a number has level 0.

    >>> [heading_rank(text) for text in ('第四节 董事会报告', '一、总体情况', '(二)业务', '金融科技')]
    [(1, 0), (2, 0), (3, 0), (0, 0)]
    >>> heading_rank('8.讨论与分析'), heading_rank('8.3.6 互联网金融'), heading_rank('5G消息')
    ((4, 0), (4, 2), (0, 0))
    """
    if _MEASURE.match(text):
        return 0, 0
    for level, pattern in enumerate(_LEVELS, start=1):
        if pattern.match(text):
            decimal = _DECIMAL.match(text)
            return level, decimal[0].count(".") if decimal else 0
    return 0, 0
