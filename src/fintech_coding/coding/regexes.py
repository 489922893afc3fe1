"""Regular expressions as terms: what they may hold, and where they are found, in linear time.

They are RE2's, which neither looks around nor goes back. One is matched like every term: on folded text,
so its own letters are folded too; never over a sentence's end, and never on nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from fintech_coding.coding.automaton import Found
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.sentences import split_sentences

MAX_LENGTH = 200
MAX_SIZE = 2000
MAX_REGEXES = 100
_OUTSIDE = re.compile(
    r"(?P<escape>\\[pP]\{\^?\w+\}|\\.|\\$)"
    r"|(?P<group>\(\?(?::|<?[=!]|P?[<=>]|[a-zA-Z-]*))"
    r"|(?P<open>\[\^?\]?)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_INSIDE = re.compile(  # of a class
    r"(?P<escape>\\[pP]\{\^?\w+\}|\\.|\\$)|(?P<named>\[:\^?\w+:\])|(?P<close>\])|(?P<member>.)", re.DOTALL
)
_CLASSES = "dDwWsSbB"
_SIGNS = ".*+?|(){}[]"
_SPECIAL = _SIGNS + "\\^$-"
_PROBES = ("a", "0", " ", "一")


class RegexError(ValueError):
    """A regex that is not taken: what is wrong and what to do."""

    def __init__(self, problem: str, what_to_do: str) -> None:
        """Keep both sentences."""
        self.problem, self.what_to_do = problem, what_to_do
        super().__init__(f"{problem} {what_to_do}")


def check_regex(text: str) -> bool:
    """Tell whether an expression matches single characters of any kind; raises RegexError if it is not taken.

    >>> check_regex("大数据.{0,4}平台")
    False
    """
    if len(text) > MAX_LENGTH:
        raise RegexError(f"is {len(text)} characters long; {MAX_LENGTH} is the most.", "Write two or more.")
    if not set(text) & set(_SIGNS + "\\^$"):
        raise RegexError("is plain text.", f"Write it as a term: {text}")
    regex = compile_regex(text, keep_case=True)
    compile_regex(text, keep_case=False)
    if regex.programsize > MAX_SIZE:
        raise RegexError(
            "is too large: it repeats too much.", "Write smaller numbers in { }, or two regexes."
        )
    if regex.search("") is not None:
        raise RegexError("matches nothing at all, and so everywhere.", "Write what must be there.")
    return any(regex.fullmatch(probe) is not None for probe in _PROBES)


@lru_cache(2 * MAX_REGEXES)
def compile_regex(text: str, *, keep_case: bool) -> Any:
    """Return an expression ready for folded text; raises RegexError when it is not taken."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.longest_match = True
    options.never_nl = True
    folded = fold_regex(text, keep_case=keep_case)
    try:
        return re2.compile(folded, options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        reason = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
        raise RegexError(f"cannot be read: {reason}.", "Mend it, or write plain terms.") from error


def fold_regex(text: str, *, keep_case: bool = False) -> str:
    r"""Return an expression with its characters folded and its signs as they are; raises RegexError.

    >>> fold_regex(r"Big-Data[-–A-Z]\D數據")
    'big data[  a-z]\\D数据'
    """
    return "".join(_fold_pieces(text, keep_case=keep_case))


def _fold_pieces(text: str, *, keep_case: bool) -> Iterator[str]:
    position = first = 0  # of the class that is open, if one is
    while match := (_INSIDE if first else _OUTSIDE).match(text, position):
        piece, kind, at, position = match[0], match.lastgroup, match.start(), match.end()
        if kind == "escape":
            yield _fold_escape(piece)
        elif kind == "member":
            after = text[position : position + 1]
            is_last = at - 1 > first and text[at - 1] == "-"  # of a range
            yield _fold_member(piece, after, at == first, is_last, keep_case=keep_case)
        elif kind == "other" and piece in "^$":
            raise RegexError(f"holds '{piece}'.", "Delete it: a regex is looked for anywhere in a sentence.")
        elif kind == "other" and piece not in _SIGNS:
            yield _escape(piece, _fold_character(piece, keep_case=keep_case))
        else:
            if kind == "group" and piece != "(?:":
                _refuse_group(piece)
            if kind in {"open", "close"}:
                first = position if kind == "open" else 0
            yield piece


def _fold_member(piece: str, after: str, is_first: bool, is_last: bool, *, keep_case: bool) -> str:
    """Return a character of a class folded; the ends of a range stay where they are but for their case."""
    if piece == "-":
        return " " if is_first or after == "]" else "-"
    if is_last or after == "-":
        return piece.lower() if piece.isascii() and not keep_case else piece
    return _escape(piece, _fold_character(piece, keep_case=keep_case))


def _fold_escape(piece: str) -> str:
    sign = piece[1:2]
    if sign.isalnum() or not sign:
        if sign in _CLASSES and sign:
            return piece
        if sign in "pP" and len(piece) > 2:
            return piece
        raise RegexError(
            f"holds '{piece}', which is not taken.",
            "Its classes are \\d \\w \\s, \\D \\W \\S, \\b \\B and \\p{Han} with other names of scripts.",
        )
    folded = fold_text(sign)
    return f"\\{folded}" if folded in _SPECIAL else folded


def _escape(written: str, folded: str) -> str:
    """Return what a character folds to: a sign only if it was written as one."""
    return f"\\{folded}" if folded != written and folded in _SPECIAL else folded


def _fold_character(character: str, *, keep_case: bool) -> str:
    return character if keep_case and character.isascii() and character.isalpha() else fold_text(character)


def _refuse_group(piece: str) -> None:
    if re.match(r"\(\?<?[=!]", piece):
        todo = "Write 'with', 'without' or 'guards' beside it: they tell what may stand around."
        raise RegexError(f"looks around ('{piece}'), which is not taken.", todo)
    if re.match(r"\(\?P?[<=>']", piece):
        raise RegexError(f"names a group ('{piece}'), which is not taken.", "Write ( ) without a name.")
    todo = "Delete it; write {regex: …, case: exact} where the case matters."
    raise RegexError(f"holds a flag ('{piece}'), which is not taken.", todo)


class RegexFinder:
    """Regexes ready to be found in many texts."""

    def __init__(self, regexes: Sequence[tuple[str, bool]]) -> None:
        """Take each as it was written, and whether its case is exact."""
        self._regexes = [compile_regex(text, keep_case=exact) for text, exact in regexes]
        self._exact = [exact for _, exact in regexes]

    def find_regexes(self, texts: Sequence[str]) -> dict[int, list[Found]]:
        """Return what is found by the number of the text: the regex, and where it begins and ends."""
        if not self._regexes:
            return {}
        found: dict[int, list[Found]] = {}
        for exact in sorted(set(self._exact)):
            folded = _fold_texts(texts, keep_case=exact)
            for number, which in self._find_texts(folded, exact=exact):
                for first, last in split_sentences(texts[number]):
                    for match in self._regexes[which].finditer(folded[number][first:last]):
                        start, end = match.span()
                        if end > start:
                            found.setdefault(number, []).append((which, first + start, first + end))
        return found

    def _find_texts(self, folded: Sequence[str], *, exact: bool) -> Iterator[tuple[int, int]]:
        """Yield the number of each text in which a regex is found, and the regex's."""
        data = "\n".join(folded).encode()
        ends = list(accumulate(len(text.encode()) + 1 for text in folded))
        for which, regex in enumerate(self._regexes):
            if self._exact[which] != exact:
                continue
            position = 0
            while position < len(data) and (match := regex.search(data, position)) is not None:
                number = bisect_right(ends, match.start())
                yield number, which
                position = ends[number] if number < len(ends) else len(data)


def _fold_texts(texts: Sequence[str], *, keep_case: bool) -> list[str]:
    """Return texts folded for matching, of equal length, each in one line and without half characters."""
    folded = [fold_text(text).encode(errors="replace").decode() for text in texts]
    if not keep_case:
        return folded
    return [
        "".join(old if old.isascii() and old.isalpha() else new for old, new in zip(text, fold, strict=True))
        for text, fold in zip(texts, folded, strict=True)
    ]
