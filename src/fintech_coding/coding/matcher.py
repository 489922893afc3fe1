"""Terms and guards are found in the text of passages, and what counts of them is decided.

Leftmost-longest within a technology; guards compete with the terms and code to nothing; a term nested
in a longer hit of another technology counts once or twice as the codebook says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fintech_coding.coding.automaton import Automaton
from fintech_coding.coding.codebook import Codebook, Technology
from fintech_coding.coding.overlaps import Candidate, Source, choose_leftmost_longest, drop_nested
from fintech_coding.coding.patterns import FoldedText, Pattern, list_patterns
from fintech_coding.coding.regexes import RegexFinder
from fintech_coding.coding.surroundings import Finder, Surroundings


@dataclass(frozen=True, slots=True)
class Span:
    """A term found in a text: which technology and element it codes to, and where it stands.

    `boundary` is the term's own rule for jieba's boundaries, empty where the codebook's holds.
    """

    technology: str
    element: str
    term: str
    start: int
    end: int
    boundary: str = ""


class Matcher:
    """The terms and guards of a codebook, ready to be found in text."""

    def __init__(self, codebook: Codebook, technologies: Sequence[Technology] | None = None) -> None:
        """Build the automata for a dimension of a codebook, by default its technologies."""
        technologies = codebook.technologies if technologies is None else technologies
        self._names = tuple(technology.technology_id for technology in technologies)
        self._guards = [frozenset((*technology.guards, *codebook.guards)) for technology in technologies]
        sources = [
            Source(number, element.element_id, term, (term.nested or codebook.nested) == "codebook")
            for number, technology in enumerate(technologies)
            for element in technology.elements
            for term in element.terms
        ]
        self._spelled: list[tuple[Source, Pattern]] = [
            (source, pattern)
            for source in sources
            if not source.term.is_regex
            for pattern in list_patterns(
                source.term.text, case_exact=source.term.case_exact, plural=source.term.plural
            )
        ]
        self._automaton = Automaton([pattern for _, pattern in self._spelled]) if self._spelled else None
        self._regexes = [source for source in sources if source.term.is_regex]
        self._regex_finder = RegexFinder([(s.term.text, s.term.case_exact) for s in self._regexes])
        terms = [source.term for source in sources]
        # What only decides about terms is looked for where a term is, which is in few passages.
        self._aside = Finder(
            sorted(frozenset().union(*self._guards))
            + [text for term in terms for text in (*term.guards, *term.with_, *term.without)]
        )

    def find_spans(self, text: str) -> list[Span]:
        """Return the spans of a passage's text that code to a technology, in order of their place."""
        return next((spans for _, spans in self.find_in([text])), [])

    def find_in(self, texts: Sequence[str]) -> Iterator[tuple[int, list[Span]]]:
        """Yield the number of each text in which something counts, and its spans in order of their place.

        Many texts at once take less time than one by one; what is found in one does not depend on the others.
        """
        candidates = self._find_candidates(texts)
        places = self._aside.find_places({number: FoldedText(texts[number]) for number in candidates})
        for number in sorted(candidates):
            around = Surroundings(texts[number], places[number])
            chosen = []
            for technology, kept in _group_by_technology(_keep_allowed(candidates[number], around)).items():
                chosen += choose_leftmost_longest(kept + around.list_guards(self._guards[technology]))
            if chosen:
                yield number, [self._make_span(hit) for hit in sorted(drop_nested(chosen), key=_place)]

    def _find_candidates(self, texts: Sequence[str]) -> dict[int, list[Candidate]]:
        """Return what may count by the number of its text."""
        candidates: dict[int, list[Candidate]] = {}
        for number, found in self._automaton.find_literals(texts) if self._automaton else ():
            text = FoldedText(texts[number])
            for which, start, _ in found:
                source, pattern = self._spelled[which]
                end = pattern.settle_end(text, start)
                if end >= 0:
                    here = Candidate(start, end, source, pattern.plural)
                    candidates.setdefault(number, []).append(here)
        for number, found in self._regex_finder.find_regexes(texts).items():
            for which, start, end in found:
                candidates.setdefault(number, []).append(Candidate(start, end, self._regexes[which]))
        return candidates

    def _make_span(self, hit: Candidate) -> Span:
        source = hit.source
        return Span(
            self._names[source.technology],
            source.element,
            source.term.text,
            hit.start,
            hit.end,
            source.term.boundary,
        )


def _place(hit: Candidate) -> tuple[int, int, int]:
    return hit.start, hit.end, hit.source.technology


def _keep_allowed(candidates: Iterable[Candidate], around: Surroundings) -> list[Candidate]:
    """Return the candidates whose own conditions and guards let them count."""
    kept: list[Candidate] = []
    guarded: dict[Source, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if around.fulfil_condition(candidate.source.term, candidate.start):
            (guarded[candidate.source] if candidate.source.term.guards else kept).append(candidate)
    for source, own in guarded.items():
        kept += choose_leftmost_longest(own + around.list_guards(source.term.guards))
    return kept


def _group_by_technology(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    groups: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.source.technology].append(candidate)
    return groups
