"""Words that are over-represented in the passages coded with a technology: what its terms may lack."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from fintech_coding.coding.keyness import compute_keyness, compute_log_ratio
from fintech_coding.coding.segment import Segmenter
from fintech_coding.coding.words import (
    LATIN,
    StopWords,
    Unit,
    cut_units,
    find_names,
    join_words,
    name_script,
)
from fintech_coding.records import Passage

Key = tuple[str, ...]
Spans = Mapping[str, Collection[tuple[int, int]]]
"""The spans of all hits, by passage id."""

_UNLIKELY = 3.84  # keyness from which a difference is more than chance, for a word looked at alone
_WITHIN = 0.8  # share of a word's occurrences in a pair, from which the pair says it all
_LETTERS = 3  # of a Latin word that is no acronym
_IDEOGRAPH = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where words were first seen: a passage and their span in it."""

    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words, as most often printed, with their counts in the passages of a technology and elsewhere."""

    words: str
    keyness: float
    log_ratio: float
    count: int
    count_elsewhere: int
    passages: int
    passages_elsewhere: int
    reports: int
    first: Occurrence


@dataclass(slots=True)
class _Tally:
    """The occurrences of words in one part of a corpus; `sizes` by script and number of words.

    `beside` has the characters before and after them.
    """

    counts: Counter[Key] = field(default_factory=Counter)
    sizes: Counter[tuple[str, int]] = field(default_factory=Counter)
    passages: Counter[Key] = field(default_factory=Counter)
    printed: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    reports: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    first: dict[Key, Occurrence] = field(default_factory=dict)
    beside: dict[Key, tuple[Counter[str], Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: (Counter(), Counter()))
    )

    def add(self, passage: Passage, units: Iterable[Unit], wanted: Collection[Key] | None = None) -> None:
        """Count the words of a passage; with `wanted`, only those, and only their numbers."""
        seen = set()
        for unit in units:
            self.sizes[unit.script, len(unit.words)] += 1
            if wanted is not None and unit.words not in wanted:
                continue
            self.counts[unit.words] += 1
            seen.add(unit.words)
            if wanted is None:
                printed = " ".join(passage.text[unit.start : unit.end].split())
                self.printed[unit.words][printed] += 1
                self.reports[unit.words].add(passage.report_id)
                before, after = self.beside[unit.words]
                before[passage.text[max(0, unit.start - 1) : unit.start]] += 1
                after[passage.text[unit.end : unit.end + 1]] += 1
                self.first.setdefault(unit.words, Occurrence(passage, unit.start, unit.end))
        self.passages.update(seen)


def suggest_words(
    coded: Iterable[Passage],
    others: Iterable[Passage],
    spans: Spans,
    segmenter: Segmenter,
    *,
    stop_words: StopWords,
    is_known: Callable[[str], bool],
    min_count: int,
    min_reports: int,
) -> list[Suggestion]:
    """Return the words that passages coded with a technology have more of than the others, the surest first.

    Each script is compared with itself: Latin words with the Latin words elsewhere. What `is_known` needs
    no suggestion, nor do names, nor words that stand almost only in a suggested pair or beside one and the
    same character. `min_count` and `min_reports` are of the passages coded with the technology.
    """
    here, there = _Tally(), _Tally()
    for passage in coded:
        here.add(passage, cut_units(passage.text, spans.get(passage.passage_id, ()), segmenter))
    wanted = {
        words
        for words, count in here.counts.items()
        if count >= min_count
        and len(here.reports[words]) >= min_reports
        and _may_be_term(words, here.printed[words], stop_words)
        and not _is_fragment(words, here, stop_words)
        and not is_known(join_words(words))
    }
    names = find_names(word for words in wanted for word in words)
    wanted = {words for words in wanted if not names.intersection(words)}
    for passage in others:
        there.add(passage, cut_units(passage.text, spans.get(passage.passage_id, ()), segmenter), wanted)
    made = {words: _compare(words, here, there) for words in wanted}
    sure = {words: suggestion for words, suggestion in made.items() if suggestion.keyness >= _UNLIKELY}
    within = _list_within_pairs(sure)
    kept = [suggestion for words, suggestion in sure.items() if words not in within]
    return sorted(kept, key=lambda suggestion: (-suggestion.keyness, suggestion.words))


def _may_be_term(words: Key, printed: Counter[str], stop_words: StopWords) -> bool:
    if any(word in stop_words.function or word in stop_words.common for word in words):
        return False
    is_acronym = max(printed, key=lambda text: (printed[text], text)).isupper()
    shortest = _LETTERS if name_script(words) == LATIN and not is_acronym else 2
    return not stop_words.neutral.issuperset(words) and len("".join(words)) >= shortest


def _is_fragment(words: Key, here: _Tally, stop_words: StopWords) -> bool:
    """Return whether words almost always stand beside one and the same ideograph, as 微企业 beside 小."""
    return any(
        character not in stop_words.function
        and _IDEOGRAPH.match(character)
        and count >= _WITHIN * counts.total()
        for counts in here.beside[words]
        for character, count in counts.most_common(1)
    )


def _compare(words: Key, here: _Tally, there: _Tally) -> Suggestion:
    first = here.first[words]
    place = (name_script(words), len(words))
    numbers = (here.counts[words], here.sizes[place], there.counts[words], there.sizes[place])
    printed = here.printed[words]
    return Suggestion(
        words=min(printed, key=lambda text: (-printed[text], text)),
        keyness=compute_keyness(*numbers),
        log_ratio=compute_log_ratio(*numbers) if there.sizes[place] else 0.0,
        count=here.counts[words],
        count_elsewhere=there.counts[words],
        passages=here.passages[words],
        passages_elsewhere=there.passages[words],
        reports=len(here.reports[words]),
        first=first,
    )


def _list_within_pairs(sure: Mapping[Key, Suggestion]) -> set[Key]:
    """Return the single words that stand almost only in one of the pairs."""
    return {
        (word,)
        for words, pair in sure.items()
        if len(words) > 1
        for word in words
        if (word,) in sure and pair.count >= _WITHIN * sure[word,].count
    }
