"""The reading rules on real reports, which are beside the project and no part of it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from fintech_coding.reading import pdf, text
from fintech_coding.reading.passages import split_passages
from fintech_coding.reading.sections import is_in_section
from fintech_coding.records import Page, Passage

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "reports"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the shared corpus is not there ({CORPUS})"),
]
FILES = sorted(path.name for path in CORPUS.glob("*") if path.suffix.lower() in {".pdf", ".txt"})

ICBC = "601398_2020.pdf"
CCB = "China Construction Bank Corporation Annual Report 2015.pdf"
PAB = "000001平安银行2013年年度报告.pdf"
SCAN = "BANK OF CHINA LTD JHB BRANCH 2017 Annual Report.pdf"
SBI = "za-bank-risk__State_Bank_of_India__State_Bank_of_India_AR_2017_English.pdf"


@cache
def read(name: str) -> list[Page]:
    path = CORPUS / name
    return list((text if path.suffix == ".txt" else pdf).read_pages(path))


@cache
def split(name: str) -> list[Passage]:
    return split_passages(read(name), report_id="r")


def on_page(name: str, number: int) -> list[Passage]:
    return [p for p in split(name) if p.page_first <= number <= p.page_last]


# --- ICBC 2020 -----------------------------------------------------------------------------------


def find_investment() -> Passage:
    (passage,) = [p for p in on_page(ICBC, 53) if "238.19亿元" in p.text]
    return passage


def test_investment_and_staff_are_one_passage_over_two_pages() -> None:
    passage = find_investment()
    assert "3.54万人" in passage.text
    assert (passage.page_first, passage.page_last, passage.kind) == (53, 54, "body")
    assert "年度报告" not in passage.text


def test_no_passage_holds_the_running_footer() -> None:
    footer = "中国工商银行股份有限公司2020年度报告(A股)"
    assert sum(footer in line.text for page in read(ICBC) for line in page.lines) > 150
    assert [p.text for p in split(ICBC) if footer in p.text] == []


def test_kangxi_radicals_are_read_as_what_they_look_like() -> None:
    assert sum(p.text.count("人工智能") for p in split(ICBC)) >= 5


def test_the_passage_on_investment_stands_in_the_discussion_and_analysis() -> None:
    assert is_in_section(find_investment(), "mda")


def test_no_passage_begins_in_the_middle_of_a_sentence_on_5g() -> None:
    assert [p.text for p in split(ICBC) if p.text.startswith("5G消息业务试点")] == []


# --- contents ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "number", "below"), [(ICBC, 5, ["有关本行履行社会责任的详情"]), (PAB, 3, [])]
)
def test_the_contents_are_not_among_the_passages(name: str, number: int, below: list[str]) -> None:
    assert any(re.fullmatch(r"目\s*录", line.text) for line in read(name)[number - 1].lines)
    assert [p.text.split(",")[0] for p in split(name) if p.page_first == number] == below
    assert [p.text for p in split(name) if re.search(r"\.{8,}", p.text)] == []


# --- the other reports ---------------------------------------------------------------------------


def test_the_two_columns_of_a_page_are_not_mixed() -> None:
    passages = on_page(CCB, 38)
    assert "Small enterprise business" in [p.text for p in passages if p.kind == "heading"]
    bodies = [p.text for p in passages if p.kind == "body" and len(p.text) > 200]
    assert len(bodies) >= 4
    assert all(re.match("[A-Z]", body) and body.endswith(".") for body in bodies)
    (small,) = [body for body in bodies if "Credit Cooperation Loan" in body]
    assert re.search(
        "regards its small and micro enterprise business as an important strategic business", small
    )
    assert not re.search("overcapacity|Property development loans", small)


def test_a_scan_has_no_passages() -> None:
    assert len(read(SCAN)) == 70
    assert split(SCAN) == []


def test_words_broken_at_a_hyphen_are_whole() -> None:
    broken = [line.text for page in read(SBI) for line in page.lines if line.text.endswith("\u00ad")]
    assert len(broken) > 300
    said = " ".join(p.text for p in split(SBI))
    assert said.count("financial") > 200
    assert said.count("technologies") > 10
    assert not re.search(r"\b(?:finan|tech|technol)\b[\u00ad-]? ", said)


# --- all of them ---------------------------------------------------------------------------------

_BAD = re.compile("  |[\u200b-\u200f\u2060-\u2064\ufeff\ufffe\uffff\r\x00\xa0\u3000]")


@pytest.mark.parametrize("name", FILES)
def test_every_passage_is_clean_text(name: str) -> None:
    passages = split(name)
    assert [p.text for p in passages if unicodedata.normalize("NFKC", p.text) != p.text] == []
    assert [p.text for p in passages if _BAD.search(p.text)] == []
    assert [p.text for p in passages if "\t" in p.text and p.kind != "table"] == []
    assert [p.text for p in passages if p.text != p.text.strip() or not p.text] == []


def test_no_passage_holds_a_soft_hyphen() -> None:
    assert [p.text for name in FILES for p in split(name) if "\u00ad" in p.text] == []


@pytest.mark.parametrize("name", FILES)
def test_pages_and_ids_go_up(name: str) -> None:
    passages = split(name)
    assert [p.passage_id for p in passages] == [f"r_{n:05d}" for n in range(1, len(passages) + 1)]
    assert all(1 <= p.page_first <= p.page_last <= len(read(name)) for p in passages)
    assert [p.page_first for p in passages] == sorted(p.page_first for p in passages)
