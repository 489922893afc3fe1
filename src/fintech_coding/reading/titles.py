"""The words of a title -> which kind of document, and which year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")

# The first kind that a title names is the document's. The order tells only where two start at one place.
_KINDS = re.compile(
    r"""
    (?P<notice> (?:(?:关于|有关).{0,12}年?度?报告?的?\n|(?:半\s?年|年|季)\s?(?:度\s?)?报(?:\ ?告)?)
        .{0,16}?(?:公告(?!编号)|说明|函|回复|审核|制度|规程|细则|办法|意见) )
    |(?P<summary> (?:半\s?)?年\s?(?:度\s?)?报\s?(?:告\s?)?\(?(?:正文|全文)?\s?摘\s?要 | 中期报告摘要
        | (?:annual|interim)\ report\W{0,3}(?:summary|extract|abstract|abridged)
        | (?:summary|abstract)\ of\ .{0,20}(?:annual|interim)\ report | summary\ (?:annual|financial)\ report
        | annual\ review )
    |(?P<half> 半\s?年\s?(?:度\s?)?(?:财务\s?)?报(?!表) | 中\s?期\s?(?:财务\s?)?报\s?告
        | (?<![其当集])中报(?!告|表)
        | (?:semi|half)[-\s]?(?:annual|year(?:ly)?)\s(?:financial\s)?report
        | interim\s(?:financial\s|20\d\d\s)?report
        | (?<=\d\d\d\d)\ ?H1\b | \b(?:H1|1H)\ ?(?=20\d\d) )
    |(?P<quarterly> 季\s?度\s?报\s?告 | 季\s?报 | quarterly\sreport | (?:first|third)\squarter(?:ly)?\sreport
        | form\s10-q | (?<=\d\d\d\d)\ ?Q[1-4]\b | \bQ[1-4]\ ?(?=20\d\d) )
    |(?P<sustainability> 社会责任.{0,12}报告 | 可持续发展.{0,6}报告 | 环境[、,]?\s?社会.{0,10}报告
        | (?<![a-z])(?:ESG|CSR|TCFD)(?![a-z]).{0,8}报告
        | (?:绿色金融|气候|碳中和).{0,12}报告 | 环境信息披露.{0,4}报告 | 责任报告
        | (?:sustainab(?:ility|le\sdevelopment)|(?:social\s)?responsibility|environmental|climate)\sreport
        | \b(?:CSR|ESG|TCFD)\sreport
        | social,?\s(?:and|&)\s(?:corporate\s)?governance\s(?:\(ESG\)\s)?report )
    |(?P<other> 业\s?绩\s?(?:公\s?[告布]|快报|预告|说明会) | (?:annual|interim|final|quarterly)\sresults
        | results\sannouncement | announcement\sof\s.{0,30}results
        | 审\s?计\s?报\s?告 | 年度财务(?:报告|报表) | 评级报告 | rating\sreport
        | auditor['’]?s['’]?\sreport | articles\sof\sassociation
        | 内部控制.{0,6}报告 | 资本充足.{0,8}报告 | 第三支柱 | pillar\s(?:3|iii)
        | 股东(?:周年)?大会 | (?:annual|extraordinary)\sgeneral\smeeting | 通函
        | 工作报告 | 述职报告 | 跟踪报告 | 募集说明书 | 招股 | prospectus | global\soffering
        | (?<!海外监管)公告(?=\W*$) | (?<!regulatory\s)announcement\b
        | (?:章程|办法|制度|细则|规则|规程|规定)(?=\W*$) )
    |(?P<annual> 年\s?度\s?(?:20\d\d\s?)?报\s?告 | 年\s?报(?![表价收])
        | annual\s?(?:integrated\s|financial\s|and\ssustainability\s|20\d\d\s)?report
        | integrated\s(?:annual\s)?report | universal\sregistration\sdocument | form\s(?:20-f|10-k)
        | (?<=\d\d\d\d)[\ -](?-i:AR)\b | \b(?-i:AR)[\ -]?(?=20\d\d) )
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_KIND_NAMES = {"half": "half-year", "notice": "other"}

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?:\s?[-–—/]\s?((?:20)?\d\d)(?!\d))?(?!\d)")
_IN_DATE = re.compile(r"\s?年\s?\d{1,2}\s?月|\s?[-/.]\s?\d|,\d")
# Stock codes of Hong Kong are years too: 1988, 2016.
_CODE_BEFORE = re.compile(r"(?:代码|代号|编号|codes?)\W{0,3}$|HK$", re.IGNORECASE)
_CODE_AFTER = re.compile(r"\.?HK(?![a-z])", re.IGNORECASE)
_FISCAL = re.compile(
    r"(?:year|period|months?)\s+ended\s+(?:on\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Za-z]{3,9}\s+(?:\d{1,2},?\s+)?((?:19|20)\d\d)"
    r"|截至\s?((?:19|20)\d\d)\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?止",
    re.IGNORECASE,
)
_NEAR = 16  # characters between a year and the words it belongs to


@dataclass(frozen=True, slots=True)
class Title:
    """A kind of document that a text names, and the year beside it."""

    kind: str
    year: int | None
    start: int
    end: int


def find_titles(text: str) -> list[Title]:
    """Return the kinds of document that a text in simplified characters names, each with the year beside it.

    >>> [(title.kind, title.year) for title in find_titles('2019年度报告摘要 Annual Report 2018/19')]
    [('summary', 2019), ('annual', 2019)]
    """
    years = find_years(text)
    ends = [end for _, end, _ in years]
    titles = []
    for match in _KINDS.finditer(text):
        kind = match.lastgroup or "other"
        chinese = bool(_IDEOGRAPH.search(match.group()))
        near = []
        for start, end, year in years[bisect_left(ends, match.start() - _NEAR) :]:
            before, after = match.start() - end, start - match.end()
            if after > _NEAR:
                break
            between = text[end : match.start()] if before >= 0 else text[match.end() : start]
            # In Chinese the year stands before the title; in English on either side, best in one line.
            near.append(((chinese and before < 0, between.count("\n"), max(before, after)), year))
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
        is_code = _CODE_AFTER.match(text, end) or _CODE_BEFORE.search(
            text[max(0, match.start() - 12) : match.start()]
        )
        if 1980 <= year <= 2099 and not is_code:
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
