"""Bad input, through the command line: one clear line, the right exit code, and everything else done."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from fintech_coding.lock import hold_folder

Done = subprocess.CompletedProcess[str]

CODEBOOK = """\
boundary: ignore
technologies:
  artificial_intelligence: {terms: [人工智能]}
  blockchain: {terms: [区块链]}
"""
MISTAKES = """\
technologies:
  big_data:
    termz: [云]
    terms: [大数据, 大数据]
nested: both
"""
SAID_OF_REPORTS = ("extraction", "problems")


@dataclass(frozen=True)
class Outcome:
    """A study on which one command was run, and what came of it."""

    folder: Path
    code: int
    output: str
    errors: list[str]

    def list_lines(self, name: str) -> list[str]:
        """Return the lines on standard error that speak of a file."""
        return [line for line in self.errors if name in line]


@pytest.fixture(scope="module")
def run_study(run_command: Callable[..., Done]) -> Callable[..., Outcome]:
    def run(folder: Path, *arguments: str | Path) -> Outcome:
        if not (folder / "codebook.yaml").exists():
            (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
        done = run_command(*arguments, cwd=folder)
        assert "Traceback" not in done.stderr + done.stdout
        return Outcome(folder, done.returncode, done.stdout, done.stderr.splitlines())

    return run


@pytest.fixture(scope="module")
def locked_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab makes the locked file")
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    path = tmp_path_factory.mktemp("locked") / "locked.pdf"
    page = canvas.Canvas(str(path), encrypt=encryption.StandardEncryption("secret"), invariant=1)
    page.drawString(72, 72, "Annual Report 2020")
    page.save()
    return path


# Reports that cannot be read

UNREADABLE = {
    "no_pdf.pdf": "no PDF",
    "empty.pdf": "empty",
    "truncated.pdf": "damaged",
    "locked.pdf": "password",
    "unknown.txt": "UTF-8",
    "empty.txt": "no text",
}


@pytest.fixture(scope="module")
def unreadable(
    tmp_path_factory: pytest.TempPathFactory,
    make_report: Callable[..., Path],
    run_study: Callable[..., Outcome],
    sample: Path,
    locked_pdf: Path,
) -> Outcome:
    folder = tmp_path_factory.mktemp("unreadable")
    reports = folder / "reports"
    make_report(reports / "good.txt", "本行运用人工智能技术")
    shutil.copy(sample, reports)
    (reports / "no_pdf.pdf").write_text("<html>404</html>")
    (reports / "empty.pdf").write_bytes(b"")
    (reports / "truncated.pdf").write_bytes(sample.read_bytes()[:60_000])
    shutil.copy(locked_pdf, reports)
    (reports / "unknown.txt").write_bytes(bytes(range(256)) * 4)
    (reports / "empty.txt").write_bytes(b"\n")
    return run_study(folder, "run", "--jobs", "2")


@pytest.mark.parametrize(("name", "word"), UNREADABLE.items())
def test_an_unreadable_report_is_one_line_that_says_what_to_do(
    name: str, word: str, unreadable: Outcome
) -> None:
    (line,) = unreadable.list_lines(name)
    assert line.startswith(f"error: {name}: ")
    assert word in line
    # What is wrong, and then what to do: two sentences.
    assert line.rstrip(".").count(". ") == 1


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_report_is_a_row_with_its_reason_and_missing_values(
    name: str, unreadable: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    out = unreadable.folder / "outputs"
    (row,) = [row for row in read_table(out / "extraction.csv") if row["file"] == name]
    assert row["status"] == "failed"
    assert row["reason"]
    (cells,) = [r for r in read_table(out / "coding_matrix.csv") if r["report_id"] == row["report_id"]]
    assert (cells["artificial_intelligence"], cells["blockchain"], cells["total"]) == ("", "", "")
    (problem,) = [problem for problem in read_table(out / "problems.csv") if problem["file"] == name]
    assert (problem["severity"], bool(problem["what_to_do"])) == ("error", True)


def test_the_good_reports_beside_unreadable_ones_are_done_and_the_exit_code_is_1(
    unreadable: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    assert unreadable.code == 1
    out = unreadable.folder / "outputs"
    read = [row for row in read_table(out / "coding_matrix.csv") if row["status"] == "ok"]
    assert [(row["bank"], int(row["artificial_intelligence"]) > 0) for row in read] == [
        ("BOC", True),
        ("ICBC", True),
    ]
    assert sorted(path.name for path in (out / "passages").iterdir()) == [
        "boc_2020.parquet",
        "icbc_2020.parquet",
    ]
    assert not list(out.rglob(".*"))


def test_the_second_reader_says_the_same_of_unreadable_reports(
    unreadable: Outcome, tmp_path: Path, run_study: Callable[..., Outcome]
) -> None:
    names = ("no_pdf.pdf", "empty.pdf", "locked.pdf")
    shutil.copytree(unreadable.folder / "reports", tmp_path / "reports")
    again = run_study(tmp_path, "extract", "--reader", "pdfplumber", "--jobs", "2")
    assert again.code == 1
    for name in names:
        (line,) = again.list_lines(name)
        assert line.startswith(f"error: {name}: ")
    assert "password" in again.list_lines("locked.pdf")[0]
    assert (tmp_path / "outputs" / "passages" / "boc_2020.parquet").exists()


def test_nothing_but_unreadable_reports_is_exit_code_1(
    tmp_path: Path, run_study: Callable[..., Outcome]
) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "icbc_2020.pdf").write_bytes(b"")
    outcome = run_study(tmp_path, "run")
    assert outcome.code == 1
    assert len(outcome.list_lines("icbc_2020.pdf")) == 1
    assert (tmp_path / "outputs" / "coding_matrix.csv").exists()


def test_a_link_to_a_file_that_has_gone_is_one_line_and_the_rest_is_done(
    tmp_path: Path, make_report: Callable[..., Path], run_study: Callable[..., Outcome]
) -> None:
    make_report(tmp_path / "reports" / "good.txt")
    try:
        (tmp_path / "reports" / "gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    except OSError:
        pytest.skip("no links on this system")
    outcome = run_study(tmp_path, "extract")
    assert outcome.code == 1
    assert len(outcome.list_lines("gone.pdf")) == 1
    assert (tmp_path / "outputs" / "passages" / "icbc_2020.parquet").exists()


# Reports that are too much for the process that reads them

HARM = """\
import ctypes, time
from fintech_coding import cli, extraction

read = extraction._read_task

def read_harmed(task):
    if "crash" in task.file:
        ctypes.string_at(0)
    if "hang" in task.file:
        time.sleep(60)
    if "eat" in task.file:
        hoard = [b"x" * 10_000_000 for _ in range(100)]
        time.sleep(60)
    return read(task)

if __name__ == "__main__":
    extraction._read_task = read_harmed
    cli.main()
"""
TOO_MUCH = {
    "crash.txt": ("stops the process that reads it, twice.", "Save it as text again"),
    "hang.txt": ("takes more than 5 seconds.", "--timeout"),
    "eat.txt": ("takes more than 500 MB.", "--memory"),
}


@pytest.fixture(scope="module")
def harmed(
    tmp_path_factory: pytest.TempPathFactory,
    make_report: Callable[..., Path],
    run_command: Callable[..., Done],
) -> Outcome:
    folder = tmp_path_factory.mktemp("harmed")
    for name in ("a.txt", *TOO_MUCH, "z.txt"):
        company = "中国农业银行股份有限公司" if name == "z.txt" else "中国工商银行股份有限公司"
        make_report(folder / "reports" / name, f"本行运用人工智能技术{name}", company=company)
    (folder / "harm.py").write_text(HARM, encoding="utf-8")
    limits = ["--timeout", "5", "--memory", "500MB"]
    done = run_command("extract", "--jobs", "1", *limits, cwd=folder, command=["harm.py"])
    return Outcome(folder, done.returncode, done.stdout, done.stderr.splitlines())


def test_reports_that_crash_hang_or_eat_memory_fail_alone(
    harmed: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    assert harmed.code == 1
    assert "5 reports (2 ok, 3 failed)" in harmed.output
    rows = read_table(harmed.folder / "outputs" / "extraction.csv")
    assert [(row["file"], row["status"]) for row in rows] == [
        ("a.txt", "ok"),
        ("crash.txt", "failed"),
        ("eat.txt", "failed"),
        ("hang.txt", "failed"),
        ("z.txt", "ok"),
    ]


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_report_that_is_too_much_is_one_line_and_a_row_that_say_what_happened_and_what_next(
    name: str, harmed: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    what, option = TOO_MUCH[name]
    (line,) = harmed.list_lines(name)
    assert line.startswith(f"error: {name}: {what} ")
    (row,) = [r for r in read_table(harmed.folder / "outputs" / "problems.csv") if r["file"] == name]
    assert row["problem"] == f"{name}: {what}"
    assert option in row["what_to_do"]
    assert row["what_to_do"].endswith("or leave it out.")


# Reports that were read and leave a doubt


@pytest.fixture(scope="module")
def doubtful(
    tmp_path_factory: pytest.TempPathFactory,
    make_report: Callable[..., Path],
    run_study: Callable[..., Outcome],
) -> Outcome:
    folder = tmp_path_factory.mktemp("doubtful")
    make_report(folder / "reports" / "first.txt", "本行运用人工智能技术")
    make_report(folder / "reports" / "second.txt", "本行运用区块链技术")
    make_report(folder / "reports" / "nobody.txt", "本行运用区块链技术", company="年报")
    return run_study(folder, "run")


def test_two_files_of_one_bank_and_year_both_count_and_have_a_problem_row_each(
    doubtful: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    out = doubtful.folder / "outputs"
    rows = {row["report_id"]: row for row in read_table(out / "coding_matrix.csv")}
    assert (rows["icbc_2020"]["artificial_intelligence"], rows["icbc_2020"]["blockchain"]) == ("1", "0")
    assert (rows["icbc_2020_2"]["artificial_intelligence"], rows["icbc_2020_2"]["blockchain"]) == ("0", "1")
    claims = [row["file"] for row in read_table(out / "problems.csv") if "claim" in row["problem"]]
    assert claims == ["first.txt", "second.txt"]


def test_two_files_of_one_bank_and_year_are_said_with_what_to_do(doubtful: Outcome) -> None:
    lines = doubtful.list_lines("first.txt")
    assert lines == doubtful.list_lines("second.txt")
    assert "ICBC 2020" in lines[0]
    assert "reports.csv" in lines[0]


def test_two_files_of_one_bank_and_year_are_one_line(doubtful: Outcome) -> None:
    assert len(doubtful.list_lines("first.txt")) == 1


def test_a_bank_that_cannot_be_told_is_one_line_and_its_report_is_coded(
    doubtful: Outcome, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    (line,) = doubtful.list_lines("nobody.txt")
    assert line.startswith("warning: nobody.txt: ")
    assert "reports.csv" in line
    (row,) = [r for r in read_table(doubtful.folder / "outputs" / "coding_matrix.csv") if not r["bank"]]
    assert (row["report_id"], row["blockchain"]) == ("nobody", "1")


def test_doubts_alone_are_exit_code_0(doubtful: Outcome) -> None:
    assert doubtful.code == 0


# Places


@pytest.mark.parametrize("command", ["extract", "run"])
def test_no_such_folder_is_exit_code_2_and_makes_nothing(
    command: str, tmp_path: Path, run_study: Callable[..., Outcome]
) -> None:
    outcome = run_study(tmp_path, command, "my reports")
    assert (outcome.code, outcome.output) == (2, "")
    (line,) = outcome.errors
    assert "my reports" in line
    assert "not there" in line
    assert "Check" in line
    assert [path.name for path in tmp_path.iterdir()] == ["codebook.yaml"]


def test_an_empty_folder_is_exit_code_2_and_says_what_is_read(
    tmp_path: Path, run_study: Callable[..., Outcome]
) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "notes.docx").write_bytes(b"x")
    outcome = run_study(tmp_path, "run")
    assert (outcome.code, outcome.output) == (2, "")
    (line,) = outcome.errors
    assert "reports" in line
    assert ".pdf or .txt" in line
    assert not (tmp_path / "outputs").exists()


def test_a_file_where_the_outputs_should_be_is_one_line_and_stays(
    tmp_path: Path, make_report: Callable[..., Path], run_study: Callable[..., Outcome]
) -> None:
    make_report(tmp_path / "reports" / "good.txt")
    (tmp_path / "outputs").write_text("a file")
    for place in ("outputs", "outputs/below"):
        outcome = run_study(tmp_path, "run", "--out", place)
        assert (outcome.code, outcome.output) == (1, "")
        (line,) = outcome.errors
        assert line.startswith(f"error: {Path(place)}: cannot be written")
        assert "--out" in line
    assert (tmp_path / "outputs").read_text() == "a file"


def test_a_table_that_cannot_be_replaced_is_one_line_that_names_it(
    tmp_path: Path, make_report: Callable[..., Path], run_study: Callable[..., Outcome]
) -> None:
    make_report(tmp_path / "reports" / "good.txt")
    (tmp_path / "outputs" / "evidence.csv").mkdir(parents=True)
    outcome = run_study(tmp_path, "run")
    assert outcome.code == 1
    (line,) = outcome.errors
    assert "evidence.csv: cannot be written" in line
    assert not list((tmp_path / "outputs").rglob(".*"))
    assert (tmp_path / "outputs" / "coding_matrix.csv").exists()


def test_matrix_before_extract_is_one_line_and_makes_nothing(
    tmp_path: Path, run_study: Callable[..., Outcome]
) -> None:
    outcome = run_study(tmp_path, "matrix")
    assert (outcome.code, outcome.output) == (1, "")
    (line,) = outcome.errors
    assert "extraction.csv" in line
    assert "fintech-code extract" in line
    assert not (tmp_path / "outputs").exists()


def test_passages_that_have_gone_are_one_line_that_says_what_to_do(
    tmp_path: Path, make_report: Callable[..., Path], run_study: Callable[..., Outcome]
) -> None:
    make_report(tmp_path / "reports" / "good.txt")
    run_study(tmp_path, "extract")
    (tmp_path / "outputs" / "passages" / "icbc_2020.parquet").unlink()
    outcome = run_study(tmp_path, "matrix")
    assert (outcome.code, outcome.output) == (1, "")
    (line,) = outcome.errors
    assert "icbc_2020.parquet" in line
    assert "fintech-code extract" in line
    assert run_study(tmp_path, "run").code == 0


@pytest.mark.parametrize("command", ["extract", "matrix", "run"])
def test_a_folder_that_another_process_writes_into_is_one_line_that_names_it(
    command: str, tmp_path: Path, make_report: Callable[..., Path], run_study: Callable[..., Outcome]
) -> None:
    make_report(tmp_path / "reports" / "good.txt")
    with hold_folder(tmp_path / "outputs", make=True):
        outcome = run_study(tmp_path, command)
    assert (outcome.code, outcome.output) == (1, "")
    (line,) = outcome.errors
    assert line.startswith(f"error: outputs: process {os.getpid()} ")
    assert "--out" in line
    assert [path.name for path in (tmp_path / "outputs").iterdir()] == ["passages"]


@pytest.mark.parametrize("amount", ["much", "-1", "2TB", "1,5GB", "9" * 20])
def test_an_amount_of_memory_that_is_none_is_exit_code_2_with_how_to_write_it(
    amount: str, tmp_path: Path, make_report: Callable[..., Path], run_study: Callable[..., Outcome]
) -> None:
    make_report(tmp_path / "reports" / "good.txt")
    outcome = run_study(tmp_path, "extract", "--memory", amount)
    assert (outcome.code, outcome.output) == (2, "")
    (line,) = outcome.errors
    assert line.startswith(f"error: --memory {amount}: ")
    assert "2GB" in line
    assert not (tmp_path / "outputs").exists()


# The codebook and the sidecar


def test_a_codebook_with_mistakes_shows_each_on_its_line_and_leaves_what_was_made(
    tmp_path: Path, make_report: Callable[..., Path], run_study: Callable[..., Outcome]
) -> None:
    make_report(tmp_path / "reports" / "good.txt")
    run_study(tmp_path, "run")
    tables = [path for path in (tmp_path / "outputs").glob("*.*") if path.stem not in SAID_OF_REPORTS]
    before = [path.read_bytes() for path in tables]
    (tmp_path / "codebook.yaml").write_text(MISTAKES, encoding="utf-8")
    make_report(tmp_path / "reports" / "more.txt", title="2019年年度报告")
    outcome = run_study(tmp_path, "run")
    assert outcome.code == 2
    for number in (3, 4, 5):
        assert len(outcome.list_lines(f"codebook.yaml: line {number}: error: ")) == 1
    assert len(outcome.errors) == 4
    assert "fintech-code check" in outcome.errors[-1]
    assert [path.read_bytes() for path in tables] == before


def test_a_codebook_that_is_not_there_or_no_text_is_one_line(
    tmp_path: Path, sample: Path, run_study: Callable[..., Outcome]
) -> None:
    for named in ("mine.yaml", str(tmp_path), str(sample)):
        outcome = run_study(tmp_path, "check", named)
        assert (outcome.code, outcome.output) == (2, "")
        (line,) = outcome.errors
        assert named in line


def test_a_sidecar_with_mistakes_is_a_line_for_each_and_nothing_is_read(
    tmp_path: Path, make_report: Callable[..., Path], run_study: Callable[..., Outcome]
) -> None:
    make_report(tmp_path / "reports" / "good.txt")
    (tmp_path / "reports" / "reports.csv").write_text("file,bank,year\ngood.txt,ICBC,20\n,ABC,2020\n")
    outcome = run_study(tmp_path, "extract")
    assert (outcome.code, outcome.output) == (2, "")
    assert ["line 2" in outcome.errors[0], "line 3" in outcome.errors[1]] == [True, True]
    assert len(outcome.errors) == 2


def test_a_sidecar_that_names_no_report_there_is_says_so(
    tmp_path: Path, make_report: Callable[..., Path], run_study: Callable[..., Outcome]
) -> None:
    make_report(tmp_path / "reports" / "good.txt")
    (tmp_path / "reports" / "reports.csv").write_text("file,bank,year\ngod.txt,ABC,2019\n")
    assert len(run_study(tmp_path, "extract").list_lines("god.txt")) == 1


# Ctrl-C


@dataclass(frozen=True)
class Interruption:
    """An extraction that was interrupted after its first report, and the same command again."""

    code: int
    output: str
    errors: list[str]
    kept: list[str]
    left: list[str]
    again: Done


@pytest.fixture(scope="module")
def interruption(
    tmp_path_factory: pytest.TempPathFactory,
    sample: Path,
    command_environment: dict[str, str],
    run_command: Callable[..., Done],
) -> Interruption:
    if os.name == "nt":
        pytest.skip("Windows has no process groups to interrupt")
    folder = tmp_path_factory.mktemp("interruption")
    (folder / "reports").mkdir()
    for year in range(2011, 2016):
        # The same file twice would be left out as a copy.
        (folder / "reports" / f"{year}.pdf").write_bytes(sample.read_bytes() + b"\n%% %d" % year)
    passages = folder / "outputs" / "passages"
    command = ["extract", "--reader", "pdfplumber", "--jobs", "2"]
    with subprocess.Popen(
        [sys.executable, "-m", "fintech_coding", *command],
        cwd=folder,
        env=command_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        end = time.monotonic() + 60
        while not list(passages.glob("*.parquet")) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    kept = [path.name for path in passages.glob("*.parquet")]
    left = [path.name for path in (folder / "outputs").rglob("*") if path.suffix != ".parquet"]
    again = run_command(*command, cwd=folder)
    return Interruption(process.returncode, output, errors.splitlines(), kept, left, again)


def test_an_interrupt_is_exit_code_130_without_a_traceback(interruption: Interruption) -> None:
    assert (interruption.code, interruption.output) == (130, "")
    assert "Traceback" not in "\n".join(interruption.errors)


def test_an_interrupt_is_one_line_that_says_what_is_kept(interruption: Interruption) -> None:
    (line,) = interruption.errors
    assert "kept" in line
    assert "same command" in line


def test_an_interrupt_leaves_whole_passages_and_nothing_else(interruption: Interruption) -> None:
    assert 1 <= len(interruption.kept) < 5
    assert interruption.left == ["passages"]


def test_the_command_after_an_interrupt_reads_only_the_rest(interruption: Interruption) -> None:
    rest = 5 - len(interruption.kept)
    assert interruption.again.returncode == 0
    assert (
        f"5 reports (5 ok); {rest} read now, {len(interruption.kept)} unchanged" in interruption.again.stdout
    )
