"""A text file becomes pages of lines; its encoding is found out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from fintech_coding.errors import ReadError
from fintech_coding.reading.characters import normalize_line
from fintech_coding.records import Line, Page

_EM = 10.0  # points; a text file has no sizes, so each column of a terminal is half of this
_PITCH = 14.0
_MAX_BYTES = 200 * 2**20
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def read_pages(path: Path) -> Iterator[Page]:
    """Yield the pages of a text file in UTF-8, UTF-16 (with its mark) or GB18030.

    A form feed starts a page; a file without one is a single page. Raises `ReadError` when it is
    none of these encodings.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise ReadError(f"is larger than {_MAX_BYTES >> 20} MB. Split it, or give the PDF.")
    text = decode_text(path.read_bytes())
    if not text.strip():
        raise ReadError("holds no text. Export it again, or give the PDF.")
    for number, page in enumerate(text.split("\f"), start=1):
        yield _read_page(page, number)


def decode_text(data: bytes) -> str:
    """Return the text of a file's bytes; raises `ReadError` when no known encoding fits.

    >>> decode_text('年报'.encode('gb18030')) == decode_text('年报'.encode('utf-8-sig')) == '年报'
    True
    """
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    data = data.removesuffix(b"\x1a")  # the end of a file, as old editors wrote it
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # GB18030 maps nearly every byte to something: control characters tell that it was not text.
        if not _CONTROL.search(text):
            return text
    raise ReadError("is in no encoding that is read (UTF-8, UTF-16 with a mark, GB18030). Save it as UTF-8.")


def _read_page(text: str, number: int) -> Page:
    """Return a page as if it were printed in a fixed-width font; it has no width, for it has no margins."""
    lines = []
    raws = text.splitlines()
    for row, raw in enumerate(raws):
        normal = normalize_line(raw)
        if normal:
            x0 = _columns(raw[: len(raw) - len(raw.lstrip())]) * _EM / 2
            lines.append(Line(normal, x0, x0 + _columns(raw.strip()) * _EM / 2, row * _PITCH, _EM))
    return Page(number, "", 0.0, len(raws) * _PITCH, tuple(lines))


def _columns(text: str) -> int:
    if text.isascii():
        return len(text.expandtabs(4))
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
