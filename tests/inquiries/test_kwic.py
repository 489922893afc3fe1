"""Keyword in context: what is found, what filters keep, how it is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from study_builders import invoke

from fintech_coding import store
from fintech_coding.cli.concordance import show_lines
from fintech_coding.coding.codebook import load_codebook
from fintech_coding.errors import UsageError
from fintech_coding.headers import KWIC_COLUMNS
from fintech_coding.inquiries.kwic import Filters, Kwic, find_lines
from fintech_coding.packing import pack_passages, unpack_passages, unpack_receipt
from fintech_coding.study import Study


def find(
    study: Study, asked: str, *, window: str = "sentence", is_word: bool = False, **filters: object
) -> Kwic:
    return find_lines(
        study.outputs,
        load_codebook(study.codebook),
        asked,
        filters=Filters(**filters),  # type: ignore[arg-type]
        window=window,
        is_word=is_word,
    )


def list_sentences(kwic: Kwic) -> list[str]:
    return [f"{line.context.left}[{line.context.keyword}]{line.context.right}" for line in kwic.lines]


def kwic(study: Study, *options: str | Path) -> tuple[int, str]:
    return invoke("kwic", *options, "--codebook", study.codebook, "--out", study.outputs)


@pytest.mark.parametrize(
    ("asked", "subject", "hits"),
    [
        ("blockchain", "technology blockchain", 4),
        ("大数据技术", "technology big_data", 9),
        ("Big Data", "technology big_data", 9),
        ("chains", "element blockchain/chains", 4),
        ("blockchain/chains", "element blockchain/chains", 4),
        ("链", "element blockchain/chains", 4),
        ("大數據", "term '大数据' of big_data", 6),
        ("特征", "word '特征'", 2),
        ("存證", "word '存證'", 3),
    ],
)
def test_a_technology_an_element_a_term_or_any_word_can_be_asked_for(asked, subject, hits, asked_study):
    found = find(asked_study, asked)
    assert found.subject.startswith(subject)
    assert len(found.lines) == hits


def test_a_word_is_looked_for_as_a_term_would_be_without_guards(asked_study, tmp_path):
    guarded = Study(tmp_path)
    guarded.codebook.write_text(
        "technologies: {big_data: {terms: [征信], guards: [特征信息]}}", encoding="utf-8"
    )
    book = load_codebook(guarded.codebook)
    ask = {"filters": Filters(), "window": "sentence"}
    assert len(find_lines(asked_study.outputs, book, "征信", **ask).lines) == 1
    assert len(find_lines(asked_study.outputs, book, "征信", is_word=True, **ask).lines) == 3


def test_the_sentence_is_shown_by_default_in_the_order_of_the_evidence(asked_study):
    found = find(asked_study, "区块链")
    assert list_sentences(found) == [
        "本行运用人工智能与深度学习技术,以[区块链]存证。",
        "本行尚未开展与[区块链]相关的业务。",
        "本行以[区块链]存证,区块链与大数据结合,存证可信留痕。",
        "本行以区块链存证,[区块链]与大数据结合,存证可信留痕。",
    ]
    assert [line.report.bank for line in found.lines] == ["ABC", "ICBC", "ICBC", "ICBC"]


@pytest.mark.parametrize(
    ("filters", "hits"),
    [
        ({"banks": ("ICBC",)}, 3),
        ({"banks": ("工商银行", "农业银行")}, 4),
        ({"years": (2020,)}, 4),
        ({"reports": ("abc_2020",)}, 1),
        ({"negated": True}, 1),
        ({"negated": False}, 3),
        ({"scope": "own"}, 4),
        ({"scope": "other"}, 0),
        ({"section": "mda"}, 4),
        ({"part": "mda"}, 4),
        ({"part": "notes"}, 0),
        ({"technology": "blockchain", "element": "chains"}, 4),
        ({"technology": "ai"}, 0),
    ],
)
def test_filters_keep_what_they_name(filters, hits, asked_study):
    assert len(find(asked_study, "区块链", **filters).lines) == hits


def test_a_word_is_filtered_by_what_its_passage_is_coded_with(asked_study):
    assert len(find(asked_study, "存证", technology="big_data").lines) == 2
    assert len(find(asked_study, "存证", technology="blockchain").lines) == 3
    assert find(asked_study, "存证").lines[0].hit.technology == ""


@pytest.mark.parametrize(
    ("asked", "options", "says"),
    [
        ("区块链", {"banks": ("CMB",)}, "abc_2020, ccb_2020, icbc_2020"),
        ("区块链", {"years": (1999,)}, "The reports are"),
        ("区块链", {"technology": "cloud"}, "There is no technology 'cloud'"),
        ("区块链", {"technology": "ai", "element": "chains"}, "There is no element 'chains'"),
        ("区块链", {"scope": "mine"}, "choose one of own, subsidiary, other"),
        ("区块链", {"part": "end"}, "There is no part 'end'"),
        ("区块链", {"window": "page"}, "sentence, passage, or a number"),
        ("区块链", {"window": "99999"}, "a number up to 5000"),
        ("*链", {}, "cannot be searched for"),
        ("", {}, "cannot be searched for"),
        ("。", {}, "cannot be searched for"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(asked, options, says, asked_study):
    with pytest.raises(UsageError, match=re.escape(says)):
        find(asked_study, asked, **options)


# The terminal


@pytest.mark.parametrize("command", ["kwic", "suggest", "check"])
def test_a_command_has_help_with_an_example_and_a_word_on_each_option(command):
    code, text = invoke(command, "--help")
    options = [line.strip() for line in text.partition("Options:")[2].splitlines() if "--" in line[:8]]
    assert code == 0
    assert f"Example: fintech-code {command}" in text
    assert options
    assert [line for line in options if len(line.split("  ", 1)) < 2] == []


def test_a_line_says_where_a_hit_is_and_marks_it(asked_study):
    code, text = kwic(asked_study, "区块链", "--negated")
    assert code == 0
    assert text == (
        "ICBC 2020, p. 2, negated · blockchain/chains · [mda] 第一节 管理层讨论与分析\n"
        "    本行尚未开展与【区块链】相关的业务。\n"
        "term '区块链' of blockchain (--word finds it within longer terms, too): 1 hits in 1 passages, "
        "3 reports searched.\n"
    )


def test_with_characters_on_either_side_hit_stands_under_hit(asked_study):
    _, text = kwic(asked_study, "大数据", "--window", "4")
    lines = text.splitlines()[:-1]
    fronts = [line.partition("【")[0] for line in lines]
    widths = {sum(2 if ord(c) > 0x2E80 else 1 for c in front) for front in fronts}
    assert len(lines) == 6
    assert len(widths) == 1


def test_nothing_found_ends_with_1_and_says_what_was_searched(asked_study):
    code, text = kwic(asked_study, "跨链")
    assert code == 1
    assert text.endswith("0 hits in 0 passages, 3 reports searched.\n")


def test_a_limit_is_said_and_a_table_has_all_unless_limited(asked_study, tmp_path, read_table):
    _, text = kwic(asked_study, "区块链", "--limit", "2")
    assert text.count("【") == 2
    assert "2 shown, --limit 0 shows all" in text
    kwic(asked_study, "区块链", "--csv", tmp_path / "all.csv")
    kwic(asked_study, "区块链", "--csv", tmp_path / "one.csv", "--limit", "1")
    rows = read_table(tmp_path / "all.csv")
    assert list(rows[0]) == list(KWIC_COLUMNS)
    assert [len(rows), len(read_table(tmp_path / "one.csv"))] == [4, 1]
    assert (rows[0]["bank"], rows[0]["keyword"], rows[0]["scope"]) == ("ABC", "区块链", "own")


def test_a_terminal_gets_colours_and_no_marks(asked_study, monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    show_lines(find(asked_study, "跨链").lines or find(asked_study, "区块链").lines, "sentence")
    text = capsys.readouterr().out
    assert "\x1b[1;31m区块链\x1b[0m" in text
    assert "【" not in text


@pytest.fixture
def hostile_study(own_study: Study) -> Study:
    """Return the study with a passage that would steer a terminal, and begins like a formula."""
    path = own_study.outputs / "passages" / "icbc_2020.parquet"
    receipt = unpack_receipt(path)
    assert receipt is not None
    hostile = "=1+1 \x1b[2J\x1b]0;title\x07区块链\x9b31m[bold]\u202e大数据"
    passages = [
        replace(passage, text=hostile) if "区块链存证" in passage.text else passage
        for passage in unpack_passages(path)
    ]
    key, report = receipt
    store.write_passages(own_study.outputs, "icbc_2020", pack_passages(report, passages, key=key))
    return own_study


def test_text_from_a_report_cannot_steer_the_terminal_or_a_spreadsheet(hostile_study, tmp_path, read_table):
    _, text = kwic(hostile_study, "区块链")
    assert "【区块链】" in text
    assert "[bold]" in text
    assert not set(text) & set("\x1b\x07\x9b\u202e")
    kwic(hostile_study, "区块链", "--csv", tmp_path / "table.csv")
    assert any(row["left"].startswith("'=1+1") for row in read_table(tmp_path / "table.csv"))
