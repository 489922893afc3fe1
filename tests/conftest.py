"""What several tests start from: small reports, a small codebook, the demo study, the command line."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import fintech_coding
from fintech_coding.extraction import extract_reports
from fintech_coding.inquiries.claim_checks import check_reports
from fintech_coding.inquiries.claim_table import PAPER, load_claims
from fintech_coding.inquiries.report import write_report
from fintech_coding.study import (
    DATA,
    ExtractSettings,
    MatrixSettings,
    Study,
    find_samples,
    make_study,
)
from fintech_coding.tabulation import code_reports, prepare_coding

PACKAGES = Path(fintech_coding.__file__).parents[1]
SAMPLES = DATA / "samples"

# Paragraphs of several lines tell the reader what the usual distance of lines is.
_FRONT = "\n".join(["本报告期内本行坚持稳健经营,资产质量保持平稳,各项业务按计划推进,客户基础持续扩大"] * 12)
_CODEBOOK = """\
boundary: ignore
technologies:
  artificial_intelligence: {terms: [人工智能]}
  big_data:
    elements:
      general: {terms: [大数据]}
      platform: {terms: [数据平台]}
  blockchain: {terms: [区块链]}
"""


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Path]:
    """Return a function that writes a small annual report as a text file."""

    def make(
        path: Path,
        *paragraphs: str,
        company: str = "中国工商银行股份有限公司",
        title: str = "2020年年度报告",
        section: str = "第一节 管理层讨论与分析",
    ) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = [f"{company}\n{title}\f{section}", f"{_FRONT}。", *(f"{text}。" for text in paragraphs)]
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        return path

    return make


@pytest.fixture(scope="session")
def sample() -> Path:
    """Return a sample report that the package ships."""
    return SAMPLES / "boc_2020_sample.pdf"


@pytest.fixture
def small_codebook(tmp_path: Path) -> Path:
    """Return a codebook of three technologies that does not ask jieba."""
    path = tmp_path / "codebook.yaml"
    path.write_text(_CODEBOOK, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def demo_study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return the demo study, made once in this process by what `fintech-code demo` calls."""
    study = Study(tmp_path_factory.mktemp("demo") / "study")
    make_study(study.folder, reports=find_samples())
    extract_reports([study.reports], study.outputs, settings=ExtractSettings(), jobs=1)
    codebook = prepare_coding(study.codebook, MatrixSettings())
    code_reports(study.outputs, codebook, settings=MatrixSettings())
    check_reports(study.outputs, codebook, load_claims(PAPER, codebook), variant="own")
    write_report(study.outputs, codebook, reports_folder=study.reports)
    return study


@pytest.fixture(scope="session")
def read_table() -> Callable[[Path], list[dict[str, str]]]:
    """Return a function that reads a CSV as rows of text."""

    def read(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def take_snapshot() -> Callable[[Path], dict[str, bytes]]:
    """Return a function that gives every output's bytes, but for the seconds of `extraction.csv`."""

    def take(out: Path) -> dict[str, bytes]:
        outputs = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        with (out / "extraction.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        column = rows[0].index("seconds")
        outputs["extraction.csv"] = repr([row[:column] + row[column + 1 :] for row in rows]).encode()
        if "manifest.json" in outputs:
            manifest = json.loads(outputs["manifest.json"])
            manifest["outputs"].pop("extraction.csv", None)
            outputs["manifest.json"] = json.dumps(manifest).encode()
        return outputs

    return take


@pytest.fixture(scope="session")
def command_environment() -> dict[str, str]:
    """Return an environment in which another process finds the package that is tested."""
    return {**os.environ, "PYTHONPATH": str(PACKAGES), "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}


@pytest.fixture(scope="session")
def run_command(
    command_environment: dict[str, str],
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs the command line in a process of its own."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, command: Sequence[str] = ("-m", "fintech_coding")
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command, *map(str, arguments)],
            cwd=cwd,
            env=command_environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
