"""The bookmarks of a PDF: read within bounds, and those told that name a section."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fintech_coding.reading.characters import normalize_line
from fintech_coding.records import Bookmark, Page

_MOST = 10_000  # bookmarks of a file,
_ON_PAGE = 200  # on one page,
_DEEPEST = 6  # levels of them,
_LONGEST = 100  # and characters of a title: what has more is a paragraph that was taken for a heading

_LETTER = re.compile(r"[^\W\d_]")
_USELESS = re.compile(
    r"\S*_\S*"  # _GoBack, OLE_LINK1, 01_cover
    r"|.*\.(?:pdf|docx?|wps|xlsx?|pptx?|indd|ai|eps|html?|p65|qxd)"
    r"|(?:第\s?)?(?:page|pages|p\.?)?\s?(?:\d+|[ivx]+)(?:\s?页|\s?頁)?"
    r"|(?:封面|封底|封[二三]|扉页|扉頁|目\s*录|目\s*錄|空白页|書籤|书签)"
    r"|(?:(?:front|back|inside|inner|outside)\s)*cover|(?:table of )?contents"
    r"|blank(?: page)?|untitled.*|bookmark ?\d*",
    re.IGNORECASE,
)
# UTF-8 or UTF-16 read in another encoding, and glyphs without a meaning.
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]|[\u0080-\u00ff]{3}|þÿ")


def read_bookmarks(document: Any) -> dict[int, tuple[Bookmark, ...]]:
    """Return the bookmarks of an open PDFium document by the page they open, in their order.

    An outline may run in circles or be of any size: it is walked without recursion, and not to its end.
    """
    import pypdfium2.raw as pdfium_c

    found: dict[int, list[Bookmark]] = defaultdict(list)
    waiting = [(pdfium_c.FPDFBookmark_GetFirstChild(document, None), 0)]
    for _ in range(_MOST):
        while waiting and not waiting[-1][0]:
            waiting.pop()
        if not waiting:
            break
        bookmark, level = waiting.pop()
        waiting.append((pdfium_c.FPDFBookmark_GetNextSibling(document, bookmark), level))
        if level + 1 < _DEEPEST:
            waiting.append((pdfium_c.FPDFBookmark_GetFirstChild(document, bookmark), level + 1))
        target = pdfium_c.FPDFBookmark_GetDest(document, bookmark)
        page = pdfium_c.FPDFDest_GetDestPageIndex(document, target) + 1 if target else 0
        if page > 0 and len(found[page]) < _ON_PAGE:
            found[page].append(Bookmark(_read_title(bookmark, pdfium_c), level))
    return {page: tuple(bookmarks) for page, bookmarks in found.items()}


def _read_title(bookmark: Any, pdfium_c: Any) -> str:
    size = pdfium_c.FPDFBookmark_GetTitle(bookmark, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium_c.FPDFBookmark_GetTitle(bookmark, buffer, size)
    # Two bytes for each character, and two that end the title.
    return normalize_line(buffer.raw[: max(size - 2, 0)][: 8 * _LONGEST].decode("utf-16-le", "replace"))


def find_bookmarks(pages: Sequence[Page]) -> Mapping[int, Sequence[Bookmark]]:
    """Return the bookmarks that name a section, by page, the widest at level 0; none if all open one page."""
    found: dict[int, list[Bookmark]] = {}
    for page in pages:
        cleaned = [replace(bookmark, title=_clean(bookmark.title)) for bookmark in page.bookmarks]
        if kept := [bookmark for bookmark in dict.fromkeys(cleaned) if is_title(bookmark.title)]:
            found[page.number] = kept
    widest = min((bookmark.level for kept in found.values() for bookmark in kept), default=0)
    if len(found) < 2:
        return {}
    return {page: [replace(b, level=b.level - widest) for b in kept] for page, kept in found.items()}


def is_title(title: str) -> bool:
    """Tell whether a bookmark's title may be that of a section.

    >>> [is_title(title) for title in ('第四节 董事会报告', '_GoBack', 'OLE_LINK1', '封面', 'p. 12')]
    [True, False, False, False, False]
    """
    return bool(
        len(_LETTER.findall(title[:_LONGEST])) > 1
        and len(title) <= _LONGEST
        and not _USELESS.fullmatch(title)
        and not _GARBLED.search(title)
    )


def _clean(title: str) -> str:
    # Exports set the page number or dotted leaders of the contents behind a title.
    return re.sub(r"(?:\s?[.·…]){4,}\s*\d*$|\s{2,}\d+$", "", title).strip()
