"""The way of the data: report files to passages, passages to tables; what is fresh is not done again."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from fintech_coding import __version__, store
from fintech_coding.errors import UsageError
from fintech_coding.executor import run_tasks
from fintech_coding.problems import list_coding_problems, list_report_problems
from fintech_coding.reading.reader import READERS, base_report_id, fail_report, read_report, rename_report
from fintech_coding.reading.reports import find_reports
from fintech_coding.reading.sections import is_in_section
from fintech_coding.reading.sidecar import SIDECAR_NAME, ReportEntry, find_entry, load_sidecar
from fintech_coding.records import (
    EXTRACTION_COLUMNS,
    PROBLEM_COLUMNS,
    READ,
    TERM_COLUMNS,
    Hit,
    Passage,
    Problem,
    Report,
)
from fintech_coding.study import ExtractSettings, MatrixSettings

if TYPE_CHECKING:
    import pandas as pd

    from fintech_coding.coding.codebook import Codebook


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A report to be read, and everything its reading depends on."""

    path: Path
    file: str
    sha256: str
    reader: str
    entry: ReportEntry | None

    @property
    def key(self) -> str:
        """The fingerprint of all that its passages depend on."""
        parts = [__version__, self.file, self.sha256, self.reader, asdict(self.entry) if self.entry else None]
        return store.hash_text(json.dumps(parts, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Extraction:
    """What became of the reports: all of them, those that were read now, and what went wrong."""

    reports: tuple[Report, ...]
    read_now: int
    problems: tuple[Problem, ...]


def extract_reports(
    inputs: Sequence[Path],
    out: Path,
    *,
    settings: ExtractSettings,
    jobs: int,
    announce: Callable[[int, int], None] = lambda _done, _all: None,
) -> Extraction:
    """Read report files into passages under `out`; a report that did not change is not read again.

    `announce` is told how many of all reports are done.
    """
    if settings.reader not in READERS:
        raise UsageError(
            f"--reader {settings.reader}: there is no such reader. Choose one of {', '.join(READERS)}."
        )
    tasks = _list_tasks(inputs, settings)
    store.prepare_folder(out)
    receipts = store.load_receipts(out)
    done = {task.file: receipts[task.key] for task in tasks if task.key in receipts}
    # The largest files first: the last process to finish should not be left with one of them.
    stale = sorted((t for t in tasks if t.file not in done), key=lambda t: (-t.path.stat().st_size, t.file))
    announce(len(done), len(tasks))
    for index, (report, passages) in run_tasks(_read_task, stale, jobs=jobs, give_up=_give_up):
        task = stale[index]
        taken = {other.report_id for other in done.values()}
        done[task.file] = _keep(out, report, passages, task, next(_list_ids(report.report_id, taken)))
        announce(len(done), len(tasks))
    reports = _settle_ids(out, tasks, done)
    problems = list_report_problems(reports)
    store.keep_only(out, (report.report_id for report in reports))
    store.write_records(out / "extraction.csv", EXTRACTION_COLUMNS, reports)
    store.write_records(out / "problems.csv", PROBLEM_COLUMNS, problems)
    return Extraction(tuple(reports), len(stale), tuple(problems))


def _list_tasks(inputs: Sequence[Path], settings: ExtractSettings) -> list[ReadTask]:
    """Return a task per report file, in the order of their names; raises `UsageError`."""
    folders = list(dict.fromkeys(path if path.is_dir() else path.parent for path in inputs))
    sidecars = {
        folder: load_sidecar(folder / SIDECAR_NAME) for folder in folders if (folder / SIDECAR_NAME).is_file()
    }
    tasks = []
    for path in find_reports(inputs):
        folder = next((folder for folder in folders if path.is_relative_to(folder)), path.parent)
        entry = find_entry(sidecars.get(folder, {}), path, folder)
        try:
            sha256 = store.hash_file(path)
        except OSError:
            sha256 = ""  # its reading will say why
        tasks.append(ReadTask(path, path.relative_to(folder).as_posix(), sha256, settings.reader, entry))
    return sorted(tasks, key=lambda task: (task.file, str(task.path)))


def _read_task(task: ReadTask) -> tuple[Report, list[Passage]]:
    """Read one report, in whatever process this is."""
    start = perf_counter()
    report, passages = read_report(
        task.path, file=task.file, sha256=task.sha256, reader=task.reader, entry=task.entry
    )
    return replace(report, seconds=round(perf_counter() - start, 3)), passages


def _give_up(task: ReadTask) -> tuple[Report, list[Passage]]:
    """Return the row of a report that ended the process that read it, twice."""
    reason = "stops the process that reads it. Try --reader pdfplumber."
    report = fail_report(
        file=task.file, sha256=task.sha256, reader=task.reader, entry=task.entry, reason=reason
    )
    return report, []


def _keep(out: Path, report: Report, passages: list[Passage], task: ReadTask, report_id: str) -> Report:
    """Write a report's passages under an id, unless it failed: a failed report is tried again."""
    report, passages = rename_report(report, passages, report_id)
    if report.status != "failed":
        store.write_passages(out, report, passages, key=task.key)
    return report


def _settle_ids(out: Path, tasks: Sequence[ReadTask], done: dict[str, Report]) -> list[Report]:
    """Return the reports in the order of their files, their ids free of the order they were read in."""
    settled: dict[str, str] = {}
    taken: set[str] = set()
    # An annual report has the plain id before a half-year report of the same bank and year.
    for task in sorted(tasks, key=lambda task: done[task.file].status == "skipped"):
        settled[task.file] = next(_list_ids(base_report_id(done[task.file]), taken))
        taken.add(settled[task.file])
    moved = [task for task in tasks if done[task.file].report_id != settled[task.file]]
    loaded = [
        list(store.load_passages(out, done[task.file].report_id))
        if done[task.file].status != "failed"
        else []
        for task in moved
    ]
    for task, passages in zip(moved, loaded, strict=True):
        done[task.file] = _keep(out, done[task.file], passages, task, settled[task.file])
    return [done[task.file] for task in tasks]


def _list_ids(report_id: str, taken: set[str]) -> Iterator[str]:
    """Yield an id and its numbered siblings as far as they are free."""
    if report_id not in taken:
        yield report_id
    number = 2
    while True:
        if f"{report_id}_{number}" not in taken:
            yield f"{report_id}_{number}"
        number += 1


@dataclass(frozen=True, slots=True)
class Coding:
    """The coding matrix, the tables written, and what went wrong."""

    matrix: pd.DataFrame
    technologies: tuple[str, ...]
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


def code_reports(out: Path, codebook_path: Path, *, settings: MatrixSettings) -> Coding:
    """Code the passages under `out` with a codebook and write every table; no report is opened."""
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.coding.coder import Coder
    from fintech_coding.tables.descriptives import MISSING_RULES, build_descriptives
    from fintech_coding.tables.elements import build_elements
    from fintech_coding.tables.evidence import build_evidence
    from fintech_coding.tables.matrix import COUNTS, VARIANTS, build_long, build_matrix, check_choice

    check_choice("count", settings.count, COUNTS)
    check_choice("variant", settings.variant, VARIANTS)
    check_choice("rule for missing values", settings.missing, MISSING_RULES)
    codebook = load_codebook(codebook_path)
    reports = store.load_reports(out)
    store.prepare_folder(out)
    coder = Coder(codebook)
    hits: list[Hit] = []
    coded: dict[str, Passage] = {}
    characters: dict[str, int] = {}
    for number, report in enumerate(reports):
        if report.status not in READ:
            continue
        passages = _load_section(out, report, settings.section)
        if settings.section and not passages:
            reports[number] = replace(
                report,
                status="no_section",
                reason=f"no heading of it is “{settings.section}”. Look at the sections in evidence.csv.",
            )
            continue
        characters[report.report_id] = sum(len(p.text) for p in passages if p.kind == "body")
        found = list(coder.code_passages(passages))
        hits += found
        hit_ids = {hit.passage_id for hit in found}
        coded.update((p.passage_id, p) for p in passages if p.passage_id in hit_ids)
    technologies = [technology.technology_id for technology in codebook.technologies]
    elements = [(t.technology_id, e.element_id) for t in codebook.technologies for e in t.elements]
    terms = _count_terms(codebook, hits)
    long = build_long(reports, hits, characters, technologies)
    matrix = build_matrix(long, reports, technologies, count=settings.count, variant=settings.variant)
    frames = {
        "coding_matrix.csv": matrix,
        "coding_matrix_long.csv": long,
        "elements.csv": build_elements(reports, hits, elements),
        "evidence.csv": build_evidence(reports, hits, coded),
        "descriptives.csv": build_descriptives(matrix, [*technologies, "total"], missing=settings.missing),
    }
    for name, frame in frames.items():
        store.write_frame(out / name, frame)
    store.write_whole(out / "terms.csv", store.format_csv(TERM_COLUMNS, terms))
    unused = [str(term) for _, _, term, count, *_ in terms if count == 0]
    problems = list_report_problems(reports)
    problems += list_coding_problems(unused_terms=unused, terms=len(terms))
    store.write_records(out / "problems.csv", PROBLEM_COLUMNS, problems)
    store.write_manifest(out, settings=asdict(settings), codebook=codebook.fingerprint, reports=reports)
    files = (*frames, "terms.csv", "extraction.csv", "problems.csv", "manifest.json")
    return Coding(matrix, tuple(technologies), files, tuple(problems))


def _load_section(out: Path, report: Report, section: str) -> list[Passage]:
    """Return the passages of a report, or of the section asked for."""
    passages = store.load_passages(out, report.report_id)
    return [passage for passage in passages if not section or is_in_section(passage.section, section)]


def _count_terms(codebook: Codebook, hits: Sequence[Hit]) -> list[tuple[str, str, str, int, int, int]]:
    """Return a row per term of the codebook, in its order: how often and where it was found."""
    counts = Counter((hit.technology, hit.element, hit.term) for hit in hits)
    passages, reports = defaultdict(set), defaultdict(set)
    for hit in hits:
        passages[hit.technology, hit.element, hit.term].add(hit.passage_id)
        reports[hit.technology, hit.element, hit.term].add(hit.report_id)
    keys = [
        (technology.technology_id, element.element_id, term.text)
        for technology in codebook.technologies
        for element in technology.elements
        for term in element.terms
    ]
    return [(*key, counts[key], len(passages[key]), len(reports[key])) for key in keys]
