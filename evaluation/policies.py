"""Compare jieba's part in the coding: the boundary policies, exact jieba tokens, raw substrings.

Usage: python evaluation/policies.py [SENTENCES.csv ...]

Each way of coding is scored on labelled sentences by the technologies it finds in them. `ignore` and `mark`
count the same hits; without guards, a policy shows what it does for a codebook nobody has mended.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from accuracy import Code, list_keywords, make_coder, make_substring_coder, make_token_coder
from scoring import measure_counts

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.coding.rule_sets import drop_rules
from fintech_coding.reading.characters import normalize_line
from fintech_coding.study import find_shipped_codebook

HERE = Path(__file__).parent
SETS = ("sentences.csv", "sentences_2.csv", "edges.csv")


def make_policies() -> dict[str, Code]:
    """Return the ways of coding that are compared, by their names in the table."""
    codebook = load_codebook(find_shipped_codebook())
    bare = drop_rules(codebook)
    return {
        "`mark` or `ignore`": make_coder(replace(codebook, boundary="ignore")),
        "`require`": make_coder(replace(codebook, boundary="require")),
        "`mark` or `ignore`, no guards or conditions": make_coder(replace(bare, boundary="ignore")),
        "`require`, no guards or conditions": make_coder(replace(bare, boundary="require")),
        "exact jieba tokens": make_token_coder(list_keywords(codebook)),
        "raw substrings": make_substring_coder(list_keywords(codebook)),
    }


def score_policy(code: Code, rows: Sequence[dict[str, str]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the technologies found in labelled sentences."""
    right = wrong = missed = 0
    for row in rows:
        meant = set(filter(None, row["technologies"].split("|")))
        found = code(normalize_line(row["text"]))
        right += len(found & meant)
        wrong += len(found - meant)
        missed += len(meant - found)
    return measure_counts(right, wrong, missed)


def load_rows(path: Path) -> list[dict[str, str]]:
    """Return the sentences of a set with their labels."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Print precision, recall and F1 of each policy on each set, as a Markdown table."""
    paths = [Path(name) for name in sys.argv[1:]] or [HERE / name for name in SETS]
    sets = {path.name: load_rows(path) for path in paths}
    titles = [f"{name} ({len(rows)}): P | R | F1" for name, rows in sets.items()]
    print(f"| policy | {' | '.join(titles)} |")
    print(f"| --- | {' | '.join(['---: | ---: | ---:'] * len(sets))} |")
    for policy, code in make_policies().items():
        scores = [f"{value:.3f}" for rows in sets.values() for value in score_policy(code, rows)]
        print(f"| {policy} | {' | '.join(scores)} |")


if __name__ == "__main__":
    main()
