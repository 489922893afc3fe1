"""Measure recognition against text layers: pages that have text are made into scans and recognised.

Usage: python evaluation/reading/ocr.py REPORTS_FOLDER [--codebook FILE]

A scan is the picture of a page, turned by up to half a degree, with noise, as JPEG in a PDF without text.
What is recognised in it is compared with the characters and hits of the page's text layer, and, for the
labelled pages as they are, with the labels.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from score import MEASURES, format_row, load_labels, make_blocks, score_page

from fintech_coding.reading.ocr import find_scanned, recognize_page
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.pdf import read_pages
from fintech_coding.records import Page

REPORTS = {
    "simplified Chinese": ("601398_2020.pdf", "000001平安银行2013年年度报告.pdf"),
    "traditional Chinese": ("H2_AN202604281821703679_1.pdf",),
    "English": (
        "China Construction Bank Corporation Annual Report 2015.pdf",
        "za-bank-risk__State_Bank_of_India__State_Bank_of_India_AR_2017_English.pdf",
    ),
}
PAGES = 12
"""Pages of each language, spread over its reports."""
RICH = 500  # characters of a page that is drawn
HITS = ("601398_2020.pdf", range(40, 70))
SCANNED = "BANK OF CHINA LTD JHB BRANCH 2017 Annual Report.pdf"
RESOLUTIONS = (150, 200)


def draw_pages(reports: Path, names: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
    """Yield reports with pages that are evenly spread over those with some text."""
    for name in names:
        rich = [page for page in read_pages(reports / name) if sum(len(x.text) for x in page.lines) >= RICH]
        many = PAGES // len(names)
        yield name, [rich[(2 * place + 1) * len(rich) // (2 * many)] for place in range(many)]


def make_scan(path: Path, numbers: Iterable[int], target: Path, *, resolution: int) -> Path:
    """Write a PDF without text that looks like a scan of some pages, the same every time."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    pictures = []
    with pypdfium2.PdfDocument(path) as document:
        for number in numbers:
            picture = document[number - 1].render(scale=resolution / 72).to_pil().convert("L")
            tilt = random.Random(number).uniform(-0.5, 0.5)  # noqa: S311 - no secret
            picture = picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)
            noise = np.random.default_rng(number).normal(0, 8, (picture.height, picture.width))
            pixels = (np.asarray(picture) * 0.92 + 10 + noise).clip(0, 255)
            pictures.append(Image.fromarray(pixels.astype("uint8")))
    pictures[0].save(target, save_all=True, append_images=pictures[1:], resolution=resolution, quality=75)
    return target


def recognize(path: Path, pages: Sequence[Page]) -> tuple[list[Page], float]:
    """Return the pages of a scan under the numbers of those it is made of, and the processor's seconds."""
    start = time.process_time()
    made = [recognize_page(path, replace(page, number=place)) for place, page in enumerate(pages, start=1)]
    seconds = time.process_time() - start
    return [replace(other, number=page.number) for page, other in zip(pages, made, strict=True)], seconds


def measure_distance(part: str, text: str) -> int:
    """Return the least number of characters to insert, delete or replace to find a part in a text.

    >>> measure_distance('金融科技', '本行的金触科技战略'), measure_distance('AI', '')
    (1, 2)
    """
    import numpy as np

    codes = np.array([ord(character) for character in text], dtype=np.int64)
    steps = np.arange(len(text) + 1)
    row = np.zeros(len(text) + 1, dtype=np.int64)  # the part may begin anywhere,
    for character in part:
        replaced = row[:-1] + (codes != ord(character))
        row = np.append(row[0], np.minimum(row[1:], replaced - 1)) + 1
        row = np.minimum.accumulate(row - steps) + steps
    return int(row.min())  # and end anywhere


def squeeze(text: str, language: str) -> str:
    """Return a text's characters; white space counts in English, as one space."""
    return (" " if language == "English" else "").join(text.split())


def measure_text(reports: Path, folder: Path) -> Iterator[str]:
    """Yield a row for each language and resolution: characters, their errors, seconds."""
    yield "| language | scan | pages | characters | character errors | seconds a page |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for language, names in REPORTS.items():
        drawn = list(draw_pages(reports, names))
        for resolution in RESOLUTIONS:
            counts: Counter[str] = Counter()
            seconds = 0.0
            for name, pages in drawn:
                numbers = [page.number for page in pages]
                scan = make_scan(reports / name, numbers, folder / "scan.pdf", resolution=resolution)
                recognized, taken = recognize(scan, pages)
                seconds += taken
                for page, other in zip(pages, recognized, strict=True):
                    text = squeeze(" ".join(line.text for line in other.lines), language)
                    lines = [squeeze(line.text, language) for line in page.lines]
                    counts["errors"] += sum(measure_distance(line, text) for line in lines)
                    counts["characters"] += sum(map(len, lines))
                    counts["pages"] += 1
            yield (
                f"| {language} | {resolution} dpi | {counts['pages']} | {counts['characters']:,} "
                f"| {counts['errors'] / counts['characters']:.2%} | {seconds / counts['pages']:.1f} |"
            )


def measure_hits(reports: Path, folder: Path, codebook: Path) -> Iterator[str]:
    """Yield a row for each resolution: the hits in the text layer, in the scan, and in both."""
    from fintech_coding.coding.codebook import load_codebook
    from fintech_coding.coding.coder import Coder

    coder = Coder(load_codebook(codebook))

    def find_hits(pages: Sequence[Page]) -> Counter[tuple[str, str]]:
        passages = split_passages(pages, report_id="r")
        return Counter((hit.technology, hit.surface) for hit in coder.code_passages(passages))

    name, numbers = HITS
    pages = [page for page in read_pages(reports / name) if page.number in numbers]
    meant = find_hits(pages)
    yield "| scan | hits in the text layer | hits in the scan | in both |"
    yield "| ---: | ---: | ---: | ---: |"
    for resolution in RESOLUTIONS:
        scan = make_scan(reports / name, numbers, folder / "scan.pdf", resolution=resolution)
        found = find_hits(recognize(scan, pages)[0])
        yield f"| {resolution} dpi | {meant.total()} | {found.total()} | {(meant & found).total()} |"


def measure_layout(reports: Path) -> Iterator[str]:
    """Yield the measures of score.py for its pages, as they are read and as they are recognised."""
    yield f"| labelled pages | {' | '.join(MEASURES[:-1])} |"
    yield f"| --- |{' ---: |' * (len(MEASURES) - 1)}"
    totals: dict[str, Counter[str]] = {"text layer": Counter(), "recognised": Counter()}
    for name, labelled in load_labels(reports).items():
        pages = list(read_pages(reports / name))
        made = [recognize_page(reports / name, p) if p.number in labelled else p for p in pages]
        for total, read in zip(totals.values(), (pages, made), strict=True):
            blocks = make_blocks(split_passages(read, report_id="r"))
            for number, lines in labelled.items():
                total.update(score_page(lines, blocks.get(number, [])))
    for name, total in totals.items():
        yield format_row(name, total, 0.0).removesuffix(" 0.0 |")


def measure_scanned(reports: Path) -> str:
    """Return what there is of a real scan, for which no text is known: pages, confidence, seconds."""
    path = reports / SCANNED
    pages = list(read_pages(path))
    scanned = find_scanned(path, pages)
    recognized, seconds = recognize(path, pages)
    lines = [line for page in recognized for line in page.lines]
    characters = sum(len(line.text) for line in lines)
    confidence = sum(len(line.text) * (line.confidence or 0.0) for line in lines) / characters
    return (
        f"{path.name}: {len(scanned)} of {len(pages)} pages are pictures, "
        f"{sum(bool(page.lines) for page in recognized)} hold text, {characters:,} characters, "
        f"mean confidence {confidence:.3f}, {seconds / len(pages):.1f} seconds a page"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reports", type=Path)
    parser.add_argument("--codebook", type=Path, default=Path("codebook.yaml"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for row in measure_text(options.reports, Path(folder)):
            print(row, flush=True)
        for row in measure_hits(options.reports, Path(folder), options.codebook):
            print(row, flush=True)
    for row in measure_layout(options.reports):
        print(row, flush=True)
    print(measure_scanned(options.reports))


if __name__ == "__main__":
    main()
