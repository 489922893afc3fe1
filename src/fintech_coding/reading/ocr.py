"""A page that is a picture becomes lines, recognised by RapidOCR, each with its confidence.

The recogniser and its models come with the extra `ocr`; nothing else needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from fintech_coding.errors import ReadError
from fintech_coding.reading.characters import normalize_line
from fintech_coding.reading.order import arrange_lines
from fintech_coding.records import Line, Page

MODES = ("auto", "never", "always")
"""Which pages are recognised: those that are pictures, none, or all."""

OCR = "ocr"
"""The reader of a page whose text was recognised."""

INSTALL = "pip install '.[ocr]' in the folder of fintech-code"
"""What installs the recogniser."""

_PACKAGES = ("rapidocr", "onnxruntime")
_RESOLUTION = 200  # pixels an inch
_LONGEST = 4000  # pixels of the longer side, whatever the size of the page
_DETECTED = 1280  # pixels of that side for finding where text stands, which takes fewer than reading it
_DOUBTFUL = 0.5  # what is read with less confidence is a stamp, a logo, or the grain of a picture
_SLENDER = 120  # widths to a height: a line of text has fewer, a ruled line more
_TALL = 1.5  # heights to a width from which the recogniser lays a piece on its side before it reads it
_WITNESSES = 3  # pieces that tell which way up a page is,
_CERTAIN = 0.8  # at once when they are read with so much confidence
_MOST_TILT = 0.17  # of a line's length; a page that lies so askew was meant so

_SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_vertical_padding": False,
    # Reports are read side by side, one on each processor.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Det.limit_type": "max",
    "Det.limit_side_len": _DETECTED,
    # Alone in its batch, a line is not padded to its neighbours' length: sooner, and half the memory.
    "Rec.rec_batch_num": 1,
}


@cache
def read_recognizer_version() -> str:
    """Return the recogniser with its version; empty where the extra `ocr` is not installed."""
    try:
        return " ".join(f"{name} {version(name)}" for name in _PACKAGES)
    except PackageNotFoundError:
        return ""


def reads_pictures(ocr: str) -> bool:
    """Tell whether pages that are pictures are recognised in a mode, here."""
    return ocr != "never" and bool(read_recognizer_version())


def advise(ocr: str) -> str:
    """Return what to do about pages that are pictures and were not recognised in a mode, as a sentence."""
    first = "Run with --ocr auto" if ocr == "never" else f"Install the recogniser ({INSTALL}) and run again"
    return f"{first}, or get a version with text."


def recognize_page(path: Path, page: Page, password: str = "") -> Page:
    """Return a page of a PDF with the lines recognised in its picture, in reading order.

    A page that stands on its side or on its head is turned: its size is then that of the page as it is
    read. A page that cannot be loaded has no lines. Raises `ReadError` when there is no recogniser.
    """
    import numpy as np

    engine = _load_engine()
    image, scale = _render_page(path, page.number, password)
    if image is None:
        return replace(page, lines=())
    corners, pieces = _find_pieces(engine, image)
    turns = _count_turns(engine, corners, pieces)
    if turns:
        image = np.ascontiguousarray(np.rot90(image, turns))
        corners, pieces = _find_pieces(engine, image)
    height, width = (side / scale for side in image.shape[:2])
    found = _read_pieces(engine, corners / scale, pieces) if pieces else []
    return replace(page, width=width, height=height, lines=arrange_lines(found), rulings=(), reader=OCR)


@cache
def _load_engine() -> Any:
    try:
        import cv2
        from rapidocr import RapidOCR
    except ImportError as error:
        raise ReadError(f"has pages to recognise, and no recogniser ({error}). {advise('auto')}") from error
    cv2.setNumThreads(1)
    return RapidOCR(params=_SETTINGS)


def _open_pages(path: Path, numbers: Iterable[int], password: str) -> Iterator[tuple[int, Any]]:
    """Yield the pages of a PDF that can be loaded with their numbers, each closed before the next."""
    import pypdfium2

    if not numbers:
        return
    try:
        document = pypdfium2.PdfDocument(path, password=password or None)
    except pypdfium2.PdfiumError:
        return
    with closing(document):
        for number in numbers:
            try:
                page = document[number - 1]
            except pypdfium2.PdfiumError:
                continue
            with closing(page):
                yield number, page


def _render_page(path: Path, number: int, password: str) -> tuple[Any, float]:
    """Return a page as rows of pixels (blue, green, red) and the pixels to a point; None for no page."""
    import numpy as np

    for _, page in _open_pages(path, [number], password):
        size = page.get_size()
        if min(size) > 0:
            scale = min(_RESOLUTION / 72, _LONGEST / max(size))
            with closing(page.render(scale=scale)) as bitmap:
                return np.array(bitmap.to_numpy()[:, :, :3], order="C"), scale
    return None, 1.0


def _find_pieces(engine: Any, image: Any) -> tuple[Any, list[Any]]:
    """Return the corners of each piece of text, in pixels, and its cut-out of the image."""
    import numpy as np
    from rapidocr.main import RapidOCRError

    try:
        pieces, found = engine.detect_and_crop(image, {})
    except RapidOCRError:  # no text at all
        return np.empty((0, 4, 2)), []
    kept = [index for index, piece in enumerate(pieces) if piece.shape[1] < _SLENDER * piece.shape[0]]
    return found.boxes[kept], [pieces[index] for index in kept]


def _count_turns(engine: Any, corners: Any, pieces: Sequence[Any]) -> int:
    """Return by how many quarters, counter-clockwise, a page is to be turned to stand upright.

    Text on its head is read with little confidence: the longest pieces tell by that which way up they are.
    """
    import numpy as np

    if not pieces:
        return 0
    wide, tall = np.ptp(corners, axis=1).T
    lengths, is_tall = np.maximum(wide, tall), tall >= _TALL * wide
    on_side = bool(lengths[is_tall].sum() > lengths.sum() / 2)
    order = np.argsort(-lengths, kind="stable")
    longest = [pieces[index] for index in order if is_tall[index] == on_side][:_WITNESSES]
    upright = sum(engine.recognize_txt(longest).scores)
    if upright >= _CERTAIN * len(longest):
        return int(on_side)
    on_head = sum(engine.recognize_txt([np.rot90(piece, 2).copy() for piece in longest]).scores)
    return int(on_side) + 2 * int(on_head > upright)


def _read_pieces(engine: Any, corners: Any, pieces: Sequence[Any]) -> list[Line]:
    """Return the text of pieces, each where it stands once the page is set straight."""
    read = engine.recognize_txt(list(pieces))
    corners = _straighten(corners)
    lefts, rights = corners[:, (0, 3), 0].mean(axis=1), corners[:, 1:3, 0].mean(axis=1)
    tops, bottoms = corners[:, :2, 1].mean(axis=1), corners[:, 2:, 1].mean(axis=1)
    found = []
    for index, (text, confidence) in enumerate(zip(read.txts, read.scores, strict=True)):
        normal = normalize_line(text)
        if normal and confidence >= _DOUBTFUL:
            left, right, top, bottom = (float(side[index]) for side in (lefts, rights, tops, bottoms))
            sure = round(float(confidence), 3)
            found.append(Line(normal, left, right, top, bottom - top, confidence=sure))
    return found


def _straighten(corners: Any) -> Any:
    """Return the corners of pieces as they stand when the lines of a page are level."""
    import numpy as np

    along, down = corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]
    is_long = along[:, 0] > 5 * down[:, 1]
    if not is_long.any():
        return corners
    tilt = float(np.median(along[is_long, 1] / along[is_long, 0]))
    if abs(tilt) > _MOST_TILT:
        return corners
    x, y = corners[..., 0], corners[..., 1]
    return np.stack([x + tilt * (y - y.mean()), y - tilt * (x - x.mean())], axis=-1)
