"""The bookmarks of a PDF: which are read, and which name a section."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from page_builders import HEIGHT, WIDTH, draw_text, make_page

from fintech_coding.reading.bookmarks import find_bookmarks, is_title
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.pdf import read_pages
from fintech_coding.records import Bookmark, Page


def write_outline(path: Path, *entries: tuple[str, int, int], pages: int = 3) -> Path:
    """Write a PDF of pages with a line each, and an outline of (title, level, page)."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    for number in range(1, pages + 1):
        for title, _, page in entries:
            if page == number:
                canvas.bookmarkPage(title)
        draw_text(canvas, 90, 200, f"Text of page {number}.", 10)
        canvas.showPage()
    for title, level, _ in entries:
        canvas.addOutlineEntry(title, title, level=level)
    canvas.save()
    return path


def write_objects(path: Path, *objects: str) -> Path:
    """Write a PDF of objects, numbered from 1, the first its catalog; PDFium finds them without a table."""
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1))
    path.write_text(f"%PDF-1.4\n{body}trailer\n<< /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF\n", "ascii")
    return path


def read_bookmarks(path: Path) -> dict[int, list[tuple[str, int]]]:
    return {
        page.number: [(bookmark.title, bookmark.level) for bookmark in page.bookmarks]
        for page in read_pages(path)
    }


def open_at(*titles: Sequence[str]) -> list[Page]:
    """Return pages, each with its bookmarks."""
    return [
        Page(number, "", WIDTH, HEIGHT, (), bookmarks=tuple(Bookmark(title, 0) for title in opened))
        for number, opened in enumerate(titles, start=1)
    ]


def list_titles(pages: list[Page]) -> dict[int, list[str]]:
    return {page: [bookmark.title for bookmark in found] for page, found in find_bookmarks(pages).items()}


def test_bookmarks_come_with_the_page_they_open(tmp_path: Path) -> None:
    path = write_outline(tmp_path / "a.pdf", ("第一节　概况", 0, 1), ("一、业务", 1, 3), ("第二节", 0, 3))
    assert read_bookmarks(path) == {1: [("第一节 概况", 0)], 2: [], 3: [("一、业务", 1), ("第二节", 0)]}


def test_a_file_without_an_outline_has_no_bookmarks(tmp_path: Path) -> None:
    assert read_bookmarks(write_outline(tmp_path / "a.pdf")) == {1: [], 2: [], 3: []}


CATALOG = "<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
TARGET = "/Dest [3 0 R /Fit]"


@pytest.mark.parametrize("back", ["/Next 5 0 R", "/First 5 0 R", "/Next 6 0 R"])
def test_an_outline_that_runs_in_circles_is_read_within_bounds(tmp_path: Path, back: str) -> None:
    path = write_objects(
        tmp_path / "a.pdf", CATALOG, PAGES, PAGE, "<< /First 5 0 R /Last 6 0 R /Count 2 >>",
        f"<< /Title (One) /Parent 4 0 R {TARGET} /Next 6 0 R >>",
        f"<< /Title (Two) /Parent 4 0 R {TARGET} {back} >>",
    )  # fmt: skip
    start = time.perf_counter()
    found = read_bookmarks(path)[1]
    assert found[:2] == [("One", 0), ("Two", 0)]
    assert len(found) <= 200
    assert time.perf_counter() - start < 10


def test_an_outline_of_any_size_is_read_within_bounds(tmp_path: Path) -> None:
    entries = [
        f"<< /Title (Entry {number}) /Parent 4 0 R {TARGET} /Next {number + 1} 0 R >>"
        for number in range(5, 100_005)
    ]
    outlines = "<< /First 5 0 R /Last 100004 0 R /Count 100000 >>"
    path = write_objects(tmp_path / "a.pdf", CATALOG, PAGES, PAGE, outlines, *entries)
    start = time.perf_counter()
    assert len(read_bookmarks(path)[1]) == 200
    assert time.perf_counter() - start < 20


def test_a_title_of_broken_characters_breaks_nothing(tmp_path: Path) -> None:
    path = write_objects(
        tmp_path / "a.pdf", CATALOG, PAGES, PAGE, "<< /First 5 0 R /Last 6 0 R /Count 2 >>",
        f"<< /Title <FEFFD800> /Parent 4 0 R {TARGET} /Next 6 0 R >>",
        f"<< /Parent 4 0 R {TARGET} >>",
    )  # fmt: skip
    found = read_bookmarks(path)[1]
    assert [level for _, level in found] == [0, 0]
    assert not any(is_title(title) for title, _ in found)


def test_a_deep_outline_is_read_to_some_depth(tmp_path: Path) -> None:
    entries = [
        f"<< /Title (Level {number - 5}) /Parent {number - 1} 0 R {TARGET} /First {number + 1} 0 R >>"
        for number in range(5, 5_005)
    ]
    path = write_objects(
        tmp_path / "a.pdf", CATALOG, PAGES, PAGE, "<< /First 5 0 R /Last 5 0 R /Count 1 >>", *entries
    )
    assert read_bookmarks(path)[1] == [(f"Level {level}", level) for level in range(6)]


_NAMES = ("_GoBack", "OLE_LINK1", "_Toc123456", "AR2020.pdf", "01 封面.indd", "甲" * 101)
_COVERS = ("封面", "目 录", "COVER", "Inside Back Cover", "Contents")
_LABELS = ("12", "xii", "Page 3", "第3页", "", "—")
_GARBLED = ("\ufffd\ufffd年报", "ÄêÏÖ±¨¸æ", "\ue001\ue002章")


@pytest.mark.parametrize("title", [*_NAMES, *_COVERS, *_LABELS, *_GARBLED])
def test_what_a_program_names_a_bookmark_is_no_title(title: str) -> None:
    assert not is_title(title)


@pytest.mark.parametrize(
    "title", ["释义", "第四节 董事会报告", "Prospects", "Résumé", "8.3.5金融科技", "Civil works"]
)
def test_what_a_section_is_called_is_a_title(title: str) -> None:
    assert is_title(title)


def test_useless_bookmarks_are_left_out() -> None:
    pages = open_at(["封面", "_GoBack"], ["第一节 概况", "OLE_LINK2"], ["第二节 业务........12"])
    assert list_titles(pages) == {2: ["第一节 概况"], 3: ["第二节 业务"]}


def test_bookmarks_that_all_open_one_page_are_useless() -> None:
    assert list_titles(open_at(["第一节 概况", "第二节 业务"], [])) == {}


def test_the_widest_level_that_is_used_is_the_first() -> None:
    pages = [
        Page(1, "", WIDTH, HEIGHT, (), bookmarks=(Bookmark("AR.pdf", 0), Bookmark("Overview", 1))),
        Page(2, "", WIDTH, HEIGHT, (), bookmarks=(Bookmark("Review", 1), Bookmark("Retail", 2))),
    ]
    assert [b.level for found in find_bookmarks(pages).values() for b in found] == [0, 0, 1]


def test_passages_stand_in_the_sections_of_the_bookmarks(tmp_path: Path) -> None:
    path = write_outline(tmp_path / "a.pdf", ("Overview", 0, 1), ("Governance", 0, 2), ("Board", 1, 3))
    sections = [passage.section for passage in split_passages(list(read_pages(path)), report_id="r")]
    assert sections == ["Overview", "Governance", "Governance > Board"]


def test_a_page_without_bookmarks_goes_on_with_the_section_before() -> None:
    pages = [make_page("One sentence.", number=number) for number in (1, 2, 3)]
    marked = [
        Page(
            p.number,
            "",
            p.width,
            p.height,
            p.lines,
            bookmarks=(Bookmark(f"Part {p.number}", 0),) if p.number != 2 else (),
        )
        for p in pages
    ]
    assert [p.section for p in split_passages(marked, report_id="r")] == ["Part 1", "Part 1", "Part 3"]
