"""A PDF becomes pages of lines, read by pdfplumber: slower, a second opinion on a doubtful file."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from fintech_coding.errors import LOCKED, PasswordError, ReadError
from fintech_coding.reading.characters import normalize_line
from fintech_coding.reading.glyphs import Seen, is_repeat, join_stacks
from fintech_coding.reading.legibility import judge_page
from fintech_coding.reading.skeleton import explain_lock
from fintech_coding.reading.turning import Box, turn_box
from fintech_coding.reading.vertical import Glyph, find_columns, lay_columns
from fintech_coding.records import Line, Page

_UNMAPPED = re.compile(r"\(cid:\d+\)")
_REPLACEMENT = "\ufffd"


def read_pages(path: Path, password: str = "", numbers: Collection[int] | None = None) -> Iterator[Page]:
    """Yield the pages of a PDF in order, or those of some numbers; raises `ReadError` when it does not open.

    A page that pdfplumber cannot read is a page without lines; text that runs up or down a page is turned.
    """
    import logging

    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    damages = (
        MalformedPDFException, PdfminerException, PDFException, PSException, ValueError, KeyError, TypeError,
        AttributeError,
    )  # fmt: skip
    # One font that lacks an entry fills the terminal with the same line.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    if path.stat().st_size == 0:
        raise ReadError("is empty (0 bytes). Download it again from its source.")
    # The stream is ours to close: pdfplumber leaves it open when a document's pages cannot be told.
    with path.open("rb") as stream:
        try:
            opened = pdfplumber.open(stream, password=password, pages=sorted(numbers) if numbers else None)
            # A tree of labels, which are not asked for, may bite its tail: no page would be told.
            opened.doc.catalog.pop("PageLabels", None)
            pages = opened.pages
        except damages as error:
            if "PDFPasswordIncorrect" in repr(error):
                raise PasswordError(LOCKED) from error
            if "PDFEncryptionError" in repr(error):
                raise ReadError(explain_lock(path)) from error
            raise ReadError("is damaged or is no PDF. Download it again from its source.") from error
        for page in pages:
            try:
                yield _read_page(page)
            except damages:
                yield Page(page.page_number, "", float(page.width), float(page.height), (), status="empty")
            page.close()


def _read_page(page: Any) -> Page:
    drawn = list(_list_drawn(page.layout))
    heading = _find_heading(drawn)
    if heading:
        page.page_obj.rotate = page.page_obj.attrs["Rotate"] = (page.rotation + heading) % 360
        page = type(page)(page.pdf, page.page_obj, page.page_number)
        drawn = list(_list_drawn(page.layout))
    seen = _find_seen(page.page_obj)
    glyphs = list(_list_glyphs(drawn, page, seen))
    lines = join_stacks(_set_lines(glyphs, page, seen))
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    status = judge_page(
        _UNMAPPED.sub(_REPLACEMENT, "".join(glyph["text"] for glyph in glyphs)),
        sum(len(line.text) for line in lines),
        is_turned=heading != 0,
        find_cover=lambda: _measure_pictures(drawn) / (width * height or 1.0),
    )
    return Page(page.page_number, "", width, height, tuple(lines), status=status, turn=heading)


def _find_seen(page: Any) -> Box:
    """Return what a page shows, from the lower left corner of what it has: its crop box, as it is turned."""
    left, bottom, right, top = (float(value) for value in page.mediabox)
    media = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    left, bottom, right, top = (float(value) for value in page.cropbox)
    crop = (
        max(min(left, right), media[0]),
        max(min(bottom, top), media[1]),
        min(max(left, right), media[2]),
        min(max(bottom, top), media[3]),
    )
    return turn_box(crop if crop[0] < crop[2] and crop[1] < crop[3] else media, media, page.rotate)


def _list_drawn(parent: Iterable[Any]) -> Iterator[Any]:
    """Yield the glyphs and pictures of a page; all that pdfplumber makes of them takes as long again."""
    from pdfminer.layout import LTChar, LTFigure, LTImage

    for item in parent:
        if isinstance(item, LTFigure):
            yield from _list_drawn(item)
        elif isinstance(item, LTChar | LTImage):
            yield item


def _find_heading(drawn: Iterable[Any]) -> int:
    """Return the direction that most of a page's text runs in: degrees against the clock from the right."""
    matrices = (item.matrix for item in drawn if hasattr(item, "fontname"))
    turns = Counter(round(2 * math.atan2(matrix[1], matrix[0]) / math.pi) % 4 for matrix in matrices)
    return 90 * max(turns, key=lambda turn: (turns[turn], -turn), default=0)


def _list_glyphs(drawn: Iterable[Any], page: Any, seen: Box) -> Iterator[dict[str, Any]]:
    """Yield the glyphs that are seen, as pdfplumber has them, without copies drawn over each other."""
    met: Seen = {}
    across, down = page.mediabox[:2]
    for item in drawn:
        if not hasattr(item, "fontname"):
            continue
        if not (seen[0] < (item.x0 + item.x1) / 2 < seen[2] and seen[1] < (item.y0 + item.y1) / 2 < seen[3]):
            continue
        text, top = item.get_text(), page.height - item.y1 + down
        if is_repeat(met, (text, item.x0, top, item.width), item.height):
            continue
        yield {
            "object_type": "char",
            "text": text,
            "x0": item.x0 + across,
            "x1": item.x1 + across,
            "top": top,
            "bottom": page.height - item.y0 + down,
            "doctop": top,
            "upright": item.upright,
            "size": item.size,
        }


def _set_lines(glyphs: Sequence[dict[str, Any]], page: Any, seen: Box) -> list[Line]:
    """Return the lines of glyphs: those of columns from the top down, and those that pdfplumber makes."""
    from pdfplumber.utils.text import chars_to_textmap

    left, top = page.mediabox[0] + seen[0], page.mediabox[1] + page.height - seen[3]
    boxes = [
        Glyph(g["text"], g["x0"] - left, g["top"] - top, g["x1"] - left, g["bottom"] - top) for g in glyphs
    ]
    runs = list(find_columns(boxes))
    upright = [_join([boxes[place] for place in run]) for run in runs]
    in_columns = {place for run in runs for place in run}
    level = [glyph for place, glyph in enumerate(glyphs) if place not in in_columns]
    textmap = chars_to_textmap(level, x_tolerance_ratio=0.15, layout_bbox=page.bbox)
    lines = [
        Line(text, line["x0"] - left, line["x1"] - left, line["top"] - top, _measure_size(line["chars"]))
        for line in textmap.extract_text_lines()
        if (text := normalize_line(_UNMAPPED.sub(_REPLACEMENT, line["text"])))
    ]
    for line in lay_columns([line for line in upright if line.text]):
        after = next((place for place, other in enumerate(lines) if other.top > line.top), len(lines))
        lines.insert(after, line)
    return lines


def _join(glyphs: Sequence[Glyph]) -> Line:
    text = normalize_line(_UNMAPPED.sub(_REPLACEMENT, "".join(glyph.text for glyph in glyphs)))
    left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    return Line(text, left, right, glyphs[0].top, glyphs[0].bottom - glyphs[0].top)


def _measure_pictures(drawn: Iterable[Any]) -> float:
    return float(sum(item.width * item.height for item in drawn if not hasattr(item, "fontname")))


def _measure_size(characters: Sequence[dict[str, float]]) -> float:
    return float(min(characters[0]["size"], characters[-1]["size"]))
