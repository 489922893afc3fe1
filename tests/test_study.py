"""The study folder: made once, never made over."""

from __future__ import annotations

from pathlib import Path

import pytest

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.errors import OutputError
from fintech_coding.study import Study, find_samples, find_shipped_codebook, make_study


def test_a_new_study_has_a_codebook_and_places_for_reports_and_outputs(tmp_path: Path) -> None:
    study = Study(tmp_path / "new" / "study")
    assert study.codebook in make_study(study.folder)
    assert study.codebook.read_bytes() == find_shipped_codebook().read_bytes()
    assert study.reports.is_dir()
    assert study.outputs.is_dir()


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    study = Study(tmp_path)
    make_study(tmp_path, reports=find_samples())
    study.codebook.write_text("mine", encoding="utf-8")
    sample = study.reports / find_samples()[0].name
    sample.write_bytes(b"mine too")
    assert make_study(tmp_path, reports=find_samples()) == []
    assert (study.codebook.read_text("utf-8"), sample.read_bytes()) == ("mine", b"mine too")


def test_only_what_was_made_is_named(tmp_path: Path) -> None:
    make_study(tmp_path)
    assert sorted(make_study(tmp_path, reports=find_samples())) == sorted(
        tmp_path / "reports" / sample.name for sample in find_samples()
    )


def test_a_file_where_the_folder_should_be_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    place = tmp_path / "study"
    place.write_text("a file")
    with pytest.raises(OutputError, match=r"study.*Name another folder"):
        make_study(place)
    assert place.read_text() == "a file"


def test_the_shipped_codebook_has_the_seven_technologies_in_order() -> None:
    codebook = load_codebook(find_shipped_codebook())
    assert [technology.technology_id for technology in codebook.technologies] == [
        "artificial_intelligence",
        "big_data",
        "cloud_computing",
        "blockchain",
        "audio_video",
        "internet_of_things",
        "new_technology",
    ]


def test_the_package_ships_a_sample_report_of_each_of_the_six_banks() -> None:
    names = [path.name for path in find_samples()]
    assert names == [f"{bank}_2020_sample.pdf" for bank in ("abc", "boc", "bocom", "ccb", "icbc", "psbc")]
