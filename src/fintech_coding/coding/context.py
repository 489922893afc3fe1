"""Whether a hit is negated, and whose technology it speaks of: flags, never deletions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from fintech_coding.coding.codebook import Context
from fintech_coding.coding.fold import fold_text

# Where a clause ends: what is denied in one is not denied in the next. A listing comma does not end one.
_CLAUSE_END = re.compile(r"[,;:。!?()，；：]|\b(?:but|however|although|while)\b")
_PART_ENDS = ";；"  # between them a long sentence lists what has little to do with each other
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
# What a thing does without is no denial of it: 无需抵押的大数据贷款, "without visiting a branch via …".
_DONE_WITHOUT = re.compile(
    r"(?:无需|无须|不需要?|不用|不必|不依赖|不受|不收取?|不占用|不改变|不影响|不增加|不留存|免)"
    r"[^,;。]{0,16}?"
    r"(?:的|即可|便可|就能|即能|便能|可以|可通过)"
    r"|\b(?:without|no longer|need not|do not need|does not need)\b[^,;.]{0,60}?"
    r"\b(?:via|through|using|thanks to|with)\b"
)
# What may stand between a hit that is a clause's subject and the negation of its verb.
_SUBJECT = re.compile(
    r"(?:技术|业务|平台|系统|应用|产品|领域|项目|服务|等|的|方面|目前|现阶段|仍|均|还|也)*"
    r"|\s*(?:technolog\w+|service|system|platform|application)?s?\s+(?:(?:is|are|was|were|has|have|had|been)\s+)+"
)
_TOPIC = re.compile("^[^,]{0,8}(?:方面|领域|来说|而言)$")
_LISTED = 3  # words of an item in a list
_ALTERNATIVE = re.compile(r"\b(?:or|nor)\b")
_KEPT = 8  # answers about the last sentences and headings
_REACH = 24  # characters: a negation further before its hit governs something else


class ContextReader:
    """The word lists of a codebook's `context`, ready to judge hits."""

    def __init__(self, context: Context) -> None:
        """Compile the lists; longer phrases go before the words within them."""
        self._negation = _compile(context.negations)
        self._pseudo = _compile(context.pseudo_negations)
        self._own = _compile(context.own)
        self._subsidiary = _compile(context.subsidiaries)
        self._other = _compile(context.others)
        self._biography = _compile(context.biographies)
        self._other_section = _compile(context.other_sections)
        # Many hits may stand in one sentence, and what is asked of all of it is asked once.
        self._blot = lru_cache(_KEPT)(self._blot_harmless)
        self._is_career = lru_cache(_KEPT)(lambda folded: self._biography.search(folded) is not None)
        self._is_of_others = lru_cache(_KEPT)(
            lambda heading: self._other_section.search(fold_text(heading)) is not None
        )
        self._judge = lru_cache(_KEPT)(self._judge_part)
        self._other_parts = frozenset(context.other_parts)

    def is_negated(self, sentence: str, start: int, end: int) -> bool:
        """Tell whether a negation governs the hit at `start:end` of its sentence.

        It stands before the hit in its clause, or right after the hit as its subject (区块链业务尚未开展,
        "AI is not used"), or in the clause that speaks of a topic named before (在区块链方面, 本行没有…).
        Words that hold a negation and deny nothing (不断, 无感) are blotted out first.
        """
        folded = self._blot(sentence)
        # A Latin word takes the room of several ideographs.
        reach = _REACH if _IDEOGRAPH.search(folded, max(0, start - _REACH), end + _REACH) else 3 * _REACH
        before = _find_clause(folded[max(0, start - reach) : start], folded[end : end + reach])
        if self._negation.search(before):
            return True
        clause, *later = _CLAUSE_END.split(folded[end : end + reach])
        if any(_SUBJECT.fullmatch(clause[: match.start()]) for match in self._negation.finditer(clause)):
            return True
        return (
            bool(later) and _TOPIC.search(clause) is not None and self._negation.search(later[0]) is not None
        )

    def judge_scope(self, sentence: str, start: int, section: str, part: str = "") -> str:
        """Return whose technology the hit at `start` of its sentence is: `own`, `subsidiary` or `other`.

        A part of the report or a heading about others makes what stands there theirs, and so does a person's
        career. Else, in
        the hit's part of the sentence, a word for the reporting group makes it its own whatever else is
        named; without one, a word for a subsidiary or for others decides.
        """
        heading = section.rsplit(" > ", 1)[-1]
        if part in self._other_parts:
            return "other"
        if heading and self._is_of_others(heading):
            return "other"
        folded = fold_text(sentence)
        if self._is_career(folded):
            return "other"
        first = max(folded.rfind(mark, 0, start) for mark in _PART_ENDS) + 1
        last = min((at for mark in _PART_ENDS if (at := folded.find(mark, start)) >= 0), default=len(folded))
        return self._judge(folded[first:last])

    def _blot_harmless(self, sentence: str) -> str:
        folded = self._pseudo.sub(lambda match: "_" * len(match[0]), fold_text(sentence))
        return _DONE_WITHOUT.sub(lambda match: "_" * len(match[0]), folded)

    def _judge_part(self, part: str) -> str:
        if self._own.search(part):
            return "own"
        if self._subsidiary.search(part):
            return "subsidiary"
        return "other" if self._other.search(part) else "own"


def _find_clause(before: str, after: str) -> str:
    """Return what stands before a hit in its clause; the commas of an English list do not end one."""
    parts = re.split(f"({_CLAUSE_END.pattern})", before)
    clause = parts.pop()
    while (
        parts and parts[-1] == "," and len(clause.split()) <= _LISTED and _ALTERNATIVE.search(clause + after)
    ):
        parts.pop()
        clause = f"{parts.pop()},{clause}"
    return clause


def _compile(words: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for any of some words over folded text; Latin words match whole."""
    parts = []
    for word in sorted({fold_text(word) for word in words if word}, key=lambda word: (-len(word), word)):
        left = "(?<![0-9a-z])" if word[0].isascii() and word[0].isalnum() else ""
        right = "(?![0-9a-z])" if word[-1].isascii() and word[-1].isalnum() else ""
        parts.append(left + re.escape(word) + right)
    # Nothing matches an empty list.
    return re.compile("|".join(parts) if parts else r"(?!)")
