"""The face that a line is set in: whether it is bold, and in which colour."""

from __future__ import annotations

import ctypes
import re
from typing import Any

from fintech_coding.records import MIXED

_NAME = 128  # bytes of a font's name that are asked for
_STRONG = re.compile(rb"bold|heavy|black|demi|medium|-md|-bd", re.IGNORECASE)


class FaceReader:
    """What is asked of PDFium about the characters of one page's text."""

    def __init__(self, handle: Any) -> None:
        """Take the page's text as PDFium has it loaded."""
        import pypdfium2.raw as pdfium_c

        self._pdfium = pdfium_c
        self._handle = handle
        self._name, self._flags = ctypes.create_string_buffer(_NAME), ctypes.c_int()
        self._flags_at = ctypes.byref(self._flags)
        self._channels = [ctypes.c_uint() for _ in range(4)]
        self._channels_at = [ctypes.byref(channel) for channel in self._channels]
        self._strong: dict[bytes, bool] = {}
        self._usual = 0

    def read(self, first: int, last: int) -> tuple[bool, int]:
        """Return whether the line between two characters is bold, and its colour or `MIXED`.

        A bold word does not make a bold line: both ends must be.
        """
        color = self._read_color(first)
        if color != self._usual:
            color = self._usual = color if self._read_color(last) == color else MIXED
        return self._is_strong(first) and self._is_strong(last), color

    def _read_color(self, index: int) -> int:
        self._pdfium.FPDFText_GetFillColor(self._handle, index, *self._channels_at)
        red, green, blue, _ = self._channels
        return (red.value << 16) + (green.value << 8) + blue.value

    def _is_strong(self, index: int) -> bool:
        name = self._name
        self._pdfium.FPDFText_GetFontInfo(self._handle, index, name, _NAME, self._flags_at)
        if name.value not in self._strong:
            self._strong[name.value] = _STRONG.search(name.value) is not None
        if self._strong[name.value]:
            return True
        # A face that has no bold of its own is drawn filled and stroked.
        item = self._pdfium.FPDFText_GetTextObject(self._handle, index)
        mode = self._pdfium.FPDFTextObj_GetTextRenderMode(item)
        return bool(mode == self._pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)
