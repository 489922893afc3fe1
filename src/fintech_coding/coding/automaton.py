"""Many literals are found in many texts at once, in their folded form, at whole words only.

Folding and the automaton's alphabet are one table: every character becomes two bytes, those of the
literals a pair of their own, all others one pair for all. Time grows with the texts, not with the literals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from fintech_coding.coding.fold import fold_text, load_fold_array
from fintech_coding.coding.patterns import WORD_CHARACTER, Pattern

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_SECONDS = 32  # a pair's first byte is at least this, its second is less: no pair begins midway
_PAIRS = (256 - _SECONDS) * _SECONDS
_MANY = 200_000  # characters of literals, above which the faster automaton takes too much memory
_APART = "\0"  # between the texts; no literal holds it
_LAST = 0x250  # the last letter that needs an edge is below

Found = tuple[int, int, int]
"""Which pattern was found, and the start and end of its literal in a text."""


class Automaton:
    """The literals of some patterns, ready to be found."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Build the tables and the automaton; no two patterns alike are needed, nor do they harm."""
        import numpy as np
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        self._literals = [pattern.literal for pattern in patterns]
        characters = sorted(set("".join(self._literals)))
        # More characters than there are pairs: some share one, and what is found is looked at again.
        self._is_shared = len(characters) > _PAIRS
        plain = np.zeros(0x110000, dtype="<u2")
        for number, character in enumerate(characters):
            first, second = divmod(number % _PAIRS, _SECONDS)
            plain[ord(character)] = second << 8 | first + _SECONDS
        folded = load_fold_array()
        self._pairs: npt.NDArray[np.uint16] = plain[folded]
        word = np.zeros(0x110000, dtype=bool)
        word[[code for code in range(_LAST) if WORD_CHARACTER.match(chr(code))]] = True
        self._is_word = word[folded]
        # What follows a literal with a wildcard is the wildcard's.
        self._is_closed = np.array([pattern.wildcard is None for pattern in patterns], dtype=bool)
        few = sum(map(len, self._literals)) <= _MANY
        kind = Implementation.DFA if few else Implementation.ContiguousNFA
        keys = [plain[[ord(character) for character in literal]].tobytes() for literal in self._literals]
        self._search = BytesAhoCorasick(keys, implementation=kind)

    def find_literals(self, texts: Sequence[str]) -> Iterator[tuple[int, list[Found]]]:
        """Yield the number of each text that holds a literal, and what it holds, in order of the ends."""
        import numpy as np

        joined = _APART.join(("", *texts, ""))
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        raw = self._search.find_matches_as_indexes(self._pairs[points].tobytes(), overlapping=True)
        if not raw:
            return
        flat = np.fromiter(chain.from_iterable(raw), dtype=np.int64, count=3 * len(raw))
        which, starts, ends = flat[::3], flat[1::3] // 2, flat[2::3] // 2
        is_word = self._is_word
        is_inside = is_word[points[starts - 1]] & is_word[points[starts]]
        is_inside |= self._is_closed[which] & is_word[points[ends - 1]] & is_word[points[ends]]
        kept = np.flatnonzero(~is_inside)
        bases = np.cumsum([1, *(len(text) + 1 for text in texts)])
        numbers = np.searchsorted(bases, starts[kept], side="right") - 1
        rows: Iterable[tuple[int, int, int, int]] = zip(
            numbers.tolist(),
            which[kept].tolist(),
            (starts[kept] - bases[numbers]).tolist(),
            (ends[kept] - bases[numbers]).tolist(),
            strict=True,
        )
        for number, group in groupby(rows, key=itemgetter(0)):
            found = [(pattern, start, end) for _, pattern, start, end in group]
            if self._is_shared:
                text = fold_text(texts[number])
                found = [one for one in found if text[one[1] : one[2]] == self._literals[one[0]]]
            yield number, found
