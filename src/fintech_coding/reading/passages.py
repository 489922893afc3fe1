"""The pages of a report become its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fintech_coding.reading.chapters import find_chapters, find_running_parts
from fintech_coding.reading.confidence import mean_confidence
from fintech_coding.reading.contents import drop_contents
from fintech_coding.reading.furniture import drop_furniture
from fintech_coding.reading.headings import mark_headings
from fintech_coding.reading.layout import build_paragraphs
from fintech_coding.reading.parts import settle_parts
from fintech_coding.reading.sections import list_sections
from fintech_coding.records import Page, Passage

_LONGEST = 2000  # characters of a passage


def split_passages(pages: Sequence[Page], *, report_id: str) -> list[Passage]:
    """Return the passages of a report in reading order, each with its pages and its section."""
    bodies = drop_furniture(pages)
    paragraphs = build_paragraphs(drop_contents(bodies))
    mark_headings(paragraphs)
    sections = list_sections(paragraphs, find_chapters(pages, bodies), find_running_parts(pages, bodies))
    parts = settle_parts([part for _, part in sections], [paragraph.text for paragraph in paragraphs])
    passages: list[Passage] = []
    for paragraph, (section, _), part in zip(paragraphs, sections, parts, strict=True):
        confidence = mean_confidence([(line.text, line.confidence) for line in paragraph.printed])
        for text in cut_text(paragraph.text):
            passages.append(
                Passage(
                    passage_id=f"{report_id}_{len(passages) + 1:05d}",
                    report_id=report_id,
                    page_first=paragraph.page_first,
                    page_last=paragraph.page_last,
                    page_label=paragraph.label,
                    section=section,
                    kind=paragraph.kind,
                    text=text,
                    confidence=confidence,
                    part=part,
                )
            )
    return passages


def cut_text(text: str) -> Iterator[str]:
    """Yield a text in pieces of bounded length, cut after a sentence, a line or a word where there is one.

    No paragraph is so long; a text file without line ends, or a list without full stops, is.

    >>> [len(piece) for piece in cut_text('一句话。' * 3000)]
    [2000, 2000, 2000, 2000, 2000, 2000]
    """
    start = 0
    while len(text) - start > _LONGEST:
        last = start + _LONGEST
        end = max(text.rfind(mark, start, last) for mark in ("。", ". ", "\n"))
        if end < start + _LONGEST // 2:
            end = max(end, text.rfind(" ", start, last))
        end = end + 1 if end > start else last
        yield from _strip(text[start:end])
        start = end
    yield from _strip(text[start:])


def _strip(piece: str) -> Iterator[str]:
    stripped = piece.strip()
    if stripped:
        yield stripped
