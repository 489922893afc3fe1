"""The labelled lines of reports, and how readers are scored on them."""

from __future__ import annotations

import csv
import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

READING = Path(__file__).resolve().parents[2] / "evaluation" / "reading"
sys.path.append(str(READING))
scoring: Any = importlib.import_module("score")

LABELS = {"heading", "start", "cont", "page", "table", "note", "furniture", "contents"}
SETS = ("lines.csv", "lines_2.csv", "lines_3.csv")


def load_pages(name: str) -> set[tuple[str, str]]:
    with (READING / name).open(encoding="utf-8", newline="") as file:
        return {(row["file"], row["page"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", SETS)
def test_every_line_has_a_label_and_a_box(name: str) -> None:
    with (READING / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["label"] for row in rows} <= LABELS
    assert all(
        float(row["left"]) <= float(row["right"]) and float(row["top"]) <= float(row["bottom"])
        for row in rows
    )


def test_no_page_is_in_two_sets() -> None:
    first, second, third = map(load_pages, SETS)
    assert not first & second
    assert not third & (first | second)


def make_lines(*labelled: tuple[str, str]) -> list[Any]:
    return [scoring.Labelled(label, text) for label, text in labelled]


def score(lines: list[Any], *blocks: tuple[str, str]) -> tuple[int, int, int]:
    counts = scoring.score_page(lines, [scoring.Block(kind, text) for kind, text in blocks])
    return counts["start right"], counts["start meant"], counts["start found"]


def test_a_paragraph_that_begins_where_it_is_labelled_is_right() -> None:
    lines = make_lines(("start", "本行持续推进金融科技"), ("cont", "建设。"), ("start", "本行运用大数据。"))
    assert score(lines, ("body", "本行持续推进金融科技建设。"), ("body", "本行运用大数据。")) == (2, 2, 2)
    assert score(lines, ("body", "本行持续推进金融科技建设。本行运用大数据。")) == (1, 2, 1)


def test_a_term_in_a_box_of_its_own_goes_with_its_explanation() -> None:
    lines = make_lines(("start", "「上市」"), ("cont", "指"), ("cont", "我們的H股在主板上市"))
    assert score(lines, ("body", "「上市」 指 我們的H股在主板上市")) == (1, 1, 1)


def test_a_short_paragraph_does_not_go_with_the_next() -> None:
    lines = make_lines(("start", "否"), ("start", "无"))
    assert score(lines, ("body", "否"), ("body", "无")) == (2, 2, 2)


def test_a_lone_bullet_goes_with_what_follows_it() -> None:
    assert score(make_lines(("start", "•"), ("cont", "推进业务。")), ("body", "• 推进业务。")) == (1, 1, 1)
