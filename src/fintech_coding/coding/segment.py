"""jieba as a second opinion: does a word boundary stand at both edges of a hit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fintech_coding.coding.fold import fold_text

_COMPOUND = 3  # characters of the shortest word that is made of words


class Segmenter:
    """A tokenizer of its own, with a codebook's terms added to jieba's dictionary.

    Nothing is shared with the process's other users of jieba, and no cache file is read or written:
    the same sentence is cut in the same way on every machine.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        """Load the dictionary, which takes about a second, and add the terms in Chinese."""
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        self._tokenizer: Any = jieba.Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total = self._tokenizer.gen_pfdict(
            self._tokenizer.get_dict_file()
        )
        self._tokenizer.initialized = True
        # A term's weight depends on those added before it: a fixed order keeps the cuts the same.
        self._terms = {fold_text(term) for term in terms if not term.isascii()}
        for term in sorted(self._terms):
            self._tokenizer.add_word(term)

    def find_boundaries(self, sentence: str) -> set[int]:
        """Return the positions in a sentence where a word begins or ends, by jieba.

        Words are cut by the dictionary alone, without the hidden Markov model. A compound has a boundary
        within, too, where both of its parts are words, a term where one is: that jieba cuts 大/数据分析 and
        云/服务商 contradicts neither 大数据 nor 云服务, while 数据/湖北 contradicts 数据湖.
        """
        edges = {0}
        position = 0
        for word in self._tokenizer.cut(fold_text(sentence), HMM=False):
            edges.update(position + seam for seam in self._find_seams(word))
            position += len(word)
            edges.add(position)
        return edges

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
