"""A report file becomes a report and its passages: the one way through all of reading."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import cast

from fintech_coding.errors import PasswordError, ReadError, UsageError
from fintech_coding.reading.banks import load_registry
from fintech_coding.reading.identity import identify_report, make_report_id
from fintech_coding.reading.legibility import UNREAD, judge_pages
from fintech_coding.reading.ocr import OCR, advise, reads_pictures, recognize_page
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.sidecar import ReportEntry
from fintech_coding.records import Identity, Page, PageState, Passage, Report

READERS = {"pdfium": "pdf", "pdfplumber": "plumber"}
"""The readers of PDF files that can be asked for, and their modules."""

_LIBRARIES = {"pdfium": ("pypdfium2", "pdfplumber"), "pdfplumber": ("pdfplumber",)}
_FIRST_PAGES = 8  # pages that tell who reports on what
_IN_VAIN = 10  # garbled pages that the second reader reads no better, one after the other, are enough
_QUOTED = 200  # characters of a library's own words
_BETTER = 0.5  # the share of the first reader's characters that a better text must have


@cache
def read_version(reader: str) -> str:
    """Return the versions of the libraries that a reader reads with."""
    try:
        return " ".join(version(library) for library in _LIBRARIES.get(reader, ()))
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
    reader_name = name_reader(path, reader)
    read_pages = _find_reader(reader_name)
    try:
        pages, password = _unlock_pages(read_pages, path, (entry.password if entry else "") or password)
        if not pages:
            raise ReadError("is damaged: it holds no page. Download it again from its source.")  # noqa: TRY301
        if reader_name == "pdfium":
            pages = _read_garbled_again(path, password, pages)
        if reader_name != "text" and reads_pictures(ocr):
            pages = [
                recognize_page(path, page, password) if ocr == "always" or page.status == "scanned" else page
                for page in pages
            ]
        return _make_passages(pages, file=file, sha256=sha256, reader=reader_name, entry=entry, ocr=ocr)
    except ReadError as error:
        reason = str(error)
    except OSError as error:
        reason = (
            f"cannot be opened ({error.strerror or error}). Check that the file is there and may be read."
        )
    except Exception as error:  # a damaged file makes a library raise anything
        reason = (
            f"breaks the reader ({type(error).__name__}: {' '.join(str(error).split())[:_QUOTED]}). "
            f"{advise_reader(reader_name)}, or leave it out."
        )
    return fail_report(file=file, sha256=sha256, reader=reader_name, entry=entry, reason=reason), []


def name_reader(path: Path, reader: str) -> str:
    """Return the reader of a file, where `reader` is the one of PDF files: what is text has its own."""
    return "text" if path.suffix.lower() == ".txt" else reader


def advise_reader(reader: str) -> str:
    """Return what may help where a reader has not: another one, where there is one."""
    return "Save it as text again" if reader == "text" else "Try another --reader"


def load_pages(path: Path, *, reader: str, password: str = "") -> list[Page]:
    """Return the pages of a report as `read_report` has them; raises `ReadError` when it cannot be read."""
    reader_name = name_reader(path, reader)
    pages, password = _unlock_pages(_find_reader(reader_name), path, password)
    return _read_garbled_again(path, password, pages) if reader_name == "pdfium" else pages


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


def _read_garbled_again(path: Path, password: str, pages: list[Page]) -> list[Page]:
    """Return the pages, the garbled ones as the second reader has them where it reads them better."""
    from fintech_coding.reading import plumber

    garbled = {page.number: page for page in pages if page.status == "garbled"}
    better: dict[int, Page] = {}
    in_vain = 0
    with suppress(Exception):  # a damaged file makes a library raise anything: the first reading stands
        for page in plumber.read_pages(path, password, garbled) if garbled else ():
            first = garbled[page.number]
            if page.status not in UNREAD and _count_characters(page) >= _BETTER * _count_characters(first):
                better[page.number] = replace(page, label=first.label, reader="pdfplumber")
                in_vain = 0
                continue
            in_vain += 1
            if in_vain == _IN_VAIN:
                break
    return [better.get(page.number, page) for page in pages]


def _count_characters(page: Page) -> int:
    return sum(len(line.text) for line in page.lines)


def _make_passages(
    pages: Sequence[Page],
    *,
    file: str,
    sha256: str,
    reader: str,
    entry: ReportEntry | None,
    ocr: str,
) -> tuple[Report, list[Passage]]:
    """Return the row and the passages of a report whose pages have been read."""
    first_pages = ["\n".join(line.text for line in page.lines) for page in pages[:_FIRST_PAGES]]
    identity = identify_report(Path(file).name, first_pages, entry, registry=load_registry())
    report_id = make_report_id(identity, Path(file).name)
    passages = split_passages(pages, report_id=report_id)
    status, reason = judge_pages([_find_status(page) for page in pages], advice=advise(ocr))
    if not passages and status != "no_text":
        status, reason = (
            "no_text",
            (
                "holds nothing but running headers, page numbers and contents. "
                f"Open it and compare{'' if reader == 'text' else ', or try another --reader'}."
            ),
        )
    report = _make_report(
        identity,
        report_id=report_id,
        file=file,
        sha256=sha256,
        pages=pages,
        characters=sum(len(passage.text) for passage in passages),
        passages=len(passages),
        reader=reader,
        status=status,
        reason=reason,
        named=entry is not None,
    )
    return report, passages


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


def _find_status(page: Page) -> str:
    """Return what became of a page: a picture whose text was recognised is read."""
    return "text" if page.reader == OCR and page.lines else page.status


def fail_report(*, file: str, sha256: str, reader: str, entry: ReportEntry | None, reason: str) -> Report:
    """Return the row of a report that could not be read; its name alone tells whose it is."""
    name = Path(file).name
    identity = identify_report(name, [], entry, registry=load_registry())
    return _make_report(
        identity,
        report_id=make_report_id(identity, name),
        file=file,
        sha256=sha256,
        pages=(),
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
    pages: Sequence[Page],
    characters: int,
    passages: int,
    reader: str,
    status: str,
    reason: str,
    named: bool,
) -> Report:
    statuses = Counter(page.status for page in pages)
    found = Counter(map(_find_status, pages))
    doubtful = [page for page in pages if _find_status(page) in UNREAD or page.reader not in ("", OCR)]
    return Report(
        report_id=report_id,
        bank=identity.bank,
        bank_name=identity.bank_name,
        year=identity.year,
        language=identity.language,
        file=file,
        sha256=sha256,
        pages=len(pages),
        pages_without_text=sum(found[status] for status in UNREAD),
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
        pages_sparse=statuses["sparse"],
        pages_scanned=statuses["scanned"],
        pages_garbled=statuses["garbled"],
        pages_empty=statuses["empty"],
        pages_rotated=statuses["rotated"],
        pages_reread=sum(page.reader not in ("", OCR) for page in pages),
        doubtful_pages=tuple(PageState(page.number, page.status, page.reader) for page in doubtful),
        pages_ocr=sum(page.reader == OCR and bool(page.lines) for page in pages),
    )
