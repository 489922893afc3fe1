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
_MARGIN = 0.10  # of the height: where page furniture is looked for
_EDGE_LINES = 2  # lines of a page, at its top and at its bottom, that may be page furniture
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
    pages = text.split("\f")
    for number, page in enumerate(pages, start=1):
        yield _read_page(page, number, edge=_EDGE_LINES if len(pages) > 1 else 0)


def decode_text(data: bytes) -> str:
    """Return the text of a file's bytes; raises `ReadError` when no known encoding fits.

    >>> decode_text('年报'.encode('gb18030')) == decode_text('年报'.encode('utf-8-sig')) == '年报'
    True
    """
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # GB18030 maps nearly every byte to something: control characters tell that it was not text.
        if not _CONTROL.search(text):
            return text
    raise ReadError("is in no encoding that is read (UTF-8, UTF-16 with a mark, GB18030). Save it as UTF-8.")


def _read_page(text: str, number: int, *, edge: int) -> Page:
    """Return a page as if it were printed in a fixed-width font, `edge` lines in each of its margins."""
    lines = []
    raws = text.splitlines()
    height = max(len(raws) - 2 * edge, 1) * _PITCH / (1 - 2 * _MARGIN)
    top = _MARGIN * height - edge * _PITCH + 0.5  # half a point clear of the margin's end
    for raw in raws:
        normal = normalize_line(raw)
        if normal:
            x0 = _columns(raw[: len(raw) - len(raw.lstrip())]) * _EM / 2
            lines.append(Line(normal, x0, x0 + _columns(raw.strip()) * _EM / 2, top, _EM))
        top += _PITCH
    return Page(number, "", 0.0, height, tuple(lines))


def _columns(text: str) -> int:
    if text.isascii():
        return len(text.expandtabs(4))
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
