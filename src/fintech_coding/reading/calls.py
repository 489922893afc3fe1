"""Functions of PDFium as they are called for every line and drawing of a page: without typed pointers."""

from __future__ import annotations

import ctypes
from ctypes import c_void_p
from functools import cache
from typing import Any


@cache
def bind(name: str, result: Any = None, *arguments: Any) -> Any:
    """Return a function of PDFium by its name.

    pypdfium2's own converts each argument to a typed pointer, which takes several times as long as most of
    these calls. Without `arguments`, what is passed is an address as `c_void_p`, an `int` of 32 bits, or
    `ctypes.byref` of what is to be filled. The interpreter's lock is kept: nothing that takes long.
    """
    import pypdfium2.raw as pdfium_c

    address = ctypes.cast(getattr(pdfium_c, name), c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def address_of(handle: Any) -> c_void_p:
    """Return one of PDFium's handles as an address."""
    return ctypes.cast(handle, c_void_p)
