"""How much of a page, and of a report, could be read: told by its characters and its pictures."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

_EMPTY = 10  # a page with fewer characters holds no text: a page number at the most
_SPARSE = 100  # with fewer it holds very little
_COVERED = 0.6  # the share of a page that pictures cover where it is scanned,
_PICTURE = 0.2  # and where there is no text at all beside them
_NO_TEXT = 0.5  # a report with this share of pages that could not be read has no text to speak of,
_PARTIAL = 0.2  # with more than this share it is read in part

UNREAD = {
    "scanned": "pictures",
    "garbled": "their fonts do not say which characters they show",
    "empty": f"fewer than {_EMPTY} characters, no picture",
}
"""The statuses of pages of which nothing was read, and what they mean."""

_GARBLED = 0.2  # the share of characters no report is written in; readable pages have 0.06, formulas 0.16
_EVERYDAY_SHARE = 0.08  # of a page's ideographs; one of 58 at random is an everyday one
_DOUBTFUL = 0.3  # with a smaller share of everyday characters the ideographs are looked at one by one
_VOWELS = (0.2, 0.6)  # the share of letters that are vowels; readable pages have 0.24 to 0.46
_SAMPLE = 1000  # characters, evenly taken from a page, that stand for all of them
_TELLING = 100  # letters, or ideographs, that tell
_SCRIPT = 0.8  # strange characters of which this share is of one alphabet are a language

_EVERYDAY = (
    "年度公有的司报股本其限金合份中行人期资及工计告务他分用和额元产外民以不位为一表业日项明单在发定商收动利国理币月银"
    "生入财上注要成益管内集性值投情融至重于所或关量除款出价权目对部同准提大债经持下万第变会特業銀國為與於產資務報會計項額總"
)
_STRANGE = re.compile(
    r"[^\t\n\r $%()*,\-./0-9:=A-Z_a-z\xa0¥£€§©®°±²³·×÷«»\xad\u2000-\u206f\u2100-\u22ff\u2460-\u27bf"
    r"\u2e80-\u2fdf\u3000-\u30ff\u3200-\u33ff\u3400-\u9fff\ufe30-\ufe4f\ufeff\uff00-\uff65\uffe0-\uffe6\ufffe]"
)
_EVERYDAY_CHARACTER = re.compile(rf"[\u3041-\u30ff{_EVERYDAY}]")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_NO_LETTERS = bytes(set(range(256)) - set(string.ascii_letters.encode()))
_NO_VOWELS = bytes(set(range(256)) - set(b"aeiouAEIOU"))


def judge_page(
    text: str,
    characters: int,
    *,
    lost: int = 0,
    is_turned: bool = False,
    find_cover: Callable[[], float] = lambda: 0.0,
) -> str:
    """Return the status of a page, one of `PAGE_STATUSES`.

    `text` is all that its glyphs map to, before it is normalised, `lost` the glyphs that map to nothing;
    `characters` is the length of its lines. `find_cover` is asked, on a page with little text only, for
    the share of the page that pictures cover.
    """
    if is_garbled(text, lost=lost):
        return "garbled"
    if characters >= _SPARSE:
        return "rotated" if is_turned else "text"
    has_text = characters >= _EMPTY
    if find_cover() >= (_COVERED if has_text else _PICTURE):
        return "scanned"
    return "sparse" if has_text else "empty"


def is_garbled(text: str, *, lost: int = 0) -> bool:
    r"""Tell whether a page's glyphs map to nothing, or to a mix of characters that no report is written in.

    >>> is_garbled('本行持续推进金融科技建设,运用大数据提升服务效率 (2020: 238.19亿元)')
    False
    >>> is_garbled('本行持续推进金融科技建设'.encode('gbk').decode('latin-1'))
    True
    >>> is_garbled('\ue012\ue013\ue044' * 9), is_garbled('\ufffd' * 9 + '12.5%', lost=9)
    (True, True)
    """
    step = 1 + len(text) // _SAMPLE
    sample = text[::step]
    latin = sample.encode("ascii", "ignore")
    letters, foreign = len(latin.translate(None, _NO_LETTERS)), len(sample) - len(latin)
    strange = _STRANGE.findall(sample)
    many = len(strange) + lost // step
    words = letters + foreign + sum(map(str.isascii, strange)) + lost // step
    # Figures come in a font of their own, and are no words.
    if many * step >= _EMPTY and many >= _GARBLED * words and not _is_script(strange, many):
        return True
    everyday = len(_EVERYDAY_CHARACTER.findall(sample))
    if foreign >= _TELLING and everyday < _DOUBTFUL * foreign and _has_odd_ideographs(text[: 20 * _SAMPLE]):
        return True
    if letters < max(_TELLING, foreign):
        return False
    return not _VOWELS[0] <= len(latin.translate(None, _NO_VOWELS)) / letters <= _VOWELS[1]


def _is_script(strange: Sequence[str], many: int) -> bool:
    """Tell whether strange characters are the letters of another language, of one alphabet."""
    blocks = Counter(0xAC if "가" <= character <= "힣" else ord(character) >> 8 for character in strange)
    block, most = blocks.most_common(1)[0] if blocks else (0, 0)
    return most >= _SCRIPT * many and (3 <= block < 0x1E or block == 0xAC)


def _has_odd_ideographs(text: str) -> bool:
    """Tell whether a text's ideographs are rare ones, or none of those that every page has."""
    ideographs = _IDEOGRAPH.findall(text)
    everyday = sum(map(_EVERYDAY.__contains__, ideographs))
    known = sum(map(_list_ideographs().__contains__, ideographs))
    return len(ideographs) >= _TELLING and (
        everyday < _EVERYDAY_SHARE * len(ideographs) or known < (1 - _GARBLED) * len(ideographs)
    )


@cache
def _list_ideographs() -> frozenset[str]:
    """Return the ideographs in common use, simplified and traditional: the first planes of two standards."""
    simplified = bytes(
        byte for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for byte in (lead, trail)
    )
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(byte for lead in range(0xA4, 0xC7) for trail in trails for byte in (lead, trail))
    return frozenset(simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore"))


def judge_pages(statuses: Sequence[str], *, advice: str = "Get a version with text.") -> tuple[str, str]:
    """Return the status of a report whose pages have these, and the reason when it is not `ok`.

    `advice` is what to do about pictures, as a sentence.

    >>> judge_pages(['text'] * 4 + ['scanned'])
    ('ok', '')
    >>> judge_pages(['text'] * 3 + ['scanned', 'empty'])[0], judge_pages(['text', 'scanned'])[0]
    ('partial', 'no_text')
    """
    if not statuses:
        return "no_text", "has no pages. Download it again from its source."
    counts = Counter(statuses)
    unread = sum(counts[status] for status in UNREAD)
    if unread <= _PARTIAL * len(statuses) and unread < _NO_TEXT * len(statuses):
        return "ok", ""
    kinds = ", ".join(_describe_kinds(counts))
    said = f"{unread} of {len(statuses)} pages hold no text that can be read: {kinds}."
    if unread < _NO_TEXT * len(statuses):
        where = "A low count may be for want of them; problems.csv says where they are."
        return "partial", f"{said} {where} {advice}" if counts["scanned"] else f"{said} {where}"
    if counts["scanned"]:
        return "no_text", f"{said} {advice}"
    if counts["garbled"]:
        return "no_text", f"{said} Get a version with text."
    return "no_text", f"{said} Open it to see whether it is damaged, and download it again."


def _describe_kinds(counts: Counter[str]) -> Iterator[str]:
    for status, meaning in UNREAD.items():
        if counts[status]:
            yield f"{counts[status]} {status} ({meaning})"
