"""What is drawn over itself is read once; ideographs below each other are a line."""

from __future__ import annotations

import pytest
from page_builders import LEFT, PITCH, SIZE, TOP, make_line, set_lines

from fintech_coding.reading.glyphs import Placed, drop_repeated_lines, drop_repeats, join_stacks

LINES = set_lines("本行持续推进金融科技建设运用大数据", "并以人工智能服务客户提升服务效率质量")


def set_glyphs(text: str, *, x0: float = 0.0, y: float = 0.0, width: float = 10.0) -> list[Placed]:
    return [(character, x0 + number * width, y, width) for number, character in enumerate(text)]


@pytest.mark.parametrize("times", [2, 3, 4])
@pytest.mark.parametrize(("right", "down"), [(0.0, 0.0), (0.3, 0.0), (0.0, 0.3), (0.25, -0.25), (1.0, 0.0)])
@pytest.mark.parametrize("interleaved", [False, True])
def test_copies_that_make_a_text_bold_are_dropped(
    times: int, right: float, down: float, interleaved: bool
) -> None:
    copies = [set_glyphs("人工智能与大数据", x0=n * right, y=n * down) for n in range(times)]
    glyphs = [glyph for copy in copies for glyph in copy]
    if interleaved:
        glyphs = [glyph for glyphs in zip(*copies, strict=True) for glyph in glyphs]
    assert drop_repeats(glyphs, 10.0) == "人工智能与大数据"


@pytest.mark.parametrize("width", [0.9, 2.2, 5.0, 10.0])
def test_a_letter_that_stands_twice_is_kept_however_narrow_it_is(width: float) -> None:
    assert (
        drop_repeats(set_glyphs("annual meeting 2020 股股", width=width), 10.0) == "annual meeting 2020 股股"
    )


def test_a_glyph_without_a_width_is_kept() -> None:
    assert drop_repeats(set_glyphs("aa", width=0.0), 10.0) == "aa"


@pytest.mark.parametrize("shift", [0.0, 0.3, 1.0])
def test_a_page_that_is_drawn_twice_has_each_line_once(shift: float) -> None:
    short = make_line("合计", TOP + 5 * PITCH)
    page = [*LINES, short]
    again = [make_line(line.text, line.top, x0=line.x0 + shift) for line in page]
    assert drop_repeated_lines([*page, *again]) == page


def test_lines_with_the_same_words_elsewhere_are_kept() -> None:
    below = make_line(LINES[0].text, TOP + 10 * PITCH)
    beside = make_line(LINES[0].text, x0=LEFT + 250)
    dashes = [make_line("-", x0=LEFT + n * 40) for n in range(4)]
    page = [*LINES, below, beside, *dashes]
    assert drop_repeated_lines(page) == page


def test_ideographs_below_each_other_are_one_line() -> None:
    stack = [make_line(text, TOP + n * 1.1 * SIZE, x0=300.0) for n, text in enumerate("账面价值")]
    first, joined, last = join_stacks([LINES[0], *stack, LINES[1]])
    assert (first, last) == LINES
    assert (joined.text, joined.x0, joined.top) == ("账面价值", 300.0, TOP)
    assert joined.x1 == stack[0].x1


@pytest.mark.parametrize(
    ("text", "pitch", "aside"),
    [
        ("是是", 1.1, 0.0),
        ("是否是否", 1.8, 0.0),
        ("是否是否", 1.1, 5.0),
        ("1234", 1.1, 0.0),
        ("是否是否", -1.1, 0.0),
    ],
)
def test_cells_of_a_table_and_scattered_signs_are_no_line(text: str, pitch: float, aside: float) -> None:
    lines = [make_line(c, TOP + n * pitch * SIZE, x0=LEFT + n * aside) for n, c in enumerate(text)]
    assert join_stacks(lines) == lines


def test_two_stacks_beside_each_other_are_two_lines() -> None:
    stacks = [
        make_line(character, TOP + n * SIZE, x0=x0)
        for x0, text in ((300.0, "减少投资"), (340.0, "追加投资"))
        for n, character in enumerate(text)
    ]
    assert [line.text for line in join_stacks(stacks)] == ["减少投资", "追加投资"]
