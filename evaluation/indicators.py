"""Score the indicators read from sentences that were written to test them, and from labelled reports.

Usage: python evaluation/indicators.py [OUTPUTS]

OUTPUTS is a folder with the passages of the reports in evaluation/indicators/reports.csv.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from scoring import measure_counts

from fintech_coding import store
from fintech_coding.coding.fold import fold_text
from fintech_coding.corpus import open_corpus
from fintech_coding.reading.characters import normalize_line
from fintech_coding.tables.figures import read_figures
from fintech_coding.tables.indicators import find_indicators

HERE = Path(__file__).parent / "indicators"
RESERVES = ("over", "about", "including_outsourced", "part", "cumulative", "published")

Found = tuple[str, float, int | None, frozenset[str]]
"""An indicator, its value in the base unit, the year that it is of, and its reserves."""


def parse_figures(cell: str) -> list[Found]:
    """Return the figures of a label: `indicator=value@year+reserve+reserve`, separated by semicolons.

    >>> parse_figures('fintech_staff=9800@2021+about')
    [('fintech_staff', 9800.0, 2021, frozenset({'about'}))]
    """
    figures = []
    for item in filter(None, cell.split(";")):
        indicator, rest = item.split("=")
        value, rest = rest.split("@")
        year, *reserves = rest.split("+")
        figures.append((indicator, float(value), int(year), _keep_reserves(indicator, reserves)))
    return figures


def read_sentence(text: str, year: int) -> list[Found]:
    """Return the figures that the tool finds in a sentence of a report."""
    return [
        (f.indicator, f.quantity.value, f.year, _keep_reserves(f.indicator, f.reserves))
        for f in read_figures(fold_text(normalize_line(text)), year)
    ]


def _keep_reserves(indicator: str, reserves: Iterable[str]) -> frozenset[str]:
    # That patents are counted cumulatively is in the name of the indicator.
    return frozenset(
        r for r in reserves if r in RESERVES and not (r == "cumulative" and "patent" in indicator)
    )


def count_matches(found: Sequence[Found], meant: Sequence[Found]) -> Counter[str]:
    """Return how many figures are right, wrong and missed by indicator and value; of the right ones, how many
    have their year and their reserves as well."""
    left = list(meant)
    counts: Counter[str] = Counter()
    for figure in found:
        same = [other for other in left if other[:2] == figure[:2]]
        same.sort(key=lambda other: (other[2] != figure[2], other[3] != figure[3]))
        if not same:
            counts["wrong"] += 1
            continue
        left.remove(same[0])
        counts["right"] += 1
        counts["year"] += same[0][2] == figure[2]
        counts["reserves"] += same[0][3] == figure[3]
    counts["missed"] += len(left)
    return counts


def format_counts(counts: Counter[str]) -> str:
    """Return the cells of a row: precision, recall, F1, the counts, and the shares of years and reserves."""
    right, wrong, missed = (counts[name] for name in ("right", "wrong", "missed"))
    precision, recall, f1 = measure_counts(right, wrong, missed)
    year, reserves = (counts[name] / right if right else 0.0 for name in ("year", "reserves"))
    cells = f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {right} | {wrong} | {missed}"
    return f"{cells} | {year:.3f} | {reserves:.3f}"


def score_sentences(path: Path) -> Iterable[tuple[str, Counter[str], list[str]]]:
    """Yield for each sentence its language, its counts, and what is not as labelled."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = read_sentence(row["text"], int(row["report_year"]))
            meant = parse_figures(row["figures"])
            counts = count_matches(found, meant)
            notes = []
            if set(found) != set(meant) or len(found) != len(meant):
                extra = [_show(f) for f in found if f not in meant]
                lacking = [_show(f) for f in meant if f not in found]
                notes = [f"{row['id']}: found {extra}, meant {lacking} | {row['text']}"]
            yield row["language"], counts, notes


def score_reports(outputs: Path, path: Path) -> Iterable[tuple[str, Counter[str], list[str]]]:
    """Yield for each labelled report of an output folder its id, its counts, and what is not as labelled.

    A figure is right where it stands on a labelled page; a doubtful label is not missed, and nothing is wrong
    beside it.
    """
    labels: dict[str, list[tuple[Found, bool]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reserves = _keep_reserves(row["indicator"], row["qualifiers"].split(";"))
            key = f"{row['indicator']}@p{row['page']}"
            figure = (key, float(row["value"]), int(row["year"]), reserves)
            labels.setdefault(row["report"], []).append((figure, row["status"] == "figure"))
    for report in open_corpus(outputs).read:
        meant = [figure for figure, sure in labels.get(report.report_id, []) if sure]
        doubtful = [figure[:2] for figure, sure in labels.get(report.report_id, []) if not sure]
        found = []
        for item in find_indicators(
            store.load_passages(outputs, report.report_id), report.year, fold=fold_text
        ):
            f = item.figure
            key = f"{f.indicator}@p{item.passage.page_first}"
            found.append((key, f.quantity.value, f.year, _keep_reserves(f.indicator, f.reserves)))
        found = [figure for figure in found if figure[:2] not in doubtful]
        extra = [f"{report.report_id}: found {_show(f)}" for f in found if f not in meant]
        lacking = [f"{report.report_id}: meant {_show(f)}" for f in meant if f not in found]
        yield report.report_id, count_matches(found, meant), extra + lacking


def _show(figure: Found) -> str:
    indicator, value, year, reserves = figure
    return "+".join([f"{indicator}={value:g}@{year}", *sorted(reserves)])


def main() -> None:
    """Print the scores as a Markdown table, then what is not as labelled."""
    print("| what | precision | recall | F1 | right | wrong | missed | year right | reserves right |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    notes: list[str] = []
    for path in sorted(HERE.glob("sentences*.csv")):
        totals: dict[str, Counter[str]] = {}
        for language, counts, lines in score_sentences(path):
            for name in (path.name, f"{path.name}, {language}"):
                totals.setdefault(name, Counter()).update(counts)
            notes += lines
        for name, counts in totals.items():
            print(f"| {name} | {format_counts(counts)} |")
    if len(sys.argv) > 1:
        whole: Counter[str] = Counter()
        for name, counts, lines in score_reports(Path(sys.argv[1]), HERE / "reports.csv"):
            print(f"| {name} | {format_counts(counts)} |")
            whole.update(counts)
            notes += lines
        print(f"| all reports | {format_counts(whole)} |")
    print("\n".join(["", *notes]))


if __name__ == "__main__":
    main()
