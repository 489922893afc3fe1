"""A report page by page, as it was read: what was kept of each line, what was dropped, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fintech_coding import store
from fintech_coding.errors import OutputError, ReadError, UsageError
from fintech_coding.executor import Cause, Limits, run_tasks
from fintech_coding.reading.picture import draw_page
from fintech_coding.reading.reader import advise_reader, load_pages, name_reader
from fintech_coding.reading.trace import DROPPED, FATES, TracedLine, trace_pages
from fintech_coding.records import Page
from fintech_coding.study import MB

_LIMITS = Limits(1, 600, 2000 * MB)
_SHOWN = 8  # reports that are named when another is asked for

Traced = tuple[Page, list[TracedLine]]


@dataclass(frozen=True, slots=True)
class PagesTask:
    """A report whose pages are looked at, and the page of which a picture is wanted, 0 for none."""

    path: Path
    reader: str
    password: str = ""
    pictured: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a report with what became of their lines, and a picture as PNG; or why there are none."""

    traced: tuple[Traced, ...] = ()
    picture: bytes = b""
    failure: str = ""


def find_report(named: str, *, reports: Path, out: Path) -> Path:
    """Return the file of a report that is named by its path, or by its id in `extraction.csv`.

    Raises `UsageError` when there is none.
    """
    path = Path(named)
    if path.is_file():
        return path
    try:
        known = {report.report_id: report.file for report in store.load_reports(out)}
    except OutputError:
        known = {}
    if named in known and (reports / known[named]).is_file():
        return reports / known[named]
    ids = ", ".join([*known][:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    raise UsageError(
        f"{named}: is no file, and no report_id whose file is in {reports}. "
        f"Name a file{f', or one of {ids}' if ids else ''}."
    )


def trace_report(task: PagesTask) -> Pages:
    """Return the pages of a report, read in a process of its own; raises `ReadError` when it cannot be."""
    ((_, pages),) = run_tasks(_trace_report, [task], limits=_LIMITS, give_up=_give_up)
    if pages.failure:
        raise ReadError(f"{task.path}: {pages.failure}")
    if task.pictured and not 0 < task.pictured <= len(pages.traced):
        raise UsageError(f"--page {task.pictured}: {task.path} has pages 1 to {len(pages.traced)}.")
    return pages


def _trace_report(task: PagesTask) -> Pages:
    try:
        traced = tuple(trace_pages(load_pages(task.path, reader=task.reader, password=task.password)))
        picture = b""
        for page, lines in traced:
            if page.number == task.pictured and page.width and task.path.suffix.lower() == ".pdf":
                picture = draw_page(task.path, page, lines, password=task.password)
        return Pages(traced, picture)
    except ReadError as error:
        return Pages(failure=str(error))


def _give_up(task: PagesTask, cause: Cause) -> Pages:
    advice = advise_reader(name_reader(task.path, task.reader))
    return Pages(failure=f"ends the process that reads it ({cause}). {advice}.")


def list_pages(traced: Sequence[Traced]) -> Iterator[str]:
    """Yield a line for each page: its status, and how many of its lines are of which kind or dropped."""
    yield f"{'page':>5}  {'label':<7}{'status':<9}" + "".join(f"{fate:>10}" for fate in FATES)
    for page, lines in traced:
        counts = Counter(item.fate for item in lines)
        yield f"{page.number:>5}  {page.label[:6]:<7}{page.status:<9}" + "".join(
            f"{counts[fate] or '':>10}" for fate in FATES
        )


def describe_page(page: Page, lines: Sequence[TracedLine]) -> Iterator[str]:
    """Yield a page's status and size, and its lines in the order they were read, each with its fate.

    Only the first line of a passage names its kind.
    """
    label = f" (printed {page.label})" if page.label and page.label != str(page.number) else ""
    reader = f", read by {page.reader}" if page.reader else ""
    yield f"page {page.number}{label}: {page.status}{reader}, {page.width:.0f} x {page.height:.0f} points"
    for item in lines:
        shown = item.fate if item.opens or item.fate in DROPPED else ""
        yield f"{shown:>10} | {item.line.text}"
    for fate in DROPPED:
        if any(item.fate == fate for item in lines):
            yield f"{fate}: dropped, for it is {DROPPED[fate]}."
