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

from fintech_coding.reading.characters import normalize_line
from fintech_coding.tables.names import find_names

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
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    equal = counts["equal"] / right if right else 0.0
    return f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {right} | {wrong} | {missed} | {equal:.3f}"


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
                found = [name.text for name in find_names(text, 0, len(text))]
                meant = list(filter(None, row["names"].split("|")))
                counts = count_names(found, meant)
                for name in (path.name, f"{path.name}, {row['language']}"):
                    totals.setdefault(name, Counter()).update(counts)
                if counts["wrong"] or counts["missed"]:
                    notes.append(f"{row['id']}: found {found}, meant {meant} | {row['text']}")
        for name, counts in totals.items():
            print(f"| {name} | {format_counts(counts)} |")
    print("\n".join(["", *notes]))


if __name__ == "__main__":
    main()
