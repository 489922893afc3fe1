"""Figures from the tables of an output folder."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.inquiries import figures
from fintech_coding.inquiries.figures import FigureSettings, write_figures


@pytest.fixture
def draw(demo_study, tmp_path, monkeypatch):
    """Return a function that draws the demo's figures, and what each drawing was told."""
    told = []

    def note(name, drawing):
        def wrapped(*arguments, **options):
            told.append((name, arguments, options))
            return drawing(*arguments, **options)

        monkeypatch.setattr(figures, name, wrapped)

    note("draw_integration", figures.draw_integration)
    note("draw_applications", figures.draw_applications)
    note("draw_indicators", figures.draw_indicators)
    for path in demo_study.outputs.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())

    def make(**options) -> list:
        told.clear()
        files = write_figures(tmp_path, load_codebook(demo_study.codebook), FigureSettings(**options))
        assert all((tmp_path / name).stat().st_size for name in files)
        return told

    make.out = tmp_path
    return make


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_all_reports_together_sum_to_the_long_table(draw):
    (_, (nodes, _), _), *_ = draw(formats=("svg",))
    long = _read(draw.out / "coding_matrix_long.csv")
    assert sum(node.passages for node in nodes) == sum(int(row["passages_own"]) for row in long) > 0


def test_one_report_has_its_own_numbers_and_names_its_files_after_it(draw):
    (_, (nodes, joint), options), *_ = draw(report="icbc_2020", formats=("svg",))
    row = next(row for row in _read(draw.out / "coding_matrix.csv") if row["report_id"] == "icbc_2020")
    assert [node.passages for node in nodes][:3] == [
        int(row[name]) for name in ("artificial_intelligence", "big_data", "cloud_computing")
    ]
    pairs = [row for row in _read(draw.out / "integration.csv") if row["report_id"] == "icbc_2020"]
    assert 2 * sum(joint.values()) == sum(int(row["passages_both"]) for row in pairs)
    assert "ICBC 2020" in options["title"]
    assert (draw.out / "figures" / "integration_icbc_2020.svg").exists()


def test_every_technology_has_a_business_diagram_with_the_numbers_of_its_table(draw):
    drawn = [told for told in draw(formats=("svg",)) if told[0] == "draw_applications"]
    assert len(drawn) == 7
    rows = [row for row in _read(draw.out / "applications.csv") if row["bank"] == "all"]
    rows = [row for row in rows if row["technology"] == "big_data" and row["application"] != "all"]
    sides = drawn[1][1][1]
    assert [passages for side in sides for _, passages in side.businesses] == [
        int(row["passages_own"]) for row in rows
    ]


def test_the_figure_of_indicators_has_the_figures_of_the_year_in_hundred_millions(draw):
    path = draw.out / "indicator_matrix.csv"
    rows = _read(path)
    for row, value in zip(rows, ["23819000000", "", "5724000000", *[""] * 3], strict=True):
        row["fintech_investment"] = value
        row["fintech_staff"] = ""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    (panels,) = next(told[1] for told in draw(formats=("svg",)) if told[0] == "draw_indicators")
    assert panels[0].label == "Technology investment (100 million yuan)"
    assert [value for _, value in panels[0].values] == [238.19, None, 57.24, None, None, None]
    assert panels[0].mean == pytest.approx(147.715)
    assert "N 2" in panels[0].statistics
    assert "Technology staff (persons)" not in [panel.label for panel in panels]


def test_the_same_tables_give_the_same_bytes(draw):
    draw()
    first = {path.name: path.read_bytes() for path in (draw.out / "figures").iterdir()}
    draw()
    assert {path.name: path.read_bytes() for path in (draw.out / "figures").iterdir()} == first


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"report": "icbc_1999"}, "--report icbc_1999: .*icbc_2020"),
        ({"year": 1999}, "--year 1999: .*2020"),
        ({"language": "fr"}, "--language fr: choose one of en, zh"),
        ({"formats": ("jpg",)}, "--format jpg: choose of svg, png"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(draw, options, message):
    with pytest.raises(UsageError, match=message):
        draw(**options)


def test_a_folder_without_tables_says_which_command_writes_them(tmp_path, demo_study):
    with pytest.raises(OutputError, match="fintech-code matrix"):
        write_figures(tmp_path, load_codebook(demo_study.codebook), FigureSettings())
