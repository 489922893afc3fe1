"""Quantities as annual reports print them: amounts of money, persons, shares, things, each in its base unit.

All of this reads folded text: small letters, simplified characters, half-width digits and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

CURRENCIES = {
    "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "¥": "CNY", "港币": "HKD", "港元": "HKD", "hk$": "HKD",
    "hkd": "HKD", "美元": "USD", "us$": "USD", "usd": "USD", "新台币": "TWD", "台币": "TWD", "nt$": "TWD",
    "twd": "TWD", "欧元": "EUR", "€": "EUR", "eur": "EUR", "英镑": "GBP", "£": "GBP", "gbp": "GBP",
    "日元": "JPY", "日圆": "JPY", "yen": "JPY", "jpy": "JPY", "澳门元": "MOP", "mop": "MOP",
    "新加坡元": "SGD", "新元": "SGD", "s$": "SGD", "sgd": "SGD", "卢布": "RUB", "韩元": "KRW",
    "inr": "INR", "$": "dollars",
}  # fmt: skip
"""What a currency is called, by its ISO code; a bare 元 is yuan."""

_SCALES = {
    "": 1, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "thousand": 10**3,
    "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_SCALE = r"(?P<scale>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?"
_DIGITS = {character: digit for digit, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_ABOUT_BEFORE = re.compile(
    r"(?:约|大约|近|将近|接近|approximately|around|about|nearly|almost|some|close to)(?:为|有)?\s*$"
)
_OVER_BEFORE = re.compile(
    r"(?:超过|超出|超|逾|突破|高于|大于|多于|不少于|不低于|over|more than|exceed(?:s|ed|ing)?|above"
    r"|in excess of|at least|surpass(?:es|ed|ing)?)(?:了|人民币|rmb|hk\$|us\$)?\s*$"
)
_OVER_AFTER = re.compile(r"\s*(?:以上|多|余)")
_ABOUT_AFTER = re.compile(r"\s*(?:左右|上下)")
_COUNTED = re.compile(
    r"(?!以上|左右|多|余|的|和|及|与|用于|增|同比|较|占)[\u4e00-\u9fff]"
)  # 1.2亿零售客户 is no amount
_MARK_REACH = 16  # characters

_NAMED = "|".join(sorted((re.escape(name) for name in CURRENCIES), key=lambda name: (-len(name), name)))
# A number has as many digits as a report's largest amount could have, and what Chinese prints in words.
_QUANTITY = re.compile(
    rf"(?P<currency>{_NAMED})?\s?"
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
    r"|[零〇一二两三四五六七八九十百千]{1,9})(?![\d.]\d)\s?(?P<more>余|多)?\s?(?:(?P<percent>%|个百分点"
    r"|percentage points?|per ?cent)|(?P<word>thousand|million|billion|trillion|mn|mln|bn|m)\b"
    rf"|{_SCALE}(?P<over>余|多)?\s?(?P<unit>港元|美元|新台币|台币|欧元|英镑|日元|日圆|澳门元|新加坡元|新元"
    rf"|卢布|韩元|元"
    r"|人次|人月|人|名|位|项(?!目)|件|个|台|套|部|户|家|笔|只|款|张|年|月|日|期|次|米|吨|倍|种|类|场|支|条)?)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `start:end` of a text, in which the number itself ends at `number_end`.

    `value` is in the base unit: 35,400 for 3.54万人. `kind` is `money` (`base_unit` is then its ISO code),
    `percent`, `points`, or the unit's word without its scale, empty where there is none; a currency that
    stands before the number begins at `first`. `qualifier` is `over`, `about` or empty.
    """

    first: int
    start: int
    number_end: int
    end: int
    value: float
    kind: str
    base_unit: str
    qualifier: str = ""


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a folded text, from left to right.

    >>> [(q.value, q.kind, q.base_unit) for q in find_quantities('投入238.19亿元;3.54万人,占8.1%')]
    [(23819000000.0, 'money', 'CNY'), (35400.0, '人', ''), (8.1, 'percent', 'percent')]
    >>> [(q.value, q.base_unit, q.qualifier) for q in find_quantities('over rmb1,234.5 million')]
    [(1234500000.0, 'CNY', 'over')]
    """
    for match in _QUANTITY.finditer(text):
        quantity = _read_match(match, text)
        if quantity is not None:
            yield quantity


def _read_match(match: re.Match[str], text: str) -> Quantity | None:
    number = parse_number(match["number"])
    if number is None:
        return None
    scale, unit, base = match["scale"] or match["word"] or "", match["unit"] or "", ""
    first = match.start("currency") if match["currency"] else match.start("number")
    end = match.start() + len(match[0].rstrip())
    qualifier = _find_qualifier(match, text, first, end)
    # 逾百项 holds a number, (百万元) only a unit.
    if not (qualifier or match["number"][0].isdigit() or set(match["number"]) & _DIGITS.keys()):
        return None
    # A number in words needs a unit, or 一方面 is one; 亿 with nothing after it is money, as in 投入15亿.
    if not (match["number"][0].isdigit() or unit or match["percent"]):
        return None
    if match["percent"]:
        kind = "points" if "点" in match["percent"] or "point" in match["percent"] else "percent"
        base = "percent"
    elif (
        match["currency"]
        or unit in CURRENCIES
        or unit == "元"
        or (scale == "亿" and not unit and not _COUNTED.match(text, match.end()))
    ):
        kind = "money"
        base = CURRENCIES.get(unit) or CURRENCIES.get(match["currency"] or "") or "CNY"
    else:
        kind = unit
    value = float(number * _SCALES[scale])
    return Quantity(first, match.start("number"), match.end("number"), end, value, kind, base, qualifier)


def _find_qualifier(match: re.Match[str], text: str, first: int, end: int) -> str:
    before = text[max(0, first - _MARK_REACH) : first]
    if match["more"] or match["over"] or _OVER_BEFORE.search(before) or _OVER_AFTER.match(text, end):
        return "over"
    if _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(text, end):
        return "about"
    return ""


def parse_number(text: str) -> Decimal | None:
    """Return the value of a number in digits or in Chinese words, None for one that is none.

    It is exact: 66.32 times 10**8 is no longer 6,632,000,000 in binary numbers.

    >>> [str(parse_number(text)) for text in ('1,234.5', '四十五', '一百零八', '百')]
    ['1234.5', '45', '108', '100']
    >>> parse_number('一二三') is None
    True
    """
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    total, digit = 0, 0
    for place, character in enumerate(text):
        if character in _STEPS:
            total += (digit or 1) * _STEPS[character]
            digit = 0
        elif digit and place:
            return None
        else:
            digit = _DIGITS[character]
    return Decimal(total + digit)
