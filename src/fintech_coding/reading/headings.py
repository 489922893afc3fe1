"""Which paragraphs are headings or notes, and the rank of a heading's number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from fintech_coding.reading.characters import CJK
from fintech_coding.reading.layout import Paragraph
from fintech_coding.reading.openings import heading_rank
from fintech_coding.records import MIXED

_LONGEST = {"zh": 36, "en": 90}  # characters of a heading
_FACE = 0.1  # the share of lines from which a face is the text's
_MARKED = 0.03  # the share of paragraphs from which another face marks headings
_TITLE, _TITLE_LINES = 1.5, 6  # a title's size over the body's, at the least, and its lines, at the most
_LARGER = 1.12  # a heading's size over the body's, when it has no number

_IDEOGRAPH = re.compile(f"[{CJK}]")
_SMALL_PRINT = 0.87  # and that of small print anywhere, in words of letters
_SMALL = 0.95  # a note's size over the text's, under a table
_NOTE = re.compile(
    r"[(（]?(?:注|註|附註|备注|備註)\s?\d{0,2}[)）]?\s?[:：.]|(?:资料|資料|数据|數據)[来來]源|\*\s?\S"
    r"|(?:Notes?|Sources?|Remarks?)\s?\d{0,2}[:：.]",
    re.IGNORECASE,
)
_NOTE_NUMBER = re.compile(r"[*(（]?(?:\d{1,2}|[ivx]{1,4}|[a-z])[)）]|\*|[1-9①-⑨]\.?\s")
_FORM = re.compile("[□√☑☐✓✔■]")  # an answer in a form, such as □适用 √不适用
_ASKS = re.compile("是否|^其[他它]说明$")  # what a form asks, set as its text is
# What every page of the statements ends with: the notes are part of them.
_PART_OF_STATEMENTS = re.compile(
    r"(?:附注|附註).{0,20}[组組]成部[分份]|\bform(?:s|ing)? (?:an integral )?part of th", re.IGNORECASE
)
_COUNT = re.compile(r"[(（](\d{1,2})[)）]")
_OPENING = 8  # characters among which a note's number stands
_LONGEST_REFERENCE = 90  # characters of such a line
_LETTER = re.compile(r"[^\W\d_]")


def mark_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Mark the paragraphs that are headings or notes: `kind` becomes `heading` or `note`."""
    bodies = [paragraph for paragraph in paragraphs if paragraph.kind == "body"]
    sizes = [paragraph.size for paragraph in bodies if paragraph.lines > 2]
    usual = median(sizes) if sizes else 0.0
    faces = _find_faces(bodies)
    says_so = sum(_is_marked(paragraph, faces) for paragraph in bodies) > _MARKED * len(bodies)
    for before, paragraph, after in zip(
        [None, *paragraphs], paragraphs, [*paragraphs[1:], None], strict=False
    ):
        if paragraph.kind != "body":
            continue
        is_marked = _is_marked(paragraph, faces) or _is_asked(paragraph, after)
        if _is_explained(before, paragraph) or _goes_on(before, paragraph) or _is_reference(paragraph):
            paragraph.kind = "note"
        elif _can_be_heading(paragraph, usual, is_marked=is_marked) and (
            is_marked or _is_heading(paragraph, after, usual, says_so=says_so)
        ):
            paragraph.kind = "heading"
        elif _is_note(paragraph, before, usual):
            paragraph.kind = "note"


def _is_marked(paragraph: Paragraph, faces: set[tuple[bool, int]]) -> bool:
    """Tell whether a paragraph is set in a face that is not the text's."""
    return paragraph.color != MIXED and (paragraph.strong, paragraph.color) not in faces


def _is_asked(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """Tell whether a line is answered by the next, as □适用 √不适用 answers in a form."""
    text = paragraph.text
    is_question = ":" not in text and (heading_rank(text)[0] > 0 or not _ASKS.search(text))
    return is_question and after is not None and _FORM.match(after.text) is not None


def _find_faces(bodies: Sequence[Paragraph]) -> set[tuple[bool, int]]:
    """Return the faces, bold or not and in which colour, that a report's running text is set in."""
    lines: Counter[tuple[bool, int]] = Counter()
    for paragraph in bodies:
        if paragraph.lines > 1:
            lines[paragraph.strong, paragraph.color] += paragraph.lines
    return {face for face, count in lines.items() if count >= _FACE * lines.total()}


def _can_be_heading(paragraph: Paragraph, usual: float, *, is_marked: bool) -> bool:
    """Tell whether a paragraph is short enough for a heading, and ends like one."""
    text = paragraph.text
    if len(text) > 2 * _LONGEST["en"]:
        return False
    language = "zh" if _IDEOGRAPH.search(text) else "en"
    longest = _LONGEST[language] * (2 if is_marked or heading_rank(text)[0] else 1)
    if (
        paragraph.lines > (_TITLE_LINES if paragraph.size > _TITLE * usual else 3)
        or len(text) > longest
        or len(_LETTER.findall(text)) < 2
    ):
        return False
    return not (text[-1] in "。;,!?" or (language == "en" and text[-1] == ".") or _FORM.match(text))


def _is_heading(paragraph: Paragraph, after: Paragraph | None, usual: float, *, says_so: bool) -> bool:
    """Tell whether a paragraph that its face does not mark is a heading, by its number, size and place.

    `says_so` says that the report marks its headings by their face.
    """
    text = paragraph.text
    is_numbered = heading_rank(text)[0] > 0
    is_decimal = heading_rank(text)[1] > 0 and text.find(":") in (-1, len(text) - 1)
    if (":" in text and not is_decimal) or (text[0] in "•(（*-–《" and not is_numbered):
        return False
    if is_numbered and not re.match(r"\d{1,2}[、.]\D", text):
        return True
    if paragraph.size > _LARGER * usual:
        return True
    stands_over = after is None or after.kind != "body" or after.lines > 1 or after.text[-1] in "。."
    if says_so:
        return is_numbered and stands_over and paragraph.lines == 1
    return (is_numbered or stands_over) and paragraph.lines == 1 and not paragraph.full


def _is_explained(before: Paragraph | None, paragraph: Paragraph) -> bool:
    """Tell whether a sentence under a table has the number of a mark in it: 拆出资金(1) and (1)含…。"""
    if before is None or before.kind != "table" or paragraph.text[-1] not in "。.":
        return False
    number = _COUNT.match(paragraph.text)
    return number is not None and number[0] in before.text


def _goes_on(before: Paragraph | None, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the next of the numbered notes under a table: (2) after (1)."""
    if before is None or before.kind != "note":
        return False
    number, last = _COUNT.match(paragraph.text), _COUNT.search(before.text[:_OPENING])
    return number is not None and last is not None and int(number[1]) == int(last[1]) + 1


def _is_reference(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph says that the notes are part of the statements, as their every page does."""
    return (
        len(paragraph.text) <= _LONGEST_REFERENCE
        and paragraph.lines <= 2
        and _PART_OF_STATEMENTS.search(paragraph.text) is not None
    )


def _is_note(paragraph: Paragraph, before: Paragraph | None, usual: float) -> bool:
    """Tell whether a paragraph is a note: by its word, by its small print, or as one of several."""
    if _NOTE.match(paragraph.text):
        return True
    if paragraph.size < _SMALL_PRINT * usual and not _IDEOGRAPH.search(paragraph.text):
        return True
    if before is None or before.kind not in ("table", "note"):
        return False
    is_small = paragraph.size < _SMALL * usual
    return (before.kind == "note" and is_small) or (
        _NOTE_NUMBER.match(paragraph.text) is not None and (before.kind == "note" or is_small)
    )
