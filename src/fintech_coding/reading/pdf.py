"""A PDF becomes pages of lines with their place and size, read by PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from struct import Struct
from typing import Any

from fintech_coding.errors import LOCKED, PasswordError, ReadError
from fintech_coding.reading.bookmarks import read_bookmarks
from fintech_coding.reading.calls import address_of, bind
from fintech_coding.reading.characters import BROKEN_WORD, normalize_line
from fintech_coding.reading.faces import FaceReader
from fintech_coding.reading.glyphs import Placed, drop_repeated_lines, drop_repeats, join_stacks
from fintech_coding.reading.legibility import judge_page
from fintech_coding.reading.rulings import may_hold_table, read_rulings
from fintech_coding.records import Bookmark, Line, Page

# PDFium takes a hyphen at a line's end for U+FFFE and goes on without a line end of its own.
_HYPHEN = "\ufffe"
_LINE_ENDS = ("\r\n", _HYPHEN)
_LINE_END = re.compile("(\r\n|\ufffe)")

_CROWDED = 0.22  # line heights per byte of UTF-8; a line with less room for its glyphs has some drawn twice
_OBJECTS = 3000  # of a page, at the most, that are looked at for pictures
_OUTLINES = 300  # drawn shapes, on a page without any text, that are its letters

_BOX, _BOXES = Struct("4f"), Struct("8f")  # left, top, right and bottom, as PDFium writes them

_Box = tuple[float, float, float, float]


def read_pages(path: Path, password: str = "") -> Iterator[Page]:
    """Yield the pages of a PDF in order; raises `ReadError` when the file cannot be opened.

    A page that PDFium cannot load is a page without lines; text that runs up or down a page is turned.
    Each page is closed before the next.
    """
    if path.stat().st_size == 0:
        raise ReadError("is empty (0 bytes). Download it again from its source.")
    document = _open_document(path, password)
    try:
        bookmarks = read_bookmarks(document)
        for index in range(len(document)):
            yield _read_page(document, index, bookmarks.get(index + 1, ()))
    finally:
        document.close()


def _open_document(path: Path, password: str) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    with suppress(PdfiumError):
        return PdfDocument(path, password=password or None)
    # Not every failure sets PDFium's last error: what an earlier file left there must not be taken for it.
    with suppress(PdfiumError):
        PdfDocument(b"no PDF")
    try:
        return PdfDocument(path, password=password or None)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise PasswordError(LOCKED) from error
        raise ReadError("is damaged or is no PDF. Download it again from its source.") from error


def _read_page(document: Any, index: int, bookmarks: tuple[Bookmark, ...]) -> Page:
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(index + 1, "", 0.0, 0.0, (), bookmarks=bookmarks, status="empty")
    try:
        bounds = pdfium_c.FS_RECTF()
        pdfium_c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(bounds))
        printed = page.get_rotation()
        view = _View(page, bounds, printed)
        text = _read_text(view)
        if view.heading != printed:
            page.set_rotation(view.heading)
            view = _View(page, bounds, printed)
            text = _read_text(view)
        lines = join_stacks(drop_repeated_lines(view.lines))
        status = judge_page(
            text,
            sum(len(line.text) for line in lines),
            lost=view.lost,
            is_turned=view.rotation != printed,
            find_cover=lambda: _measure_pictures(page, bounds, has_text=bool(lines)),
        )
        label = document.get_page_label(index)
        rulings = read_rulings(page, view.height, view.turn) if may_hold_table(lines, view.height) else ()
        return Page(index + 1, label, view.width, view.height, tuple(lines), rulings, bookmarks, status)
    finally:
        page.close()


class _View:
    """A page as it is seen under a rotation (degrees clockwise), and its lines as they are found.

    `printed` is the rotation that the file asks for: what does not run along with the rest of a turned
    page, as a running header may, stays as far from the edge as it is on the other pages.
    """

    def __init__(self, page: Any, bounds: Any, printed: int) -> None:
        self.page = page
        self.bounds = bounds
        self.printed = printed
        self.rotation: int = page.get_rotation()
        self.width, self.height = page.get_size()
        self.lines: list[Line] = []
        self.lost = 0
        self._is_plain = self.rotation == 0 and bounds.left == bounds.bottom == 0
        self._headings = {self.rotation: 0, 0: 0, 90: 0, 180: 0, 270: 0}
        self._boxes = ctypes.create_string_buffer(2 * _BOX.size)
        self._first_at, self._last_at = ctypes.byref(self._boxes), ctypes.byref(self._boxes, _BOX.size)
        self._find_box = bind("FPDFText_GetLooseCharBox")

    @property
    def heading(self) -> int:
        """The direction that most of the text runs in: degrees against the clock from a line to the right."""
        most: int = max(self._headings, key=self._headings.__getitem__)
        return most

    def add_line(self, text: str, handle: ctypes.c_void_p, first: int, last: int, faces: FaceReader) -> bool:
        """Add a line by its first and last character; False when it is off the page."""
        self._find_box(handle, first, self._first_at)
        self._find_box(handle, last, self._last_at)
        left, top, right, bottom, end_left, end_top, end_right, end_bottom = _BOXES.unpack(self._boxes)
        heading = _find_heading(end_left - left, end_bottom - bottom, self.rotation)
        self._headings[heading] += len(text)
        begin, end = (left, bottom, right, top), (end_left, end_bottom, end_right, end_top)
        height = self.height
        if not self._is_plain:
            rotation = self.rotation if heading == self.rotation else self.printed
            begin, end = self._turn(*begin, rotation), self._turn(*end, rotation)
            if (rotation - self.rotation) % 180:
                height = self.width
        # A line's ends may be set in another font, as digits and quotes often are.
        sizes = begin[3] - begin[1], end[3] - end[1]
        x0, x1, top = begin[0], max(begin[2], end[2]), height - max(begin[3], end[3])
        if height != self.height and top > height / 2:
            top += self.height - height
        if heading == self.rotation and _CROWDED * max(sizes) * len(text.encode()) > x1 - x0:
            text = normalize_line(drop_repeats(self._list_glyphs(handle, first, last), max(sizes)))
        is_seen: bool = x1 > 0 and x0 < self.width and -max(sizes) < top < self.height
        if is_seen:
            self.lines.append(Line(text, x0, x1, top, min(sizes), *faces.read(first, last)))
        return is_seen

    def turn(self, left: float, bottom: float, right: float, top: float) -> _Box:
        """Return a box of the page's own space as it is seen, from the lower left corner."""
        if self._is_plain:
            return left, bottom, right, top
        return self._turn(left, bottom, right, top, self.rotation)

    def _list_glyphs(self, handle: ctypes.c_void_p, first: int, last: int) -> Iterator[Placed]:
        """Yield the glyphs of a line that runs along with the page."""
        find_character = bind("FPDFText_GetUnicode", ctypes.c_uint)
        for index in range(first, last + 1):
            self._find_box(handle, index, self._first_at)
            left, top, right, bottom = _BOX.unpack_from(self._boxes)
            left, bottom, right, _ = self._turn(left, bottom, right, top, self.rotation)
            yield chr(find_character(handle, index)), left, bottom, right - left

    def _turn(self, left: float, bottom: float, right: float, top: float, rotation: int) -> _Box:
        """Return a box of the page's own space as it is seen, from the lower left corner."""
        page = self.bounds
        if rotation == 90:
            return bottom - page.bottom, page.right - right, top - page.bottom, page.right - left
        if rotation == 180:
            return page.right - right, page.top - top, page.right - left, page.top - bottom
        if rotation == 270:
            return page.top - top, left - page.left, page.top - bottom, right - page.left
        return left - page.left, bottom - page.bottom, right - page.left, top - page.bottom


def _read_text(view: _View) -> str:
    """Find the lines of a page, in PDFium's order, and return its raw text.

    PDFium's page text comes with its own line ends; the boxes of a line's first and last character
    give its place, at a small part of the cost of asking for every rectangle.
    """
    import pypdfium2.raw as pdfium_c

    handle = pdfium_c.FPDFText_LoadPage(view.page.raw)
    if not handle:
        return ""
    try:
        count = pdfium_c.FPDFText_CountChars(handle)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium_c.FPDFText_GetText(handle, 0, count, buffer)
        text = bytes(memoryview(buffer).cast("B")[: max(written - 1, 0) * 2]).decode("utf-16-le", "replace")
        # Characters that map to no Unicode are counted but are not in the text.
        view.lost = max(count - written + 1, 0)
        aligned = written - 1 == count and len(text) == count
        at = address_of(handle)
        faces = FaceReader(at)
        start = 0
        is_seen = False
        for raw in _LINE_END.split(text):
            if raw in _LINE_ENDS:
                if raw == _HYPHEN and is_seen:
                    view.lines[-1] = replace(view.lines[-1], text=view.lines[-1].text + BROKEN_WORD)
            elif normal := normalize_line(raw):
                stripped = raw.strip(" \t\u3000\xa0\x00")
                first = start + raw.index(stripped)
                last = first + max(len(stripped) - 1, 0)
                if not aligned:
                    first = pdfium_c.FPDFText_GetCharIndexFromTextIndex(handle, _utf16_index(text, first))
                    last = pdfium_c.FPDFText_GetCharIndexFromTextIndex(handle, _utf16_index(text, last))
                is_seen = view.add_line(normal, at, first, last, faces)
            else:
                is_seen = False
            start += len(raw)
        return text
    finally:
        pdfium_c.FPDFText_ClosePage(handle)


def _utf16_index(text: str, index: int) -> int:
    return len(text[:index].encode("utf-16-le")) // 2


def _find_heading(right: float, up: float, usual: int) -> int:
    """Return the direction from a line's first to its last character; a single one stands as usual."""
    if right > abs(up):
        return 0
    if right == up == 0:
        return usual
    if abs(up) >= abs(right):
        return 90 if up > 0 else 270
    return 180


def _measure_pictures(page: Any, bounds: Any, *, has_text: bool) -> float:
    """Return the share of a page that pictures cover; letters drawn as shapes are a picture of the page."""
    import pypdfium2.raw as pdfium_c

    area = shapes = 0.0
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH]
    for drawn in islice(page.get_objects(filter=kinds, max_depth=5), _OBJECTS):
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            shapes += 1
            continue
        box, form = drawn.get_bounds(), drawn.container
        while form:
            box, form = form.get_matrix().on_rect(*box), form.container
        width = min(box[2], bounds.right) - max(box[0], bounds.left)
        height = min(box[3], bounds.top) - max(box[1], bounds.bottom)
        area += max(width, 0.0) * max(height, 0.0)
    if shapes >= _OUTLINES and not has_text:
        return 1.0
    return min(area / ((bounds.right - bounds.left) * (bounds.top - bounds.bottom) or 1.0), 1.0)
