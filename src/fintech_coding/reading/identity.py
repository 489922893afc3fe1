"""A report's first pages, its file name and its sidecar entry -> whose report it is, and of what kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from fintech_coding.reading.banks import Registry
from fintech_coding.reading.editions import find_edition, find_revision
from fintech_coding.reading.front import (
    Front,
    clean_front,
    detect_language,
    is_title_line,
    simplify,
    strip_ending,
)
from fintech_coding.reading.reporter import find_reporter, name_bank, name_reporter
from fintech_coding.reading.sidecar import SIDECAR_NAME, ReportEntry
from fintech_coding.reading.titles import Title, find_fiscal_years, find_titles, find_years, pick_most
from fintech_coding.records import Identity

_TEXT, _NOTHING = "text of the first pages", "nothing found"
_DECISIONS = ("bank", "year", "language", "document", "edition", "revision")
_IN_ENGLISH = re.compile("英文|english", re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def identify_report(
    file_name: str, first_pages: Sequence[str], entry: ReportEntry | None = None, *, registry: Registry
) -> Identity:
    """Return whose report it is, for which year, in which language, of what kind, for which listing.

    A sidecar's entry is believed first, then the cover, then the file name, then the text of the first
    pages. The year is the one in the title, a range (2016-17) its end; without a title's, the one in which
    the period ends.

    >>> from fintech_coding.reading.banks import load_registry
    >>> cover = '中国工商银行股份有限公司\\n(股票代码:601398)\\n2020年度报告'
    >>> identify_report('report.pdf', [cover], registry=load_registry()).bank
    'ICBC'
    """
    front = clean_front(file_name, first_pages)
    basis: dict[str, str] = {}
    document, basis["document"] = _decide_document(front)
    year, basis["year"] = _decide_year(front, document)
    # Where no title says that this is a report, a name on its first page may be an addressee's.
    reporter = find_reporter(front, registry, is_report=basis["document"] not in {_TEXT, _NOTHING})
    language, basis["language"] = _decide_language(front, has_code=bool(reporter.code))
    if entry and entry.language:
        language, basis["language"] = entry.language, SIDECAR_NAME
    bank, bank_name = name_reporter(reporter, language, front.text)
    basis["bank"] = reporter.basis or _NOTHING
    if entry and entry.bank:
        known, basis["bank"] = registry.get_bank(simplify(entry.bank)), SIDECAR_NAME
        if not known and (reporter.bank or not bank_name):
            bank_name = entry.bank
        bank, bank_name = name_bank(known, language) if known else (entry.bank, bank_name)
    edition, basis["edition"] = find_edition(front, bank=registry.get_bank(bank), language=language)
    revision, basis["revision"] = find_revision(front)
    if entry:
        bank_name = entry.bank_name or bank_name
        if entry.year is not None:
            year, basis["year"] = entry.year, SIDECAR_NAME
        if entry.document:
            document, basis["document"] = entry.document, SIDECAR_NAME
        if entry.edition:
            edition, basis["edition"] = entry.edition, SIDECAR_NAME
    text = "; ".join(f"{key}: {basis[key]}" for key in _DECISIONS if basis[key])
    return Identity(bank, bank_name, year, language, document, text, edition, revision)


def make_report_id(identity: Identity, file_name: str) -> str:
    """Return a report's id: bank and year, and the kind of document unless it is annual.

    Where no bank is known it is the file's name. It is safe as the name of a file.

    >>> make_report_id(Identity('ICBC', '', 2020, 'zh-Hans', 'annual', ''), 'a.pdf')
    'icbc_2020'
    >>> make_report_id(Identity('ICBC', '', 2020, 'zh-Hans', 'half-year', ''), 'a.pdf')
    'icbc_2020_half-year'
    >>> make_report_id(Identity('', '', None, 'en', 'other', ''), 'CON.pdf')
    'con_report'
    """
    if identity.bank:
        kind = "" if identity.document == "annual" else identity.document
        text = "_".join(part for part in (identity.bank, str(identity.year or ""), kind) if part)
    else:
        text = strip_ending(file_name)
    text = re.sub(r"[^\w-]+|_+", "_", unicodedata.normalize("NFKC", text).lower())
    # 80 Chinese characters and an ending would exceed the 255 bytes that a file name may have.
    text = text.strip("_-")[:80].encode()[:200].decode(errors="ignore").strip("_-")
    return f"{text}_report" if _RESERVED.fullmatch(text) else text or "report"


def _decide_document(front: Front) -> tuple[str, str]:
    named = find_titles(front.name)
    for page in front.cover[:1]:
        titles = find_titles(page.title)
        # A list of contents names other documents, but none of a year: then a file's name may know better.
        is_doubtful = titles and titles[0].kind != "annual" and not titles[0].year
        if titles and not (is_doubtful and named and named[0].year):
            return titles[0].kind, f"title on page {page.number}"
    running = [title.kind for title in _list_running_titles(front) if title.year]
    if running:
        return pick_most(running) or "", "titles of the first pages"
    if named:
        return named[0].kind, "file name"
    kinds = [title.kind for title in find_titles(front.text)]
    kinds = [kind for kind in kinds if kind in {"annual", "half-year", "quarterly"}]
    return (pick_most(kinds) or "", _TEXT) if kinds else ("", _NOTHING)


def _list_running_titles(front: Front) -> list[Title]:
    lines = (line for page in front.pages for line in page.lines if is_title_line(line))
    return [title for line in lines for title in find_titles(line)[:1]]


def _decide_year(front: Front, document: str) -> tuple[int | None, str]:
    for page in front.cover:
        years = [title.year for title in find_titles(page.title) if title.kind == document and title.year]
        if years:
            return years[0], f"title on page {page.number}"
        fiscal = find_fiscal_years(page.title)
        if fiscal:
            return fiscal[0], f"period on page {page.number}"
    running = [title.year for title in _list_running_titles(front) if title.year and title.kind == document]
    if running:
        return pick_most(running), "titles of the first pages"
    named = [title.year for title in find_titles(front.name) if title.year]
    named = named or [year for *_, year in find_years(front.name)]
    if named:
        return named[0], "file name"
    for page in front.cover[:1]:
        alone = {year for *_, year in find_years(page.title)}
        if len(alone) == 1:
            return alone.pop(), f"year on page {page.number}"
    text_years = [title.year for title in find_titles(front.text) if title.year]
    text_years = text_years or find_fiscal_years(front.text)
    return (pick_most(text_years), _TEXT) if text_years else (None, _NOTHING)


def _decide_language(front: Front, *, has_code: bool) -> tuple[str, str]:
    printed = detect_language(front.printed)
    if printed:
        return printed, _TEXT
    named = "en" if _IN_ENGLISH.search(front.name) else detect_language(front.printed_name)
    return (named, "file name") if named else ("zh-Hans" if has_code else "en", _NOTHING)
