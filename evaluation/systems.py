"""Score the names of systems found in sentences that were written to test them, and in labelled reports.

Usage: python evaluation/systems.py [OUTPUTS]

OUTPUTS is a folder with the passages of the reports that evaluation/systems has labels of.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scoring import measure_counts

from fintech_coding.coded_corpus import code_corpus
from fintech_coding.coding.codebook import load_codebook
from fintech_coding.coding.fold import fold_text
from fintech_coding.corpus import open_corpus
from fintech_coding.reading.characters import normalize_line
from fintech_coding.study import find_shipped_codebook
from fintech_coding.tables.names import find_names
from fintech_coding.tables.systems import Mention, find_mentions, join_name, simplify_text

HERE = Path(__file__).parent / "systems"
_MARKS = re.compile(r"[\s“”「」『』\"'’()]")


def squeeze_name(name: str) -> str:
    """Return a name in the form in which names are compared.

    >>> squeeze_name('“ECOS 1.0”')
    'ecos1.0'
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def is_same(found: str, meant: str) -> bool:
    """Tell whether two names are of one thing: equal, or one within the other and at least half as long.

    >>> is_same('音视频平台', '企业级音视频平台'), is_same('平台', '企业级音视频平台')
    (True, False)
    """
    one, other = sorted((squeeze_name(found), squeeze_name(meant)), key=len)
    return one == other or (one in other and 2 * len(one) >= len(other))


def count_names(found: Sequence[str], meant: Sequence[str], doubtful: Sequence[str] = ()) -> Counter[str]:
    """Return how many names are right, wrong and missed, and how many of the right ones are equal."""
    counts: Counter[str] = Counter()
    left = list(meant)
    for name in sorted(found, key=lambda name: name not in meant):
        same = [other for other in left if squeeze_name(other) == squeeze_name(name)]
        same += [other for other in left if is_same(name, other)]
        if same:
            counts["right"] += 1
            counts["equal"] += squeeze_name(same[0]) == squeeze_name(name)
            left.remove(same[0])
        elif not any(is_same(name, other) for other in (*doubtful, *meant)):
            counts["wrong"] += 1
    counts["missed"] += len(left)
    return counts


def format_counts(counts: Counter[str]) -> str:
    """Return the cells of a row: precision, recall, F1, the counts, and the share of equal names."""
    right, wrong, missed = (counts[name] for name in ("right", "wrong", "missed"))
    precision, recall, f1 = measure_counts(right, wrong, missed)
    equal = counts["equal"] / right if right else 0.0
    return f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {right} | {wrong} | {missed} | {equal:.3f}"


def _join_names(mentions: Sequence[Mention]) -> list[str]:
    """Return the names on a page, the longest variant of each, for a name is labelled once."""
    groups: dict[str, list[str]] = {}
    for mention in mentions:
        groups.setdefault(join_name(mention.name.text), []).append(mention.name.text)
    names = [max(group, key=len) for group in groups.values()]
    return [n for i, n in enumerate(names) if not any(is_same(n, other) for other in names[:i])]


def score_report(mentions: Sequence[Mention], path: Path) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return the counts of names by page, those by page and technology, and what is not as labelled."""
    with path.open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    totals, by_technology = Counter[str](), Counter[str]()
    notes = []
    pages = {int(row["page"]) for row in labels} | {m.passage.page_first for m in mentions}
    for page in sorted(pages):
        here = [row for row in labels if int(row["page"]) == page]
        there = [mention for mention in mentions if mention.passage.page_first == page]
        meant = list(dict.fromkeys(row["name"] for row in here if row["status"] == "named"))
        doubtful = [row["name"] for row in here if row["status"] != "named"]
        found = _join_names(there)
        counts = count_names(found, meant, doubtful)
        totals.update(counts)
        if counts["wrong"] or counts["missed"]:
            extra = [n for n in found if not any(is_same(n, other) for other in (*meant, *doubtful))]
            lacking = [n for n in meant if not any(is_same(n, other) for other in found)]
            notes.append(f"{path.stem} p. {page}: wrong {extra}, missed {lacking}")
        for technology in sorted({row["technology"] for row in here} | {m.technology for m in there}):
            by_technology.update(
                count_names(
                    _join_names([m for m in there if m.technology == technology]),
                    [r["name"] for r in here if r["technology"] == technology and r["status"] == "named"],
                    doubtful,
                )
            )
    return totals, by_technology, notes


def main() -> None:
    """Print the scores as a Markdown table, then what is not as labelled."""
    print("| what | precision | recall | F1 | right | wrong | missed | equal |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    notes = []
    for path in sorted(HERE.glob("sentences*.csv")):
        totals: dict[str, Counter[str]] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                text = normalize_line(row["text"])
                plain = simplify_text(text, fold_text)
                found = [text[name.start : name.end] for name in find_names(plain, 0, len(text))]
                meant = list(filter(None, row["names"].split("|")))
                counts = count_names(found, meant)
                for name in (path.name, f"{path.name}, {row['language']}"):
                    totals.setdefault(name, Counter()).update(counts)
                if counts["wrong"] or counts["missed"]:
                    notes.append(f"{row['id']}: found {found}, meant {meant} | {row['text']}")
        for name, counts in totals.items():
            print(f"| {name} | {format_counts(counts)} |")
    if len(sys.argv) > 1:
        corpus = open_corpus(Path(sys.argv[1]))
        coded = code_corpus(corpus, load_codebook(find_shipped_codebook()))
        for report in corpus.read:
            path = HERE / f"{report.report_id}.csv"
            if path.is_file():
                hits = [hit for hit in coded.hits if hit.report_id == report.report_id]
                totals, by_technology, lines = score_report(
                    find_mentions(hits, coded.passages, fold=fold_text), path
                )
                print(f"| {path.stem} | {format_counts(totals)} |")
                print(f"| {path.stem}, with technology | {format_counts(by_technology)} |")
                notes += lines
    print("\n".join(["", *notes]))


if __name__ == "__main__":
    main()
