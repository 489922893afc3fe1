"""What is doubtful in a codebook: look-alikes, repeated terms, guards that guard nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fintech_coding.coding.fold import clean_text, fold_text, simplify_lines
from fintech_coding.coding.lookalikes import find_disguises
from fintech_coding.coding.regexes import compile_regex, fold_regex
from fintech_coding.errors import CodebookProblem

if TYPE_CHECKING:
    from fintech_coding.coding.entries import Technology, Term

MAX_LENGTH = 100
_SHORT_STEM = 3
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
_SEPARATOR = re.compile(r"[、，,;；]|\n(?=.)")
_BAD_STAR = re.compile(r"(?<![A-Za-z0-9\u00df-\u024f])\*|\*(?=\w|\*)")
_COMMON_WORDS = """
    a all am an and any are as at be but by can do for from go had has have he her him his how i if in is it
    its may me my new no not now of off on one or our out own see she so than that the their them then there
    they this to two up us was way we were what when who will with you your
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it stands in the codebook, before it is cleaned.

    `kind` is `term`, `regex`, `guard` or `word`; `owner` is the technology, empty for a guard of all;
    `term` is the term that a guard or word belongs to, empty for a guard of more.
    """

    text: str
    line: int
    last_line: int
    kind: str
    dimension: str
    owner: str
    case_exact: bool = False
    term: str = ""


def check_texts(written: Sequence[Written]) -> Iterator[CodebookProblem]:
    """Yield what is wrong or doubtful in the texts themselves, each alone, then beside the others."""
    for text in written:
        yield from _check_characters(text)
        if text.kind in {"term", "guard"}:
            yield from _check_shape(text)
        elif text.kind == "word" and text.dimension and _BAD_STAR.search(clean_text(text.text)):
            yield _describe_star(text)
    yield from _check_script([text for text in written if _HAN.search(text.text)])


def _check_characters(written: Written) -> Iterator[CodebookProblem]:
    shown = show_text(written.text)
    for disguise in find_disguises(written.text):
        means, is_same = show_text(disguise.means), disguise.kind == "form"
        yield CodebookProblem(
            written.line,
            f"The {written.kind} '{shown}' holds {disguise.holds}.",
            f"Write '{means}'" + ("; it is matched as that." if is_same else ", if that is meant."),
            "error" if disguise.kind == "foreign" else "warning",
        )


def _check_shape(written: Written) -> Iterator[CodebookProblem]:
    kind, line, shown, clean = written.kind, written.line, show_text(written.text), clean_text(written.text)
    name = f"The {kind} '{shown}'"
    if len(clean) > MAX_LENGTH:
        yield CodebookProblem(
            line,
            f"{name} is {len(clean)} characters long; {MAX_LENGTH} is the most.",
            "It is probably two or more run together: write each as an entry of its own.",
        )
    elif _SEPARATOR.search(written.text.strip()) or written.last_line > written.line:
        sign = _SEPARATOR.search(written.text.strip())
        what = f"holds '{sign[0]}'" if sign and sign[0] != "\n" else "runs over a line break"
        yield CodebookProblem(
            line,
            f"{name} {what}: two may be run together.",
            "Separate entries by ', ' in brackets, or begin each with '- ' in the same column.",
            "warning",
        )
    if _BAD_STAR.search(clean):
        yield _describe_star(written)
    elif not any(character.isalnum() for character in clean):
        yield CodebookProblem(line, f"{name} holds no letter or digit.", "Delete it, or complete it.")
    elif kind == "term":
        yield from _check_breadth(written, name, clean)


def _describe_star(written: Written) -> CodebookProblem:
    shown = show_text(written.text)
    return CodebookProblem(
        written.line,
        f"In the {written.kind} '{shown}' a * stands elsewhere than at the end of a Latin word.",
        "Write it after a Latin word's last letter (analytic*), or delete it: Chinese terms need none.",
    )


def _check_breadth(written: Written, name: str, clean: str) -> Iterator[CodebookProblem]:
    folded = fold_text(clean)
    if len(clean) == 1:
        yield CodebookProblem(
            written.line,
            f"{name} is a single character, which stands in many other words.",
            "Write the words that are meant.",
            "warning",
        )
    elif folded in _COMMON_WORDS.split() and not written.case_exact:
        yield CodebookProblem(
            written.line,
            f"{name} counts every English word '{folded}', as case is ignored.",
            f"Write {{term: {clean}, case: exact}} to count it only as written.",
            "warning",
        )
    elif re.search(rf"(?<![a-z0-9])[a-z0-9]{{1,{_SHORT_STEM - 1}}}\*", folded):
        yield CodebookProblem(
            written.line,
            f"{name} counts every word that begins with so few letters.",
            "Write the words that are meant.",
            "warning",
        )


def _check_script(written: Sequence[Written]) -> Iterator[CodebookProblem]:
    if not written:
        return
    cleaned = [clean_text(text.text) for text in written]
    simplified = simplify_lines(cleaned)
    traditional = [clean != simple for clean, simple in zip(cleaned, simplified, strict=True)]
    both = zip(cleaned, simplify_lines(cleaned, direction="s2t"), traditional, strict=True)
    plainly_simplified = sum(clean != other and not is_old for clean, other, is_old in both)
    if plainly_simplified <= sum(traditional):
        return  # a list in traditional characters is what its writer wants
    for text, clean, simple, is_traditional in zip(written, cleaned, simplified, traditional, strict=True):
        if is_traditional:
            yield CodebookProblem(
                text.line,
                f"The {text.kind} '{clean}' is written in traditional characters, most others are not.",
                f"Write '{simple}'; it finds both, as matching folds traditional characters to simplified.",
                "warning",
            )


def check_repeats(technologies: Sequence[Technology]) -> Iterator[CodebookProblem]:
    """Yield each term that stands twice in a dimension, naming both lines."""
    seen: dict[str, list[tuple[Term, str, str]]] = {}
    for technology in technologies:
        for element in technology.elements:
            for term in element.terms:
                place = (term, technology.technology_id, element.element_id)
                earlier = seen.setdefault(fold_term(term), [])
                first = next((other for other in earlier if is_same_term(other[0], term)), None)
                if first:
                    yield _describe_repeat(first, place)
                else:
                    earlier.append(place)


def fold_term(term: Term) -> str:
    """Return a term's text folded; the signs of a regex stay as they are."""
    return fold_regex(term.text) if term.is_regex else fold_text(term.text)


def is_same_term(one: Term, other: Term) -> bool:
    """Return whether two terms with the same folded text are the same: case may keep them apart."""
    return one.text == other.text or not (one.case_exact or other.case_exact)


def _describe_repeat(first: tuple[Term, str, str], second: tuple[Term, str, str]) -> CodebookProblem:
    (one, technology, element), (other, technology_too, element_too) = first, second
    name = f"The term '{other.text}'"
    if one.text != other.text:
        name += f" is matched like '{one.text}' and so"
    if (technology, element) == (technology_too, element_too):
        place = "in the same list"
    elif technology == technology_too:
        place = f"in '{technology}'"
    else:
        place = f"in '{technology}' and '{technology_too}'"
    problem = f"{name} stands twice {place}: on lines {one.line} and {other.line}."
    conditions = [(set(term.with_), set(term.without)) for term in (one, other)]
    places_differ = (technology, element) != (technology_too, element_too)
    if places_differ and conditions[0] != conditions[1] and all(with_ | out for with_, out in conditions):
        todo = "See that no sentence can fulfil the conditions of both, or it counts for only one of them."
        return CodebookProblem(other.line, problem, todo, "warning")
    if not places_differ and one.text != other.text and conditions[0] == conditions[1]:
        todo = "Delete one of them; it is counted once."
        return CodebookProblem(other.line, problem, todo, "warning")
    todo = (
        "Decide where it belongs and delete the other." if places_differ else "Delete or correct one of them."
    )
    return CodebookProblem(other.line, problem, todo)


def check_conditions(technologies: Sequence[Technology]) -> Iterator[CodebookProblem]:
    """Yield each `with` or `without` word that decides nothing or everything."""
    terms = (term for technology in technologies for element in technology.elements for term in element.terms)
    for term in terms:
        for key, words in (("with", term.with_), ("without", term.without)):
            effect = "would never count" if key == "without" else "would always count"
            for word in () if term.is_regex else words:
                if _holds_word(fold_text(term.text), fold_text(word)):
                    yield CodebookProblem(
                        term.line,
                        f"'{word}' in '{key}' is part of the term '{term.text}', which {effect}.",
                        "Delete it, or write the other word that is meant.",
                    )
        for word in sorted(set(map(fold_text, term.with_)) & set(map(fold_text, term.without))):
            yield CodebookProblem(
                term.line,
                f"'{word}' stands both in 'with' and in 'without' of the term '{term.text}'.",
                "Keep it in one of them.",
            )


def _holds_word(text: str, word: str) -> bool:
    before = "(?<![a-z0-9])" if re.match("[a-z0-9]", word) else ""
    after = "(?![a-z0-9])" if re.search("[a-z0-9]$", word) else ""
    return re.search(before + re.escape(word) + after, text) is not None


def check_guards(
    guards: Sequence[Written], dimensions: Mapping[str, Sequence[Technology]]
) -> Iterator[CodebookProblem]:
    """Yield each guard that equals a term or contains none of the terms it should guard."""
    stems: dict[tuple[str, str], set[str]] = {("", ""): set()}
    whole: dict[tuple[str, str], dict[str, Term]] = {("", ""): {}}
    regexes: dict[tuple[str, str], list[Term]] = {}
    for dimension, technologies in dimensions.items():
        for technology in technologies:
            for place in ((dimension, technology.technology_id), ("", "")):
                terms = [term for element in technology.elements for term in element.terms]
                folded = {fold_text(term.text): term for term in terms if not term.is_regex}
                regexes.setdefault(place, []).extend(term for term in terms if term.is_regex)
                whole.setdefault(place, {}).update(folded)
                stems.setdefault(place, set()).update(text.split("*")[0] for text in folded)
    lengths = {place: {len(stem) for stem in counted if stem} for place, counted in stems.items()}
    for guard in guards:
        place = (guard.dimension, guard.owner) if guard.owner else ("", "")
        folded_guard = fold_text(clean_text(guard.text))
        shown = show_text(guard.text)
        if folded_guard in whole.get(place, {}):
            yield CodebookProblem(
                guard.line,
                f"The guard '{shown}' is a term itself (line {whole[place][folded_guard].line}), "
                "which would never count.",
                "Delete the guard, or write the longer phrase in which the term is not meant.",
            )
        elif (
            len(folded_guard) <= MAX_LENGTH
            and not any(
                folded_guard[start : start + length] in stems.get(place, ())
                for length in lengths.get(place, ())
                for start in range(len(folded_guard) - length + 1)
            )
            and not any(is_found(term, guard.text) for term in regexes.get(place, ()))
        ):
            whose = f"'{guard.owner}'" if guard.owner else "the codebook"
            yield CodebookProblem(
                guard.line,
                f"The guard '{shown}' contains no term of {whose}, so it guards nothing.",
                "Write a longer phrase that contains a term, or delete the guard.",
                # A term taken out for a try must not stop the coding for the guard it leaves behind.
                severity="warning",
            )


def is_found(term: Term, text: str) -> bool:
    """Tell whether a term, or what stands before its wildcard, is found somewhere in a text."""
    folded = fold_text(clean_text(text))
    if not term.is_regex:
        return fold_text(term.text).split("*")[0] in folded
    return compile_regex(term.text, keep_case=False).search(folded) is not None


def show_text(text: str) -> str:
    """Return a text as a message can show it: unprintable characters escaped, long ones cut.

    >>> show_text("大数据\\t")
    '大数据\\\\t'
    """
    escaped = "".join(
        character if character.isprintable() or character == "\u3000" else ascii(character)[1:-1]
        for character in text
    )
    return escaped if len(escaped) <= MAX_LENGTH else escaped[: MAX_LENGTH - 1] + "…"
