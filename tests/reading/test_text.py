"""Text files: encodings, pages, lines."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.errors import ReadError
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.text import decode_text, read_pages
from fintech_coding.records import Page

TEXT = "某银行2020年度报告\n\n　　本行运用人工智能与大数据。\n"


def read(tmp_path: Path, data: bytes | str) -> list[Page]:
    path = tmp_path / "a.txt"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_pages(path))


def list_texts(pages: list[Page]) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in pages]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_lines(tmp_path: Path, encoding: str) -> None:
    assert list_texts(read(tmp_path, TEXT.encode(encoding))) == [
        ["某银行2020年度报告", "本行运用人工智能与大数据。"]
    ]


def test_utf_16_is_read_in_either_byte_order() -> None:
    assert decode_text(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT
    assert decode_text(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")) == TEXT


def test_a_form_feed_starts_a_page(tmp_path: Path) -> None:
    pages = read(tmp_path, "一\f二\n\f\f四")
    assert list_texts(pages) == [["一"], ["二"], [], ["四"]]
    assert [page.number for page in pages] == [1, 2, 3, 4]


def test_windows_and_old_line_ends_are_line_ends(tmp_path: Path) -> None:
    assert list_texts(read(tmp_path, "一\r\n二\r三\n四")) == [["一", "二", "三", "四"]]


def test_characters_are_normalised_as_in_a_pdf(tmp_path: Path) -> None:
    assert list_texts(read(tmp_path, "⼈⼯智能\u3000Ａ\u200bＩ")) == [["人工智能 AI"]]


def test_an_indent_and_a_free_line_have_their_place(tmp_path: Path) -> None:
    (page,) = read(tmp_path, "　　甲\n乙\n\n丙")
    first, second, third = page.lines
    assert first.x0 == 2 * first.size
    assert second.x0 == third.x0 == 0
    assert third.top - second.top == 2 * (second.top - first.top)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        b"%PDF-1.4\n\x00\x01\x02\xe2\xe3",
        b"PK\x03\x04\x14\x00\x06\x00",
        "年报".encode("utf-16-le") + b"\x00",
        b"\xff\xfe\x00",
    ],
)
def test_a_binary_file_is_refused_and_the_encodings_are_named(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError, match=r"UTF-8.*GB18030"):
        read(tmp_path, data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_text_that_is_cut_within_a_character_is_read(encoding: str) -> None:
    text = (TEXT * 20).strip()
    assert decode_text(text.encode(encoding)[:-1]) == text[:-1] + "\ufffd"


def test_a_few_broken_bytes_cost_no_more_than_themselves() -> None:
    data = (TEXT * 20).encode()
    assert decode_text(data + b"\xff" + data) == TEXT * 20 + "\ufffd" + TEXT * 20
    english = b"The Bank\x92s platform" + b" serves its customers" * 10
    assert decode_text(english).count("\ufffd") == 1


def test_two_encodings_in_one_file_are_refused() -> None:
    with pytest.raises(ReadError, match="no encoding"):
        decode_text((TEXT * 20).encode() + (TEXT * 20).encode("gb18030"))


@pytest.mark.parametrize("data", [b"", b" \n\r\n\t", "\ufeff\n".encode()])
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError, match="no text"):
        read(tmp_path, data)


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode_text(data)
    except ReadError:
        return
    assert "\x00" not in text


def test_a_number_on_a_line_of_its_own_stays_wherever_it_stands(tmp_path: Path) -> None:
    pages = read(tmp_path, "123\n" * 60)
    assert sum(passage.text.count("123") for passage in split_passages(pages, report_id="r")) == 60


@pytest.mark.parametrize("form", ["{header}\n\n{body}", "{body}\n\n{header}"])
def test_a_running_line_goes_from_pages_of_one_length(tmp_path: Path, form: str) -> None:
    pages = read(
        tmp_path,
        "\f".join(form.format(header=f"某银行年度报告 {n}", body="文。\n" * 9 + "完。") for n in range(1, 9)),
    )
    assert not any("年度报告" in passage.text for passage in split_passages(pages, report_id="r"))


@pytest.mark.parametrize("form", ["{header}\n\n{body}", "{body}\n\n{header}"])
def test_a_running_line_goes_from_pages_of_any_length(tmp_path: Path, form: str) -> None:
    lengths = (30, 12, 45, 22, 38, 17, 28, 50)
    pages = read(
        tmp_path, "\f".join(form.format(header="某银行年度报告", body="文。\n" * n + "完。") for n in lengths)
    )
    assert not any("年度报告" in passage.text for passage in split_passages(pages, report_id="r"))


def test_the_first_lines_of_a_page_stay_when_they_are_said_once(tmp_path: Path) -> None:
    pages = read(tmp_path, "\f".join(f"{word}行运用大数据。\n完成{word}。" for word in "甲乙丙丁"))
    said = "".join(passage.text for passage in split_passages(pages, report_id="r"))
    assert said == "".join(f"{word}行运用大数据。完成{word}。" for word in "甲乙丙丁")
