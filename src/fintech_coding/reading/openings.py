"""The numbers and bullets that open headings and paragraphs, and the rank that a number gives."""

from __future__ import annotations

import re

from fintech_coding.reading.characters import CJK
from fintech_coding.reading.numbering import parse_number

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
"""The beginning of a paragraph that shows as one: a bullet, a number, a note, a term to be explained."""

_SPACED = "1 "  # the way of writing a number that rows and text have, too


def heading_rank(text: str) -> tuple[int, int]:
    """Return the rank of a numbered heading, 1 for the widest, and the depth of its decimal number.

    A heading without a number has rank 0; so has one whose number only a space sets apart.

    >>> heading_rank('第四节 董事会报告') < heading_rank('一、总体情况') < heading_rank('(二)业务')
    True
    >>> heading_rank('8.讨论与分析')[1], heading_rank('8.3.6 互联网金融')[1], heading_rank('5G消息')
    (0, 2, (0, 0))
    """
    number = parse_number(text)
    if number is None or number.style == _SPACED:
        return 0, 0
    return number.rank + 1, len(number.values) - 1
