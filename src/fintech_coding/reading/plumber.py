"""A PDF becomes pages of lines, read by pdfplumber: slower, a second opinion on a doubtful file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fintech_coding.errors import LOCKED, PasswordError, ReadError
from fintech_coding.reading.characters import normalize_line
from fintech_coding.records import Line, Page


def read_pages(path: Path, password: str = "") -> Iterator[Page]:
    """Yield the pages of a PDF in order; raises `ReadError` when the file cannot be opened.

    A page that pdfplumber cannot read is a page without lines.
    """
    import logging

    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    damages = (
        MalformedPDFException, PdfminerException, PDFException, PSException, ValueError, KeyError, TypeError,
        AttributeError,
    )  # fmt: skip
    # One font that lacks an entry fills the terminal with the same line.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    if path.stat().st_size == 0:
        raise ReadError("is empty (0 bytes). Download it again from its source.")
    # The stream is ours to close: pdfplumber leaves it open when a document's pages cannot be told.
    with path.open("rb") as stream:
        try:
            pages = pdfplumber.open(stream, password=password).pages
        except damages as error:
            if "PDFPasswordIncorrect" in repr(error):
                raise PasswordError(LOCKED) from error
            raise ReadError("is damaged or is no PDF. Download it again from its source.") from error
        for page in pages:
            try:
                # Text drawn twice for a bold effect counts once, as PDFium has it.
                lines = page.dedupe_chars().extract_text_lines(x_tolerance_ratio=0.15)
            except damages:
                lines = []
            yield Page(
                page.page_number,
                "",
                float(page.width),
                float(page.height),
                tuple(
                    Line(text, line["x0"], line["x1"], line["top"], _measure_size(line["chars"]))
                    for line in lines
                    if (text := normalize_line(line["text"]))
                ),
            )
            page.close()


def _measure_size(characters: list[dict[str, float]]) -> float:
    return float(min(characters[0]["size"], characters[-1]["size"]))
