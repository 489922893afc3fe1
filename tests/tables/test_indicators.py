"""The indicators table."""

from __future__ import annotations

import pandas as pd
from builders import make_report

from fintech_coding.coding.fold import fold_text
from fintech_coding.headers import INDICATOR_COLUMNS
from fintech_coding.records import Passage
from fintech_coding.tables.indicators import (
    Indicator,
    build_indicator_matrix,
    build_indicators,
    find_indicators,
)
from fintech_coding.tables.measures import INDICATORS

ICBC = make_report("icbc_2020")


def make_passage(text: str, kind: str = "body", **changes: object) -> Passage:
    fields: dict[str, object] = {
        "passage_id": "icbc_2020-00001",
        "report_id": "icbc_2020",
        "page_first": 53,
        "page_last": 54,
        "page_label": "49",
        "section": "金融科技",
        "kind": kind,
        "text": text,
    }
    return Passage(**{**fields, **changes})  # type: ignore[arg-type]


def find(*passages: Passage) -> list[Indicator]:
    return list(find_indicators(passages, 2020, fold=fold_text))


def test_a_row_holds_the_figure_as_printed_and_in_its_base_unit():
    found = find(make_passage("深化改革。本行金融科技投入238.19亿元;金融科技人员3.54万人,占全行员工的8.1%。"))
    table = build_indicators([ICBC], {"icbc_2020": found})
    assert tuple(table.columns) == INDICATOR_COLUMNS
    shown = ["indicator", "measure", "value", "unit", "base_value", "base_unit", "figure_year", "page_first"]
    assert table[shown].values.tolist() == [
        ["fintech_investment", "金融科技投入", "238.19", "亿元", 23_819_000_000, "CNY", 2020, 53],
        ["fintech_staff", "金融科技人员", "3.54", "万人", 35_400, "persons", 2020, 53],
        ["fintech_staff_share", "金融科技人员", "8.1", "%", 8.1, "percent", 2020, 53],
    ]
    assert set(table["sentence"]) == {"本行金融科技投入238.19亿元;金融科技人员3.54万人,占全行员工的8.1%。"}


def test_traditional_characters_are_read_and_quoted_as_printed():
    (found,) = find(make_passage("本行資訊科技投資新臺幣32億元。"))
    assert (found.measure, found.value, found.unit) == ("資訊科技投資", "32", "新臺幣 億元")
    assert found.figure.quantity.base_unit == "TWD"


def test_a_table_is_read_row_by_row_and_its_prose_as_prose():
    text = "2020年 2019年\n金融科技投入(亿元)\t183.00\t127.90\n年末科技人员8,056人,占全行员工的1.8%"
    found = find(make_passage(text, "table"))
    assert [(item.source, item.unit, item.figure.quantity.value) for item in found] == [
        ("table", "亿元", 18_300_000_000),
        ("table", "亿元", 12_790_000_000),
        ("sentence", "人", 8056),
        ("sentence", "%", 1.8),
    ]


def test_a_person_and_a_shareholder_give_no_figures():
    text = "主持研发,拥有专利30项。"
    assert find(make_passage(text)) != []
    assert find(make_passage(text, part="directors"), make_passage(text, part="shareholders")) == []


def test_a_report_not_read_has_no_rows_and_is_missing_in_the_matrix():
    reports = [make_report("abc_2020", status="failed"), ICBC, make_report("boc_2020", status="skipped")]
    found = {r.report_id: find(make_passage("本行科技投入8亿元。")) for r in reports}
    assert set(build_indicators(reports, found)["report_id"]) == {"icbc_2020"}
    matrix = build_indicator_matrix(reports, found)
    assert list(matrix["report_id"]) == ["abc_2020", "icbc_2020"]
    assert matrix["fintech_investment"].isna().tolist() == [True, False]
    assert matrix["fintech_staff"].isna().all()


def test_no_part_no_other_year_and_no_foreign_money_stands_for_the_report():
    found = find(
        make_passage("本行零售科技投入3亿元。"),
        make_passage("本行2019年科技投入4亿元。"),
        make_passage("本行科技投入5亿港元。"),
        make_passage("本行科技投入约8亿元。"),
        make_passage("本行科技投入8.12亿元。"),
    )
    assert len(found) == 5
    matrix = build_indicator_matrix([ICBC], {"icbc_2020": found})
    assert matrix["fintech_investment"].tolist() == [812_000_000]


def test_nothing_found_is_an_empty_table_and_a_full_matrix():
    assert build_indicators([ICBC], {}).empty
    matrix = build_indicator_matrix([ICBC], {})
    assert [name for name in matrix.columns if name in INDICATORS] == list(INDICATORS)
    assert all(pd.api.types.is_numeric_dtype(matrix[name]) for name in INDICATORS)


def test_a_very_long_sentence_is_read_in_parts():
    text = "业务" * 2000 + ",本行科技投入8亿元," + "业务" * 2000
    assert [item.figure.quantity.value for item in find(make_passage(text))] == [800_000_000]
