"""The matrix under every combination of the rules of counting."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fintech_coding.cli import app
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding.codebook import load_codebook
from fintech_coding.extraction import extract_reports
from fintech_coding.headers import SENSITIVITY_CHOICE_COLUMNS, SENSITIVITY_COLUMNS, SENSITIVITY_RANK_COLUMNS
from fintech_coding.inquiries.sensitivity import FILES, VariedCorpus, describe_sensitivity, vary_rules
from fintech_coding.study import ExtractSettings, Study
from fintech_coding.tables.matrix import build_long, build_matrix

BANKS = {"a": "中国工商银行股份有限公司", "b": "中国农业银行股份有限公司", "c": "中国建设银行股份有限公司"}
OTHERS = "第二节 公司治理"


class _CutsEverywhere:
    def __init__(self, terms: object) -> None:
        self.terms = terms

    def find_edges(self, sentence: str) -> set[int]:
        return set(range(len(sentence) + 1))


@pytest.fixture(scope="module")
def demo_copy(demo_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return a copy of the demo study to write into."""
    folder = tmp_path_factory.mktemp("copy") / "study"
    shutil.copytree(demo_study.folder, folder)
    return Study(folder)


@pytest.fixture
def vary(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, make_report: Callable[..., Path], small_codebook: Path
) -> Callable[..., VariedCorpus]:
    """Return a function that varies the rules over reports: file name and its paragraphs.

    jieba, which takes a second to start, is not asked: it would cut at every character.
    """
    monkeypatch.setattr("fintech_coding.coding.coder.Segmenter", _CutsEverywhere)

    def make(reports: dict[str, list[str]], ranks: str = "year", **changes: str) -> VariedCorpus:
        for name, paragraphs in reports.items():
            title = f"{name[1:] or '2020'}年年度报告"
            make_report(tmp_path / f"{name}.txt", *paragraphs, company=BANKS[name[0]], title=title, **changes)
        out = tmp_path / "outputs"
        extract_reports(
            [tmp_path / f"{name}.txt" for name in reports], out, settings=ExtractSettings(), jobs=1
        )
        return vary_rules(out, load_codebook(small_codebook), documents=(), ranks=ranks)

    return make


@pytest.fixture(scope="module")
def demo(demo_copy: Study) -> VariedCorpus:
    """Return the demo study's reports under every combination."""
    return vary_rules(demo_copy.outputs, load_codebook(demo_copy.codebook), documents=(), ranks="year")


@pytest.mark.parametrize(
    ("changes", "count", "variant"),
    [
        ({}, "passages", "own"),
        ({"unit": "sentences", "scope": "all"}, "sentences", "affirmed"),
        ({"negation": "counted", "scope": "all"}, "passages", "all"),
        ({"nested": "technology", "unit": "hits"}, "hits", "own"),
        ({"boundary": "require", "unit": "hits"}, "hits", "own"),
    ],
)
def test_a_combination_is_the_matrix_that_its_settings_give(
    demo_copy: Study, demo: VariedCorpus, changes, count, variant
):
    values = demo.found.values[replace(demo.found.default, **changes)]
    rules = {name: value for name, value in changes.items() if name in {"nested", "boundary"}}
    coded = code_corpus(demo.corpus, replace(load_codebook(demo_copy.codebook), **rules))
    long = build_long(demo.corpus.reports, coded.hits, coded.characters, demo.technologies)
    matrix = build_matrix(long, demo.corpus.reports, demo.technologies, count=count, variant=variant)
    for cells in matrix.to_dict("records"):
        for name in (*demo.technologies, "total"):
            assert values[cells["report_id"], name] == cells[name]


def test_the_tables_have_their_columns_and_a_row_for_everything(demo_copy: Study, demo, read_table):
    columns = (SENSITIVITY_COLUMNS, SENSITIVITY_RANK_COLUMNS, SENSITIVITY_CHOICE_COLUMNS)
    tables = [read_table(demo_copy.outputs / name) for name in FILES]
    assert [tuple(table[0]) for table in tables] == list(columns)
    cells = len(demo.corpus.read) * (len(demo.technologies) + 1)
    assert len(tables[0]) == len(demo.found.values) * cells
    assert len(tables[1]) == cells
    assert {row["is_default"] for row in tables[0] if row["combination"] == "1"} == {"1"}


def test_the_default_is_what_the_codebook_says(vary, small_codebook):
    small_codebook.write_text(
        small_codebook.read_text("utf-8").replace(
            "boundary: ignore", "boundary: require\nnested: technology"
        ),
        encoding="utf-8",
    )
    default = vary({"a": ["本行推广大数据"]}).found.default
    assert (default.nested, default.boundary) == ("technology", "require")
    assert (default.unit, default.negation, default.scope, default.section) == (
        "passages", "dropped", "own", "all",
    )  # fmt: skip


def test_ranks_that_hang_on_a_rule_are_told_with_their_range(vary):
    varied = vary({"a": ["本行推广大数据,又推广大数据"], "b": ["本行推广大数据", "本行推广区块链"]})
    found = {one.report_id: one for one in varied.found.ranges if one.technology == "total"}
    assert (found["icbc_2020"].rank, found["icbc_2020"].best, found["icbc_2020"].worst) == (2, 1.5, 2)
    assert (found["abc_2020"].rank, found["abc_2020"].best, found["abc_2020"].worst) == (1, 1, 1.5)
    text = describe_sensitivity(varied)
    assert text.startswith("Over 96 combinations of the unit")
    assert "0 of 2 reports keep their rank in the total in all of them" in text
    assert "no rank moves by more than 0.5" in text
    assert "with two reports beside each other a rank correlation says no more" in text


def test_one_report_has_no_rank_to_speak_of_and_its_counts_are_told(vary):
    text = describe_sensitivity(vary({"a": ["本行推广大数据,又推广大数据"]}))
    assert "nothing can be ranked" in text
    assert "icbc_2020 1 (1 to 1)" in text


def test_reports_are_ranked_within_their_year_or_all_together(vary):
    reports = {"a2019": ["本行推广大数据"], "a2020": ["本行推广大数据"], "b2020": ["本行推广区块链"]}
    assert {one.group for one in vary(reports).found.ranges} == {"2019", "2020"}
    assert {one.n for one in vary(reports, ranks="all").found.ranges} == {3}


def test_banks_that_are_all_equal_have_no_correlation_and_the_sentence_says_so(vary):
    text = describe_sensitivity(vary({bank: ["本行稳健经营"] for bank in BANKS}))
    assert "a rank correlation is not defined, for all are equal" in text
    assert "3 of 3 reports keep their rank" in text


def test_without_a_discussion_in_nearly_every_report_the_section_is_not_varied(vary):
    varied = vary({"a": ["本行推广大数据"], "b": ["本行推广区块链"]}, section=OTHERS)
    assert varied.lacking == ["abc_2020", "icbc_2020"]
    assert varied.sections == ("all",)
    assert len(varied.found.values) == 48
    assert {one.n for one in varied.found.ranges} == {2}
    assert "and the section" not in describe_sensitivity(varied)


def test_a_report_that_was_not_read_has_no_counts_and_no_rank(vary, tmp_path, read_table):
    vary({"a": ["本行推广大数据"], "b": ["本行推广区块链"]})
    (tmp_path / "601988中国银行2020年年度报告.txt").write_text("", encoding="utf-8")
    files = [tmp_path / name for name in ("a.txt", "b.txt", "601988中国银行2020年年度报告.txt")]
    extract_reports(files, tmp_path / "outputs", settings=ExtractSettings(), jobs=1)
    text = _invoke(tmp_path / "codebook.yaml", tmp_path / "outputs")
    assert "Not read, and so not ranked: boc_2020." in text
    rows = [r for r in read_table(tmp_path / "outputs" / FILES[0]) if r["report_id"] == "boc_2020"]
    assert {(row["value"], row["rank"]) for row in rows} == {("", "")}


def test_the_same_corpus_gives_the_same_bytes(vary, tmp_path):
    reports = {"a": ["本行推广大数据,又推广大数据"], "b": ["本行推广大数据", "本行推广区块链"]}
    written = []
    for _ in range(2):
        vary(reports)
        written.append([(tmp_path / "outputs" / name).read_bytes() for name in FILES])
    assert written[0] == written[1]


def _invoke(codebook: Path, out: Path) -> str:
    result = CliRunner().invoke(app, ["sensitivity", "--codebook", str(codebook), "--out", str(out)])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_shows_one_table_each_choice_and_one_sentence(demo_copy: Study):
    text = _invoke(demo_copy.codebook, demo_copy.outputs)
    assert "Rank by passages as counted (best–worst over 48 combinations)" in text
    assert "unit sentences:" in text
    assert "Without a management's discussion: bocom_2020. So the section is not varied." in text
    assert "of 6 reports keep their rank in the total in all of them" in text
