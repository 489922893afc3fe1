"""What technologies are used for: draws rows for a reader to judge, and scores the labels that are there.

    python evaluation/applications.py draw OUT [--seed N]     prints rows to judge, with their text
    python evaluation/applications.py score [LABELS]          prints precision and what was missed

OUT is an output folder with the passages of reports. A row is a part of a sentence with a technology of the
bank's own and a business found in it, or none.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from pathlib import Path

from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding.codebook import load_codebook
from fintech_coding.coding.uses import find_part
from fintech_coding.corpus import open_corpus
from fintech_coding.study import find_shipped_codebook
from fintech_coding.tables.matrix import is_counted

LABELS = Path(__file__).with_suffix(".csv")
PAIRS, PARTS = 60, 40
RIGHT = "serves"
MISSED = "missed"

Row = tuple[str, int, str, str, str, str]
"""Report, page, technology, application, the words that name it, and the text of the part."""


def list_rows(out: Path) -> tuple[list[Row], list[Row]]:
    """Return the rows with an application, and those without, each once, in the order of the reports."""
    coded = code_corpus(open_corpus(out), load_codebook(find_shipped_codebook()))
    pairs: dict[tuple[str, int, str, str], Row] = {}
    for use in coded.uses:
        hit = use.hit
        if is_counted(hit, "own"):
            text = coded.passages[hit.passage_id].text[use.part_start : use.part_end]
            key = hit.passage_id, use.part_start, hit.technology, use.application
            pairs.setdefault(
                key, (hit.report_id, hit.page_first, hit.technology, use.application, use.surface, text)
            )
    served = {(passage_id, start) for passage_id, start, *_ in pairs}
    parts: dict[tuple[str, int], Row] = {}
    for hit in coded.hits:
        text = coded.passages[hit.passage_id].text
        first, last = find_part(text, hit)
        if is_counted(hit, "own") and (hit.passage_id, first) not in served:
            row = (hit.report_id, hit.page_first, hit.technology, "", hit.surface, text[first:last])
            parts.setdefault((hit.passage_id, first), row)
    return list(pairs.values()), list(parts.values())


def draw_rows(out: Path, seed: int) -> None:
    """Print rows drawn at random, those with an application first."""
    pairs, parts = list_rows(out)
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    print(f"{len(pairs)} rows with an application, {len(parts)} parts without")
    for rows, size in ((pairs, PAIRS), (parts, PARTS)):
        for number, row in enumerate(chance.sample(rows, min(size, len(rows))), 1):
            print(f"{number}. {' | '.join(map(str, row[:5]))}\n   {row[5]}")


def score_labels(path: Path) -> None:
    """Print in how many rows the technology serves the business, and in how many parts one was missed."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for draw in sorted({row["draw"] for row in rows}):
        of_draw = [row for row in rows if row["draw"] == draw]
        pairs = Counter(row["verdict"] for row in of_draw if row["application"])
        parts = Counter(row["verdict"] for row in of_draw if not row["application"])
        shown = ", ".join(f"{verdict} {count}" for verdict, count in sorted(pairs.items()))
        print(f"draw {draw}: {shown}; precision {pairs[RIGHT] / pairs.total():.2f} of {pairs.total()}")
        print(f"  {parts[MISSED]} of {parts.total()} parts without an application name one")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw")
    draw.add_argument("out", type=Path)
    draw.add_argument("--seed", type=int, default=2020)
    score = commands.add_parser("score")
    score.add_argument("labels", type=Path, nargs="?", default=LABELS)
    given = parser.parse_args()
    if given.command == "draw":
        draw_rows(given.out, given.seed)
    else:
        score_labels(given.labels)


if __name__ == "__main__":
    main()
