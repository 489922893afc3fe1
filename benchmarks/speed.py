"""Measure the speed and memory of `fintech-code` beside the libraries it is made of and the usual way.

Usage: python benchmarks/speed.py FOLDER [--runs 3] [--usual-pages 200]

Everything is a whole process, start-up included. After a warm-up the processes take turns, so that a drift
of the machine hits all of them alike; ratios are made within one round. Only the PDF files of the folder
are read.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from fintech_coding.study import find_shipped_codebook

TOOL = (sys.executable, "-m", "fintech_coding")
RIVALS = (sys.executable, str(Path(__file__).with_name("rivals.py")))

BARE, EXTRACT, EXTRACT_TWO = "bare PDFium loop", "extract --jobs 1", "extract --jobs 2"
AGAIN = "extract, unchanged"
MATRIX, IMPORTS, HELP, LARGEST = "matrix", "import pandas, load jieba", "--help", "extract, largest file"
USUAL, USUAL_START = "usual way, a part", "usual way, no page"
USUAL_ALL, STUDY = "usual way, all pages (projected)", "extract and matrix"


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process took: seconds by the clock and of processors, and its peak memory in MB."""

    seconds: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Case:
    """A process to be measured: its name, its command, and what is done before, outside the clock."""

    name: str
    command: tuple[str, ...]
    prepare: Callable[[], None] = lambda: None


Rounds = list[dict[str, Usage]]


def run_process(command: Sequence[str], *, allowed: tuple[int, ...] = (0,)) -> tuple[Usage, str]:
    """Run a command and return what it took and printed; raises `RuntimeError` when it fails.

    The processes that it starts count too; peak memory is that of the largest one of them.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # it was waited for here
        output.seek(0)
        errors.seek(0)
        said = errors.read().decode(errors="replace")
        if process.returncode not in allowed or "Traceback" in said:
            raise RuntimeError(f"a process ended with {process.returncode}: {said[-2000:]}")
        unit = 2**20 if sys.platform == "darwin" else 2**10
        return (
            Usage(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit),
            output.read().decode(errors="replace"),
        )


def list_cases(files: Sequence[str], largest: str, plans: tuple[Path, Path], work: Path) -> list[Case]:
    """Return the processes to measure, in the order in which they take turns."""
    one, two, alone = (str(work / name) for name in ("one", "two", "alone"))

    def clear(folder: str) -> Callable[[], None]:
        return lambda: shutil.rmtree(folder, ignore_errors=True)

    extract = (*TOOL, "extract", *files, "--out")
    matrix = (*TOOL, "matrix", "--out", one, "--codebook", str(find_shipped_codebook()))
    largest_alone = (*TOOL, "extract", largest, "--out", alone, "--jobs", "1")
    return [
        Case(BARE, (*RIVALS, "bare", *files)),
        Case(EXTRACT, (*extract, one, "--jobs", "1"), clear(one)),
        Case(EXTRACT_TWO, (*extract, two, "--jobs", "2"), clear(two)),
        Case(AGAIN, (*extract, one, "--jobs", "1")),
        Case(MATRIX, matrix),
        Case(IMPORTS, (*RIVALS, "imports")),
        Case(HELP, (*TOOL, "--help")),
        Case(LARGEST, largest_alone, clear(alone)),
        Case(USUAL_START, (*RIVALS, "usual", str(plans[0]))),
        Case(USUAL, (*RIVALS, "usual", str(plans[1]))),
    ]


def measure_cases(cases: Sequence[Case], runs: int) -> Rounds:
    """Run all cases in turn, once to warm up and then `runs` times; return what each round took."""
    rounds: Rounds = []
    for number in range(runs + 1):
        taken = {}
        for case in cases:
            if sys.stderr.isatty():
                print(f"\r\x1b[Kround {number} of {runs}: {case.name}", end="", file=sys.stderr, flush=True)
            case.prepare()
            # The tool ends with 1 when a report, for example a scanned one, cannot be read.
            taken[case.name], _ = run_process(
                case.command, allowed=(0, 1) if case.command[1] == "-m" else (0,)
            )
        if number:
            rounds.append(taken)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return rounds


def spread_pages(pages: Sequence[int], wanted: int) -> list[list[int]]:
    """Return 1-based page numbers of each file, `wanted` in all, evenly spread over all pages.

    >>> spread_pages([4, 2], 3)
    [[1, 3], [1]]
    """
    total = sum(pages)
    places = (
        [index * total // wanted for index in range(min(wanted, total))] if wanted < total else range(total)
    )
    chosen: list[list[int]] = []
    start = 0
    for count in pages:
        chosen.append([place - start + 1 for place in places if start <= place < start + count])
        start += count
    return chosen


def write_plan(
    path: Path, files: Sequence[str], numbers: Sequence[Sequence[int]], keywords: list[str]
) -> Path:
    """Write what the usual way is to read and count, and return where."""
    plan = {"files": list(zip(files, numbers, strict=True)), "keywords": keywords}
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    return path


def add_sums(rounds: Rounds, *, pages: int, usual_pages: int) -> None:
    """Add to each round what is made of two processes: a whole study, ours and the usual way's."""
    for taken in rounds:
        extract, matrix, start, part = (taken[name] for name in (EXTRACT, MATRIX, USUAL_START, USUAL))
        share = pages / usual_pages
        taken[STUDY] = Usage(
            extract.seconds + matrix.seconds, extract.cpu + matrix.cpu, max(extract.peak, matrix.peak)
        )
        taken[USUAL_ALL] = Usage(
            start.seconds + share * (part.seconds - start.seconds),
            start.cpu + share * (part.cpu - start.cpu),
            0.0,  # pdfplumber's memory grows with the pages: a part does not tell it
        )


def format_table(rounds: Rounds, *, pages: int, largest_pages: int, usual_pages: int) -> str:
    """Return what each process took, over all rounds, as a table in Markdown."""
    rows = [
        (BARE, pages, None),
        (EXTRACT, pages, BARE),
        (EXTRACT_TWO, pages, EXTRACT),
        (AGAIN, pages, EXTRACT),
        (MATRIX, pages, IMPORTS),
        (IMPORTS, 0, None),
        (STUDY, pages, BARE),
        (USUAL, usual_pages, None),
        (USUAL_ALL, pages, STUDY),
        (HELP, 0, None),
        (LARGEST, largest_pages, None),
    ]
    lines = [
        "| process | seconds | min–max | processor seconds | peak MB | ms a page | ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for name, count, beside in rows:
        seconds = [taken[name].seconds for taken in rounds]
        median = statistics.median(seconds)
        cpu = statistics.median(taken[name].cpu for taken in rounds)
        peak = max(taken[name].peak for taken in rounds)
        memory = f"{peak:.0f}" if peak else ""
        each = f"{1000 * median / count:.2f}" if count else ""
        lines.append(
            f"| {name} | {median:.2f} | {min(seconds):.2f}–{max(seconds):.2f} | {cpu:.2f} | {memory} "
            f"| {each} | {_format_ratio(rounds, name, beside) if beside else ''} |"
        )
    return "\n".join(lines)


def _format_ratio(rounds: Rounds, name: str, beside: str) -> str:
    ratios = [taken[name].seconds / taken[beside].seconds for taken in rounds]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) × {beside}"


def parse_arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="folder of PDF files, searched recursively")
    parser.add_argument("--runs", type=int, default=3, help="rounds after the warm-up")
    parser.add_argument("--usual-pages", type=int, default=200, help="pages that the usual way reads")
    options = parser.parse_args()
    if options.runs < 1 or options.usual_pages < 1:
        parser.error("--runs and --usual-pages are at least 1")
    return options


def main() -> None:
    """Measure everything and print one table."""
    options = parse_arguments()
    files = sorted(str(path) for path in options.folder.rglob("*") if path.suffix.lower() == ".pdf")
    if not files:
        sys.exit(f"no PDF file in {options.folder}")
    # This process imports nothing large: a child's peak memory begins with that of its parent.
    pages = json.loads(run_process((*RIVALS, "bare", *files))[1])
    keywords = json.loads(run_process((*RIVALS, "keywords", str(find_shipped_codebook())))[1])
    imports = json.loads(run_process((*RIVALS, "help-imports"))[1])
    numbers = spread_pages(pages, options.usual_pages)
    usual_pages = sum(map(len, numbers))
    largest = max(range(len(files)), key=lambda index: pages[index])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        # An installed package has its byte code; a checkout that may not keep any is compiled each time.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
        plans = (
            write_plan(work / "start.json", files, [[] for _ in files], keywords),
            write_plan(work / "part.json", files, numbers, keywords),
        )
        rounds = measure_cases(list_cases(files, files[largest], plans, work), options.runs)
    add_sums(rounds, pages=sum(pages), usual_pages=usual_pages)
    print(
        f"{len(files)} PDF files, {sum(pages)} pages, the largest of {pages[largest]}; the usual way read "
        f"{usual_pages} of them, with {len(keywords)} keywords. {options.runs} rounds, {os.cpu_count()} "
        f"processors, Python {sys.version.split()[0]}.\n"
    )
    counts = {"pages": sum(pages), "largest_pages": pages[largest], "usual_pages": usual_pages}
    print(format_table(rounds, **counts))
    print(f"\n`fintech-code --help` imports of the heavy libraries: {', '.join(imports) or 'none'}.")


if __name__ == "__main__":
    main()
