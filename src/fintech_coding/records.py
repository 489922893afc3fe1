"""The records that travel between the stages.

Pages are 1-based PDF pages; spans are 0-based and half-open, in Unicode code points; lengths on a page
are in points, measured from its top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("body", "heading", "table", "note")
"""What a passage can be."""

DOCUMENTS = ("annual", "half-year", "quarterly", "summary", "sustainability", "other")
"""What kind of document a report can be; one of which nothing tells has none of them."""

PARTS = ("mda", "directors", "shareholders", "governance", "statements", "notes")
"""The parts of a report that are told apart; whatever else it holds has none."""

READ = ("ok", "partial")
"""The statuses of a report whose counts can be trusted: a zero there means read and absent."""

MISSING = ("no_text", "failed", "no_section")
"""The statuses of a report that should count and could not be read: missing values, never zeros."""

PAGE_STATUSES = ("text", "sparse", "scanned", "garbled", "empty", "rotated")
"""What can become of a page: read as `text`, as `sparse` text, or `rotated` (its text ran up or down the page
and was turned); a picture, `scanned`; `garbled`, of a font that maps to no language; `empty`."""

MIXED = -1
"""The colour of a line that begins in one and ends in another."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, its left and right edge, its top, and its font size, in points.

    `strong` says that it is set in a bold face, `color` is 0xRRGGBB, or `MIXED` where its ends differ;
    readers that do not know them leave them out. `confidence` is from 0 to 1 for a picture's text, else None.
    """

    text: str
    x0: float
    x1: float
    top: float
    size: float
    strong: bool = False
    color: int = 0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """One thin straight line that is drawn on a page, level or upright: its box, in points."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a PDF's outline: its title, and its level, 0 for the widest."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a report: its number, its printed label where there is one, its size, its lines.

    `rulings` are the lines drawn on it, as round the cells of a table, where the reader knows them;
    `bookmarks` are those that open on the page. `status` is one of
    `PAGE_STATUSES`; `reader` names the reader of its text where it is not the report's. `turn` says by how
    many degrees, clockwise, the page was turned from how it shows for its text to run from left to right.
    """

    number: int
    label: str
    width: float
    height: float
    lines: tuple[Line, ...]
    rulings: tuple[Ruling, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    status: str = "text"
    reader: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class PageState:
    """A page that needs a look: its status, and the reader of its text where it is not the report's."""

    number: int
    status: str
    reader: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports, on which year, in which language and kind of document, and what that rests on.

    `bank` is a short code, empty when nothing tells; `language` is `zh-Hans`, `zh-Hant` or `en`;
    `document` is one of `DOCUMENTS`, empty when nothing tells; `edition` is `A` or `H` where the report was
    published for one listing only; `revision` is `corrected` or `withdrawn`, empty for most.
    """

    bank: str
    bank_name: str
    year: int | None
    language: str
    document: str
    basis: str
    edition: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, table or note as it is stored and coded.

    A paragraph that runs over a page break is one passage: `page_first` and `page_last` differ.
    `page_label` is what is printed as the first page's number, where the PDF says so; `confidence` is
    that of its characters, from 0 to 1, where some of them were recognised in a picture, else None.
    `section` is the headings over it, joined by ` > `; `part` is one of `PARTS`, or empty.
    """

    passage_id: str
    report_id: str
    page_first: int
    page_last: int
    page_label: str
    section: str
    kind: str
    text: str
    part: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report file that was found, and what became of it: one row of `extraction.csv`.

    `status` is `ok`, `partial`, `no_text`, `failed` or `skipped` (read, and left out of the tables);
    `seconds` is the time its reading took, in the run that read it; `named` says that `reports.csv` has a
    line for it. `pages_without_text` are those that are scanned, garbled or empty, and were not recognised;
    `pages_ocr` are the recognised ones, `pages_reread` those whose text is from the second reader;
    `doubtful_pages`, which is no column, those that a problem row may speak of.
    """

    report_id: str
    bank: str
    bank_name: str
    year: int | None
    language: str
    file: str
    sha256: str
    pages: int
    pages_without_text: int
    characters: int
    passages: int
    reader: str
    status: str
    reason: str
    seconds: float
    document: str
    basis: str
    edition: str = ""
    revision: str = ""
    named: bool = False
    pages_ocr: int = 0
    pages_sparse: int = 0
    pages_scanned: int = 0
    pages_garbled: int = 0
    pages_empty: int = 0
    pages_rotated: int = 0
    pages_reread: int = 0
    doubtful_pages: tuple[PageState, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong and what to do about it: one row of `problems.csv`.

    `page` is None when the problem is not of one page; `severity` is `error`, `warning` or `note`; `stage`
    is the command that met it, `extract` or `matrix`.
    """

    report_id: str
    file: str
    page: int | None
    severity: str
    problem: str
    what_to_do: str
    stage: str = "extract"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a term was found: `passage.text[start:end] == surface`, always.

    `scope` is `own`, `subsidiary` or `other`; `boundary` is `agrees`, `contradicted` (jieba's
    segmentation cuts through an edge of the hit) or empty where jieba was not asked.
    `sentence_start` and `sentence_end` are the span of its sentence in the passage.
    """

    report_id: str
    passage_id: str
    page_first: int
    page_last: int
    section: str
    technology: str
    element: str
    term: str
    surface: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    negated: bool
    scope: str
    boundary: str


@dataclass(frozen=True, slots=True)
class Use:
    """A hit, and a business named in the same part of its sentence: what the technology is used for.

    `side` and `application` are those of the codebook's second dimension; `surface` stands at `start:end` of
    the passage's text, the part of the sentence at `part_start:part_end`.
    """

    hit: Hit
    side: str
    application: str
    term: str
    surface: str
    start: int
    end: int
    part_start: int
    part_end: int


@dataclass(frozen=True, slots=True)
class Category:
    """What a human coder decides on: a technology, its names, what it means, and the parts it has."""

    category_id: str
    en: str
    zh: str
    definition: str
    parts: tuple[str, ...] = ()
