"""Headings, and the section each passage stands in."""

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
_UNNUMBERED = len(_LEVELS) + 1


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


class Outline:
    """The headings over the place a reader has come to."""

    def __init__(self) -> None:
        """Begin before the first heading."""
        self._over: list[tuple[tuple[int, float], str]] = []

    def enter(self, heading: str, size: float) -> None:
        """Pass a heading: those of its rank or lower are over."""
        rank: tuple[int, float] = heading_rank(heading)
        if rank[0] == 0:
            # Numbers rank before sizes; among headings without one, a larger size ranks higher.
            rank = (_UNNUMBERED, -round(size))
        while self._over and self._over[-1][0] >= rank:
            self._over.pop()
        self._over.append((rank, heading))

    @property
    def path(self) -> str:
        """The headings over this place, the widest first, joined by ` > `."""
        return " > ".join(text for _, text in self._over)


_MDA = re.compile(
    r"管理层讨论与分析|管理層討論[與及]分析|经营情况讨论与分析|經營情況討論與分析|讨论与分析|討論[與及]分析"
    r"|董事会报告|董事會報告|董事局报告|董事局報告|经营回顾|經營回顧|业务回顾|業務回顧|业务综述|財務回顧|财务回顾"
    r"|management.?s? discussion|discussion and analysis|business review|review of operations"
    r"|operating review|financial review",
    re.IGNORECASE,
)


def is_in_section(path: str, name: str) -> bool:
    """Tell whether a section's path lies in a named section; `mda` stands for its many titles.

    >>> is_in_section('第四节 经营情况讨论与分析 > 一、总体情况', 'mda')
    True
    >>> is_in_section('Corporate governance > Board', 'governance'), is_in_section('Notes', 'mda')
    (True, False)
    """
    if name.casefold() == "mda":
        return _MDA.search(path) is not None
    return name.casefold() in path.casefold()
