"""Score ways of coding annual reports against gold codings, at the level of (page, technology).

Usage: python evaluation/accuracy.py REPORTS_FOLDER GOLD_FOLDER [LABELS_FOLDER ...] [--skip usual]

Every CSV file of the gold and label folders is scored whose name is the stem or the id of a report.
A gold coding by line (of a text file) is scored by line, in the same way.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scoring import Evidence, Gold, Score, load_gold, locate_passages, score_evidence, squeeze_text

from fintech_coding import store
from fintech_coding.coding.codebook import Codebook, load_codebook
from fintech_coding.coding.coder import Coder
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.rule_sets import drop_rules
from fintech_coding.errors import FintechCodingError
from fintech_coding.extraction import extract_reports
from fintech_coding.reading.text import decode_text
from fintech_coding.records import Passage
from fintech_coding.study import ExtractSettings, find_shipped_codebook

CODINGS = {
    "shipped": "fintech-code, as shipped",
    "mark": "fintech-code, `boundary: mark`",
    "bare": "fintech-code, no guards or conditions",
    "substrings": "raw substrings",
    "tokens": "exact jieba tokens",
    "usual": "pdfplumber text, jieba tokens",
}
"""The codings that are scored, and their names in the table."""

Code = Callable[[str], set[str]]
"""Text -> the technologies it mentions."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A term as other ways of coding take it: its text, what it stands for, whether its case counts."""

    text: str
    technology: str
    case_exact: bool


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A report to be coded: its file, and its passages with the cell and the first and last place of each."""

    path: Path
    passages: tuple[tuple[Passage, int, int, int], ...]


def make_codings(codebook: Codebook, skip: Sequence[str]) -> dict[str, Code]:
    """Return the codings that are not skipped, each ready to code a text."""
    makers: dict[str, Callable[[], Code]] = {
        "shipped": lambda: make_coder(codebook),
        "mark": lambda: make_coder(replace(codebook, boundary="mark")),
        "bare": lambda: make_coder(replace(drop_rules(codebook), boundary="ignore")),
        "substrings": lambda: make_substring_coder(list_keywords(codebook)),
        "tokens": lambda: make_token_coder(list_keywords(codebook)),
        "usual": lambda: make_usual_coder(list_keywords(codebook)),
    }
    return {name: make() for name, make in makers.items() if name not in skip}


def make_coder(codebook: Codebook) -> Code:
    """Return a coding by the tool itself."""
    coder = Coder(codebook)

    def code(text: str) -> set[str]:
        passage = Passage("p_00001", "p", 1, 1, "", "", "body", text)
        return {hit.technology for hit in coder.code_passage(passage)}

    return code


def make_substring_coder(keywords: Sequence[Keyword]) -> Code:
    """Return a coding by what is found anywhere in the text, within words too."""

    def code(text: str) -> set[str]:
        folded = fold_text(text)
        return {
            keyword.technology
            for keyword in keywords
            if (keyword.text in text if keyword.case_exact else fold_text(keyword.text) in folded)
        }

    return code


def make_token_coder(keywords: Sequence[Keyword]) -> Code:
    """Return a coding by jieba's words that equal a keyword; case counts only where the codebook says so."""
    by_word: dict[str, list[Keyword]] = defaultdict(list)
    for keyword in keywords:
        by_word[fold_text(keyword.text)].append(keyword)
    # With a keyword of Latin letters in its dictionary, jieba cuts other words that hold it: m/ar/ket.
    tokenizer = make_tokenizer(word for word in by_word if not word.isascii())

    def code(text: str) -> set[str]:
        found = set()
        position = 0
        for word in tokenizer.cut(fold_text(text)):
            surface = text[position : position + len(word)]
            position += len(word)
            found |= {k.technology for k in by_word.get(word, ()) if not k.case_exact or k.text == surface}
        return found

    return code


def make_usual_coder(keywords: Sequence[Keyword]) -> Code:
    """Return a coding as scripts do it: every keyword to jieba, words compared with it as they are."""
    technologies: dict[str, set[str]] = defaultdict(set)
    for keyword in keywords:
        technologies[keyword.text].add(keyword.technology)
    tokenizer = make_tokenizer(technologies)

    def code(text: str) -> set[str]:
        return set().union(*(technologies.get(word, set()) for word in tokenizer.cut(text)))

    return code


def make_tokenizer(words: Iterable[str]) -> Any:
    """Return a tokenizer of jieba's with words added to its dictionary."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in sorted(words):
        tokenizer.add_word(word)
    return tokenizer


def list_keywords(codebook: Codebook) -> list[Keyword]:
    """Return the terms of a codebook's technologies, without their conditions; of a wildcard, the stem."""
    return [
        Keyword(term.text.split("*")[0], technology.technology_id, term.case_exact)
        for technology in codebook.technologies
        for element in technology.elements
        for term in element.terms
    ]


def collect_evidence(code: Code, report: CodedReport) -> list[Evidence]:
    """Return the evidence of a coding in the passages of a report."""
    return [
        Evidence(cell, first, last, technology, squeeze_text(passage.text))
        for passage, cell, first, last in report.passages
        for technology in sorted(code(passage.text))
    ]


def collect_usual_evidence(code: Code, report: CodedReport) -> list[Evidence]:
    """Return the evidence of a coding in a report's plain text, page by page or line by line."""
    return [
        Evidence(place, place, place, technology, squeeze_text(text))
        for place, text in read_plain_text(report.path)
        for technology in sorted(code(text))
    ]


def read_plain_text(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the number and text of each page of a PDF by pdfplumber, of each line of a text file."""
    if path.suffix.lower() == ".txt":
        yield from enumerate(decode_text(path.read_bytes()).split("\n"), start=1)
        return
    import logging

    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, start=1):
            yield number, page.extract_text()
            page.close()


def place_by_page(passages: Iterable[Passage]) -> tuple[tuple[Passage, int, int, int], ...]:
    """Return passages with the pages they cover; the cell is the first page."""
    ordered = sorted(passages, key=lambda p: (p.page_first, p.passage_id))
    return tuple((p, p.page_first, p.page_first, p.page_last) for p in ordered)


def place_by_line(passages: Sequence[Passage], text: str) -> tuple[tuple[Passage, int, int, int], ...]:
    """Return passages with the lines of a text file they cover; each is a cell of its own."""
    spans = locate_passages(text, [passage.text for passage in passages])
    return tuple(
        (passage, number, *span) for number, (passage, span) in enumerate(zip(passages, spans, strict=True))
    )


def load_report(folder: Path, out: Path, gold: Gold, files: Mapping[str, str]) -> CodedReport:
    """Return the report of a gold coding, out of those extracted; `files` are files by report id."""
    report_id = next(
        (key for key, file in files.items() if gold.name in (Path(file).stem, key)),
        None,
    )
    if report_id is None:
        raise ValueError(f"{gold.name}: no report of {folder.name} has this name or id.")
    path = folder / files[report_id]
    passages = list(store.load_passages(out, report_id))
    if gold.unit == "page":
        return CodedReport(path, place_by_page(passages))
    if path.suffix.lower() != ".txt":
        raise ValueError(f"{gold.name}: is coded by line, and its report is no text file.")
    return CodedReport(path, place_by_line(passages, decode_text(path.read_bytes())))


def score_codings(codings: Mapping[str, Code], report: CodedReport, gold: Gold) -> dict[str, Score]:
    """Return the score of each coding of a report."""
    scores = {}
    for name, code in codings.items():
        collect = collect_usual_evidence if name == "usual" else collect_evidence
        scores[name] = score_evidence(collect(code, report), gold.rows)
    return scores


def format_table(scores: Mapping[str, Mapping[str, Score]]) -> str:
    """Return the scores of each coding of each report as a table in Markdown."""
    lines = ["| report | coding | precision | recall | F1 |", "| --- | --- | ---: | ---: | ---: |"]
    lines += [
        f"| {report} | {CODINGS[name]} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |"
        for report, by_coding in scores.items()
        for name, score in by_coding.items()
    ]
    return "\n".join(lines)


def parse_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("reports", type=Path, help="folder of the reports")
    parser.add_argument("gold", type=Path, nargs="+", help="folders of gold codings")
    parser.add_argument("--codebook", type=Path, default=find_shipped_codebook(), help="default: as shipped")
    parser.add_argument("--skip", action="append", choices=CODINGS, default=[], help="a coding to leave out")
    return parser.parse_args(arguments)


def main() -> None:
    """Extract the reports, score every coding of those with a gold coding, and print the table."""
    options = parse_arguments()
    golds = [load_gold(path) for folder in options.gold for path in sorted(folder.glob("*.csv"))]
    codings = make_codings(load_codebook(options.codebook), options.skip)
    scores = {}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        extraction = extract_reports([options.reports], out, settings=ExtractSettings(), jobs=1)
        files = {report.report_id: report.file for report in extraction.reports}
        for gold in golds:
            report = load_report(options.reports, out, gold, files)
            scores[f"{gold.name} (by {gold.unit})"] = score_codings(codings, report, gold)
    print(format_table(scores))


if __name__ == "__main__":
    try:
        main()
    except (ValueError, FintechCodingError) as error:
        sys.exit(f"error: {error}")
