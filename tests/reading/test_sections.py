"""The sections that passages stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from page_builders import fill, make_page

from fintech_coding.reading.chapters import Chapter
from fintech_coding.reading.layout import Paragraph
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.sections import is_in_section, is_section_heading, list_sections
from fintech_coding.records import PARTS, Line, Passage

BODY = ("　　" + fill()[:-2], fill(), "完。")


def list_passages(*lines: str | Line) -> list[Passage]:
    return split_passages([make_page(*lines)], report_id="r")


def head(text: str, page: int = 1, size: float = 10.0) -> Paragraph:
    return Paragraph(text, page, page, "heading", size)


def write(text: str = "正文。", page: int = 1) -> Paragraph:
    return Paragraph(text, page, page, "body", 10.0, lines=3)


def list_paths(
    *paragraphs: Paragraph,
    chapters: Mapping[int, Sequence[str]] | None = None,
    at_top: bool = False,
    running: Mapping[int, str] | None = None,
) -> list[str]:
    listed = {
        page: [Chapter(title.strip(), len(title) - len(title.lstrip()), at_top) for title in titles]
        for page, titles in (chapters or {}).items()
    }
    return [path for path, _ in list_sections(paragraphs, listed, running or {})]


def test_a_passage_carries_the_headings_over_it() -> None:
    passages = list_passages("第四节 讨论与分析", "一、总体情况", *BODY, "二、金融科技", *BODY)
    assert [(p.kind, p.section) for p in passages] == [
        ("heading", "第四节 讨论与分析"),
        ("heading", "第四节 讨论与分析 > 一、总体情况"),
        ("body", "第四节 讨论与分析 > 一、总体情况"),
        ("heading", "第四节 讨论与分析 > 二、金融科技"),
        ("body", "第四节 讨论与分析 > 二、金融科技"),
    ]
    assert {passage.part for passage in passages} == {"mda"}


def test_text_before_the_first_heading_has_no_section() -> None:
    assert (list_passages(*BODY)[0].section, list_passages(*BODY)[0].part) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "单位:人民币百万元", "人民币百万元,百分比除外", "2020年12月31日", "二〇二一年三月二十六日",
        "2020年度", "As at 31 December 2015", "董事长:张三", "电话:010-12345678", "ir@bank.com", "本集团本行",
        "项目", "某公司 5,210,941,000 6.00", "—以公允价值计量", "百万元)(个)", "其他说明:",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_heading_opens_no_section(text: str) -> None:
    assert not is_section_heading(text)
    assert list_paths(head("一、总体情况"), head(text), write()) == ["一、总体情况"] * 3


@pytest.mark.parametrize(
    "text",
    ["金融科技", "2020年经营情况分析", "8.2.1利润表项目分析", "热点问题一:支持普惠金融", "COVID-19 response"],
)
def test_what_may_be_a_heading_is_one(text: str) -> None:
    assert is_section_heading(text)


# --- chapters that the report lists --------------------------------------------------------------


def test_a_listed_chapter_opens_at_its_title() -> None:
    paths = list_paths(write("前文。"), head("展望"), write(), chapters={1: ["展望"]})
    assert paths == ["", "展望", "展望"]


def test_a_listed_chapter_without_its_title_in_print_opens_at_the_top_of_its_page() -> None:
    assert list_paths(write(), write(page=2), write(page=2), chapters={2: ["展望"]}) == ["", "展望", "展望"]
    assert list_paths(write(), write(page=4), chapters={2: ["展望"]}) == ["", "展望"]


def test_what_is_printed_at_the_top_opens_there_though_it_comes_later_in_the_text() -> None:
    paragraphs = [write("一"), write("二", 2), head("展望", 2), write("三", 2)]
    assert list_paths(*paragraphs, chapters={2: ["展望"]}, at_top=True) == ["", "展望", "展望", "展望"]


def test_a_title_broken_over_lines_is_the_listed_one() -> None:
    lines = [
        head("Changes in share", size=20),
        head("capital and particulars", size=20),
        head("of shareholders"),
    ]
    title = "Changes in Share Capital and Particulars of Shareholders"
    assert list_paths(*lines, write(), chapters={1: [title]}) == [title] * 4


def test_a_title_run_together_with_what_follows_is_found() -> None:
    assert list_paths(write("11.公司治理报告公司治理架构注"), chapters={1: ["11.公司治理报告"]}) == [
        "11.公司治理报告"
    ]


def test_listed_chapters_stand_in_each_other_by_level_and_headings_below_them() -> None:
    paths = list_paths(
        head("Retail"), write(), write(page=2), chapters={1: ["Review", " Business Review"], 2: [" Risk"]}
    )
    assert paths == ["Review > Business Review > Retail"] * 2 + ["Review > Risk"]


def test_numbers_rank_the_listed_entries_that_have_them() -> None:
    chapters = {1: ["8.讨论与分析", "8.1环境", "8.2业务"], 2: ["9.股本"], 3: ["10.治理"]}
    paragraphs = [head("8.讨论与分析"), head("8.1环境"), head("8.2业务"), head("一、扶贫"), write()]
    paths = list_paths(*paragraphs, write(page=2), write(page=3), chapters=chapters)
    assert paths[2:] == [
        "8.讨论与分析 > 8.2业务",
        *["8.讨论与分析 > 8.2业务 > 一、扶贫"] * 2,
        "9.股本",
        "10.治理",
    ]


def test_an_entry_with_a_number_that_is_not_found_opens_nothing_in_the_middle_of_a_page() -> None:
    assert (
        list_paths(head("第一节 概况"), write(), chapters={1: ["第一节 概况", "三、其他"]})
        == ["第一节 概况"] * 2
    )


def test_a_slogan_alone_on_a_page_between_listed_chapters_opens_nothing() -> None:
    paragraphs = [write(), head("Growing together", 2, 24.0), write(page=3)]
    assert list_paths(*paragraphs, chapters={1: ["Review"], 4: ["Risk"]}) == ["Review"] * 3


def test_the_running_header_of_notes_opens_them_in_their_chapter() -> None:
    paragraphs = [head("第十节 财务报告"), write(), write(page=2)]
    assert list_paths(*paragraphs, running={2: "财务报表附注"})[-1] == "第十节 财务报告 > 财务报表附注"


def test_the_title_of_the_notes_on_every_page_ends_none_of_them() -> None:
    paragraphs = [
        head("第十节 财务报告"),
        head("财务报表附注"),
        head("一、概况"),
        head("财务报表附注", 2),
        write(page=2),
    ]
    assert list_paths(*paragraphs)[-1] == "第十节 财务报告 > 财务报表附注 > 一、概况"


def test_notes_do_not_stand_in_the_report_of_the_auditor() -> None:
    paragraphs = [head("审计报告", size=16), write(), head("财务报表附注", 2, 16), write(page=2)]
    assert list_paths(*paragraphs)[-1] == "财务报表附注"


def test_in_a_text_file_the_title_of_a_part_opens_it_wherever_it_stands() -> None:
    titles = ["公司資料", "管理層討論及分析", "業務回顧", "展望", "企業管治報告", "董事會"]
    paragraphs = [Paragraph(title, 1, 1, "heading", 0.0) for title in titles]
    assert list_paths(*paragraphs) == [
        "公司資料",
        "管理層討論及分析",
        "管理層討論及分析 > 業務回顧",
        "管理層討論及分析 > 展望",
        "企業管治報告",
        "企業管治報告 > 董事會",
    ]


# --- named sections ------------------------------------------------------------------------------


def stand(section: str, part: str) -> Passage:
    return Passage("r_1", "r", 1, 1, "", section, "body", "…", part)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_asked_for_by_its_name(part: str) -> None:
    assert is_in_section(stand("第四节", part), part.upper())
    assert not is_in_section(stand(f"About {part}", ""), part)


def test_any_other_name_is_looked_for_in_the_headings() -> None:
    assert is_in_section(stand("第八节 公司治理 > 董事会", "governance"), "公司治理")
    assert is_in_section(stand("Prospects > Risk", ""), "prospects")
    assert not is_in_section(stand("", ""), "prospects")
