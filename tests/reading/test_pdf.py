"""PDF files read by PDFium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page_builders import HEIGHT, LEFT, PITCH, SIZE, TOP, WIDTH, write_pdf
from pdf_mutations import make_bare, write_objects

from fintech_coding.errors import ReadError
from fintech_coding.reading import plumber
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.pdf import read_pages


def test_lines_come_with_their_text_place_and_size(tmp_path: Path) -> None:
    (page,) = read_pages(write_pdf(tmp_path / "a.pdf", ["金融科技与AI", (200.0, 400.0, "big data")]))
    assert (page.number, page.width, page.height) == (1, WIDTH, HEIGHT)
    first, second = page.lines
    assert (first.text, second.text) == ("金融科技与AI", "big data")
    assert (first.x0, second.x0) == pytest.approx((LEFT, 200), abs=1)
    assert (first.top, second.top) == pytest.approx((TOP, 400), abs=3)
    assert first.x1 == pytest.approx(LEFT + 5 * SIZE + 9.5, abs=2)
    assert first.size == pytest.approx(SIZE, rel=0.25)


@pytest.mark.parametrize("read", [read_pages, plumber.read_pages], ids=["pdfium", "pdfplumber"])
def test_what_the_font_maps_to_look_alikes_is_normalised(tmp_path: Path, read: Callable[..., Any]) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=1)
    canvas.setFont("STSong-Light", SIZE)
    canvas.drawString(90, 400, "⼈⼯智能\u3000ＡＩ（试点）")
    canvas.save()
    (page,) = read(tmp_path / "a.pdf")
    assert [line.text for line in page.lines] == ["人工智能 AI(试点)"]


def test_pages_are_numbered_from_one_and_an_empty_page_counts(tmp_path: Path) -> None:
    pages = list(read_pages(write_pdf(tmp_path / "a.pdf", ["one"], [], ["three"])))
    assert [(page.number, [line.text for line in page.lines]) for page in pages] == [
        (1, ["one"]),
        (2, []),
        (3, ["three"]),
    ]


def test_a_printed_page_label_is_kept_beside_the_number(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=1)
    canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
    canvas.addPageLabel(2, style="ARABIC", start=1)
    for _ in range(3):
        canvas.drawString(90, 400, "Text.")
        canvas.showPage()
    canvas.save()
    pages = list(read_pages(tmp_path / "a.pdf"))
    assert [page.label for page in pages] == ["i", "ii", "1"]
    assert [passage.page_label for passage in split_passages(pages, report_id="r")] == ["i", "ii", "1"]


def test_a_hyphen_that_breaks_a_word_leaves_no_trace_in_the_passage(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["the bank builds an eco-", "system of finan-", "cial services"])
    (passage,) = split_passages(list(read_pages(path)), report_id="r")
    assert passage.text == "the bank builds an ecosystem of financial services"


def test_text_drawn_twice_for_a_bold_effect_is_read_once(tmp_path: Path) -> None:
    (page,) = read_pages(write_pdf(tmp_path / "a.pdf", ["本行使用人工智能 and big data."], twice=True))
    assert [line.text for line in page.lines] == ["本行使用人工智能 and big data."]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = ["our bank uses big data in", "its daily risk control."]
    right = ["cloud computing carries", "all our core systems."]
    texts = [
        (x, TOP + n * PITCH, t) for x, column in ((60.0, left), (320.0, right)) for n, t in enumerate(column)
    ]
    pages = list(read_pages(write_pdf(tmp_path / "a.pdf", texts)))
    assert [passage.text for passage in split_passages(pages, report_id="r")] == [
        " ".join(left),
        " ".join(right),
    ]


# --- files that are no good ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"hello " * 50, "damaged or is no PDF"),
        (b"<html><body>Not found</body></html>", "damaged or is no PDF"),
        (b"%PDF-1.7\n", "damaged or is no PDF"),
    ],
)
def test_a_file_that_is_no_pdf_is_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason):
        list(read_pages(path))


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["big data"])
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(ReadError, match=r"damaged.*Download it again"):
        list(read_pages(path))


def test_bytes_before_the_pdf_do_not_matter(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["big data"])
    path.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + path.read_bytes())
    assert [line.text for page in read_pages(path) for line in page.lines] == ["big data"]


def test_a_password_is_asked_for_in_words(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    path = write_pdf(tmp_path / "a.pdf", ["big data"], encrypt=StandardEncryption("secret"))
    with pytest.raises(ReadError, match="password"):
        list(read_pages(path))


def test_a_file_locked_by_its_owner_only_is_read(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    lock = StandardEncryption("", ownerPassword="owner", canPrint=0, canCopy=0)
    path = write_pdf(tmp_path / "a.pdf", ["big data"], encrypt=lock)
    assert [line.text for page in read_pages(path) for line in page.lines] == ["big data"]


def test_a_line_tells_whether_it_is_bold_and_in_which_colour(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "faces.pdf"), invariant=1)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(90, 700, "Bold face")
    canvas.setFont("Helvetica", 10)
    text = canvas.beginText(90, 660)
    text.setTextRenderMode(2)
    text.textLine("Drawn bold")
    text.setTextRenderMode(0)
    canvas.drawText(text)
    canvas.setFillColorRGB(0, 0.4, 0.6)
    canvas.drawString(90, 620, "In blue")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(90, 580, "Plain, with a")
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(152, 580, "bold end")
    canvas.save()
    (page,) = read_pages(tmp_path / "faces.pdf")
    assert [(line.strong, line.color) for line in page.lines] == [
        (True, 0), (True, 0), (False, 0x006699), (False, 0),
    ]  # fmt: skip


def test_a_count_of_pages_that_are_not_there_is_not_believed(tmp_path: Path) -> None:
    objects = make_bare() | {2: b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>"}
    (tmp_path / "a.pdf").write_bytes(write_objects(objects, root=1))
    pages = list(read_pages(tmp_path / "a.pdf"))
    assert len(pages) == 1001
    assert [page.number for page in pages if page.lines] == [1]
