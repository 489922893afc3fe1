"""jieba as a second opinion: does a word boundary stand at both edges of a hit."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import Any

from fintech_coding.coding.fold import fold_text

_COMPOUND = 3  # characters of the shortest word that is made of words


@cache
def _load_dictionary() -> tuple[dict[str, int], int]:
    """Return jieba's words with their frequencies, and the sum of these; nobody changes them."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer: Any = jieba.Tokenizer()
    words, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return words, total


class Segmenter:
    """A tokenizer of its own, with a codebook's terms added to jieba's dictionary.

    Nothing is shared with the process's other users of jieba, and no cache file is read or written:
    the same sentence is cut in the same way on every machine.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        """Add the terms in Chinese to a copy of the dictionary, whose first loading takes about a second."""
        import jieba

        words, total = _load_dictionary()
        self._tokenizer: Any = jieba.Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total = dict(words), total
        self._tokenizer.initialized = True
        # A term's weight depends on those added before it: a fixed order keeps the cuts the same.
        self._terms = {fold_text(term) for term in terms if not term.isascii()}
        for term in sorted(self._terms):
            self._tokenizer.add_word(term)

    def find_boundaries(self, sentence: str) -> set[int]:
        """Return the positions in a sentence where one of jieba's words begins or ends.

        Words are cut by the dictionary alone, without the hidden Markov model.
        """
        return {0, *accumulate(map(len, self._tokenizer.cut(fold_text(sentence), HMM=False)))}

    def find_edges(self, sentence: str) -> set[int]:
        """Return the boundaries of a sentence and the seams of its compounds, which contradict no hit.

        A compound has a seam where both of its parts are words, a term where one is: that jieba cuts
        大/数据分析 and 云/服务商 contradicts neither 大数据 nor 云服务, while 数据/湖北 contradicts 数据湖.
        """
        edges = {0}
        position = 0
        for word in self._tokenizer.cut(fold_text(sentence), HMM=False):
            edges.update(position + seam for seam in self._find_seams(word))
            position += len(word)
            edges.add(position)
        return edges

    def cut_words(self, text: str) -> list[str]:
        """Return the words of a folded text, those that the dictionary lacks told by the hidden Markov model.

        New words are what it is asked for, as 算力 and 上云; their edges decide no hit.
        """
        words: list[str] = self._tokenizer.lcut(text, HMM=True)
        return words

    def weigh_boundaries(self, sentence: str, start: int, end: int) -> float:
        """Return how much likelier the cut of a sentence is than the one with a word at `start:end`.

        It is the difference of their logarithms by the dictionary's frequencies: 0 where it has that word.
        """
        folded = fold_text(sentence)
        parts = (folded[:start], folded[end:])
        before, after = (self._tokenizer.lcut(part, HMM=False) for part in parts)
        freely = self._weigh_words(self._tokenizer.lcut(folded, HMM=False))
        return freely - self._weigh_words([*before, folded[start:end], *after])

    def _weigh_words(self, words: Iterable[str]) -> float:
        total = math.log(self._tokenizer.total)
        return sum(math.log(self._tokenizer.FREQ.get(word) or 1) - total for word in words)

    def _find_seams(self, word: str) -> list[int]:
        if len(word) < _COMPOUND or word.isascii():
            return []
        return [cut for cut in range(1, len(word)) if self._is_seam(word[:cut], word[cut:], word)]

    def _is_seam(self, left: str, right: str, word: str) -> bool:
        frequencies = self._tokenizer.FREQ
        known = [part for part in (left, right) if frequencies.get(part)]
        if not any(len(part) > 1 for part in known):
            return False
        # jieba knows few of the words that terms are made of: 数据风控.
        return len(known) == len((left, right)) or word in self._terms
