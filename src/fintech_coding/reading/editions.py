"""The first pages and the name of a report -> the listing it was published for, and whether corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fintech_coding.reading.banks import Bank
from fintech_coding.reading.companies import find_codes_in_file_name, find_labelled_codes
from fintech_coding.reading.front import Front
from fintech_coding.reading.titles import find_titles

# Hong Kong receives the A-share report of a bank behind a page that is Hong Kong's.
_REPRINT = re.compile("海外监管公告|overseas regulatory announcement", re.IGNORECASE)
_SHARE = re.compile(r"(?<![A-Za-z])([AH])[\s-]?(?:股|share)", re.IGNORECASE)
_SHARE_ONLY = re.compile(r"\W*[AH]股\W*")
_DISCLAIMER = re.compile(
    r"香港(?:联合)?交易(?:及结算)?所有限公司.{0,80}?(?:不负责|概不)"
    r"|Stock\s+Exchange\s+of\s+Hong\s+Kong\s+Limited\s+takes?\s+no\s+responsibility",
    re.IGNORECASE | re.DOTALL,
)
_HONG_KONG_NAME = re.compile(r"(?:20\d\d(?:0[1-9]|1[0-2])[0-3]\d\d{5}|LTN\d{8,})(?: [CE])?", re.IGNORECASE)
_MAINLAND_STANDARDS = re.compile(
    "企业会计准则|中国会计准则|Accounting Standards for Business Enterprises|PRC GAAP"
)
_OTHER_STANDARDS = re.compile(
    r"(?:国际|香港)财务报告准则|(?:International|Hong Kong) Financial Reporting Standards|\b(?:HK)?IFRSs?\b"
)
_CORRECTED = re.compile(
    r"(?:更正|修订|修正|更新)(?:后|版|稿)|经(?:更正|修订|修正)|\((?:更正|修订|修正|更新)\)"
    r"|\b(?:revised|amended|corrected)\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(r"已(?:取消|撤销|作废)|\b(?:withdrawn|superseded)\b", re.IGNORECASE)


def find_edition(front: Front, *, bank: Bank | None, language: str) -> tuple[str, str]:
    """Return `A` or `H` for a report published for one listing only, and what that rests on; else twice "".

    What a bank with both listings prints for both has no edition.

    >>> from fintech_coding.reading.front import clean_front
    >>> front = clean_front('report.pdf', ['某某银行股份有限公司\\n股份代號:9999\\n2020年報'])
    >>> find_edition(front, bank=None, language='zh-Hant')
    ('H', 'stock code on the cover')
    """
    for listings, basis in _list_evidence(front, bank, language):
        if len(listings) == 1:
            return listings.pop(), basis
    return "", ""


def _list_evidence(front: Front, bank: Bank | None, language: str) -> Iterator[tuple[set[str], str]]:
    """Yield the listings that each kind of evidence speaks for, the strongest first."""
    text = front.text
    cover = "\n".join(page.title for page in front.cover)
    is_reprint = _REPRINT.search(cover) and (bank is None or bank.code_a)
    yield {"A"} if is_reprint else set(), "overseas regulatory announcement"
    titles = "\n".join(
        line for line in cover.splitlines() if find_titles(line) or _SHARE_ONLY.fullmatch(line)
    )
    yield {share.upper() for share in _SHARE.findall(titles)}, "title"
    codes = next(filter(None, (find_labelled_codes(page.title) for page in front.cover)), [])
    yield {_tell_listing(code) for _, code in codes}, "stock code on the cover"
    yield {"H"} if _DISCLAIMER.search(text) else set(), "the exchange's disclaimer"
    yield {_tell_listing(code) for code in find_codes_in_file_name(front.name)}, "stock code in the file name"
    yield {share.upper() for share in _SHARE.findall(front.name)}, "file name"
    yield {"H"} if _HONG_KONG_NAME.fullmatch(front.name) else set(), "file name of the Hong Kong exchange"
    if bank and bank.code_h:
        yield {"H"} if language == "zh-Hant" else set(), "traditional characters"
    if bank and bank.code_h and bank.code_a:
        standards = {"A": _MAINLAND_STANDARDS.search(text), "H": _OTHER_STANDARDS.search(text)}
        yield {listing for listing, named in standards.items() if named}, "accounting standards"


def find_revision(front: Front) -> tuple[str, str]:
    """Return `corrected` or `withdrawn` for a report that says so of itself, and where; else twice "".

    >>> from fintech_coding.reading.front import clean_front
    >>> find_revision(clean_front('某某银行:2020年年度报告(更正后).pdf', []))
    ('corrected', 'file name')
    >>> find_revision(clean_front('某某银行:2020年年度报告(已取消).pdf', []))
    ('withdrawn', 'file name')
    """
    if _WITHDRAWN.search(front.name):
        return "withdrawn", "file name"
    for page in front.cover[:1]:
        if _CORRECTED.search(page.title):
            return "corrected", f"title on page {page.number}"
    return ("corrected", "file name") if _CORRECTED.search(front.name) else ("", "")


def _tell_listing(code: str) -> str:
    return "A" if len(code) == 6 else "H"
