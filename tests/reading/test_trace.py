"""What became of each printed line."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given, settings
from page_builders import FOOTER, any_pages, fill, make_line, make_page, write_pdf

from fintech_coding.reading.pdf import read_pages
from fintech_coding.reading.picture import COLORS, draw_page
from fintech_coding.reading.trace import FATES, trace_pages
from fintech_coding.records import Page


def print_report() -> list[Page]:
    """Return three pages with contents, a heading, a paragraph, rows, a note, and a footer."""
    contents = ["目录", *[f"第{n}节 各项业务 .......... {n}" for n in range(1, 6)]]
    text = [
        "金融科技",
        "　　" + fill()[:-2],
        fill(),
        "完。",
        "存款 1,234 5,678",
        "贷款 2,345 6,789",
        "注:经审计。",
    ]
    return [
        make_page(*lines, make_line("某银行年度报告", FOOTER), number=number)
        for number, lines in enumerate((contents, text, text), start=1)
    ]


def test_every_line_has_its_fate() -> None:
    pages = {page.number: traced for page, traced in trace_pages(print_report())}
    assert [item.fate for item in pages[1]] == ["contents"] * 6 + ["furniture"]
    assert [item.fate for item in pages[2]] == [
        "heading", "body", "body", "body", "table", "table", "note", "furniture",
    ]  # fmt: skip


def test_a_passage_opens_with_its_first_line() -> None:
    _, (_, traced), _ = trace_pages(print_report())
    assert [item.opens for item in traced] == [True, True, False, False, True, False, True, False]


@settings(max_examples=60, deadline=None)
@given(any_pages())
def test_no_line_is_lost_or_made_up(pages: list[Page]) -> None:
    for page, traced in trace_pages(pages):
        assert tuple(item.line for item in traced) == page.lines
        assert {item.fate for item in traced} <= set(FATES)


def test_a_picture_shows_each_fate_in_its_colour(tmp_path: Path) -> None:
    from PIL import Image

    path = write_pdf(tmp_path / "report.pdf", ["金融科技", "本行运用大数据。"])
    (page,) = read_pages(path)
    ((_, traced),) = trace_pages([page])
    image = Image.open(io.BytesIO(draw_page(path, page, traced)))
    seen = {color for _, color in image.getcolors(maxcolors=1 << 20) or []}
    assert {COLORS[item.fate] for item in traced} <= seen
    assert max(image.size) == 1600
