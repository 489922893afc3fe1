"""The parts of a report, told by the titles of chapters and by what is written."""

from __future__ import annotations

import pytest

from fintech_coding.reading.careers import find_careers
from fintech_coding.reading.outline import Outline
from fintech_coding.reading.parts import name_part, settle_parts


@pytest.mark.parametrize(
    ("part", "titles"),
    {
        "mda": [
            "第三节 管理层讨论与分析",
            "第四节 经营情况讨论与分析",
            "8.讨论与分析",
            "管理層討論及分析",
            "業務回顧",
            "經營回顧",
            "财务回顾",
            "一、董事会关于公司报告期内经营情况的讨论与分析",
            "MANAGEMENT DISCUSSION & ANALYSIS",
            "Management’s Discussion and Analysis of Financial Condition",
            "Review of Operations by Business Segment",
            "Operating and Financial Review",
        ],
        "board": ["第四节 董事会报告", "董事局報告", "Directors’ Report", "Report of the Board of Directors"],
        "directors": [
            "第八节 董事、监事、高级管理人员和员工情况",
            "10.董事、监事及高级管理人员和员工机构情况",
            "董事、監事及高級管理層",
            "四、董事、监事和高级管理人员的情况",
            "董事履歷詳情",
            "Profiles of Directors, Supervisors and Senior Management",
            "Board of Directors and Statutory Auditors",
        ],
        "shareholders": [
            "第六节 股份变动及股东情况",
            "9.股本变动及主要股东持股情况",
            "主要股東的權益及淡倉",
            "前10名普通股股东持股情况",
            "Changes in Share Capital and Particulars of Shareholders",
            "Substantial Shareholders",
        ],
        "governance": ["第九节 公司治理", "企業管治報告", "13.监事会报告", "Corporate Governance Report"],
        "statements": [
            "第十一节 财务报告",
            "16.审计报告及财务报告",
            "獨立核數師報告",
            "合并资产负债表和资产负债表(续)",
            "Independent Auditor’s Report",
            "Consolidated statement of financial position",
            "Consolidated Financial Statements of the Group",
        ],
        "notes": ["财务报表附注", "財務報表附註", "Notes to the Financial Statements"],
        "": [
            "金融科技",
            "8.2财务报表分析",
            "资产负债表项目分析",
            "董事会的职责",
            "董事、监事及高级管理人员责任险",
            "股东大会的职责",
            "Board of Directors",
            "Financial highlights",
        ],
    }.items(),
)
def test_a_part_is_known_by_its_many_titles(part: str, titles: list[str]) -> None:
    assert {title: name_part(title) for title in titles} == dict.fromkeys(titles, part)


def walk(*titles: str, chapters: int = 1) -> str:
    """Return the part under headings of which the first are chapters, each in the one before."""
    outline = Outline()
    for level, title in enumerate(titles):
        outline.enter(title, 10.0, level=level if level < chapters else None)
    return outline.part


def test_all_of_the_discussion_is_of_it() -> None:
    assert walk("第三节 管理层讨论与分析", "五、主要股东") == "mda"
    assert walk("Management Discussion", "Corporate Governance", chapters=2) == "mda"


def test_governance_holds_the_directors_and_the_shareholders() -> None:
    assert walk("第四节 公司治理", "四、董事、监事和高级管理人员的情况") == "directors"
    assert walk("企業管治報告", "主要股東的權益及淡倉") == "shareholders"
    assert walk("第四节 公司治理", "董事、监事及高级管理人员薪酬政策") == "governance"
    assert walk("第四节 公司治理", "业务回顾") == "governance"


def test_the_staff_is_not_the_directors() -> None:
    assert walk("第八节 董事、监事、高级管理人员和员工情况", "一、主要工作经历") == "directors"
    assert walk("第八节 董事、监事、高级管理人员和员工情况", "六、母公司和主要子公司的员工情况") == ""


def test_the_notes_begin_with_their_first_heading_where_none_is_titled_so() -> None:
    assert walk("第十一节 财务报告", "二、财务报表") == "statements"
    assert walk("第十一节 财务报告", "二、财务报表", "三、公司基本情况") == "notes"
    assert walk("第十一节 财务报告", "三、公司基本情况", "四、税项") == "notes"
    assert walk("第二节 公司简介", "三、公司基本情况") == ""


def test_a_chapter_of_people_is_of_the_directors_and_a_heading_on_them_is_not() -> None:
    assert walk("Board of Directors") == "directors"
    assert walk("Overview", "Board of Directors") == ""
    assert walk("Corporate Governance", "Board of Directors") == "governance"


def test_what_follows_the_notes_in_the_accounts_is_neither() -> None:
    outline = Outline()
    for title, level in (("Financial Statements", 0), ("Notes to the Accounts", 1), ("Definitions", 1)):
        outline.enter(title, level=level)
    assert outline.part == ""


def test_a_small_heading_names_no_part_in_a_chapter_of_none() -> None:
    assert walk("第五节 重要事项", "五、会计政策变更", "资产负债表") == ""


# --- the whole report ----------------------------------------------------------------------------


def test_the_report_of_the_board_is_the_discussion_where_there_is_no_other() -> None:
    assert settle_parts(["", "board", "board"], ["甲" * 9, "乙" * 9, "丙" * 9]) == ["", "mda", "mda"]


def test_beside_a_discussion_the_report_of_the_board_is_governance() -> None:
    assert settle_parts(["mda", "board"], ["甲" * 9, "乙" * 9]) == ["mda", "governance"]


def test_a_heading_that_only_sounds_like_a_discussion_leaves_the_report_of_the_board_one() -> None:
    assert settle_parts(["mda", "board"], ["甲", "乙" * 99]) == ["mda", "mda"]
    assert settle_parts(["mda", "notes"], ["甲", "乙" * 99]) == ["", "notes"]


MEN = [
    "张三先生,52岁,本行独立董事。曾任某大学教授。",
    "李四女士,1968年出生,毕业于某大学,现任本行监事。",
    "王五,男,1970年11月出生,历任某局科员、局长。",
]


def test_a_run_of_careers_is_of_the_directors_where_no_heading_says_so() -> None:
    texts = ["本行治理。", MEN[0], "他还是某协会会员。", *MEN[1:], "其他事项。"]
    assert settle_parts(["governance"] * 6, texts) == ["governance", *["directors"] * 4, "governance"]


def test_careers_in_another_part_stay_there() -> None:
    assert settle_parts(["notes"] * 3, MEN) == ["notes"] * 3
    assert settle_parts(["", "", "notes"], MEN) == ["", "", "notes"]


def test_two_careers_are_no_run_and_neither_are_three_far_apart() -> None:
    assert list(find_careers(MEN[:2])) == []
    assert list(find_careers([MEN[0], *["。"] * 9, *MEN[1:]])) == []
    assert list(find_careers(["。", *MEN, "。", *["。"] * 9, *MEN])) == [range(1, 4), range(14, 17)]
