"""The face that a line is set in: whether it is bold, and in which colour."""

from __future__ import annotations

import re
from ctypes import byref, c_int, c_size_t, c_uint, c_void_p, create_string_buffer

from fintech_coding.reading.calls import bind
from fintech_coding.records import MIXED

_NAME = 128  # bytes of a font's name that are asked for
_STRONG = re.compile(rb"bold|heavy|black|demi|medium|-md|-bd", re.IGNORECASE)
_FILLED_AND_STROKED = 2  # as PDFium numbers the ways to draw a glyph


class FaceReader:
    """What is asked of PDFium about the characters of one page's text."""

    def __init__(self, handle: c_void_p) -> None:
        """Take the address of the page's text as PDFium has it loaded."""
        self._handle = handle
        self._find_item = bind("FPDFText_GetTextObject", c_void_p)
        self._find_font = bind("FPDFTextObj_GetFont", c_void_p)
        self._find_mode = bind("FPDFTextObj_GetTextRenderMode", c_int)
        self._find_color = bind("FPDFPageObj_GetFillColor")
        self._find_name = bind("FPDFFont_GetBaseFontName", c_size_t)
        self._item = c_void_p()
        channels = [c_uint() for _ in range(4)]
        self._red, self._green, self._blue, _ = channels
        self._channels_at = [byref(channel) for channel in channels]
        self._strong: dict[int | None, bool] = {None: False}
        self._usual = 0

    def read(self, first: int, last: int) -> tuple[bool, int]:
        """Return whether the line between two characters is bold, and its colour or `MIXED`.

        A bold word does not make a bold line: both ends must be.
        """
        item = self._item.value = self._find_item(self._handle, first)
        color = self._read_color()
        is_strong = self._is_strong()
        if is_strong or color != self._usual:
            self._item.value = self._find_item(self._handle, last)
            if self._item.value != item:
                is_strong = is_strong and self._is_strong()
                if color != self._usual and self._read_color() != color:
                    color = MIXED
            self._usual = color
        return is_strong, color

    def _read_color(self) -> int:
        # A character that stands for no glyph has the colour of the one before.
        self._find_color(self._item, *self._channels_at)
        return (self._red.value << 16) + (self._green.value << 8) + self._blue.value

    def _is_strong(self) -> bool:
        font = self._find_font(self._item)
        strong = self._strong.get(font)
        if strong is None:
            strong = self._strong[font] = self._has_strong_name(font)
        # A face that has no bold of its own is drawn filled and stroked.
        return strong or self._find_mode(self._item) == _FILLED_AND_STROKED

    def _has_strong_name(self, font: int) -> bool:
        name = create_string_buffer(_NAME)
        self._find_name(c_void_p(font), name, c_size_t(_NAME))
        return _STRONG.search(name.value) is not None
