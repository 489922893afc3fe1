"""A report file becomes a report and its passages: the one way through all of reading."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import cast

from fintech_coding.errors import PasswordError, ReadError, UsageError
from fintech_coding.reading.banks import load_registry
from fintech_coding.reading.identity import identify_report, make_report_id
from fintech_coding.reading.ocr import advise, find_scanned, reads_pictures, recognize_page
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.sidecar import ReportEntry
from fintech_coding.records import Identity, Page, Passage, Report

READERS = {"pdfium": "pdf", "pdfplumber": "plumber"}
"""The readers of PDF files that can be asked for, and their modules."""

_FIRST_PAGES = 8  # pages that tell who reports on what
_FEW_CHARACTERS = 10  # a page with fewer has no text
_NO_TEXT = 0.5  # a report with this share of such pages has no text to speak of,
_PARTIAL = 0.2  # with this share it is read in part


@cache
def read_version(reader: str) -> str:
    """Return the version of the library that a reader reads with."""
    try:
        return version({"pdfium": "pypdfium2"}.get(reader, reader))
    except PackageNotFoundError:
        return ""


def read_report(
    path: Path,
    *,
    file: str,
    sha256: str,
    reader: str,
    entry: ReportEntry | None,
    ocr: str = "auto",
    password: str = "",
) -> tuple[Report, list[Passage]]:
    """Return a report's row and its passages; a report that cannot be read is a row with the reason.

    `file` is the name the report goes by, `entry` what the researcher says of it in `reports.csv`, `ocr`
    which of its pages are recognised; `password` is tried where the report wants one and its entry gives
    none.
    """
    reader_name = "text" if path.suffix.lower() == ".txt" else reader
    read_pages = _find_reader(reader_name)
    try:
        pages, password = _unlock_pages(read_pages, path, (entry.password if entry else "") or password)
        if not pages:
            raise ReadError("is damaged: it holds no page. Download it again from its source.")  # noqa: TRY301
        scanned = find_scanned(path, pages, password) if reader_name != "text" else frozenset()
        if reader_name != "text" and reads_pictures(ocr):
            wanted = {page.number for page in pages} if ocr == "always" else scanned
            pages = [recognize_page(path, p, password) if p.number in wanted else p for p in pages]
        return _make_passages(
            pages,
            file=file,
            sha256=sha256,
            reader=reader_name,
            entry=entry,
            scanned=len(scanned),
            ocr=ocr,
        )
    except ReadError as error:
        reason = str(error)
    except OSError as error:
        reason = (
            f"cannot be opened ({error.strerror or error}). Check that the file is there and may be read."
        )
    except Exception as error:  # a damaged file makes a library raise anything
        reason = (
            f"breaks the reader ({type(error).__name__}: {error}). Try another --reader, or leave it out."
        )
    return fail_report(file=file, sha256=sha256, reader=reader_name, entry=entry, reason=reason), []


def _unlock_pages(
    read_pages: Callable[[Path, str], Iterator[Page]], path: Path, password: str
) -> tuple[list[Page], str]:
    """Return the pages of a report and the password that opened it: none, or where it wants one, this."""
    try:
        return list(read_pages(path, "")), ""
    except PasswordError:
        if not password:
            raise
    try:
        return list(read_pages(path, password)), password
    except PasswordError as error:
        raise ReadError(
            "does not open with the password given. Correct it in reports.csv or at --password."
        ) from error


def _make_passages(
    pages: Sequence[Page],
    *,
    file: str,
    sha256: str,
    reader: str,
    entry: ReportEntry | None,
    scanned: int,
    ocr: str,
) -> tuple[Report, list[Passage]]:
    """Return the row and the passages of a report whose pages have been read, `scanned` of them pictures."""
    first_pages = ["\n".join(line.text for line in page.lines) for page in pages[:_FIRST_PAGES]]
    identity = identify_report(Path(file).name, first_pages, entry, registry=load_registry())
    report_id = make_report_id(identity, Path(file).name)
    without_text = sum(sum(len(line.text) for line in page.lines) < _FEW_CHARACTERS for page in pages)
    passages = split_passages(pages, report_id=report_id)
    status, reason = _judge_reading(
        len(pages), without_text, unread=0 if reads_pictures(ocr) else scanned, advice=advise(ocr)
    )
    if not passages and status != "no_text":
        status, reason = (
            "no_text",
            (
                "holds nothing but running headers, page numbers and contents. "
                "Open it and compare, or try another --reader."
            ),
        )
    report = _make_report(
        identity,
        report_id=report_id,
        file=file,
        sha256=sha256,
        pages=len(pages),
        pages_without_text=without_text,
        characters=sum(len(passage.text) for passage in passages),
        passages=len(passages),
        reader=reader,
        status=status,
        reason=reason,
        named=entry is not None,
    )
    recognized = sum(any(line.confidence is not None for line in page.lines) for page in pages)
    return replace(report, pages_scanned=scanned, pages_ocr=recognized), passages


def base_report_id(report: Report) -> str:
    """Return the id a report has where no other file claims its bank and year."""
    identity = Identity(
        report.bank, report.bank_name, report.year, report.language, report.document, report.basis
    )
    return make_report_id(identity, Path(report.file).name)


def rename_report(report: Report, passages: list[Passage], report_id: str) -> tuple[Report, list[Passage]]:
    """Return a report and its passages under another id."""
    if report_id == report.report_id:
        return report, passages
    cut = len(report.report_id)
    return (
        replace(report, report_id=report_id),
        [replace(p, report_id=report_id, passage_id=report_id + p.passage_id[cut:]) for p in passages],
    )


def _find_reader(name: str) -> Callable[[Path, str], Iterator[Page]]:
    module = "text" if name == "text" else READERS.get(name)
    if module is None:
        raise UsageError(f"--reader {name}: there is no such reader. Choose one of {', '.join(READERS)}.")
    imported = importlib.import_module(f"fintech_coding.reading.{module}")
    return cast("Callable[[Path, str], Iterator[Page]]", imported.read_pages)


def _judge_reading(pages: int, without_text: int, *, unread: int, advice: str) -> tuple[str, str]:
    """Return the status of a report that was read, and the reason when it is not `ok` or lacks pages.

    `unread` pages are pictures that were not recognised, `advice` is what to do about them.
    """
    if without_text >= _NO_TEXT * pages:
        return (
            "no_text",
            f"{without_text} of {pages} pages hold no text: they are pictures, or as good as empty. "
            f"{advice if unread else 'Get a version with text.'}",
        )
    if without_text > _PARTIAL * pages:
        return (
            "partial",
            f"{without_text} of {pages} pages hold no text. "
            f"{advice if unread else 'Look at them before you trust a low count.'}",
        )
    return "ok", f"{unread} of {pages} pages are pictures and were not read. {advice}" if unread else ""


def fail_report(*, file: str, sha256: str, reader: str, entry: ReportEntry | None, reason: str) -> Report:
    """Return the row of a report that could not be read; its name alone tells whose it is."""
    name = Path(file).name
    identity = identify_report(name, [], entry, registry=load_registry())
    return _make_report(
        identity,
        report_id=make_report_id(identity, name),
        file=file,
        sha256=sha256,
        pages=0,
        pages_without_text=0,
        characters=0,
        passages=0,
        reader=reader,
        status="failed",
        reason=reason,
        named=entry is not None,
    )


def _make_report(
    identity: Identity,
    *,
    report_id: str,
    file: str,
    sha256: str,
    pages: int,
    pages_without_text: int,
    characters: int,
    passages: int,
    reader: str,
    status: str,
    reason: str,
    named: bool,
) -> Report:
    return Report(
        report_id=report_id,
        bank=identity.bank,
        bank_name=identity.bank_name,
        year=identity.year,
        language=identity.language,
        file=file,
        sha256=sha256,
        pages=pages,
        pages_without_text=pages_without_text,
        characters=characters,
        passages=passages,
        reader=reader,
        status=status,
        reason=reason,
        seconds=0.0,
        document=identity.document,
        basis=identity.basis,
        edition=identity.edition,
        revision=identity.revision,
        named=named,
    )
