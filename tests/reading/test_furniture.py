"""Running headers, footers and page numbers: dropped; what is said once: kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from page_builders import FOOTER, HEADER, any_pages, make_line, make_page

from fintech_coding.reading.furniture import drop_furniture
from fintech_coding.records import Line, Page, Ruling

BODY = "本行运用大数据。"
TITLES = (
    "总体情况", "公司治理", "风险管理", "社会责任", "财务报表", "重要事项", "股东情况", "监管指标",
    "业务回顾", "审计报告",
)  # fmt: skip


def print_pages(edge: Callable[[int], Line | None], *, count: int = 10) -> list[Page]:
    """Return pages with a body line, and the line near the edge that each page number gives."""
    lines = [(number, edge(number)) for number in range(1, count + 1)]
    return [make_page(BODY, *([line] if line else []), number=number) for number, line in lines]


def count_kept(pages: list[Page]) -> int:
    """Return how many lines besides the bodies are left."""
    kept = drop_furniture(pages)
    assert all(page.lines[0].text == BODY for page in kept)
    return sum(len(page.lines) - 1 for page in kept)


@pytest.mark.parametrize("top", [HEADER, FOOTER])
def test_a_line_on_every_page_at_the_same_height_goes(top: float) -> None:
    assert count_kept(print_pages(lambda _: make_line("某银行年度报告", top))) == 0


def test_a_running_line_goes_though_its_page_number_differs() -> None:
    assert count_kept(print_pages(lambda n: make_line(f"某银行2020年度报告(A股){n + 95}", FOOTER))) == 0


def test_a_running_line_goes_though_it_stands_left_and_right_in_turn() -> None:
    assert (
        count_kept(print_pages(lambda n: make_line("某银行年度报告", FOOTER, x0=60 if n % 2 else 420))) == 0
    )


def test_headers_that_alternate_go() -> None:
    assert count_kept(print_pages(lambda n: make_line("某银行" if n % 2 else "年度报告", HEADER))) == 0


def test_a_running_line_goes_though_its_height_wavers() -> None:
    assert (
        count_kept(print_pages(lambda n: make_line("某银行年度报告", FOOTER + (2.4 if n == 5 else 1.6)))) == 0
    )


def test_a_chapters_header_goes_on_the_chapters_pages() -> None:
    header = {range(1, 5): "公司治理", range(5, 11): "风险管理"}
    title = {n: text for pages, text in header.items() for n in pages}
    assert count_kept(print_pages(lambda n: make_line(title[n], HEADER))) == 0


def test_a_line_said_once_near_the_edge_stays() -> None:
    assert (
        count_kept(print_pages(lambda n: make_line("本行推进金融科技建设", FOOTER) if n == 4 else None)) == 1
    )


def test_a_line_said_on_two_pages_stays() -> None:
    assert count_kept(print_pages(lambda n: make_line("金融科技", HEADER) if n in (4, 5) else None)) == 2


def test_different_lines_at_one_height_stay() -> None:
    words = "甲乙丙丁戊己庚辛壬癸"
    assert count_kept(print_pages(lambda n: make_line(f"推进{words[n - 1]}项目", FOOTER))) == 10


def test_a_line_repeated_in_the_middle_of_pages_stays() -> None:
    assert count_kept(print_pages(lambda _: make_line("单位:人民币百万元", 400))) == 10


@pytest.mark.parametrize(
    "text", ["12", "- 12 -", "第 12 页", "第12页 共200页", "12/200", "Page 12 of 200", "xii", "· 12 ·"]
)
def test_a_page_number_at_the_edge_goes_though_it_stands_once(text: str) -> None:
    pages = print_pages(lambda n: make_line(text, FOOTER) if n == 1 else None)
    assert count_kept(pages) == 0


@pytest.mark.parametrize("text", ["238.19亿元", "12项", "2020年", "12,345", "AI"])
def test_what_only_resembles_a_page_number_stays(text: str) -> None:
    assert count_kept(print_pages(lambda n: make_line(text, FOOTER) if n == 1 else None)) == 1


def test_a_number_in_the_middle_of_a_page_stays() -> None:
    assert count_kept([make_page(BODY, make_line("12", 400))]) == 1


def test_a_chapters_header_goes_though_the_line_stands_once_more_far_behind() -> None:
    pages = print_pages(lambda n: make_line("金融科技", HEADER) if n <= 10 or n == 60 else None, count=60)
    assert count_kept(pages) <= 1


def test_everything_but_the_lines_of_a_page_stays_as_it_is() -> None:
    page = make_page(BODY, make_line("1", FOOTER), number=7, label="v")
    (kept,) = drop_furniture([page])
    assert kept == Page(7, "v", page.width, page.height, page.lines[:1])


@settings(max_examples=60, deadline=None)
@given(any_pages())
def test_dropping_keeps_the_pages_and_the_order_of_the_lines_left(pages: list[Page]) -> None:
    kept = drop_furniture(pages)
    assert [page.number for page in kept] == [page.number for page in pages]
    for before, after in zip(pages, kept, strict=True):
        left = iter(before.lines)
        assert all(line in left for line in after.lines)


@settings(max_examples=60, deadline=None)
@given(any_pages())
def test_dropping_twice_drops_nothing_more(pages: list[Page]) -> None:
    once = drop_furniture(pages)
    assert drop_furniture(once) == once


def test_a_line_goes_that_carries_its_pages_number() -> None:
    assert count_kept(print_pages(lambda n: make_line(f"{TITLES[n - 1]} {n + 17}", FOOTER))) == 0


def test_a_line_whose_number_is_not_its_pages_stays() -> None:
    assert count_kept(print_pages(lambda n: make_line(f"{TITLES[n - 1]} {n * n}", FOOTER))) == 10


def test_a_line_goes_at_a_height_that_the_pages_around_keep_for_running_lines() -> None:
    assert count_kept(print_pages(lambda n: make_line("社会责任" if n == 5 else "公司治理", HEADER))) == 0


def test_a_larger_line_at_such_a_height_stays() -> None:
    def print_title(n: int) -> Line:
        return make_line("社会责任", HEADER, size=18) if n == 5 else make_line("公司治理", HEADER)

    assert count_kept(print_pages(print_title)) == 1


@pytest.mark.parametrize("heading", ["三、主要项目附注(续)", "14 Loans and advances (continued)"])
def test_a_heading_that_goes_on_from_page_to_page_stays(heading: str) -> None:
    assert count_kept(print_pages(lambda _: make_line(heading, HEADER))) == 10


def test_what_closes_a_running_lines_bracket_goes_and_what_follows_stays() -> None:
    pages = [
        make_page(
            make_line("某银行财务报表(除特别注明外,金", HEADER),
            make_line(f"额单位均为人民币百万元){text}", HEADER + 16),
            BODY,
            number=number,
        )
        for number, text in enumerate(["现金及存放款项", "贷款", "", "股东权益"], start=1)
    ]
    kept = [[line.text for line in page.lines if line.text != BODY] for page in drop_furniture(pages)]
    assert kept == [["现金及存放款项"], ["贷款"], [], ["股东权益"]]


def test_a_page_number_at_the_foot_of_a_page_on_its_side_goes() -> None:
    lines = [Line(f"{n} / 90", 404, 434, 525, 9) for n in range(1, 11)]
    pages = [Page(n, "", 842, 595, (line,)) for n, line in enumerate(lines, start=1)]
    assert [page.lines for page in drop_furniture(pages)] == [()] * 10


# --- what only seems to run, and what runs along -------------------------------------------------


def draw_table(page: Page, bottom: float) -> Page:
    """Return a page with a drawn table of two columns from the top to a height."""
    ys = (50.0, 70.0, bottom)
    rulings = (
        *(Ruling(80.0, y, 400.0, y + 0.5) for y in ys),
        *(Ruling(x, ys[0], x + 0.5, ys[-1]) for x in (80.0, 240.0, 400.0)),
    )
    return replace(page, rulings=rulings)


def test_the_header_of_a_drawn_table_stays_on_each_page_it_goes_on_to() -> None:
    pages = print_pages(lambda _: make_line("项目 附注 年末余额", 55.0))
    assert count_kept(pages) == 0
    assert count_kept([draw_table(page, 600.0) for page in pages]) == len(pages)


def test_a_running_line_in_a_box_of_its_own_goes() -> None:
    pages = print_pages(lambda _: make_line("某银行年度报告", 55.0))
    assert count_kept([draw_table(page, 80.0) for page in pages]) == 0


def set_header(number: int, *, color: int) -> Page:
    """Return a page with a running line and, on one page, another under it."""
    header = replace(make_line("财务报表", HEADER), color=0x939598)
    under = replace(make_line("截至二零一五年十二月三十一日止年度", HEADER + 12), color=color)
    return make_page(BODY, "另有一段。", header, *([under] if number == 5 else []), number=number)


def test_what_stands_under_a_running_line_in_its_colour_goes_with_it() -> None:
    assert all(
        len(page.lines) == 2 for page in drop_furniture([set_header(n, color=0x939598) for n in range(1, 11)])
    )


def test_what_stands_under_a_running_line_in_the_texts_colour_stays() -> None:
    assert len(drop_furniture([set_header(n, color=0) for n in range(1, 11)])[4].lines) == 3
