"""Labelled sentences are scored by technology, as the tables count them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from fintech_coding.coding.codebook import parse_codebook
from fintech_coding.coding.coder import Coder

sys.path.append(str(Path(__file__).resolve().parents[2] / "evaluation"))
sentences: Any = importlib.import_module("sentences")
scoring: Any = importlib.import_module("scoring")

CODEBOOK = """
boundary: ignore
technologies:
  big_data: {terms: [大数据]}
  blockchain: {terms: [区块链]}
"""
OLD = "id,language,technologies,negated,scope,text\na1,zh-Hans,big_data,,other,国务院推动大数据\n"
NEW = (
    "id,language,split,part,section,technologies,negated,other,subsidiary,text\n"
    "b1,zh-Hans,dev,mda,,big_data|blockchain,blockchain,big_data,,央行发展大数据;本行没有区块链\n"
    "b2,zh-Hans,test,directors,董事简历,big_data,,big_data,,从事大数据研究\n"
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(parse_codebook(CODEBOOK, "test"))


def _load(tmp_path: Path, text: str, split: str = "") -> list[Any]:
    path = tmp_path / "set.csv"
    path.write_text(text, encoding="utf-8")
    loaded: list[Any] = sentences.load_sentences(path, split)
    return loaded


def test_a_scope_of_a_sentence_is_that_of_each_technology_in_it(tmp_path: Path) -> None:
    (row,) = _load(tmp_path, OLD)
    assert (row.other, row.subsidiary) == ({"big_data"}, frozenset())


def test_each_technology_has_flags_of_its_own(tmp_path: Path, coder: Coder) -> None:
    row = _load(tmp_path, NEW)[0]
    verdicts = {(v.what, v.kind, v.technology) for v in sentences.compare_sentence(coder, row)}
    assert verdicts == {
        ("technologies", "right", "big_data"),
        ("technologies", "right", "blockchain"),
        ("negated", "right", "blockchain"),
        ("scope other", "right", "big_data"),
    }


def test_the_part_of_a_sentence_is_judged_with_it_and_a_half_can_be_chosen(
    tmp_path: Path, coder: Coder
) -> None:
    (row,) = _load(tmp_path, NEW, "test")
    assert ("scope other", "right") in {(v.what, v.kind) for v in sentences.compare_sentence(coder, row)}


def test_what_is_wrong_and_missed_is_shown_with_its_sentence(tmp_path: Path, coder: Coder) -> None:
    (row,) = _load(tmp_path, OLD.replace("big_data", "blockchain"))
    verdicts = list(sentences.compare_sentence(coder, row))
    assert list(sentences.format_errors(verdicts)) == [
        "technologies wrong a1 big_data 国务院推动大数据",
        "technologies missed a1 blockchain 国务院推动大数据",
    ]
    assert next(sentences.format_rows("set", verdicts)).endswith("| 0 | 1 | 1 |")


def test_a_share_has_wilsons_interval_and_nothing_of_nothing_has_none() -> None:
    assert scoring.format_share(19, 20) == "0.950 (0.764–0.991)"
    assert scoring.format_share(5, 5) == "1.000 (0.566–1.000)"
    assert scoring.format_share(0, 0) == "–"
