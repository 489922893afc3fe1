"""A PDF becomes pages of lines, read by pdfplumber: slower, a second opinion on a doubtful file."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from fintech_coding.errors import LOCKED, PasswordError, ReadError
from fintech_coding.reading.characters import normalize_line
from fintech_coding.reading.glyphs import Seen, is_repeat, join_stacks
from fintech_coding.reading.legibility import judge_page
from fintech_coding.reading.skeleton import explain_lock
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
    from pdfplumber.utils.geometry import get_bbox_overlap

    heading = _find_heading(page)
    if heading:
        page.page_obj.rotate = page.page_obj.attrs["Rotate"] = (page.rotation + heading) % 360
        page = type(page)(page.pdf, page.page_obj, page.page_number)
    if page.cropbox != page.mediabox:
        page = page.crop(get_bbox_overlap(page.cropbox, page.mediabox) or page.mediabox, strict=False)
    left, top = page.bbox[:2]
    shown = page.filter(_make_filter())
    lines = join_stacks(
        [
            Line(text, line["x0"] - left, line["x1"] - left, line["top"] - top, _measure_size(line["chars"]))
            for line in shown.extract_text_lines(x_tolerance_ratio=0.15)
            if (text := normalize_line(_UNMAPPED.sub(_REPLACEMENT, line["text"])))
        ]
    )
    status = judge_page(
        _UNMAPPED.sub(_REPLACEMENT, "".join(character["text"] for character in shown.chars)),
        sum(len(line.text) for line in lines),
        is_turned=heading != 0,
        find_cover=lambda: (
            sum(image["width"] * image["height"] for image in page.images) / float(page.width * page.height)
        ),
    )
    return Page(page.page_number, "", float(page.width), float(page.height), tuple(lines), status=status)


def _find_heading(page: Any) -> int:
    """Return the direction that most of a page's text runs in: degrees against the clock from the right."""
    turns = Counter(round(2 * math.atan2(c["matrix"][1], c["matrix"][0]) / math.pi) % 4 for c in page.chars)
    return 90 * max(turns, key=lambda turn: (turns[turn], -turn), default=0)


def _make_filter() -> Callable[[dict[str, Any]], bool]:
    """Return a test that a glyph fails when it is drawn over a copy of itself."""
    seen: Seen = {}

    def is_first(drawn: dict[str, Any]) -> bool:
        return drawn["object_type"] != "char" or not is_repeat(
            seen, (drawn["text"], drawn["x0"], drawn["top"], drawn["width"]), drawn["height"]
        )

    return is_first


def _measure_size(characters: list[dict[str, float]]) -> float:
    return float(min(characters[0]["size"], characters[-1]["size"]))
