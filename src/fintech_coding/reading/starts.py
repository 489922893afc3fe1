"""Where a paragraph starts in a column: told by face, size, gap, indent, and how the line before ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fintech_coding.reading.characters import CJK
from fintech_coding.reading.columns import INDENT, Column, measure_em
from fintech_coding.reading.openings import OPENING
from fintech_coding.reading.rowlike import ends_alone
from fintech_coding.records import MIXED, Line

_SIZE_CHANGE = 1.22  # fonts mixed in one line make its size waver by less;
_SIZE_CHANGE_WITHIN = 1.6  # within a sentence, by much less
_EM_CHANGE = 1.2  # letters of one size are as wide in two lines, or nearly so
_FEW_LETTERS = 10  # tell nothing of that
_GAP_CHANGE = 1.4  # a gap of so many usual line pitches starts a paragraph
_SHORT_BY = 3.0  # ems by which a sentence's last line falls short of justified text, and ends its paragraph
_RAGGED = 0.1  # of the measure, by which any line of text that is not justified may fall short of it

_IDEOGRAPH = re.compile(f"[{CJK}]")
_FIELD = re.compile(f"[{CJK}]{{2,6}}:[^,。;]*$")  # such as 电话:…; in a list of them each stands alone
_ENDS_SENTENCE = tuple("。!?…！？.")
_ENDS_CLAUSE = (*_ENDS_SENTENCE, ";", ":", "；", "：", "”", '"', "」", "』", ")", "）")


@dataclass(slots=True)
class _Break:
    """Two lines of a column, the line that the paragraph before begins with, and the measure around them."""

    column: Column
    index: int
    first: Line
    before: Line
    line: Line
    left: float = 0.0
    right: float = 0.0

    def reaches(self, share: float) -> bool:
        """Tell whether the line before is as long as a share of the measure."""
        return self.before.x1 - self.left >= share * (self.right - self.left)

    @property
    def hangs(self) -> bool:
        """Under a bullet or number the text hangs: it stands in without opening a paragraph."""
        return (
            self.line.x0 > self.first.x0 + 0.8 * self.line.size and OPENING.match(self.first.text) is not None
        )


def starts_paragraph(column: Column, index: int, start: int) -> bool:
    """Tell whether a paragraph starts at a line of a column; the one before it starts at `start`."""
    at = _Break(column, index, column.lines[start], column.lines[index - 1], column.lines[index])
    if column.rows[index] or column.rows[index - 1]:
        return not (column.rows[index] and column.rows[index - 1])
    if _changes_face(at.before, at.line) or ends_alone(at.before.text):
        return True
    if _is_open(at.before.text):
        return False
    if _opens(at) or _comes_back(at, is_second=index - 1 == start) or _is_apart(at):
        return True
    at.left, at.right = column.measure(index, index + 1)
    if _changes_size(at):
        return True
    return _starts_ideographic(at, start) if _is_ideographic(at) else _starts_latin(at)


def _changes_face(before: Line, line: Line) -> bool:
    """Tell whether two lines are set in different faces, as a heading and its text are."""
    return before.strong != line.strong or (
        before.color != line.color and MIXED not in (before.color, line.color)
    )


def _is_open(text: str) -> bool:
    """Tell whether a line leaves a quotation or a title open, so that the next goes on with it."""
    return (
        ("《" in text and text.count("《") > text.count("》"))
        or ("「" in text and text.count("「") > text.count("」"))
        or ("『" in text and text.count("『") > text.count("』"))
    )


def _opens(at: _Break) -> bool:
    """Tell whether a line shows as a paragraph's beginning: by a bullet, a number, or as one of fields."""
    text, before = at.line.text, at.before.text
    if OPENING.match(text) and not _is_broken_number(before, text):
        return True
    return ":" in text and ":" in before and bool(_FIELD.match(text)) and bool(_FIELD.match(before))


def _is_broken_number(before: str, text: str) -> bool:
    """Tell whether a line only seems to open with a number because the line before was cut in one."""
    return text[:1].isdigit() and (before[-1:].isdigit() or before[-1:] in ",.年至约共为达的是")


def _comes_back(at: _Break, *, is_second: bool) -> bool:
    """Tell whether a line comes back from text that hangs under its bullet."""
    hung = not is_second and at.before.x0 > at.first.x0 + 0.8 * at.line.size
    return hung and at.line.x0 < at.first.x0 - at.line.size


def _is_apart(at: _Break) -> bool:
    gap = at.line.top - at.before.top
    return gap > _GAP_CHANGE * at.column.pitch and gap > 1.6 * at.line.size


def _changes_size(at: _Break) -> bool:
    """Tell whether two lines differ in size: by what the file says, and as their letters stand.

    The size that a file gives is that of a line's first letter, before it is scaled. A full line in the
    middle of a sentence is rarely a heading; both its ends may be in another font.
    """
    before, line = at.before, at.line
    sizes = sorted((before.size, line.size))
    goes_on = at.reaches(0.75) and not before.text.endswith(_ENDS_CLAUSE)
    if sizes[1] <= (_SIZE_CHANGE_WITHIN if goes_on else _SIZE_CHANGE) * sizes[0]:
        return False
    ems = sorted((measure_em(before), measure_em(line)))
    return min(len(before.text), len(line.text)) < _FEW_LETTERS or ems[1] > _EM_CHANGE * ems[0]


def _is_ideographic(at: _Break) -> bool:
    ends, begins = at.before.text[-2:], at.line.text[:2]
    return bool(_IDEOGRAPH.search(ends) or _IDEOGRAPH.search(begins) or ends[-1] in "。,;:")


def _starts_ideographic(at: _Break, start: int) -> bool:
    """Tell whether a paragraph starts between lines of ideographs, which fill the measure."""
    before, line, left, right = at.before, at.line, at.left, at.right
    ends = before.text.endswith(_ENDS_CLAUSE)
    if not at.hangs and at.column.indents and _is_indented(line, left) and _is_indented(before, left):
        return ends or not at.reaches(0.75) or _goes_under(at, start)
    short = right - _SHORT_BY * line.size
    if before.text.endswith(_ENDS_SENTENCE) and before.x1 < short and at.column.is_full(at.index, short):
        return True
    if ends and at.column.indents and line.x0 < left + 0.5 * line.size:
        return not at.reaches(0.8)
    if ends:
        return before.x1 < right - 1.6 * line.size or (line.x0 > left + 1.2 * line.size and not at.hangs)
    if not at.reaches(0.55):
        return True
    # A long line without an end of sentence goes on, whatever the next line's indent; a numbered one
    # over an indented line is a heading.
    return bool(OPENING.match(before.text)) and len(before.text) < 30 and line.x0 > left + 1.2 * line.size


def _is_indented(line: Line, left: float) -> bool:
    return INDENT[0] * line.size < line.x0 - left < INDENT[1] * line.size


def _goes_under(at: _Break, start: int) -> bool:
    """Tell whether a line that stands in begins a paragraph, as the next does not, under a numbered title."""
    after = at.column.lines[at.index + 1 : at.index + 2]
    is_first = (
        bool(after) and not at.column.rows[at.index + 1] and after[0].x0 < at.left + 0.5 * after[0].size
    )
    return is_first and at.index - 1 == start and OPENING.match(at.first.text) is not None


def _starts_latin(at: _Break) -> bool:
    """Tell whether a paragraph starts between lines of words: the next had room in the line before."""
    before, line, left, right = at.before, at.line, at.left, at.right
    if line.text[:1].islower() and not before.text.endswith((".", "!", "?")):
        return False
    word = line.text.split(" ", 1)[0]
    per_character = (line.x1 - line.x0) / max(len(line.text), 1)
    fits = before.x1 + per_character * (len(word) + 1.5) < right
    if not before.text.endswith((".", "!", "?", ":", ";", "”", '"', ")")):
        return fits and not at.reaches(0.7)
    if line.x0 > left + 0.8 * line.size and line.x0 > before.x0 + 0.8 * line.size:
        return True
    is_short = before.x1 < right - _RAGGED * (right - left)
    return fits and (is_short or at.column.is_full(at.index, right - line.size))
