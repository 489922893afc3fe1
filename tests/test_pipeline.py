"""The way of the data: what is fresh is not read again, and nothing depends on order, jobs or processes."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from fintech_coding import extraction, store
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.extraction import Extraction, extract_reports
from fintech_coding.study import ExtractSettings, MatrixSettings, Study
from fintech_coding.tabulation import Coding, code_reports, prepare_coding

TECHNOLOGIES = ("artificial_intelligence", "big_data", "blockchain")

START_BY = """\
import multiprocessing, sys
from pathlib import Path
from fintech_coding import executor
from fintech_coding.extraction import extract_reports
from fintech_coding.tabulation import code_reports, prepare_coding
from fintech_coding.study import ExtractSettings, MatrixSettings

if __name__ == "__main__":
    method, reports, out, codebook = sys.argv[1:]
    executor._choose_context = lambda: multiprocessing.get_context(method)
    extract_reports([Path(reports)], Path(out), settings=ExtractSettings(), jobs=2)
    code_reports(Path(out), prepare_coding(Path(codebook), MatrixSettings()), settings=MatrixSettings())
"""

READ_SLOWLY = """\
import sys, time
from pathlib import Path
from fintech_coding import extraction
from fintech_coding.study import ExtractSettings

read = extraction._read_task

def read_slowly(task):
    with Path(sys.argv[3]).open("a") as log:
        log.write(task.file + "\\n")
    if "slow" in task.file:
        time.sleep(60)
    return read(task)

if __name__ == "__main__":
    extraction._read_task = read_slowly
    reports, out = map(Path, sys.argv[1:3])
    extraction.extract_reports([reports], out, settings=ExtractSettings(), jobs=1)
"""


@dataclass(frozen=True)
class Bench:
    """A study in a folder, with the two steps that are tested."""

    folder: Path
    codebook: Path
    make_report: Callable[..., Path]

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def out(self) -> Path:
        return self.folder / "outputs"

    def write(self, name: str, *paragraphs: str, **details: str) -> Path:
        return self.make_report(self.reports / name, *paragraphs, **details)

    def extract(
        self, *inputs: Path, reader: str = "pdfium", timeout: int | None = None, **options: object
    ) -> Extraction:
        settings = ExtractSettings(reader, timeout=timeout)
        return extract_reports(inputs or [self.reports], self.out, settings=settings, jobs=1, **options)  # type: ignore[arg-type]

    def code(self, **settings: str) -> Coding:
        chosen = MatrixSettings(**settings)
        return code_reports(self.out, prepare_coding(self.codebook, chosen), settings=chosen)

    def list_passages(self) -> list[str]:
        return sorted(path.stem for path in (self.out / "passages").iterdir())


@pytest.fixture
def bench(
    tmp_path: Path,
    small_codebook: Path,
    make_report: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Bench:
    # To start a process for each of these small reports would take most of the time of these tests.
    monkeypatch.setattr(
        extraction, "run_tasks", lambda work, tasks, **_: ((n, work(task)) for n, task in enumerate(tasks))
    )
    return Bench(tmp_path, small_codebook, make_report)


def list_ids(extraction: Extraction) -> dict[str, str]:
    return {report.file: report.report_id for report in extraction.reports}


def write_three_banks(bench: Bench) -> None:
    bench.write("icbc.txt", "本行运用人工智能和大数据技术")
    bench.write("abc.txt", "本行运用区块链技术" * 40, company="中国农业银行股份有限公司")
    bench.write("ccb.txt", "本行运用大数据技术" * 9, company="中国建设银行股份有限公司")


# The same bytes


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_every_start_method_and_two_jobs_give_the_bytes_of_one_job_in_this_process(
    method: str,
    bench: Bench,
    run_command: Callable[..., object],
    take_snapshot: Callable[[Path], dict[str, bytes]],
    sample: Path,
) -> None:
    write_three_banks(bench)
    shutil.copy(sample, bench.reports)
    bench.extract()
    bench.code()
    here = take_snapshot(bench.out)
    script = bench.folder / "start_by.py"
    script.write_text(START_BY, encoding="utf-8")
    done = run_command(method, bench.reports, bench.folder / "there", bench.codebook, command=[str(script)])
    assert done.returncode == 0, done.stderr  # type: ignore[attr-defined]
    there = take_snapshot(bench.folder / "there")
    assert sorted(here) == sorted(there)
    assert [name for name in here if here[name] != there[name]] == []


def test_a_second_run_reads_nothing_and_gives_the_same_bytes(
    bench: Bench, take_snapshot: Callable[[Path], dict[str, bytes]]
) -> None:
    write_three_banks(bench)
    assert bench.extract().read_now == 3
    bench.code()
    first = take_snapshot(bench.out)
    assert bench.extract().read_now == 0
    bench.code()
    assert take_snapshot(bench.out) == first


def test_only_what_is_there_decides_not_what_was_done_before(
    bench: Bench, take_snapshot: Callable[[Path], dict[str, bytes]]
) -> None:
    bench.write("old.txt", "本行运用区块链技术", title="2019年年度报告")
    bench.write("icbc.txt", "本行运用区块链技术")
    bench.extract()
    shutil.rmtree(bench.reports)
    write_three_banks(bench)
    bench.extract()
    bench.code()
    grown = take_snapshot(bench.out)
    shutil.rmtree(bench.out)
    bench.extract()
    bench.code()
    assert take_snapshot(bench.out) == grown


# What is read again


def test_only_a_changed_report_is_read_again(bench: Bench) -> None:
    write_three_banks(bench)
    bench.extract()
    bench.write("abc.txt", "本行运用人工智能技术", company="中国农业银行股份有限公司")
    assert bench.extract().read_now == 1
    row = bench.code().matrix.set_index("bank").loc["ABC"]
    assert (row["artificial_intelligence"], row["blockchain"]) == (1, 0)


def test_a_touched_report_with_the_same_bytes_is_not_read_again(bench: Bench) -> None:
    path = bench.write("icbc.txt", "本行运用人工智能技术")
    bench.extract()
    path.write_bytes(path.read_bytes())
    assert bench.extract().read_now == 0


def test_another_reader_reads_again(bench: Bench, sample: Path) -> None:
    bench.reports.mkdir()
    shutil.copy(sample, bench.reports)
    bench.extract()
    again = bench.extract(reader="pdfplumber")
    assert (again.read_now, again.reports[0].reader) == (1, "pdfplumber")
    assert bench.extract(reader="pdfplumber").read_now == 0


def test_another_limit_of_time_or_memory_does_not_read_again(bench: Bench) -> None:
    write_three_banks(bench)
    bench.extract(timeout=10)
    assert bench.extract(timeout=20).read_now == 0


def test_a_changed_line_of_the_sidecar_reads_its_report_again_and_no_other(bench: Bench) -> None:
    write_three_banks(bench)
    sidecar = bench.reports / "reports.csv"
    sidecar.write_text("file,bank,year\nicbc.txt,ICBC,2018\n")
    bench.extract()
    sidecar.write_text("file,bank,year\nicbc.txt,ICBC,2017\n")
    again = bench.extract()
    assert again.read_now == 1
    assert list_ids(again)["icbc.txt"] == "icbc_2017"
    assert "icbc_2018" not in bench.list_passages()


def test_a_report_that_failed_is_tried_again(bench: Bench) -> None:
    write_three_banks(bench)
    (bench.reports / "bad.pdf").write_bytes(b"")
    bench.extract()
    assert bench.extract().read_now == 1


def test_a_damaged_passages_file_is_made_again(bench: Bench) -> None:
    write_three_banks(bench)
    bench.extract()
    path = store.passages_path(bench.out, "abc_2020")
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    assert bench.extract().read_now == 1
    assert path.read_bytes() == whole


def test_the_passages_of_a_deleted_report_go_and_its_row_too(bench: Bench) -> None:
    write_three_banks(bench)
    bench.extract()
    (bench.reports / "abc.txt").unlink()
    bench.extract()
    assert bench.list_passages() == ["ccb_2020", "icbc_2020"]
    assert list(bench.code().matrix["bank"]) == ["CCB", "ICBC"]


def test_a_report_that_has_become_unreadable_leaves_no_passages(bench: Bench) -> None:
    path = bench.write("icbc_2020.txt", "本行运用人工智能技术")
    bench.extract()
    path.write_bytes(bytes(range(256)))
    assert [report.status for report in bench.extract().reports] == ["failed"]
    assert bench.list_passages() == []


def test_an_interrupted_extraction_keeps_what_was_read_and_goes_on_from_there(
    bench: Bench, take_snapshot: Callable[[Path], dict[str, bytes]]
) -> None:
    write_three_banks(bench)
    bench.write("icbc2.txt", "本行运用人工智能和大数据技术" * 20)

    def interrupt(done: int, _all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.extract(announce=interrupt)
    assert len(bench.list_passages()) == 2
    assert not [path for path in bench.out.rglob("*") if path.name.startswith(".")]
    assert bench.extract().read_now == 2
    bench.code()
    resumed = take_snapshot(bench.out)
    shutil.rmtree(bench.out)
    bench.extract()
    bench.code()
    assert take_snapshot(bench.out) == resumed


def test_a_killed_extraction_is_finished_by_the_next_which_reads_the_rest_and_clears_up(
    bench: Bench,
    command_environment: dict[str, str],
    take_snapshot: Callable[[Path], dict[str, bytes]],
) -> None:
    write_three_banks(bench)
    bench.write("slow.txt", "本行运用大数据技术" * 20, company="交通银行股份有限公司")
    script, log = bench.folder / "read_slowly.py", bench.folder / "log"
    script.write_text(READ_SLOWLY, encoding="utf-8")
    command = [sys.executable, str(script), str(bench.reports), str(bench.out), str(log)]
    with subprocess.Popen(command, env=command_environment) as process:
        end = time.monotonic() + 60
        while not (log.exists() and "slow" in log.read_text()) and time.monotonic() < end:
            time.sleep(0.02)
        process.kill()
    assert log.read_text().split() == ["abc.txt", "slow.txt"]
    for name in (".extraction.csv.1.tmp", "passages/.abc_2020.parquet.1.tmp"):
        (bench.out / name).write_bytes(b"half of")
    assert bench.extract().read_now == 3
    finished = take_snapshot(bench.out)
    shutil.rmtree(bench.out)
    bench.extract()
    assert take_snapshot(bench.out) == finished


def test_an_extraction_that_is_stopped_before_any_of_its_writes_reads_no_report_twice(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The larger is read first and gives its id up to the one whose name comes first.
    bench.write("a.txt", "本行运用人工智能技术")
    bench.write("b.txt", "本行运用区块链技术" * 50)
    write, writes = store.write_passages, 0
    stop_before = 0

    def count(*details: object) -> None:
        nonlocal writes
        writes += 1
        if writes == stop_before:
            raise KeyboardInterrupt
        write(*details)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "write_passages", count)
    bench.extract()
    everything, writes = writes, 0
    assert everything > 2
    for stop_before in range(1, everything + 1):
        shutil.rmtree(bench.out)
        writes = 0
        with pytest.raises(KeyboardInterrupt):
            bench.extract()
        again = bench.extract()
        assert again.read_now == max(3 - stop_before, 0)
        assert list_ids(again) == {"a.txt": "icbc_2020", "b.txt": "icbc_2020_2"}
        assert bench.list_passages() == ["icbc_2020", "icbc_2020_2"]


def test_progress_counts_up_to_all_reports(bench: Bench) -> None:
    write_three_banks(bench)
    told: list[tuple[int, int]] = []
    bench.extract(announce=lambda done, everything: told.append((done, everything)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    told.clear()
    bench.extract(announce=lambda done, everything: told.append((done, everything)))
    assert told == [(3, 3)]


# Ids


def test_ids_follow_the_order_of_files_not_the_order_of_reading(bench: Bench) -> None:
    bench.write("a.txt", "本行运用人工智能技术")
    bench.write("b.txt", "本行运用区块链技术" * 50)
    extraction = bench.extract()
    assert list_ids(extraction) == {"a.txt": "icbc_2020", "b.txt": "icbc_2020_2"}
    claims = [problem for problem in extraction.problems if "claim" in problem.problem]
    assert [(problem.report_id, problem.file) for problem in claims] == [
        ("icbc_2020", "a.txt"),
        ("icbc_2020_2", "b.txt"),
    ]


def test_a_report_that_comes_later_takes_its_place_and_the_others_move_without_being_read(
    bench: Bench,
) -> None:
    bench.write("b.txt", "本行运用区块链技术")
    bench.extract()
    bench.write("a.txt", "本行运用人工智能技术")
    extraction = bench.extract()
    assert extraction.read_now == 1
    assert list_ids(extraction) == {"a.txt": "icbc_2020", "b.txt": "icbc_2020_2"}
    for report_id, word in (("icbc_2020", "人工智能"), ("icbc_2020_2", "区块链")):
        passages = list(store.load_passages(bench.out, report_id))
        assert {passage.report_id for passage in passages} == {report_id}
        assert all(passage.passage_id.startswith(report_id) for passage in passages)
        assert any(word in passage.text for passage in passages)
    (bench.reports / "a.txt").unlink()
    assert list_ids(bench.extract()) == {"b.txt": "icbc_2020"}
    assert bench.list_passages() == ["icbc_2020"]
    assert any("区块链" in passage.text for passage in store.load_passages(bench.out, "icbc_2020"))


def test_three_files_that_swap_places_keep_their_own_passages(bench: Bench) -> None:
    for name, word in (("b", "人工智能"), ("c", "大数据"), ("d", "区块链")):
        bench.write(f"{name}.txt", f"本行运用{word}技术")
    bench.extract()
    (bench.reports / "b.txt").rename(bench.reports / "e.txt")
    extraction = bench.extract()
    words = {"c.txt": "大数据", "d.txt": "区块链", "e.txt": "人工智能"}
    for file, report_id in list_ids(extraction).items():
        text = "".join(passage.text for passage in store.load_passages(bench.out, report_id))
        assert [word for word in words.values() if word in text] == [words[file]]
    assert list_ids(extraction) == {"c.txt": "icbc_2020", "d.txt": "icbc_2020_2", "e.txt": "icbc_2020_3"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_with_a_line_break_is_one_line_everywhere(bench: Bench) -> None:
    text = "中国工商银行股份有限公司2020年年度报告"
    bench.reports.mkdir(exist_ok=True)
    (bench.reports / "a\nb\x1b.txt").write_text(text, encoding="utf-8")
    (bench.reports / "a\u2028b.pdf").write_text("", encoding="utf-8")
    extraction = bench.extract()
    names = [report.file for report in extraction.reports]
    assert {r"a\nb\x1b.txt", r"a\u2028b.pdf"} <= set(names)
    said = [*names, *(problem.problem for problem in extraction.problems)]
    assert [line for line in said if not line.isprintable()] == []


def test_files_of_one_name_in_two_folders_are_two_reports(bench: Bench) -> None:
    bench.write("2019/annual.txt", "本行运用人工智能技术", title="2019年年度报告")
    bench.write("2020/annual.txt", "本行运用区块链技术")
    extraction = bench.extract(bench.reports / "2019", bench.reports / "2020")
    assert [report.report_id for report in extraction.reports] == ["icbc_2019", "icbc_2020"]
    assert bench.list_passages() == ["icbc_2019", "icbc_2020"]


def test_files_of_one_name_under_one_folder_are_two_reports(bench: Bench) -> None:
    bench.write("2019/annual.txt", "本行运用人工智能技术", title="2019年年度报告")
    bench.write("2020/annual.txt", "本行运用区块链技术")
    assert list_ids(bench.extract()) == {"2019/annual.txt": "icbc_2019", "2020/annual.txt": "icbc_2020"}


# What counts as a report, and whose it is


def test_a_half_year_report_is_skipped_and_counted_once_it_is_named(bench: Bench) -> None:
    bench.write("icbc.txt", "本行运用人工智能技术")
    bench.write("half.txt", "本行运用区块链技术", title="2020年半年度报告")
    extraction = bench.extract()
    assert {report.file: report.status for report in extraction.reports} == {
        "half.txt": "skipped",
        "icbc.txt": "ok",
    }
    assert list_ids(extraction)["icbc.txt"] == "icbc_2020"
    coding = bench.code()
    assert list(coding.matrix["report_id"]) == ["icbc_2020"]
    assert [problem.file for problem in coding.problems if problem.severity == "warning"] == ["half.txt"]

    (bench.reports / "reports.csv").write_text("file,bank,year\nhalf.txt,,\n")
    assert {report.status for report in bench.extract().reports} == {"ok"}
    assert sum(bench.code().matrix["blockchain"]) == 1


def test_the_sidecar_is_believed_before_name_and_pages(bench: Bench) -> None:
    bench.write("icbc_2020.txt", "本行运用人工智能技术")
    (bench.reports / "reports.csv").write_text(
        "file,bank,year,bank_name\nicbc_2020.txt,NA,2018,North Bank\n", encoding="utf-8"
    )
    (report,) = bench.extract().reports
    assert (report.report_id, report.bank, report.year) == ("na_2018", "NA", 2018)
    row = bench.code().matrix.iloc[0]
    assert (row["bank"], row["bank_name"], row["year"]) == ("NA", "North Bank", 2018)


def test_a_bank_called_na_is_in_every_table(
    bench: Bench, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    bench.write("a.txt", "本行运用人工智能技术")
    (bench.reports / "reports.csv").write_text("file,bank,year\na.txt,NA,2018\n")
    bench.extract()
    bench.code()
    bench.code()
    names = ["coding_matrix.csv", "coding_matrix_long.csv", "elements.csv", "evidence.csv", "extraction.csv"]
    assert {row["bank"] for name in names for row in read_table(bench.out / name)} == {"NA"}


# Coding


def test_coding_opens_no_report(bench: Bench, take_snapshot: Callable[[Path], dict[str, bytes]]) -> None:
    write_three_banks(bench)
    bench.extract()
    bench.code()
    before = take_snapshot(bench.out)
    shutil.rmtree(bench.reports)
    bench.code()
    assert take_snapshot(bench.out) == before


def test_an_edit_of_the_codebook_changes_the_matrix_and_the_manifest(bench: Bench) -> None:
    write_three_banks(bench)
    bench.extract()
    first = bench.code().matrix.set_index("bank")
    fingerprint = json.loads((bench.out / "manifest.json").read_text("utf-8"))["codebook"]
    text = bench.codebook.read_text("utf-8")
    bench.codebook.write_text(text.replace("[区块链]", "[分布式账本]"), encoding="utf-8")
    second = bench.code().matrix.set_index("bank")
    assert (first.loc["ABC", "blockchain"], second.loc["ABC", "blockchain"]) == (1, 0)
    assert list(first["big_data"]) == list(second["big_data"])
    assert json.loads((bench.out / "manifest.json").read_text("utf-8"))["codebook"] != fingerprint


def test_a_report_without_hits_has_zeros_and_one_that_was_not_read_has_none(
    bench: Bench, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    bench.write("icbc.txt", "本行持续改进客户服务")
    (bench.reports / "ccb_2020.pdf").write_bytes(b"")
    bench.extract()
    bench.code()
    rows = {row["report_id"]: row for row in read_table(bench.out / "coding_matrix.csv")}
    assert [rows["icbc_2020"][name] for name in (*TECHNOLOGIES, "total")] == ["0"] * 4
    assert [rows["ccb_2020"][name] for name in (*TECHNOLOGIES, "total")] == [""] * 4
    assert rows["ccb_2020"]["status"] == "failed"
    assert rows["ccb_2020"]["reason"]


def test_a_report_without_the_section_has_missing_values_never_zeros(
    bench: Bench, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    bench.write("icbc.txt", "本行运用人工智能技术")
    bench.write(
        "abc.txt", "本行运用区块链技术", company="中国农业银行股份有限公司", section="第一节 公司治理"
    )
    bench.extract()
    extraction = (bench.out / "extraction.csv").read_bytes()
    coding = bench.code(section="mda")
    rows = {row["report_id"]: row for row in read_table(bench.out / "coding_matrix.csv")}
    assert [rows["icbc_2020"][name] for name in TECHNOLOGIES] == ["1", "0", "0"]
    assert [rows["abc_2020"][name] for name in (*TECHNOLOGIES, "total")] == [""] * 4
    assert rows["abc_2020"]["status"] == "no_section"
    long = read_table(bench.out / "coding_matrix_long.csv")
    assert {row["hits"] for row in long if row["report_id"] == "abc_2020"} == {""}
    assert {row["report_id"] for row in read_table(bench.out / "evidence.csv")} == {"icbc_2020"}
    (problem,) = [problem for problem in coding.problems if problem.severity == "error"]
    assert (problem.file, "mda" in problem.problem) == ("abc.txt", True)
    # What was read stays read: the next coding has the whole report again.
    assert (bench.out / "extraction.csv").read_bytes() == extraction
    assert bench.code().matrix["total"].notna().all()


def test_the_matrix_is_the_count_of_its_evidence(
    bench: Bench, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    write_three_banks(bench)
    bench.extract()
    coding = bench.code(count="hits", variant="all")
    evidence = read_table(bench.out / "evidence.csv")
    for row in coding.matrix.to_dict("records"):
        for technology in TECHNOLOGIES:
            found = [
                hit
                for hit in evidence
                if (hit["report_id"], hit["technology"]) == (row["report_id"], technology)
            ]
            assert row[technology] == len(found)
    assert coding.matrix["total"].sum() == len(evidence) > 0
    assert all(hit["text"][int(hit["start"]) : int(hit["end"])] == hit["surface"] for hit in evidence)


def test_a_term_without_a_hit_is_listed_and_said_aloud(
    bench: Bench, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    write_three_banks(bench)
    bench.extract()
    coding = bench.code()
    terms = {row["term"]: int(row["hits"]) for row in read_table(bench.out / "terms.csv")}
    assert list(terms) == ["人工智能", "大数据", "数据平台", "区块链"]
    assert [term for term, hits in terms.items() if not hits] == ["数据平台"]
    assert any("数据平台" in problem.problem for problem in coding.problems)


# The manifest


def test_the_manifest_has_the_fingerprint_of_every_table_and_report(bench: Bench) -> None:
    write_three_banks(bench)
    bench.extract()
    coding = bench.code(count="hits", variant="affirmed")
    manifest = json.loads((bench.out / "manifest.json").read_text("utf-8"))
    for path in bench.out.glob("*.csv"):
        assert manifest["outputs"][path.name] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert manifest["reports"] == {
        f"{path.stem}_2020": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in bench.reports.glob("*.txt")
    }
    assert {"count": "hits", "variant": "affirmed"}.items() <= manifest["settings"].items()
    assert all(manifest["software"].values())
    assert all(manifest["dependencies"].values())
    made = {path.name for path in bench.out.iterdir() if path.is_file()}
    assert {*coding.files, "extraction.csv"} == made


def test_the_manifest_has_the_fingerprint_of_the_passages_too(demo_study: Study) -> None:
    manifest = json.loads((demo_study.outputs / "manifest.json").read_text("utf-8"))
    digests = [hashlib.sha256(p.read_bytes()).hexdigest() for p in demo_study.outputs.rglob("*.parquet")]
    assert set(digests) <= set(manifest["outputs"].values())


def test_the_manifest_of_an_unchanged_study_keeps_its_bytes(bench: Bench, sample: Path) -> None:
    bench.reports.mkdir()
    shutil.copy(sample, bench.reports)
    bench.extract()
    bench.code()
    first = (bench.out / "manifest.json").read_bytes()
    bench.extract()
    bench.code()
    assert (bench.out / "manifest.json").read_bytes() == first


def test_a_copy_of_a_report_is_left_out_and_says_so(bench: Bench) -> None:
    bench.write("a.txt", "本行运用人工智能技术")
    bench.write("b.txt", "本行运用人工智能技术")
    first, copy = bench.extract().reports
    assert (first.status, copy.status) == ("ok", "skipped")
    assert "a.txt" in copy.reason


def test_a_copy_whose_original_has_gone_counts(bench: Bench) -> None:
    for name in ("a.txt", "b.txt"):
        bench.write(name, "本行运用人工智能和大数据技术")
    bench.write("c.txt", "本行运用区块链技术")
    assert [report.status for report in bench.extract().reports] == ["ok", "skipped", "ok"]
    (bench.reports / "a.txt").unlink()
    assert [report.status for report in bench.extract().reports] == ["ok", "ok"]


def test_passages_of_an_extraction_that_was_stopped_are_not_coded(bench: Bench) -> None:
    path = bench.write("icbc.txt", "本行运用人工智能技术")
    bench.extract()
    listed = (bench.out / "extraction.csv").read_bytes()
    path.write_text(path.read_text("utf-8") + "本行运用区块链技术。\n", "utf-8")
    bench.extract()
    (bench.out / "extraction.csv").write_bytes(listed)
    with pytest.raises(OutputError, match="stopped"):
        bench.code()


def test_a_part_of_the_report_is_a_section_and_decides_the_scope(
    bench: Bench, read_table: Callable[[Path], list[dict[str, str]]]
) -> None:
    bench.write(
        "icbc.txt", "本行运用人工智能技术", "第八节 董事、监事、高级管理人员和员工情况\n\n本行运用区块链技术"
    )
    bench.extract()
    bench.code()
    found = {row["term"]: (row["part"], row["scope"]) for row in read_table(bench.out / "evidence.csv")}
    assert found == {"人工智能": ("mda", "own"), "区块链": ("directors", "other")}
    bench.code(section="directors")
    assert [row["term"] for row in read_table(bench.out / "evidence.csv")] == ["区块链"]


def test_a_section_that_no_report_has_is_refused_and_nothing_is_written(bench: Bench) -> None:
    bench.write("icbc.txt", "本行运用人工智能技术")
    bench.extract()
    bench.code()
    before = (bench.out / "coding_matrix.csv").read_bytes()
    with pytest.raises(UsageError, match="xyzzy"):
        bench.code(section="xyzzy")
    assert (bench.out / "coding_matrix.csv").read_bytes() == before
