"""Which of the reports that were read count: those of the documents asked for, and one version of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fintech_coding.errors import UsageError
from fintech_coding.records import DOCUMENTS, READ, Report

_ONCE_A_YEAR = ("annual", "half-year", "sustainability")
_LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_REVISIONS = ("corrected", "", "withdrawn")
_EDITIONS = ("A", "", "H")
_NAMES = {
    "annual": "an annual report",
    "half-year": "a half-year report",
    "quarterly": "a quarterly report",
    "summary": "a summary",
    "sustainability": "a sustainability report",
    "other": "an announcement or another document",
}


def parse_documents(text: str) -> tuple[str, ...]:
    """Return the documents asked for, separated by commas, in their usual order; raises `UsageError`.

    Nothing asked for is nothing returned: then annual reports count, and what `reports.csv` names.

    >>> parse_documents('half-year, Annual'), parse_documents('')
    (('annual', 'half-year'), ())
    """
    asked = {part.strip().casefold() for part in text.split(",")} - {""}
    unknown = sorted(asked - {*DOCUMENTS, "all"})
    if unknown:
        raise UsageError(
            f"--documents {text}: there is no document {', '.join(unknown)}. "
            f"Choose of {', '.join(DOCUMENTS)}, or all."
        )
    return tuple(document for document in DOCUMENTS if "all" in asked or document in asked)


def select_reports(reports: Sequence[Report], documents: Sequence[str] = ()) -> list[Report]:
    """Return the reports as they were read, those that do not count `skipped` with the reason.

    A report counts when its document is asked for, or, where nothing is asked for, when it is annual or
    named in `reports.csv`; one that does not say what it is goes with the annual ones. Of equal files and of
    the versions of one bank's report of one year, one counts. A failed report stays as it is.
    """
    read = [report for report in reports if report.status != "failed"]
    refused = {report.file: _refuse_document(report, documents) for report in read}
    first_files: dict[str, Report] = {}
    best: dict[tuple[str, int, str], Report] = {}
    for report in sorted(read, key=rank_version):
        first = first_files.setdefault(report.sha256, report)
        refused[report.file] = refused[report.file] or _refuse_copy(report, first)
        version = key_version(report)
        if version and not refused[report.file]:
            refused[report.file] = _refuse_version(report, best.setdefault(version, report))
    return [
        replace(report, status="skipped", reason=refused[report.file]) if refused.get(report.file) else report
        for report in reports
    ]


def key_version(report: Report) -> tuple[str, int, str] | None:
    """Return what the versions of one report share; None when nothing can be a version of the report."""
    document = report.document or "annual"
    if not report.bank or report.year is None or document not in _ONCE_A_YEAR:
        return None
    return report.bank, report.year, document


def rank_version(report: Report) -> tuple[int, ...]:
    """Return the place of a report among its versions: the first counts, its equals, and those named."""
    return (
        not report.named,
        report.status not in READ,
        _rank(report.language, _LANGUAGES),
        _rank(report.revision, _REVISIONS),
        _rank(report.edition, _EDITIONS),
    )


def _rank(value: str, order: Sequence[str]) -> int:
    return order.index(value) if value in order else len(order)


def list_claims(reports: Iterable[Report]) -> list[list[Report]]:
    """Return the reports that count and claim the same bank, year and document, together."""
    claims = defaultdict(list)
    for report in reports:
        version = key_version(report)
        if version and report.status != "skipped":
            claims[version].append(report)
    return [claimants for claimants in claims.values() if len(claimants) > 1]


def count_documents(reports: Iterable[Report]) -> str:
    """Return how many reports there are of each document, in words.

    >>> count_documents([])
    'no report'
    """
    counts = Counter(report.document or "annual" for report in reports)
    return (
        ", ".join(f"{counts[document]} {document}" for document in DOCUMENTS if counts[document])
        or "no report"
    )


def _refuse_document(report: Report, documents: Sequence[str]) -> str:
    document = report.document or "annual"
    wanted = documents or ("annual",)
    if document in wanted or (report.named and not documents):
        return ""
    found = [part for part in report.basis.split("; ") if part.startswith("document: ")]
    basis = f" ({found[0].removeprefix('document: ')})" if found else ""
    both = ",".join(name for name in DOCUMENTS if name == document or name in wanted)
    if documents:
        return (
            f"is {_NAMES[document]}{basis}, and --documents asks for {', '.join(documents)}. "
            f"To count it too, run matrix --documents {both}."
        )
    return (
        f"is {_NAMES[document]}, not an annual report{basis}. "
        f"To count it too, run matrix --documents {both}, or name it in reports.csv."
    )


def _refuse_copy(report: Report, first: Report) -> str:
    if first is report or not report.sha256 or report.named or report.status not in READ:
        return ""
    return f"is the same file, byte for byte, as {first.file}, and is left out. Delete one of them."


def _refuse_version(report: Report, best: Report) -> str:
    if report.named or rank_version(report) == rank_version(best):
        return ""
    if report.status not in READ and best.status in READ:
        fault, _, advice = report.reason.rpartition(". ")
        return f"{fault}; {best.file} counts in its place. {advice}"
    return (
        f"is another version ({_describe_version(report)}) of the report in {best.file} "
        f"({_describe_version(best)}), which counts. "
        "To count this one instead, name it in reports.csv; to count both, name both there."
    )


def _describe_version(report: Report) -> str:
    edition = f"edition {report.edition}" if report.edition else ""
    naming = "named in reports.csv" if report.named else ""
    return ", ".join(filter(None, (report.language, edition, report.revision, naming)))
