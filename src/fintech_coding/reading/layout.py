"""The lines of pages become paragraphs, headings and tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median_high

from fintech_coding.reading.characters import BROKEN_WORD, CJK, collect_words, is_broken, join_lines
from fintech_coding.reading.columns import Column, find_columns, measure_em
from fintech_coding.reading.openings import OPENING
from fintech_coding.reading.rowlike import ends_alone
from fintech_coding.reading.ruled import Cell
from fintech_coding.reading.starts import starts_paragraph
from fintech_coding.records import Line, Page

_NOTES = 4  # paragraphs, at the most, between one and its continuation on the next page
_MOST_LINES = 200  # of a paragraph; a text without any end is cut, or joining it would take for ever
_SIZE_CHANGE = 1.22  # fonts mixed in one line make its size waver by less
_FEW_LETTERS = 10  # tell nothing of their size
_PROSE = 24  # characters of a lone line that may be a sentence

_IDEOGRAPH = re.compile(f"[{CJK}]")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together: their text, pages, kind, and where the first and last line stand.

    `indented` says that the first line stands in from the left edge of its column, `full` that the
    last line reaches the right edge, `wide` that it reaches past the middle; `printed` are the lines.
    """

    text: str
    page_first: int
    page_last: int
    kind: str
    size: float
    lines: int = 1
    strong: bool = False
    color: int = 0
    indented: bool = False
    full: bool = False
    wide: bool = False
    label: str = ""
    column: int = 0
    printed: list[Line] = field(default_factory=list)


def build_paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """Return the paragraphs of a report, those that run over a column's or page's end made whole."""
    paragraphs: list[Paragraph] = []
    words = _collect_words(pages)
    for page, columns in find_columns(pages):
        for column in columns:
            number = column.number
            for paragraph in _split_paragraphs(column, page, words):
                paragraph.column = number
                if paragraphs and _is_same_table(paragraphs[-1], paragraph):
                    paragraphs[-1].text += f"\n{paragraph.text}"
                    paragraphs[-1].lines += paragraph.lines
                    paragraphs[-1].printed += paragraph.printed
                    paragraphs[-1].column = number
                    continue
                before = _find_before(paragraphs, paragraph)
                apart = before is not None and (before.page_last, before.column) != (page.number, number)
                if before is not None and apart and _runs_on(before, paragraph):
                    before.text = join_lines(before.text, paragraph.text, words)
                    before.page_last = page.number
                    before.column = number
                    before.lines += paragraph.lines
                    before.printed += paragraph.printed
                    before.full, before.wide = paragraph.full, paragraph.wide
                else:
                    paragraphs.append(paragraph)
    for paragraph in paragraphs:
        paragraph.text = paragraph.text.replace(BROKEN_WORD, "-")  # nothing came to complete the word
    return paragraphs


def _is_same_table(before: Paragraph, after: Paragraph) -> bool:
    """Tell whether two runs of rows on a page, with nothing between them, are of one table."""
    return before.kind == after.kind == "table" and before.page_last == after.page_first


def _collect_words(pages: Sequence[Page]) -> frozenset[str]:
    """Return the words of a report in which lines break words, else none, for they would not be asked."""
    lines = [line.text for page in pages for line in page.lines]
    return collect_words(lines) if any(is_broken(text) for text in lines) else frozenset()


def _find_before(paragraphs: Sequence[Paragraph], after: Paragraph) -> Paragraph | None:
    """Return the paragraph that may run on in another: the last but for notes in smaller print."""
    for before in reversed(paragraphs[-_NOTES:]):
        if before.size > 0.88 * after.size:
            return before
    return None


def _split_paragraphs(column: Column, page: Page, words: frozenset[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of one column of text."""
    start = 0
    for index in range(1, len(column.lines) + 1):
        is_long = index - start >= _MOST_LINES and not column.rows[start]
        if index == len(column.lines) or is_long or starts_paragraph(column, index, start):
            yield _make_paragraph(column, start, index, page, words)
            start = index


def _make_paragraph(column: Column, start: int, end: int, page: Page, words: frozenset[str]) -> Paragraph:
    lines = column.lines
    first, last = lines[start], lines[end - 1]
    left, right = column.measure(start, end)
    text = first.text
    for index in range(start + 1, end):
        if column.rows[start] and (mark := _mark_cell(column.cells[index - 1], column.cells[index])):
            text += mark + lines[index].text
        else:
            text = join_lines(text, lines[index].text, words)
    return Paragraph(
        text,
        page.number,
        page.number,
        "table" if column.rows[start] else "body",
        first.size if column.rows[start] else _find_size(lines[start:end]),
        lines=end - start,
        strong=all(line.strong for line in lines[start:end]),
        color=first.color,
        indented=first.x0 > left + 1.2 * first.size,
        full=last.x1 > right - 1.6 * last.size,
        wide=last.x1 - left > 0.55 * (right - left),
        label=page.label,
        printed=list(lines[start:end]),
    )


def _find_size(lines: Sequence[Line]) -> float:
    """Return the size of most lines; that of a lone line as its ideographs stand, where it is far larger."""
    if len(lines) > 1:
        sizes = [line.size for line in lines]
        return sizes[0] if sizes.count(sizes[0]) > len(sizes) / 2 else median_high(sizes)
    (line,) = lines
    em = 0.0 if " " in line.text or len(line.text) < _FEW_LETTERS else measure_em(line)
    return em if em > _SIZE_CHANGE * line.size and _IDEOGRAPH.search(line.text) else line.size


def _mark_cell(before: Cell | None, cell: Cell | None) -> str:
    """Return what parts two lines of a table: nothing within a cell, a tab in a row, else a line end."""
    if before is None or cell is None:
        return "\n"
    if before == cell:
        return ""
    return "\t" if before.top == cell.top else "\n"


def _runs_on(before: Paragraph, after: Paragraph) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    if before.kind != "body" or after.kind != "body" or before.lines > _MOST_LINES:
        return False
    if OPENING.match(after.text) or ends_alone(before.printed[-1].text):
        return False
    if after.text.startswith("指 ") and before.text[0] == "「":
        return before.column + 1 == after.column  # a term and its explanation
    if max(before.size, after.size) > _SIZE_CHANGE * min(before.size, after.size):
        return False
    if _IDEOGRAPH.search(before.text[-6:]) or _IDEOGRAPH.search(after.text[:6]):
        return _runs_on_ideographic(before, after)
    if before.text[-1] in ".!?:;":
        return False
    return after.text[:1].islower() or (before.full and before.lines > 1)


def _runs_on_ideographic(before: Paragraph, after: Paragraph) -> bool:
    last, is_numbered = before.text[-1], OPENING.match(before.text) is not None
    if last in "。!?…":
        return before.full and not after.indented and before.lines > 1 and after.lines > 1
    if last in ";；":
        return before.full or (before.wide and not is_numbered)
    if last in ":：" or not before.wide:
        return False
    # A numbered title may reach past the middle of its line.
    return before.lines > 1 or (len(before.text) > _PROSE and (before.full or not is_numbered))
