"""Which paragraphs are headings or notes, and the rank of a heading's number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from fintech_coding.reading.characters import CJK
from fintech_coding.reading.layout import Paragraph
from fintech_coding.records import MIXED

_LONGEST = {"zh": 36, "en": 90}  # characters of a heading
_FACE = 0.1  # the share of lines from which a face is the text's
_MARKED = 0.03  # the share of paragraphs from which another face marks headings
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
    bodies = [paragraph for paragraph in paragraphs if paragraph.kind == "body"]
    sizes = [paragraph.size for paragraph in bodies if paragraph.lines > 2]
    usual = median(sizes) if sizes else 0.0
    faces = _find_faces(bodies)
    marked = [(p.strong, p.color) not in faces and p.color != MIXED for p in bodies]
    says_so = sum(marked) > _MARKED * len(bodies)
    answers = [_FORM.match(after.text) is not None and ":" not in p.text for p, after in pairwise(bodies)] + [False]
    for paragraph, is_marked, is_asked in zip(bodies, marked, answers, strict=True):
        if _is_heading(paragraph, usual, is_marked=is_marked or is_asked, says_so=says_so):
            paragraph.kind = "heading"
        elif _is_note(paragraph, usual):
            paragraph.kind = "note"


def _find_faces(bodies: Sequence[Paragraph]) -> set[tuple[bool, int]]:
    """Return the faces, bold or not and in which colour, that a report's running text is set in."""
    lines: Counter[tuple[bool, int]] = Counter()
    for paragraph in bodies:
        if paragraph.lines > 1:
            lines[paragraph.strong, paragraph.color] += paragraph.lines
    return {face for face, count in lines.items() if count >= _FACE * lines.total()}


def _is_heading(paragraph: Paragraph, usual: float, *, is_marked: bool, says_so: bool) -> bool:
    """Tell whether a paragraph is a heading.

    `is_marked` says that its face is not the text's, `says_so` that the report marks headings by that.
    """
    text = paragraph.text
    language = "zh" if _IDEOGRAPH.search(text) else "en"
    is_numbered = heading_rank(text)[0] > 0
    longest = _LONGEST[language] * (2 if is_marked or is_numbered else 1)
    if paragraph.lines > 3 or len(text) > longest or len(_LETTER.findall(text)) < 2:
        return False
    if text[-1] in "。;,!?" or (language == "en" and text[-1] == ".") or _FORM.match(text):
        return False
    if is_marked:
        return True
    if ":" in text:
        return False
    if text[0] in "•(（*-–" and not is_numbered:
        return False
    if is_numbered and not re.match(r"\d{1,2}[、.]\D", text):
        return True
    return paragraph.size > _LARGER * usual or (not says_so and not paragraph.full and paragraph.lines == 1)


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
