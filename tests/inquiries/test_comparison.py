"""Codebooks side by side on the same passages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fintech_coding.cli import app
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding.changes import apply_change
from fintech_coding.coding.codebook import load_codebook
from fintech_coding.corpus import open_corpus
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.extraction import extract_reports
from fintech_coding.headers import (
    COMPARISON_CHANGE_COLUMNS,
    COMPARISON_COLUMNS,
    COMPARISON_EFFECT_COLUMNS,
    COMPARISON_RANK_COLUMNS,
    COMPARISON_TERM_COLUMNS,
)
from fintech_coding.inquiries.books import Book, code_book, load_books
from fintech_coding.inquiries.comparison import FILES, ComparisonSettings, compare_codebooks
from fintech_coding.study import ExtractSettings, Study
from fintech_coding.tables.matrix import build_long, build_matrix

Rows = list[dict[str, str]]

FIRST = """\
boundary: ignore
technologies:
  big_data: {terms: [大数据, 数据湖]}
  blockchain: {terms: [区块链]}
"""
OTHER = """\
boundary: ignore
technologies:
  big_data:
    terms:
      - 大数据
      - 数据湖
      - 数据仓库
      - 无处可寻
    guards: [大数据中心]
  blockchain: {terms: [区块链]}
"""


@pytest.fixture(scope="module")
def demo_copy(demo_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return a copy of the demo study to write into."""
    folder = tmp_path_factory.mktemp("copy") / "study"
    shutil.copytree(demo_study.folder, folder)
    return Study(folder)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, make_report: Callable[..., Path]) -> Path:
    """Return the outputs of four banks' reports of one year, one of them without text."""
    reports = tmp_path_factory.mktemp("reports")
    make_report(reports / "a.txt", "本行建设数据湖", "本行推广大数据中心", "本行推广区块链")
    make_report(reports / "b.txt", "本行推广大数据", "本行建设数据仓库", company="中国农业银行股份有限公司")
    make_report(reports / "c.txt", "本行推广区块链", company="中国建设银行股份有限公司")
    (reports / "601988中国银行2020年年度报告.txt").write_text("", encoding="utf-8")
    outputs = tmp_path_factory.mktemp("study") / "outputs"
    extract_reports([reports], outputs, settings=ExtractSettings(), jobs=1)
    return outputs


@pytest.fixture
def books(tmp_path: Path) -> list[Path]:
    """Return two versions of a codebook."""
    paths = [tmp_path / "first.yaml", tmp_path / "other.yaml"]
    for path, text in zip(paths, (FIRST, OTHER), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def read(out: Path, read_table: Callable[[Path], Rows]) -> Callable[[str], Rows]:
    """Return a function that reads one of the tables."""
    return lambda name: read_table(out / name)


def test_every_table_has_its_columns(out, books, read):
    compare_codebooks(out, books, ComparisonSettings())
    columns = (
        COMPARISON_COLUMNS, COMPARISON_RANK_COLUMNS, COMPARISON_TERM_COLUMNS, COMPARISON_CHANGE_COLUMNS,
        COMPARISON_EFFECT_COLUMNS,
    )  # fmt: skip
    for name, expected in zip(FILES, columns, strict=True):
        assert tuple(read(name)[0]) == expected


@pytest.mark.parametrize(
    ("count", "variant"), [("passages", "own"), ("hits", "all"), ("sentences", "affirmed")]
)
def test_each_codebooks_cells_are_those_of_its_matrix(demo_copy: Study, read_table, count, variant):
    out = demo_copy.outputs
    named = [Path("shipped"), Path("wu_2021")]
    comparison = compare_codebooks(out, named, ComparisonSettings(count=count, variant=variant))
    rows = {(r["report_id"], r["technology"], r["codebook"]): r for r in read_table(out / "comparison.csv")}
    corpus = open_corpus(out)
    for book in load_books(named):
        coded = code_corpus(corpus, book.codebook)
        long = build_long(corpus.reports, coded.hits, coded.characters, book.technologies)
        matrix = build_matrix(long, corpus.reports, book.technologies, count=count, variant=variant)
        for cells in matrix.to_dict("records"):
            for name in comparison.technologies:
                row = rows[cells["report_id"], name, book.name]
                assert row["value"] == ("" if name not in cells else str(cells[name]))
                assert row["value"] in {"", row[count]}


def test_a_difference_is_to_the_first_codebook_and_a_report_not_read_has_none(out, books, read):
    compare_codebooks(out, books, ComparisonSettings(ranks="all"))
    rows = {(row["report_id"], row["technology"], row["codebook"]): row for row in read("comparison.csv")}
    row = rows["icbc_2020", "big_data", "other"]
    assert (row["value"], row["difference"], row["rank"], row["rank_difference"]) == ("1", "-1", "2", "1")
    row = rows["boc_2020", "big_data", "other"]
    assert (row["value"], row["difference"], row["rank"], row["status"]) == ("", "", "", "failed")


def test_a_technology_without_terms_is_missing_and_no_zero(out, read, books, tmp_path):
    only = tmp_path / "only.yaml"
    only.write_text("technologies: {big_data: {terms: [大数据]}}", encoding="utf-8")
    compare_codebooks(out, [books[0], only], ComparisonSettings())
    rows = [row for row in read("comparison.csv") if row["codebook"] == "only"]
    assert {row["value"] for row in rows if row["technology"] == "blockchain"} == {""}
    assert "blockchain" not in {row["technology"] for row in read("comparison_ranks.csv")}


def test_the_terms_that_drive_a_difference_are_told_with_their_side(out, books, read):
    compare_codebooks(out, books, ComparisonSettings())
    found = [
        (r["only_in"], r["term"], r["hits"], r["is_term_of_other"]) for r in read("comparison_terms.csv")
    ]
    assert found == [("first", "大数据", "1", "1"), ("other", "数据仓库", "1", "0")]


def test_each_change_of_a_version_is_held_to_account_by_its_line(out, books, read):
    compare_codebooks(out, books, ComparisonSettings())
    rows = {row["text"]: row for row in read("comparison_changes.csv")}
    assert set(rows) == {"数据仓库", "无处可寻", "大数据中心"}
    assert (rows["大数据中心"]["line"], rows["大数据中心"]["hits_lost"]) == ("9", "1")
    assert (rows["数据仓库"]["line"], rows["数据仓库"]["hits_gained"]) == ("7", "1")
    assert rows["无处可寻"]["tried"] == "no: its words stand nowhere"
    effects = [row for row in read("comparison_effects.csv") if row["change"] == rows["大数据中心"]["change"]]
    cells = [
        (r["report_id"], r["technology"], r["before"], r["after"]) for r in effects if r["moves"] == "cell"
    ]
    assert cells == [("icbc_2020", "big_data", "2", "1"), ("icbc_2020", "total", "3", "2")]
    means = [(r["technology"], r["after"]) for r in effects if r["statistic"] == "mean"]
    assert means == [("big_data", "0.666667"), ("total", "1.333333")]


def test_changes_beyond_the_bound_are_listed_and_said_not_to_be_tried(out, books, read):
    compare_codebooks(out, books, ComparisonSettings(singles=1))
    tried = [row["tried"] for row in read("comparison_changes.csv")]
    assert sorted(tried) == ["no: its words stand nowhere", "no: too many changes", "yes"]


def test_a_change_made_alone_is_what_coding_everything_with_it_would_show(demo_copy: Study, tmp_path):
    text = demo_copy.codebook.read_text("utf-8")
    changed = text.replace("          - 大数据\n", "          - 大数据\n          - 智能\n").replace(
        "          - 区块链\n", "          - {term: 区块链, without: [平台]}\n"
    )
    changed = changed.replace("guards:\n      - 庞大数据", "guards:\n      - 大数据风控\n      - 庞大数据")
    changed += "context: {own: [我行], others: [客户]}\n"
    path = tmp_path / "changed.yaml"
    path.write_text(changed, encoding="utf-8")
    named = [demo_copy.codebook, path]
    comparison = compare_codebooks(demo_copy.outputs, named, ComparisonSettings(singles=8))
    (contrast,) = comparison.contrasts
    corpus = open_corpus(demo_copy.outputs)
    first, other = (load_codebook(one) for one in named)
    tried = [found for found in contrast.impact.changes if found.tried == "yes"]
    assert sum(bool(found.effects) for found in tried) > 2
    for found in tried:
        alone = Book("alone", path, apply_change(first, other, found.change))
        cells = code_book(corpus, alone, count="passages", variant="own").cells
        moved = {key: value for key, value in cells.items() if value != comparison.first.cells.get(key)}
        effects = {(e.report_id, e.technology): e.after for e in found.effects if e.moves == "cell"}
        assert effects == moved, found.change


def test_dictionaries_of_others_are_no_versions_and_no_line_is_tried(out, books, read):
    compare_codebooks(out, [books[0], Path("wu_2021")], ComparisonSettings())
    assert read("comparison_changes.csv") == []
    assert {row["change"] for row in read("comparison_effects.csv")} == {"all"}


def test_codebooks_of_one_name_are_told_apart(tmp_path, books):
    second = tmp_path / "more" / "first.yaml"
    second.parent.mkdir()
    second.write_text(FIRST, encoding="utf-8")
    assert len({book.name for book in load_books([books[0], second, second])}) == 3


def test_the_same_comparison_gives_the_same_bytes(out, books):
    compare_codebooks(out, books, ComparisonSettings())
    before = [(out / name).read_bytes() for name in FILES]
    compare_codebooks(out, books, ComparisonSettings())
    assert [(out / name).read_bytes() for name in FILES] == before


def test_what_cannot_be_compared_is_an_error(out, books, tmp_path):
    with pytest.raises(UsageError, match="two codebooks or more"):
        compare_codebooks(out, books[:1], ComparisonSettings())
    with pytest.raises(UsageError, match="no way to rank 'bank'"):
        compare_codebooks(out, books, ComparisonSettings(ranks="bank"))
    with pytest.raises(OutputError, match="is not there"):
        compare_codebooks(tmp_path / "nowhere", books, ComparisonSettings())


def _invoke(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_warns_of_picking_the_dictionary_that_suits(out, books):
    text = _invoke("compare", *books, "--out", out, "--ranks", "all")
    assert "Do not pick the dictionary that suits the hypothesis" in text
    assert "first → other" in text
    assert "two versions of one codebook, with 3 changes; 2 tried alone" in text
    assert "other.yaml:9: 0 hits more, 1 fewer" in text
    assert "1 could not be read" in text
    text = _invoke("compare", books[0], books[0], "--out", out)
    assert "no cell differs" in text
    assert "they code alike" in text
    assert "Do not pick" in text


def test_the_command_says_what_a_published_list_cannot_measure(demo_copy: Study):
    text = _invoke("compare", "shipped", "wu_2021", "--out", demo_copy.outputs)
    assert "wu_2021 has no term for audio_video: not measured, which is no zero" in text
    assert "31 terms of wu_2021 name no technology" in text
    assert "no versions of one codebook" in text


def test_a_chinese_list_is_said_to_say_nothing_of_an_english_report(tmp_path, make_report, books):
    make_report(
        tmp_path / "reports" / "boc.txt",
        "The Bank uses big data in its risk management and will do so in the years to come",
        company="Bank of China Limited",
        title="Annual Report 2020",
        section="Management Discussion and Analysis",
    )
    out = tmp_path / "outputs"
    extract_reports([tmp_path / "reports"], out, settings=ExtractSettings(), jobs=1)
    corpus = open_corpus(out)
    comparison = compare_codebooks(out, books, ComparisonSettings())
    english = [report.report_id for report in corpus.read if report.language == "en"]
    text = _invoke("compare", *books, "--out", out)
    assert comparison.groups
    assert ("hardly a term in the language of" in text) == bool(english)
