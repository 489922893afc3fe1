"""The words of a text outside its hits, alone and in pairs, and the words that suggest nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.segment import Segmenter
from fintech_coding.coding.yaml_lines import Listing, Mapping, Scalar, parse_yaml

HAN, LATIN = "han", "latin"

_TOKEN = re.compile(
    "(?P<latin>[a-z\u00df-\u00f6\u00f8-\u024f][a-z\u00df-\u00f6\u00f8-\u024f']*)|[\u3400-\u9fff\U00020000-\U000323af]+"
)
_KNOWN = 50  # the frequency of a name that everybody knows; of rarer ones many are words, as 中台
_NAME_TAGS = ("ns", "nt")  # its tag of persons, nr, is on 智慧 and 深度 too


@dataclass(frozen=True, slots=True)
class StopWords:
    """Folded words: those of `function` and `common` are part of no suggestion, of `neutral` none alone."""

    function: frozenset[str]
    common: frozenset[str]
    neutral: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a pair of neighbouring words: folded, with its script and its span in the text."""

    words: tuple[str, ...]
    script: str
    start: int
    end: int


@cache
def load_stop_words() -> StopWords:
    """Return the stop words that ship with the package."""
    root, _ = parse_yaml(files("fintech_coding").joinpath("data/stop_words.yaml").read_text(encoding="utf-8"))
    lists = {key.text: node for key, node in root.entries} if isinstance(root, Mapping) else {}
    words = {
        name: frozenset(fold_text(item.text) for item in node.items if isinstance(item, Scalar))
        for name, node in lists.items()
        if isinstance(node, Listing)
    }
    return StopWords(words["function"], words["common"], words["neutral"])


def cut_units(text: str, hits: Iterable[tuple[int, int]], segmenter: Segmenter) -> Iterator[Unit]:
    """Yield the words of a text outside the spans of its hits, and the pairs of them side by side.

    Words are ideographs as jieba cuts them, or Latin letters; a pair is of one script, with at most a
    space between Latin words. Figures and punctuation are no words and part every pair.
    """
    before: Unit | None = None
    for word in _cut_words(text, sorted(hits), segmenter):
        yield word
        if before and _is_beside(before, word, text):
            yield Unit((*before.words, *word.words), word.script, before.start, word.end)
        before = word


def _cut_words(text: str, hits: Sequence[tuple[int, int]], segmenter: Segmenter) -> Iterator[Unit]:
    characters = list(fold_text(text))
    for start, end in hits:
        # What is found already suggests nothing, and nothing goes across it.
        characters[start:end] = "\0" * (end - start)
    for match in _TOKEN.finditer("".join(characters)):
        start, end = match.span()
        if match["latin"]:
            yield Unit((match[0].strip("'"),), LATIN, start, end)
            continue
        for piece in segmenter.cut_words(match[0]):
            yield Unit((piece,), HAN, start, start + len(piece))
            start += len(piece)


def _is_beside(one: Unit, other: Unit, text: str) -> bool:
    between = text[one.end : other.start]
    return one.script == other.script and between in ("", " ", "\n") and (not between or one.script == LATIN)


def join_words(words: Sequence[str]) -> str:
    """Return words as one text: Latin ones with a space between them.

    >>> join_words(("数据", "中台")), join_words(("smart", "contract"))
    ('数据中台', 'smart contract')
    """
    return (" " if name_script(words) == LATIN else "").join(words)


def name_script(words: Sequence[str]) -> str:
    """Return the script of a word or pair: `han` or `latin`.

    >>> name_script(("é",))
    'latin'
    """
    return HAN if words[0] >= "\u3400" else LATIN


def find_names(words: Iterable[str]) -> set[str]:
    """Return the words that jieba's dictionary has for well-known places or organisations."""
    import jieba

    wanted = {word for word in words if len(word) > 1}  # a character alone, as 云, is no name of a place
    names = set()
    with jieba.Tokenizer().get_dict_file() as lines:
        for line in lines:
            word, frequency, tag = line.decode("utf-8").split(" ", 2)
            if word in wanted and tag.startswith(_NAME_TAGS) and int(frequency) >= _KNOWN:
                names.add(word)
    return names
