"""What a hit stands within: a name, a document, an industry that is financed, a trend of the times."""

from __future__ import annotations

import re

from fintech_coding.coding.entries import Context
from fintech_coding.coding.phrases import compile_phrases, join_phrases

_QUOTES = {"“": "”", "「": "」", "『": "』", "‘": "’", "《": "》", "〈": "〉", '"': '"'}
_QUOTED = re.compile("|".join(f"{a}[^{a}{b}]{{1,60}}{b}" for a, b in _QUOTES.items()))
_TITLE = "《〈"
# What may stand between a technology and the noun that it describes: other items of a list, and adjectives.
_LIST = r"(?:[、/和与及]\s?[^,;:。、的]{1,8}){0,6}"
_MODIFIER = (
    r"(?:等|的|类|及|和|与|之|相关|细分|重点|新兴|核心|关键|前沿|未来|战略性|高端|高科技|科技|技术|服务|应用|产品|设备|装备|软件|硬件"
    r"|芯片|平台|系统|模组|研发|生产|制造|供应|运营|上下游|龙头|头部|领军|初创|中小|专精特新|大型|民营|两类|[“”「」\"]|\s)"
)
_CAPITALS = r"(?:[ -](?:of|and|&|[A-Z][\w&.'’-]*)){0,5}"
_FARTHEST = 60  # characters between a verb of financing and what is financed


class FrameReader:
    """The word lists of what a hit may stand within, ready to be asked."""

    def __init__(self, context: Context) -> None:
        """Compile the lists."""
        names, enterprises = join_phrases(context.names), join_phrases(context.enterprises)
        projects = join_phrases(context.projects)
        # 指数化 and 基金托管业务 are no names.
        names = rf"{names}(?!化|业务|销售|代销|托管|投资者)"
        self._name = re.compile(rf"[^,;:。、的为与及和向在对被将把以用“”「」]{{0,16}}?{names}")
        self._latin_name = re.compile(rf"{_CAPITALS} (?i:{names})")
        self._ends_name = re.compile(rf"{names}\W?$")
        self._document = compile_phrases(context.documents)
        self._law = re.compile(rf"[^,;:。、的]{{0,8}}?{join_phrases(context.laws)}")
        self._enterprise = re.compile(rf"{_LIST}{_MODIFIER}{{0,4}}{enterprises}|商(?![业品户城圈务家誉会])")
        self._project = re.compile(rf"{_LIST}{_MODIFIER}{{0,4}}(?:{projects}|{enterprises})")
        self._maker = re.compile(rf"{join_phrases(context.makers)}(?:\s\w+){{0,4}}?\s$")
        self._financing = compile_phrases(context.financing)
        self._lending = re.compile(
            rf"{join_phrases(context.lending)}(?P<between>[^;:。]{{0,{_FARTHEST}}})$"
        )
        self._instrument = compile_phrases(context.instruments)
        self._trend = re.compile(rf"[^,;:。]{{0,12}}?{join_phrases(context.trends)}")
        self._occasion = re.compile(rf"{join_phrases(context.occasions)}[^,;:。]{{0,40}}$")
        self._general = compile_phrases(context.general)

    def is_named(self, text: str, folded: str, start: int, end: int) -> bool:
        """Tell whether a hit is part of the name of a company, a fund, an index, or of a title of a policy."""
        quoted = next((m for m in _QUOTED.finditer(text) if m.start() < start and end < m.end()), None)
        if quoted:
            inner = folded[quoted.start() + 1 : quoted.end() - 1]
            if text[quoted.start()] in _TITLE or self._document.search(inner[-6:]):
                return self._document.search(inner) is not None
            beside = folded[quoted.end() : quoted.end() + 12]
            return self._ends_name.search(inner[-12:]) is not None or self._name.match(beside) is not None
        if text[start : start + 1].isascii():
            return text[start].isupper() and self._latin_name.match(text, end, end + 60) is not None
        return self._name.match(folded, end, end + 32) is not None

    def is_law(self, folded: str, end: int) -> bool:
        """Tell whether a hit is what a law is about: 稳定币条例, "the AI Act"."""
        return self._law.match(folded, end, end + 24) is not None

    def is_industry(self, before: str, folded: str, end: int) -> bool:
        """Tell whether a hit says what kind of company, industry or project is meant or financed.

        `before` is what stands before it in its part of the sentence.
        """
        clause = before[max(before.rfind(","), before.rfind(":")) + 1 :]
        used = self._instrument.search(clause)
        if not used or self._financing.search(clause, used.end()):
            if self._enterprise.match(folded, end, end + 80):
                return True
            if self._financing.search(clause) or self._finances_after(folded, end):
                if self._project.match(folded, end, end + 80):
                    return True
        return self._maker.search(before) is not None or self._is_lent_to(before)

    def _finances_after(self, folded: str, end: int) -> bool:
        rest = re.match(r"[^,;:。]{0,40}", folded[end : end + 40])
        return rest is not None and self._financing.search(rest[0]) is not None

    def _is_lent_to(self, before: str) -> bool:
        lent = self._lending.search(before)
        if lent is None:
            return False
        # What the money is lent by means of is no borrower's: "loans granted using AI".
        return re.search(r"\b(?:who|which|that)\b", lent["between"]) is not None or not self._instrument.search(
            lent["between"]
        )

    def is_trend(self, before: str, surface: str, folded: str, end: int) -> bool:
        """Tell whether a technology in general is spoken of as the times have it: 人工智能热潮, 随着5G商用."""
        clause = before[before.rfind(",") + 1 :]
        if self._general.fullmatch(surface) is None:
            return False
        return (
            self._trend.match(folded, end, end + 40) is not None
            or self._occasion.search(clause) is not None
        )
