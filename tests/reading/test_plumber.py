"""PDF files read by pdfplumber: what the second reader must have in common with the first."""

from __future__ import annotations

import gc
import warnings
from pathlib import Path

import pytest
from page_builders import HEIGHT, LEFT, SIZE, TOP, WIDTH, write_pdf
from pdf_mutations import make_bare, write_objects

from fintech_coding.errors import ReadError
from fintech_coding.reading import pdf, plumber
from fintech_coding.reading.passages import split_passages


def test_both_readers_make_the_same_passages(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        ["本行持续推进金融科技建设,运用AI与大数据提升服务效率与质量,并以人工智", "能服务客户。"],
        ["the bank builds an eco-", "system of finan-", "cial services"],
    )
    first, second = (
        [
            (passage.page_first, passage.page_last, passage.text)
            for passage in split_passages(list(reader.read_pages(path)), report_id="r")
        ]
        for reader in (pdf, plumber)
    )
    assert first == second
    assert "人工智能服务客户" in first[0][2]


def test_lines_come_with_their_text_place_and_size(tmp_path: Path) -> None:
    (page,) = plumber.read_pages(write_pdf(tmp_path / "a.pdf", ["金融科技"]))
    (line,) = page.lines
    assert (page.number, page.width, page.height, line.text) == (1, WIDTH, HEIGHT, "金融科技")
    assert (line.x0, line.x1, line.size) == pytest.approx((LEFT, LEFT + 4 * SIZE, SIZE), abs=1)
    assert line.top == pytest.approx(TOP, abs=3)


def test_text_drawn_twice_for_a_bold_effect_is_read_once(tmp_path: Path) -> None:
    (page,) = plumber.read_pages(write_pdf(tmp_path / "a.pdf", ["使用人工智能 and big data."], twice=True))
    assert [line.text for line in page.lines] == ["使用人工智能 and big data."]


@pytest.mark.parametrize("data", [b"", b"hello " * 50, b"%PDF-1.7\n"])
def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=r"empty|damaged or is no PDF"):
        list(plumber.read_pages(path))


def write_sizeless(path: Path) -> Path:
    """Write a PDF whose page has no size, on which pdfplumber breaks."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 4\n0000000000 65535 f \n%strailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(data),
    )
    path.write_bytes(data)
    return path


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_page_without_a_size_is_refused_in_words(tmp_path: Path) -> None:
    path = write_sizeless(tmp_path / "a.pdf")
    assert len(list(pdf.read_pages(path))) == 1
    with pytest.raises(ReadError, match="damaged"):
        list(plumber.read_pages(path))
    gc.collect()


def test_a_page_whose_box_holds_no_numbers_is_refused_in_words(tmp_path: Path) -> None:
    objects = make_bare()
    objects[3] = objects[3].replace(b"595", b"(wide)")
    path = tmp_path / "a.pdf"
    path.write_bytes(write_objects(objects, root=1))
    with pytest.raises(ReadError, match="damaged"):
        list(plumber.read_pages(path))


def test_a_file_that_is_refused_is_closed(tmp_path: Path) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with pytest.raises(ReadError):
            list(plumber.read_pages(write_sizeless(tmp_path / "a.pdf")))
        gc.collect()
    assert told == []


def test_a_password_is_asked_for_in_words(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    path = write_pdf(tmp_path / "a.pdf", ["big data"], encrypt=StandardEncryption("secret"))
    with pytest.raises(ReadError, match="password"):
        list(plumber.read_pages(path))


def test_a_file_locked_by_its_owner_only_is_read(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    lock = StandardEncryption("", ownerPassword="owner", canPrint=0, canCopy=0)
    path = write_pdf(tmp_path / "a.pdf", ["big data"], encrypt=lock)
    assert [line.text for page in plumber.read_pages(path) for line in page.lines] == ["big data"]
