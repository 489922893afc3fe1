"""Drawn tables: the rulings that make one, and the cells its lines stand in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_builders import make_line, make_page

from fintech_coding.reading.layout import build_paragraphs
from fintech_coding.reading.ruled import find_ruled_tables, place_lines
from fintech_coding.records import Page, Ruling

XS, YS = (90.0, 200.0, 300.0), (120.0, 150.0, 180.0, 210.0)


def draw_grid(xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS) -> tuple[Ruling, ...]:
    """Return the rulings of a grid."""
    return (
        *(Ruling(xs[0], y, xs[-1], y + 0.5) for y in ys),
        *(Ruling(x, ys[0], x + 0.5, ys[-1]) for x in xs),
    )


def make_table_page(*, rulings: tuple[Ruling, ...]) -> Page:
    """Return a page with a table of three rows and two columns, in the order of a column-wise file."""
    page = make_page(
        make_line("项目", 128, x0=95),
        make_line("人工智", 155, x0=95),
        make_line("能平台", 166, x0=95),
        make_line("小计", 188, x0=95),
        make_line("说明", 128, x0=205),
        make_line("已上线", 160, x0=205),
        make_line("完成", 188, x0=205),
        make_line("表后的正文从这里开始。", 240),
    )
    return replace(page, rulings=rulings)


def test_rulings_that_meet_make_one_table() -> None:
    (table,) = find_ruled_tables(draw_grid())
    assert (table.x0, table.top) == (90.0, 120.0)
    assert (len(table.levels), len(table.uprights)) == (4, 3)


def test_the_order_of_the_rulings_does_not_matter() -> None:
    rulings = draw_grid()
    (table,) = find_ruled_tables(rulings)
    (same,) = find_ruled_tables(rulings[::-1])
    assert set(table.levels + table.uprights) == set(same.levels + same.uprights)


def test_two_grids_apart_are_two_tables_from_the_top() -> None:
    below = draw_grid(ys=(400.0, 430.0, 460.0))
    assert [table.top for table in find_ruled_tables((*below, *draw_grid()))] == [120.0, 400.0]


@pytest.mark.parametrize(
    "rulings",
    [
        draw_grid((90.0, 300.0), (120.0, 300.0)),
        (Ruling(90, 60, 500, 60.5), Ruling(90, 780, 500, 780.5)),
        (),
    ],
    ids=["a frame round a text", "the rules under a header and over a footer", "nothing"],
)
def test_what_parts_nothing_is_no_table(rulings: tuple[Ruling, ...]) -> None:
    assert find_ruled_tables(rulings) == []


def test_a_tables_lines_come_cell_by_cell_and_row_by_row() -> None:
    placed = place_lines(make_table_page(rulings=draw_grid()))
    assert [line.text for line, _ in placed] == [
        "项目", "说明", "人工智", "能平台", "已上线", "小计", "完成", "表后的正文从这里开始。",
    ]  # fmt: skip
    assert placed[-1][1] is None
    assert placed[2][1] == placed[3][1]


def test_a_word_that_is_broken_within_its_cell_is_whole() -> None:
    table, after = build_paragraphs([make_table_page(rulings=draw_grid())])
    assert table.kind == "table"
    assert table.text == "项目\t说明\n人工智能平台\t已上线\n小计\t完成"
    assert after.text == "表后的正文从这里开始。"


def test_without_rulings_a_page_keeps_its_order() -> None:
    page = make_table_page(rulings=())
    assert [line for line, _ in place_lines(page)] == list(page.lines)


def test_what_stands_between_two_drawn_tables_is_no_cell() -> None:
    page = make_page(
        make_line("项目", 128, x0=95), make_line("说明", 128, x0=205), make_line("小计", 188, x0=95),
        make_line("控股股东变更情况", 250), make_line("项目", 308, x0=95), make_line("说明", 338, x0=205),
    )  # fmt: skip
    rulings = (*draw_grid(), *draw_grid(ys=(300.0, 330.0, 360.0)))
    kinds = [paragraph.kind for paragraph in build_paragraphs([replace(page, rulings=rulings)])]
    assert kinds == ["table", "body", "table"]
