"""Pages that are pictures are recognised; the tests that recognise need the extra `ocr`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from page_builders import HEIGHT, LEFT, SIZE, TOP, WIDTH, fill, write_pdf, write_scan

from fintech_coding.errors import ReadError
from fintech_coding.reading import ocr, pdf
from fintech_coding.records import Page

TEXTS = [
    "本行持续推进大数据平台建设并提升服务实体经济的质量",
    "人工智能与区块链技术的发展为客户提供金融科技服务",
    "The Bank uses artificial intelligence and big data.",
    "银行业务数字化转型稳健发展云计算物联网技术",
]

needs_recognizer = pytest.mark.skipif(
    not ocr.read_recognizer_version(), reason="the extra ocr is not installed: pip install '.[ocr]'"
)


def recognize(path: Path, number: int = 1, password: str = "") -> Page:
    return ocr.recognize_page(path, Page(number, "v", 0.0, 0.0, ()), password)


def squeeze(page: Page) -> list[str]:
    return ["".join(line.text.split()) for line in page.lines]


@needs_recognizer
def test_the_words_of_a_picture_are_read_where_they_stand(tmp_path: Path) -> None:
    page = recognize(write_scan(tmp_path / "a.pdf", TEXTS))
    assert [line.text for line in page.lines] == TEXTS
    assert (page.number, page.label) == (1, "v")
    assert (page.width, page.height) == pytest.approx((WIDTH, HEIGHT), abs=2)
    first = page.lines[0]
    assert (first.x0, first.top, first.size) == pytest.approx((LEFT, TOP, SIZE), abs=3)
    assert first.x1 == pytest.approx(LEFT + len(TEXTS[0]) * SIZE, abs=5)
    assert all(line.confidence is not None and 0.9 < line.confidence <= 1 for line in page.lines)


@needs_recognizer
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_picture_on_its_side_or_head_is_read_as_if_upright(tmp_path: Path, turns: int) -> None:
    page = recognize(write_scan(tmp_path / "a.pdf", TEXTS, turns=turns))
    assert squeeze(page) == ["".join(text.split()) for text in TEXTS]
    assert (page.width, page.height) == pytest.approx((WIDTH, HEIGHT), abs=2)


@needs_recognizer
def test_a_picture_askew_is_set_straight(tmp_path: Path) -> None:
    texts = [text[:12] for text in TEXTS[:2]]
    cells = [(x, TOP + 30 * row, text) for row, text in enumerate(texts) for x in (LEFT, LEFT + 280)]
    page = recognize(write_scan(tmp_path / "a.pdf", cells, tilt=2.0))
    assert squeeze(page) == [texts[0], texts[0], texts[1], texts[1]]
    assert abs(page.lines[0].top - page.lines[1].top) < 2


@needs_recognizer
def test_columns_of_a_picture_are_read_one_after_the_other(tmp_path: Path) -> None:
    texts = [
        "本行持续推进大数据平台建设",
        "人工智能与区块链技术",
        "银行业务数字化转型发展",
        "云计算物联网技术发展",
        "提升服务实体经济的质量",
        "客户金融科技服务",
    ]
    places = [(x, TOP + 16 * row, text) for row, text in enumerate(texts) for x in (LEFT, LEFT + 200)]
    page = recognize(write_scan(tmp_path / "a.pdf", places))
    assert squeeze(page) == [*texts, *texts]


@needs_recognizer
@pytest.mark.parametrize("size", [(14_000, 14_000), (14_000, 10), (1, 1)])
def test_a_page_of_any_size_takes_a_bounded_picture(tmp_path: Path, size: tuple[float, float]) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=size, invariant=1)
    canvas.rect(0, 0, size[0] / 2, size[1] / 2, fill=1)
    canvas.showPage()
    canvas.save()
    image, scale = ocr._render_page(tmp_path / "a.pdf", 1, "")
    assert max(image.shape) <= 4001
    assert scale <= 200 / 72
    assert recognize(tmp_path / "a.pdf").lines == ()


@needs_recognizer
def test_a_blank_page_has_no_lines(tmp_path: Path) -> None:
    assert recognize(write_scan(tmp_path / "a.pdf", [])).lines == ()


@needs_recognizer
def test_a_locked_scan_opens_with_its_password(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    path = write_pdf(tmp_path / "a.pdf", TEXTS, encrypt=StandardEncryption("secret"))
    assert len(recognize(path, password="secret").lines) == len(TEXTS)  # noqa: S106
    assert recognize(path, password="wrong").lines == ()  # noqa: S106


@needs_recognizer
def test_the_same_picture_gives_the_same_lines(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.pdf", TEXTS, tilt=0.4)
    assert recognize(path) == recognize(path)


@needs_recognizer
def test_recognising_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    recognize(write_scan(tmp_path / "a.pdf", TEXTS))
    assert capfd.readouterr() == ("", "")


def test_a_page_that_is_a_picture_is_scanned_and_an_empty_one_is_not(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.pdf", [fill()] * 6, TEXTS, [], TEXTS, pictures=[2, 4])
    assert [page.status for page in pdf.read_pages(path)] == ["text", "scanned", "empty", "scanned"]


def test_a_missing_recogniser_is_said_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.setitem(sys.modules, "cv2", None)
    ocr._load_engine.cache_clear()
    with pytest.raises(ReadError, match=r"pip install '\.\[ocr\]'"):
        recognize(write_pdf(tmp_path / "a.pdf", TEXTS))
    ocr._load_engine.cache_clear()
