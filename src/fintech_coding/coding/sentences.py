"""Where the sentences of a passage begin and end, in Chinese and English."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

# A full stop ends a sentence before white space and a capital, a quote or an ideograph, unless the
# word before it is an initial or an abbreviation.
_END = re.compile(r"[。!?！？…]+[”」』\"')）]*|\n+|\.[”\"')]*(?=\s+[“\"'(]?[A-Z\u4e00-\u9fff])")
_LONGEST = 600  # characters
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Co|Corp|Inc|Ltd|Bhd|vs|Fig|approx|e\.g|i\.e|U\.S|U\.K|p|pp))\.$"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a passage, without the white space between them.

    >>> text = 'The Bank uses AI. It grew 8.1 % in No. 3 branch! 本行应用大数据。成效明显'
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['The Bank uses AI.', 'It grew 8.1 % in No. 3 branch!', '本行应用大数据。', '成效明显']
    """
    spans = []
    start = 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and _ABBREVIATION.search(
            text[max(start, match.start() - 8) : match.start() + 1]
        ):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    trimmed = []
    for first, last in [part for span in spans for part in _cut_span(text, *span)]:
        piece = text[first:last]
        if piece.strip():
            trimmed.append((first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip())))
    return trimmed


def _cut_span(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield a span in parts of bounded length: what has no full stop for so long is a list."""
    while last - first > _LONGEST:
        end = max(text.rfind(mark, first, first + _LONGEST) for mark in ",;，；、 ") + 1
        end = end if end > first else first + _LONGEST
        yield first, end
        first = end
    yield first, last


def find_sentence(sentences: list[tuple[int, int]], position: int) -> tuple[int, int]:
    """Return the sentence that holds a position of its passage."""
    index = bisect_right(sentences, (position, float("inf"))) - 1
    return sentences[max(index, 0)]
