"""Which paragraphs are headings or notes, and the rank of a heading's number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from fintech_coding.reading.characters import CJK
from fintech_coding.reading.layout import Paragraph

_LONGEST = {"zh": 36, "en": 90}  # characters of a heading
_LABEL = 20  # characters of a heading that ends in a colon
_LARGER = 1.12  # a heading's size over the body's, when it has no number

_IDEOGRAPH = re.compile(f"[{CJK}]")
_FORM = re.compile("[□√☑☐✓✔■]")  # an answer in a form, such as □适用 √不适用
_LETTER = re.compile(r"[^\W\d_]")
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


def mark_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Mark the paragraphs that are headings or notes: `kind` becomes `heading` or `note`."""
    sizes = [paragraph.size for paragraph in paragraphs if paragraph.kind == "body" and paragraph.lines > 2]
    usual = median(sizes) if sizes else 0.0
    for paragraph in paragraphs:
        if paragraph.kind != "body":
            continue
        if _is_heading(paragraph, usual):
            paragraph.kind = "heading"
        elif _is_note(paragraph, usual):
            paragraph.kind = "note"


def _is_heading(paragraph: Paragraph, usual: float) -> bool:
    text = paragraph.text
    language = "zh" if _IDEOGRAPH.search(text) else "en"
    if paragraph.lines > 2 or len(text) > _LONGEST[language] or len(_LETTER.findall(text)) < 2:
        return False
    is_numbered = heading_rank(text)[0] > 0
    if text[-1] in "。;,!?" or (language == "en" and text[-1] == ".") or _FORM.match(text):
        return False
    if text[-1] == ":" and (len(text) > _LABEL or paragraph.lines > 1 or "如下" in text):
        return False
    if text[0] in "•(（*-–" and not is_numbered:
        return False
    if is_numbered and not re.match(r"\d{1,2}[、.]\D", text):
        return True
    return paragraph.size > _LARGER * usual or (not paragraph.full and paragraph.lines == 1)


def _is_note(paragraph: Paragraph, usual: float) -> bool:
    return re.match(r"注\s?\d{0,2}[:：.]|Notes?\s?\d{0,2}[:：.]|\*\s", paragraph.text) is not None or (
        paragraph.size < 0.85 * usual and paragraph.text[:1] in "*(1234567890"
    )


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
