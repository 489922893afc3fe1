"""Pages that are turned or cropped, and text that runs down the page: read as a reader sees them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from page_builders import HEIGHT, WIDTH, draw_text

from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.picture import draw_page
from fintech_coding.reading.reader import load_pages
from fintech_coding.reading.trace import trace_pages
from fintech_coding.records import Page

READERS = pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
TEXTS = ("The first line tells of big data", "and the second one of cloud computing.")
COLUMNS = ("人工智能的大数据平台服务客户", "我行科技人员年内开发了大数据平台", "提升服务客户的效率。")


def write_page(
    path: Path, draw: Callable[[Any], None], *, turn: int = 0, rotate: int = 0, crop: Sequence[float] = ()
) -> Path:
    """Write a page that is to be shown turned clockwise, with what is drawn turned the other way.

    reportlab lays a page that is to be turned to its side on its side.
    """
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setPageRotation(rotate)
    if crop:
        canvas.setCropBox(crop)
    last = (0, WIDTH) if rotate % 180 else (WIDTH - HEIGHT, HEIGHT)
    canvas.translate(*{0: (0, 0), 90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: last}[turn])
    canvas.rotate(turn)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return path


def draw_lines(canvas: Any) -> None:
    for number, text in enumerate(TEXTS):
        draw_text(canvas, 60, 100 + 20 * number, text, 12)


def draw_columns(canvas: Any, columns: Sequence[tuple[float, str]], top: float = 100) -> None:
    for x, text in columns:
        for place, character in enumerate(text):
            draw_text(canvas, x, top + 12 * place, character, 12)


def read(path: Path, reader: str) -> Page:
    (page,) = load_pages(path, reader=reader)
    return page


def list_texts(page: Page) -> list[str]:
    return [passage.text for passage in split_passages([page], report_id="r")]


@READERS
@pytest.mark.parametrize(
    ("rotate", "crop", "cut"),
    [
        (0, (30, 20, 560, 812), (30, HEIGHT - 812)),
        (90, (30, 20, 800, 550), (20, 30)),
        (180, (30, 20, 560, 812), (WIDTH - 560, 20)),
        (270, (30, 20, 800, 550), (WIDTH - 550, HEIGHT - 800)),
        *((rotate, (), (0, 0)) for rotate in (0, 90, 180, 270)),
    ],
)
def test_a_turned_and_cropped_page_has_its_lines_where_a_reader_sees_them(
    rotate: int, crop: Sequence[float], cut: tuple[float, float], reader: str, tmp_path: Path
) -> None:
    page = read(write_page(tmp_path / "a.pdf", draw_lines, turn=rotate, rotate=rotate, crop=crop), reader)
    assert [line.text for line in page.lines] == list(TEXTS)
    assert [line.x0 for line in page.lines] == pytest.approx([60 - cut[0]] * 2, abs=1)
    assert [line.top for line in page.lines] == pytest.approx([100 - cut[1], 120 - cut[1]], abs=4)


@READERS
def test_text_outside_the_crop_box_is_not_read(reader: str, tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        draw_text(canvas, 60, 5, "Printer's marks 2020", 12)
        draw_text(canvas, 60, 830, "Job 1234 of the printer", 12)
        draw_lines(canvas)

    page = read(write_page(tmp_path / "a.pdf", draw, crop=(20, 20, 570, 800)), reader)
    assert [line.text for line in page.lines] == list(TEXTS)


@READERS
@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("rotate", [0, 90])
def test_the_picture_of_a_turned_page_has_its_boxes_over_the_words(
    turn: int, rotate: int, reader: str, tmp_path: Path
) -> None:
    from PIL import Image

    path = write_page(tmp_path / "a.pdf", draw_lines, turn=turn, rotate=rotate)
    page = read(path, reader)
    assert [line.text for line in page.lines] == list(TEXTS)
    ((_, traced),) = trace_pages([page])
    picture = Image.open(io.BytesIO(draw_page(path, page, traced))).convert("L")
    scale = picture.width / page.width
    assert picture.height / page.height == pytest.approx(scale, rel=0.01)
    for line in page.lines:
        inside = (line.x0 + 2, line.top + 2, line.x1 - 2, line.top + line.size - 2)
        tones = picture.crop(tuple(round(value * scale) for value in inside)).histogram()
        assert 0.05 < sum(tones[:100]) / sum(tones) < 0.6


@READERS
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("is_mixed", [False, True])
def test_columns_from_the_top_down_are_read_from_the_right(
    order: int, is_mixed: bool, reader: str, tmp_path: Path
) -> None:
    def draw(canvas: Any) -> None:
        if is_mixed:
            draw_text(canvas, 60, 40, "Letter to our shareholders", 20)
        draw_columns(canvas, list(zip((500, 480, 460), COLUMNS, strict=True))[::order])
        if is_mixed:
            draw_text(canvas, 60, 500, "The bank uses big data.", 12)

    page = read(write_page(tmp_path / "a.pdf", draw), reader)
    around = [["Letter to our shareholders"], ["The bank uses big data."]] if is_mixed else [[], []]
    assert list_texts(page) == [*around[0], "".join(COLUMNS), *around[1]]


@READERS
def test_short_columns_beside_each_other_are_the_heads_of_a_table_and_stay(
    reader: str, tmp_path: Path
) -> None:
    def draw(canvas: Any) -> None:
        draw_text(canvas, 60, 60, "Letter to our shareholders and to the public", 12)
        draw_columns(canvas, [(300, "人工智能"), (330, "服务客户"), (360, "科技人员")])

    page = read(write_page(tmp_path / "a.pdf", draw), reader)
    assert [line.text for line in page.lines][1:] == ["人工智能", "服务客户", "科技人员"]


def test_a_column_with_a_ruling_beside_it_is_a_cell(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        draw_text(canvas, 60, 60, "Letter to our shareholders and to the public", 12)
        draw_columns(canvas, [(300, COLUMNS[0]), (330, COLUMNS[1])])
        canvas.line(321, 300, 321, 760)

    page = read(write_page(tmp_path / "a.pdf", draw), "pdfium")
    assert [line.text for line in page.lines][1:] == list(COLUMNS[:2])
