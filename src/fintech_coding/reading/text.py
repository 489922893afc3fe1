"""A text file becomes pages of lines; its encoding is found out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from fintech_coding.errors import ReadError
from fintech_coding.reading.characters import normalize_line
from fintech_coding.reading.legibility import judge_page
from fintech_coding.records import Line, Page

_EM = 10.0  # points; a text file has no sizes, so each column of a terminal is half of this
_PITCH = 14.0
_MAX_BYTES = 200 * 2**20
_COMMON = "的一是在不有和人年行本公司及中国为会上大國為與於之業业銀银元"
_COMMON_SHARE = 0.05  # of a text in Chinese, one character in six is one of these
_FEW = 0.01  # the share of a text's characters that may be no text: control characters, broken bytes
_UNKNOWN = "is in no encoding that is read (UTF-8, UTF-16 with a mark, GB18030, Big5). Save it as UTF-8."
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def read_pages(path: Path, _password: str = "") -> Iterator[Page]:
    """Yield the pages of a text file in UTF-8, UTF-16 (with its mark), GB18030 or Big5.

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

    A byte that is broken, or cut off at the end, is no reason to refuse the rest.

    >>> decode_text('本行的年报'.encode('gb18030')) == decode_text('本行的年报'.encode('utf-8-sig'))
    True
    """
    data = data.removesuffix(b"\x1a")  # the end of a file, as old editors wrote it
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig"]:
        with suppress(UnicodeDecodeError):
            return _blank_controls(data.decode(encoding))
    # Most bytes mean something in either: the one that gives the commoner characters is meant.
    texts: list[str] = []
    for encoding in () if marked else ("gb18030", "big5hkscs"):
        with suppress(UnicodeDecodeError):
            texts.append(data.decode(encoding))
    best = max(texts, key=_share_common, default="")
    if not best or _share_common(best) < _COMMON_SHARE:
        return _blank_controls(_decode_broken(data, "utf-16" if marked else "utf-8-sig"))
    return _blank_controls(best)


def _decode_broken(data: bytes, encoding: str) -> str:
    """Return a text with a mark for each of its few broken bytes; raises `ReadError` when they are many."""
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > _FEW * len(text):
        raise ReadError(_UNKNOWN)
    return text


def _share_common(text: str) -> float:
    """Return the share of the commonest ideographs among all characters that are not ASCII."""
    other = len(text) - len(text.encode("ascii", "ignore"))
    return sum(map(text.count, _COMMON)) / other if other else 1.0


def _blank_controls(text: str) -> str:
    """Return text with a space for each control character; raises `ReadError` when they are many."""
    found = len(_CONTROL.findall(text))
    if found > _FEW * len(text):
        raise ReadError(_UNKNOWN)
    return _CONTROL.sub(" ", text) if found else text


def _read_page(text: str, number: int) -> Page:
    """Return a page as if it were printed in a fixed-width font; it has no width, for it has no margins."""
    lines = []
    raws = text.splitlines()
    for row, raw in enumerate(raws):
        normal = normalize_line(raw)
        if normal:
            x0 = _columns(raw[: len(raw) - len(raw.lstrip())]) * _EM / 2
            lines.append(Line(normal, x0, x0 + _columns(raw.strip()) * _EM / 2, row * _PITCH, _EM))
    status = judge_page(text, sum(len(line.text) for line in lines))
    return Page(number, "", 0.0, len(raws) * _PITCH, tuple(lines), status=status)


def _columns(text: str) -> int:
    if text.isascii():
        return len(text.expandtabs(4))
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
