"""What a corpus shows around a codebook's terms: other words with their characters, and their neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from fintech_coding.coding.findings import Finding, TermHits, TermKey
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.guarding import GuardTrial, Place, name_place
from fintech_coding.coding.keyness import compute_keyness
from fintech_coding.coding.neighbours import (
    COLLISION,
    LONGER,
    Cluster,
    Surroundings,
    cluster_neighbours,
    cluster_words,
)
from fintech_coding.records import Hit

NEIGHBOUR, LONELY = "neighbour", "lonely_phrase"

_SHOWN = 10  # neighbours of a term on a side
_UNLIKELY = 3.84  # keyness from which a phrase stands alone more often than chance has it
_TRIED = 200  # phrases that are tried as guards, of each kind
_RECURS = 2  # hits of a phrase
_MOSTLY, _MANY = 0.5, 10  # of a term's hits, and of hits: what so many mean is what the term is for


def find_collisions(
    index: TermHits, surroundings: Sequence[Surroundings], trial: GuardTrial
) -> list[Finding]:
    """Return what swallows the terms, each with a guard where it is another word, the most hits first."""
    doubtful = {name_place(around) for around in surroundings if around.verdict == COLLISION}
    found = [
        _judge_collision(index, cluster, trial, doubtful)
        for cluster in cluster_words(surroundings, index.passages, COLLISION)
    ]
    found.sort(key=lambda f: (-f.count, f.technology, f.element, f.term, f.phrase))
    terms = {fold_text(term.text) for term in index.terms.values()}
    longer = [
        cluster
        for cluster in cluster_words(surroundings, index.passages, LONGER)
        # Another term that goes on where this one ends is no word of the language's.
        if terms.isdisjoint(map(fold_text, cluster.members[0].words))
    ]
    longer.sort(
        key=lambda c: (not _begins_before(c), -len(c.members), c.technology, c.element, c.term, c.phrase)
    )
    doubted = [_describe(index, cluster, LONGER) for cluster in longer]
    return found + _try_phrases(doubted, trial)


def _try_phrases(found: Sequence[Finding], trial: GuardTrial) -> list[Finding]:
    """Return findings with what their phrases would take away as guards; of many, the first only."""
    tried = []
    for finding in found[:_TRIED]:
        taken = len(trial.try_guard(finding.technology, finding.phrase))
        todo = f"If it means something else: {_write_option(finding.phrase)} takes away {count_hits(taken)}."
        tried.append(replace(finding, takes_away=taken, what_to_do=todo))
    return [*tried, *found[_TRIED:]]


def _judge_collision(
    index: TermHits, cluster: Cluster, trial: GuardTrial, doubtful: Collection[Place]
) -> Finding:
    made = _describe(index, cluster, COLLISION)
    proposal = trial.propose_guard(cluster, frozenset(doubtful))
    if proposal and (made.count < _MANY or made.count <= _MOSTLY * made.hits):
        taken = len(proposal.taken)
        todo = f"Guard it: {_write_option(proposal.guard)} takes away {count_hits(taken)}."
        return replace(made, guard=proposal.guard, takes_away=taken, what_to_do=todo)
    taken = len(trial.try_guard(cluster.technology, cluster.phrase))
    why = "most that the term has" if proposal else "others among them"
    todo = f"Look at them: {_write_option(cluster.phrase)} takes away {count_hits(taken)}, {why}."
    return replace(made, takes_away=taken, what_to_do=todo)


def _begins_before(cluster: Cluster) -> bool:
    """Return whether a longer word begins before the term: what comes after a term rarely changes it."""
    first = cluster.members[0]
    return first.start < first.hit.start


def _write_option(phrase: str) -> str:
    return f'--fix "{phrase}"' if " " in phrase else f"--fix {phrase}"


def _describe(index: TermHits, cluster: Cluster, kind: str) -> Finding:
    first = cluster.members[0]
    words = "/".join("".join(word.split()) for word in first.words)
    why = (
        f"jieba cuts {words}"
        if first.verdict == LONGER or len(first.words) > 1
        else "its 大 is the word's before"
    )
    what = "other words hold its characters" if kind == COLLISION else "a longer word holds it"
    return index.describe(
        (cluster.technology, cluster.element, cluster.term),
        kind,
        [around.hit for around in cluster.members],
        phrase=cluster.phrase,
        finding=f"In '{cluster.phrase}' {what}: {why}.",
    )


def list_neighbours(
    index: TermHits, surroundings: Sequence[Surroundings], trial: GuardTrial, *, idle: Collection[str]
) -> list[Finding]:
    """Return the words beside each term's hits, the most frequent of either side.

    A phrase of a term is lonely when passages with it name no other term, as they do for the term's other
    hits: then it may mean something else. `idle` are the words that say nothing of that.
    """
    alone = _find_alone(index)
    counts = {key: sum(id(hit) in alone for hit in hits) for key, hits in index.hits.items()}
    found: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    whole = [around for around in surroundings if around.verdict != COLLISION]
    for cluster in cluster_neighbours(whole, index.passages):
        neighbour = cluster.members[0].left if cluster.side == "left" else cluster.members[0].right
        made = _describe_neighbour(index, cluster, alone, counts, is_idle=neighbour.casefold() in idle)
        found[made.technology, made.element, made.term, cluster.side].append(made)
    for rows in found.values():
        rows.sort(key=lambda f: (-f.count, f.phrase))
    order = {key: place for place, key in enumerate(index.terms)}
    listed = [f for rows in found.values() for f in rows[:_SHOWN] if f.kind == NEIGHBOUR]
    listed.sort(key=lambda f: (order[f.technology, f.element, f.term], -f.count, f.phrase))
    lonely = [f for rows in found.values() for f in rows if f.kind == LONELY]
    lonely.sort(key=lambda f: (-f.count, order[f.technology, f.element, f.term], f.phrase))
    return _try_phrases(lonely, trial) + listed


def _describe_neighbour(
    index: TermHits, cluster: Cluster, alone: Collection[int], counts: Mapping[TermKey, int], *, is_idle: bool
) -> Finding:
    hits = [around.hit for around in cluster.members]
    everything = _get_hits(index, cluster)
    lonely = sum(id(hit) in alone for hit in hits)
    others = counts[cluster.technology, cluster.element, cluster.term] - lonely
    unlikely = compute_keyness(lonely, len(hits), others, len(everything) - len(hits))
    is_lonely = not is_idle and len(hits) >= _RECURS and lonely == len(hits) and unlikely >= _UNLIKELY
    what = f"{cluster.side} neighbour"
    if is_lonely:
        rest = len(everything) - len(hits)
        what = (
            f"All {len(hits)} hits in '{cluster.phrase}' stand in passages with no other term; "
            f"of its {rest} other hits {others} do."
        )
    return index.describe(
        (cluster.technology, cluster.element, cluster.term),
        LONELY if is_lonely else NEIGHBOUR,
        hits,
        phrase=cluster.phrase,
        alone=lonely,
        finding=what,
    )


def _find_alone(index: TermHits) -> set[int]:
    """Return the hits, by identity, whose passage has no hit of another term."""
    terms: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for key, hits in index.hits.items():
        for hit in hits:
            terms[hit.passage_id].add(key)
    return {id(hit) for hits in index.hits.values() for hit in hits if len(terms[hit.passage_id]) == 1}


def _get_hits(index: TermHits, cluster: Cluster) -> list[Hit]:
    return index.hits[cluster.technology, cluster.element, cluster.term]


def count_hits(number: int) -> str:
    """Return a number of hits in words.

    >>> count_hits(1)
    '1 hit'
    """
    return f"{number} hit" + "s" * (number != 1)


def list_guards(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Yield the proposed guards with their technologies: none that holds another of the same, in order."""
    seen: dict[str, list[str]] = defaultdict(list)
    proposed = [(f.technology, f.guard) for f in findings if f.guard]
    for technology, guard in sorted(dict.fromkeys(proposed), key=lambda pair: len(pair[1])):
        if not any(shorter in guard for shorter in seen[technology]):
            seen[technology].append(guard)
    yield from (pair for pair in dict.fromkeys(proposed) if pair[1] in seen[pair[0]])
