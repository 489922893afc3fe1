"""Names of systems that stand without quotation marks: xx平台, ECOS, 手机银行6.0, 工银e生活.

A pattern finds the head of a name and what may belong to it; verbs, particles and numbers cut it off on the
left. What is left of it must say more than that it is a platform.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fintech_coding.tables.ordinary import (
    ACRONYMS,
    end_tail,
    goes_on_as_class,
    is_kind_of_cloud,
    is_many,
    is_plain,
    is_plain_english,
    trim_english,
    trim_left,
)
from fintech_coding.tables.quotations import find_quotations

_HAN = "\u3400-\u9fff"
_PART = rf"[{_HAN}A-Za-z0-9()+·./-]"
_HEADS = (
    "信息系统|操作系统|生态系统|核心系统|平台|系统|中台|大脑|引擎|工作站|数据集市|手机银行| ?APP| ?App"
    "|小程序|智投|快贷|快线|数据湖"
)
_FURTHER = re.compile(rf"[{_HAN}]{{0,8}}?(?:系统|平台)")  # 开放平台核心银行系统
_SYSTEM = re.compile(
    rf"(?P<body>{_PART}{{0,24}}?)(?P<head>{_HEADS})(?P<latin>\(?[A-Z][A-Za-z]{{2,12}}(?:\d\.\d)?\)?)?(?P<version>\d{{1,2}}\.\d(?:版)?)?"
)
_LEADING = re.compile(r"^(?:[()+·./-]|\d(?!\d*G))+")  # 5G消息平台 keeps its 5
_NUMBERING = re.compile(r"^\(?[一二三四五六七八九十\d]{1,3}[).]")
_VERSION = re.compile(
    rf"(?P<body>[{_HAN}A-Za-z]{{2,12}})\s?(?P<version>\d{{1,2}}\.\d)(?P<tail>版|系统|平台)?(?!\s?[\d%亿万元倍])"
)
_E_NAME = re.compile(
    rf"(?P<body>[{_HAN}]{{0,6}})(?P<e>(?<![A-Za-z])[eE](?![A-Za-z]))(?P<tail>[{_HAN}]{{1,4}})"
)
_CLOUD = re.compile(
    rf"(?P<tech>(?:大数据|区块链|人工智能)服务云)|(?P<body>[{_HAN}]{{2,8}}?)(?:云平台|云服务"
    rf"|云)(?=[、,，。;；:：等)”和及与]|系列|产品|$)"
)
_LATIN = re.compile(
    r"(?<![A-Za-z])(?P<front>(?:[A-Z][a-z]+ ){0,3})(?P<name>[A-Z][a-z]*[A-Z][A-Za-z]*|[A-Z]{3,12}"
    r"|[a-z]+[A-Z][A-Za-z]+)(?P<version>\d\.\d)?(?![A-Za-z])"
)
_BRAND_LATIN = re.compile(
    "(?:工银|工行|农银|农行|中银|建行|建信|交银|邮储|招银|平安|兴业|浦发|民生|光大|华夏|中信)[A-Z][a-z]+[A-Za-z]*"
)
_ENGLISH = re.compile(
    r"(?<![A-Za-z'’])(?:[A-Za-z][A-Za-z0-9&/-]*\s){1,6}(?:[Pp]latform|[Ss]ystem|[Cc]loud|[Bb]rain|[Ee]ngine"
    r"|[Cc]hatbot|[Ll]ake)(?![A-Za-z])"
)

_KIND = re.compile(rf"(?:{_HEADS}|云|[Pp]latform|[Ss]ystem|[Cc]hatbot|[Ee]ngine|[Cc]loud)$")
_OWN_LATIN = re.compile(r"\(?[A-Z][A-Za-z]{2,}\)?$")
_APPOSED = re.compile(r"[“”「」『』\"\s]*(?:,? an? |系列)?[“”「」『』\"\s]*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start:end` of a text; `basis` says what tells it, `quoted` or `pattern`."""

    start: int
    end: int
    text: str
    basis: str


def find_names(text: str, start: int, end: int, known: frozenset[str] = frozenset()) -> list[Name]:
    """Return the names of systems in a part of a text, in their order; none overlaps another.

    `known` are names that the report writes in quotation marks elsewhere.

    >>> text = '推出“神盾”系统,建成企业级音视频平台,依托第五代核心银行系统(ECOS)'
    >>> [name.text for name in find_names(text, 0, len(text))]
    ['神盾', '企业级音视频平台', '第五代核心银行系统(ECOS)']
    """
    quotations = find_quotations(text, start, end)
    taken = [(q.start - 1, q.end + 1) for q in quotations]
    names = [Name(q.start, q.end, q.text, "quoted") for q in quotations if q.is_name]
    finders = (
        _find_known,
        _find_systems,
        _find_e_names,
        _find_versions,
        _find_clouds,
        _find_latin,
        _find_english,
    )
    for find in finders:
        for name in find(text, start, end, known):
            if not any(first < name.end and name.start < last for first, last in taken):
                names.append(name)
                taken.append((name.start, name.end))
    names.sort(key=lambda name: (name.start, name.end))
    around = [names[max(0, place - 1) : place + 2] for place in range(len(names))]
    return [name for name, near in zip(names, around, strict=True) if not _is_description(name, near, text)]


def _is_description(name: Name, names: Sequence[Name], text: str) -> bool:
    """Tell whether a pattern only says what a name beside it is: the platform “eTrade”."""
    if name.basis != "pattern" or not _KIND.search(name.text) or _has_own_latin(name):
        return False
    for other in names:
        is_proper = other.basis != "pattern" or _has_own_latin(other)
        between = text[name.end : other.start] if other.start >= name.end else text[other.end : name.start]
        if other is not name and is_proper and len(between) <= 6 and _APPOSED.fullmatch(between):
            return True
    return False


def _has_own_latin(name: Name) -> bool:
    latin = _OWN_LATIN.search(name.text)
    return latin is not None and latin[0].strip("()") not in ACRONYMS


def _find_known(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:
    for word in sorted(known, key=lambda word: (-len(word), word)):
        at = text.find(word, start, end)
        while at >= 0:
            yield Name(at, at + len(word), word, "known")
            at = text.find(word, at + len(word), end)


def _find_systems(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _SYSTEM.finditer(text, start, end):
        latin = match["latin"] or ""
        latin = "" if latin.count("(") != latin.count(")") else latin.strip("()")
        if latin and latin.rstrip(".0123456789") in ACRONYMS:
            latin = ""
        last = match.end("latin") if latin else match.end("head")
        last = match.end() if match["version"] and not match["latin"] else last
        body = trim_left(match["body"])
        body = _LEADING.sub("", _NUMBERING.sub("", body))
        has_own = bool(latin or match["version"])
        says_little = is_plain(body)
        further = _FURTHER.match(text, last, end) if says_little and not has_own else None
        middle = further[0][:-2] if further else ""
        if further and not is_plain(middle) and trim_left(middle) == middle:
            last, says_little = further.end(), False
        is_core = body.endswith("核心") and match["head"] == "平台"
        if not has_own and (says_little or is_core or goes_on_as_class(text, last)):
            continue
        if match["head"] in {"手机银行"} and not has_own and len(body) < 4:
            continue
        if not body and not latin:
            continue
        first = match.end("body") - len(body)
        if is_many(text[max(start, first - 8) : first]):
            continue
        yield Name(first, last, text[first:last], "pattern")


def _find_e_names(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _E_NAME.finditer(text, start, end):
        body = trim_left(match["body"])[-4:]
        tail = end_tail(match["tail"], text[match.end() : match.end() + 1])
        if tail and (body or match.start("e") == start or not text[match.start("e") - 1].isalnum()):
            first, last = match.start("e") - len(body), match.start("tail") + len(tail)
            yield Name(first, last, text[first:last], "pattern")


def _find_versions(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _VERSION.finditer(text, start, end):
        body = trim_left(match["body"])
        if len(body) >= 2 and not re.search("工业|增长|下降|为|至|约|Web|占比|评级|利率", body):
            first = match.end("body") - len(body)
            yield Name(first, match.end(), text[first : match.end()], "pattern")


def _find_clouds(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _CLOUD.finditer(text, start, end):
        if match["tech"]:
            yield Name(match.start(), match.end(), match[0], "pattern")
            continue
        body = trim_left(match["body"])
        if len(body) >= 2 and not is_kind_of_cloud(body) and not is_plain(body):
            first = match.end("body") - len(body)
            yield Name(first, match.end(), text[first : match.end()], "pattern")


def _find_latin(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _BRAND_LATIN.finditer(text, start, end):
        yield Name(match.start(), match.end(), match[0], "pattern")
    for match in _LATIN.finditer(text, start, end):
        if (
            match["name"].removesuffix("s") in ACRONYMS
            or match["name"] in ACRONYMS
            or (match["name"].isupper() and not _is_named(text, match))
        ):
            continue
        # Long Card Cloud QuickPass: words in capitals before it belong to it.
        front = match["front"] if not match["name"].isupper() else ""
        words = trim_english([*front.split(), match["name"]])
        name = " ".join([*words[:-1], text[match.start("name") : match.end()]])
        yield Name(match.end() - len(name), match.end(), name, "pattern")


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Tell whether capitals are called a system by the words beside them."""
    before, after = (
        text[max(0, match.start("name") - 12) : match.start("name")],
        text[match.end() : match.end() + 12],
    )
    return (
        re.search(
            r"(?:系统|平台|银行|生态|引擎|助手|[Cc]hatbot|[Aa]ssistant|[Pp]latform|[Ss]ystem"
            r"|[Rr]obot)\s?\(?$",
            before,
        )
        is not None
        or re.match(r"\)?\s?(?:系统|平台|引擎|工程|生态|[Pp]latform|[Ss]ystem|[Cc]hatbot|决策引擎)", after)
        is not None
    )


def _find_english(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _ENGLISH.finditer(text, start, end):
        words = trim_english(match[0].split())
        if len(words) > 1 and not is_plain_english(words[:-1]):
            name = " ".join(words)
            yield Name(match.end() - len(name), match.end(), name, "pattern")
