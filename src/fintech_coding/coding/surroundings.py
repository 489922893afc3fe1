"""What stands around a term: guards, and the words that must or must not be there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping
from functools import cached_property

from fintech_coding.coding.automaton import Automaton
from fintech_coding.coding.codebook import Term
from fintech_coding.coding.overlaps import Candidate
from fintech_coding.coding.patterns import FoldedText, Pattern, list_patterns
from fintech_coding.coding.sentences import find_sentence, split_sentences

Places = list[tuple[int, int]]
"""Where a text was found, in order: starts and ends."""


class Finder:
    """Guards and words of conditions, ready to be found in a text in which a term was."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Build the automaton."""
        self._spelled: list[tuple[str, Pattern]] = [
            (text, pattern) for text in dict.fromkeys(texts) for pattern in list_patterns(text)
        ]
        self._automaton = Automaton([pattern for _, pattern in self._spelled]) if self._spelled else None

    def find_places(self, texts: Mapping[int, FoldedText]) -> dict[int, dict[str, Places]]:
        """Return, by the number of a text, where each of those that stand in it does."""
        numbers = list(texts)
        everywhere: dict[int, dict[str, Places]] = {number: {} for number in numbers}
        if self._automaton is None or not texts:
            return everywhere
        for at, found in self._automaton.find_literals([text.text for text in texts.values()]):
            text, places = texts[numbers[at]], everywhere[numbers[at]]
            for which, start, _ in found:
                name, pattern = self._spelled[which]
                end = pattern.settle_end(text, start)
                if end >= 0:
                    places.setdefault(name, []).append((start, end))
            for place in places.values():
                place.sort()
        return everywhere


class Surroundings:
    """One text with the guards and words that stand in it."""

    def __init__(self, text: str, places: Mapping[str, Places]) -> None:
        """Begin with where they are."""
        self._text = text
        self._places = places
        self._answers: dict[tuple[Term, int], bool] = {}

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return split_sentences(self._text)

    def list_guards(self, guards: Container[str]) -> list[Candidate]:
        """Return the places of those of some guards that stand here."""
        return [
            Candidate(*place) for name, places in self._places.items() if name in guards for place in places
        ]

    def fulfil_condition(self, term: Term, start: int) -> bool:
        """Tell whether the sentence or passage of a term that begins at `start` is as the term asks."""
        if not (term.with_ or term.without):
            return True
        part = (0, len(self._text))
        if term.within == "sentence":
            part = find_sentence(self._sentences, start)
        key = (term, part[0])  # many terms may stand in one sentence
        if key not in self._answers:
            self._answers[key] = not any(self._stands(word, *part) for word in term.without) and (
                not term.with_ or any(self._stands(word, *part) for word in term.with_)
            )
        return self._answers[key]

    def _stands(self, word: str, first: int, last: int) -> bool:
        places = self._places.get(word, [])
        for index in range(bisect_left(places, (first, 0)), len(places)):
            start, end = places[index]
            if start >= last:
                return False
            if end <= last:
                return True
        return False
