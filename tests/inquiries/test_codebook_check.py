"""A codebook against reports: what the table and the terminal say, and what --fix writes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from study_builders import CODEBOOK, invoke

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.errors import UsageError
from fintech_coding.headers import CODEBOOK_CHECK_COLUMNS
from fintech_coding.inquiries.codebook_check import check_against, describe_check
from fintech_coding.study import Study

Rows = list[dict[str, str]]


def check(study: Study, *options: str | Path) -> tuple[int, str]:
    return invoke("check", study.codebook, "--against", study.outputs, *options)


def read_rows(read_table: Callable[[Path], Rows], path: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    return {(row["kind"], row["term"], row["phrase"]): row for row in read_table(path)}


def test_the_table_has_every_finding_with_its_counts_and_an_example(own_study, read_table):
    code, _ = check(own_study)
    rows = read_rows(read_table, own_study.outputs / "codebook_check.csv")
    assert code == 1
    assert list(next(iter(rows.values()))) == list(CODEBOOK_CHECK_COLUMNS)
    swallowed = rows["collision", "征信", "特征信息"]
    assert (swallowed["count"], swallowed["hits"], swallowed["reports"]) == ("2", "3", "2")
    assert (swallowed["guard"], swallowed["takes_away"], swallowed["line"]) == ("特征信息", "2", "6")
    assert (swallowed["report_id"], swallowed["example"]) == ("abc_2020", "提取特征信息用于识别。")
    assert rows["lonely_phrase", "深度学习", "深度学习贯彻"]["count"] == "3"
    assert rows["never_found", "跨链", ""]["count"] == "0"
    assert rows["neighbour", "征信", "征信系统"]["count"] == "1"


def test_the_terminal_shows_the_findings_short_and_no_neighbour(own_study):
    _, text = check(own_study)
    assert "0 errors, 0 warnings" in text
    assert "jieba cuts 特征/信息. (2 of 3 hits) Guard it: --fix 特征信息 takes away 2 hits." in text
    assert "特【征信】息" in text
    assert "征信系统" not in text
    assert "in no passage, blockchain: 跨链" in text


def test_check_without_reports_is_as_it_was(own_study):
    assert invoke("check", own_study.codebook) == (0, f"{own_study.codebook}: 0 errors, 0 warnings.\n")
    assert not (own_study.outputs / "codebook_check.csv").exists()


def test_a_codebook_in_order_ends_with_0(own_study):
    own_study.codebook.write_text("technologies: {ai: {terms: [人工智能]}}", encoding="utf-8")
    code, text = check(own_study)
    assert code == 0
    assert "; 0 findings." in text


def test_the_table_goes_where_it_is_wanted(own_study, tmp_path):
    check(own_study, "--csv", tmp_path / "mine.csv")
    assert (tmp_path / "mine.csv").exists()
    assert not (own_study.outputs / "codebook_check.csv").exists()


def test_the_same_check_twice_gives_the_same_bytes(own_study, tmp_path):
    tables = []
    for name in ("one.csv", "two.csv"):
        check(own_study, "--csv", tmp_path / name)
        tables.append((tmp_path / name).read_bytes())
    assert tables[0] == tables[1]


def test_the_order_of_terms_decides_no_count(asked_study, tmp_path):
    turned = tmp_path / "turned.yaml"
    turned.write_text(CODEBOOK.replace("[大数据, 征信]", "[征信, 大数据]"), encoding="utf-8")
    kept, other = (
        check_against(load_codebook(path), asked_study.outputs) for path in (asked_study.codebook, turned)
    )
    assert {f.finding for f in kept.findings} == {f.finding for f in other.findings}


# --fix


def test_fix_all_adds_the_proposed_guards_and_keeps_every_other_character(own_study):
    code, text = check(own_study, "--fix", "all")
    assert code == 1
    assert "added to big_data: 特征信息 (takes away 2 hits)" in text
    assert own_study.codebook.read_text("utf-8") == CODEBOOK.replace(
        "# and more\n", "# and more\n    guards:\n      - 特征信息\n      - 扩大数据\n"
    )
    assert invoke("check", own_study.codebook)[0] == 0


def test_a_chosen_phrase_is_added_where_it_takes_hits_away(own_study):
    check(own_study, "--fix", "深度学习贯彻", "--fix", "特征信息")
    guards = {t.technology_id: t.guards for t in load_codebook(own_study.codebook).technologies}
    assert guards == {"big_data": ("特征信息",), "ai": ("深度学习贯彻",), "blockchain": ("跨链条",)}


def test_what_is_fixed_is_found_no_more_and_fixed_once_only(own_study, read_table):
    check(own_study, "--fix", "all")
    fixed = own_study.codebook.read_bytes()
    code, text = check(own_study, "--fix", "all", "--fix", "特征信息")
    rows = read_rows(read_table, own_study.outputs / "codebook_check.csv")
    assert own_study.codebook.read_bytes() == fixed
    assert "is a guard of big_data already: 特征信息" in text
    assert not [key for key in rows if key[0] == "collision"]
    assert rows["guarded", "征信", "特征信息"]["count"] == "2"
    assert code == 1  # there are others


def test_line_ends_and_a_byte_order_mark_are_kept(own_study):
    own_study.codebook.write_bytes(b"\xef\xbb\xbf" + CODEBOOK.replace("\n", "\r\n").encode())
    check(own_study, "--fix", "特征信息")
    content = own_study.codebook.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf#")
    assert content.count(b"\n") == content.count(b"\r\n") == CODEBOOK.count("\n") + 2


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_a_codebook_stays_one(own_study, tmp_path):
    link = tmp_path / "link.yaml"
    link.symlink_to(own_study.codebook)
    invoke("check", link, "--against", own_study.outputs, "--fix", "特征信息")
    assert link.is_symlink()
    assert "特征信息" in own_study.codebook.read_text("utf-8")


def test_a_phrase_that_takes_nothing_away_is_refused_with_those_that_would(own_study):
    with pytest.raises(UsageError, match=r"--fix 无关: takes no hit away .* 特征信息, 扩大数据"):
        check(own_study, "--fix", "特征信息", "--fix", "无关")
    assert own_study.codebook.read_text("utf-8") == CODEBOOK


def test_a_term_as_its_own_guard_is_refused_and_nothing_written(own_study):
    with pytest.raises(UsageError, match="is a term itself"):
        check(own_study, "--fix", "征信")
    assert own_study.codebook.read_text("utf-8") == CODEBOOK


def test_options_that_need_reports_or_a_codebook_of_ones_own_say_so(asked_study, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="--against"):
        invoke("check", asked_study.codebook, "--fix", "all")
    with pytest.raises(UsageError, match=r"no codebook\.yaml in this folder"):
        invoke("check", "--against", asked_study.outputs, "--fix", "all")


def test_a_codebook_of_the_package_is_not_changed(asked_study, own_study, monkeypatch):
    monkeypatch.setattr("fintech_coding.cli.codebook.DATA", own_study.folder.resolve())
    with pytest.raises(UsageError, match="comes with the package"):
        check(own_study, "--fix", "all")
    assert own_study.codebook.read_bytes() == asked_study.codebook.read_bytes()


def test_a_codebook_with_errors_is_not_put_to_reports(own_study):
    own_study.codebook.write_text("technologies: {ai: {termz: [人工智能]}}", encoding="utf-8")
    code, text = check(own_study, "--fix", "all")
    assert code == 1
    assert "looked at" not in text


def test_boundary_require_leaves_collisions_out_as_they_do_not_count(own_study, read_table):
    text = CODEBOOK.replace("boundary: ignore", "boundary: require")
    own_study.codebook.write_text(text, encoding="utf-8")
    check(own_study)
    rows = read_rows(read_table, own_study.outputs / "codebook_check.csv")
    assert not [key for key in rows if key[0] == "collision"]
    assert rows["neighbour", "征信", "征信系统"]["hits"] == "1"


def test_a_guard_that_ends_within_another_word_is_said_to_hide_the_term(own_study, read_table):
    text = "technologies: {ai: {terms: [人工智能], guards: [人工智能与深]}}"
    own_study.codebook.write_text(text, encoding="utf-8")
    check(own_study)
    rows = read_rows(read_table, own_study.outputs / "codebook_check.csv")
    assert rows["hidden_by_guard", "人工智能", "人工智能与深"]["count"] == "1"


def test_no_text_can_steer_the_terminal(asked_study):
    check_of = check_against(load_codebook(asked_study.codebook), asked_study.outputs)
    assert all("\n" not in line and "\x1b" not in line for line in describe_check(check_of))
