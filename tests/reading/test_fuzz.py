"""Damaged PDF files: each ends as a row with a status and a reason, in bounded time and memory.

`FUZZ_CASES=50000 python -m pytest tests/reading/test_fuzz.py` tries more; `FUZZ_FIRST` is the first number.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pdf_mutations import make_case

from fintech_coding.coding.codebook import parse_codebook
from fintech_coding.coding.coder import Coder
from fintech_coding.executor import Cause, Limits, run_tasks
from fintech_coding.packing import pack_passages, unpack_passages
from fintech_coding.reading.reader import read_report
from fintech_coding.records import KINDS, READ, Passage, Report

CASES, FIRST = int(os.environ.get("FUZZ_CASES", "2000")), int(os.environ.get("FUZZ_FIRST", "0"))
SLOW = {"pdfium": 1, "pdfplumber": 10}  # how many times as long as the quicker reader
BATCH = 100  # cases a process reads before the next one's turn
SECONDS, BYTES = 20, 4 * 2**30  # a case's at the most, with what the libraries set aside and never use
ENDLESS = 0.001  # the share of cases that may take more: they end their process, and nothing else
STATUSES = {"ok", "partial", "no_text", "failed", "skipped"}

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")

Case = tuple[str, int]
Batch = tuple[str, range]


def read_batch(batch: Batch) -> list[str]:
    """Return what is wrong with the rows of some cases; the process ends where one takes too much."""
    reader, numbers = batch
    _limit_memory()
    coder = Coder(
        parse_codebook("boundary: ignore\ntechnologies: {big_data: {terms: [大数据, data, 人]}}", "x")
    )
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        for number in numbers:
            path.write_bytes(make_case(number))
            faulthandler.dump_traceback_later(SECONDS, exit=True, file=sys.__stderr__)
            first, again = (read_case(path, reader) for _ in range(2))
            faulthandler.cancel_dump_traceback_later()
            found = [
                *find_faults(*first, coder),
                *(["another result the second time"] if first != again else []),
            ]
            wrong += [f"{reader} {number}: {fault}" for fault in found]
    return wrong


def read_case(path: Path, reader: str) -> tuple[Report, list[Passage]]:
    return read_report(path, file="a.pdf", sha256="", reader=reader, entry=None)


def find_faults(report: Report, passages: list[Passage], coder: Coder) -> list[str]:
    """Return what a row and its passages break of what is promised of them."""
    checks = {
        "status": report.status in STATUSES,
        "reason": bool(report.reason) == (report.status != "ok"),
        "reason is a line": len(report.reason.splitlines()) <= 1 and len(report.reason) < 400,
        "reason is for a reader": "Traceback" not in report.reason and ".py" not in report.reason,
        "what to do": report.status == "ok" or report.reason.rstrip(".").count(". ") >= 1,
        "counts": 0 <= report.pages_without_text <= report.pages and report.passages == len(passages),
        "characters": report.characters == sum(len(passage.text) for passage in passages),
        "something of a report that was read": report.status not in READ or passages,
        "nothing of a failed report": report.status != "failed" or not passages,
        "kinds": all(passage.kind in KINDS for passage in passages),
        "pages": all(1 <= p.page_first <= p.page_last <= report.pages for p in passages),
        "texts": all(p.text.strip() and len(p.text) <= 2000 for p in passages),
        "ids": len({passage.passage_id for passage in passages}) == len(passages),
        "packing": list(unpack_passages(pack_passages(report, passages, key=""))) == passages,
    }
    texts = {passage.passage_id: passage.text for passage in passages}
    hits = list(coder.code_passages(passages))
    checks["spans"] = all(texts[hit.passage_id][hit.start : hit.end] == hit.surface for hit in hits)
    return [f"{name}: {report.status}: {report.reason}" for name, holds in checks.items() if not holds]


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows knows no limit of this kind
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _give_up(_batch: Batch, _cause: Cause) -> list[str] | None:
    return None


def _read_cases(batches: Sequence[Batch]) -> Iterator[tuple[Batch, list[str] | None]]:
    """Yield each batch with what is wrong with its rows, None where it ended its process, twice."""
    for index, wrong in run_tasks(read_batch, batches, limits=Limits(jobs=2), give_up=_give_up):
        yield batches[index], wrong


@pytest.mark.parametrize("reader", SLOW)
def test_a_damaged_file_is_a_row_with_a_reason_and_its_passages_are_whole(reader: str) -> None:
    end = FIRST + CASES // SLOW[reader]
    batches = [(reader, range(start, min(start + BATCH, end))) for start in range(FIRST, end, BATCH)]
    done = dict(_read_cases(batches))
    alone = [(reader, range(n, n + 1)) for batch, wrong in done.items() if wrong is None for n in batch[1]]
    done |= dict(_read_cases(alone))
    assert sorted(line for wrong in done.values() for line in wrong or ()) == []
    # What has no end, as a form drawn a dozen times over in itself, only its process can bound.
    endless = [batch for batch in alone if done[batch] is None]
    assert len(endless) <= ENDLESS * CASES, endless
