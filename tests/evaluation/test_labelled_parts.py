"""The labelled parts of reports, and how they are scored."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from fintech_coding.records import PARTS, Line, Page

sys.path.append(str(Path(__file__).resolve().parents[2] / "evaluation" / "reading"))
scoring: Any = importlib.import_module("parts")


def test_every_label_is_a_part_with_pages() -> None:
    labels = scoring.load_parts()
    assert {part for parts in labels.values() for part in parts} <= set(PARTS)
    assert all(pages and min(pages) > 0 for parts in labels.values() for pages in parts.values())


def make_page(number: int, *texts: str) -> Page:
    lines = (
        Line(text, 90.0, 90.0 + 10 * len(text), 100.0 + 40 * row, 10.0) for row, text in enumerate(texts)
    )
    return Page(number, "", 595.0, 842.0, tuple(lines))


def test_a_report_is_scored_by_the_pages_its_passages_stand_on() -> None:
    pages = [
        make_page(1, "第三节 讨论与分析", "正文一。"),
        make_page(2, "正文二。"),
        make_page(3, "第四节 公司治理"),
    ]
    found, read = scoring.find_parts(pages)
    assert (found["mda"], found["governance"], read) == ({1, 2}, {3}, {1, 2, 3})


def test_pages_are_named_as_ranges() -> None:
    assert scoring.format_pages({7, 1, 2, 3}) == "1-3 7"
