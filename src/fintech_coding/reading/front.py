"""A report's first pages and the name of its file, cleaned line by line: what tells whose it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

FRONT_CHARACTERS = 20_000
"""How much of a report's beginning is looked at, in characters."""

_LONG_PAGE = 1500  # a page with more characters is no cover: only its first lines can be a title
_COVER_PAGES = 3
_CONTENTS = re.compile(r"(?:目 ?[录次]|(?:table of )?contents?)(?!\w).{0,20}", re.IGNORECASE)

_JOINER = re.compile(r"_+|(?<=[A-Za-z]{2})-(?=\w)|(?<=\d{4})-(?=[A-Za-z])")

_CJK = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_IDEOGRAPH = re.compile(f"[{_CJK}]")
_SENTENCE = re.compile(rf"[。;；]|[{_CJK}][,，]|\.{{4}}|…|· ?· ?·")

_NUMERAL = dict.fromkeys("〇零○O0", "0") | {c: str(d) for d, c in enumerate("一二三四五六七八九", start=1)}
_DIGIT = "([〇零○O0一二三四五六七八九])"
_ZH_YEAR = re.compile(
    rf"(?<![一二三四五六七八九十])([二一]) ?([〇零○O0九]) ?{_DIGIT} ?{_DIGIT}(?=\s?年|\s?[/-]|$)"
)
_ZH_RANGE = re.compile(rf"(?<=\d{{4}}/){_DIGIT}{_DIGIT}(?=年)")
_SPACED_YEAR = re.compile(r"(?<!\d)(?<!\d )([12]) (\d) (\d) (\d)(?! ?\d)")
_SPLIT_YEAR = re.compile("(19|20) (\\d\\d)")


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page's cleaned lines as they are printed, and the same in simplified characters.

    `titles` are the indexes of the lines that can be (a part of) a title; none after the first pages.
    """

    number: int
    printed: tuple[str, ...]
    lines: tuple[str, ...]
    titles: tuple[int, ...]

    @property
    def title(self) -> str:
        """The lines that can be (a part of) a title, in simplified characters."""
        return "\n".join(self.lines[index] for index in self.titles)


@dataclass(frozen=True, slots=True)
class Front:
    """The first pages that have text, and the file's name without its ending, as printed and simplified."""

    pages: tuple[FrontPage, ...]
    printed_name: str
    name: str

    @property
    def cover(self) -> tuple[FrontPage, ...]:
        """The pages that can be the cover."""
        return self.pages[:_COVER_PAGES]

    @property
    def text(self) -> str:
        """All lines, in simplified characters."""
        return "\n".join(line for page in self.pages for line in page.lines)

    @property
    def printed(self) -> str:
        """All lines as they are printed."""
        return "\n".join(line for page in self.pages for line in page.printed)


def clean_front(file_name: str, first_pages: Sequence[str]) -> Front:
    """Return what is looked at of a report, within the first `FRONT_CHARACTERS` characters of its pages."""
    pages: list[FrontPage] = []
    left = FRONT_CHARACTERS
    for number, text in enumerate(first_pages, start=1):
        cleaned = [clean_line(line[:2000]) for line in text[:left].splitlines()]
        printed = tuple(line for line in cleaned if line)
        left -= len(text[:left])
        if printed:
            lines = tuple(map(simplify, printed))
            titles = tuple(_list_titles(lines)) if len(pages) < _COVER_PAGES else ()
            pages.append(FrontPage(number, printed, lines, titles))
    name = unicodedata.normalize("NFKC", strip_ending(file_name))
    printed_name = clean_line(_JOINER.sub(" ", name))
    return Front(tuple(pages), printed_name, simplify(printed_name))


def strip_ending(file_name: str) -> str:
    """Return the name of a report file without its folders and its ending.

    >>> strip_ending('2020/icbc.v2.PDF')
    'icbc.v2'
    """
    return re.sub(r"\.(?:pdf|txt)$", "", re.split(r"[\\/]", file_name)[-1], flags=re.IGNORECASE)


@cache
def _make_converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)


def simplify(text: str) -> str:
    """Return a text in simplified characters.

    >>> simplify('2025年度報告')
    '2025年度报告'
    """
    return text if text.isascii() else str(_make_converter("t2s").convert(text))


def clean_line(line: str) -> str:
    """Return a title's line without letterspacing, its year in digits.

    >>> clean_line('二 〇 二 〇 年 年 度 报 告')
    '2020年年度报告'
    >>> clean_line('派格( 杭州 ) 股份有限公司'), clean_line('2 0 2 0  A N N U A L  R E P O R T')
    ('派格(杭州)股份有限公司', '2020 ANNUAL REPORT')
    """
    line = _join_letters(line.strip())
    line = re.sub(rf"(?<=[{_CJK}()]) (?=[()])|(?<=[()]) (?=[{_CJK}()])| (?=股份有限公司)", "", line)
    line = _SPLIT_YEAR.sub(r"\1\2", line) if _SPLIT_YEAR.fullmatch(line) else line
    line = _SPACED_YEAR.sub(r"\1\2\3\4", line)
    for numerals in (_ZH_YEAR, _ZH_RANGE):
        line = numerals.sub(lambda match: "".join(_NUMERAL[c] for c in match.groups()), line)
    return line


def _join_letters(line: str) -> str:
    tokens = line.split()
    if len(tokens) < 4 or sum(map(len, tokens)) > 1.7 * len(tokens):
        return " ".join(tokens)
    if not _IDEOGRAPH.search(line):
        words = [word.split() for word in re.split(r"\s{2,}", line)]
        return " ".join("".join(word) if max(map(len, word)) == 1 else " ".join(word) for word in words)
    return "".join(tokens)


def is_title_line(line: str) -> bool:
    """Tell whether a line can be (a part of) a title: short, no sentence, no line of a table of contents.

    >>> is_title_line('2020 年年度报告'), is_title_line('本行董事会审议了2013年年度报告正文及摘要。')
    (True, False)
    """
    if len(line) > 90 or _SENTENCE.search(line):
        return False
    if _IDEOGRAPH.search(line):
        return len(line) <= 60
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) <= 4 or sum(word[0].islower() for word in words) <= len(words) / 2


def _list_titles(lines: Sequence[str]) -> Iterator[int]:
    long = sum(map(len, lines)) > _LONG_PAGE
    for index, line in enumerate(lines[: 12 if long else None]):
        if _CONTENTS.fullmatch(line):
            return
        if is_title_line(line):
            yield index


def detect_language(text: str) -> str:
    """Return `zh-Hans`, `zh-Hant` or `en`, by the characters of a text; "" when it has too few.

    >>> detect_language('本行積極運用金融科技'), detect_language('Annual Report 2015 of the bank')
    ('zh-Hant', 'en')
    """
    ideographs = len(_IDEOGRAPH.findall(text))
    words = len(re.findall(r"[A-Za-z]{2,}", text))
    if ideographs < 2 and words < 2:
        return ""
    if ideographs < words:
        return "en"
    simplified = _make_converter("t2s").convert(text)
    traditional = _make_converter("s2t").convert(text)
    count = sum(a != b for a, b in zip(text, simplified, strict=False))
    return "zh-Hant" if count > sum(a != b for a, b in zip(text, traditional, strict=False)) else "zh-Hans"
