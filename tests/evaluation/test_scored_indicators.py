"""Indicators are scored as the rule says, and the labels are what the rule reads."""

from __future__ import annotations

import csv
import importlib
import sys
from pathlib import Path
from typing import Any

from fintech_coding.tables.measures import INDICATORS

FOLDER = Path(__file__).resolve().parents[2] / "evaluation"
sys.path.append(str(FOLDER))
indicators: Any = importlib.import_module("indicators")


def test_a_figure_is_right_by_its_value_and_then_by_its_year_and_reserves() -> None:
    meant = indicators.parse_figures("fintech_staff=9800@2021+about;fintech_staff=5@2020")
    found = indicators.parse_figures("fintech_staff=9800@2020+about;fintech_investment=5@2021")
    counts = indicators.count_matches(found, meant)
    assert (counts["right"], counts["wrong"], counts["missed"]) == (1, 1, 1)
    assert (counts["year"], counts["reserves"]) == (0, 1)


def test_a_sentence_is_read_as_the_tool_reads_a_report() -> None:
    found = indicators.read_sentence("2021年，本行科技投入約８億元。", 2021)
    assert found == [("fintech_investment", 800_000_000, 2021, frozenset({"about"}))]


def test_every_label_is_of_a_known_indicator() -> None:
    for path in (FOLDER / "indicators").glob("sentences*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            figures = [f for row in csv.DictReader(file) for f in indicators.parse_figures(row["figures"])]
        assert figures
        assert {figure[0] for figure in figures} <= set(INDICATORS), path
    with (FOLDER / "indicators" / "reports.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["indicator"] for row in rows} <= set(INDICATORS)
