"""The numbers that headings begin with: how they are written, and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_DIGITS = "一二三四五六七八九十百"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

CHAPTERS = ("节", "章", "部分", "chapter", "part", "section")
"""The ways of writing that none but a chapter's number has."""

# From the widest by convention to the narrowest.
_STYLES = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("部分", rf"第([{_DIGITS}]{{1,4}}|\d{{1,4}})部[分份]?"),
        ("章", rf"第([{_DIGITS}]{{1,4}}|\d{{1,4}})章"),
        ("节", rf"第([{_DIGITS}]{{1,4}}|\d{{1,4}})[节節]"),
        ("part", r"(?i:part)\s+([IVX]+|\d{1,2})\b"),
        ("chapter", r"(?i:chapter)\s+([IVX]+|\d{1,2})\b"),
        ("section", r"(?i:section)\s+([IVX]+|\d{1,2})\b"),
        ("I.", r"([IVX]{1,5})[.、]\s?(?=\S)"),
        ("一、", rf"([{_DIGITS}]{{1,3}})\s?[、.]"),
        ("(一)", rf"[(（]([{_DIGITS}]{{1,3}})[)）]"),
        ("1.", r"(\d{1,2})\s?[、.](?=\D|(?:19|20)\d\d\s?年)"),
        (
            "1.1",
            r"(\d{1,2}(?:\.\d{1,2}){1,3})(?=[、.]?\s|、|[^\W\d])(?!\s?(?:[%亿億万萬元倍]|[个個][百月基]))",
        ),
        ("1 ", r"(\d{1,2})\s(?=[^\W\d_])(?!\s?[年月日天个個项項户戶家])"),
        ("(1)", r"[(（](\d{1,2})[)）]"),
        ("1)", r"(\d{1,2})[)）]"),
        ("(a)", r"[(（]([a-hj-uwyzA-Z])[)）]"),
        ("(i)", r"[(（]([ivx]{1,5})[)）]"),
        ("A.", r"([A-Z])[.、](?=\s?\w{2})"),
        ("a.", r"([a-z])[.、](?=\s?\w{2})"),
        ("①", f"([{_CIRCLED}])"),
    )
)
_BEGINNING = re.compile(
    rf"[第(（\d{_DIGITS}{_CIRCLED}]|[a-zA-Z][.、]|[IVX]{{2,5}}[.、]|(?i:part|chapter|section)\s"
)
_RANKS = {style: rank for rank, (style, _) in enumerate(_STYLES)}


@dataclass(frozen=True, slots=True)
class Number:
    """A heading's number: its way of writing, its values (several in 8.3.5), and where the title begins."""

    style: str
    values: tuple[int, ...]
    end: int

    @property
    def rank(self) -> int:
        """The place of its way of writing in the usual order, 0 for the widest."""
        return _RANKS[self.style]


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Number | None:
    """Return the number that a heading begins with.

    >>> texts = ('第十一节 财务报告', '(二)利润', '8.3.5金融科技', '2020年')
    >>> [(number.style, number.values) for text in texts if (number := parse_number(text))]
    [('节', (11,)), ('(一)', (2,)), ('1.1', (8, 3, 5))]
    """
    if not _BEGINNING.match(text):
        return None
    for style, pattern in _STYLES:
        if match := pattern.match(text):
            return Number(style, tuple(_read_value(part) for part in match[1].split(".")), match.end())
    return None


def read_as_letter(number: Number) -> Number | None:
    """Return the letter that a Roman number may be: (i) after (h)."""
    letter = {1: 9, 5: 22, 10: 24}.get(number.values[0]) if number.style == "(i)" else None
    return Number("(a)", (letter,), number.end) if letter else None


def strip_number(text: str) -> str:
    """Return a heading without its number.

    >>> strip_number('第四节 董事会报告'), strip_number('3D打印')
    ('董事会报告', '3D打印')
    """
    number = parse_number(text)
    return text[number.end :].lstrip(" 、.　") if number else text


def _read_value(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if written in _CIRCLED:
        return _CIRCLED.index(written) + 1
    if written[0] in _DIGITS:
        return _read_chinese(written)
    if len(written) > 1 or written in "ivxIVX":
        return _read_roman(written.upper())
    return ord(written.lower()) - ord("a") + 1


def _read_chinese(written: str) -> int:
    """Return a number below 200: 十一, 二十, 三十二, 一百零二 without its 零."""
    value = digit = 0
    for character in written:
        if character in "十百":
            value += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.index(character) + 1
    return value + digit


def _read_roman(written: str) -> int:
    values = [_ROMAN[character] for character in written]
    return sum(
        -value if after and value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )
