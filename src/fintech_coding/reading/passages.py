"""The pages of a report become its passages."""

from __future__ import annotations

from collections.abc import Sequence

from fintech_coding.reading.contents import drop_contents
from fintech_coding.reading.furniture import drop_furniture
from fintech_coding.reading.layout import build_paragraphs
from fintech_coding.reading.sections import Outline, mark_headings
from fintech_coding.records import Page, Passage


def split_passages(pages: Sequence[Page], *, report_id: str) -> list[Passage]:
    """Return the passages of a report in reading order, each with its pages and its section."""
    paragraphs = build_paragraphs(drop_contents(drop_furniture(pages)))
    mark_headings(paragraphs)
    outline = Outline()
    passages = []
    for number, paragraph in enumerate(paragraphs, start=1):
        if paragraph.kind == "heading":
            outline.enter(paragraph.text, paragraph.size)
        passages.append(
            Passage(
                passage_id=f"{report_id}_{number:05d}",
                report_id=report_id,
                page_first=paragraph.page_first,
                page_last=paragraph.page_last,
                page_label=paragraph.label,
                section=outline.path,
                kind=paragraph.kind,
                text=paragraph.text,
            )
        )
    return passages
