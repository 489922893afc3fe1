"""A PDF becomes pages of lines with their place and size, read by PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
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
from fintech_coding.reading.skeleton import Skeleton, explain_lock
from fintech_coding.reading.turning import Box, turn_box
from fintech_coding.reading.vertical import lay_columns, order_columns
from fintech_coding.records import Bookmark, Line, Page

# PDFium takes a hyphen at a line's end for U+FFFE and goes on without a line end of its own.
_HYPHEN = "\ufffe"
_LINE_ENDS = ("\r\n", _HYPHEN)
_LINE_END = re.compile("(\r\n|\ufffe)")

_CROWDED = 0.22  # line heights per byte of UTF-8; a line with less room for its glyphs has some drawn twice
_MISSING = 1000  # pages, one after the other, that cannot be loaded: the rest of their count is made up
_OBJECTS = 3000  # of a page, at the most, that are looked at for pictures
_OUTLINES = 300  # drawn shapes, on a page without any text, that are its letters

_BOX, _BOXES = Struct("4f"), Struct("8f")  # left, top, right and bottom, as PDFium writes them


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
        # PDFium follows a tree of labels that bites its tail until the process ends.
        is_labelled = not Skeleton(path).has_endless_labels()
        missing = 0
        for index in range(len(document)):
            label = document.get_page_label(index) if is_labelled else ""
            page = _read_page(document, index, label, bookmarks.get(index + 1, ()))
            yield page
            missing = 0 if page.width or page.lines else missing + 1
            if missing == _MISSING:
                break
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
        if "security" in str(error).lower():
            raise ReadError(explain_lock(path)) from error
        raise ReadError("is damaged or is no PDF. Download it again from its source.") from error


def _read_page(document: Any, index: int, label: str, bookmarks: tuple[Bookmark, ...]) -> Page:
    import pypdfium2.raw as pdfium_c

    page = pdfium_c.FPDF_LoadPage(document.raw, index)
    if not page:
        return Page(index + 1, label, 0.0, 0.0, (), bookmarks=bookmarks, status="empty")
    try:
        bounds = _find_bounds(page)
        printed = 90 * pdfium_c.FPDFPage_GetRotation(page)
        view = _View(page, bounds, rotation=printed, printed=printed)
        text = _read_text(view)
        if view.heading != printed:
            pdfium_c.FPDFPage_SetRotation(page, view.heading // 90)
            view = _View(page, bounds, rotation=view.heading, printed=printed)
            text = _read_text(view)
        lines = join_stacks(drop_repeated_lines(view.lines))
        status = judge_page(
            text,
            sum(len(line.text) for line in lines),
            lost=view.lost,
            is_turned=view.rotation != printed,
            find_cover=lambda: _measure_pictures(document, index, bounds, has_text=bool(lines)),
        )
        rulings = read_rulings(page, view.height, view.turn) if may_hold_table(lines, view.height) else ()
        turn = (view.rotation - printed) % 360
        lines = order_columns(lines) if turn else lay_columns(lines, rulings)
        return Page(
            index + 1, label, view.width, view.height, tuple(lines), rulings, bookmarks, status, turn=turn
        )
    finally:
        pdfium_c.FPDF_ClosePage(page)


def _find_bounds(page: Any) -> Box:
    """Return the left, bottom, right and top of what a page shows of its own space."""
    import pypdfium2.raw as pdfium_c

    bounds = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
    return bounds.left, bounds.bottom, bounds.right, bounds.top


class _View:
    """A page as it is seen under a rotation (degrees clockwise), and its lines as they are found.

    `printed` is the rotation that the file asks for: what does not run along with the rest of a turned
    page, as a running header may, stays as far from the edge as it is on the other pages.
    """

    def __init__(self, page: Any, bounds: Box, *, rotation: int, printed: int) -> None:
        self.page = page
        self.bounds = bounds
        self.printed = printed
        self.rotation = rotation
        self.width = bind("FPDF_GetPageWidthF", ctypes.c_float)(page)
        self.height = bind("FPDF_GetPageHeightF", ctypes.c_float)(page)
        self.lines: list[Line] = []
        self.lost = 0
        self._is_plain = rotation == 0 and bounds[0] == bounds[1] == 0
        self._headings = {rotation: 0, 0: 0, 90: 0, 180: 0, 270: 0}
        self._boxes = ctypes.create_string_buffer(2 * _BOX.size)
        self._first_at, self._last_at = ctypes.byref(self._boxes), ctypes.byref(self._boxes, _BOX.size)
        self._find_box = bind("FPDFText_GetLooseCharBox")

    @property
    def heading(self) -> int:
        """The direction that most of the text runs in: degrees against the clock from a line to the right."""
        most: int = max(self._headings, key=self._headings.__getitem__)
        return most

    @property
    def turn(self) -> Callable[[Box], Box] | None:
        """What turns a box of the page's own space to where it is seen; None where that is the same."""
        return None if self._is_plain else lambda box: turn_box(box, self.bounds, self.rotation)

    def add_line(self, text: str, handle: ctypes.c_void_p, first: int, last: int, faces: FaceReader) -> bool:
        """Add a line by its first and last character; False when it is off the page."""
        self._find_box(handle, first, self._first_at)
        self._find_box(handle, last, self._last_at)
        x0, begin_top, right, begin, end_x0, end_top, x1, end = _BOXES.unpack(self._boxes)
        across, up = end_x0 - x0, end - begin
        heading = 0 if across > abs(up) else _find_heading(across, up, self.rotation)
        self._headings[heading] += len(text)
        height = self.height
        if not self._is_plain:
            rotation = self.rotation if heading == self.rotation else self.printed
            x0, begin, right, begin_top = turn_box((x0, begin, right, begin_top), self.bounds, rotation)
            _, end, x1, end_top = turn_box((end_x0, end, x1, end_top), self.bounds, rotation)
            if (rotation - self.rotation) % 180:
                height = self.width
        # A line's ends may be set in another font, as digits and quotes often are.
        first_size, last_size = begin_top - begin, end_top - end
        size, largest = min(first_size, last_size), max(first_size, last_size)
        x1, top = max(right, x1), height - max(begin_top, end_top)
        if height != self.height and top > height / 2:
            top += self.height - height
        if heading == self.rotation and _CROWDED * largest * len(text.encode()) > x1 - x0:
            text = normalize_line(drop_repeats(self._list_glyphs(handle, first, last), largest))
        is_seen: bool = x1 > 0 and x0 < self.width and -largest < top < self.height
        if is_seen:
            self.lines.append(Line(text, x0, x1, top, size, *faces.read(first, last)))
        return is_seen

    def _list_glyphs(self, handle: ctypes.c_void_p, first: int, last: int) -> Iterator[Placed]:
        """Yield the glyphs of a line that runs along with the page."""
        find_character = bind("FPDFText_GetUnicode", ctypes.c_uint)
        for index in range(first, last + 1):
            self._find_box(handle, index, self._first_at)
            left, top, right, bottom = _BOX.unpack_from(self._boxes)
            left, bottom, right, _ = turn_box((left, bottom, right, top), self.bounds, self.rotation)
            yield chr(find_character(handle, index)), left, bottom, right - left


def _read_text(view: _View) -> str:
    """Find the lines of a page, in PDFium's order, and return its raw text.

    PDFium's page text comes with its own line ends; the boxes of a line's first and last character
    give its place, at a small part of the cost of asking for every rectangle.
    """
    import pypdfium2.raw as pdfium_c

    handle = pdfium_c.FPDFText_LoadPage(view.page)
    if not handle:
        return ""
    try:
        count = pdfium_c.FPDFText_CountChars(handle)
        if count <= 0:
            return ""
        buffer = ctypes.create_string_buffer(2 * (count + 1))
        at = address_of(handle)
        written = bind("FPDFText_GetText", ctypes.c_int)(at, 0, count, buffer)
        text = buffer.raw[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
        # Characters that map to no Unicode are counted but are not in the text.
        view.lost = max(count - written + 1, 0)
        aligned = written - 1 == count and len(text) == count
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


def _measure_pictures(document: Any, index: int, bounds: Box, *, has_text: bool) -> float:
    """Return the share of a page that pictures cover; letters drawn as shapes are a picture of the page."""
    import pypdfium2.raw as pdfium_c

    area = shapes = 0.0
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH]
    with closing(document[index]) as page:
        for drawn in islice(page.get_objects(filter=kinds, max_depth=5), _OBJECTS):
            if drawn.type == pdfium_c.FPDF_PAGEOBJ_PATH:
                shapes += 1
                continue
            box, form = drawn.get_bounds(), drawn.container
            while form:
                box, form = form.get_matrix().on_rect(*box), form.container
            width = min(box[2], bounds[2]) - max(box[0], bounds[0])
            height = min(box[3], bounds[3]) - max(box[1], bounds[1])
            area += max(width, 0.0) * max(height, 0.0)
    if shapes >= _OUTLINES and not has_text:
        return 1.0
    return min(area / ((bounds[2] - bounds[0]) * (bounds[3] - bounds[1]) or 1.0), 1.0)
