"""Passages become hits: the one way through matching, segmentation and context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fintech_coding.coding.codebook import Codebook
from fintech_coding.coding.context import ContextReader
from fintech_coding.coding.matcher import Matcher, Span
from fintech_coding.coding.segment import Segmenter
from fintech_coding.coding.sentences import find_sentence, split_sentences
from fintech_coding.records import Hit, Passage

CONTRADICTED = "contradicted"
AGREES = "agrees"


class Coder:
    """A codebook, ready to code passages."""

    def __init__(self, codebook: Codebook) -> None:
        """Prepare the matcher and, unless the codebook ignores boundaries, jieba."""
        self._matcher = Matcher(codebook)
        self._context = ContextReader(codebook.context)
        self._boundary = codebook.boundary
        self._segmenter = None if codebook.boundary == "ignore" else Segmenter(_list_words(codebook))

    def code_passages(self, passages: Iterable[Passage]) -> Iterator[Hit]:
        """Yield the hits of passages, in their order."""
        for passage in passages:
            yield from self.code_passage(passage)

    def code_passage(self, passage: Passage) -> Iterator[Hit]:
        """Yield the hits of one passage, in order of their place."""
        spans = self._matcher.find_spans(passage.text)
        if not spans:
            return
        sentences = split_sentences(passage.text)
        edges: dict[tuple[int, int], set[int]] = {}
        for span in spans:
            first, last = find_sentence(sentences, span.start)
            last = max(last, span.end)
            hit = self._make_hit(passage, span, first, last)
            if self._segmenter is not None:
                if (first, last) not in edges:
                    edges[first, last] = self._segmenter.find_boundaries(passage.text[first:last])
                agrees = {span.start - first, span.end - first} <= edges[first, last]
                hit = replace(hit, boundary=AGREES if agrees else CONTRADICTED)
                if not agrees and self._boundary == "require":
                    continue
            yield hit

    def _make_hit(self, passage: Passage, span: Span, first: int, last: int) -> Hit:
        sentence = passage.text[first:last]
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
            sentence_end=last,
            negated=self._context.is_negated(sentence, span.start - first, span.end - first),
            scope=self._context.judge_scope(
                sentence, span.start - first, span.end - first, passage.section, passage.part
            ),
            boundary="",
        )


def _list_words(codebook: Codebook) -> list[str]:
    return [
        term.text.rstrip("*")
        for technology in codebook.technologies
        for element in technology.elements
        for term in element.terms
    ]
