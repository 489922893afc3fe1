"""A guard is tried on the passages: which hits of its technology it takes away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from fintech_coding.coding.codebook import Codebook
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.matcher import Matcher
from fintech_coding.coding.neighbours import Cluster, Surroundings
from fintech_coding.records import Passage

Place = tuple[str, int, int]
"""A passage and the span of a hit in it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A guard for a technology, and the places whose hits it takes away."""

    technology: str
    guard: str
    taken: frozenset[Place]


class GuardTrial:
    """The passages that have a hit, ready to try guards on."""

    def __init__(self, codebook: Codebook, passages: Mapping[str, Passage]) -> None:
        """Keep the passages, in the form in which they are matched."""
        self._codebook = codebook
        self._passages = passages
        self._folded = {key: fold_text(passage.text) for key, passage in passages.items()}
        self._before: dict[str, dict[str, set[Place]]] = defaultdict(dict)

    def try_guard(self, technology: str, guard: str) -> frozenset[Place]:
        """Return the places at which a technology is found without a guard and not with it."""
        needle = fold_text(guard)
        held = [key for key, folded in self._folded.items() if needle in folded]
        if not held:
            return frozenset()
        before = self._before[technology]
        missing = [key for key in held if key not in before]
        before.update(self._find_places(technology, (), missing))
        after = self._find_places(technology, (guard,), held)
        return frozenset(place for key in held for place in before[key] - after[key])

    def _find_places(
        self, technology: str, guards: Sequence[str], keys: Iterable[str]
    ) -> dict[str, set[Place]]:
        alone = [
            replace(entry, guards=(*entry.guards, *guards))
            for entry in self._codebook.technologies
            if entry.technology_id == technology
        ]
        matcher = Matcher(self._codebook, alone)
        return {
            key: {(key, span.start, span.end) for span in matcher.find_spans(self._passages[key].text)}
            for key in keys
        }

    def propose_guard(self, cluster: Cluster, doubtful: Set[Place]) -> Proposal | None:
        """Return the shortest guard that takes away a cluster's hits and only doubtful ones, if any."""
        wanted = {name_place(around) for around in cluster.members}
        for guard in _list_guards(cluster):
            taken = self.try_guard(cluster.technology, guard)
            if wanted <= taken <= doubtful:
                return Proposal(cluster.technology, guard, taken)
        return None


def name_place(around: Surroundings) -> Place:
    """Return where a hit stands."""
    return around.hit.passage_id, around.hit.start, around.hit.end


def _list_guards(cluster: Cluster) -> list[str]:
    """Return what makes the cluster another word, then the whole words, where all its hits have the same."""
    whole = {"".join(around.words) for around in cluster.members}
    is_longer = len(whole) == 1 and min(map(len, whole)) > len(cluster.phrase)
    return [cluster.phrase, *(whole if is_longer else ())]
