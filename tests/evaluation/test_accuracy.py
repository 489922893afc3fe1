"""The evaluation scores as its rule says, and its codings differ where they should."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from fintech_coding.coding.codebook import parse_codebook

sys.path.append(str(Path(__file__).resolve().parents[2] / "evaluation"))
accuracy: Any = importlib.import_module("accuracy")
scoring: Any = importlib.import_module("scoring")

CODEBOOK = """
technologies:
  big_data:
    terms: [大数据, big data, {term: 数据标签, with: [客户]}]
    guards: [扩大数据]
  artificial_intelligence:
    terms: [{term: AI, case: exact}]
"""


def evidence(technology: str, first: int, last: int, text: str, *, cell: int | None = None) -> Any:
    text = scoring.squeeze_text(text)
    return scoring.Evidence(first if cell is None else cell, first, last, technology, text)


def gold(place: int, technology: str = "big_data", trigger: str = "大数据", status: str = "agreed") -> Any:
    return scoring.GoldRow(place, technology, trigger, status)


def score(items: list[Any], rows: list[Any]) -> tuple[float, float]:
    scored = scoring.score_evidence(items, rows)
    return scored.precision, scored.recall


@pytest.mark.parametrize(("page", "expected"), [(8, 1.0), (9, 1.0), (12, 1.0), (7, 0.0), (13, 0.0)])
def test_a_passage_meets_gold_rows_on_its_pages_give_or_take_one(page: int, expected: float) -> None:
    assert score([evidence("big_data", 9, 11, "大数据平台")], [gold(page)]) == (expected, expected)


def test_a_gold_row_is_found_only_where_its_trigger_stands() -> None:
    assert score([evidence("big_data", 9, 9, "数据湖")], [gold(9)]) == (1.0, 0.0)
    assert score([evidence("big_data", 9, 9, "ＢＩＧ\n data")], [gold(9, trigger="Big Data")]) == (1.0, 1.0)


def test_a_disputed_row_is_neither_missed_nor_makes_evidence_wrong() -> None:
    rows = [gold(3), gold(9, status="disputed")]
    found = evidence("big_data", 3, 3, "大数据")
    assert score([found], rows) == (1.0, 1.0)
    assert score([found, evidence("big_data", 9, 9, "数据湖")], rows) == (1.0, 1.0)


def test_evidence_counts_once_for_each_page_and_technology() -> None:
    items = [
        evidence("big_data", 3, 3, "大数据"),
        evidence("big_data", 3, 3, "数据湖"),
        evidence("blockchain", 3, 3, "区块链"),
    ]
    assert score(items, [gold(3)]) == (0.5, 1.0)


def test_nothing_found_scores_zero_and_does_not_divide_by_it() -> None:
    nothing = scoring.score_evidence([], [gold(3)])
    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)


def test_passages_are_located_by_line_in_order() -> None:
    text = "目录\n大数据\n\n12\n本行以大\n13\n数据立行\n大数据"
    passages = ["目录", "大数据", "本行以大数据立行", "大数据"]
    assert scoring.locate_passages(text, passages) == [(1, 1), (2, 2), (5, 7), (8, 8)]


def test_a_passage_that_stands_otherwise_lies_between_its_neighbours() -> None:
    assert scoring.locate_passages("一一\n丙乙甲\n二二", ["一一", "甲乙丙", "二二"])[1] == (1, 3)
    assert scoring.locate_passages("一一\n二二\n三", ["甲乙丙"]) == [(1, 3)]


def test_a_gold_coding_without_a_column_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "icbc_2020.csv"
    path.write_text("page,technology,trigger\n1,big_data,大数据\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"icbc_2020\.csv: has no column status"):
        scoring.load_gold(path)


def test_the_codings_differ_in_what_they_find() -> None:
    codings = accuracy.make_codings(parse_codebook(CODEBOOK, "test"), ["mark"])
    found = {
        text: {name for name, code in codings.items() if code(text)}
        for text in ("用大数据风控", "扩大数据中心", "PAID", "paid ai", "uses big data", "⼤数据", "数据标签")
    }
    ours, tokens, usual, substrings, bare = "shipped", "tokens", "usual", "substrings", "bare"
    assert found["用大数据风控"] == {ours, bare, substrings, tokens, usual}
    assert ours not in found["扩大数据中心"]
    assert {bare, substrings} <= found["扩大数据中心"]
    # jieba itself cuts P/AI/D once AI is in its dictionary; a script that counts words counts it.
    assert found["PAID"] == {substrings, usual}
    assert found["paid ai"] == set()
    assert found["uses big data"] == {ours, bare, substrings}
    assert found["⼤数据"] == {ours, bare, substrings, tokens}  # with a radical, as PDF files have it
    assert ours not in found["数据标签"]
    assert {bare, substrings, tokens, usual} <= found["数据标签"]


def test_reports_are_scored_by_page_and_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reports, labels = tmp_path / "reports", tmp_path / "labels"
    reports.mkdir()
    labels.mkdir()
    first = "中国工商银行股份有限公司\n2020年度报告\n\n本行建设大数据平台。\n"
    (reports / "601398_2020.txt").write_text(first + "\f本行应用区块链。\n", encoding="utf-8")
    (labels / "601398_2020.csv").write_text(
        "page,technology,trigger,status\n1,big_data,大数据,agreed\n1,big_data,数据湖,agreed\n",
        encoding="utf-8",
    )
    (labels / "icbc_2020.csv").write_text(
        "line,technology,trigger,status\n4,big_data,大数据,agreed\n5,blockchain,区块链,agreed\n",
        encoding="utf-8",
    )
    skipped = [
        part for name in ("mark", "bare", "substrings", "tokens", "usual") for part in ("--skip", name)
    ]
    monkeypatch.setattr(sys, "argv", ["accuracy.py", str(reports), str(labels), *skipped])
    accuracy.main()
    rows = capsys.readouterr().out.splitlines()[2:]
    assert rows == [
        "| 601398_2020 (by page) | fintech-code, as shipped | 0.500 | 0.500 | 0.500 |",
        "| icbc_2020 (by line) | fintech-code, as shipped | 1.000 | 1.000 | 1.000 |",
    ]


def test_a_gold_coding_of_no_report_is_an_error(tmp_path: Path) -> None:
    report = scoring.Gold("abc_1999", "page", ())
    with pytest.raises(ValueError, match="abc_1999: no report"):
        accuracy.load_report(tmp_path, tmp_path, report, {"icbc_2020": "601398_2020.pdf"})
