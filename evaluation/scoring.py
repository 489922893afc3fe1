"""A gold coding, the evidence of a coding, and how well the one is found by the other.

A place is a 1-based page of a PDF or, in a gold coding of a text file, a line.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

AGREED = "agreed"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class GoldRow:
    """A technology that readers found: where, by which words, and whether all of them did."""

    place: int
    technology: str
    trigger: str
    status: str


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold coding of one report; `unit` is what a place is, `page` or `line`."""

    name: str
    unit: str
    rows: tuple[GoldRow, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text that was coded to a technology, and the places it covers.

    Evidence of one technology with the same `cell` is judged once. `text` has gone through `squeeze_text`.
    """

    cell: int
    first: int
    last: int
    technology: str
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """The share of evidence that is right, and the share of the gold coding that is found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def measure_counts(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Return precision, recall and F1; 0 where nothing is right.

    >>> measure_counts(3, 1, 1)
    (0.75, 0.75, 0.75)
    """
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, Score(precision, recall).f1


def format_share(right: int, of: int) -> str:
    """Return a share with its 95 % interval by Wilson's score; nothing of nothing is no share.

    >>> format_share(19, 20), format_share(0, 0)
    ('0.950 (0.764–0.991)', '–')
    """
    if not of:
        return "–"
    share, z = right / of, 1.959964
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{share:.3f} ({max(middle - half, 0):.3f}–{min(middle + half, 1):.3f})"


def squeeze_text(text: str) -> str:
    r"""Return a text in the form in which triggers are looked for: NFKC, no white space, case folded.

    >>> squeeze_text('Big\n ＤＡＴＡ')
    'bigdata'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def score_evidence(evidence: Sequence[Evidence], gold: Sequence[GoldRow]) -> Score:
    """Return precision and recall; a place is met give or take one.

    An agreed gold row is found by evidence of its technology that covers its place and holds its
    trigger. A cell is right when any gold row of its technology, agreed or not, lies in its places.
    """
    agreed = [row for row in gold if row.status == AGREED]
    found = sum(any(_is_found(row, item) for item in evidence) for row in agreed)
    near = {(row.place + shift, row.technology) for row in gold for shift in (-1, 0, 1)}
    cells: dict[tuple[int, str], Evidence] = {}
    for item in evidence:
        cells.setdefault((item.cell, item.technology), item)
    right = sum(
        any((place, item.technology) in near for place in range(item.first, item.last + 1))
        for item in cells.values()
    )
    return Score(right / len(cells) if cells else 0.0, found / len(agreed) if agreed else 0.0)


def _is_found(row: GoldRow, item: Evidence) -> bool:
    return (
        item.technology == row.technology
        and item.first - 1 <= row.place <= item.last + 1
        and squeeze_text(row.trigger) in item.text
    )


def load_gold(path: Path) -> Gold:
    """Return the gold coding of a CSV file; raises `ValueError` when a column is missing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames or []
        unit = "line" if "line" in columns else "page"
        missing = {unit, "technology", "trigger", "status"}.difference(columns)
        if missing:
            raise ValueError(f"{path.name}: has no column {', '.join(sorted(missing))}.")
        rows = tuple(
            GoldRow(int(row[unit]), row["technology"], row["trigger"], row["status"]) for row in reader
        )
    return Gold(path.stem, unit, rows)


def locate_passages(text: str, passages: Sequence[str]) -> list[tuple[int, int]]:
    r"""Return the first and last line (1-based) of each passage of a text, in which they come in order.

    White space does not count, and what was taken out of a passage's middle, as a page number is, does
    not hinder. A passage that is not found as it stands lies between those around it.

    >>> locate_passages('年 报\n1\n大数\n2\n据平台\n云', ['年报', '大数据平台', '一云', '云'])
    [(1, 1), (3, 5), (5, 6), (6, 6)]
    """
    lines: list[int] = []
    parts = []
    for number, line in enumerate(text.split("\n"), start=1):
        parts.append(squeeze_text(line))
        lines += [number] * len(parts[-1])
    whole = "".join(parts)
    reached = 0
    spans: list[tuple[int, int] | None] = []
    for passage in passages:
        span = _find_span(whole, squeeze_text(passage), reached)
        spans.append(span and (lines[span[0]], lines[span[1] - 1]))
        reached = span[1] if span else reached
    return _fill_gaps(spans, lines[-1] if lines else 1)


def _fill_gaps(spans: Sequence[tuple[int, int] | None], last_line: int) -> list[tuple[int, int]]:
    """Give what was not found the lines from the end of what stands before it to the next one's start."""
    starts = [last_line]
    for span in reversed(spans):
        starts.append(span[0] if span else starts[-1])
    filled = []
    reached = 1
    for span, following in zip(spans, reversed(starts), strict=False):
        filled.append(span or (reached, following))
        reached = filled[-1][1] if span else reached
    return filled


def _find_span(whole: str, wanted: str, reached: int) -> tuple[int, int] | None:
    start = whole.find(wanted, reached) if wanted else -1
    if start >= 0:
        return start, start + len(wanted)
    length = min(20, len(wanted) // 2)
    start = whole.find(wanted[:length], reached) if length else -1
    if start < 0:
        return None
    # A page number and a running header take little room: a far end is another passage's.
    tail = wanted[-length:]
    end = whole.find(tail, start + length, start + len(wanted) + 200)
    return (start, end + length) if end >= 0 else None
