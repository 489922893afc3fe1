"""The evidence table as the page wants it: counts by cell, and passages with their hits by report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Row = Mapping[str, str]
Counts = list[list[int]]
"""Hits, sentences and passages, each of all mentions, of the affirmed ones, and of the bank's own."""

DIRECT = "_direct"
"""What stands for the element of terms that are directly under a technology."""

_LEVELS = 3


def count_cells(long: Iterable[Row], evidence: Iterable[Row]) -> dict[str, dict[str, dict[str, object]]]:
    """Return the counts of each report by technology, and of each element in it that has a hit.

    `long` has the rows of `coding_matrix_long.csv`, `evidence` those of `evidence.csv`. Reports that were
    not read have no counts, technologies without a hit none of their elements.
    """
    elements = _count_elements(evidence)
    cells: dict[str, dict[str, dict[str, object]]] = defaultdict(dict)
    for row in long:
        if row["hits"] == "":
            continue
        counts = [
            [int(row[f"{unit}{suffix}"]) for suffix in ("", "_affirmed", "_own")]
            for unit in ("hits", "sentences", "passages")
        ]
        if any(map(any, counts)):
            key = row["report_id"], row["technology"]
            cells[row["report_id"]][row["technology"]] = {"counts": counts, "elements": elements.get(key, {})}
    return dict(cells)


def _count_elements(evidence: Iterable[Row]) -> dict[tuple[str, str], dict[str, Counts]]:
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in evidence:
        groups[row["report_id"], row["technology"], row["element"] or DIRECT].append(row)
    counted: dict[tuple[str, str], dict[str, Counts]] = defaultdict(dict)
    for (report_id, technology, element), rows in groups.items():
        kept = [[row for row in rows if _rank(row) >= level] for level in range(_LEVELS)]
        counted[report_id, technology][element] = [
            [len(some) for some in kept],
            [len({(row["passage_id"], row["sentence"]) for row in some}) for some in kept],
            [len({row["passage_id"] for row in some}) for some in kept],
        ]
    return counted


def _rank(row: Row) -> int:
    """Return how far a hit counts: 0 only as a mention, 1 as an affirmed one, 2 as the bank's own."""
    if row["negated"] == "True":
        return 0
    return 1 if row["scope"] == "other" else 2


def list_evidence(rows: Sequence[Row]) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Return the passages of each report that have a hit, in reading order, and their hits by its number."""
    listed: dict[str, dict[str, list[dict[str, object]]]] = {}
    numbers: dict[tuple[str, str], int] = {}
    for row in rows:
        evidence = listed.setdefault(row["report_id"], {"passages": [], "hits": []})
        key = row["report_id"], row["passage_id"]
        if key not in numbers:
            numbers[key] = len(evidence["passages"])
            evidence["passages"].append(_describe_passage(row))
        evidence["hits"].append(
            {
                "passage": numbers[key],
                "technology": row["technology"],
                "element": row["element"] or DIRECT,
                "term": row["term"],
                "start": int(row["start"]),
                "end": int(row["end"]),
                "negated": row["negated"] == "True",
                "scope": row["scope"],
                "boundary": row["boundary"],
                "sentence": row["sentence"],
            }
        )
    return listed


def _describe_passage(row: Row) -> dict[str, object]:
    return {
        "id": row["passage_id"],
        "first": int(row["page_first"]),
        "last": int(row["page_last"]),
        "label": row["page_label"],
        "section": row["section"],
        "kind": row["kind"],
        "text": row["text"],
        "confidence": float(row["confidence"]) if row["confidence"] else None,
    }
