"""The coding beside reference claims: what a paper or a second coder says of each bank and technology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fintech_coding.records import READ, Hit, Report


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed of a bank: that it reports a technology, or an element of one, or does not.

    `year` None means every year, `element` empty the technology as a whole; `line` is that of the table.
    """

    bank: str
    year: int | None
    technology: str
    element: str
    reported: bool
    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim beside one report: the hits that count, and those that do not (negated, or of others).

    `report` is None where the corpus has none of the bank and year, and `found` where it was not read.
    """

    claim: Claim
    report: Report | None
    found: bool | None
    hits: tuple[Hit, ...] = ()
    uncounted: tuple[Hit, ...] = ()

    @property
    def agrees(self) -> bool | None:
        """Whether the report bears the claim out; None where it was not read."""
        return None if self.found is None else self.found == self.claim.reported


def check_claims(
    claims: Sequence[Claim], reports: Iterable[Report], hits: Iterable[Hit], counted: Iterable[Hit]
) -> list[ClaimCheck]:
    """Return each claim beside each report of its bank and year, in the order of the claims and of the years.

    `counted` are those of the hits that count in the matrix. A bank is named by its code or its name.
    """
    by_bank: dict[str, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (r.year or 0, r.report_id)):
        if report.status != "skipped":
            for name in {report.bank.casefold(), report.bank_name.casefold()}:
                by_bank[name].append(report)
    kept = _group_hits(counted)
    everything = _group_hits(hits)
    checks = []
    for claim in claims:
        found = [r for r in by_bank.get(claim.bank.casefold(), []) if claim.year in {None, r.year}]
        checks += [_check_claim(claim, report, kept, everything) for report in found]
        if not found:
            checks.append(ClaimCheck(claim, None, None))
    return checks


_Groups = Mapping[tuple[str, str], list[Hit]]


def _group_hits(hits: Iterable[Hit]) -> _Groups:
    groups = defaultdict(list)
    for hit in hits:
        groups[hit.report_id, hit.technology].append(hit)
    return groups


def _check_claim(claim: Claim, report: Report, kept: _Groups, everything: _Groups) -> ClaimCheck:
    if report.status not in READ:
        return ClaimCheck(claim, report, None)
    key = report.report_id, claim.technology
    counted, mentions = (
        tuple(hit for hit in group.get(key, ()) if claim.element in {"", hit.element})
        for group in (kept, everything)
    )
    chosen = set(counted)
    return ClaimCheck(
        claim, report, bool(counted), counted, tuple(hit for hit in mentions if hit not in chosen)
    )
