"""Terms and guards are found in a passage's text, and what counts of them is decided.

Leftmost-longest within a technology; guards compete with the terms and code to nothing; a term nested
in a longer hit of another technology counts once or twice as the codebook says.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fintech_coding.coding.codebook import Codebook, Technology, Term
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.sentences import find_sentence, split_sentences

_WORD = "0-9a-z\u00df-\u00f6\u00f8-\u024f"
"""Letters and digits that need a neighbour of another kind; ideographs are not among them."""

_WORD_CHARACTER = re.compile(f"[{_WORD}]")
_WORD_TAIL = re.compile(f"[{_WORD}]*")
_NUMBER_BEFORE = re.compile(r"\d\.$")


@dataclass(frozen=True, slots=True)
class Span:
    """A term found in a text: which technology and element it codes to, and where it stands."""

    technology: str
    element: str
    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a pattern stands for: a term of an element, or a guard (then `term` is None)."""

    technology: int
    element: str
    term: Term | None
    text: str
    plural: bool
    wildcard: re.Pattern[str] | None
    exact: re.Pattern[str] | None
    condition: _Condition | None


class _Condition:
    """The words that must, or must not, stand in the sentence of a term."""

    def __init__(self, term: Term) -> None:
        self._with = [_word_pattern(word) for word in term.with_]
        self._without = [_word_pattern(word) for word in term.without]

    def holds(self, sentence: str) -> bool:
        """Tell whether a folded sentence fulfils the condition."""
        if any(pattern.search(sentence) for pattern in self._without):
            return False
        return not self._with or any(pattern.search(sentence) for pattern in self._with)


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    entry: _Entry


class Matcher:
    """The terms and guards of a codebook, ready to be found in folded text."""

    def __init__(self, codebook: Codebook, technologies: Sequence[Technology] | None = None) -> None:
        """Build the automaton for a dimension of a codebook, by default its technologies."""
        from ahocorasick_rs import AhoCorasick

        technologies = codebook.technologies if technologies is None else technologies
        self._names = tuple(technology.technology_id for technology in technologies)
        self._nested = codebook.nested
        entries: dict[str, list[_Entry]] = defaultdict(list)
        for number, technology in enumerate(technologies):
            for element in technology.elements:
                for term in element.terms:
                    _add(entries, term.text, technology=number, element=element.element_id, term=term)
            for guard in (*technology.guards, *codebook.guards):
                _add(entries, guard, technology=number, element="", term=None)
        self._entries = list(entries.values())
        self._automaton = AhoCorasick(list(entries)) if entries else None

    def find_spans(self, text: str) -> list[Span]:
        """Return the spans of a passage's text that code to a technology, in order of their place."""
        if self._automaton is None:
            return []
        folded = fold_text(text)
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        if not found:
            return []
        by_technology: dict[int, list[_Candidate]] = defaultdict(list)
        sentences: list[tuple[int, int]] = []
        for pattern, start, end in found:
            for entry in self._entries[pattern]:
                stop = _settle_end(folded, start, end, entry)
                if stop < 0 or (entry.exact and not entry.exact.fullmatch(text, start, stop)):
                    continue
                if entry.condition is not None:
                    sentences = sentences or split_sentences(text)
                    first, last = find_sentence(sentences, start)
                    if not entry.condition.holds(folded[first:last]):
                        continue
                by_technology[entry.technology].append(_Candidate(start, stop, entry))
        chosen = [
            hit for candidates in by_technology.values() for hit in _choose_leftmost_longest(candidates)
        ]
        if self._nested == "codebook":
            chosen = _drop_nested(chosen)
        return [
            Span(self._names[hit.entry.technology], hit.entry.element, hit.entry.text, hit.start, hit.end)
            for hit in sorted(chosen, key=lambda hit: (hit.start, hit.end, hit.entry.technology))
        ]


def _add(
    entries: dict[str, list[_Entry]], text: str, *, technology: int, element: str, term: Term | None
) -> None:
    """Add the patterns of a term or guard: itself, its plurals, or what stands before its wildcard."""
    plain = unicodedata.normalize("NFKC", text).strip()
    folded = fold_text(plain)
    condition = _Condition(term) if term is not None and (term.with_ or term.without) else None
    wildcard = _word_pattern(folded) if "*" in folded else None
    exact = _exact_pattern(plain) if term is not None and term.case_exact else None
    stem = folded.split("*", 1)[0]
    for form in [stem] if wildcard else _list_forms(folded):
        entries[form].append(
            _Entry(technology, element, term, plain, form != stem, wildcard, exact, condition)
        )


def _list_forms(text: str) -> list[str]:
    """Return a term and, when it ends in a Latin letter, its regular English plurals."""
    end = text[-1:].lower()
    if not ("a" <= end <= "z"):
        return [text]
    forms = [text, text + "s"]
    if text.lower().endswith(("s", "x", "z", "ch", "sh")):
        forms.append(text + "es")
    if end == "y" and text[-2:-1].lower() not in "aeiou":
        forms.append(text[:-1] + "ies")
    return forms


def _word_pattern(text: str) -> re.Pattern[str]:
    """Return a term as an expression over folded text: whole words, `*` for the rest of a word."""
    folded = fold_text(unicodedata.normalize("NFKC", text).strip())
    forms = "|".join(
        f"[{_WORD}]*".join(re.escape(part) for part in form.split("*"))
        # The longest form first: an alternative that matches ends the search.
        for form in sorted(_list_forms(folded), key=len, reverse=True)
    )
    before = f"(?<![{_WORD}])" if _WORD_CHARACTER.match(folded) else ""
    after = f"(?![{_WORD}])" if _WORD_CHARACTER.match(folded[-1:]) else ""
    return re.compile(f"{before}(?:{forms}){after}")


def _exact_pattern(text: str) -> re.Pattern[str]:
    """Return a term as an expression over the text itself that holds its Latin letters to their case."""

    def spell(form: str) -> str:
        return "".join(
            "[^\\W_]*"
            if character == "*"
            else re.escape(character)
            if character.isascii() and character.isalpha()
            else "."
            for character in form
        )

    return re.compile("|".join(spell(form) for form in _list_forms(text)), re.DOTALL)


def _settle_end(folded: str, start: int, end: int, entry: _Entry) -> int:
    """Return where a match ends, or -1 when it stands inside a word."""
    if start > 0 and _WORD_CHARACTER.match(folded[start]) and _WORD_CHARACTER.match(folded[start - 1]):
        return -1
    if folded[start].isdigit() and _NUMBER_BEFORE.search(folded, max(0, start - 2), start):
        return -1  # the end of a number, as 5g in 1.5g
    if entry.wildcard is not None:
        match = entry.wildcard.match(folded, start)
        return match.end() if match else -1
    if end < len(folded) and _WORD_CHARACTER.match(folded[end - 1]) and _WORD_CHARACTER.match(folded[end]):
        return -1
    return end


def _choose_leftmost_longest(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Return the terms among the leftmost-longest candidates of one technology that do not overlap."""
    chosen = []
    reach = 0
    # The order of the codebook's entries decides nothing: a tie goes to the guard, then to the
    # entry as written over a plural, then by the text.
    for candidate in sorted(
        candidates,
        key=lambda c: (
            c.start,
            -c.end,
            c.entry.term is not None,
            c.entry.plural,
            c.entry.text,
            c.entry.element,
        ),
    ):
        if candidate.start >= reach:
            reach = candidate.end
            if candidate.entry.term is not None:
                chosen.append(candidate)
    return chosen


def _drop_nested(hits: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the hits that do not stand within a longer hit of another technology."""
    by_technology: dict[int, list[_Candidate]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: hit.start):
        by_technology[hit.entry.technology].append(hit)
    # The hits of one technology do not overlap: only the last to begin before a hit can hold it.
    lines = [([hit.start for hit in line], line) for line in by_technology.values()]

    def is_nested(hit: _Candidate) -> bool:
        before = (
            line[bisect_right(starts, hit.start) - 1] for starts, line in lines if starts[0] <= hit.start
        )
        return any(hit.end <= other.end and hit.end - hit.start < other.end - other.start for other in before)

    return [hit for hit in hits if not is_nested(hit)]
