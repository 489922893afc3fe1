"""The form in which terms and text are compared.

`fold_text` keeps the length, so that a span in the folded text is a span in the text; `clean_text` does
not, and is for what a person typed into a codebook.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import opencc

_FOLDED = (range(0xD800), range(0xE000, 0x323B0))  # all but surrogates and what nobody writes
_SHORT = 64  # below this, numpy's call costs more than it saves, and a codebook check needs no numpy
_DASHES = "\u00ad\u2043\u2212"  # dashes that Unicode does not call dash punctuation
# Radicals that NFKC leaves as they are and that PDFs hold in place of the character itself.
_RADICALS = {
    ord(radical): character
    for radical, character in zip(
        "⺠⺜⺝⺫⺬⺮⺶⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻱",
        "民日月目示竹羊虎西见角贝足车长长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
}


_APOSTROPHE = {0x2019: "'"}  # doesn’t is doesn't


def fold_text(text: str) -> str:
    """Return the text in the form in which it is matched, of equal length.

    Case, traditional characters, full-width forms and radicals are folded character by character;
    every dash and every white space, a line break too, is a space.

    >>> fold_text("大數據 Big-Data")
    '大数据 big data'
    >>> fold_text("Straße – İ") == "straße   İ"
    True
    """
    if len(text) < _SHORT or text.isascii():
        return text.translate(load_fold_table())
    return _fold_long(text)


@cache
def load_fold_table() -> dict[int, str]:
    """Return what each character that changes folds to: one character for one character."""
    plain = {code: _fold_character(chr(code)) for block in _FOLDED for code in block}
    simple = simplify_lines(simplify_lines(list(plain.values())))  # twice, as 薴 takes two steps
    folded = dict(zip(plain, simple, strict=True))
    return {
        code: new
        for code, new in {**folded, **_RADICALS, **_APOSTROPHE}.items()
        if new != chr(code) and len(new) == 1
    }


def _fold_character(character: str) -> str:
    compatible = unicodedata.normalize("NFKC", character)
    single = compatible if len(compatible) == 1 else character
    if single.isspace() or unicodedata.category(single) == "Pd" or single in _DASHES:
        return " "
    folded = single.casefold()
    return folded if len(folded) == 1 else single


@cache
def load_fold_array() -> npt.NDArray[np.uint32]:
    """Return what every character folds to, itself or another, by code point."""
    import numpy as np

    array = np.arange(0x110000, dtype="<u4")
    for code, folded in load_fold_table().items():
        array[code] = ord(folded)
    return array


def _fold_long(text: str) -> str:
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded: bytes = load_fold_array()[codes].tobytes()
    return folded.decode("utf-32-le", "surrogatepass")


def simplify_lines(lines: list[str], *, direction: str = "t2s") -> list[str]:
    """Return each line in simplified characters, or with `s2t` in traditional ones, by OpenCC's phrases.

    >>> simplify_lines(["大數據", "乾坤"])
    ['大数据', '乾坤']
    """
    converted: str = _load_converter(direction).convert("\n".join(lines))
    return converted.split("\n")


@cache
def _load_converter(direction: str) -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC(direction)


def clean_text(text: str) -> str:
    """Return what was meant: NFKC, no radicals or invisible characters, single spaces, nothing at the ends.

    >>> clean_text(" ⼈⼯\\u200b智能\\t ")
    '人工智能'
    """
    compatible = unicodedata.normalize("NFKC", text).translate(_RADICALS)
    seen = "".join(character for character in compatible if not is_invisible(character))
    return " ".join(seen.split())


def is_invisible(character: str) -> bool:
    """Return whether the character prints nothing and is no white space: a zero-width or control character.

    >>> is_invisible("\\u200b"), is_invisible("\\t")
    (True, False)
    """
    return not character.isspace() and (
        unicodedata.category(character) in {"Cc", "Cf"} or character in "\ufffe\uffff"
    )
