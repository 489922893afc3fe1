"""The systems table: the platforms, systems, products and brands that coded sentences name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from fintech_coding.errors import OutputError
from fintech_coding.headers import SYSTEM_COLUMNS
from fintech_coding.records import READ, Hit, Passage, Report
from fintech_coding.tables.matrix import OWN_SCOPES, order_reports
from fintech_coding.tables.names import Name, find_names
from fintech_coding.tables.ordinary import ACRONYMS
from fintech_coding.tables.quotations import find_quotations

if TYPE_CHECKING:
    from pandas import DataFrame

_CLAUSE = ",;:，；：。"
_MARKS = re.compile(r"[\s“”「」『』\"'()]")
_VERSION = re.compile(r"\d{1,2}(?:\.\d)?版?$|\d{1,2}\.\d(?=系统|平台)")
_FRONT = re.compile(r"^(?:企业级|新一代|全新|智能化|全行级?|集团级?|自主|统一的?|一站式|个人|the )+(?=.{3})")
_BACK = re.compile(r"(?<=.{2})(?:平台|系统|app|产品|项目|服务|版|平臺|系統|platform|system)$")
_LATIN = re.compile("[A-Z][A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a coded sentence, with the technology that it is a system of."""

    name: Name
    technology: str
    passage: Passage
    sentence: tuple[int, int]
    scope: str


def find_mentions(
    hits: Iterable[Hit], passages: Mapping[str, Passage], *, fold: Callable[[str], str]
) -> list[Mention]:
    """Return the names in the sentences of one report's hits, in reading order; a name has a row for each
    technology that it belongs to.

    That is the technology of the terms within the name, else of those in its clause, else of those in its
    part of the sentence, between semicolons, else of all of the sentence. `fold` brings text into the form
    in which it is compared, of equal length.
    """
    ordered = sorted(
        hits, key=lambda h: (h.page_first, h.passage_id, h.sentence_start, h.start, h.technology)
    )
    groups = [
        (key, list(group))
        for key, group in groupby(ordered, key=lambda h: (h.passage_id, h.sentence_start, h.sentence_end))
    ]
    texts = {
        hit.passage_id: simplify_text(passages[hit.passage_id].text, fold)
        for hit in ordered
        if hit.passage_id in passages
    }
    known = _collect_known(texts.values())
    mentions: list[Mention] = []
    for (passage_id, start, end), group in groups:
        passage = passages.get(passage_id)
        if passage is None or end > len(passage.text):
            raise OutputError(
                f"passage '{passage_id}' is not as it was coded. Run `fintech-code matrix` again."
            )
        for plain in find_names(texts[passage_id], start, end, known):
            name = replace(plain, text=passage.text[plain.start : plain.end])
            near = _choose_hits(passage.text, name, group)
            for technology in sorted({hit.technology for hit in near}):
                scopes = {hit.scope for hit in near if hit.technology == technology}
                scope = next((s for s in (*OWN_SCOPES, "other") if s in scopes), "other")
                mentions.append(Mention(name, technology, passage, (start, end), scope))
    return mentions


def simplify_text(text: str, fold: Callable[[str], str]) -> str:
    """Return a text with its ideographs folded, and all else as it is: capitals tell names."""
    if text.isascii():
        return text
    return "".join(
        folded if "\u3400" <= raw <= "\u9fff" else raw for raw, folded in zip(text, fold(text), strict=True)
    )


def _collect_known(texts: Iterable[str]) -> frozenset[str]:
    """Return the names that some passages write in quotation marks; without them they are names, too."""
    return frozenset(
        quotation.text
        for text in texts
        for quotation in find_quotations(text, 0, len(text))
        if quotation.is_name and len(quotation.text) > 2
    )


def _choose_hits(text: str, name: Name, hits: Sequence[Hit]) -> list[Hit]:
    within = [hit for hit in hits if hit.start < name.end and name.start < hit.end]
    if within:
        return within
    for marks in (_CLAUSE, ";；。"):
        first = max(text.rfind(mark, 0, name.start) for mark in marks)
        last = min((at for mark in marks if (at := text.find(mark, name.end)) >= 0), default=len(text))
        near = [hit for hit in hits if first < hit.start < last]
        if near:
            return near
    return list(hits)


def join_name(name: str) -> str:
    """Return what the variants of one name have in common.

    >>> join_name('手机银行6.0'), join_name('“融安e信”系统'), join_name('智慧银行信息系统(ECOS)')
    ('手机银行', '融安e信', 'ecos')
    """
    latin = _LATIN.search(name)
    if latin and not name.isascii() and latin[0] not in ACRONYMS:
        return latin[0].casefold()
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()
    plain = _VERSION.sub("", plain) or plain
    return _BACK.sub("", _FRONT.sub("", plain))


def build_systems(
    reports: Sequence[Report],
    hits: Iterable[Hit],
    passages: Mapping[str, Passage],
    *,
    fold: Callable[[str], str],
) -> DataFrame:
    """Return one row per report, technology and named system, with the columns `SYSTEM_COLUMNS`.

    Rows are sorted by bank, year and report, then by technology, first page and name. `sentences` counts
    those that name the system with the technology; `system` is the name as printed most often, `variants`
    the others. A report that was not read has no row.
    """
    import pandas as pd

    by_report: dict[str, list[Hit]] = {}
    for hit in hits:
        by_report.setdefault(hit.report_id, []).append(hit)
    rows: list[tuple[object, ...]] = []
    for report in order_reports(reports):
        mentions = (
            find_mentions(by_report.get(report.report_id, []), passages, fold=fold)
            if report.status in READ
            else []
        )
        joined: dict[tuple[str, str], list[Mention]] = {}
        for mention in mentions:
            joined.setdefault((mention.technology, join_name(mention.name.text)), []).append(mention)
        cells = [_list_cells(report, technology, group) for (technology, _), group in joined.items()]
        rows += sorted(
            cells, key=lambda row: tuple(str(row[i]) if i != 9 else f"{row[i]:6}" for i in (3, 9, 4))
        )
    table = pd.DataFrame(rows, columns=list(SYSTEM_COLUMNS), dtype=object)
    kinds = {"year": "Int64", "sentences": "int64", "page_first": "int64"}
    return table.astype({name: kinds.get(name, "str") for name in SYSTEM_COLUMNS})


def _list_cells(report: Report, technology: str, group: Sequence[Mention]) -> tuple[object, ...]:
    printed = Counter(mention.name.text for mention in group)
    names = sorted(printed, key=lambda name: -printed[name])  # of equals the first that is printed
    first = group[0]
    scopes = {mention.scope for mention in group}
    bases = {"quoted" if mention.name.basis == "quoted" else "pattern" for mention in group}
    return (
        report.report_id,
        report.bank,
        report.year,
        technology,
        names[0],
        "; ".join(names[1:]),
        "quoted" if "quoted" in bases else "pattern",
        next(scope for scope in (*OWN_SCOPES, "other") if scope in scopes),
        len({(mention.passage.passage_id, mention.sentence) for mention in group}),
        min(mention.passage.page_first for mention in group),
        "; ".join(map(str, sorted({mention.passage.page_first for mention in group}))),
        first.passage.text[slice(*first.sentence)].strip(),
        first.passage.section,
        first.passage.passage_id,
        first.passage.page_label,
        report.document,
    )
