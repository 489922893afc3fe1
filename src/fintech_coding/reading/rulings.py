"""The rulings of a page: the thin lines that are drawn round and between the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import byref, c_float, c_int, c_void_p
from itertools import pairwise, repeat
from operator import itemgetter
from typing import Any

from fintech_coding.reading.calls import address_of, bind
from fintech_coding.reading.characters import CJK
from fintech_coding.reading.grid import is_gapped
from fintech_coding.reading.openings import heading_rank
from fintech_coding.reading.turning import Box
from fintech_coding.records import Line, Ruling

_THIN = 2.0  # points; what is thicker is no ruling
_APART = 1.5  # points between strokes that are one ruling
_SHORT = 4.0  # points; what is shorter is a dash or a part of a letter
_MOST_OBJECTS = 20_000  # a map or a chart is drawn with more; its lines tell nothing
_MOST = 400  # rulings of a page; more are a drawing
_MOST_SEGMENTS = 400
_TEXT, _PATH, _FORM = 1, 2, 5  # kinds of page objects, as PDFium numbers them,
_LINE_TO, _MOVE_TO = 0, 2  # and of a path's segments
_BEGIN = itemgetter(1)

_BESIDE = 0.4  # ems by which a line at least stands under the one before it
_EDGE = 0.08  # of a page's height, where running lines stand beside each other
_CELLS = re.compile(rf"[{CJK})）%\d] +\S")
_DEPTH = 2  # of forms in forms


def may_hold_table(lines: Sequence[Line], height: float) -> bool:
    """Tell whether lines of a page stand beside each other or hold what might be cells.

    Many pages do not, and to walk the objects of a page takes as long as to read its text.
    """
    inner = [line for line in lines if _EDGE * height < line.top < (1 - _EDGE) * height]
    return any(after.top < before.top + _BESIDE * after.size for before, after in pairwise(inner)) or any(
        (_CELLS.search(line.text) and not heading_rank(line.text)[0]) or is_gapped(line) for line in inner
    )


def read_rulings(page: Any, height: float, turn: Callable[[Box], Box] | None) -> tuple[Ruling, ...]:
    """Return the horizontal and vertical rulings of a PDFium page, in points from its top left corner.

    `turn` gives a box of the page's own space as it is seen, from the lower left corner; None where that is
    the same. What is drawn cell by cell is one ruling where the pieces touch; a drawing of many strokes has
    none.
    """
    found: list[Box] = []
    _walk_objects(found, address_of(page), "FPDFPage", depth=0)
    if not found:
        return ()
    if turn:
        found = [turn(box) for box in found]
    levels = _merge((height - y1, x0, x1, height - y0) for x0, y0, x1, y1 in found if x1 - x0 >= y1 - y0)
    uprights = _merge((x0, height - y1, height - y0, x1) for x0, y0, x1, y1 in found if x1 - x0 < y1 - y0)
    if len(levels) + len(uprights) > _MOST:
        return ()
    return (
        *(Ruling(x0, top, x1, bottom) for top, x0, x1, bottom in levels),
        *(Ruling(x0, top, x1, bottom) for x0, top, bottom, x1 in uprights),
    )


def _merge(strokes: Iterable[Box]) -> list[Box]:
    """Return strokes, each (place, begin, end, its other side), those on one line that touch as one."""
    merged: list[Box] = []
    row: list[Box] = []
    for stroke in (*sorted(strokes), None):
        if row and (stroke is None or stroke[0] - row[0][0] > _APART):
            row.sort(key=_BEGIN)
            place, begin, end, side = row[0]
            for _, next_begin, next_end, next_side in row:
                if next_begin > end + _APART:
                    merged.append((place, begin, end, side))
                    begin, end, side = next_begin, next_end, next_side
                else:
                    end, side = max(end, next_end), max(side, next_side)
            merged.append((place, begin, end, side))
            row = []
        if stroke:
            row.append(stroke)
    return merged


def _walk_objects(found: list[Box], parent: c_void_p, prefix: str, *, depth: int) -> None:
    """Add the left, bottom, right and top of the rulings among the objects of a page or form.

    `prefix` is that of PDFium's functions for the one or the other.
    """
    count = bind(f"{prefix}_CountObjects", c_int)(parent)
    if count > _MOST_OBJECTS:
        return
    items = list(map(bind(f"{prefix}_GetObject", c_void_p), repeat(parent), range(count)))
    kinds = list(map(bind("FPDFPageObj_GetType", c_int, c_void_p), items))
    if kinds.count(_TEXT) == count:
        return
    get_bounds = bind("FPDFPageObj_GetBounds", c_int)
    left, bottom, right, top = (c_float() for _ in range(4))
    at = [byref(value) for value in (left, bottom, right, top)]
    item = c_void_p()
    for address, kind in zip(items, kinds, strict=True):
        if kind == _TEXT:
            continue
        item.value = address
        if kind == _PATH and get_bounds(item, *at):
            x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
            width, height = x1 - x0, y1 - y0
            if width > _THIN and height > _THIN:
                found.extend(_walk_path(item))
            elif width > _SHORT or height > _SHORT:
                found.append((x0, y0, x1, y1))
        elif kind == _FORM and depth < _DEPTH:
            _walk_form(found, item, depth=depth + 1)


def _walk_form(found: list[Box], form: c_void_p, *, depth: int) -> None:
    """Add the rulings of a form, where it stands on the page; a form that is turned holds none."""
    matrix = _read_matrix(form)
    if not matrix or matrix[1] or matrix[2]:
        return
    a, _, _, d, e, f = matrix
    inside: list[Box] = []
    _walk_objects(inside, form, "FPDFFormObj", depth=depth)
    for x0, y0, x1, y1 in inside:
        xs = sorted((a * x0 + e, a * x1 + e))
        ys = sorted((d * y0 + f, d * y1 + f))
        found.append((xs[0], ys[0], xs[1], ys[1]))


def _read_matrix(item: c_void_p) -> tuple[float, ...]:
    """Return the six numbers that place an object; none when PDFium knows of none."""
    matrix = (c_float * 6)()
    return tuple(matrix) if bind("FPDFPageObj_GetMatrix", c_int)(item, byref(matrix)) else ()


def _walk_path(path: c_void_p) -> Iterator[Box]:
    """Yield the straight strokes of a path that draws more than one line; a filled area has no edges."""
    fill, stroke = c_int(), c_int()
    bind("FPDFPath_GetDrawMode", c_int)(path, byref(fill), byref(stroke))
    if not stroke.value or (count := bind("FPDFPath_CountSegments", c_int)(path)) > _MOST_SEGMENTS:
        return
    matrix = _read_matrix(path)
    if not matrix or matrix[1] or matrix[2]:
        return
    a, _, _, d, e, f = matrix
    kind_of, is_last = (bind(f"FPDFPathSegment_{name}", c_int, c_void_p) for name in ("GetType", "GetClose"))
    place = bind("FPDFPathSegment_GetPoint")
    x, y = c_float(), c_float()
    at = byref(x), byref(y)
    segment = c_void_p()
    start = before = (0.0, 0.0)
    for address in map(bind("FPDFPath_GetPathSegment", c_void_p), repeat(path, count), range(count)):
        segment.value = address
        place(segment, *at)
        point = a * x.value + e, d * y.value + f
        kind = kind_of(address)
        if kind == _MOVE_TO:
            start = point
        elif kind == _LINE_TO:
            yield from _draw(before, point)
        if is_last(address):
            yield from _draw(point, start)
        before = point


def _draw(begin: tuple[float, float], end: tuple[float, float]) -> Iterator[Box]:
    """Yield a stroke if it is level or upright."""
    (x0, x1), (y0, y1) = sorted((begin[0], end[0])), sorted((begin[1], end[1]))
    if min(x1 - x0, y1 - y0) <= _THIN and max(x1 - x0, y1 - y0) > _SHORT:
        yield x0, y0, x1, y1
