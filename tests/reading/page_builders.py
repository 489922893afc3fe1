"""Printed pages to read: lines with their place, and PDF files made of them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from fintech_coding.reading.characters import normalize_line
from fintech_coding.reading.layout import Paragraph, build_paragraphs
from fintech_coding.records import Line, Page

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, SIZE, PITCH = 90.0, 120.0, 10.0, 16.0
MEASURE = 30
"""Ideographs in a full line."""

FONT_FILE = Path(__file__).parents[2] / "scripts" / "fonts" / "DroidSansFallback-subset.ttf"

HEADER, FOOTER = 40.0, 800.0
"""Tops of lines that stand near the edges of a page."""


def measure(text: str, size: float = SIZE) -> float:
    return sum(size if unicodedata.east_asian_width(c) in "WF" else size / 2 for c in text)


def make_line(text: str, top: float = TOP, *, x0: float = LEFT, size: float = SIZE) -> Line:
    """Return a printed line; spaces before the text are its indent."""
    stripped = text.lstrip(" \u3000")
    x0 += measure(text[: len(text) - len(stripped)], size)
    return Line(stripped, x0, x0 + measure(stripped, size), top, size)


def set_lines(*texts: str, top: float = TOP, x0: float = LEFT, size: float = SIZE) -> tuple[Line, ...]:
    """Return lines one below the other; an empty text leaves a line free."""
    return tuple(
        make_line(text, top + number * PITCH, x0=x0, size=size) for number, text in enumerate(texts) if text
    )


def make_page(*lines: str | Line, number: int = 1, label: str = "") -> Page:
    """Return a page of lines; those given as text are set one below the other."""
    texts = [line if isinstance(line, str) else "" for line in lines]
    placed = [line for line in lines if isinstance(line, Line)]
    return Page(number, label, WIDTH, HEIGHT, (*set_lines(*texts), *placed))


def fill(start: str = "", *, end: str = "") -> str:
    """Return a line as long as the measure, from some text, filler, and an end."""
    room = MEASURE - math.ceil(measure(start + end, 1.0))
    return start + "本行持续推进各项业务稳健发展并不断提升服务实体经济的质量和效率以及水平"[:room] + end


def list_texts(*pages: Page) -> list[str]:
    return [paragraph.text for paragraph in build_paragraphs(pages)]


def list_paragraphs(*lines: str) -> list[Paragraph]:
    return build_paragraphs([make_page(*lines)])


# --- PDF files -----------------------------------------------------------------------------------


def draw_text(canvas: Any, x: float, top: float, text: str, size: float) -> None:
    """Draw a text from the left, ideographs in the project's font and the rest in Helvetica."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Han" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Han", str(FONT_FILE), asciiReadable=0))
    for is_ascii, run in groupby(text, key=str.isascii):
        name, part = "Helvetica" if is_ascii else "Han", "".join(run)
        canvas.setFont(name, size)
        canvas.drawString(x, HEIGHT - top - size, part)
        x += pdfmetrics.stringWidth(part, name, size)


def draw_page(canvas: Any, texts: Sequence[str | tuple[float, float, str]], *, twice: bool = False) -> None:
    """Draw texts one below the other, or where (x, top, text) says."""
    for number, item in enumerate(texts):
        x, top, text = (LEFT, TOP + number * PITCH, item) if isinstance(item, str) else item
        draw_text(canvas, x, top, text, SIZE)
        if twice:
            draw_text(canvas, x + 0.3, top, text, SIZE)


def write_pdf(
    path: Path, *pages: Sequence[str | tuple[float, float, str]], twice: bool = False, encrypt: Any = None
) -> Path:
    """Write a PDF; a page's texts stand one below the other, or where (x, top, text) says."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, encrypt=encrypt)
    for texts in pages:
        draw_page(canvas, texts, twice=twice)
        canvas.showPage()
    canvas.save()
    return path


def write_scan(
    path: Path,
    *pages: Sequence[str | tuple[float, float, str]],
    pictures: Sequence[int] | None = None,
    turns: int = 0,
    tilt: float = 0.0,
) -> Path:
    """Write a PDF in which pages, all or those numbered, are pictures of their texts.

    A picture is turned by quarters and tilted by degrees, both counter-clockwise.
    """
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), invariant=1)
    with pypdfium2.PdfDocument(write_pdf(path.with_suffix(".text"), *pages)) as document:
        for number, texts in enumerate(pages, start=1):
            picture = document[number - 1].render(scale=150 / 72).to_pil()
            width, height = (WIDTH, HEIGHT) if turns % 2 == 0 else (HEIGHT, WIDTH)
            if pictures is None or number in pictures:
                picture = picture.rotate(tilt, fillcolor="white").rotate(90 * turns, expand=True)
                canvas.setPageSize((width, height))
                canvas.drawImage(ImageReader(picture), 0, 0, width, height)
            else:
                canvas.setPageSize((WIDTH, HEIGHT))
                draw_page(canvas, texts)
            canvas.showPage()
    canvas.save()
    return path


# --- pages of any kind ---------------------------------------------------------------------------

_ALPHABET = "银行数据科技发展人工智能的是。,;:.!?()（）、“”%-•*第章节一二三注目录年 0123456789abcAB"


def any_lines() -> st.SearchStrategy[Line]:
    """Lines as the readers give them: normalised and not empty, anywhere on a page or off it."""
    texts = st.text(_ALPHABET, min_size=1, max_size=40) | st.text(min_size=1, max_size=12)
    points = st.floats(-50, 900, allow_nan=False, width=32)
    return st.builds(
        lambda text, x0, width, top, size: Line(text, x0, x0 + width, top, size),
        texts.map(normalize_line).filter(bool),
        points,
        st.floats(0, 500, allow_nan=False, width=32),
        points,
        st.sampled_from([0.0, 6.0, 9.0, 10.5, 10.5, 10.5, 18.0]),
    )


def any_pages(**sizes: int) -> st.SearchStrategy[list[Page]]:
    """Pages of such lines, numbered from 1."""
    heights = st.sampled_from([0.0, HEIGHT, HEIGHT, HEIGHT])
    contents = st.lists(st.tuples(st.lists(any_lines(), max_size=14), heights), max_size=5, **sizes)
    return contents.map(
        lambda pages: [
            Page(number, "", WIDTH, height, tuple(lines)) for number, (lines, height) in enumerate(pages, 1)
        ]
    )
