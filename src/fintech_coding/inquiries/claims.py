"""The coded reports beside a table of reference claims, the paper's or another's."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coded_corpus import CodedCorpus, code_corpus
from fintech_coding.corpus import open_corpus
from fintech_coding.errors import UsageError
from fintech_coding.records import CLAIM_COLUMNS, Hit
from fintech_coding.sheets import load_sheet
from fintech_coding.study import DATA
from fintech_coding.validation.agreement import Agreement, compute_agreement
from fintech_coding.validation.claims import Claim, ClaimCheck, check_claims

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

PAPER = DATA / "claims.csv"
"""What the paper says of the 2020 reports of the six state-owned banks."""

_REQUIRED = ("bank", "technology", "value")
_VALUES = {"1": True, "0": False}
_SHOWN = 3  # passages quoted for a claim; all are in evidence.csv


@dataclass(frozen=True, slots=True)
class CheckedClaims:
    """The claims beside the reports, the passages that speak of them by hit, and how far both agree."""

    checks: tuple[ClaimCheck, ...]
    coded: CodedCorpus
    agreement: Agreement


def load_claims(path: Path, codebook: Codebook) -> list[Claim]:
    """Return the claims of a CSV file with the columns bank, technology and value (1 or 0).

    It may have year, element and claim (text). Raises `UsageError` with every line that cannot be used.
    """
    from fintech_coding.reading.banks import load_registry

    registry = load_registry()
    elements = {t.technology_id: {e.element_id for e in t.elements} for t in codebook.technologies}
    claims: list[Claim] = []
    problems: list[str] = []
    for line, cells in load_sheet(path, _REQUIRED):
        wrong = _find_mistakes(cells, elements)
        problems += [f"{path.name}: line {line}: {mistake}" for mistake in wrong]
        if wrong:
            continue
        bank = registry.get_bank(cells["bank"])
        year = cells.get("year", "")
        claims.append(
            Claim(
                bank.id if bank else cells["bank"],
                int(year) if year else None,
                cells["technology"],
                cells.get("element", ""),
                _VALUES[cells["value"]],
                cells.get("claim", ""),
                line,
            )
        )
    if problems:
        raise UsageError("\n".join(problems))
    if not claims:
        raise UsageError(f"{path}: holds no claim. Write a line for each, under {','.join(_REQUIRED)}.")
    return claims


def check_reports(out: Path, codebook: Codebook, claims: Sequence[Claim], *, variant: str) -> CheckedClaims:
    """Return claims beside the coded reports under `out`; write them to `claims.csv` there."""
    from fintech_coding.tables.matrix import VARIANTS, check_choice, is_counted

    check_choice("variant", variant, VARIANTS)
    corpus = open_corpus(out)
    coded = code_corpus(corpus, codebook)
    counted = [hit for hit in coded.hits if is_counted(hit, variant)]
    checks = check_claims(claims, corpus.reports, coded.hits, counted)
    rows = [_list_cells(check, coded) for check in checks]
    store.write_whole(out / "claims.csv", store.format_csv(CLAIM_COLUMNS, rows))
    pairs = [(check.claim.reported, check.found) for check in checks if check.found is not None]
    return CheckedClaims(tuple(checks), coded, compute_agreement(pairs))


def describe_claims(checked: CheckedClaims) -> list[str]:
    """Return what the check shows, line by line: agreement, then each disagreement with its passages."""
    checks = checked.checks
    lines = [f"{len(checks)} claims beside a report of theirs; {_count_unread(checks)}."]
    lines.append(_describe_agreement(checked.agreement))
    for check in checks:
        if check.agrees is False:
            lines += ["", *_describe_disagreement(check, checked.coded)]
    return lines


def _find_mistakes(cells: Mapping[str, str], elements: Mapping[str, set[str]]) -> list[str]:
    technology, element = cells.get("technology", ""), cells.get("element", "")
    mistakes = []
    if not cells.get("bank"):
        mistakes.append("no bank. Write its code or name.")
    if technology not in elements:
        mistakes.append(f"the codebook has no technology '{technology}'. {_suggest(technology, elements)}")
    elif element and element not in elements[technology]:
        mistakes.append(
            f"{technology} has no element '{element}' in the codebook. "
            f"{_suggest(element, elements[technology])}"
        )
    if cells.get("value") not in _VALUES:
        mistakes.append(f"value '{cells.get('value', '')}' is neither 1 (reported) nor 0 (absent).")
    if not re.fullmatch(r"(?:(?:19|20)\d\d)?", cells.get("year", ""), re.ASCII):
        mistakes.append(f"year '{cells['year']}' is no year. Write four digits, or none for every year.")
    return mistakes


def _suggest(name: str, known: Iterable[str]) -> str:
    names = sorted(filter(None, known))
    near = difflib.get_close_matches(name, names, n=1)
    return f"Did you mean {near[0]}?" if near else f"It has: {', '.join(names) or 'none'}."


def _count_unread(checks: Iterable[ClaimCheck]) -> str:
    lacking: dict[str, set[str]] = defaultdict(set)
    for check in checks:
        if check.found is None:
            name = f"{check.claim.bank} {check.claim.year or ''}".strip()
            lacking["not read" if check.report else "no report"].add(name)
    return (
        "; ".join(f"{why}: {', '.join(sorted(names))}" for why, names in lacking.items()) or "all were read"
    )


def _describe_agreement(agreement: Agreement) -> str:
    if not agreement.n:
        return "No claim could be compared: no report of these banks and years was read."
    share = f"Agreement: {agreement.agreed} of {agreement.n} ({agreement.agreed / agreement.n:.0%})"
    if agreement.kappa is None:
        return f"{share}; Cohen's kappa is not defined, for claims and coding have one and the same value."
    interval = f"95 % interval {agreement.low:.2f} to {agreement.high:.2f}"
    return f"{share}; Cohen's kappa {agreement.kappa:.2f} ({interval})."


def _describe_disagreement(check: ClaimCheck, coded: CodedCorpus) -> list[str]:
    claim = check.claim
    assert check.report is not None  # noqa: S101 - only what was read can disagree
    name = claim.technology + (f", {claim.element}" if claim.element else "")
    said = "reported" if claim.reported else "absent"
    text = f" ({claim.text})" if claim.text else ""
    lines = [f"{check.report.report_id}, {name}: claimed {said}{text}"]
    return lines + [f"  {line}" for line in _list_evidence(check, coded)]


def _list_evidence(check: ClaimCheck, coded: CodedCorpus) -> list[str]:
    """Return what speaks for or against a claim: the passages, or that the report was searched."""
    if check.report is None:
        return ["no report of this bank and year"]
    if check.found is None:
        return [f"{check.report.status}: {check.report.reason}"]
    quoted = _quote_hits(check.hits, coded)
    if not check.hits:
        size = coded.sizes[check.report.report_id]
        quoted.append(f"searched: {check.report.pages} pages, {size} passages; none counts")
        quoted += [f"does not count: {line}" for line in _quote_hits(check.uncounted, coded)]
    return quoted


def _quote_hits(hits: Sequence[Hit], coded: CodedCorpus) -> list[str]:
    by_passage = {hit.passage_id: hit for hit in reversed(hits)}
    firsts = [hit for hit in hits if by_passage[hit.passage_id] is hit]
    lines = [
        f"p. {hit.page_first}{_name_flags(hit)}: "
        + coded.passages[hit.passage_id].text[hit.sentence_start : hit.sentence_end].strip()
        for hit in firsts[:_SHOWN]
    ]
    more = len(firsts) - _SHOWN
    return lines + ([f"… and {more} passages more in evidence.csv"] if more > 0 else [])


def _name_flags(hit: Hit) -> str:
    flags = [*(["negated"] if hit.negated else []), *([hit.scope] if hit.scope == "other" else [])]
    return f" ({', '.join(flags)})" if flags else ""


def _list_cells(check: ClaimCheck, coded: CodedCorpus) -> list[object]:
    claim, report = check.claim, check.report
    return [
        claim.bank,
        report.year if report else claim.year,
        claim.technology,
        claim.element,
        int(claim.reported),
        None if check.found is None else int(check.found),
        None if check.agrees is None else int(check.agrees),
        None if check.found is None else len(check.hits),
        None if check.found is None else len({hit.passage_id for hit in check.hits}),
        report.report_id if report else "",
        report.status if report else "no_report",
        "; ".join(map(str, sorted({hit.page_first for hit in check.hits}))),
        claim.text,
        "\n".join(_list_evidence(check, coded)),
    ]
