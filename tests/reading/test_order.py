"""Pieces of text found in a picture become lines in reading order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_builders import LEFT, PITCH, SIZE, TOP, any_lines, fill, make_line, measure, set_lines

from fintech_coding.reading.order import arrange_lines
from fintech_coding.records import Line

PROSE = tuple(fill()[:18] for _ in range(8))
BESIDE = LEFT + 18 * SIZE + 20


def arrange(*pieces: Line) -> list[str]:
    return [line.text for line in arrange_lines(pieces)]


def test_pieces_of_a_row_are_one_line() -> None:
    first, second = make_line("本行发展"), make_line("金融科技", x0=LEFT + 4 * SIZE + 2)
    assert arrange(second, first) == ["本行发展金融科技"]


def test_words_of_a_row_keep_a_space_between_them() -> None:
    first = make_line("artificial")
    assert arrange(first, make_line("intelligence", x0=first.x1 + 3)) == ["artificial intelligence"]


def test_a_gap_parts_the_cells_of_a_row() -> None:
    assert arrange(make_line("2,020", x0=300), make_line("贷款总额")) == ["贷款总额", "2,020"]


@pytest.mark.parametrize("marker", ["1.", "(二)", "三、", "•", "第四节"])
def test_a_number_or_bullet_stands_before_its_text(marker: str) -> None:
    first = make_line(marker)
    (line,) = arrange_lines([make_line("业务回顾", x0=first.x1 + 2 * SIZE), first])
    assert line.text == f"{marker}业务回顾"
    assert arrange(make_line("2,020", x0=first.x1 + 2 * SIZE), make_line("附注")) == ["附注", "2,020"]


def test_a_row_may_waver() -> None:
    pieces = [make_line(text, TOP + shift, x0=x0) for text, shift, x0 in [("一", 2, 90), ("二", -2, 200)]]
    assert arrange(*pieces, make_line("三", TOP + PITCH)) == ["一", "二", "三"]


def test_columns_come_one_after_the_other() -> None:
    left, right = set_lines(*PROSE), set_lines(*PROSE[::-1], x0=BESIDE)
    assert arrange(*right, *left) == [*PROSE, *PROSE[::-1]]


def test_three_columns_come_one_after_the_other() -> None:
    texts = [[f"{name}{number}列文字一二三四五" for number in range(6)] for name in "甲乙丙"]
    columns = [set_lines(*column, x0=LEFT + 130 * place) for place, column in enumerate(texts)]
    assert arrange(*columns[2], *columns[0], *columns[1]) == [text for column in texts for text in column]


def test_what_stands_across_columns_parts_them() -> None:
    across = make_line("业务回顾" * 8, TOP + 8.2 * PITCH)
    upper = [*set_lines(*PROSE), *set_lines(*PROSE, x0=BESIDE)]
    below = [*set_lines("左下", top=TOP + 10 * PITCH), *set_lines("右下", top=TOP + 10 * PITCH, x0=BESIDE)]
    assert arrange(*below, across, *upper) == [*PROSE, *PROSE, across.text, "左下", "右下"]


def test_a_table_goes_row_by_row_even_between_columns() -> None:
    rows = [(f"项目{number}", f"{number},000") for number in range(6)]
    table = [
        make_line(text, TOP + (11 + number) * PITCH, x0=x0)
        for number, row in enumerate(rows)
        for text, x0 in zip(row, (LEFT, BESIDE + 60), strict=True)
    ]
    columns = [*set_lines(*PROSE), *set_lines(*PROSE, x0=BESIDE)]
    assert arrange(*table, *columns) == [*PROSE, *PROSE, *(text for row in rows for text in row)]


def test_a_narrow_list_beside_text_is_a_column() -> None:
    names = [f"SBI {name}" for name in ("Securities", "Bank", "Insurance", "Life", "Remit", "Estate")]
    listed = [make_line(name, TOP + 1.37 * PITCH * place) for place, name in enumerate(names)]
    assert arrange(*listed, *set_lines(*PROSE, x0=BESIDE)) == [*names, *PROSE]


def test_sizes_measured_anew_for_each_line_become_one() -> None:
    lines = set_lines(*PROSE)
    wavering = [
        Line(line.text, line.x0, line.x1 + place % 3 * 4, line.top, SIZE + place % 4)
        for place, line in enumerate(lines)
    ]
    heading = make_line("金融科技", TOP - 2 * PITCH, size=16.0)
    sizes = [line.size for line in arrange_lines([heading, *wavering])]
    assert len(set(sizes[1:])) == 1
    assert sizes[1] == pytest.approx(SIZE, rel=0.05)
    assert sizes[0] == pytest.approx(16.0, rel=0.05)


def test_the_confidence_of_a_line_is_that_of_its_characters() -> None:
    first = Line("金融科技", LEFT, LEFT + 40, TOP, SIZE, confidence=0.5)
    second = Line(
        "大数据分析战略", LEFT + 41, LEFT + 41 + measure("大数据分析战略"), TOP, SIZE, confidence=1.0
    )
    (line,) = arrange_lines([first, second])
    assert line.confidence == round((4 * 0.5 + 7 * 1.0) / 11, 3)


@given(
    st.lists(
        any_lines().filter(lambda line: line.size > 0 and line.x1 > line.x0),
        max_size=14,
        unique_by=lambda line: (line.top, line.x0),
    ),
    st.randoms(),
)
def test_no_text_is_lost_and_the_order_of_the_pieces_does_not_matter(pieces, random) -> None:
    lines = arrange_lines(pieces)
    shuffled = random.sample(pieces, len(pieces))
    assert arrange_lines(shuffled) == lines
    assert sorted("".join(line.text for line in lines).replace(" ", "")) == sorted(
        "".join(piece.text for piece in pieces).replace(" ", "")
    )
