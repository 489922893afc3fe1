"""The table of contents counts nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from page_builders import any_pages, fill, make_line, make_page

from fintech_coding.reading.contents import drop_contents
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.text import read_pages
from fintech_coding.records import Page

BODY = "本行运用人工智能。"
ENTRIES = ("公司简介 5", "讨论与分析 23", "金融科技 52", "公司治理 80", "财务报告 101")


def list_kept(*pages: Page) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in drop_contents(pages)]


@pytest.mark.parametrize(
    "entry",
    [
        "8.3.5 金融科技............52",
        "金融科技 . . . . . . . . 52",
        "金融科技 ······················ 52",
        "金融科技…………………… 52",
        "Financial technology ........... xii",
        "........................................5",
    ],
)
@pytest.mark.parametrize("number", [2, 150])
def test_a_line_with_dotted_leaders_goes_wherever_it_stands(entry: str, number: int) -> None:
    assert list_kept(make_page(BODY, entry, BODY, number=number)) == [[BODY, BODY]]


@pytest.mark.parametrize(
    "title", ["目录", "目 录", "目錄", "Contents", "CONTENTS", "Table of Contents", "目录 Contents"]
)
def test_a_page_titled_as_contents_goes_entirely(title: str) -> None:
    assert list_kept(make_page(title, *ENTRIES, number=2), make_page(BODY, number=3)) == [[], [BODY]]


def test_numbers_may_stand_before_the_entries_or_on_lines_of_their_own() -> None:
    first = make_page("目录", "5 公司简介", "23 讨论与分析", "52 金融科技", "80 公司治理", number=2)
    alone = make_page(
        "目录", "公司简介", "5", "讨论与分析", "23", "金融科技", "52", "公司治理", "80", number=3
    )
    assert list_kept(first, alone) == [[], []]


def test_an_entry_broken_over_lines_goes_whole() -> None:
    assert list_kept(make_page("目录", *ENTRIES, "董事、高级管理人员关于年度报告的", "书面确认意见 188")) == [
        []
    ]


def test_contents_go_on_over_the_page() -> None:
    more = make_page("备查文件 188", "释义 190", "附录 191", "索引 195", number=3)
    assert list_kept(make_page("目录", *ENTRIES, number=2), more, make_page(BODY, number=4)) == [
        [],
        [],
        [BODY],
    ]


def test_a_page_of_prose_after_the_contents_stays() -> None:
    prose = make_page(fill(), fill("2020年末"), "12项。", BODY, number=3)
    assert list_kept(make_page("目录", *ENTRIES, number=2), prose)[1] == [line.text for line in prose.lines]


def test_a_page_with_more_prose_than_entries_after_the_contents_stays() -> None:
    prose = make_page(*[fill()] * 8, "网点 55", "员工 43", "节点 12", "项目 35", "完。", number=3)
    assert list_kept(make_page("目录", *ENTRIES, number=2), prose)[1] == [line.text for line in prose.lines]


def test_a_page_that_merely_mentions_contents_stays() -> None:
    texts = [
        "第一节 重要提示、目录和释义",
        "备查文件目录",
        "2020年末员工 43",
        "2019年末员工 44",
        "网点 15",
        "子公司 12",
    ]
    assert list_kept(make_page(*texts)) == [texts]


def test_a_page_titled_as_contents_with_hardly_an_entry_stays() -> None:
    assert list_kept(make_page("目录", BODY, "公司简介 5", BODY)) == [["目录", BODY, "公司简介 5", BODY]]


def test_contents_stand_at_the_front_of_a_report() -> None:
    pages = [make_page(BODY, number=number) for number in range(1, 100)]
    catalogue = make_page("目录", *ENTRIES, number=100)
    assert len(list_kept(*pages, catalogue)[-1]) == 1 + len(ENTRIES)


def test_a_numeric_table_at_the_front_stays() -> None:
    rows = ["项目 2020年 2019年", "贷款 1,234 1,111", "占比 12 13", "存款 2,345 2,222", "网点 55 56"]
    assert list_kept(make_page(*rows, number=5)) == [rows]


def test_a_sentence_that_ends_in_an_ellipsis_is_no_contents_line() -> None:
    text = "本行应用人工智能、大数据、区块链......"
    assert list_kept(make_page(text, number=60)) == [[text]]


def test_the_contents_of_a_text_file_without_form_feeds_do_not_take_the_report_along(tmp_path: Path) -> None:
    body = "".join(f"\n　　{fill(end=f'人工智能之{n}')}\n能。\n" for n in "甲乙丙丁戊己庚辛壬癸")
    path = tmp_path / "a.txt"
    path.write_text("某银行2020年度报告\n目录\n" + "\n".join(ENTRIES) + "\n" + body, encoding="utf-8")
    passages = split_passages(list(read_pages(path)), report_id="r")
    assert sum(passage.text.count("人工智能") for passage in passages) == 10


@settings(max_examples=60, deadline=None)
@given(any_pages())
def test_dropping_never_raises_and_keeps_every_page(pages: list[Page]) -> None:
    assert [page.number for page in drop_contents(pages)] == [page.number for page in pages]


def test_entries_without_a_title_are_known_by_numbers_that_climb() -> None:
    entries = [
        f"{number} {title}章" for number, title in zip((4, 9, 18, 33, 55, 92), "甲乙丙丁戊己", strict=True)
    ]
    (kept,) = drop_contents([make_page(*entries)])
    assert kept.lines == ()


def test_a_numbered_list_is_no_contents() -> None:
    page = make_page(*[f"{number} {title}章" for number, title in enumerate("甲乙丙丁戊己庚", start=1)])
    assert drop_contents([page]) == [page]


def test_entries_beside_other_text_go_and_the_text_stays() -> None:
    text = [make_line(f"本行在多个领域开展业务{n}", 100 + 16 * n, x0=60) for n in range(14)]
    entries = [
        make_line(entry, 100 + 16 * n, x0=400)
        for n, entry in enumerate(("5 公司简介", "23 讨论", "52 科技", "80 治理"))
    ]
    page = make_page(*text, make_line("CONTENTS", 60, x0=400), *entries, number=3)
    assert list_kept(page) == [[*(line.text for line in text), "CONTENTS"]]


def test_an_entry_whose_leader_stands_in_the_next_line_goes_whole() -> None:
    entries = ("Risk factors ............... 51", "Group companies ........ 98", "History .......... 101")
    broken = ("Statement of Comprehensive Income/", "Statement of Changes in Equity ............. 58")
    page = make_page("FINANCIAL INFORMATION", *entries, *broken, "5-year Summary ... 48", number=49)
    assert list_kept(page) == [["FINANCIAL INFORMATION"]]


def test_a_line_that_ends_in_a_slash_over_a_lone_leader_stays() -> None:
    assert list_kept(make_page("本行/", "金融科技............52", number=49)) == [["本行/"]]
