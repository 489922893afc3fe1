"""Company names and stock codes as they stand on a report's cover, for companies no registry knows."""

from __future__ import annotations

import re
import unicodedata

_CJK = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LEGAL_ZH = "(?:股份有限公司|有限责任公司|有限責任公司|有限公司)"
_NAME_ZH = re.compile(rf"[{_CJK}·A-Za-z0-9&][{_CJK}()·A-Za-z0-9&]{{1,40}}?{_LEGAL_ZH}")
_BANK_ZH = re.compile(
    rf"(?:^|(?<= ))(?:(?:19|20)\d\d年?度?)?([{_CJK}]{{2,14}}?(?:银行|銀行|农商行|農商行|信用社|联社|聯社))"
    r"(?=$| |\(\d|(?:19|20)\d\d|年度?[报報])"
)
_NOT_A_NAME = re.compile("注册|註冊|成立|印刷|印務|会计师|會計師|登记|登記|律师|以下|制作|製作|设计|設計")
_LEADING = re.compile(r"^(?:关于|關於|公司的?中文名称|公司名称|公司|(?:19|20)\d\d年?度?)(?=.{4})")
_NAME_EN = re.compile(
    r"(?:(?:[A-Z0-9(][\w&'’.()/-]*|of|and|the|for|de|&),? ){1,9}?"
    r"(?:Inc\b\.?|Incorporated\b|Co\.?,? ?Ltd\b\.?|Company,? Limited\b"
    r"|Corp(?:oration|\.)?,? (?:Limited|Ltd)\b\.?|Limited\b|Ltd\b\.?|LTD\b\.?|LIMITED\b|INC\b\.?"
    r"|CO\.?, ?LTD\b\.?|CORPORATION\b|Corporation\b|Corp\b\.?|P[Ll][Cc]\b|plc\b|S\.A\.|Berhad\b|AG\b|SE\b"
    r"|N\.V\.)"
)
_BANK_EN = re.compile(
    r"(?:[A-Z][\w&'’.-]*,? ){0,5}(?:(?:Bank|BANK)(?: (?:of|OF) (?:the )?[A-Z]\w+(?: [A-Z]\w+){0,2})?|& Co\.?)"
)
_LEGAL_EN = re.compile(
    r"[\s,]+(?:co|company|corp|corporation|inc|incorporated|limited|ltd|plc|berhad|ag|se|s\.a|n\.v)\b\.?\s*$",
    re.IGNORECASE,
)
_SEGMENT = re.compile(
    r"(?:(?!(?:annual|interim) report|(?<!\d)(?:19|20)\d\d(?!\d)|[|·•]).){4,}", re.IGNORECASE
)
_CODE_LABEL = re.compile(
    r"(?:股票|股份|证券|公司|[AH]股)\s?(?:上市)?(?:代码|代号|编号)|stock\s?(?:codes?|numbers?)|security\s?codes?",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\d.,-])\d{3,6}(?![\d.%,-]\d|\d|\s?年)")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Main boards, ChiNext and STAR, written in a file name without a word that says so.
_A_SHARE = re.compile(r"(?<!\d)(?:60[0135]\d{3}|68[89]\d{3}|00[0-3]\d{3}|30[01]\d{3})(?!\d)")
_H_SHARE = re.compile(r"(?<!\d)(0\d{4})(?!\d)|(?<!\d)(\d{4,5})\.?HK\b|\bHK(\d{4,5})(?!\d)", re.IGNORECASE)
# As the exchanges' site names its files: 某某银行:2020年年度报告.
_NAME_BEFORE_TITLE = re.compile(rf"([{_CJK}]{{2,8}}):(?=.*年)")
_SHORT_NAME = re.compile(r"(?:公司|股票|证券|股份)(?:的中文)?简称\s?[::]?\s?([^\s::]{2,12})")


def find_companies(line: str) -> list[tuple[int, str]]:
    """Return the company names in a title's line as it is printed, each with its place in the line.

    >>> find_companies('金宇生物技术股份有限公司2020 年年度报告')
    [(0, '金宇生物技术股份有限公司')]
    >>> [name for _, name in find_companies('SBI Holdings, Inc. Annual Report 2017')]
    ['SBI Holdings, Inc.']
    """
    found = []
    for match in _NAME_ZH.finditer(line):
        name = _LEADING.sub("", match.group())
        if not _NOT_A_NAME.search(name) and (match.start() == 0 or line[match.start() - 1] != "("):
            found.append((match.start(), name))
    if not found:
        found = [(match.start(), match[1]) for match in _BANK_ZH.finditer(line)]
    for segment in _SEGMENT.finditer(line):
        text = segment.group().strip(" -–—,:")
        name_en = _NAME_EN.match(text) or _BANK_EN.fullmatch(text)
        if name_en:
            found.append((segment.start(), name_en.group()))
    return found


def find_labelled_codes(text: str) -> list[tuple[int, str]]:
    """Return the stock codes that stand beside a label such as 股票代码 or Stock Code, each with its place.

    The text is in simplified characters.

    >>> find_labelled_codes('(A股股票代码:601398 H股股份代号:1398) 2020年度报告')
    [(3, '601398'), (17, '1398')]
    """
    codes: list[tuple[int, str]] = []
    labels = list(_CODE_LABEL.finditer(text))
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        end = min(label.end() + 60, following.start() if following else len(text))
        # A table's values stand in the line under its heads; further down are other things.
        lines = text[label.end() : end].split("\n")[:2]
        found = next(filter(None, map(_CODE.findall, lines)), [])
        # Only what follows a label at once can be a code that looks like a year.
        codes.extend((label.start(), code) for code in found if code == found[0] or not _YEAR.fullmatch(code))
    return codes


def find_codes_in_file_name(name: str) -> list[str]:
    """Return what looks like a stock code in a file name.

    >>> find_codes_in_file_name('601398_2020'), find_codes_in_file_name('01398.HK 20210423')
    (['601398'], ['01398'])
    """
    hong_kong = [next(group for group in match.groups() if group) for match in _H_SHARE.finditer(name)]
    return _A_SHARE.findall(name) + hong_kong


def find_name_before_title(name: str) -> str:
    """Return the short name that a file name begins with, set off by a colon, "" if it has none.

    >>> find_name_before_title('某某股份:2020年年度报告')
    '某某股份'
    """
    match = _NAME_BEFORE_TITLE.match(name)
    return match[1] if match else ""


def find_short_name(text: str) -> str:
    """Return the short name that stands beside 公司简称 or 股票简称, "" if none does.

    >>> find_short_name('公司代码:600201 公司简称:生物股份')
    '生物股份'
    """
    match = _SHORT_NAME.search(text)
    return match[1] if match and not re.search("股票|代码|公司", match[1]) else ""


def slug_name(name: str) -> str:
    """Return a name as a part of a file name; an English one in ASCII, without its legal form.

    >>> slug_name('SBI Holdings, Inc.'), slug_name('恒丰银行股份有限公司')
    ('sbi_holdings', '恒丰银行')
    """
    name = re.sub(f"{_LEGAL_ZH}$", "", name.strip())
    for _ in range(3):
        name = _LEGAL_EN.sub("", name)
    name = re.sub(r"(?<=\w)['’](?=\w)", "", name)
    text = unicodedata.normalize("NFKD", name) if not re.search(f"[{_CJK}]", name) else name
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[\W_]+", "_", text).strip("_")[:60].strip("_")
