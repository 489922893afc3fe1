"""What a technology is used for: the businesses that a part of a sentence names beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from fintech_coding.coding.codebook import Codebook
from fintech_coding.coding.matcher import Matcher, Span
from fintech_coding.records import Hit, Passage, Use

# Between them a long sentence lists what has little to do with each other.
_PART_END = re.compile("[;；]")
# What parts the items of a list: 智慧政务、金融生态云 does not say that the cloud serves the government.
# Where a clause ends between them the list is over: 拓展获客、支付场景,运用大数据.
_ITEM_END = re.compile("、|[”」』》] ?[“「『《]")
_CLAUSE_END = re.compile("[,，:：。]")


class UseFinder:
    """The applications of a codebook, ready to be found beside the hits of its technologies."""

    def __init__(self, codebook: Codebook) -> None:
        """Prepare the matcher of the applications."""
        self._matcher = Matcher(codebook, codebook.applications)

    def find_uses(self, passage: Passage, hits: Iterable[Hit]) -> Iterator[Use]:
        """Yield what each hit of a passage is used for, hit by hit, by the place of the business named.

        A hit serves a business that is named in its part of the sentence, before it, after it or within it,
        but for one before it in a list that the hit is a later item of. Of several mentions of one business
        the nearest stands for all.
        """
        spans = self._matcher.find_spans(passage.text)
        if not spans:
            return
        starts = [span.start for span in spans]
        for hit in hits:
            first, last = find_part(passage.text, hit)
            nearest: dict[tuple[str, str], Span] = {}
            for span in spans[bisect_left(starts, first) : bisect_left(starts, last)]:
                if span.end > last or _is_listed(passage.text[span.end : hit.start]):
                    continue
                key = span.technology, span.element
                if key not in nearest or _measure_gap(hit, span) < _measure_gap(hit, nearest[key]):
                    nearest[key] = span
            for (side, application), span in sorted(nearest.items(), key=lambda item: item[1].start):
                surface = passage.text[span.start : span.end]
                yield Use(hit, side, application, span.term, surface, span.start, span.end, first, last)


def find_part(text: str, hit: Hit) -> tuple[int, int]:
    """Return the span of the part of its sentence that a hit stands in; a semicolon ends a part."""
    first, last = hit.sentence_start, hit.sentence_end
    for mark in _PART_END.finditer(text, first, last):
        if mark.end() <= hit.start:
            first = mark.end()
        elif mark.start() >= hit.end:
            last = mark.start()
            break
    return first, last


def _is_listed(between: str) -> bool:
    """Tell whether what stands between a business and a hit after it makes them two items of a list."""
    return _ITEM_END.search(between) is not None and _CLAUSE_END.search(between) is None


def _measure_gap(hit: Hit, span: Span) -> int:
    return max(span.start - hit.end, hit.start - span.end, 0)
