"""The records that travel between the stages, and the columns of the tables made of them.

Pages are 1-based PDF pages; spans are 0-based and half-open, in Unicode code points; lengths on a page
are in points, measured from its top left corner. A record's columns are declared here, once.
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


EXTRACTION_COLUMNS = (
    "report_id", "bank", "bank_name", "year", "language", "file", "sha256", "pages",
    "pages_without_text", "characters", "passages", "reader", "status", "reason", "seconds",
    "document", "basis", "edition", "revision", "named", "pages_sparse", "pages_scanned", "pages_garbled",
    "pages_empty", "pages_rotated", "pages_reread", "pages_ocr",
)  # fmt: skip
PASSAGE_COLUMNS = (
    "passage_id", "report_id", "page_first", "page_last", "section", "kind", "text", "page_label", "part",
    "confidence",
)  # fmt: skip
PROBLEM_COLUMNS = ("report_id", "file", "page", "severity", "problem", "what_to_do", "stage")
LONG_COLUMNS = (
    "report_id", "bank", "year", "technology", "hits", "sentences", "passages", "present",
    "hits_affirmed", "passages_affirmed", "hits_own", "passages_own", "hits_per_10k", "ln1p_hits",
    "share", "sentences_affirmed", "sentences_own", "characters", "status", "document",
)  # fmt: skip
ELEMENT_COLUMNS = (
    "report_id", "bank", "year", "technology", "element", "hits", "passages", "hits_own", "passages_own",
    "document", "hits_affirmed", "passages_affirmed",
)  # fmt: skip
EVIDENCE_COLUMNS = (
    "report_id", "bank", "year", "technology", "element", "term", "surface", "page_first", "page_last",
    "section", "negated", "scope", "boundary", "start", "end", "sentence", "text", "passage_id",
    "page_label", "kind", "document", "part", "confidence", "applications",
)  # fmt: skip
DESCRIPTIVE_COLUMNS = (
    "variable", "n", "missing", "minimum", "maximum", "sum", "mean", "mean_se", "std_dev", "variance",
    "skewness", "skewness_se", "kurtosis", "kurtosis_se",
)  # fmt: skip
YEARLY_DESCRIPTIVE_COLUMNS = (*DESCRIPTIVE_COLUMNS, "year")
CHANGE_COLUMNS = (
    "bank", "technology", "year", "report_id", "value", "previous_year", "previous_value", "gap",
    "difference", "ratio", "status", "note", "document",
)  # fmt: skip
INTEGRATION_COLUMNS = (
    "report_id", "bank", "year", "technology_a", "technology_b", "passages", "passages_a", "passages_b",
    "passages_both", "p_a", "p_b", "p_b_given_a", "p_a_given_b", "lift", "jaccard", "p_value",
    "p_value_adjusted", "document",
)  # fmt: skip
APPLICATION_COLUMNS = (
    "report_id", "bank", "year", "technology", "side", "application", "passages", "passages_affirmed",
    "passages_own", "reports_own", "page_first", "example", "document",
)  # fmt: skip
CLAIM_COLUMNS = (
    "bank", "year", "technology", "element", "claimed", "found", "agrees", "hits", "passages", "report_id",
    "status", "pages", "claim", "evidence",
)  # fmt: skip
INDICATOR_COLUMNS = (
    "report_id", "bank", "year", "indicator", "measure", "value", "unit", "base_value", "base_unit",
    "figure_year", "qualifiers", "page_first", "page_last", "source", "confidence", "sentence", "section",
    "passage_id", "page_label", "document",
)  # fmt: skip
SYSTEM_COLUMNS = (
    "report_id", "bank", "year", "technology", "system", "variants", "basis", "scope", "sentences",
    "page_first", "pages", "sentence", "section", "passage_id", "page_label", "document",
)  # fmt: skip
COMPARISON_COLUMNS = (
    "report_id", "bank", "year", "technology", "codebook", "hits", "sentences", "passages", "value",
    "difference", "rank", "rank_difference", "status", "document",
)  # fmt: skip
COMPARISON_RANK_COLUMNS = (
    "group", "technology", "codebook", "n", "tied_first", "tied", "spearman", "kendall", "note",
)  # fmt: skip
COMPARISON_TERM_COLUMNS = (
    "codebook", "technology", "only_in", "term", "is_term_of_other", "counted_as", "hits", "passages",
    "passages_decided", "reports",
)  # fmt: skip
COMPARISON_CHANGE_COLUMNS = (
    "codebook", "change", "kind", "action", "technology", "element", "text", "before", "after", "line_first",
    "line", "tried", "hits_lost", "hits_gained", "cells", "ranks", "descriptives",
)  # fmt: skip
COMPARISON_EFFECT_COLUMNS = (
    "codebook", "change", "moves", "report_id", "technology", "statistic", "before", "after",
)  # fmt: skip
SENSITIVITY_COLUMNS = (
    "combination", "is_default", "unit", "nested", "boundary", "negation", "scope", "section", "report_id",
    "bank", "year", "technology", "value", "rank", "document",
)  # fmt: skip
SENSITIVITY_RANK_COLUMNS = (
    "report_id", "bank", "year", "technology", "group", "n", "value", "value_lowest", "value_highest", "rank",
    "rank_best", "rank_worst", "share_same", "combinations", "document",
)  # fmt: skip
SENSITIVITY_CHOICE_COLUMNS = (
    "choice", "setting", "technology", "ranked", "ranks_moved", "largest_move", "spearman_lowest",
)  # fmt: skip
TERM_COLUMNS = ("technology", "element", "term", "hits", "passages", "reports")
KWIC_COLUMNS = (
    "report_id", "bank", "year", "technology", "element", "term", "page_first", "page_last", "section",
    "part", "negated", "scope", "boundary", "left", "keyword", "right", "passage_id", "start", "end",
    "page_label", "kind", "document",
)  # fmt: skip
CODEBOOK_CHECK_COLUMNS = (
    "kind", "technology", "element", "term", "line", "hits", "phrase", "count", "reports", "alone", "guard",
    "takes_away", "finding", "what_to_do", "report_id", "page", "example",
)  # fmt: skip
SUGGESTION_COLUMNS = (
    "technology", "words", "keyness", "log_ratio", "count", "count_elsewhere", "passages",
    "passages_elsewhere", "reports", "report_id", "page", "example",
)  # fmt: skip
SAMPLE_COLUMNS = (
    "item", "sample", "passage_id", "report_id", "bank", "year", "page_first", "page_last", "kind", "stratum",
    "population", "copies", "weight", "codebook", "text",
)  # fmt: skip
RELIABILITY_COLUMNS = (
    "sample", "group", "coders", "technology", "n", "positives", "prevalence", "agreement", "agreement_low",
    "agreement_high", "agreement_present", "agreement_present_low", "agreement_present_high", "kappa",
    "kappa_low", "kappa_high", "alpha", "alpha_low", "alpha_high", "ac1", "ac1_low", "ac1_high", "note",
)  # fmt: skip
DISAGREEMENT_COLUMNS = ("item", "technology", "codes", "final", "notes", "report_id", "page_first", "text")
GOLD_COLUMNS = (
    "item", "sample", "passage_id", "report_id", "page_first", "page_last", "stratum", "weight", "technology",
    "code", "status", "codes",
)  # fmt: skip
VALIDATION_COLUMNS = (
    "technology", "units", "codes_given", "codes_right", "wanted", "codes_found", "precision",
    "precision_low", "precision_high", "recall", "recall_low", "recall_high", "f1", "f1_low", "f1_high",
    "note",
)  # fmt: skip
MISTAKE_COLUMNS = (
    "mistake", "technology", "term", "held_back_by", "report_id", "page_first", "passage_id", "weight",
    "text",
)  # fmt: skip
ABLATION_COLUMNS = (
    "rule", "detail", "codes_given", "codes_right", "wanted", "codes_found", "precision", "recall", "f1",
    "precision_change", "recall_change", "f1_change",
)  # fmt: skip
ERROR_LENGTH_COLUMNS = ("report_id", "characters", "units", "wrong", "missed", "spearman", "note")
