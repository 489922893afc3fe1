"""Where chapters begin: bookmarks, the table of contents, running headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from page_builders import HEADER, PITCH, fill, make_line, make_page

from fintech_coding.reading.chapters import find_chapters, find_running_parts
from fintech_coding.reading.furniture import drop_furniture
from fintech_coding.reading.passages import split_passages
from fintech_coding.records import Bookmark, Line, Page

BODY = ("　　" + fill()[:-2], fill(), "完。")
CHINESE = {3: "公司简介", 5: "管理层讨论与分析", 9: "企业管治报告", 12: "财务报表附注"}
ENGLISH = {3: "Corporate Profile", 5: "Financial Review", 8: "Business Review", 11: "Risk Management"}


def make_report(contents: Sequence[str | Line], titles: dict[int, str], pages: int = 16) -> list[Page]:
    """Return pages with contents on the second, and titles, those of printed numbers, on the page after."""
    opened = {number + 1: title for number, title in titles.items()}
    return [
        make_page(*(contents if number == 2 else [opened.get(number, ""), *BODY]), number=number)
        for number in range(1, pages + 1)
    ]


def list_found(pages: Sequence[Page]) -> dict[int, list[tuple[str, int]]]:
    chapters = find_chapters(pages, drop_furniture(pages))
    return {page: [(chapter.title, chapter.level) for chapter in opened] for page, opened in chapters.items()}


def test_contents_lead_to_pages_though_printed_numbers_differ_from_the_files() -> None:
    found = {number + 1: [(title, 0)] for number, title in CHINESE.items()}
    leaders = [f"{title}............{number}" for number, title in CHINESE.items()]
    assert list_found(make_report(["目录", *leaders], CHINESE)) == found
    before = [f"{number} {title}" for number, title in CHINESE.items()]
    assert list_found(make_report(["目录", *before], CHINESE)) == found


def test_a_title_that_is_not_found_again_has_its_page_all_the_same() -> None:
    contents = [
        "目录",
        *(f"{title}............{number}" for number, title in {**CHINESE, 14: "释义"}.items()),
    ]
    assert list_found(make_report(contents, CHINESE))[15] == [("释义", 0)]


def test_leaders_on_a_line_of_their_own_belong_to_the_title_above() -> None:
    contents = ["目录"]
    for number, title in CHINESE.items():
        contents += [f"{title}............", f"...........{number}"]
    assert list(list_found(make_report(contents, CHINESE))) == [4, 6, 10, 13]


def test_a_title_over_entries_is_the_chapter_they_stand_in() -> None:
    lines: list[Line] = []
    for number, title in ENGLISH.items():
        if number in (3, 5):
            group = "Overview" if number == 3 else "Management Discussion"
            lines.append(make_line(group, 100 + PITCH * len(lines), size=14))
        lines.append(make_line(f"{number} {title}", 100 + PITCH * len(lines)))
    pages = make_report(lines, ENGLISH)
    header = make_line("Management Discussion", HEADER)
    pages = [replace(p, lines=(header, *p.lines)) if 6 <= p.number <= 12 else p for p in pages]
    assert list_found(pages) == {
        4: [("Corporate Profile", 0)],  # "Overview" stands nowhere else
        6: [("Management Discussion", 0), ("Financial Review", 1)],
        9: [("Business Review", 1)],
        12: [("Risk Management", 1)],
    }
    last = split_passages(pages, report_id="r")[-1]
    assert (last.section, last.part) == ("Management Discussion > Risk Management", "mda")


def test_a_table_that_looks_like_contents_and_leads_nowhere_is_none() -> None:
    table = ["某种疫苗的制备方法 4", "某种检测系统 7", "某种缓释药物 9", "某种给药装置 12", "某种培养基 14"]
    assert list_found(make_report(table, CHINESE)) == {}


def test_bookmarks_are_believed_before_the_contents() -> None:
    pages = make_report(["目录", *(f"{title}......{number}" for number, title in CHINESE.items())], CHINESE)
    pages[3] = replace(pages[3], bookmarks=(Bookmark("公司简介", 0),))
    pages[8] = replace(pages[8], bookmarks=(Bookmark("业务回顾", 1),))
    assert list_found(pages) == {4: [("公司简介", 0)], 9: [("业务回顾", 1)]}


def test_bookmarks_of_every_numbered_line_are_taken_with_the_contents() -> None:
    chapters = {3: "第一节 公司简介", 5: "第二节 董事会报告", 9: "第三节 公司治理"}
    contents = ["目录", *(f"{title}......{number}" for number, title in chapters.items()), "附录......13"]
    pages = make_report(contents, {**chapters, 13: "附录"})
    pages[6] = replace(pages[6], bookmarks=(Bookmark("一、总体情况", 0), Bookmark("第二节 董事会报告", 0)))
    pages[7] = replace(pages[7], bookmarks=(Bookmark("二、展望", 0),))
    found = list_found(pages)
    assert [found[page] for page in (4, 6, 7, 8, 10)] == [
        [("第一节 公司简介", 0)],
        [("第二节 董事会报告", 0)],
        [("一、总体情况", 0)],
        [("二、展望", 0)],
        [("第三节 公司治理", 0)],
    ]


# --- running headers -----------------------------------------------------------------------------


def add_headers(pages: Sequence[Page], headers: dict[range, str]) -> list[Page]:
    return [
        replace(
            page, lines=(*(make_line(t, HEADER) for r, t in headers.items() if page.number in r), *page.lines)
        )
        for page in pages
    ]


def test_the_title_of_a_part_in_the_running_header_opens_it() -> None:
    plain = [make_page("本节标题", *BODY, number=number) for number in range(1, 16)]
    pages = add_headers(plain, {range(3, 8): "管理层讨论与分析", range(8, 12): "企业管治报告"})
    assert find_running_parts(pages, drop_furniture(pages)) == {3: "管理层讨论与分析", 8: "企业管治报告"}
    parts = {p.page_first: p.part for p in split_passages(pages, report_id="r")}
    assert [parts[number] for number in (2, 3, 7, 8, 11)] == ["", "mda", "mda", "governance", "governance"]


def test_a_running_header_that_names_no_part_opens_nothing() -> None:
    plain = [make_page(*BODY, number=number) for number in range(1, 16)]
    pages = add_headers(plain, {range(1, 16): "某银行股份有限公司年度报告"})
    assert find_running_parts(pages, drop_furniture(pages)) == {}


def test_a_header_on_every_other_page_opens_its_part_once() -> None:
    plain = [make_page(*BODY, number=number) for number in range(1, 16)]
    pages = add_headers(plain, {range(3, 12, 2): "财务报表附注"})
    assert find_running_parts(pages, drop_furniture(pages)) == {3: "财务报表附注"}
