"""Score the codebook on sentences written to test it: technologies, negation and scope.

Usage: python evaluation/sentences.py [SENTENCES.csv]
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.coding.coder import Coder
from fintech_coding.reading.characters import normalize_line
from fintech_coding.records import Hit, Passage
from fintech_coding.study import find_shipped_codebook

HERE = Path(__file__).parent


def code_sentence(coder: Coder, row: dict[str, str]) -> list[Hit]:
    """Return the hits of a sentence as if it were a report's passage."""
    passage = Passage(row["id"], "sentences", 1, 1, "", "", "body", normalize_line(row["text"]))
    return list(coder.code_passage(passage))


def format_score(right: int, wrong: int, missed: int) -> str:
    """Return precision, recall and F1 as the cells of a table's row."""
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {right} | {wrong} | {missed}"


def main() -> None:
    """Print the scores as Markdown tables, then the sentences that are wrong."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "sentences.csv"
    coder = Coder(load_codebook(find_shipped_codebook()))
    scores: Counter[tuple[str, str]] = Counter()
    lines = []
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            hits = code_sentence(coder, row)
            found = {hit.technology for hit in hits}
            meant = set(filter(None, row["technologies"].split("|")))
            denied = {t for t in found & meant if all(hit.negated for hit in hits if hit.technology == t)}
            truly = found & meant & set(filter(None, row["negated"].split("|")))
            for name, one, other in (
                ("technologies", found, meant),
                (f"technologies, {row['language']}", found, meant),
                ("negated", denied, truly),
            ):
                scores[name, "right"] += len(one & other)
                scores[name, "wrong"] += len(one - other)
                scores[name, "missed"] += len(other - one)
            if found & meant:
                theirs = {hit.scope for hit in hits if hit.technology in meant} == {"other"}
                kind = ("right" if row["scope"] == "other" else "wrong") if theirs else "missed"
                scores["scope other", kind] += theirs or row["scope"] == "other"
                if theirs != (row["scope"] == "other"):
                    lines.append(f"scope   {row['id']} {row['scope']}: {hits[0].scope} | {row['text']}")
            lines += [
                f"wrong   {row['id']} {t}: {_quote(hits, t)} | {row['text']}" for t in sorted(found - meant)
            ]
            lines += [f"missed  {row['id']} {t} | {row['text']}" for t in sorted(meant - found)]
            lines += [
                f"negated {row['id']} {t} ({'not ' * (t not in denied)}found) | {row['text']}"
                for t in sorted(denied ^ truly)
            ]
    print("| what | precision | recall | F1 | right | wrong | missed |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in dict.fromkeys(name for name, _ in scores):
        print(f"| {name} | {format_score(*(scores[name, kind] for kind in ('right', 'wrong', 'missed')))} |")
    print("\n".join(["", *lines]))


def _quote(hits: list[Hit], technology: str) -> str:
    return ", ".join(hit.surface for hit in hits if hit.technology == technology)


if __name__ == "__main__":
    main()
