from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.coding import codebook as codebook_module
from fintech_coding.coding.codebook import (
    Codebook,
    Label,
    Term,
    check_codebook,
    load_codebook,
    load_default_context,
    parse_codebook,
)
from fintech_coding.errors import CodebookError, UsageError
from fintech_coding.tables.matrix import MATRIX_BACK, MATRIX_FRONT

FULL = """\
title: Technologies in bank annual reports
nested: technology
boundary: require
technologies:
  big_data:
    label: {en: Big data, zh: 大数据技术}
    definition: Named techniques.
    terms: [大数据, big data]
    elements:
      data_platform:
        label: {zh: 数据平台}
        terms:
          - 数据湖
          - {term: 数据集市, without: [证券], with: [平台, 系统]}
    guards: [扩大数据]
  artificial_intelligence:
    terms:
      - {term: AI, case: exact}
guards: [AI大数据研究所]
applications:
  risk:
    terms: [风控]
context:
  own: [本行]
"""


def minimal(terms: str, rest: str = "") -> str:
    return f"technologies:\n  ai:\n    terms: {terms}\n{rest}"


def lines(text: str, severity: str = "error") -> list[tuple[int, str]]:
    found = check_codebook(text, "codebook.yaml")
    return [(problem.line, problem.problem) for problem in found if problem.severity == severity]


def read(text: str) -> Codebook:
    return parse_codebook(text, "codebook.yaml")


def test_a_full_codebook_is_read_as_written_and_is_clean() -> None:
    codebook = read(FULL)
    assert check_codebook(FULL, "codebook.yaml") == []
    assert (codebook.title, codebook.nested, codebook.boundary) == (
        "Technologies in bank annual reports", "technology", "require",
    )  # fmt: skip
    big_data, ai = codebook.technologies
    assert big_data.label == Label("Big data", "大数据技术")
    assert big_data.definition == "Named techniques."
    assert big_data.guards == ("扩大数据",)
    assert [element.element_id for element in big_data.elements] == ["", "data_platform"]
    assert big_data.elements[0].terms == (Term("大数据", line=8), Term("big data", line=8))
    assert big_data.elements[1].label == Label("Data platform", "数据平台")
    assert big_data.elements[1].terms[1] == Term("数据集市", False, ("平台", "系统"), ("证券",), 14)
    assert ai.elements[0].terms == (Term("AI", case_exact=True, line=18),)
    assert ai.label == Label("Artificial intelligence", "Artificial intelligence")
    assert codebook.guards == ("AI大数据研究所",)
    assert [application.technology_id for application in codebook.applications] == ["risk"]


def test_one_technology_with_one_term_is_enough() -> None:
    codebook = read("technologies: {big_data: {terms: [大数据]}}")
    assert (codebook.title, codebook.nested, codebook.boundary) == ("", "codebook", "require")
    assert codebook.context == load_default_context()
    assert check_codebook("technologies: {big_data: {terms: [大数据]}}", "") == []


def test_empty_optional_keys_are_like_absent_ones() -> None:
    text = minimal("[人工智能]", "guards: []\napplications: {}\ncontext: {}\n")
    assert read(text) == read(minimal("[人工智能]"))
    assert check_codebook(minimal("[人工智能]", "guards:\napplications:\ncontext:\n"), "") == []


def test_terms_are_text_whatever_yaml_takes_them_for() -> None:
    written = ["NO", "ON", "1.0", "2024-01-01", "5G", "null", "true"]
    terms = read(minimal(f"[{', '.join(written)}]")).technologies[0].elements[0].terms
    assert [term.text for term in terms] == written


def test_a_given_context_list_replaces_that_default_only() -> None:
    context = read(FULL).context
    assert context.own == ("本行",)
    assert context.negations == load_default_context().negations


def test_an_empty_context_list_switches_it_off() -> None:
    assert read(minimal("[人工智能]", "context: {others: []}\n")).context.others == ()


def test_the_default_word_lists_tell_negations_from_words_that_hold_one() -> None:
    context = load_default_context()
    assert {"没有", "尚未", "not", "no", "without"} <= set(context.negations)
    assert {"不断", "无感", "非现场", "未来", "不动产", "无锡", "not only"} <= set(context.pseudo_negations)
    assert not set(context.negations) & set(context.pseudo_negations)
    assert all((context.subsidiaries, context.others, context.other_sections, context.own))


def test_all_mistakes_come_at_once_with_their_lines() -> None:
    text = """\
titel: x
nested: both
technologies:
  Big-Data:
    terms: [大数据, 大数据]
  ai:
    terms:
      - 人工智能
      - ''
      - 大数据
      - {term: 机器学习, case: Exact, witout: [x]}
      - [a]
    guards: 智能化
  cloud:
    label: 云计算
    terms: 云计算
  empty:
guards: [人工智能]
"""
    assert lines(text) == [
        (1, "The codebook has no key 'titel'."),
        (2, "'nested' is the text 'both'."),
        (4, "The name 'Big-Data' is not made of a-z, 0-9 and _ only, with a letter first."),
        (5, "The term '大数据' stands twice in the same list: on lines 5 and 5."),
        (9, "A term is empty."),
        (10, "The term '大数据' stands twice in 'Big-Data' and 'ai': on lines 5 and 10."),
        (11, "'case' is the text 'Exact'."),
        (11, "A term has no key 'witout'."),
        (12, "A term is a list, and a text is needed."),
        (13, "'guards' is the text '智能化', and a list is needed."),
        (15, "'label' is the text '云计算', and a mapping is needed."),
        (16, "'terms' is the text '云计算', and a list is needed."),
        (17, "'empty' has no term."),
        (18, "The guard '人工智能' is a term itself (line 8), which would never count."),
    ]
    with pytest.raises(CodebookError) as caught:
        read(text)
    assert [problem.line for problem in caught.value.problems] == [line for line, _ in lines(text)]
    assert "codebook.yaml: line 1: error: The codebook has no key 'titel'. Did you mean 'title'?" in str(
        caught.value
    )


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "codebook.yaml holds nothing."),
        ("- 大数据\n", 1, "The codebook is a list, and a mapping is needed."),
        ("title: x\n", 1, "The codebook has no technologies."),
        ("title: x\ntechnologies: {}\n", 2, "The codebook has no technologies."),
        ("technologies: {ai: [人工智能]}\n", 1, "'ai' is a list, and a mapping is needed."),
        ("technologies:\n  ai:\n    terms: []\n", 3, "The list 'terms' is empty."),
        (
            "technologies:\n  year:\n    terms: [人工智能]\n",
            2,
            "'year' is a column of the coding matrix already.",
        ),
        ("technologies:\n  ai:\n    elements: {x: {}}\n", 3, "The element 'x' has no term."),
        (minimal("[人工智能]", "context: {negation: [不]}\n"), 4, "'context' has no key 'negation'."),
        (
            minimal("[人工智能]", "context:\n  other_parts: [notes, biographies]\n"),
            5,
            "'other_parts' has 'biographies', which is no part.",
        ),
        (
            minimal("[人工智能]", "context:\n  own: 本行\n"),
            5,
            "'own' is the text '本行', and a list is needed.",
        ),
        (
            "technologies:\n  ai:\n    terms：[人工智能]\n",
            3,
            "'ai' is the text 'terms：[人工智能]', and a mapping is needed.",
        ),
        (minimal("[人工智能]", "boundary: yes\n"), 4, "'boundary' is the text 'yes'."),
        (minimal("\n      - {case: exact}"), 4, "A term in its long form has no 'term'."),
    ],
)
def test_a_mistake_is_one_error_at_its_line(text: str, line: int, problem: str) -> None:
    assert lines(text) == [(line, problem)]


@pytest.mark.parametrize("name", [*MATRIX_FRONT, *MATRIX_BACK])
def test_no_technology_takes_the_name_of_a_column_of_the_matrix(name: str) -> None:
    text = f"technologies:\n  {name}:\n    terms: [人工智能]\n"
    assert lines(text) == [(2, f"'{name}' is a column of the coding matrix already.")]


def test_a_full_width_colon_is_named_where_yaml_sees_only_text() -> None:
    problem = check_codebook("technologies:\n  ai:\n    terms：[人工智能]\n", "")[0]
    assert problem.what_to_do == "It holds the full-width colon '：': write ': ' (a colon and a space)."


def test_an_unknown_key_far_from_any_names_the_keys_there_are() -> None:
    problem = check_codebook(minimal("[人工智能]", "大数据: [x]\n"), "")[0]
    assert problem.what_to_do.startswith("Its keys are title, nested, boundary, technologies, guards,")


def test_a_warning_does_not_stop_loading() -> None:
    text = minimal('["人工智能\\t"]')
    assert len(lines(text, "warning")) == 1
    assert read(text).technologies[0].elements[0].terms[0].text == "人工智能"


def test_a_term_written_twice_in_other_forms_is_kept_once() -> None:
    codebook = read(minimal("[big data, Big-Data, 大数据, 大數據, {term: AI, case: exact}, Ai]"))
    terms = codebook.technologies[0].elements[0].terms
    assert [term.text for term in terms] == ["big data", "大数据", "AI", "Ai"]


CHANGES_NOTHING = [
    ("title: Technologies in bank annual reports", "title: '其他'  # comment"),
    ("label: {en: Big data, zh: 大数据技术}", "label: {zh: x}"),
    ("terms: [大数据, big data]", "terms:\n    - big data\n    - 大数据"),
    ("with: [平台, 系统]", "with: [系统, 平台]"),
    ("nested: technology\nboundary: require", "boundary: require\nnested: technology"),
    ("own: [本行]", 'own: ["本行", 本行]'),
]
CHANGES_CODING = [
    ("nested: technology", "nested: codebook"),
    ("boundary: require", "boundary: mark"),
    ("数据湖", "数据仓库"),
    ("data_platform:", "data_store:"),
    (", case: exact", ""),
    ("without: [证券]", "without: [期货]"),
    ("扩大数据", "最大数据"),
    ("guards: [AI大数据研究所]", "guards: []"),
    ("风控", "客服"),
    ("own: [本行]", "own: [我行]"),
    ("big_data:", "bigdata:"),
    ("- 数据湖", "- {regex: 数据湖.?}"),
    ("- 数据湖", "- {term: 数据湖, guards: [数据湖北]}"),
    ("- 数据湖", "- {term: 数据湖, nested: codebook}"),
    ("- 数据湖", "- {term: 数据湖, boundary: mark}"),
    ("[大数据, big data]", "[大数据, {term: big data, plural: no}]"),
    ("with: [平台, 系统]", "with: [平台, 系统], within: passage"),
    ("terms: [大数据, big data]", "terms: [大数据, big data]\n    case: exact"),
    ("terms: [风控]", "terms: [风控]\n    nested: codebook"),
]
SAYS_NOTHING_NEW = [
    ("- 数据湖", "- {term: 数据湖, nested: technology, boundary: require, enabled: yes, case: ignore}"),
    ("label: {zh: 数据平台}", "label: {zh: 数据平台}\n        case: exact\n        plural: no"),
    ("applications:", "within: sentence\nplural: yes\ncase: ignore\napplications:"),
    ("- 数据湖", "- 数据湖\n          - {term: 云计算, enabled: no}"),
    ("terms: [风控]", "within: passage\n    terms: [风控]"),
]


@pytest.mark.parametrize(("old", "new"), CHANGES_NOTHING + SAYS_NOTHING_NEW)
def test_the_fingerprint_ignores_what_cannot_change_the_coding(old: str, new: str) -> None:
    assert old in FULL
    assert read(FULL.replace(old, new)).fingerprint == read(FULL).fingerprint


@pytest.mark.parametrize(("old", "new"), CHANGES_CODING)
def test_the_fingerprint_changes_with_the_coding(old: str, new: str) -> None:
    assert old in FULL
    assert read(FULL.replace(old, new)).fingerprint != read(FULL).fingerprint


def test_a_rule_that_is_not_used_leaves_no_trace_in_the_fingerprint() -> None:
    codebook = read(FULL)
    lake, mart = codebook.technologies[0].elements[1].terms
    assert codebook_module._canonise_term(lake, codebook) == ["数据湖", False, [], []]
    assert codebook_module._canonise_term(mart, codebook) == ["数据集市", False, ["平台", "系统"], ["证券"]]


def test_the_order_of_technologies_is_part_of_the_fingerprint() -> None:
    one, other = "a: {terms: [人工智能]}", "b: {terms: [大数据]}"
    first, second = (f"technologies: {{{x}, {y}}}" for x, y in ((one, other), (other, one)))
    assert read(first).fingerprint != read(second).fingerprint
    assert len(read(first).fingerprint) == 64


def test_a_file_is_loaded_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain.yaml", tmp_path / "marked.yaml"
    plain.write_text(FULL, encoding="utf-8")
    marked.write_text(FULL.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert load_codebook(plain) == load_codebook(marked) == read(FULL)


def test_a_file_that_cannot_be_read_is_a_usage_error(tmp_path: Path) -> None:
    encoded, large = tmp_path / "gbk.yaml", tmp_path / "large.yaml"
    encoded.write_bytes("title: x\ntechnologies: {a: {terms: [大数据]}}".encode("gb18030"))
    large.write_bytes(b"#" * 5_000_001)
    messages = {}
    for path in (tmp_path / "absent.yaml", tmp_path, encoded, large, Path("nul\0.yaml")):
        with pytest.raises(UsageError) as caught:
            load_codebook(path)
        messages[path.name] = str(caught.value)
    assert "There is no codebook at" in messages["absent.yaml"]
    assert "is not a file" in messages[tmp_path.name]
    assert "is not UTF-8 text (line 2)" in messages["gbk.yaml"]
    assert "has 5,000,001 bytes and a codebook at most 5,000,000" in messages["large.yaml"]


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_makes_the_check_fail(text: str) -> None:
    check_codebook(text, "x")
    check_codebook(f"technologies:\n  a:\n    terms: [{text}]\n", "x")


_VALUES = st.recursive(
    st.sampled_from(["大数据", "AI", "''", "", "1", "'*'", "null", "no", "passage", "'云.{0,3}台'", "'('"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(
                [
                    "title",
                    "technologies",
                    "terms",
                    "elements",
                    "guards",
                    "label",
                    "term",
                    "with",
                    "case",
                    "own",
                    "x",
                    "regex",
                    "guards",
                    "within",
                    "plural",
                    "enabled",
                ]
            ),
            inner,
            max_size=3,
        ).map(lambda pairs: f"{{{', '.join(f'{key}: {value}' for key, value in pairs.items())}}}")
    ),
)


@given(_VALUES, _VALUES, _VALUES)
def test_no_shape_makes_the_check_fail(first: str, second: str, third: str) -> None:
    check_codebook(f"technologies: {first}\nguards: {second}\ncontext: {third}\n", "x")
    check_codebook(f"technologies:\n  a: {first}\n  b:\n    terms: {second}\n    elements: {third}\n", "x")
