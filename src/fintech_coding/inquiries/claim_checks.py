"""The coded reports beside a table of reference claims: agreement, and what speaks for or against each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coded_corpus import CodedCorpus, code_corpus
from fintech_coding.corpus import open_corpus
from fintech_coding.headers import CLAIM_COLUMNS
from fintech_coding.lock import hold_folder
from fintech_coding.records import Hit
from fintech_coding.validation.agreement import Agreement, compute_agreement
from fintech_coding.validation.claims import Claim, ClaimCheck, check_claims

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

WRITTEN = "claims_checked.csv"
_SHOWN = 3  # passages quoted for a claim; all are in evidence.csv


@dataclass(frozen=True, slots=True)
class CheckedClaims:
    """The claims beside the reports, and the coded corpus with the passages that speak of them."""

    claims: tuple[Claim, ...]
    checks: tuple[ClaimCheck, ...]
    coded: CodedCorpus

    @property
    def compared(self) -> tuple[ClaimCheck, ...]:
        """Those beside a report that was read."""
        return tuple(check for check in self.checks if check.found is not None)


def check_reports(out: Path, codebook: Codebook, claims: Sequence[Claim], *, variant: str) -> CheckedClaims:
    """Return claims beside the coded reports under `out`; write them to `WRITTEN` there.

    `variant` says which mentions make a technology reported. Raises `UsageError` and `OutputError`.
    """
    from fintech_coding.tables.matrix import VARIANTS, check_choice, is_counted

    check_choice("variant", variant, VARIANTS)
    with hold_folder(out):
        corpus = open_corpus(out)
        coded = code_corpus(corpus, codebook)
        counted = [hit for hit in coded.hits if is_counted(hit, variant)]
        checks = check_claims(claims, corpus.reports, coded.hits, counted)
        rows = [_list_cells(check, coded) for check in checks]
        store.write_whole(out / WRITTEN, store.format_csv(CLAIM_COLUMNS, rows))
    return CheckedClaims(tuple(claims), tuple(checks), coded)


def describe_overall(checked: CheckedClaims) -> str:
    """Return how far claims and coding agree, as a sentence."""
    if not checked.compared:
        return "No claim could be compared: no report of these banks and years was read."
    return f"Agreement: {_describe_agreement(_agree(checked.compared))}."


def describe_claims(checked: CheckedClaims) -> list[str]:
    """Return what the check shows, line by line: agreement, then each disagreement with its passages."""
    compared = checked.compared
    compared_with = f"{_count(len(compared), 'comparison')} with a report that was read"
    lines = [f"{_count(len(checked.claims), 'claim')}, {compared_with}."]
    lines += _list_lacking(checked.checks)
    lines.append(describe_overall(checked))
    groups = {
        "technologies": [check for check in compared if not check.claim.element],
        "elements": [check for check in compared if check.claim.element],
    }
    years = sorted({check.report.year or 0 for check in compared if check.report})
    groups |= {
        str(y or "no year"): [c for c in compared if c.report and (c.report.year or 0) == y] for y in years
    }
    # A group that is all of them has been told.
    lines += [
        f"  {name}: {_describe_share(_agree(group))}"
        for name, group in groups.items()
        if 0 < len(group) < len(compared)
    ]
    for check in compared:
        if not check.agrees:
            lines += ["", *_describe_disagreement(check, checked.coded)]
    return lines


def _agree(checks: Iterable[ClaimCheck]) -> Agreement:
    return compute_agreement((check.claim.reported, check.found) for check in checks)


def _list_lacking(checks: Iterable[ClaimCheck]) -> list[str]:
    lacking: dict[str, set[str]] = defaultdict(set)
    for check in checks:
        if check.found is None:
            name = f"{check.claim.bank} {check.claim.year or ''}".strip()
            lacking[f"Not read ({check.report.status})" if check.report else "No report of"].add(name)
    return [f"{why}: {', '.join(sorted(names))}." for why, names in sorted(lacking.items())]


def _describe_share(agreement: Agreement) -> str:
    share = agreement.agreed / agreement.n
    interval = f"95 % interval {agreement.share_low:.0%} to {agreement.share_high:.0%}"
    return f"{agreement.agreed} of {agreement.n} ({share:.0%}; {interval})"


def _describe_agreement(agreement: Agreement) -> str:
    share = _describe_share(agreement)
    if agreement.kappa is None:
        return (
            f"{share}; Cohen's kappa is not defined, for claims and coding have one and the same value only"
        )
    kappa = f"{share}; Cohen's kappa {agreement.kappa:.2f}"
    if agreement.low is not None and agreement.high is not None:
        return f"{kappa} (95 % interval {agreement.low:.2f} to {agreement.high:.2f})"
    if agreement.one_value:
        return (
            f"{kappa} whatever the agreement, for {' and '.join(agreement.one_value)} one value only: "
            "read the share instead"
        )
    differing = "nothing" if agreement.agreed else "everything"
    return f"{kappa}, without an interval: where {differing} differs none can be estimated"


def _describe_disagreement(check: ClaimCheck, coded: CodedCorpus) -> list[str]:
    claim = check.claim
    assert check.report is not None  # noqa: S101 - only what was read can disagree
    name = claim.technology + (f", {claim.element}" if claim.element else "")
    said = "reported" if claim.reported else "absent"
    text = f" ({claim.text})" if claim.text else ""
    number = len({hit.passage_id for hit in check.hits})
    found = f"{_count(number, 'passage')} found" if number else "no passage counts"
    lines = [f"{check.report.report_id}, {name}: claimed {said}{text}; {found}"]
    return lines + [f"  {line}" for line in _list_evidence(check, coded)]


def _list_evidence(check: ClaimCheck, coded: CodedCorpus) -> list[str]:
    """Return what speaks for or against a claim: the passages, or that the report was searched."""
    report = check.report
    if report is None:
        return ["no report of this bank and year"]
    if check.found is None:
        return [f"{report.status}: {report.reason}"]
    quoted = _quote_hits(check.hits, coded)
    if not check.hits:
        unread = (
            f" ({report.pages_without_text} of them could not be read)" if report.pages_without_text else ""
        )
        quoted.append(
            f"searched: {_count(report.pages, 'page')}{unread}, "
            f"{_count(coded.sizes[report.report_id], 'passage')}; none counts"
        )
        quoted += [f"does not count: {line}" for line in _quote_hits(check.uncounted, coded)]
    return quoted


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _quote_hits(hits: Sequence[Hit], coded: CodedCorpus) -> list[str]:
    by_passage: dict[str, Hit] = {}
    for hit in hits:
        by_passage.setdefault(hit.passage_id, hit)
    lines = [_quote_hit(hit, coded) for hit in list(by_passage.values())[:_SHOWN]]
    more = len(by_passage) - _SHOWN
    return lines + ([f"… and {_count(more, 'passage')} more in evidence.csv"] if more > 0 else [])


def _quote_hit(hit: Hit, coded: CodedCorpus) -> str:
    passage = coded.passages[hit.passage_id]
    printed = f", printed {passage.page_label}" if passage.page_label not in {"", str(hit.page_first)} else ""
    flags = [*(["negated"] if hit.negated else []), *([hit.scope] if hit.scope == "other" else [])]
    why = f" ({', '.join(flags)})" if flags else ""
    # A sentence may hold line breaks, as between the cells of a table.
    sentence = " ".join(passage.text[hit.sentence_start : hit.sentence_end].split())
    return f"PDF page {hit.page_first}{printed}{why}: {sentence}"


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
