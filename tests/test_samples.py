"""The sample reports that the package ships: what they are, and that the script makes them."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "src" / "fintech_coding" / "data" / "samples"
TEXTS = ROOT / "scripts" / "samples"
NOTICE = "示例文件（非银行正式披露）"
BANKS = ("abc", "boc", "bocom", "ccb", "icbc", "psbc")

EVERY_BANK = ("人工智能", "机器学习", "大数据", "云计算", "区块链", "5G")
NAMED_BY = {
    "abc": (
        "流媒体",
        "远程视频",
        "服务网格",
        "Istio",
        "谛听平台",
        "FATE",
        "联邦学习",
        "AIoT",
        "“数字运营师”",
    ),
    "boc": ("“中银大脑”", "大数据应用平台", "机器人流程自动化", "RPA", "雄安新区"),
    "bocom": ("系统运维服务云计算项目",),
    "ccb": ("“建行云”", "物联网平台", "超过20万个", "现金及重要物品实物管理", "跨境贸易", "智慧政务"),
    "icbc": ("Prophet", "“融安e信”大数据反欺诈系统"),
    "psbc": ("“邮储大脑”", "全行级机器学习平台"),
}
"""What the paper reports of a bank, in the words of its sample."""

ABSENT_FROM = {
    "物联网": {"abc", "boc", "bocom", "icbc", "psbc"},
    "流媒体": {"boc", "bocom", "ccb", "icbc", "psbc"},
    "远程视频": {"boc", "bocom", "ccb", "icbc", "psbc"},
    "直播": set(BANKS),
    "RPA": {"bocom"},
    "机器人": {"bocom"},
}
"""What the paper reports as absent, or leaves open and the samples leave out."""


@cache
def read_pages(bank: str) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(SAMPLES / f"{bank}_2020_sample.pdf")
    try:
        return tuple(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)
    finally:
        document.close()


def read_body(bank: str) -> str:
    """The text without cover, contents, running headers and footers, in one line."""
    return "".join("".join(page.split("\n")[1:-1]) for page in read_pages(bank)[2:])


def list_texts(blocks: list[dict[str, Any]], *kinds: str) -> list[str]:
    found: list[str] = []
    for block in blocks:
        for kind, value in block.items():
            if kind == "columns":
                found += list_texts(value, *kinds)
            elif kind in kinds:
                found.append(value.replace("\n", ""))
    return found


def load_blocks(bank: str) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = yaml.safe_load((TEXTS / f"{bank}.yaml").read_text("utf-8"))["blocks"]
    return blocks


@pytest.mark.skipif(importlib.util.find_spec("reportlab") is None, reason="reportlab is not installed")
def test_the_script_makes_the_shipped_samples_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "make_samples.py", "--out", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_bytes() for path in SAMPLES.glob("*.pdf")}
    assert sorted(made) == sorted(shipped) == [f"{bank}_2020_sample.pdf" for bank in BANKS]
    assert [name for name in made if made[name] != shipped[name]] == []


@pytest.mark.parametrize("bank", BANKS)
def test_every_page_says_that_it_is_a_sample(bank: str) -> None:
    pages = read_pages(bank)
    assert 4 <= len(pages) <= 8
    assert [number for number, page in enumerate(pages, start=1) if NOTICE not in page] == []


@pytest.mark.parametrize("bank", BANKS)
def test_every_paragraph_is_extracted_whole_and_in_reading_order(bank: str) -> None:
    body, place = read_body(bank), 0
    for paragraph in list_texts(load_blocks(bank), "h1", "h2", "p", "note"):
        wanted = paragraph if paragraph in body else paragraph.replace("\u3000", " ")
        place = body.find(wanted, place)
        assert place >= 0, paragraph


@pytest.mark.parametrize("bank", BANKS)
def test_the_second_reader_finds_the_same_characters(bank: str) -> None:
    with pdfplumber.open(SAMPLES / f"{bank}_2020_sample.pdf") as document:
        drawn = ["".join(char["text"] for char in page.chars) for page in document.pages]
    squeezed = [re.sub(r"\s", "", page) for page in drawn]
    assert squeezed == [re.sub(r"\s", "", page) for page in read_pages(bank)]


@pytest.mark.parametrize("bank", BANKS)
def test_a_paragraph_runs_over_a_page_break(bank: str) -> None:
    pages = ["".join(page.split("\n")[1:-1]) for page in read_pages(bank)[2:]]
    assert any(
        not any(paragraph in page for page in pages) and paragraph in "".join(pages)
        for paragraph in list_texts(load_blocks(bank), "p")
    )


@pytest.mark.parametrize("bank", BANKS)
def test_the_contents_page_names_every_heading_with_its_page(bank: str) -> None:
    pages = read_pages(bank)
    contents = pages[1]
    for heading in list_texts(load_blocks(bank), "h1", "h2"):
        found = re.search(re.escape(heading).replace("\u3000", r"\s") + r"\s*\.{5,}\s*(\d+)", contents)
        assert found, heading
        page = pages[int(found[1]) - 1]
        assert heading.replace("\u3000", "") in re.sub(r"\s", "", page)


@pytest.mark.parametrize("bank", BANKS)
def test_a_sample_says_what_the_paper_reports_of_its_bank(bank: str) -> None:
    body = read_body(bank)
    assert [words for words in (*EVERY_BANK, *NAMED_BY[bank]) if words not in body] == []


@pytest.mark.parametrize("bank", BANKS)
def test_a_sample_lacks_what_the_paper_reports_as_absent(bank: str) -> None:
    text = "".join(read_pages(bank))
    assert [words for words, banks in ABSENT_FROM.items() if bank in banks and words in text] == []


@pytest.mark.parametrize("bank", sorted(set(BANKS) - {"abc"}))
def test_audio_and_video_is_only_named_to_be_denied(bank: str) -> None:
    denied = [p for p in list_texts(load_blocks(bank), "h1", "h2", "p", "note") if "音视频" in p]
    assert len(denied) == 1
    assert re.search(r"(没有|未|尚未)开展(任何)?音视频", denied[0])
