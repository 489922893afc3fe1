"""Passages become hits: the one way through matching, segmentation and context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fintech_coding.coding.codebook import Codebook, Term
from fintech_coding.coding.context import ContextReader
from fintech_coding.coding.matcher import Matcher, Span
from fintech_coding.coding.segment import Segmenter
from fintech_coding.coding.sentences import find_sentence, split_sentences
from fintech_coding.records import Hit, Passage

CONTRADICTED = "contradicted"
AGREES = "agrees"
_BATCH = 100_000  # characters


class Coder:
    """A codebook, ready to code passages."""

    def __init__(self, codebook: Codebook) -> None:
        """Prepare the matcher and, unless the codebook ignores boundaries, jieba."""
        self._matcher = Matcher(codebook)
        self._context = ContextReader(codebook.context)
        self._boundary = codebook.boundary
        terms = [term for t in codebook.technologies for element in t.elements for term in element.terms]
        rules = {term.boundary or codebook.boundary for term in terms}
        self._segmenter = Segmenter(list_words(terms)) if rules - {"ignore"} else None

    def code_passages(self, passages: Iterable[Passage]) -> Iterator[Hit]:
        """Yield the hits of passages, in their order."""
        for batch in _gather_batches(passages):
            for number, spans in self._matcher.find_in([passage.text for passage in batch]):
                yield from self._make_hits(batch[number], spans)

    def code_passage(self, passage: Passage) -> Iterator[Hit]:
        """Yield the hits of one passage, in order of their place."""
        return self.code_passages([passage])

    def _make_hits(self, passage: Passage, spans: Iterable[Span]) -> Iterator[Hit]:
        sentences = split_sentences(passage.text)
        edges: dict[tuple[int, int], set[int]] = {}
        sentence, place = "", (0, 0)
        for span in spans:
            first, last = find_sentence(sentences, span.start)
            last = max(last, span.end)
            if place != (first, last):  # many hits may stand in one, and it is looked at once
                sentence, place = passage.text[first:last], (first, last)
            boundary, rule = "", span.boundary or self._boundary
            if self._segmenter is not None and rule != "ignore":
                if place not in edges:
                    edges[place] = self._segmenter.find_edges(sentence)
                agrees = {span.start - first, span.end - first} <= edges[place]
                boundary = AGREES if agrees else CONTRADICTED
                if not agrees and rule == "require":
                    continue
            yield self._make_hit(passage, span, first, sentence, boundary)

    def _make_hit(self, passage: Passage, span: Span, first: int, sentence: str, boundary: str) -> Hit:
        return Hit(
            report_id=passage.report_id,
            passage_id=passage.passage_id,
            page_first=passage.page_first,
            page_last=passage.page_last,
            section=passage.section,
            technology=span.technology,
            element=span.element,
            term=span.term,
            surface=passage.text[span.start : span.end],
            start=span.start,
            end=span.end,
            sentence_start=first,
            sentence_end=first + len(sentence),
            negated=self._context.is_negated(sentence, span.start - first, span.end - first),
            scope=self._context.judge_scope(
                sentence, span.start - first, span.end - first, passage.section, passage.part
            ),
            boundary=boundary,
        )


def _gather_batches(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Yield passages some at a time: matching costs less for many, and no more memory than for a few."""
    batch: list[Passage] = []
    size = 0
    for passage in passages:
        batch.append(passage)
        size += len(passage.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def list_words(terms: Iterable[Term]) -> list[str]:
    """Return what of the terms is words that jieba should know."""
    return [term.text.rstrip("*") for term in terms if not term.is_regex]
