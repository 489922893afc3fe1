"""The registry of banks: which bank a stock code or a name in a text stands for."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fintech_coding.errors import UsageError

# Not the bank itself: 中国银行业, 上海银行间同业拆放利率, 中国银行(香港)有限公司, 建设银行某某支行.
_PLACES = (
    "亚洲|香港|澳门|中国|国际|欧洲|英国|伦敦|卢森堡|俄罗斯|土耳其|中东|美国|加拿大|墨西哥|阿根廷|秘鲁|巴西|智利"
    "|巴拿马|泰国|马来西亚|印度尼西亚|柬埔寨|哈萨克|哈萨克斯坦|澳大利亚|新西兰|赞比亚|南非|毛里求斯|吉布提|塞尔维亚"
)
_NOT_AFTER_ZH = (
    rf"(?!业|间|卡|家|保险|国际|大厦|大楼|投资管理|金融租赁|理财有限|\((?:{_PLACES})\)"
    r"|(?:股份有限公司)?[\u4e00-\u9fff]{0,14}(?:支行|营业部))"
)
_NOT_BEFORE_ZH = r"(?<!其)(?<!原)"
_NOT_AFTER_EN = (
    r"(?![A-Za-z])(?!,? (?:International|Building|Tower|Insurance|Group Investment|Mansion|Plaza|of )\b)"
    r"(?!(?: Limited| Bank)? ?\((?:Asia|Hong Kong|Maca[uo]|China|Canada|UK|U\.K\.|Europe|Central|Luxembourg"
    r"|London|Russia|Turkey|Türkiye|USA|Mexico|Panama|Peru|Argentina|Brasil|Brazil|Chile|Thai|Malaysia|Indonesia"
    r"|Cambodia|Kazakhstan|Almaty|Australia|New Zealand|Zambia|Africa|Mauritius|Djibouti|Srbija))"
)
# Bank of China is also the end of many another bank's name.
_NOT_BEFORE_EN = "(?<![A-Za-z])" + "".join(
    rf"(?<!{word} )"
    for word in (
        "Commercial", "Agricultural", "Savings", "Construction", "Development", "Import", "Exim",
        "People's", "People’s", "Merchants", "Rural", "Central", "Reserve", "State", "National",
    )
)  # fmt: skip

_LEGAL_ZH = re.compile("(?:股份有限公司|有限责任公司|有限公司)$")
_LEGAL_TAIL = re.compile(r"[ ,.]+(?:(?:Co|Company|Corp|Ltd|Limited|Corporation)\b[ ,.]*)+$")
_LEGAL_EN = frozenset(
    ("limited", "ltd", "co", "company", "corporation", "corp", "inc", "incorporated", "plc", "the", "group")
)


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank: its id, full names, shorter and former names, and stock codes ("" where it has none)."""

    id: str
    name_zh: str
    name_en: str
    short: tuple[str, ...]
    en: tuple[str, ...]
    code_a: str
    code_h: str

    @property
    def names(self) -> tuple[str, ...]:
        """All names that identify the bank, full ones first."""
        return (self.name_zh, self.name_en, *self.short, *self.en)


@dataclass(frozen=True, slots=True)
class Mention:
    """A bank's name found in a text: where, and whose it is."""

    start: int
    end: int
    bank: str


def fold_name(name: str) -> str:
    """Return a company's name without legal form, case, punctuation and white space, for comparison.

    >>> fold_name('Ping An Bank Co., Ltd.'), fold_name('中国工商银行股份有限公司')
    ('pinganbank', '中国工商银行')
    """
    name = _LEGAL_ZH.sub("", name.strip())
    words = re.findall(r"[^\W_]+", name.casefold().replace("&", " and ").replace("’", "").replace("'", ""))
    return "".join(word for word in words if word not in _LEGAL_EN)


class Registry:
    """The known banks, looked up by id, stock code or name; texts are given in simplified characters."""

    __slots__ = ("_by_code", "_by_id", "_by_name", "_in_file_names", "_in_text", "banks")

    def __init__(self, banks: Sequence[Bank]) -> None:
        """Index the banks; UsageError if an id, code or name stands twice."""
        self.banks = tuple(banks)
        ids = Counter(bank.id.casefold() for bank in banks)
        codes = Counter(code for bank in banks for code in (bank.code_a, bank.code_h) if code)
        names = Counter(name for bank in banks for name in {fold_name(name) for name in bank.names})
        twice = [key for counter in (ids, codes, names) for key, count in counter.items() if count > 1]
        if twice:
            raise UsageError(f"banks: given to two banks: {', '.join(twice)}. Give each to one bank only.")
        self._by_id = {bank.id.casefold(): bank for bank in banks}
        self._by_code = {code: bank for bank in banks for code in (bank.code_a, bank.code_h) if code}
        self._by_name = {fold_name(name): bank for bank in banks for name in (*bank.names, bank.id)}
        known = [name for bank in banks for name in (*bank.names, bank.id)]
        self._in_text = _compile_names(known, brief=False)
        self._in_file_names = _compile_names(known, brief=True)

    def get_bank(self, key: str) -> Bank | None:
        """Return the bank with this id, stock code or name, if it is known."""
        key = key.strip()
        # A number of one or two digits is a researcher's own numbering, not the code of a Hong Kong bank.
        by_code = self.find_code(key) if len(key) > 2 else None
        return self._by_id.get(key.casefold()) or by_code or self._by_name.get(fold_name(key))

    def find_company(self, name: str) -> Bank | None:
        """Return the bank of which this is the full or usual name; abbreviations do not count."""
        folded = fold_name(name)
        # ABC Inc. is not the Agricultural Bank of China: no bank's English name is this short.
        return None if folded.isascii() and len(folded) < 8 else self._by_name.get(folded)

    def find_code(self, code: str) -> Bank | None:
        """Return the bank with this stock code; a Hong Kong code may lack its leading zeros."""
        if not code.isdigit():
            return None
        return self._by_code.get(code if len(code) == 6 else code.zfill(5))

    def find_names(self, text: str) -> list[Mention]:
        """Return the banks named in running text; the longest name wins, brief forms do not count."""
        return self._find(self._in_text, text)

    def find_in_file_name(self, text: str) -> list[Mention]:
        """Return the banks named in a file name, brief forms (工行, ICBC) among them."""
        return self._find(self._in_file_names, text)

    def _find(self, pattern: re.Pattern[str], text: str) -> list[Mention]:
        mentions = []
        for match in pattern.finditer(text):
            bank = self._by_name.get(fold_name(match.group()))
            if bank is not None:
                mentions.append(Mention(match.start(), match.end(), bank.id))
        return mentions


def _compile_names(names: Iterable[str], *, brief: bool) -> re.Pattern[str]:
    chinese, english, short = set(), set(), set()
    for name in names:
        if not name.isascii():
            if brief or len(name) > 3:
                chinese.add(re.escape(name))
        elif " " in name:
            words = re.split(r"[\s-]+", _LEGAL_TAIL.sub("", name))
            english.add(r"[\s-]+".join(re.escape(word).replace("'", "['’]") for word in words))
        elif brief:
            short.add(re.escape(name))
    longest_zh = "|".join(sorted(chinese, key=len, reverse=True)) or "(?!)"
    longest_en = "|".join(sorted(english, key=len, reverse=True)) or "(?!)"
    parts = [
        f"{_NOT_BEFORE_ZH}(?:{longest_zh}){_NOT_AFTER_ZH}",
        f"(?i:{_NOT_BEFORE_EN}(?:{longest_en}){_NOT_AFTER_EN})",
    ]
    if short:
        # ABC, BOS and CIB are words of other people too: in capitals, or first in the name before a year.
        longest = "|".join(sorted(short, key=len, reverse=True))
        others = "Asia|International|Leasing|Compan|Corp|Inc|Ltd|Group"
        parts.append(rf"(?<![A-Za-z])(?:{longest})(?![A-Za-z])(?! ?\(?(?i:{others}))")
        parts.append(rf"^(?i:{longest})(?=[ _-]?(?:(?:19|20)\d\d(?!\d)|annual|interim))")
    return re.compile("|".join(parts))


def load_registry(path: Path | None = None) -> Registry:
    """Return the registry in a YAML file, or the one that comes with the package.

    UsageError if the file cannot be read or an entry lacks its id or name.
    """
    if path is None:
        return _load_packaged()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: the registry of banks cannot be read ({error}). Name a UTF-8 file."
        ) from error
    return _parse_registry(text, str(path))


@cache
def hash_registry() -> str:
    """Return the SHA-256 of the registry that comes with the package: another one may name other banks."""
    return hashlib.sha256(_read_packaged().encode()).hexdigest()


@cache
def _load_packaged() -> Registry:
    return _parse_registry(_read_packaged(), "banks.yaml")


def _read_packaged() -> str:
    return files("fintech_coding").joinpath("data", "banks.yaml").read_text(encoding="utf-8")


def _parse_registry(text: str, source: str) -> Registry:
    import yaml

    try:
        # The quicker of the two, where the library has it: hundreds of names are read by every process.
        entries = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["banks"]  # noqa: S506
        return Registry([_parse_bank(entry) for entry in entries])
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{source}: not a registry of banks ({error!r}). See the comments at its top for an entry's form."
        ) from error


def _parse_bank(entry: dict[str, Any]) -> Bank:
    codes = entry.get("codes") or {}
    return Bank(
        id=str(entry["id"]),
        name_zh=str(entry["name"]["zh"]),
        name_en=str(entry["name"]["en"]),
        short=tuple(str(name) for name in entry.get("short") or ()),
        en=tuple(str(name) for name in entry.get("en") or ()),
        code_a=str(codes.get("a") or ""),
        code_h=str(codes.get("h") or ""),
    )
