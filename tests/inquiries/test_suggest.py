from __future__ import annotations

import pytest
from study_builders import invoke

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.errors import UsageError
from fintech_coding.headers import SUGGESTION_COLUMNS
from fintech_coding.inquiries.suggest import SuggestSettings, suggest_terms


def suggest(study, technology="blockchain", **settings):
    book = load_codebook(study.codebook)
    return suggest_terms(study.outputs, book, technology, settings=SuggestSettings(**settings))


def test_words_of_the_passages_of_a_technology_are_suggested_and_its_terms_are_not(asked_study):
    found = suggest(asked_study, min_count=2)
    words = {suggestion.words: suggestion for suggestion in found.suggestions}
    assert (words["存证"].count, words["存证"].count_elsewhere, words["存证"].reports) == (3, 0, 2)
    assert not [word for word in words if "区块链" in word or "大数据" in word]


def test_words_are_of_two_reports_or_of_one_where_the_technology_is_in_no_other(asked_study, own_study):
    assert suggest(asked_study).min_reports == 2
    assert suggest(asked_study, min_reports=3).min_reports == 3
    own_study.codebook.write_text("technologies: {credit: {terms: [人民银行征信]}}", encoding="utf-8")
    assert suggest(own_study, "credit").min_reports == 1


def test_a_word_that_only_a_conditional_term_finds_is_known(own_study):
    text = "technologies: {blockchain: {terms: [区块链, {term: 存证, with: [别处]}]}}"
    own_study.codebook.write_text(text, encoding="utf-8")
    assert "存证" not in {s.words for s in suggest(own_study, min_count=2).suggestions}


def test_the_table_and_the_terminal_have_counts_and_an_example(own_study, read_table):
    code, text = invoke(
        "suggest",
        "blockchain",
        "--codebook",
        own_study.codebook,
        "--out",
        own_study.outputs,
        "--min-count",
        "2",
    )
    rows = read_table(own_study.outputs / "suggestions_blockchain.csv")
    assert code == 0
    assert list(rows[0]) == list(SUGGESTION_COLUMNS)
    row = next(row for row in rows if row["words"] == "存证")
    assert (row["count"], row["count_elsewhere"], row["reports"]) == ("3", "0", "2")
    assert "存证" in row["example"]
    assert float(row["keyness"]) > 3.84
    assert "存证: 3 here, 0 elsewhere; 2 passages, 2 reports; keyness" in text
    assert "【存证】" in text


def test_the_same_suggestions_twice_are_the_same_bytes(asked_study, tmp_path):
    tables = []
    for name in ("one.csv", "two.csv"):
        invoke(
            "suggest", "big_data", "--codebook", asked_study.codebook, "--out", asked_study.outputs,
            "--min-count", "1", "--csv", tmp_path / name,
        )  # fmt: skip
        tables.append((tmp_path / name).read_bytes())
    assert tables[0] == tables[1]


def test_an_unknown_technology_and_one_without_a_passage_are_refused(asked_study, own_study):
    with pytest.raises(UsageError, match="There is no technology 'cloud'; choose one of big_data"):
        suggest(asked_study, "cloud")
    own_study.codebook.write_text("technologies: {cloud: {terms: [云计算]}}", encoding="utf-8")
    with pytest.raises(UsageError, match="no passage of these reports is coded with it"):
        suggest(own_study, "cloud")
