"""What went wrong, as rows: what a reader of the tables must know before believing them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from fintech_coding.records import MISSING, READ, Problem, Report
from fintech_coding.selection import count_documents, list_claims

_LITTLE = 150  # characters a page; an annual report has several times as many
_SHOWN = 4  # names listed in a problem before it only counts
_RANGES = 12  # ranges of pages listed in a problem before it only counts

_PAGE_PROBLEMS = {
    "scanned": "no text on {} (scanned: a picture, or letters drawn as shapes).",
    "garbled": "no text to be made out on {} (garbled: the fonts do not say which characters they show).",
    "empty": "fewer than 10 characters and no picture on {} (empty).",
}


_PAGE_ADVICE = {
    "scanned": "Get a version with text, or recognise them (--ocr auto, with the extra ocr installed).",
    "garbled": "Look there, or get another version: what is printed is not counted.",
    "empty": "Look there: what is printed is not counted.",
}


def list_report_problems(reports: Sequence[Report]) -> list[Problem]:
    """Return the problems of the reports that were found, in the order of their files."""
    problems = []
    for report in reports:
        if report.status in MISSING:
            problems.append(_describe(report, "error", f"{report.file}: {report.reason}"))
        elif report.reason:
            problems.append(_describe(report, "warning", f"{report.file}: {report.reason}"))
        if report.status in READ:
            problems.extend(_list_doubts(report))
            problems.extend(_list_page_problems(report))
    for claimants in list_claims(reports):
        first = claimants[0]
        kind = f" ({first.document})" if first.document not in {"annual", ""} else ""
        files = ", ".join(report.file for report in claimants)
        problems.extend(
            Problem(
                report.report_id,
                report.file,
                None,
                "warning",
                f"{len(claimants)} files claim {first.bank} {first.year}{kind}: {files}.",
                "Leave one out, or name in reports.csv the one that counts; or correct bank or year there.",
            )
            for report in claimants
        )
    return sorted(problems, key=lambda problem: (problem.file, problem.severity, problem.problem))


def renew_report_problems(problems: Iterable[Problem], reports: Sequence[Report]) -> list[Problem]:
    """Return an extraction's problems with those of whole reports listed anew: others count than before."""
    kept = [problem for problem in problems if problem.page is not None or not problem.report_id]
    return kept + list_report_problems(reports)


def list_stray_entries(strays: Iterable[tuple[Path, str]]) -> list[Problem]:
    """Return a problem for each line of a sidecar that names no report which was found."""
    return [
        Problem(
            "",
            file,
            None,
            "warning",
            f"{sidecar.name} names '{file}', and there is no such report beside it.",
            "Correct the name, or delete the line.",
        )
        for sidecar, file in strays
    ]


def list_coding_problems(
    reports: Sequence[Report], *, unused_terms: Sequence[str], terms: int
) -> list[Problem]:
    """Return the problems of a coding: missing sections, terms without a hit."""
    problems = [
        replace(_describe(report, "error", f"{report.file}: {report.reason}"), stage="matrix")
        for report in reports
        if report.status == "no_section"
    ]
    counted = [report for report in reports if report.status != "skipped"]
    if len({report.document or "annual" for report in counted}) > 1:
        problems.append(
            Problem(
                "",
                "",
                None,
                "note",
                f"The tables hold several kinds of document: {count_documents(counted)}.",
                "The column document tells them apart; descriptives.csv takes them together.",
                "matrix",
            )
        )
    if unused_terms:
        shown = ", ".join(unused_terms[:_SHOWN]) + (", …" if len(unused_terms) > _SHOWN else "")
        problems.append(
            Problem(
                "",
                "",
                None,
                "note",
                f"{len(unused_terms)} of {terms} terms have no hit in any report: {shown}",
                "Expected of a codebook wider than its reports; terms.csv lists them all.",
                "matrix",
            )
        )
    return problems


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether a problem is worse than a doubt."""
    return any(problem.severity == "error" for problem in problems)


def _list_doubts(report: Report) -> Iterable[Problem]:
    if not report.bank:
        yield _describe(
            report,
            "warning",
            f"{report.file}: whose report it is cannot be told from its name or first pages. "
            "Name its bank and year in reports.csv.",
        )
    if report.year is None:
        yield _describe(
            report,
            "warning",
            f"{report.file}: its year cannot be told from its name or first pages. Name it in reports.csv.",
        )
    if report.revision == "withdrawn":
        yield _describe(
            report,
            "warning",
            f"{report.file}: its name says that it was withdrawn. Look for the version that took its place.",
        )
    if not report.document:
        yield _describe(
            report,
            "warning",
            f"{report.file}: nothing in its name or first pages says that it is an annual report. "
            "It is counted; leave it out if it is none.",
        )
    if report.characters < _LITTLE * report.pages and report.pages > 1:
        yield _describe(
            report,
            "warning",
            f"{report.file}: holds suspiciously little text, {report.characters} characters on "
            f"{report.pages} pages. Open it and compare before you trust a low count.",
        )


def _list_page_problems(report: Report) -> Iterable[Problem]:
    """Yield a problem for each way in which pages of a report were not read, or not as the others were."""
    for status, text in _PAGE_PROBLEMS.items():
        numbers = [page.number for page in report.doubtful_pages if page.status == status]
        # A blank page or two is as it should be.
        if numbers and (status != "empty" or report.status == "partial"):
            said = f"{text.format(format_pages(numbers))} {_PAGE_ADVICE[status]}"
            yield _describe_pages(report, "warning", numbers, said)
    for reader in sorted({page.reader for page in report.doubtful_pages if page.reader}):
        numbers = [page.number for page in report.doubtful_pages if page.reader == reader]
        said = f"the text of {format_pages(numbers)} is {reader}'s, for {report.reader}'s is garbled."
        yield _describe_pages(report, "note", numbers, f"{said} Compare a passage of it with the page.")


def _describe_pages(report: Report, severity: str, numbers: Sequence[int], text: str) -> Problem:
    """Return a problem of some pages; only that of a single page has a page of its own."""
    problem = _describe(report, severity, f"{report.file}: {text}")
    return replace(problem, page=numbers[0]) if len(numbers) == 1 else problem


def format_pages(numbers: Sequence[int]) -> str:
    """Return page numbers in words, those that follow each other as a range.

    >>> format_pages([3, 12, 13, 14])
    'pages 3, 12–14'
    >>> format_pages(range(1, 100, 2))
    'pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 38 more'
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    shown = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in ranges[:_RANGES])
    more = sum(map(len, ranges[_RANGES:]))
    return f"{'pages' if len(numbers) > 1 else 'page'} {shown}" + (f" and {more} more" if more else "")


def _describe(report: Report, severity: str, text: str) -> Problem:
    """Return a problem of a report from a line that ends in what to do."""
    problem, _, advice = text.rpartition(". ")
    return Problem(report.report_id, report.file, None, severity, f"{problem}.", advice)
