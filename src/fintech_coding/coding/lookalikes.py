"""Characters that look like others: what a text holds that is not what it seems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from fintech_coding.coding.fold import clean_text, is_invisible

_NAMES = {"\t": "a tab", "\n": "a line break", "\u00a0": "a no-break space", "\u3000": "a full-width space"}
_FOREIGN = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһᴠΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
        "ABESIJKMHOPCTYXaesijopcyxdqwhvABEZHIKMNOPTYXoav",
        strict=True,
    )
)
_GREEK_SIGNS = "αν"  # alone they are what they seem: an alpha strategy
_KANA = dict(zip("エロニカタトハーミ", "工口二力夕卜八一三", strict=True))
_SHAPES = str.maketrans("lI|OoS", "111005")
_LOOSE_SHAPES = str.maketrans("li|o5", "1110s")
_ACRONYMS = """
    AI AIoT AIGC API APP AR B2B B2C BI C2C ChatGPT CIO CTO DevOps DLT EDI EMV ETL FPGA GIS GPS GPT GPU IaaS
    ICT IDC IoT IP IT IVR KYC LBS LLM ML MPP MR NFC NFV NLP NoSQL O2O OCR OLAP OpenAI OpenAPI P2P PaaS POS
    RegTech RFID RPA SaaS SDK SDN SMS SOA SQL SSL SVM UI VPN VR VTM XAI XR 3D 3G 4G 5G 6G
    WiFi
"""
_WORDS = """
    algorithm analytics artificial biometric biometrics block blockchain chain cloud cognitive computing data
    digital distributed facial federated fintech fingerprint innovation intelligence intelligent internet iris
    language learning ledger machine mobile model models online open platform platforms processing recognition
    robot robotic robotics smart solution solutions technology things video virtual vision voice
"""
_LOOKS = {acronym.translate(_SHAPES): acronym for acronym in _ACRONYMS.split()}
_LOOSE_LOOKS = {word.translate(_LOOSE_SHAPES): word for word in _WORDS.split()}


@dataclass(frozen=True, slots=True)
class Disguise:
    """What a text holds in place of what was meant: `means` is how it should be written.

    `kind` is `form` (matched as if it were written so), `foreign` (a letter of another script, which
    matches nothing) or `spelling` (a digit or letter, which may be meant).
    """

    holds: str
    means: str
    kind: str


def find_disguises(text: str) -> Iterator[Disguise]:
    """Yield what looks like something else in a text.

    >>> [disguise.holds for disguise in find_disguises("⼈工智能\\u200b")]
    ['⼈ (U+2F08) for 人, a zero width space (U+200B)']
    >>> [disguise.means for disguise in find_disguises("Al")]
    ['AI']
    """
    clean = clean_text(text)
    strange = dict.fromkeys(filter(None, map(_name_strange, text)))
    if clean != text and not strange:
        strange = {"white space at an end, or more than one space": None}
    if clean != text and text.strip("\n").replace("\n", " ") != clean:
        yield Disguise(", ".join(strange), clean, "form")
    native = _replace_foreign(clean)
    if native != clean:
        pairs = [f"{a} (U+{ord(a):04X}) for {b}" for a, b in zip(clean, native, strict=True) if a != b]
        yield Disguise(", ".join(dict.fromkeys(pairs)), native, "foreign")
    spelled = re.sub(r"[A-Za-z0-9|]+", lambda match: _respell(match[0]), native)
    if spelled != native:
        changes = zip(native, spelled, strict=True)
        pairs = [f"{_name_sign(a)} for {_name_sign(b)}" for a, b in changes if a.casefold() != b.casefold()]
        yield Disguise(", ".join(dict.fromkeys(pairs)), spelled, "spelling")


def _name_strange(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character.isspace() or is_invisible(character):
        if character in (" ", "\n"):
            return ""
        name = unicodedata.name(character, "control character").lower()
        return f"{_NAMES.get(character, 'a ' + name)} ({code})"
    clean = clean_text(character)
    return "" if clean == character else f"{character} ({code}) for {clean}"


def _replace_foreign(text: str) -> str:
    """Return the text with Cyrillic and Greek letters in Latin words, and lone kana, as they look."""
    words = re.sub(r"[^\W\d_]+", lambda match: _replace_letters(match[0]), text)
    kana = [character for character in words if "\u30a1" <= character <= "\u30fc"]
    has_han = any("\u4e00" <= character <= "\u9fff" for character in words)
    if has_han and kana and all(character in _KANA for character in kana):
        return "".join(_KANA.get(character, character) for character in words)
    return words


def _replace_letters(word: str) -> str:
    foreign = [letter for letter in word if _is_foreign(letter)]
    latin = re.search("[A-Za-z]", word)
    if not foreign or not all(letter in _FOREIGN for letter in foreign):
        return word
    if not latin and (len(foreign) == 1 or all(letter in _GREEK_SIGNS for letter in foreign)):
        return word
    return "".join(_FOREIGN.get(letter, letter) for letter in word)


def _is_foreign(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("CYRILLIC", "GREEK")) or letter in _FOREIGN


def _respell(word: str) -> str:
    """Return the well-known word that this one looks like, or the word without 0 and 1 for letters."""
    known = _LOOKS.get(word.translate(_SHAPES))
    if known is None:
        known = _LOOSE_LOOKS.get(word.casefold().translate(_LOOSE_SHAPES))
    if known is not None and known.casefold() != word.casefold():
        return known
    if known is None and re.search("[A-Za-z]", word):
        return re.sub(
            "(?<=[A-Za-z])[01](?=[A-Za-z])|^0(?=[A-Za-z])", lambda sign: _letter(sign[0], word), word
        )
    return word


def _letter(digit: str, word: str) -> str:
    letter = "o" if digit == "0" else "l"
    return letter.upper() if letter == "o" and word.isupper() else letter


def _name_sign(sign: str) -> str:
    kind = (
        "digit" if sign.isdigit() else "capital" if sign.isupper() else "small" if sign.islower() else "sign"
    )
    return f"the {kind} {sign}"
