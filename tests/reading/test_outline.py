"""The headings over a place: how they nest, and how they end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.reading.openings import heading_rank
from fintech_coding.reading.outline import Outline
from fintech_coding.records import PARTS


def walk(*headings: str | tuple[str, float], size: float = 10.0) -> str:
    return enter(*headings, size=size).path


def enter(*headings: str | tuple[str, float], chapters: tuple[str, ...] = (), size: float = 10.0) -> Outline:
    outline = Outline(size)
    for heading in headings:
        text, size_ = (heading, size) if isinstance(heading, str) else heading
        outline.enter(text, size_, level=0 if text in chapters else None)
    return outline


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("第四节 董事会报告", "一、总体情况"),
        ("第十一章 财务报告", "十二、其他"),
        ("Chapter 4 Risk", "8.3 IT"),
        ("一、总体情况", "(三)金融科技"),
        ("二、总体情况", "（三）金融科技"),
        ("(三)金融科技", "1、大数据"),
        ("1、大数据", "(1)平台"),
        ("8.讨论与分析", "8.3业务综述"),
        ("8.3 业务综述", "8.3.5金融科技"),
        ("8.3.5金融科技", "8.3.5.1 大数据"),
    ],
)
def test_a_number_tells_which_heading_ranks_higher(higher: str, lower: str) -> None:
    assert (0, 0) < heading_rank(higher) < heading_rank(lower)
    assert walk(higher, lower) == f"{higher} > {lower}"
    assert walk(lower, higher) == higher


@pytest.mark.parametrize(
    "heading", ["金融科技", "FinTech", "5G消息", "12月31日", "31 December 2015", "3.5%的增长"]
)
def test_a_heading_without_a_number_of_its_own_has_no_rank(heading: str) -> None:
    assert heading_rank(heading) == (0, 0)


def test_headings_nest_and_end_at_the_next_of_their_rank() -> None:
    assert (
        walk("第四节 讨论与分析", "一、总体情况", "(一)科技") == "第四节 讨论与分析 > 一、总体情况 > (一)科技"
    )
    assert walk("第四节 讨论与分析", "一、总体情况", "(一)科技", "二、展望") == "第四节 讨论与分析 > 二、展望"
    assert walk("第四节 讨论与分析", "一、总体情况", "第五节 公司治理") == "第五节 公司治理"


def test_a_heading_without_a_number_stands_under_the_numbered_one_and_ends_at_the_next() -> None:
    assert walk("一、科技", "数据治理") == "一、科技 > 数据治理"
    assert walk("一、科技", "数据治理", "智慧风控") == "一、科技 > 智慧风控"
    assert walk("一、科技", "数据治理", "二、展望") == "二、展望"


def test_a_larger_heading_ranks_over_a_smaller_one() -> None:
    assert walk(("Corporate Banking", 16.0), ("Deposits", 11.0)) == "Corporate Banking > Deposits"
    assert walk(("Corporate Banking", 16.0), ("Deposits", 11.0), ("Treasury", 16.0)) == "Treasury"


def test_sizes_that_hardly_differ_are_of_one_rank() -> None:
    assert walk(("Deposits", 11.0), ("Loans", 10.5), ("Cards", 10.6)) == "Cards"


def test_a_slogan_is_no_wider_than_a_large_heading() -> None:
    assert walk(("Growing Together", 60.0), ("Business Review", 26.0)) == "Business Review"


def test_a_deep_path_keeps_every_heading_over_a_place() -> None:
    assert (
        walk("第四节 讨论", "一、业务", "(一)科技", "1、大数据", "(1)平台")
        == "第四节 讨论 > 一、业务 > (一)科技 > 1、大数据 > (1)平台"
    )


def test_decimal_headings_nest() -> None:
    assert (
        walk("8.3 业务综述", "8.3.5金融科技", "8.3.5.1 大数据")
        == "8.3 业务综述 > 8.3.5金融科技 > 8.3.5.1 大数据"
    )
    assert walk("8.3 业务综述", "8.3.5金融科技", "8.4 风险管理") == "8.4 风险管理"


def test_a_decimal_heading_stands_in_its_chapter() -> None:
    assert (
        walk("8.讨论与分析", "8.3业务综述", "8.3.5金融科技") == "8.讨论与分析 > 8.3业务综述 > 8.3.5金融科技"
    )


@pytest.mark.parametrize("text", ["5G消息业务", "12月31日 比例 变动", "31 December 2015", "3个月以内"])
def test_a_number_that_counts_something_opens_no_chapter(text: str) -> None:
    assert walk("第四节 讨论与分析", text).startswith("第四节 讨论与分析")


# --- lists that start anew -----------------------------------------------------------------------


def test_a_list_within_a_decimal_chapter_does_not_end_it() -> None:
    walked = enter("8.讨论", "8.9扶贫", "一、规划", "三、成效", chapters=("8.讨论",))
    assert walked.path == "8.讨论 > 8.9扶贫 > 三、成效"
    walked.enter("9.股本", level=0)
    assert walked.path == "9.股本"


def test_a_list_in_the_table_of_a_note_does_not_end_the_note() -> None:
    notes = ("七、项目注释", "19、固定资产", "(1)固定资产情况", "一、账面原值", "二、累计折旧")
    assert walk(*notes) == "七、项目注释 > 19、固定资产 > (1)固定资产情况 > 二、累计折旧"
    assert walk(*notes, "20、在建工程") == "七、项目注释 > 20、在建工程"
    assert walk(*notes, "八、合并范围") == "八、合并范围"


def test_a_list_whose_first_number_was_missed_stands_in_the_other() -> None:
    assert walk("七、注释", "三、减值") == "七、注释 > 三、减值"
    assert walk("七、注释", "三、减值", "八、其他") == "八、其他"


def test_a_list_that_starts_again_at_once_takes_the_place_of_the_other() -> None:
    assert walk("第四节 讨论", "(三)风险", "(一)概况") == "第四节 讨论 > (一)概况"


def test_a_missed_number_leaves_the_list_one() -> None:
    assert walk("一、概况", "(一)科技", "五、展望") == "五、展望"


def test_letters_go_on_where_one_looks_like_a_roman_number() -> None:
    assert walk("(h) Leases", "(i) Impairment") == "(i) Impairment"
    assert walk("(h) Leases", "(i) Impairment", "(i) Measurement", "(j) Tax") == "(j) Tax"
    assert walk("(a) Leases", "(i) As lessee", "(ii) As lessor") == "(a) Leases > (ii) As lessor"


# --- what goes on, and bounds --------------------------------------------------------------------


def test_a_heading_that_goes_on_opens_no_section_of_its_own() -> None:
    assert walk("1 重大會計政策", "(a) 租賃", "1 重大會計政策(續)") == "1 重大會計政策"
    assert walk("5 Taxation (continued)") == "5 Taxation"


def test_a_numbered_chapter_is_not_ended_by_large_print() -> None:
    assert walk("第四节 讨论", "一、概况", ("金融科技", 30.0)) == "第四节 讨论 > 一、概况 > 金融科技"


def test_where_chapters_have_no_number_large_print_ends_a_numbered_list() -> None:
    assert walk(("二、在研管線", 10.0), ("企業管治", 24.0)) == "企業管治"


def test_chapters_of_a_lower_level_stand_in_those_above() -> None:
    outline = Outline()
    for title, level in (("Overview", 0), ("Letter", 1), ("Governance", 0), ("Board", 1), ("Auditor", 1)):
        outline.enter(title, level=level)
    assert outline.path == "Governance > Auditor"


@given(
    st.lists(
        st.tuples(
            st.text("第一二三四节、(). 1234aixA财务报告附注章", max_size=150),
            st.sampled_from([0.0, 9.0, 10.0, 14.0, 30.0, 90.0]),
            st.sampled_from([None, None, None, 0, 1, 5]),
        ),
        max_size=60,
    )
)
def test_a_path_is_bounded_whatever_the_headings(headings: list[tuple[str, float, int | None]]) -> None:
    outline = Outline(10.0)
    for text, size, level in headings:
        outline.enter(text, size, level=level)
        assert outline.path.count(" > ") < 7 + text.count(" > ")
        assert len(outline.path) <= 7 * 63
        assert outline.part in ("", "board", *PARTS)
