"""Names of systems are scored as the rule says, and the labels are what the rule reads."""

from __future__ import annotations

import csv
import importlib
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "evaluation"
sys.path.append(str(FOLDER))
systems: Any = importlib.import_module("systems")


def test_a_longer_or_shorter_form_of_a_name_is_right_and_not_equal() -> None:
    counts = systems.count_names(["音视频平台", "平台", "ECOS"], ["企业级音视频平台", "“ECOS”", "谛听"])
    assert (counts["right"], counts["wrong"], counts["missed"], counts["equal"]) == (2, 1, 1, 1)


def test_a_doubtful_name_is_neither_missed_nor_wrong() -> None:
    assert systems.count_names(["云平台"], [], ["云平台"]) == systems.count_names([], [], ["云平台"])


def test_labels_name_a_page_a_technology_and_how_sure_they_are() -> None:
    files = [path for path in (FOLDER / "systems").glob("*.csv") if not path.stem.startswith("sentences")]
    assert len(files) >= 2
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert all(int(row["page"]) > 0 and row["name"] and row["technology"] for row in rows), path
        assert {row["status"] for row in rows} <= {"named", "doubtful"}, path
