"""Score readers on lines labelled by looking at the page: what becomes of each printed line.

Usage: python evaluation/reading/score.py REPORTS_FOLDER [--labels FILE] [--only NAME]

`lines.csv` (and `lines_2.csv` and `lines_3.csv`, labelled later) has a label for each printed line, by its
place on the page; the words are read from the reports. A reader gives the paragraphs, headings and tables
of a page, and everything else follows.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fintech_coding.records import Passage

HERE = Path(__file__).parent
PREFIX = 8  # characters by which a paragraph's beginning is known


@dataclass(frozen=True, slots=True)
class Labelled:
    """A printed line: its label and its words without white space."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """What a reader makes of a page: a paragraph, heading or table; `starts` when it begins there."""

    kind: str
    text: str
    starts: bool = True


MEASURES = (
    "paragraph starts F1",
    "furniture leaked",
    "body lines kept",
    "headings F1",
    "table lines kept",
    "ms a page",
)

Reader = Callable[[Path], dict[int, list[Block]]]


def squeeze(text: str) -> str:
    """Return text without white space, hyphens, dashes, bullets and invisible characters, in NFKC.

    一 goes with the dashes: in some fonts its box lies outside its line's.

    >>> squeeze('⼈⼯ 智能\\ufffe-AI')
    '人工智能AI'
    """
    return re.sub(r"[\s\x00-\x1f\u00ad\ufffe\ue000-\uf8ff•\-‐–—一]+", "", unicodedata.normalize("NFKC", text))


def begin(text: str) -> str:
    """Return the beginning of a paragraph without its bullet."""
    return re.sub(r"^[\W_]+", "", squeeze(text))[:PREFIX]


def load_labels(labels: Path, folder: Path) -> dict[str, dict[int, list[Labelled]]]:
    """Return the labelled lines by file and page, their words read from the reports of a folder."""
    places: dict[str, dict[int, list[tuple[str, tuple[float, ...]]]]] = defaultdict(lambda: defaultdict(list))
    with labels.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            box = tuple(float(row[name]) for name in ("left", "top", "right", "bottom"))
            places[row["file"]][int(row["page"])].append((row["label"], box))
    return {
        name: {
            page: [Labelled(label, text) for (label, _), text in zip(lines, words, strict=True)]
            for page, lines, words in _read_words(folder / name, pages)
        }
        for name, pages in places.items()
    }


def _read_words(
    path: Path, pages: dict[int, list[tuple[str, tuple[float, ...]]]]
) -> Iterator[tuple[int, list[tuple[str, tuple[float, ...]]], list[str]]]:
    """Yield each page's lines with the characters that stand in their boxes, from left to right."""
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    document = pypdfium2.PdfDocument(path)
    for number, lines in sorted(pages.items()):
        page = document[number - 1]
        text, height, box = page.get_textpage(), page.get_height(), pdfium_c.FS_RECTF()
        found: list[list[tuple[float, str]]] = [[] for _ in lines]
        for index in range(text.count_chars()):
            code = pdfium_c.FPDFText_GetUnicode(text.raw, index)
            if pdfium_c.FPDFText_IsGenerated(text.raw, index) or code in (0, 10, 13):
                continue
            pdfium_c.FPDFText_GetLooseCharBox(text.raw, index, box)
            x, y = (box.left + box.right) / 2, height - (box.top + box.bottom) / 2
            for place, (_, (left, top, right, bottom)) in enumerate(lines):
                if left - 0.2 <= x <= right + 0.2 and top - 0.2 <= y <= bottom + 0.2:
                    found[place].append((x, chr(code)))
                    break
        yield number, lines, [squeeze("".join(c for _, c in sorted(characters))) for characters in found]
    document.close()


def read_ours(path: Path) -> dict[int, list[Block]]:
    """Return what this project's reader makes of a report."""
    from fintech_coding.reading.passages import split_passages
    from fintech_coding.reading.pdf import read_pages

    return make_blocks(split_passages(list(read_pages(path)), report_id="r"))


def make_blocks(passages: Iterable[Passage]) -> dict[int, list[Block]]:
    """Return passages as blocks, by page."""
    blocks: dict[int, list[Block]] = defaultdict(list)
    for passage in passages:
        for page in range(passage.page_first, passage.page_last + 1):
            blocks[page].append(Block(passage.kind, passage.text, page == passage.page_first))
    return blocks


def read_pdfplumber(path: Path) -> dict[int, list[Block]]:
    """Return the lines of pdfplumber's page text, each for a paragraph of its own."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        blocks = {}
        for page in document.pages:
            blocks[page.page_number] = [
                Block("body", line) for line in (page.extract_text() or "").split("\n")
            ]
            page.close()
    return blocks


def read_pdftext(path: Path) -> dict[int, list[Block]]:
    """Return the blocks of pdftext, each for a paragraph of its own."""
    from pdftext.extraction import dictionary_output

    return {
        number: [
            Block("body", " ".join(span["text"] for line in block["lines"] for span in line["spans"]))
            for block in page["blocks"]
        ]
        for number, page in enumerate(dictionary_output(path), start=1)
    }


READERS: dict[str, Reader] = {
    "fintech-code": read_ours,
    "pdfplumber `extract_text`": read_pdfplumber,
    "pdftext blocks": read_pdftext,
}


def score_page(lines: Sequence[Labelled], blocks: Sequence[Block]) -> Counter[str]:
    """Return what is right and wrong on a page, by measure."""
    counts: Counter[str] = Counter()
    meant = Counter(_list_beginnings(lines))
    found = Counter(begin(block.text) for block in blocks if block.kind == "body" and block.starts)
    found.pop("", None)
    counts["start right"] += (meant & found).total()
    counts["start meant"] += meant.total()
    counts["start found"] += found.total()
    headings = [squeeze(block.text) for block in blocks if block.kind == "heading"]
    others = squeeze("".join(block.text for block in blocks if block.kind != "heading"))
    for line in lines:
        is_found = len(line.text) > 1 and any(line.text in heading for heading in headings)
        if line.label == "heading":
            counts["heading meant"] += len(line.text) > 1
            counts["heading right"] += is_found
            counts["heading found"] += is_found
        elif line.text not in others:
            counts["heading found"] += is_found
    everything = squeeze("".join(block.text for block in blocks))
    tables = squeeze("".join(block.text for block in blocks if block.kind == "table"))
    # What a header says may be said in the text, too: it has leaked when it is there more often.
    printed = "".join(line.text for line in lines if line.label != "furniture")
    for line in lines:
        if line.label in ("start", "cont", "page") and len(line.text) > 1:
            counts["body"] += 1
            counts["body kept"] += line.text in everything
        elif line.label == "furniture" and len(line.text) > 3:
            counts["furniture"] += 1
            counts["furniture leaked"] += everything.count(line.text) > printed.count(line.text)
        elif line.label == "table" and len(line.text) > 1:
            counts["table"] += 1
            counts["table kept"] += line.text in tables
    return counts


def _list_beginnings(lines: Sequence[Labelled]) -> Iterator[str]:
    """Yield the beginnings of the paragraphs of a page.

    A lone bullet goes with what follows it; so does a box that holds less than a beginning, as the term of a
    definition or a number in the margin, with what is labelled as its continuation.
    """
    for index, line in enumerate(lines):
        if line.label != "start":
            continue
        text, following = line.text, index + 1
        while following < len(lines) and (
            not begin(text) or (len(begin(text)) < PREFIX and lines[following].label == "cont")
        ):
            text += lines[following].text
            following += 1
        yield begin(text)


def format_row(name: str, counts: Counter[str], milliseconds: float) -> str:
    """Return the measures of a reader as a row of the table."""

    def f1(label: str) -> str:
        meant, found = counts[f"{label} meant"], counts[f"{label} found"]
        return f"{2 * counts[f'{label} right'] / (meant + found):.3f}" if meant + found else ""

    def share(part: str, whole: str) -> str:
        return f"{counts[part] / counts[whole]:.3f}" if counts[whole] else ""

    cells = [f1("start"), share("furniture leaked", "furniture"), share("body kept", "body"), f1("heading")]
    return f"| {' | '.join([name, *cells, share('table kept', 'table'), f'{milliseconds:.1f}'])} |"


def main() -> None:
    """Print one row per reader, and with --only one per report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reports", type=Path)
    parser.add_argument("--labels", type=Path, default=HERE / "lines.csv")
    parser.add_argument("--only", choices=[*READERS], help="one reader, a row for each report")
    options = parser.parse_args()
    labels = load_labels(options.labels, options.reports)
    print(f"| reader | {' | '.join(MEASURES)} |")
    print(f"| --- |{' ---: |' * len(MEASURES)}")
    for name, read in READERS.items():
        if options.only and name != options.only:
            continue
        total: Counter[str] = Counter()
        seconds, pages = 0.0, 0
        for file, labelled in labels.items():
            start = time.perf_counter()
            blocks = read(options.reports / file)
            elapsed = time.perf_counter() - start
            of_file: Counter[str] = Counter()
            for page, lines in labelled.items():
                of_file += score_page(lines, blocks.get(page, []))
            if options.only:
                print(format_row(file[:24], of_file, 1000 * elapsed / max(blocks, default=1)))
            total += of_file
            seconds += elapsed
            pages += max(blocks, default=0)
        print(format_row(name, total, 1000 * seconds / max(pages, 1)))


if __name__ == "__main__":
    main()
