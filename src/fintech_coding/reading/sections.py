"""The section each passage stands in: the headings over it, and the part of the report that they name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from fintech_coding.reading.chapters import Chapter
from fintech_coding.reading.layout import Paragraph
from fintech_coding.reading.numbering import CHAPTERS, parse_number
from fintech_coding.reading.outline import Outline
from fintech_coding.reading.parts import holds_notes, is_part_title, is_within, name_part, squeeze_title
from fintech_coding.records import PARTS, Passage

_TOP = 2  # paragraphs of a page among which a chapter's heading stands
_RUN = 3  # chapters whose numbers tell how this report writes them
_LARGE = 1.2  # sizes of body text in which a chapter's title is set
_NESTED = 9  # the level of a part within a chapter
_LONGEST = 200  # characters of a paragraph that are looked at for a title
_BROKEN = 4  # lines over which a chapter's title may be broken
_FIGURES = 0.3  # a heading has a smaller share of figures; with more it is a table's row

_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_FIGURE = re.compile(r"[\d,.%]")
# Lines that look like headings and head nothing: units and columns of tables, dates, addresses, names.
_NO_HEADING = re.compile(
    r"\(?(?:除特别注明外|(?:货币|金额)?单位|人民币(?:百万|千)?元|项目(?:平均|占比|金额|[\d一]|$)|合计|小计|其中).{0,24}"
    r"|(?:附注|附註|注\d?|note).{0,24}|(?:本集团|本行|本公司|项目|\s)+"
    r"|[—–-].*|.*[—–-]|.*[@。].*|.*(?:https?|www)\W.*|.*[:：]|.{1,10}[:：].{0,4}|.{1,24}[:：].*\d.*|[\W\d]*"
    r"|(?:截至|于|於)?[\d二〇○零一三四五六七八九十]+\s?年(?:度|末|[\d一二三四五六七八九十]+\s?月).{0,16}"
    r"|(?:(?:as )?(?:at|of|for|on)\b.{0,20})?\d{0,2}\s?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b.{0,12}",
    re.IGNORECASE,
)


def list_sections(
    paragraphs: Sequence[Paragraph], chapters: Mapping[int, Sequence[Chapter]], running: Mapping[int, str]
) -> list[tuple[str, str]]:
    """Return the path and the part of each paragraph.

    `chapters` are those that the report lists, by page; `running` is the title of a part by the page on
    which it begins to stand in the running header.
    """
    sizes = [paragraph.size for paragraph in paragraphs if paragraph.kind == "body" and paragraph.lines > 2]
    body_size = median(sizes) if sizes else 0.0
    # Where nothing is set larger, as in a text file, a chapter's title is not; nor has every file pages.
    large = min(_LARGE * body_size, max((p.size for p in paragraphs if p.kind == "heading"), default=0.0))
    is_paged = bool(paragraphs) and paragraphs[-1].page_first > 1
    outline = Outline(body_size)
    styles = _find_chapter_styles(chapters, paragraphs)
    starts, titles = _place_chapters(paragraphs, chapters, styles)
    written = {paragraph.page_first for paragraph in paragraphs if paragraph.kind != "heading"}
    sections = []
    page = place = 0
    for index, paragraph in enumerate(paragraphs):
        text, size = paragraph.text, paragraph.size
        if paragraph.page_first != page:
            page, place = paragraph.page_first, 0
            if page in running and all(chapter.title != running[page] for chapter in starts.get(index, ())):
                _enter_part(outline, running[page], listed=bool(chapters))
        for chapter in starts.get(index, ()):
            _enter_chapter(outline, chapter, size, styles)
        if paragraph.kind == "heading" and index not in titles and is_section_heading(text):
            if parse_number(text):
                outline.enter(text, size)
            elif is_part_title(text) and (place < _TOP or not is_paged):
                _enter_part(outline, text, size, listed=bool(chapters) or size < large)
            elif page in written or not chapters:  # else a slogan, alone on a page between listed chapters
                outline.enter(text, size)
        place += 1
        sections.append((outline.path, outline.part))
    return sections


def is_section_heading(text: str) -> bool:
    """Tell whether what looks like a heading may head a section, and is no unit, date, name or table row.

    >>> [is_section_heading(text) for text in ('二、总体情况', '单位:元', '2020年12月31日', '汇金 5,210')]
    [True, False, False, False]
    """
    number = parse_number(text)
    title = text[number.end :] if number else text
    return (
        not _NO_HEADING.fullmatch(title.strip())
        and len(_FIGURE.findall(_YEAR.sub("", title))) <= _FIGURES * len(title)
        and title.count("(") == title.count(")")
    )


def _enter_chapter(outline: Outline, chapter: Chapter, size: float, styles: set[str]) -> None:
    """Enter what the report lists: as a chapter, unless its number is none of a chapter's."""
    if _is_chapter(chapter, styles):
        outline.enter(chapter.title, level=chapter.level)
    elif is_section_heading(chapter.title):
        outline.enter(chapter.title, size)


def _is_chapter(chapter: Chapter, styles: set[str]) -> bool:
    number = parse_number(chapter.title)
    return number.style in (*CHAPTERS, *styles) if number else not styles.intersection(CHAPTERS)


def _enter_part(outline: Outline, title: str, size: float | None = None, *, listed: bool) -> None:
    """Enter a title that names a part and stands at a page's top: as a chapter, where it can be one.

    A running header has no `size`, and is no heading where it is no chapter's.
    """
    part, over = name_part(title), outline.part
    if part == over == "notes":
        return  # on every page of them
    is_accounts = part in ("statements", "notes")
    is_nested = size is not None and is_within(part, over)
    may_be_chapter = not (listed or outline.has_numbered_chapter or is_nested)
    if part == "notes" and holds_notes(outline.chapter):
        outline.enter(title, level=_NESTED)
    elif part != over and (is_accounts or may_be_chapter):
        outline.enter(title, level=0)
    elif size is not None:
        outline.enter(title, size)


def _find_chapter_styles(
    chapters: Mapping[int, Sequence[Chapter]], paragraphs: Sequence[Paragraph]
) -> set[str]:
    """Return the ways of writing that the numbers of chapters have in this report.

    Else those of the widest level that is listed, where they count through the whole report.
    """
    listed = [chapter for opened in chapters.values() for chapter in opened if chapter.level == 0]
    numbers = [number for chapter in listed if (number := parse_number(chapter.title))]
    headings = [parse_number(p.text) for p in paragraphs if p.kind == "heading" and p.text[0] in "第CPScps"]
    counts = Counter(number.style for number in [*numbers, *headings] if number and number.style in CHAPTERS)
    if any(count >= _RUN for count in counts.values()):
        return set(counts)
    values = {style: [n.values for n in numbers if n.style == style] for style in {n.style for n in numbers}}
    return {
        style
        for style, counted in values.items()
        if style != "1.1" and len(counted) >= _RUN and all(a < b for a, b in pairwise(counted))
    }


def _place_chapters(
    paragraphs: Sequence[Paragraph], chapters: Mapping[int, Sequence[Chapter]], styles: set[str]
) -> tuple[dict[int, list[Chapter]], set[int]]:
    """Return the chapters by the paragraph where they open, and the paragraphs that are their titles.

    A chapter opens at the heading with its title, else at the top of its page.
    """
    starts: dict[int, list[Chapter]] = defaultdict(list)
    titles: set[int] = set()
    first = 0
    for page, opened in chapters.items():
        while first < len(paragraphs) and paragraphs[first].page_first < page:
            first += 1
        if first == len(paragraphs):
            break
        last = first
        while last < len(paragraphs) and paragraphs[last].page_first == page:
            last += 1
        keys = {index: squeeze_title(paragraphs[index].text[:_LONGEST]) for index in range(first, last)}
        place = first
        for chapter in opened:
            if found := _find_title(squeeze_title(chapter.title), paragraphs, keys, range(place, last)):
                titles.update(found)
                # What stands at the top may come later in the order of the page's text.
                place = place if chapter.at_top else found[0]
            elif not (chapter.at_top or last == first or _is_chapter(chapter, styles)):
                # Of several on a page, one that is not found would stand over what is not its own.
                continue
            starts[place].append(chapter)
    return starts, titles


def _find_title(
    title: str, paragraphs: Sequence[Paragraph], keys: Mapping[int, str], places: range
) -> range | None:
    """Return the paragraphs that a title is, broken over several or run together with what follows.

    `keys` are those of the paragraphs of a page, of which `places` are looked at.
    """
    for start in places:
        joined = ""
        for end in range(start, min(start + _BROKEN, places.stop)):
            joined += keys[end]
            if joined == title:
                return range(start, end + 1)
            if not title.startswith(joined):
                break
        if keys[start].startswith(title) and (start == min(keys) or paragraphs[start].kind == "heading"):
            return range(start, start + 1)
    return None


def is_in_section(passage: Passage, name: str) -> bool:
    """Tell whether a passage lies in a named section: a part of the report, or a heading that has the name.

    >>> passage = Passage('r_1', 'r', 1, 1, '', '第四节 讨论与分析 > 一、总体情况', 'body', '…', 'mda')
    >>> is_in_section(passage, 'MDA'), is_in_section(passage, '总体情况'), is_in_section(passage, 'notes')
    (True, True, False)
    """
    name = name.casefold()
    return passage.part == name if name in PARTS else name in passage.section.casefold()
