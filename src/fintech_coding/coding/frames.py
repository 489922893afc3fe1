"""What a hit stands within: a name, a document, an industry that is financed, a trend of the times."""

from __future__ import annotations

import re

from fintech_coding.coding.entries import Context
from fintech_coding.coding.phrases import compile_phrases, join_phrases

_QUOTES = {"“": "”", "「": "」", "『": "』", "‘": "’", "《": "》", "〈": "〉", '"': '"'}
_QUOTED = re.compile("|".join(f"{a}[^{a}{b}]{{1,60}}{b}" for a, b in _QUOTES.items()))
_TITLE = "《〈"
_AND = re.compile("[、/和与及]")
_LISTED = 7  # items of a list, after whose last one the noun stands that describes them all
_SHORT, _ITEM = 4, 8  # characters of a technology's own item, as in 5G基站、…, and of the others
_BROKEN = re.compile("[的在于对为向]")  # what no item of a list holds
# What may stand between a technology and the noun that it describes.
_MODIFIER = (
    r"(?:等|的|新|类|及|和|与|之|相关|细分|重点|新兴|核心|关键|前沿|未来|战略性|高端|高科技|科技|技术|服务|应用|产品|设备|装备|软件|硬件"
    r"|运算|计算|算力|网络|芯片|平台|系统|电商|数据|通信|模组|研发|生产|制造|供应|运营|上下游|龙头|头部|领军|初创|中小|专精特新|大型|民营|两类|[“”「」\"]|\s)"
)
# What leaves a technology one in general; a platform, a system or a model of it is somebody's.
_GENERALITY = (
    r"(?:等|的|之|和|与|及|技术|科技|应用|投资|产品|设备|终端|伺服器|服务器|算力|电商|手机|相关|市场|新业态|价格|不断|日益|逐步|逐渐|持续"
    r"|快速|高速|迅速|广泛|全面|进一步|正在|正|在|已|也|或|将|发展|创新|试点|研发|跨境|结算|支付|[a-z]|\s)"
)
_CAPITALS = r"(?:[ -](?:of|and|&|[A-Z][\w&.'’-]*)){0,5}"
# 以大模型为代表的技术变革, at the head of its clause.
_EPITOME = re.compile(
    r"\s?以(?:[^,;:。、和_]{1,12}[、和])*+_(?:[、和][^,;:。、和为]{1,12})*+(?:等|技术)?为(?:代表|核心|主导)的"
)
_PROVIDER = re.compile("商(?![业品户城圈务家誉会])")  # 云服务商
_REST = re.compile(r"[^,;:。]{0,60}")
_RELATIVE = re.compile(r"\b(?:who|which|that)\b")
_FIRST = re.compile(r"首[批家个]|\bfirst\b")  # the bank is the first company to have it
_FARTHEST = 60  # characters between a verb of financing and what is financed


class _ListedNoun:
    """A noun that describes a technology, or the list that it is an item of: 人工智能、集成电路等赛道."""

    def __init__(self, between: str, noun: str) -> None:
        """Compile what may follow the technology itself, and another item of its list."""
        and_so_on = f"[^,;:。]{{0,{_ITEM}}}?等[^,;:。]{{0,{_ITEM}}}?{noun}"
        self._first = re.compile(rf"{between}{noun}|{and_so_on}")
        self._later = re.compile(rf"[^,;:。]{{1,{_ITEM}}}?{between}{noun}|{and_so_on}")

    def follows(self, folded: str, end: int) -> bool:
        """Tell whether the noun stands after a technology that ends at a position."""
        first, *later = _AND.split(_read_rest(folded, end), maxsplit=_LISTED)
        if self._first.match(first):
            return True
        if len(first) > _SHORT or _BROKEN.search(first):
            return False
        for item in later:
            if self._later.match(item):
                return True
            if len(item) > _ITEM or "的" in item:
                return False
        return False


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
        self._enterprise = _ListedNoun(f"{_MODIFIER}{{0,4}}", enterprises)
        self._project = _ListedNoun(f"{_MODIFIER}{{0,4}}", f"(?:{projects}|{enterprises})")
        # 重点产业包括人工智能; 先进制造业、物联网两大领域.
        self._among = re.compile(
            rf"(?:{enterprises}|{projects})(?:主要)?(?:包括|涵盖|为|即|如|有|是)[^,;:。]{{0,30}}$"
            rf"|{enterprises}、(?:[^,;:。、]{{1,10}}、){{0,4}}$"
        )
        self._engaged = re.compile(rf"[^,;:。]{{0,10}}?的[^,;:。]{{0,6}}?{enterprises}")
        self._maker = re.compile(
            rf"{join_phrases(context.makers)}(?:(?:\s\w+){{0,4}}?\s|[^,;:。a-z]{{0,6}})$"
        )
        self._financing = compile_phrases(context.financing)
        self._lending = re.compile(rf"{join_phrases(context.lending)}(?P<between>[^;:。]{{0,{_FARTHEST}}})$")
        self._instrument = compile_phrases(context.instruments)
        self._own = compile_phrases(context.own)
        self._trend = _ListedNoun(
            rf"(?:{_GENERALITY}{{0,4}}|(?:\s\w+){{0,3}}\s)", join_phrases(context.trends)
        )
        self._occasion = re.compile(rf"{join_phrases(context.occasions)}[^,;:。]{{0,40}}$")
        self._economy = compile_phrases(context.economy)
        self._product = re.compile(rf"\s?{join_phrases(context.products)}")
        self._general = compile_phrases(context.general)

    def is_named(self, text: str, folded: str, start: int, end: int) -> bool:
        """Tell whether a hit is part of the name of a company, a fund or an index, or of a policy's title."""
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
        means = used is not None and not self._financing.search(clause, used.end())
        if not means and not _FIRST.search(clause):
            if self._enterprise.follows(folded, end) or _PROVIDER.match(folded, end):
                return True
            if self._is_financed(clause, folded, end) and (
                self._among.search(clause) or self._project.follows(folded, end)
            ):
                return True
        if clause.endswith("从事") and self._engaged.match(folded, end, end + 30):
            return True
        return self._maker.search(before) is not None or self._is_lent_to(before)

    def _is_financed(self, clause: str, folded: str, end: int) -> bool:
        if self._financing.search(clause):
            return True
        return self._financing.search(_read_rest(folded, end)) is not None

    def _is_lent_to(self, before: str) -> bool:
        lent = self._lending.search(before)
        if lent is None:
            return False
        # What the money is lent by means of is no borrower's: "loans granted using AI".
        relative = _RELATIVE.search(lent["between"])
        used = self._own if relative else self._instrument
        return used.search(lent["between"], relative.end() if relative else 0) is None

    def is_trend(self, part: str, start: int, end: int) -> bool:
        """Tell whether a technology in general is spoken of as the times have it: 人工智能热潮, 随着5G商用.

        `start` and `end` are its place in its part of the sentence.
        """
        if self._general.fullmatch(part[start:end]) is None or _is_titled(part, start):
            return False
        clause = part[part.rfind(",", 0, start) + 1 : start]
        if _EPITOME.match(clause + "_" + part[end : end + 40]):
            return True
        if self._occasion.search(clause):
            return True
        if self._instrument.search(clause):
            return False
        if self._economy.search(part) and not self._product.match(part, end):
            return True
        return self._trend.follows(part, end)


def _is_titled(part: str, start: int) -> bool:
    return part.rfind("《", 0, start) > part.rfind("》", 0, start)


def _read_rest(folded: str, end: int) -> str:
    rest = _REST.match(folded, end)
    return rest[0] if rest else ""
