"""The rulings of a PDF page: however they are drawn, and no more than them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page_builders import HEIGHT, WIDTH, draw_text, make_line

from fintech_coding.reading.pdf import read_pages
from fintech_coding.reading.rulings import may_hold_table
from fintech_coding.records import Ruling

Draw = Callable[[Any], None]


def read_rulings(path: Path, draw: Draw) -> list[Ruling]:
    """Return the rulings that are read of a page with a drawing, and text in two cells."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    draw_text(canvas, 100, 110, "Cloud", 10)
    draw_text(canvas, 300, 110, "Data", 10)
    draw(canvas)
    canvas.save()
    (page,) = read_pages(path)
    return sorted(page.rulings, key=lambda r: (r.top, r.x0))


def draw_rectangle(canvas: Any) -> None:
    canvas.rect(90, HEIGHT - 150, 200, 50, stroke=1, fill=0)


def draw_lines(canvas: Any) -> None:
    canvas.grid([90, 290], [HEIGHT - 150, HEIGHT - 100])


def draw_thin_areas(canvas: Any) -> None:
    for x, y, width, height in (
        (90, 100, 200, 0.5),
        (90, 150, 200, 0.5),
        (90, 100, 0.5, 50),
        (290, 100, 0.5, 50),
    ):
        canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)


def draw_by_cell(canvas: Any) -> None:
    for x in (90, 140, 190, 240):
        canvas.line(x, HEIGHT - 100, x + 50, HEIGHT - 100)
        canvas.line(x, HEIGHT - 150, x + 50, HEIGHT - 150)
    for x in (90, 290):
        canvas.line(x, HEIGHT - 150, x, HEIGHT - 125)
        canvas.line(x, HEIGHT - 125, x, HEIGHT - 100)


def draw_form(canvas: Any) -> None:
    canvas.beginForm("table")
    canvas.grid([0, 200], [0, 50])
    canvas.endForm()
    canvas.translate(90, HEIGHT - 150)
    canvas.doForm("table")


@pytest.mark.parametrize("draw", [draw_rectangle, draw_lines, draw_thin_areas, draw_by_cell, draw_form])
def test_a_box_is_four_rulings_however_it_is_drawn(tmp_path: Path, draw: Draw) -> None:
    rulings = read_rulings(tmp_path / "box.pdf", draw)
    levels = [r for r in rulings if r.x1 - r.x0 > r.bottom - r.top]
    uprights = [r for r in rulings if r.x1 - r.x0 < r.bottom - r.top]
    assert [r.top for r in levels] == pytest.approx([100, 150], abs=2.5)
    assert [r.x1 - r.x0 for r in levels] == pytest.approx([200, 200], abs=2.5)
    assert sorted(r.x0 for r in uprights) == pytest.approx([90, 290], abs=2.5)
    assert [r.bottom - r.top for r in uprights] == pytest.approx([50, 50], abs=2.5)


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: canvas.rect(90, 300, 400, 200, stroke=0, fill=1),
        lambda canvas: canvas.line(90, 300, 400, 500),
        lambda canvas: canvas.circle(300, 400, 50),
        lambda canvas: canvas.line(90, 300, 92, 300),
        lambda canvas: canvas.grid(range(50, 550), [300, 500]),
    ],
    ids=["a coloured area", "a slanting line", "a circle", "a dash", "a drawing of many strokes"],
)
def test_what_is_drawn_otherwise_is_no_ruling(tmp_path: Path, draw: Draw) -> None:
    assert read_rulings(tmp_path / "drawing.pdf", draw) == []


def test_a_page_of_prose_is_not_searched() -> None:
    assert not may_hold_table([make_line("本行运用大数据", 100 + 16 * n) for n in range(20)], HEIGHT)


@pytest.mark.parametrize("texts", [("项目 2020年",), ("营业收入 1,234",), ("共计 12 项",)])
def test_what_may_be_cells_is_searched(texts: tuple[str, ...]) -> None:
    assert may_hold_table([make_line(text, 100) for text in texts], HEIGHT)


def test_lines_beside_each_other_are_searched() -> None:
    assert may_hold_table([make_line("项目", 100, x0=90), make_line("说明", 100, x0=300)], HEIGHT)
