"""A PDF becomes pages of lines with their place and size, read by PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from fintech_coding.errors import ReadError
from fintech_coding.reading.characters import BROKEN_WORD, normalize_line
from fintech_coding.records import Line, Page

# PDFium takes a hyphen at a line's end for U+FFFE and goes on without a line end of its own.
_HYPHEN = "\ufffe"
_LINE_ENDS = ("\r\n", _HYPHEN)
_LINE_END = re.compile("(\r\n|\ufffe)")

_OPEN_FAILURES = {
    "password": (
        "wants a password.",
        "Write it in the column password of reports.csv, or save a copy without one.",
    ),
    "format": ("is damaged or is no PDF.", "Download it again from its source."),
}


def read_pages(path: Path, password: str = "") -> Iterator[Page]:
    """Yield the pages of a PDF in order; raises `ReadError` when the file cannot be opened.

    A page that PDFium cannot load is a page without lines. Each page is closed before the next.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    if path.stat().st_size == 0:
        raise ReadError("is empty (0 bytes). Download it again from its source.")
    # PDFium keeps the last file's error, and tells it of a file whose own fault it has no name for.
    pdfium_c.FPDF_LoadMemDocument(b"", 0, None)
    try:
        document = pypdfium2.PdfDocument(path, password=password or None)
    except pypdfium2.PdfiumError as error:
        key = "password" if "password" in str(error).lower() else "format"
        raise ReadError(" ".join(_OPEN_FAILURES[key])) from error
    try:
        for index in range(len(document)):
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                yield Page(index + 1, "", 0.0, 0.0, ())
                continue
            try:
                width, height = page.get_size()
                label = document.get_page_label(index)
                yield Page(index + 1, label, width, height, _read_lines(page, height, pdfium_c))
            finally:
                page.close()
    finally:
        document.close()


def _read_lines(page: Any, height: float, pdfium_c: Any) -> tuple[Line, ...]:
    """Return the lines of a page, in PDFium's order.

    PDFium's page text comes with its own line ends; the boxes of a line's first and last character
    give its place, at a small part of the cost of asking for every rectangle.
    """
    handle = pdfium_c.FPDFText_LoadPage(page.raw)
    if not handle:
        return ()
    try:
        count = pdfium_c.FPDFText_CountChars(handle)
        if count <= 0:
            return ()
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium_c.FPDFText_GetText(handle, 0, count, buffer)
        text = bytes(memoryview(buffer).cast("B")[: max(written - 1, 0) * 2]).decode("utf-16-le", "replace")
        first_box, last_box = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF()
        first_at, last_at = ctypes.byref(first_box), ctypes.byref(last_box)
        loose_box = pdfium_c.FPDFText_GetLooseCharBox
        # Characters that map to no Unicode are counted but are not in the text.
        aligned = written - 1 == count and len(text) == count
        lines: list[Line] = []
        start = 0
        for raw in _LINE_END.split(text):
            if raw in _LINE_ENDS:
                start += len(raw)
                if raw == _HYPHEN and lines:
                    lines[-1] = replace(lines[-1], text=lines[-1].text + BROKEN_WORD)
                continue
            normal = normalize_line(raw)
            if normal:
                stripped = raw.strip(" \t\u3000\xa0\x00")
                first = start + raw.index(stripped)
                last = first + max(len(stripped) - 1, 0)
                if not aligned:
                    first = pdfium_c.FPDFText_GetCharIndexFromTextIndex(handle, _utf16_index(text, first))
                    last = pdfium_c.FPDFText_GetCharIndexFromTextIndex(handle, _utf16_index(text, last))
                loose_box(handle, first, first_at)
                loose_box(handle, last, last_at)
                lines.append(
                    Line(
                        normal,
                        first_box.left,
                        max(last_box.right, first_box.right),
                        height - max(first_box.top, last_box.top),
                        # A line's ends may be set in another font, as digits and quotes often are.
                        min(first_box.top - first_box.bottom, last_box.top - last_box.bottom),
                    )
                )
            start += len(raw)
        return tuple(lines)
    finally:
        pdfium_c.FPDFText_ClosePage(handle)


def _utf16_index(text: str, index: int) -> int:
    return len(text[:index].encode("utf-16-le")) // 2
