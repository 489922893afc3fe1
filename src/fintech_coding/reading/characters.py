"""The characters of a report, normalised once, before anything is stored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufffe\uffff\ud800-\udfff]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029 ]+")
_PRIVATE_BULLET = re.compile("^[\ue000-\uf8ff]+ ?")

BROKEN_WORD = "\u00ad"
"""The end of a line that breaks a word: the next line goes on with it."""

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Ideographs, as the inside of a regular expression's character class."""


# Four ideographs and more with a space after each are one word that was spread over its cell.
_SPREAD = re.compile(f"(?<![{CJK}])[{CJK}](?: [{CJK}]){{3,}}(?![{CJK}])")


def normalize_line(text: str) -> str:
    r"""Return one printed line in NFKC, without invisible characters, its white space as single spaces.

    >>> normalize_line('⼈⼯智能\u3000ＡＩ')
    '人工智能 AI'
    >>> normalize_line('eco\ufffesys\u00adtem\tof  banks ')
    'ecosystem of banks'
    >>> normalize_line('\uf0b2 科技')
    '• 科技'
    >>> normalize_line('发展 人 工 智 能 技术')
    '发展 人工智能 技术'
    """
    if text.isascii():
        if "  " in text or not text.isprintable():
            return _CONTROL.sub(" ", text).strip()
        return text.strip()
    text = _INVISIBLE.sub("", text)
    text = text.lstrip()
    if "\ue000" <= text[:1] <= "\uf8ff":
        # A symbol font's glyph before a paragraph is a bullet, whatever code it has.
        text = _PRIVATE_BULLET.sub("• ", text)
    text = unicodedata.normalize("NFKC", text)
    if "  " in text or not text.isprintable():
        text = _CONTROL.sub(" ", text)
    if " " in text:
        text = _SPREAD.sub(lambda match: match[0].replace(" ", ""), text)
    return text.strip()


_CJK_CHARACTER = re.compile(f"[{CJK}\u3000-\u303f]")
_HYPHENATED = re.compile(r"[a-z]-")
_LONGEST_WORD = 80  # characters; a paragraph that a line is added to may be without end


_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def is_broken(line: str) -> bool:
    """Tell whether a line may end within a Latin word."""
    return line[-1] == BROKEN_WORD or (line[-1] == "-" and _HYPHENATED.match(line[-2:]) is not None)


def collect_words(lines: Iterable[str]) -> frozenset[str]:
    """Return the Latin words of a report's lines, in small letters, but those that a line end may break.

    >>> sorted(collect_words(['The cloud-based sys-', 'tem is cloud based']))
    ['based', 'cloud', 'cloud-based', 'is']
    """
    found: set[str] = set()
    for line in lines:
        words = _WORD.findall(line.lower())
        found.update(words[1:-1] if is_broken(line) else words[1:])
    return frozenset(found)


def join_lines(first: str, second: str, words: Container[str] = frozenset()) -> str:
    """Return two lines of one paragraph as one text.

    A break between ideographs goes, between Latin words it becomes a space, after a hyphenated
    syllable the halves join. `words`, those of the report, tell a broken word from one with a hyphen.

    >>> join_lines('人工智', '能')
    '人工智能'
    >>> join_lines('artificial', 'intelligence')
    'artificial intelligence'
    >>> join_lines('tech-', 'nology'), join_lines('e-', 'Finance')
    ('technology', 'e-Finance')
    >>> words = {'cloud', 'based', 'clouded'}
    >>> join_lines('cloud-', 'based', words), join_lines('cloud-', 'ed', words)
    ('cloud-based', 'clouded')
    """
    if not first or not second:
        return first + second
    left, right = first[-1], second[0]
    if left == BROKEN_WORD or (left == "-" and _HYPHENATED.match(first[-2:])):
        return first[:-1] + ("" if _is_one_word(first[:-1], second, words) else "-") + second
    if not (left.isascii() and right.isascii()):
        is_apart = not (_CJK_CHARACTER.match(left) or _CJK_CHARACTER.match(right))
    elif left in ".," and right.isdigit():
        is_apart = not first[-2:-1].isdigit()  # a number, cut at its point
    else:
        is_apart = left not in "-/(" and (left not in ",;:" or right.isalnum())
    return f"{first} {second}" if is_apart else first + second


def _is_one_word(first: str, second: str, words: Container[str]) -> bool:
    """Tell whether the halves on both sides of a hyphen at a line's end are one word."""
    if not second[0].islower():
        return False
    halves = _WORD.findall(first[-_LONGEST_WORD:].lower())[-1:], _WORD.match(second)
    if not halves[0] or halves[1] is None:
        return True
    left, right = halves[0][0], halves[1][0]
    if left + right in words:
        return True
    return f"{left}-{right}" not in words and not (left in words and right in words)
