"""Report files become passages on disk; a report that did not change is not read again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from time import perf_counter

from fintech_coding import __version__, store
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.executor import Cause, Limits, run_tasks
from fintech_coding.headers import EXTRACTION_COLUMNS, PROBLEM_COLUMNS
from fintech_coding.lock import hold_folder
from fintech_coding.packing import pack_passages, unpack_passages
from fintech_coding.problems import list_report_problems, list_stray_entries
from fintech_coding.reading.banks import hash_registry
from fintech_coding.reading.ocr import INSTALL, MODES, read_recognizer_version, reads_pictures
from fintech_coding.reading.reader import (
    READERS,
    advise_reader,
    base_report_id,
    fail_report,
    name_reader,
    read_report,
    read_version,
    rename_report,
)
from fintech_coding.reading.reports import find_reports, find_top
from fintech_coding.reading.sidecar import SIDECAR_NAME, ReportEntry, find_entry, load_sidecar
from fintech_coding.records import Problem, Report
from fintech_coding.selection import rank_version, select_reports
from fintech_coding.study import MB, TIMEOUTS, ExtractSettings

# A name may hold any character but a slash; a row of it is one line all the same.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A report to be read, and everything its reading depends on; `file` is the name it goes by."""

    path: Path
    file: str
    bytes: int
    sha256: str
    reader: str
    ocr: str
    entry: ReportEntry | None
    password: str = field(default="", repr=False)

    def make_key(self, *, with_pictures: bool) -> str:
        """Return the fingerprint of all that its passages depend on, with or without a recogniser.

        A password opens them and changes nothing.
        """
        parts = [
            __version__, hash_registry(), self.file, self.sha256, self.reader, read_version(self.reader),
            [self.ocr, read_recognizer_version()] if with_pictures else [],
            asdict(replace(self.entry, password="")) if self.entry else None,
        ]  # fmt: skip
        return store.hash_text(json.dumps(parts))

    def key_of(self, report: Report) -> str:
        """Return the key of what was read: the recogniser counts where there were pictures for it.

        So a recogniser that is installed makes only those reports be read again that wait for one.
        """
        wanted = {"never": False, "auto": report.pages_scanned > 0, "always": report.reader != "text"}
        return self.make_key(with_pictures=wanted[self.ocr])


@dataclass(frozen=True, slots=True)
class Extraction:
    """What became of the reports: all of them, how many were read now, and what went wrong."""

    reports: tuple[Report, ...]
    read_now: int
    problems: tuple[Problem, ...]


def extract_reports(
    inputs: Sequence[Path],
    out: Path,
    *,
    settings: ExtractSettings,
    jobs: int,
    documents: Sequence[str] = (),
    password: str = "",
    announce: Callable[[int, int], None] = lambda _done, _all: None,
) -> Extraction:
    """Read report files into passages under `out`; a report that did not change is not read again.

    `documents` are those that count (see `select_reports`); `password` is tried where a file wants one and
    `reports.csv` gives none; `announce` is told how many of all reports are done. Raises `UsageError` and
    `OutputError`; a report that cannot be read is a row.
    """
    if settings.reader not in READERS:
        raise UsageError(
            f"--reader {settings.reader}: there is no such reader. Choose one of {', '.join(READERS)}."
        )
    if settings.ocr not in MODES:
        raise UsageError(f"--ocr {settings.ocr}: there is no such mode. Choose one of {', '.join(MODES)}.")
    if settings.ocr == "always" and not read_recognizer_version():
        raise UsageError(f"--ocr always: the recogniser is not installed. Install it: {INSTALL}.")
    tasks, problems = _list_tasks(inputs, settings, password)
    with hold_folder(out, make=True):
        done = _find_fresh(out, tasks)
        # The largest files first: the last process to finish should not be left with one of them.
        stale = sorted((task for task in tasks if task.file not in done), key=lambda t: (-t.bytes, t.file))
        announce(len(done), len(tasks))
        slowest = "ocr" if reads_pictures(settings.ocr) else settings.reader
        seconds = TIMEOUTS[slowest] if settings.timeout is None else settings.timeout
        limits = Limits(jobs, seconds, settings.memory)
        give_up = partial(_give_up, limits=limits)
        for index, (report, packed) in run_tasks(_read_task, stale, limits=limits, give_up=give_up):
            task = stale[index]
            taken = {other.report_id for other in done.values()}
            done[task.file] = _keep(out, report, packed, task, next(_list_ids(report.report_id, taken)))
            announce(len(done), len(tasks))
        reports = select_reports(_settle_ids(out, tasks, done), documents)
        problems += list_report_problems(reports)
        store.keep_only(out, (report.report_id for report in reports if report.status != "failed"))
        store.write_records(out / "extraction.csv", EXTRACTION_COLUMNS, reports)
        store.write_records(out / "problems.csv", PROBLEM_COLUMNS, problems)
    return Extraction(tuple(reports), len(stale), tuple(problems))


def _list_tasks(
    inputs: Sequence[Path], settings: ExtractSettings, password: str
) -> tuple[list[ReadTask], list[Problem]]:
    """Return a task per report file, in the order of their names, and the sidecars' lines without one."""
    paths = find_reports(inputs)
    top = find_top(inputs)
    sidecars = _load_sidecars(inputs, paths)
    used: set[tuple[Path, str]] = set()
    tasks = []
    for path in paths:
        entry = None
        for folder in path.parents:
            entry = find_entry(sidecars.get(folder, {}), path, folder)
            if entry:
                used.add((folder, entry.file))
                break
        try:
            size, sha256 = path.stat().st_size, store.hash_file(path)
        except OSError:
            size, sha256 = 0, ""  # its reading will say why
        file = path.relative_to(top).as_posix() if path.is_relative_to(top) else path.as_posix()
        # A name in another encoding than the system's has bytes that are no characters.
        file = file.encode("utf-8", "backslashreplace").decode()
        file = _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), file)
        tasks.append(ReadTask(path, file, size, sha256, settings.reader, settings.ocr, entry, password))
    strays = [
        (folder / SIDECAR_NAME, entry.file)
        for folder, entries in sidecars.items()
        for entry in entries.values()
        if folder in inputs and (folder, entry.file) not in used
    ]
    return sorted(tasks, key=lambda task: task.file), list_stray_entries(strays)


def _load_sidecars(inputs: Sequence[Path], paths: Sequence[Path]) -> dict[Path, Mapping[str, ReportEntry]]:
    """Return the sidecars beside the reports and in the folders over them that were given."""
    given = {path for path in inputs if path.is_dir()}
    folders = {path.parent for path in paths} | {
        folder
        for path in paths
        for folder in path.parents
        if any(folder.is_relative_to(top) for top in given)
    }
    return {
        folder: load_sidecar(folder / SIDECAR_NAME)
        for folder in sorted(folders)
        if (folder / SIDECAR_NAME).is_file()
    }


def _find_fresh(out: Path, tasks: Sequence[ReadTask]) -> dict[str, Report]:
    """Return the reports that need not be read again, by file, with the time their reading took."""
    receipts = store.load_receipts(out)
    fresh = {
        task.file: receipts[key]
        for task in tasks
        for key in (task.make_key(with_pictures=False), task.make_key(with_pictures=True))
        if key in receipts and key == task.key_of(receipts[key])
    }
    seconds: dict[str, float] = {}
    with suppress(OutputError):  # an extraction that was interrupted has left no table
        seconds = {report.file: report.seconds for report in store.load_reports(out)}
    return {file: replace(report, seconds=seconds.get(file, 0.0)) for file, report in fresh.items()}


def _read_task(task: ReadTask) -> tuple[Report, bytes]:
    """Return one report's row and its packed passages, read in whatever process this is."""
    start = perf_counter()
    report, passages = read_report(
        task.path,
        file=task.file,
        sha256=task.sha256,
        reader=task.reader,
        entry=task.entry,
        ocr=task.ocr,
        password=task.password,
    )
    packed = pack_passages(report, passages, key=task.key_of(report))
    return replace(report, seconds=round(perf_counter() - start, 3)), packed


def _give_up(task: ReadTask, cause: Cause, *, limits: Limits) -> tuple[Report, bytes]:
    """Return the row of a report that was too much for the process that read it."""
    reader = name_reader(task.path, task.reader)
    reason = {
        "crash": f"stops the process that reads it, twice. {advise_reader(reader)}, or leave it out.",
        "timeout": f"takes more than {limits.seconds} seconds. Give it more with --timeout, or leave it out.",
        "memory": f"takes more than {limits.memory // MB} MB. Give it more with --memory, or leave it out.",
    }[cause]
    report = fail_report(file=task.file, sha256=task.sha256, reader=reader, entry=task.entry, reason=reason)
    return report, b""


def _keep(out: Path, report: Report, packed: bytes, task: ReadTask, report_id: str) -> Report:
    """Write a report's passages under an id, unless it failed: a failed report is tried again."""
    if report.report_id != report_id:
        passages = list(unpack_passages(packed)) if packed else []
        report, passages = rename_report(report, passages, report_id)
        packed = pack_passages(report, passages, key=task.key_of(report))
    if report.status != "failed":
        store.write_passages(out, report_id, packed)
    return report


def _settle_ids(out: Path, tasks: Sequence[ReadTask], done: dict[str, Report]) -> list[Report]:
    """Return the reports in the order of their files, their ids free of the order they were read in."""
    settled: dict[str, str] = {}
    taken: set[str] = set()
    for task in sorted(tasks, key=lambda task: rank_version(done[task.file])):
        settled[task.file] = next(_list_ids(base_report_id(done[task.file]), taken))
        taken.add(settled[task.file])
    moved = [task for task in tasks if done[task.file].report_id != settled[task.file]]
    # Two may change places: all are taken up before any is put down, and a copy is kept of each until then.
    packed = [
        b"" if done[task.file].status == "failed" else store.load_packed(out, done[task.file].report_id)
        for task in moved
    ]
    taken |= {report.report_id for report in done.values()}
    for task, data in zip(moved, packed, strict=True):
        spare = next(_list_ids(settled[task.file], taken))
        taken.add(spare)
        _keep(out, done[task.file], data, task, spare)
    for task, data in zip(moved, packed, strict=True):
        done[task.file] = _keep(out, done[task.file], data, task, settled[task.file])
    return [replace(done[task.file], report_id=settled[task.file]) for task in tasks]


def _list_ids(report_id: str, taken: set[str]) -> Iterator[str]:
    """Yield an id and its numbered siblings as far as they are free."""
    if report_id not in taken:
        yield report_id
    number = 2
    while True:
        if f"{report_id}_{number}" not in taken:
            yield f"{report_id}_{number}"
        number += 1
