"""A report's first pages, its file name and its sidecar entry -> whose report it is, and of what kind."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fintech_coding.reading.banks import Bank, Registry
from fintech_coding.reading.companies import (
    find_codes_in_file_name,
    find_companies,
    find_labelled_codes,
    find_short_name,
    slug_name,
)
from fintech_coding.reading.sidecar import ReportEntry
from fintech_coding.reading.titles import (
    FrontPage,
    Title,
    clean_line,
    clean_pages,
    detect_language,
    find_fiscal_years,
    find_titles,
    find_years,
    is_title_line,
    list_cover,
    pick_most,
    simplify,
)
from fintech_coding.records import Identity

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
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
class _Found:
    """A decision and what it rests on; a company outside the registry has a name instead of a bank."""

    basis: str
    bank: Bank | None = None
    code: str = ""
    names: tuple[str, ...] = ()


def identify_report(
    file_name: str, first_pages: Sequence[str], entry: ReportEntry | None = None, *, registry: Registry
) -> Identity:
    """Return whose report it is, for which year, in which language, and of what kind.

    A sidecar's entry is believed first, then the cover, then the file name, then the text of the first
    pages; a range of years (2016-17) is its end.

    >>> from fintech_coding.reading.banks import load_registry
    >>> cover = '中国工商银行股份有限公司\\n(股票代码:601398)\\n2020年度报告'
    >>> identify_report('report.pdf', [cover], registry=load_registry()).bank
    'ICBC'
    """
    front = clean_pages(first_pages)
    stem = clean_line(re.sub(r"_+", " ", unicodedata.normalize("NFKC", _strip_ending(file_name))))
    cover = [(page, "\n".join(page.lines[index] for index in titles)) for page, titles in list_cover(front)]
    body = "\n".join(line for page in front for line in page.lines)
    kind, kind_basis = _decide_document(cover, front, simplify(stem), body)
    year, year_basis = _decide_year(kind, cover, front, simplify(stem), body)
    is_report = not kind_basis.startswith(("text", "nothing"))
    found = _decide_bank(front, stem, body, registry, is_report=is_report)
    printed = "\n".join(line for page in front for line in page.printed)
    language = entry.language if entry else ""
    language = language or detect_language(printed) or detect_language(stem)
    language = language or ("zh-Hans" if found.code else "en")
    basis = {"bank": found.basis, "year": year_basis, "document": kind_basis}
    bank, bank_name = _name_bank(found, language, body)
    if entry is not None:
        if entry.bank:
            known = registry.get_bank(simplify(entry.bank))
            bank, basis["bank"] = (known.id if known else entry.bank), "sidecar"
            if known:
                bank_name = known.name_zh if language.startswith("zh") else known.name_en
            elif found.bank or not bank_name:
                bank_name = entry.bank
        bank_name = entry.bank_name or bank_name
        if entry.year is not None:
            year, basis["year"] = entry.year, "sidecar"
        if entry.document:
            kind, basis["document"] = entry.document, "sidecar"
    text = "; ".join(f"{key}: {value}" for key, value in basis.items())
    return Identity(bank, bank_name, year, language, kind, text)


def make_report_id(identity: Identity, file_name: str) -> str:
    """Return a report's id: bank and year, or the file's name where no bank is known; safe as a file name.

    >>> make_report_id(Identity('ICBC', '', 2020, 'zh-Hans', 'annual', ''), 'a.pdf')
    'icbc_2020'
    >>> make_report_id(Identity('', '', None, 'en', 'other', ''), 'CON.pdf')
    'con_report'
    """
    if identity.bank:
        text = f"{identity.bank}_{identity.year}" if identity.year else identity.bank
    else:
        text = _strip_ending(file_name)
    text = re.sub(r"[^\w-]+|_+", "_", unicodedata.normalize("NFKC", text).lower())
    # 80 Chinese characters and an ending would exceed the 255 bytes that a file name may have.
    text = text.strip("_-")[:80].encode()[:200].decode(errors="ignore").strip("_-")
    return f"{text}_report" if _RESERVED.fullmatch(text) else text or "report"


def _strip_ending(file_name: str) -> str:
    return re.sub(r"\.(?:pdf|txt)$", "", re.split(r"[\\/]", file_name)[-1], flags=re.IGNORECASE)


def _decide_document(
    cover: Sequence[tuple[FrontPage, str]], front: Sequence[FrontPage], stem: str, body: str
) -> tuple[str, str]:
    for page, text in cover[:1]:
        titles = find_titles(text)
        if titles:
            return titles[0].kind, f"title on page {page.number}"
    running = [title.kind for title in _list_running_titles(front) if title.year]
    if running:
        return pick_most(running) or "other", "titles of the first pages"
    named = find_titles(stem)
    if named:
        return named[0].kind, "file name"
    kinds = [title.kind for title in find_titles(body) if title.kind in {"annual", "half-year", "quarterly"}]
    if kinds:
        return pick_most(kinds) or "other", "text of the first pages"
    return "other", "nothing found"


def _list_running_titles(front: Sequence[FrontPage]) -> list[Title]:
    lines = (line for page in front for line in page.lines if is_title_line(line))
    return [title for line in lines for title in find_titles(line)[:1]]


def _decide_year(
    kind: str, cover: Sequence[tuple[FrontPage, str]], front: Sequence[FrontPage], stem: str, body: str
) -> tuple[int | None, str]:
    for page, text in cover:
        years = [title.year for title in find_titles(text) if title.kind == kind and title.year]
        if years:
            return years[0], f"title on page {page.number}"
        fiscal = find_fiscal_years(text)
        if fiscal:
            return fiscal[0], f"period on page {page.number}"
    running = [title.year for title in _list_running_titles(front) if title.year and title.kind == kind]
    if running:
        return pick_most(running), "titles of the first pages"
    named = [title.year for title in find_titles(stem) if title.year]
    named = named or [year for *_, year in find_years(stem)]
    if named:
        return named[0], "file name"
    for page, text in cover[:1]:
        alone = {year for *_, year in find_years(text)}
        if len(alone) == 1:
            return alone.pop(), f"year on page {page.number}"
    text_years = [title.year for title in find_titles(body) if title.year] or find_fiscal_years(body)
    if text_years:
        return pick_most(text_years), "text of the first pages"
    return None, "nothing found"


def _decide_bank(
    front: Sequence[FrontPage], stem: str, body: str, registry: Registry, *, is_report: bool
) -> _Found:
    about = _read_about_page(front, registry)
    for place, (page, titles) in enumerate(list_cover(front)):
        found = _read_cover_page(page, titles, registry, is_cover=place == 0)
        if found and found.bank:
            return found
        if found and is_report:
            code, basis = found.code, found.basis
            if not code and about and not about.bank:
                code, basis = about.code, f"{basis}, {about.basis}"
            code = code or next(iter(find_codes_in_file_name(stem)), "")
            return _Found(basis, None, code, found.names)
    if about and about.bank:
        return about
    counts = Counter(mention.bank for mention in registry.find_names(body)).most_common(2)
    leader = _Found("text of the first pages", registry.get_bank(counts[0][0])) if counts else None
    often, next_often = [*(count for _, count in counts), 0, 0][:2]
    # A text that names one bank again and again is that bank's, whatever the file is called.
    if leader and often >= 3 and often >= 2 * next_often:
        return leader
    named = _read_file_name(stem, registry)
    if not named or not (named.bank or is_report):
        named = leader if leader and often > max(1, next_often) else (about if is_report else None)
    return named or _Found("nothing found")


def _read_cover_page(
    page: FrontPage, titles: Sequence[int], registry: Registry, *, is_cover: bool
) -> _Found | None:
    codes = [code for _, code in find_labelled_codes("\n".join(page.lines[index] for index in titles))]
    for code in codes:
        bank = registry.find_code(code)
        if bank:
            return _Found(f"stock code {code} on page {page.number}", bank, code)
    companies: list[str] = []
    for index in titles:
        if not is_cover and not _HEADER.search(page.lines[index]):
            continue
        names = [name for _, name in find_companies(page.printed[index])]
        banks = [bank for bank in (registry.find_company(simplify(name)) for name in names) if bank]
        mentions = [] if names else registry.find_names(page.lines[index])
        banks.extend(bank for bank in (registry.get_bank(mention.bank) for mention in mentions) if bank)
        if banks and not companies:
            return _Found(f"name on page {page.number}", banks[0])
        companies.extend(names)
    if not companies and not codes:
        return None
    code = next(iter(codes), "")
    what = f"stock code {code}" if code else "name"
    return _Found(f"{what} on page {page.number}", None, code, tuple(companies))


def _read_about_page(front: Sequence[FrontPage], registry: Registry) -> _Found | None:
    for page in front:
        text = "\n".join(page.lines)
        codes = [code for _, code in find_labelled_codes(text)] if _ABOUT_PAGE.search(text) else []
        if codes:
            known = next((code for code in codes if registry.find_code(code)), codes[0])
            return _Found(f"stock code {known} on page {page.number}", registry.find_code(known), known)
    return None


def _read_file_name(stem: str, registry: Registry) -> _Found | None:
    codes = find_codes_in_file_name(stem)
    for code in codes:
        bank = registry.find_code(code)
        if bank:
            return _Found(f"stock code {code} in the file name", bank, code)
    companies = tuple(name for _, name in find_companies(stem))
    bank = registry.find_company(simplify(companies[0])) if companies else None
    mentions = [] if companies else registry.find_in_file_name(simplify(stem))
    if mentions:
        bank = registry.get_bank(mentions[0].bank)
    if bank or companies or codes:
        return _Found("file name", bank, next(iter(codes), ""), companies)
    return None


def _name_bank(found: _Found, language: str, body: str) -> tuple[str, str]:
    chinese = language.startswith("zh")
    if found.bank:
        return found.bank.id, found.bank.name_zh if chinese else found.bank.name_en
    names = sorted(found.names, key=lambda name: name.isascii() == chinese)
    name = names[0] if names else ""
    short = find_short_name(body) if chinese else ""
    code = found.code if len(found.code) == 6 or not found.code else found.code.zfill(5)
    english = [name for name in names if name.isascii()]
    return code or slug_name(short or (name if not english or chinese else english[0])), name or short
