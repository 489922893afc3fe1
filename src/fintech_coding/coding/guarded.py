"""What the guards of a codebook take away in a corpus, and where one seems to take a term that is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fintech_coding.coding.codebook import Codebook
from fintech_coding.coding.findings import Finding, TermHits
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.neighbours import read_surroundings
from fintech_coding.coding.segment import Segmenter
from fintech_coding.records import Hit

GUARDED, HIDDEN = "guarded", "hidden_by_guard"


def find_guarded(
    index: TermHits, codebook: Codebook, lost: Iterable[Hit], segmenter: Segmenter
) -> list[Finding]:
    """Return what each guard takes away, by term: `lost` are the hits that count without the guards.

    A hit seems hidden where jieba has the term for whole words and the guard ends within another, as
    数字人生 does in 数字人生产.
    """
    guards = {
        technology.technology_id: (*technology.guards, *codebook.guards)
        for technology in codebook.technologies
    }
    groups: dict[tuple[str, ...], list[Hit]] = defaultdict(list)
    for around in read_surroundings(lost, index.passages, segmenter):
        hit = around.hit
        text = fold_text(index.passages[hit.passage_id].text)
        guard, span = _find_guard(text, hit, guards[hit.technology])
        if not guard:
            continue
        sentence = index.passages[hit.passage_id].text[hit.sentence_start : hit.sentence_end]
        edges = {edge + hit.sentence_start for edge in segmenter.find_boundaries(sentence)}
        is_hidden = not around.verdict and not edges.issuperset(span)
        kind = HIDDEN if is_hidden else GUARDED
        groups[kind, hit.technology, hit.element, hit.term, guard].append(hit)
    found = [_describe(index, key, hits) for key, hits in groups.items()]
    return sorted(found, key=lambda f: (f.kind, -f.count, f.technology, f.term, f.phrase))


def _find_guard(text: str, hit: Hit, guards: Sequence[str]) -> tuple[str, tuple[int, int]]:
    """Return the guard that overlaps a hit in a folded text, the first and longest of them, and its span."""
    found = [("", (len(text), len(text)))]
    for guard in guards:
        start = text.find(fold_text(guard), max(0, hit.start - len(guard) + 1), hit.end + len(guard) - 1)
        if start >= 0:
            found.append((guard, (start, start + len(guard))))
    return min(found, key=lambda pair: (pair[1][0], -pair[1][1]))


def _describe(index: TermHits, key: tuple[str, ...], hits: Sequence[Hit]) -> Finding:
    kind, technology, element, term, guard = key
    made = index.describe((technology, element, term), kind, hits, phrase=guard)
    what = f"The guard '{guard}' takes away {len(hits)} of '{term}'"
    if kind == GUARDED:
        return replace(made, finding=f"{what}.")
    return replace(
        made,
        finding=f"{what}, where jieba has the term for whole words and the guard ends within another.",
        what_to_do="Make the guard longer or delete it, if the term is meant there.",
    )
