"""The dictionary beside a gold coding: scores, mistakes with the term responsible, what each rule does."""

from __future__ import annotations

from pathlib import Path

import pytest
from study_builders import invoke

from fintech_coding.errors import UsageError

SAMPLE_HEADER = (
    "item,sample,passage_id,report_id,page_first,page_last,stratum,weight,technology,code,status\n"
)
PLACES_HEADER = "page,technology,trigger,status\n"


def _validate(study, *gold: Path) -> tuple[int, str]:
    return invoke("validate", *gold, "--out", study.outputs, "--codebook", study.codebook)


def _find(study, read_table, words: str) -> dict[str, str]:
    """Return the passage of ICBC that holds some words, as `sample.csv` has it."""
    if not (study.outputs / "validation" / "sample.csv").exists():
        invoke(
            *("sample", "--out", study.outputs, "--codebook", study.codebook, "--size", 500, "--pilot", 0),
            *("--forms", "csv", "--uncoded", 0.9),
        )
    rows = read_table(study.outputs / "validation" / "sample.csv")
    return next(row for row in rows if words in row["text"])


@pytest.fixture
def sample_gold(own_study, read_table) -> Path:
    """Return the gold coding of four passages: one right, two wrong, one held back by a guard that errs."""
    lines = []
    for words, technology, code, weight in (
        ("运用大数据建模", "big_data", 1, 2),
        ("扩大数据的应用", "big_data", 0, 2),
        ("提取客户特征信息", "big_data", 0, 2),
        ("以区块链存证,区块链与", "blockchain", 1, 3),
        ("尚未开展与区块链", "blockchain", 0, 3),
        ("全行深度学习贯彻", "ai", 1, 5),
    ):
        row = _find(own_study, read_table, words)
        lines.append(
            f"{row['item']},main,{row['passage_id']},{row['report_id']},1,1,{technology},{weight},"
            f"{technology},{code},agreed\n"
        )
    path = own_study.outputs / "validation" / "gold.csv"
    path.write_text(SAMPLE_HEADER + "".join(lines), encoding="utf-8")
    return path


def test_a_sample_is_weighted_back_to_the_corpus(own_study, sample_gold, read_table):
    assert _validate(own_study, sample_gold)[0] == 0
    rows = {row["technology"]: row for row in read_table(own_study.outputs / "validation" / "validation.csv")}
    big_data = rows["big_data"]
    assert (big_data["codes_given"], big_data["codes_right"]) == ("3", "1")
    assert float(big_data["precision"]) == pytest.approx(1 / 3, abs=1e-6)
    assert float(rows["blockchain"]["precision"]) == 0.5
    assert float(rows["all"]["precision"]) == pytest.approx((2 + 3 + 5) / (6 + 6 + 5), abs=1e-6)


def test_a_mistake_names_the_term_that_is_responsible(own_study, sample_gold, read_table):
    _validate(own_study, sample_gold)
    rows = read_table(own_study.outputs / "validation" / "mistakes.csv")
    wrong = {(row["technology"], row["term"]) for row in rows if row["mistake"] == "wrong"}
    assert wrong == {("big_data", "大数据"), ("big_data", "征信"), ("blockchain", "区块链")}
    assert all(row["text"] for row in rows)


def test_a_missed_passage_names_the_term_that_a_guard_held_back(own_study, sample_gold, read_table):
    text = own_study.codebook.read_text(encoding="utf-8")
    own_study.codebook.write_text(text + "guards: [深度学习贯彻, 扩大数据]\n", encoding="utf-8")
    _validate(own_study, sample_gold)
    rows = read_table(own_study.outputs / "validation" / "mistakes.csv")
    missed = {(row["technology"], row["held_back_by"]) for row in rows if row["mistake"] == "missed"}
    assert missed == {("ai", "深度学习")}
    details = read_table(own_study.outputs / "validation" / "ablation.csv")
    guards = {row["detail"]: row for row in details if row["rule"] == "without the guard"}
    assert set(guards) == {"深度学习贯彻", "扩大数据"}
    assert float(guards["深度学习贯彻"]["recall_change"]) > 0
    assert float(guards["扩大数据"]["precision_change"]) < 0


def test_dropping_what_is_negated_mends_the_passage_that_denies(own_study, sample_gold, read_table):
    _validate(own_study, sample_gold)
    rows = {row["rule"]: row for row in read_table(own_study.outputs / "validation" / "ablation.csv")}
    assert float(rows["negated mentions dropped"]["precision_change"]) > 0
    assert float(rows["as it is"]["f1_change"]) == 0


def test_a_gold_coding_by_page_is_found_by_the_name_of_its_report(own_study, tmp_path, read_table):
    gold = tmp_path / "中国农业银行股份有限公司.csv"
    gold.write_text(
        PLACES_HEADER
        + "2,ai,人工智能,agreed\n2,blockchain,区块链,agreed\n2,big_data,数据湖,agreed\nx,ai,AI,agreed\n",
        encoding="utf-8",
    )
    (tmp_path / "unknown.csv").write_text(PLACES_HEADER + "1,ai,AI,agreed\n", encoding="utf-8")
    code, said = _validate(own_study, tmp_path)
    assert code == 0
    assert "unknown.csv: no report that was read has this name or id" in said
    assert "line 5: no page" in said
    rows = {row["technology"]: row for row in read_table(own_study.outputs / "validation" / "validation.csv")}
    assert (rows["all"]["wanted"], rows["all"]["codes_found"]) == ("3", "2")
    (missed,) = [
        row
        for row in read_table(own_study.outputs / "validation" / "mistakes.csv")
        if row["mistake"] == "missed"
    ]
    assert (missed["technology"], missed["term"], missed["page_first"]) == ("big_data", "数据湖", "2")


def test_codes_that_are_not_decided_are_left_out_and_said(own_study, sample_gold):
    text = sample_gold.read_text(encoding="utf-8")
    sample_gold.write_text(text.replace(",big_data,0,agreed", ",big_data,,disputed", 1), encoding="utf-8")
    assert "1 codes are not decided, and left out" in _validate(own_study, sample_gold)[1]


def test_codes_of_one_coder_count_and_are_said(own_study, sample_gold):
    text = sample_gold.read_text(encoding="utf-8")
    sample_gold.write_text(text.replace(",0,agreed", ",0,single", 2), encoding="utf-8")
    assert "2 codes are of one coder only; they count" in _validate(own_study, sample_gold)[1]


def test_the_same_gold_gives_the_same_bytes(own_study, sample_gold, take_snapshot):
    _validate(own_study, sample_gold)
    before = take_snapshot(own_study.outputs)
    _validate(own_study, sample_gold)
    assert take_snapshot(own_study.outputs) == before


def test_a_table_that_is_no_gold_coding_is_refused_with_its_reason(own_study, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("technology,x\nai,1\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"other\.csv: is no gold coding"):
        _validate(own_study, path)
