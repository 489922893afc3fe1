"""Real reports and hostile files: what is known of each, found by the whole way of the data.

The corpus is not part of the project; without it beside the checkout, these tests are skipped.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fintech_coding import store
from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding.codebook import load_codebook
from fintech_coding.coding.fold import fold_text
from fintech_coding.corpus import open_corpus
from fintech_coding.records import Report
from fintech_coding.study import find_shipped_codebook
from fintech_coding.tables.systems import find_mentions

EVALUATION = Path(__file__).resolve().parents[1] / "evaluation"
sys.path.append(str(EVALUATION))
systems: Any = importlib.import_module("systems")
SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus"
REPORTS = CORPUS / "reports"
HARD = CORPUS / "hard"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project: ../shared/corpus"),
]

Done = subprocess.CompletedProcess[str]

KNOWN = {
    "000001平安银行2013年年度报告.pdf": ("PAB", 2013, "zh-Hans", "ok"),
    "000001平安银行2018年年报.txt": ("PAB", 2018, "zh-Hans", "ok"),
    "1224596794.pdf": ("603598", 2025, "zh-Hans", "skipped"),
    "2020-04-16__四方科技集团股份有限公司__603339__四方科技__2019年__年度报告.pdf": (
        "603339",
        2019,
        "zh-Hans",
        "ok",
    ),
    "2021-04-23__金宇生物技术股份有限公司__600201__生物股份__2020年__年度报告.pdf": (
        "600201",
        2020,
        "zh-Hans",
        "ok",
    ),
    "601398_2019.pdf": ("ICBC", 2019, "zh-Hans", "ok"),
    "601398_2020.pdf": ("ICBC", 2020, "zh-Hans", "ok"),
    "BANK OF CHINA LTD JHB BRANCH 2017 Annual Report.pdf": ("BOC", 2017, "en", "no_text"),
    "China Construction Bank Corporation Annual Report 2015.pdf": ("CCB", 2015, "en", "ok"),
    "H2_AN202604281821703679_1.pdf": ("02565", 2025, "zh-Hant", "ok"),
    "normal_pay_table.PDF": ("000430", 2016, "zh-Hans", "ok"),
    "za-bank-risk__State_Bank_of_India__State_Bank_of_India_AR_2017_English.pdf": (
        "sbi_holdings",
        2017,
        "en",
        "ok",
    ),
}
"""Whose report a file is, for which year, in which language, and what becomes of it."""


@dataclass(frozen=True)
class Outcome:
    """What a command made of a folder."""

    out: Path
    done: Done
    reports: dict[str, Report]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory, run_command: Callable[..., Done]) -> Outcome:
    out = tmp_path_factory.mktemp("corpus")
    done = run_command("run", REPORTS, "--out", out, "--jobs", "2", "--ocr", "never")
    return Outcome(out, done, {report.file: report for report in store.load_reports(out)})


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory, run_command: Callable[..., Done]) -> Outcome:
    out = tmp_path_factory.mktemp("hard")
    done = run_command("extract", HARD, "--out", out, "--jobs", "2", "--ocr", "never")
    return Outcome(out, done, {report.file: report for report in store.load_reports(out)})


# Real reports


def test_every_report_is_found(outcome: Outcome) -> None:
    assert "Traceback" not in outcome.done.stderr
    assert outcome.done.returncode == 1, "the scanned report is an error"
    assert sorted(outcome.reports) == sorted(KNOWN)


@pytest.mark.parametrize("file", KNOWN)
def test_a_report_is_what_its_pages_say(file: str, outcome: Outcome) -> None:
    report = outcome.reports[file]
    assert (report.bank, report.year, report.language, report.status) == KNOWN[file]


def test_the_edition_is_told_where_a_report_was_published_for_one_listing(outcome: Outcome) -> None:
    told = {file: report.edition for file, report in outcome.reports.items() if report.edition == "H"}
    assert sorted(told) == [
        "China Construction Bank Corporation Annual Report 2015.pdf",
        "H2_AN202604281821703679_1.pdf",
    ]
    assert {outcome.reports[f"601398_{year}.pdf"].edition for year in (2019, 2020)} == {"A"}


def test_the_scanned_report_has_missing_values_and_the_half_year_report_no_row(
    outcome: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    rows = {row["report_id"]: row for row in read_table(outcome.out / "coding_matrix.csv")}
    scanned = outcome.reports["BANK OF CHINA LTD JHB BRANCH 2017 Annual Report.pdf"]
    assert {rows[scanned.report_id][name] for name in ("artificial_intelligence", "total")} == {""}
    assert outcome.reports["1224596794.pdf"].report_id not in rows
    assert len(rows) == 11


def test_a_pdf_with_kangxi_radicals_is_coded(
    outcome: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    rows = {row["report_id"]: row for row in read_table(outcome.out / "coding_matrix.csv")}
    assert int(rows["icbc_2020"]["artificial_intelligence"]) > 0


def test_every_hit_is_where_it_is_said_to_be(
    outcome: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    evidence = read_table(outcome.out / "evidence.csv")
    assert len(evidence) > 300
    assert all(hit["text"][int(hit["start"]) : int(hit["end"])] == hit["surface"] for hit in evidence)


def test_the_published_report_of_icbc_differs_from_the_paper_in_audio_and_video_only(
    outcome: Outcome,
    run_command: Callable[..., Done],
    read_table: Callable[[Path], list[dict[str, str]]],
) -> None:
    done = run_command("claims", "--out", outcome.out, "--codebook", find_shipped_codebook())
    assert done.returncode == 0, done.stderr
    assert "icbc_2020, audio_video: claimed absent" in done.stdout
    rows = [row for row in read_table(outcome.out / "claims_checked.csv") if row["found"]]
    assert {row["report_id"] for row in rows} == {"icbc_2020"}
    (against,) = [row for row in rows if row["agrees"] == "0"]
    assert against["technology"] == "audio_video"
    assert "51" in against["pages"].split("; ")
    assert any(
        line.startswith("PDF page 51: ") and "音视频" in line for line in against["evidence"].split("\n")
    )


def test_icbc_gives_its_investment_and_staff(
    outcome: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    rows = read_table(outcome.out / "indicators.csv")
    found = {(row["report_id"], row["indicator"]): row["value"] + row["unit"] for row in rows}
    for report, *values in (
        ("icbc_2020", "238.19亿元", "3.54万人", "8.1%"),
        ("icbc_2019", "163.74亿元", "3.48万人", "7.8%"),
    ):
        for name, value in zip(("investment", "staff", "staff_share"), values, strict=True):
            assert found[report, f"fintech_{name}"] == value
    assert {row["report_id"] for row in rows}.isdisjoint({"boc_2017", "pab_2013"})


@pytest.mark.parametrize("report_id", ["icbc_2019", "icbc_2020"])
def test_named_systems_are_found_as_labelled_by_reading(report_id: str, outcome: Outcome) -> None:
    coded = code_corpus(open_corpus(outcome.out), load_codebook(find_shipped_codebook()))
    hits = [hit for hit in coded.hits if hit.report_id == report_id]
    mentions = find_mentions(hits, coded.passages, fold=fold_text)
    counts, *_ = systems.score_report(mentions, EVALUATION / "systems" / f"{report_id}.csv")
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= 0.9
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.85


# Hostile files


def test_every_hostile_file_is_a_row_and_none_stops_the_others(hard: Outcome) -> None:
    assert "Traceback" not in hard.done.stderr
    assert hard.done.returncode == 1
    assert sorted(hard.reports) == sorted(path.name for path in HARD.glob("*.pdf"))


def test_a_file_fails_only_where_pdfium_cannot_open_it(
    hard: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    manifest = read_table(HARD / "MANIFEST.csv")
    refused = {row["file"] for row in manifest if row["pdfium_error"]}
    assert {report.file for report in hard.reports.values() if report.status == "failed"} == refused


def test_a_locked_file_is_told_from_a_damaged_one(
    hard: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    manifest = read_table(HARD / "MANIFEST.csv")
    locked = {row["file"] for row in manifest if "password" in row["pdfium_error"]}
    assert {file for file, report in hard.reports.items() if "password" in report.reason} == locked


def test_every_hostile_file_that_cannot_be_counted_is_one_error_line_with_its_name(hard: Outcome) -> None:
    bad = {file for file, report in hard.reports.items() if report.status in {"failed", "no_text"}}
    lines = [line for line in hard.done.stderr.splitlines() if line.startswith("error: ")]
    assert sorted(line.split(": ")[1] for line in lines) == sorted(bad)


def test_the_passages_of_every_hostile_file_can_be_read_back(hard: Outcome) -> None:
    for report in hard.reports.values():
        if report.status in {"ok", "partial"}:
            passages = list(store.load_passages(hard.out, report.report_id))
            assert len(passages) == report.passages
            assert all(1 <= p.page_first <= p.page_last <= report.pages for p in passages)
