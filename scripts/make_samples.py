"""Make the six sample reports that the package ships, the same bytes on any machine.

    python scripts/make_samples.py [--out FOLDER]

The texts are in scripts/samples/*.yaml, written for this project: no bank ever published them. They say of
each bank what the paper reports of it. Chinese is set in a subset of Droid Sans Fallback, embedded; Latin
letters, digits and curly quotes, which that font lacks, in Helvetica.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from typesetting import HEIGHT, LEFT, RIGHT, TOP, WIDTH, Entry, Look, Piece, Rule, Sheet, set_body

HERE = Path(__file__).resolve().parent
FONT_FILE = HERE / "fonts" / "DroidSansFallback-subset.ttf"
TEXTS = HERE / "samples"
HOW_TO_CUT = "Run: python scripts/subset_font.py /path/to/DroidSansFallbackFull.ttf"
SAMPLES = HERE.parent / "src" / "fintech_coding" / "data" / "samples"

NOTICE = "示例文件（非银行正式披露）"
YEAR = "2020年度报告"
CONTENTS = "目录"
DISCLAIMER = (
    "本示例文件由软件项目自行编写，用于演示与测试，不是该银行的公告，",
    "其中的表述和数字不得作为投资或者其他决策的依据。",
)
HAN, LATIN = "DroidFallbackSubset", "Helvetica"
GREY = "#6B6B6B"
_LATIN_MARKS = "“”‘’…—·"


def is_latin(character: str) -> bool:
    """Whether a character is set in the Latin font: ASCII and the marks Droid Sans Fallback lacks."""
    return character.isascii() or character in _LATIN_MARKS


def split_runs(text: str) -> list[tuple[str, str]]:
    """Split a text into runs of one font: pairs of font name and text."""
    return [(LATIN if latin else HAN, "".join(run)) for latin, run in groupby(text, key=is_latin)]


def measure_text(text: str, size: float) -> float:
    """Return the width of a text in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(sum(stringWidth(run, font, size) for font, run in split_runs(text)))


def collect_characters() -> set[str]:
    """Return every character of the sample texts and of this script that is not set in the Latin font."""
    sources = [*sorted(TEXTS.glob("*.yaml")), Path(__file__)]
    characters = {c for path in sources for c in path.read_text(encoding="utf-8")}
    return {c for c in characters if not is_latin(c)}


def register_font() -> None:
    """Make the subset known to reportlab, or stop with the characters it lacks."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not FONT_FILE.is_file():
        sys.exit(f"{FONT_FILE} is not there.\n{HOW_TO_CUT}")
    font = TTFont(HAN, str(FONT_FILE), asciiReadable=0)
    missing = sorted(c for c in collect_characters() if ord(c) not in font.face.charToGlyph)
    if missing:
        sys.exit(
            f"{FONT_FILE.name} lacks {len(missing)} characters of the sample texts: {''.join(missing)}\n"
            f"{HOW_TO_CUT}"
        )
    pdfmetrics.registerFont(font)


def centre(text: str, y: float, size: float, **look: Any) -> Piece:
    """Return a piece in the middle of the page."""
    return Piece((WIDTH - measure_text(text, size)) / 2, y, text, size, **look)


def make_cover(sample: dict[str, Any]) -> Sheet:
    """Return the cover: who reports, its stock codes, the year, and what the file is."""
    accent = sample["accent"]
    codes: list[Piece | Rule] = [
        centre(code, 560.0 - 20 * n, 11.5, colour=GREY) for n, code in enumerate(sample["codes"])
    ]
    notes: list[Piece | Rule] = [
        centre(line, 150.0 - 17 * n, 9.5, colour=GREY) for n, line in enumerate(DISCLAIMER)
    ]
    return Sheet([
        Rule(0, HEIGHT - 45, WIDTH, HEIGHT - 45, 90, accent),
        centre(sample["name"], 610.0, 24.0, bold=True, colour=accent),
        *codes,
        Rule(WIDTH / 2 - 60, 500, WIDTH / 2 + 60, 500, 1.2, accent),
        centre(YEAR, 440.0, 30.0, bold=True),
        centre(NOTICE, 190.0, 14.0, bold=True, colour=accent),
        *notes,
        Rule(0, 20, WIDTH, 20, 40, accent),
    ])  # fmt: skip


def make_contents(entries: Sequence[Entry], *, first: int, accent: str) -> Sheet:
    """Return the table of contents; the body starts on page `first`."""
    sheet = Sheet([centre(CONTENTS, TOP - 24, 18.0, bold=True, colour=accent)])
    y = TOP - 62
    for entry in entries:
        size, indent = (11.0, 0.0) if entry.level == 1 else (10.0, 22.0)
        y -= 23 if entry.level == 1 else 19
        page = str(first + entry.sheet)
        room = RIGHT - LEFT - indent - measure_text(entry.text + page, size) - 12
        leader = "." * int(room / measure_text(".", size))
        end = RIGHT - measure_text(page, size)
        leader_x = end - 6 - measure_text(leader, size)
        sheet.items += [
            Piece(LEFT + indent, y, entry.text, size),
            Piece(leader_x, y, leader, size, colour=GREY),
            Piece(end, y, page, size),
        ]
    return sheet


def add_furniture(sheet: Sheet, sample: dict[str, Any], page: int) -> Sheet:
    """Return the sheet with its running header before the text and its footer after it."""
    title = f"{sample['name']}  {YEAR}"
    header: list[Piece | Rule] = [
        Piece(LEFT, HEIGHT - 50, title, 8.5, colour=GREY),
        Piece(RIGHT - measure_text(NOTICE, 8.5), HEIGHT - 50, NOTICE, 8.5, colour=GREY),
        Rule(LEFT, HEIGHT - 57, RIGHT, HEIGHT - 57, 0.6, sample["accent"]),
    ]
    footer = centre(sample["folio"].format(page=page), 44.0, 9.0, colour=GREY)
    return Sheet([*header, *sheet.items, footer])


def make_sheets(sample: dict[str, Any]) -> list[Sheet]:
    """Set a sample: cover, contents, body."""
    look = Look(accent=sample["accent"], size=sample["size"], leading=sample["leading"])
    body, entries, runs_over = set_body(sample["blocks"], measure=measure_text, look=look)
    if not runs_over:
        sys.exit(f"{sample['file']}: no paragraph runs over a page break, and one should: add a line of text")
    contents = make_contents(entries, first=3, accent=sample["accent"])
    inner = [add_furniture(sheet, sample, page) for page, sheet in enumerate([contents, *body], start=2)]
    return [make_cover(sample), *inner]


def draw_piece(canvas: Any, piece: Piece) -> None:
    """Draw a run of text; bold is a thin outline, since the font has one weight."""
    from reportlab.lib.colors import HexColor

    line = canvas.beginText(round(piece.x, 2), round(piece.y, 2))
    line.setFillColor(HexColor(piece.colour))
    line.setStrokeColor(HexColor(piece.colour))
    line.setCharSpace(round(piece.spacing, 3))
    if piece.bold:
        line.setTextRenderMode(2)
    for font, run in split_runs(piece.text):
        line.setFont(font, piece.size)
        line.textOut(run)
    if piece.bold:  # the mode outlives the text object
        line.setTextRenderMode(0)
    canvas.setLineWidth(round(piece.size / 40, 2))
    canvas.drawText(line)


def draw_rule(canvas: Any, rule: Rule) -> None:
    """Draw a straight line."""
    from reportlab.lib.colors import HexColor

    canvas.setStrokeColor(HexColor(rule.colour))
    canvas.setLineWidth(rule.thickness)
    canvas.line(*(round(value, 2) for value in (rule.x0, rule.y0, rule.x1, rule.y1)))


def settle_comments(data: bytes) -> bytes:
    """Reword reportlab's two comments, which change with its version, and move the offsets to fit."""
    head, found = re.subn(rb"ReportLab Generated PDF document [^\n]*", b"made with ReportLab", data, count=1)
    if found != 1:
        raise ValueError("reportlab wrote no comment at the head of the file: look at settle_comments")
    shift = len(head) - len(data)
    place = head.rindex(b"\nxref\n")
    tail = re.sub(rb"\d{10}(?= 00000 n )", lambda offset: b"%010d" % (int(offset[0]) + shift), head[place:])
    tail = re.sub(rb"(?<=startxref\n)\d+", lambda offset: b"%d" % (int(offset[0]) + shift), tail)
    return head[:place] + re.sub(rb"% ReportLab generated [^\n]*", b"% digest", tail)


def write_sample(sample: dict[str, Any], sheets: Sequence[Sheet], folder: Path) -> Path:
    """Write one sample report; nothing is compressed, because zlib builds differ in their output."""
    from reportlab.pdfgen.canvas import Canvas

    path: Path = folder / sample["file"]
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), pageCompression=0, invariant=1, pdfVersion=(1, 4))
    canvas.setTitle(f"{sample['name']}{YEAR} {NOTICE}")
    canvas.setAuthor("fintech-code")
    canvas.setSubject("".join(DISCLAIMER))
    canvas.setCreator("scripts/make_samples.py")
    canvas.setProducer("ReportLab")
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, Piece):
                draw_piece(canvas, item)
            else:
                draw_rule(canvas, item)
        canvas.showPage()
    path.write_bytes(settle_comments(canvas.getpdfdata()))
    return path


def main() -> None:
    """Read the command line and write all samples."""
    parser = argparse.ArgumentParser(description="Make the sample reports that the package ships.")
    parser.add_argument("--out", type=Path, default=SAMPLES, help="where to write (default: the package)")
    folder: Path = parser.parse_args().out
    register_font()
    samples = [yaml.safe_load(text.read_text(encoding="utf-8")) for text in sorted(TEXTS.glob("*.yaml"))]
    pages = [make_sheets(sample) for sample in samples]  # all are set before one is written
    folder.mkdir(parents=True, exist_ok=True)
    for sample, sheets in zip(samples, pages, strict=True):
        path = write_sample(sample, sheets, folder)
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
