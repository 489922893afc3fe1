"""What stands around each hit: the neighbouring words, and the longer words that swallow it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.segment import Segmenter
from fintech_coding.records import Hit, Passage

COLLISION = "collision"
LONGER = "longer_word"
LIKELIER = 2.0
"""By how much, as a logarithm, a cut through a term is likelier where it is another word: seven times."""

_NEAR = 4  # words on either side of those that hold a hit: further off a cut changes nothing there
_BEFORE_LARGE = "一二两三四五六七八九十几各更较很"  # 大 is theirs: 三大|数据中心, 更大|数据量
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A hit with its neighbours in its sentence; `left` and `right` are empty at punctuation or an end.

    `start` and `end` span the words of jieba's that hold the hit, in the passage, and `words` are they.
    `verdict` is empty where the hit is made of whole words; `longer_word` where one goes on beyond the
    hit, as 人脸识别 does beyond 人脸; `collision` where the characters most likely belong to other words,
    as those of 征信 do in 特征信息. `reach` is then the span of what makes it another word.
    """

    hit: Hit
    left: str
    right: str
    start: int
    end: int
    words: tuple[str, ...]
    verdict: str
    reach: tuple[int, int]


def read_surroundings(
    hits: Iterable[Hit], passages: Mapping[str, Passage], segmenter: Segmenter
) -> list[Surroundings]:
    """Return the surroundings of hits, in their order; only their sentences are cut into words."""
    edges: dict[tuple[str, int, int], list[int]] = {}
    found = []
    for hit in hits:
        key = (hit.passage_id, hit.sentence_start, hit.sentence_end)
        sentence = passages[hit.passage_id].text[hit.sentence_start : hit.sentence_end]
        if key not in edges:
            edges[key] = sorted(segmenter.find_boundaries(sentence))
        found.append(_read_one(hit, sentence, edges[key], segmenter))
    return found


def _read_one(hit: Hit, sentence: str, edges: list[int], segmenter: Segmenter) -> Surroundings:
    start, end = hit.start - hit.sentence_start, hit.end - hit.sentence_start
    first, last = bisect_right(edges, start) - 1, bisect_left(edges, end)
    near = edges[max(0, first - _NEAR) : last + _NEAR + 1]
    words = tuple(sentence[edges[at] : edges[at + 1]] for at in range(first, last))
    verdict, reach = _judge_cut(sentence, (start, end), edges[first : last + 1], near, segmenter)
    left = sentence[edges[first] : start] or _find_word(sentence, edges[:first], start, step=-1)
    right = sentence[end : edges[last]] or _find_word(sentence, edges[last + 1 :], end, step=1)
    offset = hit.sentence_start
    return Surroundings(
        hit=hit,
        left=left,
        right=right,
        start=offset + edges[first],
        end=offset + edges[last],
        words=words,
        verdict=verdict,
        reach=(offset + reach[0], offset + reach[1]),
    )


def _find_word(sentence: str, edges: list[int], position: int, *, step: int) -> str:
    """Return the word that ends or begins at a position, or a space away from it; punctuation is none."""
    for edge in edges[::step]:
        word = sentence[min(edge, position) : max(edge, position)]
        if word.strip():
            return word.strip() if _LETTER.search(word) else ""
    return ""


def _judge_cut(
    sentence: str, hit: tuple[int, int], edges: list[int], near: list[int], segmenter: Segmenter
) -> tuple[str, tuple[int, int]]:
    """Return the verdict on a hit within its words, and what makes it another word; `near` goes further.

    Where a word goes on beyond the hit and takes a single character of it, that character is bound (大 in
    扩大); where it takes a word of it (数据 in 大 数据分析), it mostly means the same thing.
    """
    start, end = hit
    if start and fold_text(sentence[start]) == "大" and fold_text(sentence[start - 1]) in _BEFORE_LARGE:
        return COLLISION, (start - 1, end)
    if (edges[0], edges[-1]) == hit:
        return "", hit
    bound_left = edges[0] < start and edges[1] - start == 1
    bound_right = edges[-1] > end and end - edges[-2] == 1
    is_other = len(edges) > 2 and (bound_left or bound_right)
    part = sentence[near[0] : near[-1]]
    if not is_other or segmenter.weigh_boundaries(part, start - near[0], end - near[0]) < LIKELIER:
        return LONGER, hit
    return COLLISION, (edges[0] if bound_left else start, edges[-1] if bound_right else end)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The hits of a term that have the same neighbour on a side, or the same longer words.

    `side` is `left`, `right` or `around`; `phrase` is the term with it, as most often printed.
    """

    technology: str
    element: str
    term: str
    side: str
    phrase: str
    members: tuple[Surroundings, ...]


def cluster_neighbours(
    surroundings: Iterable[Surroundings], passages: Mapping[str, Passage]
) -> list[Cluster]:
    """Return the hits of each term by the word to their left and by the word to their right."""
    groups: dict[tuple[str, ...], list[tuple[Surroundings, str]]] = defaultdict(list)
    for around in surroundings:
        hit, text = around.hit, passages[around.hit.passage_id].text
        for side, word in (("left", around.left), ("right", around.right)):
            if not word:
                continue
            start, end = hit.start, hit.end
            if side == "left":
                start = text.rindex(word, 0, hit.start)
            else:
                end = text.index(word, hit.end) + len(word)
            key = (hit.technology, hit.element, hit.term, side, fold_text(word))
            groups[key].append((around, text[start:end]))
    return [_make_cluster(key, members) for key, members in groups.items()]


def cluster_words(
    surroundings: Iterable[Surroundings], passages: Mapping[str, Passage], verdict: str
) -> list[Cluster]:
    """Return the hits of a verdict by what swallows them: what makes a collision, or the longer words."""
    groups: dict[tuple[str, ...], list[tuple[Surroundings, str]]] = defaultdict(list)
    for around in surroundings:
        if around.verdict == verdict:
            hit, text = around.hit, passages[around.hit.passage_id].text
            first, last = around.reach if verdict == COLLISION else (around.start, around.end)
            phrase = " ".join(text[first:last].split())
            key = (hit.technology, hit.element, hit.term, "around", fold_text(phrase))
            groups[key].append((around, phrase))
    return [_make_cluster(key, members) for key, members in groups.items()]


def _make_cluster(key: tuple[str, ...], members: list[tuple[Surroundings, str]]) -> Cluster:
    printed = Counter(phrase for _, phrase in members)
    phrase = min(printed, key=lambda text: (-printed[text], text))
    technology, element, term, side, _ = key
    return Cluster(
        technology, element, term, side, " ".join(phrase.split()), tuple(around for around, _ in members)
    )
