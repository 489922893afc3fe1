"""The first pages and the name of a report -> whose report it is: a bank, or a company no registry knows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from fintech_coding.reading.banks import Bank, Registry
from fintech_coding.reading.companies import (
    find_codes_in_file_name,
    find_companies,
    find_labelled_codes,
    find_name_before_title,
    find_short_name,
    slug_name,
)
from fintech_coding.reading.front import Front, FrontPage, simplify

# On later pages a name counts where it is a running header's: alone, or with the report's title.
_HEADER = re.compile(
    r"^\W*(?:\d{1,3} )?[^\d]{2,60}?(?:公司|银行|Limited|Ltd\.?|Inc\.?|Corporation)\W*"
    r"(?:\d{1,3}|(?:19|20)\d\d.{0,30}|年度?报告?.{0,12}|annual report.{0,8})?$",
    re.IGNORECASE,
)
_ABOUT_PAGE = re.compile(
    "股票简称|证券简称|公司简称|公司资料|公司信息|corporate information|stock abbreviation", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports, and what that rests on; a company outside the registry has a name instead of a bank."""

    basis: str
    bank: Bank | None = None
    code: str = ""
    names: tuple[str, ...] = ()


def find_reporter(front: Front, registry: Registry, *, is_report: bool) -> Reporter:
    """Return who reports, by the cover, the page about the company, the text or the file's name.

    A company outside the registry is believed only of a document whose title says that it `is_report`.
    """
    about = _read_about_page(front, registry)
    for page in front.cover:
        found = _read_cover_page(page, registry, is_cover=page is front.cover[0])
        if found and found.bank:
            return found
        if found and is_report:
            code, basis = found.code, found.basis
            if not code and about and not about.bank:
                code, basis = about.code, f"{basis}, {about.basis}"
            return replace(
                found, basis=basis, code=code or next(iter(find_codes_in_file_name(front.name)), "")
            )
    if about and about.bank:
        return about
    counts = Counter(mention.bank for mention in registry.find_names(front.text)).most_common(2)
    leader = Reporter("text of the first pages", registry.get_bank(counts[0][0])) if counts else None
    often, next_often = [*(count for _, count in counts), 0, 0][:2]
    # A text that names one bank again and again is that bank's, whatever the file is called.
    if leader and often >= 3 and often >= 2 * next_often:
        return leader
    named = _read_file_name(front, registry)
    if not named or not (named.bank or is_report):
        named = leader if leader and often > max(1, next_often) else (about if is_report else None)
    return named or Reporter("")


def name_reporter(reporter: Reporter, language: str, text: str) -> tuple[str, str]:
    """Return the short code and the name of who reports; of a company its stock code, or a slug.

    `text` is that of the first pages, in which a company's short name may be given.
    """
    if reporter.bank:
        return name_bank(reporter.bank, language)
    chinese = language.startswith("zh")
    names = sorted(reporter.names, key=lambda name: name.isascii() == chinese)
    name = names[0] if names else ""
    short = find_short_name(text) if chinese else ""
    code = reporter.code if len(reporter.code) == 6 or not reporter.code else reporter.code.zfill(5)
    english = [name for name in names if name.isascii()]
    return code or slug_name(short or (name if not english or chinese else english[0])), name or short


def name_bank(bank: Bank, language: str) -> tuple[str, str]:
    """Return a bank's id, and its name in the language of the report.

    >>> from fintech_coding.reading.banks import load_registry
    >>> name_bank(load_registry().banks[0], 'zh-Hant')
    ('ICBC', '中国工商银行股份有限公司')
    """
    return bank.id, bank.name_zh if language.startswith("zh") else bank.name_en


def _read_cover_page(page: FrontPage, registry: Registry, *, is_cover: bool) -> Reporter | None:
    codes = [code for _, code in find_labelled_codes(page.title)]
    for code in codes:
        bank = registry.find_code(code)
        if bank:
            return Reporter(f"stock code {code} on page {page.number}", bank, code)
    companies: list[str] = []
    for index in page.titles:
        if not is_cover and not _HEADER.search(page.lines[index]):
            continue
        names = [name for _, name in find_companies(page.printed[index])]
        banks = [bank for bank in (registry.find_company(simplify(name)) for name in names) if bank]
        mentions = [] if names else registry.find_names(page.lines[index])
        banks.extend(bank for bank in (registry.get_bank(mention.bank) for mention in mentions) if bank)
        if banks and not companies:
            return Reporter(f"name on page {page.number}", banks[0])
        companies.extend(names)
    if not companies and not codes:
        return None
    code = next(iter(codes), "")
    what = f"stock code {code}" if code else "name"
    return Reporter(f"{what} on page {page.number}", None, code, tuple(companies))


def _read_about_page(front: Front, registry: Registry) -> Reporter | None:
    for page in front.pages:
        text = "\n".join(page.lines)
        codes = [code for _, code in find_labelled_codes(text)] if _ABOUT_PAGE.search(text) else []
        if codes:
            known = next((code for code in codes if registry.find_code(code)), codes[0])
            return Reporter(f"stock code {known} on page {page.number}", registry.find_code(known), known)
    return None


def _read_file_name(front: Front, registry: Registry) -> Reporter | None:
    codes = find_codes_in_file_name(front.name)
    for code in codes:
        bank = registry.find_code(code)
        if bank:
            return Reporter(f"stock code {code} in the file name", bank, code)
    companies = tuple(name for _, name in find_companies(front.printed_name))
    short_name = find_name_before_title(front.printed_name)
    bank = registry.find_company(simplify(companies[0])) if companies else None
    mentions = [] if companies else registry.find_in_file_name(front.name)
    if mentions:
        bank = registry.get_bank(mentions[0].bank)
    if not (bank or companies) and short_name:
        companies = (short_name,)
    if bank or companies or codes:
        return Reporter("file name", bank, next(iter(codes), ""), companies)
    return None
