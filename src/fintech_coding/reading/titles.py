"""The first pages and the name of a report -> which kind of document, which year, which language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

FRONT_CHARACTERS = 20_000
"""How much of a report's beginning is looked at, in characters."""

_LONG_PAGE = 1500  # a page with more characters is no cover: only its first lines can be a title
_COVER_PAGES = 3
_CONTENTS = re.compile("目 ?[录次]|(?:table of )?contents?", re.IGNORECASE)

_CJK = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_IDEOGRAPH = re.compile(f"[{_CJK}]")
_SENTENCE = re.compile(rf"[。;；]|[{_CJK}][,，]|\.{{4}}|…|· ?· ?·")

_NUMERAL = dict.fromkeys("〇零○O0", "0") | {c: str(d) for d, c in enumerate("一二三四五六七八九", start=1)}
_DIGIT = "([〇零○O0一二三四五六七八九])"
_ZH_YEAR = re.compile(rf"(?<![一二三四五六七八九十])([二一]) ?([〇零○O0九]) ?{_DIGIT} ?{_DIGIT}(?=\s?年)")
_SPACED_YEAR = re.compile(r"(?<!\d)(?<!\d )([12]) (\d) (\d) (\d)(?! ?\d)")

# The first kind that a title names is the document's. The order tells only where two start at one place.
_KINDS = re.compile(
    r"""
    (?P<summary> (?:半\s?)?年\s?(?:度\s?)?报\s?(?:告\s?)?\(?(?:正文|全文)?\s?摘\s?要 | 中期报告摘要
        | summary\ (?:of\ (?:the\ )?)?annual\ report | annual\ report\W{0,3}(?:summary|extract|abridged)
        | annual\ review )
    |(?P<half> 半\s?年\s?(?:度\s?)?(?:财务\s?)?报(?!表) | 中\s?期\s?(?:财务\s?)?报\s?告
        | (?<![其当集])中报(?!告|表)
        | (?:semi|half)[-\s]?(?:annual|year(?:ly)?)\s(?:financial\s)?report | interim\s(?:financial\s)?report
        )
    |(?P<quarterly> 季\s?度\s?报\s?告 | 季\s?报 | quarterly\sreport | (?:first|third)\squarter(?:ly)?\sreport
        | form\s10-q )
    |(?P<sustainability> 社会责任.{0,12}报告 | 可持续发展.{0,6}报告 | 环境[、,]?\s?社会.{0,10}报告
        | \bESG\b.{0,8}报告 | 环境信息披露报告 | 绿色金融.{0,8}报告 | 责任报告
        | sustainab(?:ility|le\sdevelopment)\sreport | (?:social\s)?responsibility\sreport
        | \b(?:CSR|ESG)\sreport | social,?\s(?:and|&)\s(?:corporate\s)?governance\sreport )
    |(?P<other> 业\s?绩\s?公\s?告 | results\sannouncement | announcement\sof\s.{0,30}results | 审计报告
        | 内部控制.{0,6}报告 | 资本充足.{0,8}报告 | 第三支柱 | pillar\s(?:3|iii) | 股东(?:周年)?大会
        | 工作报告 | 述职报告 | 募集说明书 | 招股 | prospectus
        | 年\s?(?:度\s?)?报\s?(?:告\s?)?的?(?:事后审核|更正|补充|问询|提示性|.{0,10}(?:公告|说明|回复|的函)) )
    |(?P<annual> 年\s?度\s?报\s?告 | 年\s?报(?![表价收])
        | annual\s?(?:integrated\s|financial\s|and\ssustainability\s)?report | form\s(?:20-f|10-k) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KIND_NAMES = {"half": "half-year"}

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?:\s?[-–—/]\s?((?:20)?\d\d)(?!\d))?(?!\d)")
_IN_DATE = re.compile(r"\s?年\s?\d{1,2}\s?月|\s?[-/.]\s?\d|,\d")
_FISCAL = re.compile(
    r"(?:year|period|months?)\s+ended\s+(?:on\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Za-z]{3,9}\s+(?:\d{1,2},?\s+)?((?:19|20)\d\d)"
    r"|截至\s?((?:19|20)\d\d)\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?止",
    re.IGNORECASE,
)
_NEAR = 16  # characters between a year and the words it belongs to


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page's cleaned lines as they are printed, and the same in simplified characters."""

    number: int
    printed: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A kind of document that a text names, and the year beside it."""

    kind: str
    year: int | None
    start: int
    end: int


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
    line = _SPACED_YEAR.sub(r"\1\2\3\4", line)
    return _ZH_YEAR.sub(lambda match: "".join(_NUMERAL[c] for c in match.groups()), line)


def _join_letters(line: str) -> str:
    tokens = line.split()
    if len(tokens) < 4 or sum(map(len, tokens)) > 1.7 * len(tokens):
        return " ".join(tokens)
    if not _IDEOGRAPH.search(line):
        words = [word.split() for word in re.split(r"\s{2,}", line)]
        return " ".join("".join(word) if max(map(len, word)) == 1 else " ".join(word) for word in words)
    return "".join(tokens)


def clean_pages(pages: Sequence[str]) -> list[FrontPage]:
    """Return the pages that have text, within the first `FRONT_CHARACTERS` characters, line by line."""
    front, left = [], FRONT_CHARACTERS
    for number, text in enumerate(pages, start=1):
        lines = [clean_line(line[:2000]) for line in text[:left].splitlines()]
        printed = tuple(line for line in lines if line)
        left -= len(text[:left])
        if printed:
            front.append(FrontPage(number, printed, tuple(map(simplify, printed))))
    return front


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


def list_cover(front: Sequence[FrontPage]) -> list[tuple[FrontPage, list[int]]]:
    """Return the pages that can be the cover, each with the indexes of the lines that can be its title."""
    return [(page, list(_list_titles(page))) for page in front[:_COVER_PAGES]]


def _list_titles(page: FrontPage) -> Iterator[int]:
    long = sum(map(len, page.lines)) > _LONG_PAGE
    for index, line in enumerate(page.lines[: 12 if long else None]):
        if _CONTENTS.fullmatch(line):
            return
        if is_title_line(line):
            yield index


def find_titles(text: str) -> list[Title]:
    """Return the kinds of document that a text in simplified characters names, each with the year beside it.

    >>> [(title.kind, title.year) for title in find_titles('2019年度报告摘要 Annual Report 2018/19')]
    [('summary', 2019), ('annual', 2019)]
    """
    years = find_years(text)
    titles = []
    for match in _KINDS.finditer(text):
        kind = match.lastgroup or "other"
        chinese = bool(_IDEOGRAPH.search(match.group()))
        near = []
        for start, end, year in years:
            before, after = match.start() - end, start - match.end()
            between = text[end : match.start()] if before >= 0 else text[match.end() : start]
            if max(before, after) <= _NEAR:
                # In Chinese the year stands before the title; in English on either side, best in one line.
                rank = (chinese and before < 0, between.count("\n"), max(before, after))
                near.append((rank, year))
        year_beside = min(near)[1] if near else None
        titles.append(Title(_KIND_NAMES.get(kind, kind), year_beside, match.start(), match.end()))
    return titles


def find_years(text: str) -> list[tuple[int, int, int]]:
    """Return the years in a text that are no part of a date, as (start, end, year); a range is its end.

    >>> [year for *_, year in find_years('2020年年报 2021-04-23 2017 年 04 月 FY2016-17')]
    [2020, 2017]
    """
    years = []
    for match in _YEAR.finditer(text):
        year, end, second = int(match[1]), match.end(1), match[2]
        goes_on = re.match(r"\s?[-/.]\d", text[match.end() : match.end() + 3])
        if second and int(second[-2:]) == (year + 1) % 100 and not goes_on:
            year, end = year + 1, match.end()
        elif _IN_DATE.match(text, end):
            continue
        if 1980 <= year <= 2099:
            years.append((match.start(), end, year))
    return years


def find_fiscal_years(text: str) -> list[int]:
    """Return the years in phrases such as `for the year ended 31 December 2020`.

    >>> find_fiscal_years('for the year ended 31 December 2020, 截至2019年12月31日止年度')
    [2020, 2019]
    """
    return [int(match[1] or match[2]) for match in _FISCAL.finditer(text)]


def pick_most(values: Sequence[T]) -> T | None:
    """Return the most frequent value, of equals the first; None of nothing."""
    return Counter(values).most_common(1)[0][0] if values else None


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
