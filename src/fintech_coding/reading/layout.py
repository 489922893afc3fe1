"""The lines of pages become paragraphs, headings and tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median_high

from fintech_coding.reading.characters import BROKEN_WORD, CJK, collect_words, is_broken, join_lines
from fintech_coding.reading.columns import INDENT, Column, find_columns, measure_em
from fintech_coding.reading.openings import OPENING
from fintech_coding.reading.rowlike import ends_alone
from fintech_coding.reading.ruled import Cell
from fintech_coding.records import MIXED, Line, Page

_NOTES = 4  # paragraphs, at the most, between one and its continuation on the next page
_MOST_LINES = 200  # of a paragraph; a text without any end is cut, or joining it would take for ever
_SIZE_CHANGE = 1.22  # fonts mixed in one line make its size waver by less
_SHORT_BY = 3.0  # ems by which a sentence's last line falls short of justified text, and ends its paragraph
_RAGGED = 0.1  # of the measure, by which any line of text that is not justified may fall short of it
_EM_CHANGE = 1.2  # letters of one size are as wide in two lines, or nearly so
_FEW_LETTERS = 10  # tell nothing of that
_GAP_CHANGE = 1.4  # a gap of so many usual line pitches starts a paragraph

_IDEOGRAPH = re.compile(f"[{CJK}]")
_PAIRS = ("「」", "《》", "『』")
_FIELD = re.compile(f"[{CJK}]{{2,6}}:[^,。;]*$")  # such as 电话:…; in a list of them each stands alone
_ENDS_SENTENCE = tuple("。!?…！？.")
_ENDS_CLAUSE = (*_ENDS_SENTENCE, ";", ":", "；", "：", "”", '"', "」", "』", ")", "）")


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
        if index == len(column.lines) or is_long or _starts_paragraph(column, index, start):
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


def _starts_paragraph(column: Column, index: int, start: int) -> bool:
    """Tell whether a paragraph starts at a line of a column; the one before it starts at `start`."""
    first, before, line = column.lines[start], column.lines[index - 1], column.lines[index]
    if column.rows[index] or column.rows[index - 1]:
        return not (column.rows[index] and column.rows[index - 1])
    if _changes_face(before, line) or ends_alone(before.text):
        return True
    if _is_open(before.text):
        return False
    if OPENING.match(line.text) and not _is_broken_number(before.text, line.text):
        return True
    if ":" in line.text and ":" in before.text and _FIELD.match(line.text) and _FIELD.match(before.text):
        return True
    if line.x0 < first.x0 - line.size and start < index - 1 and before.x0 > first.x0 + 0.8 * line.size:
        return True  # back from text that hangs under its bullet
    gap = line.top - before.top
    if gap > _GAP_CHANGE * column.pitch and gap > 1.6 * line.size:
        return True
    left, right = column.measure(index, index + 1)
    goes_on = before.x1 - left > 0.75 * (right - left) and not before.text.endswith(_ENDS_CLAUSE)
    if _changes_size(before, line, 1.6 if goes_on else _SIZE_CHANGE):
        # A full line in the middle of a sentence is rarely a heading; both its ends may be in another font.
        return True
    if _IDEOGRAPH.search(before.text[-2:]) or _IDEOGRAPH.search(line.text[:2]) or before.text[-1] in "。,;:":
        # Under a bullet or number the text hangs: it stands in without opening a paragraph.
        hangs = line.x0 > first.x0 + 0.8 * line.size and OPENING.match(first.text) is not None
        if not hangs and column.indents and _is_indented(line, left) and _is_indented(before, left):
            return (
                _goes_under(column, index, start, left)
                or before.x1 - left < 0.75 * (right - left)
                or before.text.endswith(_ENDS_CLAUSE)
            )
        if before.text.endswith(_ENDS_SENTENCE) and column.is_full(index, right - _SHORT_BY * line.size):
            return before.x1 < right - _SHORT_BY * line.size or _starts_ideographic(
                before, line, left, right, hangs=hangs, column_indents=column.indents
            )
        return _starts_ideographic(before, line, left, right, hangs=hangs, column_indents=column.indents)
    return _starts_latin(before, line, left, right, ragged=not column.is_full(index, right - line.size))


def _goes_under(column: Column, index: int, start: int, left: float) -> bool:
    """Tell whether a line that stands in begins a paragraph, as the next does not, under a numbered title."""
    after = column.lines[index + 1 : index + 2]
    is_first = bool(after) and not column.rows[index + 1] and after[0].x0 < left + 0.5 * after[0].size
    return is_first and index - 1 == start and OPENING.match(column.lines[start].text) is not None


def _is_indented(line: Line, left: float) -> bool:
    return INDENT[0] * line.size < line.x0 - left < INDENT[1] * line.size


def _changes_face(before: Line, line: Line) -> bool:
    """Tell whether two lines are set in different faces, as a heading and its text are."""
    return before.strong != line.strong or (
        before.color != line.color and MIXED not in (before.color, line.color)
    )


def _changes_size(before: Line, line: Line, most: float) -> bool:
    """Tell whether two lines differ in size: by what the file says, and as their letters stand.

    The size that a file gives is that of a line's first letter, before it is scaled.
    """
    sizes, ems = sorted((before.size, line.size)), sorted((measure_em(before), measure_em(line)))
    if sizes[1] <= most * sizes[0]:
        return False
    return min(len(before.text), len(line.text)) < _FEW_LETTERS or ems[1] > _EM_CHANGE * ems[0]


def _is_open(text: str) -> bool:
    """Tell whether a line leaves a quotation or a title open, so that the next goes on with it."""
    return any(pair[0] in text and text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)


def _is_broken_number(before: str, text: str) -> bool:
    """Tell whether a line only seems to open with a number because the line before was cut in one."""
    return text[:1].isdigit() and (before[-1:].isdigit() or before[-1:] in ",.年至约共为达的是")


def _starts_ideographic(
    before: Line, line: Line, left: float, right: float, *, hangs: bool, column_indents: bool
) -> bool:
    reach = before.x1 - left
    if before.text.endswith(_ENDS_CLAUSE):
        if column_indents and line.x0 < left + 0.5 * line.size:
            return reach < 0.8 * (right - left)
        return before.x1 < right - 1.6 * line.size or (line.x0 > left + 1.2 * line.size and not hangs)
    if reach < 0.55 * (right - left):
        return True
    # A long line without an end of sentence goes on, whatever the next line's indent; a numbered one
    # over an indented line is a heading.
    return bool(OPENING.match(before.text)) and len(before.text) < 30 and line.x0 > left + 1.2 * line.size


def _starts_latin(before: Line, line: Line, left: float, right: float, *, ragged: bool) -> bool:
    if line.text[:1].islower() and not before.text.endswith((".", "!", "?")):
        return False
    word = line.text.split(" ", 1)[0]
    per_character = (line.x1 - line.x0) / max(len(line.text), 1)
    fits = before.x1 + per_character * (len(word) + 1.5) < right
    indented = line.x0 > left + 0.8 * line.size and line.x0 > before.x0 + 0.8 * line.size
    if before.text.endswith((".", "!", "?", ":", ";", "”", '"', ")")):
        return (fits and (not ragged or before.x1 < right - _RAGGED * (right - left))) or indented
    return fits and before.x1 - left < 0.7 * (right - left)


def _runs_on(before: Paragraph, after: Paragraph) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    if before.kind != "body" or after.kind != "body" or before.lines > _MOST_LINES:
        return False
    if OPENING.match(after.text) or ends_alone(before.printed[-1].text):
        return False
    if after.text.startswith("指 ") and before.text[0] == "「":
        return before.column + 1 == after.column
    if max(before.size, after.size) > _SIZE_CHANGE * min(before.size, after.size):
        return False
    last = before.text[-1]
    if _IDEOGRAPH.search(before.text[-6:]) or _IDEOGRAPH.search(after.text[:6]):
        if last in "。!?…":
            return before.full and not after.indented and before.lines > 1 and after.lines > 1
        if last in ";；":
            return before.full or (before.wide and not OPENING.match(before.text))
        is_text = before.lines > 1 or (len(before.text) > 24 and (before.full or not OPENING.match(before.text)))
        return before.wide and last not in ":：" and is_text
    if last in ".!?:;":
        return False
    return after.text[:1].islower() or (before.full and before.lines > 1)
