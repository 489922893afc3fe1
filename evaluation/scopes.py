"""Score whose technology it is against gold codings that say it, on the mentions that were found.

Usage: python evaluation/scopes.py REPORTS_FOLDER GOLD_FOLDER [LABELS_FOLDER ...]

A gold row is judged by the hits of its technology in passages at its place that hold its trigger: own when
any of them is the bank's or its subsidiary's, as the tables count it. Rows whose scope readers dispute, and
files without a column `scope` (which are all own), are told apart.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from accuracy import CodedReport, load_report
from scoring import Gold, format_share, load_gold, squeeze_text

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.coding.coder import Coder
from fintech_coding.errors import FintechCodingError
from fintech_coding.extraction import extract_reports
from fintech_coding.study import ExtractSettings, find_shipped_codebook

OWN, OTHER = "own", "other"


def load_scopes(path: Path) -> list[str]:
    """Return the scope of each row of a gold coding: own where the file does not say."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row.get("scope") or OWN for row in csv.DictReader(file)]


def judge_rows(coder: Coder, report: CodedReport, gold: Gold) -> Iterator[str]:
    """Yield whose technology each row of a gold coding is said to be; nothing when it was not found."""
    coded = [
        (squeeze_text(passage.text), first, last, list(coder.code_passage(passage)))
        for passage, _, first, last in report.passages
    ]
    for row in gold.rows:
        trigger = squeeze_text(row.trigger)
        hits = [
            hit
            for text, first, last, found in coded
            if first - 1 <= row.place <= last + 1 and trigger in text
            for hit in found
            if hit.technology == row.technology
        ]
        yield "" if not hits else OTHER if all(hit.scope == OTHER for hit in hits) else OWN


def format_row(name: str, pairs: Counter[tuple[str, str]]) -> str:
    """Return a table's row: precision and recall of `own` and of `other`, and how many rows they rest on."""
    cells = []
    for scope in (OWN, OTHER):
        right = pairs[scope, scope]
        said = sum(count for (_, found), count in pairs.items() if found == scope)
        true = sum(count for (meant, found), count in pairs.items() if meant == scope and found)
        cells += [format_share(right, said), format_share(right, true)]
    return f"| {name} | {sum(n for (_, found), n in pairs.items() if found)} | {' | '.join(cells)} |"


def main() -> None:
    """Extract the reports and print the table."""
    folder, *golds = map(Path, sys.argv[1:])
    coder = Coder(load_codebook(find_shipped_codebook()))
    print("| report | rows | own: precision | recall | other: precision | recall |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    everything: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as out:
        reports = extract_reports([folder], Path(out), settings=ExtractSettings(), jobs=1).reports
        files = {report.report_id: report.file for report in reports}
        for path in (path for gold in golds for path in sorted(gold.glob("*.csv"))):
            gold = load_gold(path)
            found = judge_rows(coder, load_report(folder, Path(out), gold, files), gold)
            pairs = Counter(
                (scope, said)
                for scope, said in zip(load_scopes(path), found, strict=True)
                if scope in {OWN, OTHER}
            )
            print(format_row(gold.name, pairs))
            everything += pairs
    print(format_row("all", everything))


if __name__ == "__main__":
    try:
        main()
    except (ValueError, FintechCodingError) as error:
        sys.exit(f"error: {error}")
