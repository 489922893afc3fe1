"""The demo: six sample reports, one command, and a matrix that agrees with the paper."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fintech_coding import store
from fintech_coding.inquiries.claim_table import PAPER
from fintech_coding.study import Study

BANKS = ("ABC", "BOC", "BOCOM", "CCB", "ICBC", "PSBC")
TECHNOLOGIES = (
    "artificial_intelligence",
    "big_data",
    "cloud_computing",
    "blockchain",
    "audio_video",
    "internet_of_things",
    "new_technology",
)
FILES = (
    "coding_matrix.csv",
    "coding_matrix_long.csv",
    "elements.csv",
    "evidence.csv",
    "systems.csv",
    "indicators.csv",
    "descriptives.csv",
    "extraction.csv",
    "problems.csv",
    "manifest.json",
)

Done = subprocess.CompletedProcess[str]


def load_claims() -> list[dict[str, str]]:
    with PAPER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def demo(
    tmp_path_factory: pytest.TempPathFactory,
    run_command: Callable[..., Done],
    take_snapshot: Callable[[Path], dict[str, bytes]],
) -> tuple[Study, Done, dict[str, bytes]]:
    """Return the study that the command made, what it said, and its outputs."""
    folder = tmp_path_factory.mktemp("demo")
    done = run_command("demo", "our demo", cwd=folder)
    study = Study(folder / "our demo")
    return study, done, take_snapshot(study.outputs)


def test_the_demo_ends_with_the_matrix_and_the_names_of_the_files(
    demo: tuple[Study, Done, dict[str, bytes]],
) -> None:
    study, done, outputs = demo
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    shown, _, named = done.stdout.rpartition("Written to ")
    assert all(bank in shown for bank in BANKS)
    assert all(technology.replace("_", " ") in shown for technology in TECHNOLOGIES)
    assert all(file in done.stdout and file in outputs for file in FILES)
    assert str(study.outputs.relative_to(study.folder.parent)) in named


def test_the_demo_leaves_a_study_that_can_be_worked_on(
    demo: tuple[Study, Done, dict[str, bytes]],
) -> None:
    study = demo[0]
    assert study.codebook.is_file()
    assert len(list(study.reports.glob("*.pdf"))) == 6
    assert not list(study.folder.rglob(".*"))


def test_the_matrix_has_a_row_for_each_bank_read_whole(
    demo_study: Study, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    rows = read_table(demo_study.outputs / "coding_matrix.csv")
    assert [(row["bank"], row["year"], row["status"]) for row in rows] == [(b, "2020", "ok") for b in BANKS]
    assert all(row[technology].isdecimal() for row in rows for technology in TECHNOLOGIES)


@pytest.mark.parametrize(
    "claim", load_claims(), ids=lambda c: f"{c['bank']}-{c['technology']}-{c['element']}-{c['value']}"
)
def test_a_cell_agrees_with_what_the_paper_says(
    claim: dict[str, str], demo_study: Study, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    if claim["element"]:
        keys = ("bank", "technology", "element")
        rows = read_table(demo_study.outputs / "elements.csv")
        (cell,) = [row["passages_own"] for row in rows if all(row[key] == claim[key] for key in keys)]
    else:
        rows = read_table(demo_study.outputs / "coding_matrix.csv")
        (cell,) = [row[claim["technology"]] for row in rows if row["bank"] == claim["bank"]]
    assert (int(cell) > 0) == (claim["value"] == "1")


def test_the_paper_speaks_of_every_bank_and_technology() -> None:
    claims = load_claims()
    assert {claim["bank"] for claim in claims} == set(BANKS)
    assert {claim["technology"] for claim in claims} == set(TECHNOLOGIES)
    assert {claim["value"] for claim in claims} == {"0", "1"}


@pytest.mark.parametrize(
    ("bank", "system"),
    [
        ("PSBC", "邮储大脑"), ("BOC", "中银大脑"), ("CCB", "建行云"), ("ICBC", "融安e信"),
        ("ABC", "谛听平台"),
        ("ICBC", "人工智能平台Prophet"),
    ],
)  # fmt: skip
def test_a_system_that_the_paper_names_is_in_the_table_of_systems(
    bank: str, system: str, demo_study: Study, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    rows = read_table(demo_study.outputs / "systems.csv")
    assert any(row["bank"] == bank and system in {row["system"], row["variants"]} for row in rows)


def test_every_bank_gives_investment_and_staff_in_the_text_as_in_the_table(
    demo_study: Study, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    rows = read_table(demo_study.outputs / "indicators.csv")
    for indicator in ("fintech_investment", "fintech_staff"):
        for bank in BANKS:
            found = {
                (row["source"], float(row["base_value"]))
                for row in rows
                if (row["bank"], row["indicator"], row["figure_year"]) == (bank, indicator, "2020")
            }
            assert {source for source, _ in found} == {"sentence", "table"}
            assert len({value for _, value in found}) == 1
    (terminals,) = [row for row in rows if row["indicator"] == "iot_terminals"]
    assert (terminals["bank"], terminals["base_value"], terminals["qualifiers"]) == ("CCB", "200000", "over")


def test_indicators_are_described_beside_the_technologies(
    demo_study: Study, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    rows = {row["variable"]: row for row in read_table(demo_study.outputs / "descriptives.csv")}
    assert (rows["fintech_investment"]["n"], rows["iot_terminals"]["n"]) == ("6", "1")
    assert (rows["iot_terminals"]["missing"], rows["iot_terminals"]["std_dev"]) == ("5", "")
    assert float(rows["fintech_investment"]["maximum"]) == 23_819_000_000


def test_the_words_that_mark_a_sample_are_nowhere_coded(
    demo_study: Study, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    evidence = read_table(demo_study.outputs / "evidence.csv")
    assert len(evidence) > 100
    assert [row["passage_id"] for row in evidence if "示例文件" in row["text"]] == []


@pytest.mark.parametrize("bank", BANKS)
def test_neither_contents_nor_running_lines_are_passages(bank: str, demo_study: Study) -> None:
    passages = list(store.load_passages(demo_study.outputs, f"{bank.lower()}_2020"))
    assert [passage.text for passage in passages if passage.page_first == 2 or "...." in passage.text] == []
    marked = [passage.page_first for passage in passages if "示例文件" in passage.text]
    assert set(marked) <= {1}, "the mark at the foot of every page is no text of the report"


def test_no_hit_stands_on_the_cover_or_the_contents(
    demo_study: Study, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    evidence = read_table(demo_study.outputs / "evidence.csv")
    assert [row["sentence"] for row in evidence if int(row["page_first"]) <= 2] == []


def test_another_process_with_other_jobs_gives_the_same_bytes(
    demo: tuple[Study, Done, dict[str, bytes]],
    demo_study: Study,
    take_snapshot: Callable[[Path], dict[str, bytes]],
) -> None:
    there, here = demo[2], take_snapshot(demo_study.outputs)
    assert sorted(there) == sorted(here)
    assert [name for name in here if here[name] != there[name]] == []


def test_a_second_run_reads_nothing_again_and_gives_the_same_bytes(
    demo: tuple[Study, Done, dict[str, bytes]],
    run_command: Callable[..., Done],
    take_snapshot: Callable[[Path], dict[str, bytes]],
) -> None:
    study, _, first = demo
    done = run_command("run", cwd=study.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 read now, 6 unchanged" in done.stdout
    second = take_snapshot(study.outputs)
    assert sorted(second) == sorted(first)
    assert [name for name in first if first[name] != second[name]] == []
