"""What became of each printed line: kept as body, heading, table or note, or dropped, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fintech_coding.reading.contents import drop_contents
from fintech_coding.reading.furniture import drop_furniture
from fintech_coding.reading.headings import mark_headings
from fintech_coding.reading.layout import build_paragraphs
from fintech_coding.records import KINDS, Line, Page

DROPPED = {
    "furniture": "a running header, footer or page number",
    "contents": "the table of contents",
}
"""Why a line is not among the passages, and what that means."""

FATES = (*KINDS, *DROPPED)


@dataclass(frozen=True, slots=True)
class TracedLine:
    """A printed line and its fate: the kind of its passage, or why it was dropped.

    `opens` says that a passage begins with it.
    """

    line: Line
    fate: str
    opens: bool


def trace_pages(pages: Sequence[Page]) -> Iterator[tuple[Page, list[TracedLine]]]:
    """Yield the pages of a report, each with its lines in the order they were read and what became of them.

    A line that was cut, for a running line ends in it, is furniture here.
    """
    without_furniture = drop_furniture(pages)
    kept = drop_contents(without_furniture)
    paragraphs = build_paragraphs(kept)
    mark_headings(paragraphs)
    fates = {id(line): paragraph.kind for paragraph in paragraphs for line in paragraph.printed}
    first = {id(paragraph.printed[0]) for paragraph in paragraphs}
    for page, left in zip(pages, without_furniture, strict=True):
        not_furniture = {id(line) for line in left.lines}
        yield (
            page,
            [
                TracedLine(
                    line,
                    fates.get(id(line), "contents" if id(line) in not_furniture else "furniture"),
                    id(line) in first,
                )
                for line in page.lines
            ],
        )
