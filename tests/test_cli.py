"""The command line: what each command says, writes and returns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from fintech_coding import __version__
from fintech_coding.cli import app
from fintech_coding.study import Study, find_shipped_codebook

Done = subprocess.CompletedProcess[str]

COMMANDS = (
    "demo",
    "init",
    "extract",
    "matrix",
    "run",
    "check",
    "presets",
    "compare",
    "sensitivity",
    "sample",
)
TECHNOLOGIES = (
    "artificial_intelligence big_data cloud_computing blockchain audio_video internet_of_things "
    + "new_technology"
)
# As OUTPUTS.md has them; more may follow.
COLUMNS = {
    "extraction.csv": "report_id bank bank_name year language file sha256 pages pages_without_text "
    "characters passages reader status reason seconds",
    "coding_matrix.csv": f"bank bank_name year {TECHNOLOGIES}",
    "coding_matrix_long.csv": "report_id bank year technology hits sentences passages present "
    "hits_affirmed passages_affirmed hits_own passages_own hits_per_10k ln1p_hits share",
    "elements.csv": "report_id bank year technology element hits passages",
    "evidence.csv": "report_id bank year technology element term surface page_first page_last section "
    "negated scope boundary start end sentence text passage_id",
    "descriptives.csv": "variable n missing minimum maximum sum mean mean_se std_dev variance skewness "
    "skewness_se kurtosis kurtosis_se",
    "problems.csv": "report_id file page severity problem what_to_do",
}
MISTAKES = """\
technologies:
  big_data:
    terms: [大数据, 大数据]
    termz: [云]
  blockchain:
    terms: 区块链
  blockchain:
    terms: [区块链]
  empty:
    label: {en: Empty}
nested: both
"""


def invoke(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    code, text = invoke(command, "--help")
    assert code == 0
    assert f"Example: fintech-code {command}" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_argument_says_what_it_is(command: str) -> None:
    # Each line of an option is its name, its type, and then words: at least two spaces apart.
    _, text = invoke(command, "--help")
    section = text.partition("Options:")[2]
    options = [line.strip() for line in section.splitlines() if line.strip().startswith("--")]
    assert [line for line in options if len(line.split("  ", 1)) < 2] == []


def test_help_names_every_command_and_what_the_program_is_for() -> None:
    code, text = invoke("--help")
    assert code == 0
    assert "annual reports" in text
    assert [command for command in COMMANDS if f"\n  {command} " not in text] == []


def test_no_command_shows_the_help() -> None:
    assert "Commands:" in invoke()[1]


def test_the_version_is_told() -> None:
    assert invoke("--version") == (0, f"fintech-code {__version__}\n")


def test_the_module_runs_as_the_command(run_command: Callable[..., Done]) -> None:
    done = run_command("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"fintech-code {__version__}\n", "")


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--nonsense"], "--nonsense"),
        (["nonsense"], "nonsense"),
        (["run", "--nonsense"], "--nonsense"),
        (["extract", "--jobs", "-1"], "--jobs"),
        (["extract", "--jobs", "many"], "--jobs"),
        (["matrix", "--count"], "--count"),
        (["init"], "folder"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_names_the_mistake(arguments: list[str], named: str) -> None:
    code, text = invoke(*arguments)
    assert code == 2
    assert named in text.partition("Error:")[2]


@pytest.mark.parametrize(
    ("option", "choices"),
    [
        ("--count", "passages, sentences, hits, present, hits_per_10k, ln1p_hits, share"),
        ("--variant", "all, affirmed, own"),
        ("--missing", "variable, listwise"),
        ("--reader", "pdfium, pdfplumber"),
    ],
)
def test_an_unknown_choice_is_one_line_that_names_the_choices(
    option: str, choices: str, tmp_path: Path, demo_study: Study, run_command: Callable[..., Done]
) -> None:
    place = demo_study.reports if option == "--reader" else f"--codebook={demo_study.codebook}"
    command = "extract" if option == "--reader" else "matrix"
    done = run_command(command, place, "--out", tmp_path, option, "x-ray")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "x-ray" in line
    assert choices in line


@pytest.mark.parametrize("option", ["--count", "--codebook"])
def test_run_refuses_wrong_usage_before_it_reads(
    option: str, tmp_path: Path, make_report: Callable[..., Path]
) -> None:
    make_report(tmp_path / "reports" / "icbc.txt")
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["run", str(tmp_path / "reports"), f"--out={out}", option, "x"])
    assert getattr(result.exception, "exit_code", None) == 2
    assert not out.exists()


# check


def test_check_prints_every_mistake_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MISTAKES, encoding="utf-8")
    code, text = invoke("check", path)
    assert code == 1
    for line, word in ((3, "大数据"), (4, "termz"), (6, "list"), (7, "blockchain"), (9, "empty")):
        found = [row for row in text.splitlines() if row.startswith(f"{path}: line {line}: error: ")]
        assert [row for row in found if word in row], (line, word)
    *_, last = text.splitlines()
    assert last.startswith(f"{path}: ")
    assert "errors" in last


def test_the_shipped_codebook_has_no_mistakes() -> None:
    code, text = invoke("check", find_shipped_codebook())
    assert code == 0
    assert "0 errors, 0 warnings" in text


# init


def test_init_twice_keeps_an_edited_codebook(tmp_path: Path) -> None:
    study = Study(tmp_path / "my study")
    code, text = invoke("init", study.folder)
    assert code == 0
    assert str(study.codebook) in text
    assert "fintech-code run" in text
    study.codebook.write_text("technologies: {mine: {terms: [我的]}}", encoding="utf-8")
    code, text = invoke("init", study.folder)
    assert code == 0
    assert "made" not in text
    assert "我的" in study.codebook.read_text("utf-8")


def test_the_codebook_of_the_folder_is_used_before_the_shipped_one(
    tmp_path: Path, demo_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(demo_study.outputs, tmp_path / "outputs")
    monkeypatch.chdir(tmp_path)
    assert "the shipped one is used" in invoke("matrix")[1]
    Path("codebook.yaml").write_text("technologies: {mine: {terms: [大数据]}}", encoding="utf-8")
    code, text = invoke("matrix")
    assert code == 0
    assert "shipped" not in text
    header = Path("outputs", "coding_matrix.csv").read_text("utf-8-sig").splitlines()[0]
    assert header.startswith("bank,bank_name,year,mine,")


# Outputs


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_its_columns_in_their_order(name: str, demo_study: Study) -> None:
    data = (demo_study.outputs / name).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" not in data
    header = data.decode("utf-8-sig").splitlines()[0].split(",")
    columns = COLUMNS[name].split()
    assert header[: len(columns)] == columns
    assert len(set(header)) == len(header)


def test_passages_have_their_columns_in_their_order(demo_study: Study) -> None:
    paths = sorted((demo_study.outputs / "passages").iterdir())
    columns = ["passage_id", "report_id", "page_first", "page_last", "section", "kind", "text"]
    assert len(paths) == 6
    for path in paths:
        assert pq.read_schema(path).names[: len(columns)] == columns


def test_the_manifest_says_what_was_done_with_what(demo_study: Study) -> None:
    manifest = json.loads((demo_study.outputs / "manifest.json").read_text("utf-8"))
    assert set(manifest) >= {"software", "dependencies", "codebook", "settings", "reports", "outputs"}
    assert manifest["software"]["fintech-code"] == __version__


@pytest.mark.parametrize(
    ("options", "cell"),
    [
        (["--count", "hits", "--variant", "all"], "hits"),
        (["--count", "sentences", "--variant", "affirmed"], "sentences_affirmed"),
        (["--count", "present", "--variant", "all"], "present"),
    ],
)
def test_the_matrix_is_a_pivot_of_the_long_table(
    options: list[str],
    cell: str,
    tmp_path: Path,
    demo_study: Study,
    read_table: Callable[[Path], list[dict[str, str]]],
) -> None:
    out = shutil.copytree(demo_study.outputs, tmp_path / "outputs")
    assert invoke("matrix", "--out", out, "--codebook", demo_study.codebook, *options)[0] == 0
    long = {
        (row["report_id"], row["technology"]): row[cell] for row in read_table(out / "coding_matrix_long.csv")
    }
    for row in read_table(out / "coding_matrix.csv"):
        shown = {technology: row[technology] for technology in TECHNOLOGIES.split()}
        assert shown == {technology: long[row["report_id"], technology] for technology in shown}


# Where it runs


def test_neither_locale_nor_width_changes_the_outputs(
    tmp_path: Path,
    demo_study: Study,
    command_environment: dict[str, str],
    take_snapshot: Callable[[Path], dict[str, bytes]],
) -> None:
    shutil.copytree(demo_study.outputs, tmp_path / "outputs")
    shutil.copy(demo_study.codebook, tmp_path)
    environment = {
        **command_environment,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
        "COLUMNS": "20",
    }
    done = subprocess.run(
        [sys.executable, "-m", "fintech_coding", "matrix"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert take_snapshot(tmp_path / "outputs") == take_snapshot(demo_study.outputs)


@pytest.mark.skipif(os.name == "nt", reason="Windows closes pipes otherwise")
def test_a_closed_pipe_is_no_traceback(
    tmp_path: Path, demo_study: Study, command_environment: dict[str, str]
) -> None:
    shutil.copytree(demo_study.outputs, tmp_path / "outputs")
    shutil.copy(demo_study.codebook, tmp_path)
    with subprocess.Popen(
        [sys.executable, "-m", "fintech_coding", "matrix"],
        cwd=tmp_path,
        env=command_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
