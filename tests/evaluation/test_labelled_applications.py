"""The labels of applications are of the codebook, and are summed up as they are."""

from __future__ import annotations

import csv
import importlib
import sys
from pathlib import Path
from typing import Any

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.study import find_shipped_codebook

sys.path.append(str(Path(__file__).resolve().parents[2] / "evaluation"))
applications: Any = importlib.import_module("applications")


def test_every_label_is_of_the_codebook_and_of_a_known_verdict():
    codebook = load_codebook(find_shipped_codebook())
    known = {element.element_id for side in codebook.applications for element in side.elements}
    with applications.LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["application"] for row in rows} <= known | {""}
    assert {row["technology"] for row in rows} <= {t.technology_id for t in codebook.technologies}
    assert {row["verdict"] for row in rows if row["application"]} == {"serves", "beside", "other_word"}
    assert {row["verdict"] for row in rows if not row["application"]} == {"missed", "none"}


def test_labels_are_summed_up_by_draw(tmp_path, capsys):
    labels = tmp_path / "labels.csv"
    labels.write_text(
        "draw,report_id,page,technology,application,trigger,verdict\n"
        "1,a_2020,1,big_data,lending,loan,serves\n"
        "1,a_2020,1,big_data,lending,loan,beside\n"
        "1,a_2020,1,big_data,,big data,missed\n",
        encoding="utf-8",
    )
    applications.score_labels(labels)
    assert capsys.readouterr().out.splitlines() == [
        "draw 1: beside 1, serves 1; precision 0.50 of 2",
        "  1 of 1 parts without an application name one",
    ]
