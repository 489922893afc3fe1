"""Whose technology a hit speaks of: the bank's own, a subsidiary's, or somebody else's."""

from __future__ import annotations

import re
from functools import lru_cache

from fintech_coding.coding.entries import Context
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.frames import FrameReader
from fintech_coding.coding.phrases import compile_phrases, join_phrases

OWN, SUBSIDIARY, OTHER = "own", "subsidiary", "other"
_KINDS = {OWN: OWN, "self": OWN, SUBSIDIARY: SUBSIDIARY}  # a document acts as those who issued it

_PART_END = re.compile("[;；]")  # between them a long sentence lists what has little to do with each other
_CLAUSE = re.compile(r"[,:。!?]")
_INDUSTRY_LABEL = re.compile(r"[^,;。]{1,16}(?:业|行业|产业|板块)[:：]")
_HEADING = " > "
_KEPT = 8  # answers about the last sentences and headings
_NEAR = 10  # characters, or their like in Latin letters, between an actor and the word that governs it
_BESIDE = 4
_POSSESSED = 3  # words
_LIGHT, _LIGHT_WORDS = 8, 5  # characters and words that may stand before a subject in its clause
# A clause that only says when or on what occasion: its subject is not that of the clauses after it.
_ASIDE = re.compile(
    r"(?:后|时|下|前|之际|以来|同时|以后|之后)\s?$|^\s?(?:随着|虽然|尽管|如果|若|一旦|while|although|as|when|after)\b"
)
_GAP = r"(?:[^,;:。a-z]{0,4}?|(?:\s\w+){0,3}?\s)"  # between praise and whom the bank is ahead of
# 企业级, 企业网银 and 企业信用 are no enterprise.
_COMPOUND = (
    r"(?!级|网银|手机|网上|端|版|征信|画像|家|年金|文化|管理|融资|贷款|授信|信用|财务|金融|经营|用户|信息|数据"
    r"|名单|账户|结算|客户(?!普遍))"
)
_VERB = re.compile(r"\b(?:has|have|had|is|are|was|were|will|would|can|could|may|must|to|\w+ed)\b")
# 公司 alone is whoever reports, where it is a clause's subject.
_SELF = (
    r"(?:(?<=^)|(?<=[,;:。内时外来])|(?<=^\s))公司(?!金融|业务|客户|治理|银行|存款|贷款|类|债|名称|章程|员工)"
)
_TOGETHER = re.compile(r"^\s?(?:及|与|和|暨|、|and its|and our|and their|and the|and)")


class ScopeReader:
    """The word lists of scope, ready to judge hits."""

    def __init__(self, context: Context) -> None:
        """Compile the lists; longer phrases go before the words within them."""
        kinds = {OWN: context.own, SUBSIDIARY: context.subsidiaries, OTHER: context.others}
        # The longest phrase that begins first is taken: "one of our customers" is not "our".
        self._owner = re.compile(
            "|".join(f"(?P<{kind}>{join_phrases(words)})" for kind, words in reversed(kinds.items()))
            + (f"|(?P<self>{_SELF})" if context.own else "")
            + rf"|(?P<document>《[^《》]{{0,60}}{join_phrases(context.documents)}[^《》]{{0,8}}》)"
        )
        arenas, praise = join_phrases(context.arenas), join_phrases(context.praise)
        self._pseudo = re.compile(
            f"{join_phrases(context.pseudo_others)}|(?:{arenas}{_GAP}){{1,3}}{praise}|{praise}{_GAP}{arenas}"
        )
        between = rf"(?:[^,;:。a-z]{{0,{_NEAR}}}|(?:\s[^\s,;:.]+){{0,3}}\s)$"
        self._oblique = re.compile(join_phrases(context.obliques) + between)
        self._governed = re.compile(join_phrases((*context.obliques, *context.governors)) + between)
        self._adopter = re.compile(join_phrases(context.adopters) + _COMPOUND)
        self._adoption = compile_phrases(context.adoptions)
        self._channel = compile_phrases(context.channels)
        self._agent = re.compile(rf"\bby\s(?:\w+\s){{0,2}}?{join_phrases(context.others)}")
        self._biography = compile_phrases(context.biographies)
        self._frames = FrameReader(context)
        self._sections = {
            kind: compile_phrases(words)
            for kind, words in {
                OWN: context.own_sections,
                SUBSIDIARY: context.subsidiary_sections,
                OTHER: context.other_sections,
                "environment": context.environment_sections,
            }.items()
        }
        self._other_parts = frozenset(context.other_parts)
        # Many hits may stand in one sentence or section, and what is asked of all of it is asked once.
        self._fold = lru_cache(_KEPT)(self._fold_sentence)
        self._find_section = lru_cache(_KEPT)(self._classify_section)
        self._is_career = lru_cache(_KEPT)(lambda folded: self._biography.search(folded) is not None)

    def judge_scope(self, sentence: str, start: int, end: int, section: str = "", part: str = "") -> str:
        """Return whose technology the hit at `start:end` of its sentence is: `own`, `subsidiary` or `other`.

        Parts and sections about others (directors, shareholders) and a person's career are theirs whatever
        they name. Else it is somebody else's what is part of a name or a law, what tells a financed
        industry or a trend of the times, and what an actor other than the bank does, as subject of the
        hit's clause or, where that has none, of one before it. Without a subject the bank speaks of
        itself, unless the section is about the environment or a subsidiary.
        """
        kind = self._find_section(section)
        folded, blotted = self._fold(sentence)
        if part in self._other_parts or kind == OTHER or self._is_career(folded):
            return OTHER
        first, last = _find_part(folded, start)
        owner = self._find_owner(blotted[first:start])
        if self._frames.is_named(sentence, folded, start, end):
            return SUBSIDIARY if owner == SUBSIDIARY else OTHER
        before = folded[first:start]
        if self._frames.is_industry(before, folded[:last], end) or self._is_others_use(blotted[first:start]):
            return OTHER
        if owner:
            return owner
        if (
            self._frames.is_trend(folded[first:last], start - first, end - first)
            or self._frames.is_law(folded[:last], end)
            or _INDUSTRY_LABEL.match(folded[first:last])
            or self._agent.search(folded[end:last])
        ):
            return OWN if self._names_bank(_CLAUSE.split(blotted[end:last])[0]) else OTHER
        return self._judge_by_section(kind, blotted[first:last])

    def _judge_by_section(self, kind: str, part: str) -> str:
        """Return whose technology it is in a part of a sentence that does not tell."""
        if kind == SUBSIDIARY:
            return SUBSIDIARY
        return OTHER if kind == "environment" and not self._names_bank(part) else OWN

    def _fold_sentence(self, sentence: str) -> tuple[str, str]:
        # Praise names others whom the bank is ahead of: 国内首家.
        folded = fold_text(sentence)
        return folded, self._pseudo.sub(lambda match: "_" * len(match[0]), folded)

    def _classify_section(self, section: str) -> str:
        for heading in reversed(section.split(_HEADING)):
            folded = fold_text(heading)
            for kind in (OTHER, "environment", SUBSIDIARY, OWN):
                if heading and self._sections[kind].search(folded):
                    return kind
        return ""

    def _names_bank(self, text: str) -> bool:
        """Tell whether the bank itself is named in a text."""
        return any(_KINDS.get(match.lastgroup or "") == OWN for match in self._owner.finditer(text))

    def _is_others_use(self, before: str) -> bool:
        """Tell whether an enterprise that is not the bank has what follows, and is not served by it."""
        clause = before[before.rfind(",") + 1 :]
        adopter = next(reversed(list(self._adopter.finditer(clause))), None)
        if adopter is None or self._oblique.search(clause, 0, adopter.start()):
            return False
        rest = clause[adopter.end() :]
        if self._names_bank(rest):
            return False
        adopted = max((match.end() for match in self._adoption.finditer(rest)), default=0)
        served = max((match.end() for match in self._channel.finditer(rest)), default=0)
        if adopted > served:
            return True
        if served:
            return False
        return (
            not adopter[0].isascii()
            and _is_light(clause[: adopter.start()])
            and self._governed.search(clause, 0, adopter.start()) is None
        )

    def _find_owner(self, before: str) -> str:
        """Return who acts in the last clause of a text that names an actor; nothing where none is named."""
        for distance, clause in enumerate(reversed(_CLAUSE.split(before))):
            if distance and _ASIDE.search(clause):
                continue
            kind = self._find_actor(clause)
            if kind:
                return kind
        return ""

    def _find_actor(self, clause: str) -> str:
        kind, end = "", 0
        for match in self._owner.finditer(clause):
            found, between = _KINDS.get(match.lastgroup or "", OTHER), clause[end : match.start()]
            governed = self._governed.search(clause, 0, match.start()) is not None
            if found == OTHER:
                # The bank's competitors are others; what it does with others remains its own.
                if kind:
                    owned = _is_beside(kind, between) and not self._governed.search(between)
                else:
                    owned = not governed and _is_light(between)
                kind = OTHER if owned else kind
            elif found == SUBSIDIARY:
                if not _TOGETHER.match(between) and (not governed or _is_possessed(kind, between)):
                    kind = SUBSIDIARY
            elif not (kind == SUBSIDIARY and governed):
                kind = OWN
            end = match.end()
        return kind


def _is_light(before: str) -> bool:
    """Tell whether what stands before an actor in its clause leaves room for it to be the subject."""
    if before.isascii():
        return len(before.split()) <= _LIGHT_WORDS and _VERB.search(before) is None
    return len(before) <= _LIGHT


def _is_beside(kind: str, between: str) -> bool:
    """Tell whether others are named as the bank's: "our competitors", 本行股东."""
    return kind == OWN and len(between) <= _BESIDE and not _TOGETHER.match(between)


def _is_possessed(kind: str, between: str) -> bool:
    """Tell whether a subsidiary is named as the bank's: "our Irish subsidiary", 本行控股子公司."""
    return kind == OWN and (
        len(between.split()) <= _POSSESSED if between.isascii() else len(between) <= _BESIDE
    )


def _find_part(folded: str, start: int) -> tuple[int, int]:
    """Return the span of the part of a sentence, between semicolons, that holds a position."""
    ends = [match.start() for match in _PART_END.finditer(folded)]
    first = max((end + 1 for end in ends if end < start), default=0)
    return first, min((end for end in ends if end >= start), default=len(folded))
