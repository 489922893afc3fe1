"""The codes of a dictionary beside those of people: what is right, wrong and missed, unit by unit.

A gold coding is of two kinds: the code of each passage of a sample, or what was found in a report, by page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from fintech_coding.records import Hit, Passage

WRONG, MISSED = "wrong", "missed"
_SPACE = re.compile(r"\s+")

Codes = Mapping[str, Set[str]]
"""The technologies that the dictionary finds, by passage."""


@dataclass(frozen=True, slots=True)
class GoldCode:
    """Whether a passage of a sample names a technology, and how many passages it stands for."""

    passage_id: str
    report_id: str
    stratum: str
    weight: float
    technology: str
    code: bool


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A technology that readers of a whole report found: on which page, by which words, did all."""

    report_id: str
    page: int
    technology: str
    trigger: str
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A technology in one unit, a passage or a page: how many codes there are, and how many are right.

    `wanted` is what should be found, `found` what is. Units are drawn within their stratum.
    """

    unit: str
    report_id: str
    stratum: str
    weight: float
    technology: str
    codes: int
    right: int
    wanted: int
    found: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A code that is wrong, or a technology that was missed; the passage is unknown where none was found."""

    kind: str
    report_id: str
    passage_id: str
    page: int
    technology: str
    trigger: str
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a coding is worth beside a gold coding: unit by unit, and its mistakes."""

    judged: tuple[Judged, ...]
    mistakes: tuple[Mistake, ...]


def judge_codes(gold: Iterable[GoldCode], codes: Codes, pages: Mapping[str, int]) -> Verdict:
    """Return the verdict on a sample; `pages` are the first pages of its passages."""
    judged, mistakes = [], []
    for one in gold:
        has_code = one.technology in codes.get(one.passage_id, ())
        both = int(has_code and one.code)
        judged.append(
            Judged(
                *(one.passage_id, one.report_id, one.stratum, one.weight, one.technology),
                *(int(has_code), both, int(one.code), both),
            )
        )
        if has_code != one.code:
            kind = WRONG if has_code else MISSED
            page = pages.get(one.passage_id, 0)
            mistakes.append(
                Mistake(kind, one.report_id, one.passage_id, page, one.technology, "", one.weight)
            )
    return Verdict(tuple(judged), tuple(mistakes))


def judge_places(gold: Sequence[GoldPlace], passages: Sequence[Passage], codes: Codes) -> Verdict:
    """Return the verdict on one report that was read through; a page is met give or take one.

    A code is right where any gold row of its technology lies in the pages of its passage, also one that not
    all readers have; only what all have is wanted, and found by a code whose passage holds its words.
    """
    near = {(row.page + shift, row.technology) for row in gold for shift in (-1, 0, 1)}
    sums: dict[tuple[str, int, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    mistakes = []
    coded: dict[str, list[tuple[Passage, str]]] = defaultdict(list)
    for passage in passages:
        text = squeeze_text(passage.text) if codes.get(passage.passage_id) else ""
        for technology in sorted(codes.get(passage.passage_id, ())):
            coded[technology].append((passage, text))
            pages = range(passage.page_first, passage.page_last + 1)
            is_right = any((page, technology) in near for page in pages)
            cell = sums[passage.report_id, passage.page_first, technology]
            cell[0] += 1
            cell[1] += is_right
            if not is_right:
                where = passage.passage_id, passage.page_first
                mistakes.append(Mistake(WRONG, passage.report_id, *where, technology, "", 1.0))
    for row in gold:
        if not row.is_agreed:
            continue
        trigger = squeeze_text(row.trigger)
        is_found = any(
            passage.page_first - 1 <= row.page <= passage.page_last + 1 and trigger in text
            for passage, text in coded[row.technology]
        )
        cell = sums[row.report_id, row.page, row.technology]
        cell[2] += 1
        cell[3] += is_found
        if not is_found:
            mistakes.append(Mistake(MISSED, row.report_id, "", row.page, row.technology, row.trigger, 1.0))
    judged = [
        Judged(f"{report_id} {page}", report_id, report_id, 1.0, technology, *cell)
        for (report_id, page, technology), cell in sorted(sums.items())
    ]
    return Verdict(tuple(judged), tuple(mistakes))


def squeeze_text(text: str) -> str:
    r"""Return a text in the form in which words are looked for: NFKC, no white space, case folded.

    >>> squeeze_text('Big\n ＤＡＴＡ')
    'bigdata'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def group_codes(hits: Iterable[Hit]) -> dict[str, set[str]]:
    """Return the technologies found, by passage."""
    codes: dict[str, set[str]] = {}
    for hit in hits:
        codes.setdefault(hit.passage_id, set()).add(hit.technology)
    return codes
