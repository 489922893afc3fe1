"""How a text of the codebook is found: its forms, the edges of its words, its wildcards, its case."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from fintech_coding.coding.fold import fold_text

WORD = "0-9a-z\u00df-\u00f6\u00f8-\u024f"
"""Letters and digits that need a neighbour of another kind; ideographs are not among them."""

WORD_CHARACTER = re.compile(f"[{WORD}]")
_NUMBER_BEFORE = re.compile(r"\d\.$")


class FoldedText:
    """A text, and its folded form once that is asked for: most terms need only their place."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self.text = text

    @cached_property
    def folded(self) -> str:
        """The text in the form in which it is matched."""
        return fold_text(self.text)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of a text: the literal that an automaton looks for, and what a place of it is held to.

    With a `wildcard` the literal is what stands before its first `*`. `is_plain` says that
    it is held to nothing.
    """

    literal: str
    plural: bool
    wildcard: re.Pattern[str] | None
    exact: re.Pattern[str] | None
    is_plain: bool = False

    def settle_end(self, text: FoldedText, start: int) -> int:
        """Return where the pattern that begins at `start` ends, or -1 when it does not stand there.

        Its literal does, and begins no word's middle; without a wildcard, it ends none either.
        """
        end = start + len(self.literal)
        if self.is_plain:
            return end
        folded = text.folded
        if folded[start].isdigit() and _NUMBER_BEFORE.search(folded, max(0, start - 2), start):
            return -1  # the end of a number, as 5g in 1.5g
        if self.wildcard is not None:
            match = self.wildcard.match(folded, start)
            end = match.end() if match else -1
        if end > 0 and self.exact is not None and not self.exact.fullmatch(text.text, start, end):
            return -1
        return end


def list_patterns(text: str, *, case_exact: bool = False, plural: bool = True) -> list[Pattern]:
    """Return the patterns of a text: itself and its plurals, or one for the text with its wildcards.

    >>> [pattern.literal for pattern in list_patterns("Smart City")]
    ['smart city', 'smart citys', 'smart cities']
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    folded = fold_text(plain)
    exact = _exact_pattern(plain, plural=plural) if case_exact else None
    if "*" in folded:
        return [Pattern(folded.split("*", 1)[0], False, _wildcard_pattern(folded, plural=plural), exact)]
    is_plain = exact is None and not folded[:1].isdigit()
    return [
        Pattern(form, form != folded, None, exact, is_plain) for form in _list_forms(folded, plural=plural)
    ]


def _list_forms(text: str, *, plural: bool) -> list[str]:
    """Return a text and, when it ends in a Latin letter, its regular English plurals."""
    end = text[-1:].lower()
    if not plural or not ("a" <= end <= "z"):
        return [text]
    forms = [text, text + "s"]
    if text.lower().endswith(("s", "x", "z", "ch", "sh")):
        forms.append(text + "es")
    if end == "y" and text[-2:-1].lower() not in "aeiou":
        forms.append(text[:-1] + "ies")
    return forms


def _wildcard_pattern(folded: str, *, plural: bool) -> re.Pattern[str]:
    """Return a folded text as an expression: whole words, `*` for the rest of a word."""
    forms = "|".join(
        f"[{WORD}]*".join(re.escape(part) for part in form.split("*"))
        # The longest form first: an alternative that matches ends the search.
        for form in sorted(_list_forms(folded, plural=plural), key=len, reverse=True)
    )
    before = f"(?<![{WORD}])" if WORD_CHARACTER.match(folded) else ""
    after = f"(?![{WORD}])" if WORD_CHARACTER.match(folded[-1:]) else ""
    return re.compile(f"{before}(?:{forms}){after}")


def _exact_pattern(text: str, *, plural: bool) -> re.Pattern[str]:
    """Return a text as an expression over text that is not folded: its Latin letters keep their case."""

    def spell(form: str) -> str:
        return "".join(
            "[^\\W_]*"
            if character == "*"
            else re.escape(character)
            if character.isascii() and character.isalpha()
            else "."
            for character in form
        )

    return re.compile("|".join(spell(form) for form in _list_forms(text, plural=plural)), re.DOTALL)
