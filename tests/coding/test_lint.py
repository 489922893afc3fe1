from __future__ import annotations

import pytest

from fintech_coding.coding.codebook import check_codebook
from fintech_coding.errors import CodebookProblem

CLEAN = [
    "人工智能",
    "AI",
    "O2O",
    "5G",
    "H2O",
    "RPA",
    "OCR",
    "IoT",
    "B2B",
    "α策略",
    "データ基盤",
    "乾坤",
    "T+0",
    "e-CNY",
]


def check(*terms: str, rest: str = "") -> list[CodebookProblem]:
    rows = "".join(f"      - {term}\n" for term in terms)
    return check_codebook(f"technologies:\n  ai:\n    terms:\n{rows}{rest}", "codebook.yaml")


def brief(problems: list[CodebookProblem]) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.severity, problem.problem) for problem in problems]


@pytest.mark.parametrize("term", CLEAN)
def test_an_honest_term_is_not_doubted(term: str) -> None:
    assert check(term) == []


@pytest.mark.parametrize(
    ("term", "holds", "means"),
    [
        ('"大数据\\t"', "a tab (U+0009)", "大数据"),
        ('"大\\t数据"', "a tab (U+0009)", "大 数据"),
        ("' 大数据'", "white space at an end, or more than one space", "大数据"),
        ("大\u200b数据", "a zero width space (U+200B)", "大数据"),
        ("big\u00addata", "a soft hyphen (U+00AD)", "bigdata"),
        ("大数据\u3000", "a full-width space (U+3000)", "大数据"),
        ("ＡＩ", "Ａ (U+FF21) for A, Ｉ (U+FF29) for I", "AI"),
        ("５G", "５ (U+FF15) for 5", "5G"),
        ("⼈⼯智能", "⼈ (U+2F08) for 人, ⼯ (U+2F2F) for 工", "人工智能"),
        ("⻋联网", "⻋ (U+2ECB) for 车", "车联网"),
    ],
)
def test_a_form_that_still_matches_is_a_warning_with_the_clean_form(
    term: str, holds: str, means: str
) -> None:
    (problem,) = check("机器学习", term)
    assert (problem.line, problem.severity) == (5, "warning")
    assert problem.problem.endswith(f"holds {holds}.")
    assert problem.what_to_do == f"Write '{means}'; it is matched as that."


@pytest.mark.parametrize(
    ("term", "means"),
    [
        ("\u0410I", "AI"),
        ("\u0410\u0406", "AI"),
        ("\u0391\u0399", "AI"),
        ("bl\u043eckchain", "blockchain"),
        ("人エ智能", "人工智能"),
    ],
)
def test_a_letter_of_another_script_is_an_error_as_it_matches_nothing(term: str, means: str) -> None:
    (problem,) = check("机器学习", term)
    assert (problem.line, problem.severity) == (5, "error")
    assert problem.what_to_do == f"Write '{means}', if that is meant."


@pytest.mark.parametrize(
    ("term", "means"),
    [
        ("Al", "AI"), ("A1", "AI"), ("loT", "IoT"), ("0CR", "OCR"), ("020", "O2O"), ("SG", "5G"),
        ("b1ockchain", "blockchain"), ("BIockchain", "blockchain"), ("cl0ud", "cloud"),
        ("C0BOL", "COBOL"), ("Al 平台", "AI 平台"),
    ],
)  # fmt: skip
def test_a_digit_for_a_letter_is_a_warning(term: str, means: str) -> None:
    (problem,) = check("机器学习", term)
    assert (problem.line, problem.severity) == (5, "warning")
    assert problem.what_to_do == f"Write '{means}', if that is meant."


def test_a_traditional_term_in_a_simplified_list_is_a_warning() -> None:
    assert brief(check("云计算", "机器学习", "區塊鏈")) == [
        (6, "warning", "The term '區塊鏈' is written in traditional characters, most others are not.")
    ]


def test_a_list_in_traditional_characters_is_not_doubted() -> None:
    assert check("雲計算", "機器學習", "區塊鏈") == []


def test_fused_terms_are_a_warning() -> None:
    assert brief(check("大数据、云计算", "云平台，云服务", "区块链;链", "大数据平台", "  数据湖")) == [
        (4, "warning", "The term '大数据、云计算' holds '、': two may be run together."),
        (5, "warning", "The term '云平台，云服务' holds '，': two may be run together."),
        (5, "warning", "The term '云平台，云服务' holds ， (U+FF0C) for ,."),
        (6, "warning", "The term '区块链;链' holds ';': two may be run together."),
    ]


def test_a_term_over_a_line_break_is_a_warning() -> None:
    assert brief(check("大数据\n        云计算", "机器学习")) == [
        (4, "warning", "The term '大数据 云计算' runs over a line break: two may be run together.")
    ]


def test_a_term_of_more_than_a_hundred_characters_is_an_error() -> None:
    assert check("智能" * 50) == []
    assert brief(check("智能" * 50 + "体")) == [
        (4, "error", f"The term '{'智能' * 49}智…' is 101 characters long; 100 is the most.")
    ]


def test_a_term_of_one_character_is_a_warning() -> None:
    assert brief(check("云")) == [
        (4, "warning", "The term '云' is a single character, which stands in many other words.")
    ]


def test_a_term_that_is_a_common_english_word_is_a_warning_unless_case_is_exact() -> None:
    assert brief(check("IT", "{term: US, case: exact}")) == [
        (4, "warning", "The term 'IT' counts every English word 'it', as case is ignored.")
    ]


@pytest.mark.parametrize("term", ["'*智能'", "智*能", "a*b", "'智能*'", "'data **'", "'*'"])
def test_a_star_elsewhere_than_at_a_words_end_is_an_error(term: str) -> None:
    assert [(p.line, p.severity, "a * stands elsewhere" in p.problem) for p in check(term)] == [
        (4, "error", True)
    ]


def test_a_star_in_a_word_of_a_condition_stands_where_it_may_in_a_term() -> None:
    assert brief(check("{term: 平台, with: [智*, 'cloud*']}")) == [
        (4, "error", "In the word '智*' a * stands elsewhere than at the end of a Latin word.")
    ]


def test_a_star_at_a_words_end_is_a_wildcard() -> None:
    assert check("analytic*", "block* chain*") == []
    assert [problem.severity for problem in check("AI*")] == ["warning"]


def test_a_term_without_letter_or_digit_is_an_error() -> None:
    assert brief(check("——")) == [(4, "error", "The term '——' holds no letter or digit.")]


def test_case_keeps_terms_apart_only_where_it_is_exact() -> None:
    assert check("{term: ESB, case: exact}", "esb") == []
    assert [p.severity for p in check("{term: ESB, case: exact}", "ESB")] == ["error"]
    (problem,) = check("Big Data", "big-data")
    assert (problem.line, problem.severity) == (5, "warning")
    assert problem.problem == (
        "The term 'big-data' is matched like 'Big Data' and so stands twice in the same list: "
        "on lines 4 and 5."
    )


def test_the_same_term_in_two_technologies_names_both_lines() -> None:
    assert brief(check("大数据", rest="  b:\n    terms: [大數據]\n"))[0] == (
        6,
        "error",
        "The term '大數據' is matched like '大数据' and so stands twice in 'ai' and 'b': on lines 4 and 6.",
    )


def test_the_same_term_under_other_conditions_is_only_a_warning() -> None:
    text = "  b:\n    terms: [{term: 平台, with: [云]}]\n"
    assert [(p.line, p.severity) for p in check("{term: 平台, with: [数据]}", rest=text)] == [(6, "warning")]
    assert [(p.line, p.severity) for p in check("平台", rest=text)] == [(6, "error")]


def test_the_same_term_in_both_dimensions_is_not_doubted() -> None:
    assert check("智能风控", rest="applications: {risk: {terms: [智能风控]}}\n") == []


def test_a_condition_that_is_part_of_the_term_is_an_error() -> None:
    assert brief(check("{term: 数据集市, without: [数据]}", "{term: data mart, with: [Data]}")) == [
        (4, "error", "'数据' in 'without' is part of the term '数据集市', which would never count."),
        (5, "error", "'Data' in 'with' is part of the term 'data mart', which would always count."),
    ]
    assert check("{term: data mart, with: [art]}") == []


def test_a_condition_and_its_opposite_are_an_error() -> None:
    assert brief(check("{term: 数据集市, with: [证券, 银行], without: [证券]}")) == [
        (4, "error", "'证券' stands both in 'with' and in 'without' of the term '数据集市'.")
    ]


def test_a_guard_must_contain_a_term_of_its_own() -> None:
    rest = (
        "    guards: [扩大数据, 云计算机, Big-Data Bang]\n  b: {terms: [云计算]}\nguards: [云计算机, 扩大]\n"
    )
    assert brief(check("大数据", "big data", rest=rest)) == [
        (6, "warning", "The guard '云计算机' contains no term of 'ai', so it guards nothing."),
        (8, "warning", "The guard '扩大' contains no term of the codebook, so it guards nothing."),
    ]


def test_a_guard_may_contain_what_a_wildcard_stands_for() -> None:
    assert check("analytic*", rest="    guards: [analytical review]\n") == []


def test_a_guard_that_is_a_term_is_an_error() -> None:
    assert brief(check("大数据", rest="guards: [大數據]\n"))[0] == (
        5, "error", "The guard '大數據' is a term itself (line 4), which would never count.",
    )  # fmt: skip


def test_applications_have_their_own_guards() -> None:
    rest = "applications:\n  risk:\n    terms: [风控]\n    guards: [大数据风险, 风控委员会]\n"
    assert brief(check("大数据", rest=rest)) == [
        (8, "warning", "The guard '大数据风险' contains no term of 'risk', so it guards nothing.")
    ]


def test_what_is_said_of_a_long_term_is_short() -> None:
    assert max(len(str(problem)) for problem in check("a" * 9999 + "\u200b")) < 400
