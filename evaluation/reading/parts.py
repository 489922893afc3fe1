"""Score by page which part of a report its passages are said to be in, against pages labelled by reading.

Usage: python evaluation/reading/parts.py REPORTS_FOLDER [--without-bookmarks] [--pages]

`parts.csv` has the true page ranges; a page on which one part ends and another begins is in both. A page
is found for a part when a passage of the part is on it. Pages without any passage are left out.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.pdf import read_pages
from fintech_coding.records import PARTS, Page

HERE = Path(__file__).parent


def load_parts() -> dict[str, dict[str, set[int]]]:
    """Return the pages of each part by file."""
    parts: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    with (HERE / "parts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pages = range(int(row["page_first"]), int(row["page_last"]) + 1)
            parts[row["file"]][row["part"]].update(pages)
    return parts


def find_parts(pages: Sequence[Page]) -> tuple[dict[str, set[int]], set[int]]:
    """Return the pages of each part as the reader has them, and the pages that hold a passage."""
    found: dict[str, set[int]] = defaultdict(set)
    read = set()
    for passage in split_passages(pages, report_id="r"):
        on = range(passage.page_first, passage.page_last + 1)
        found[passage.part].update(on)
        read.update(on)
    return found, read


def format_pages(pages: Iterable[int]) -> str:
    """Return pages as ranges.

    >>> format_pages({1, 2, 3, 7})
    '1-3 7'
    """
    runs = [
        [page for _, page in run]
        for _, run in groupby(enumerate(sorted(pages)), lambda item: item[1] - item[0])
    ]
    return " ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def main() -> None:
    """Print precision and recall for each part, over all reports; with --pages, what is wrong in each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reports", type=Path)
    parser.add_argument("--without-bookmarks", action="store_true", help="as if the reports had none")
    parser.add_argument("--pages", action="store_true", help="name the pages that are wrong")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for file, meant in load_parts().items():
        pages = list(read_pages(options.reports / file))
        if options.without_bookmarks:
            pages = [replace(page, bookmarks=()) for page in pages]
        found, read = find_parts(pages)
        for part in PARTS:
            right = meant[part] & found[part]
            missed, wrong = (meant[part] & read) - found[part], found[part] - meant[part]
            counts.update(
                {(part, "right"): len(right), (part, "missed"): len(missed), (part, "wrong"): len(wrong)}
            )
            if options.pages and (missed or wrong):
                print(f"{file[:30]} {part}: missed {format_pages(missed)}; wrong {format_pages(wrong)}")
    print("| part | pages | precision | recall |\n| --- | ---: | ---: | ---: |")
    for part in PARTS:
        right, missed, wrong = (counts[part, name] for name in ("right", "missed", "wrong"))
        precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
        print(f"| {part} | {right + missed} | {precision:.3f} | {recall:.3f} |")


if __name__ == "__main__":
    main()
