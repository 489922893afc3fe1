"""Whose report it is, and of what kind: many covers and file names, and what the decisions rest on.

`data/identity.csv` has a row per report: its file, the lines of its first pages (` / ` between lines, ` // `
between pages), and what they tell. The names and codes of banks are facts, the sentences are made up.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

import pytest

from fintech_coding.reading.banks import load_registry
from fintech_coding.reading.identity import identify_report
from fintech_coding.reading.sidecar import ReportEntry
from fintech_coding.records import DOCUMENTS, Identity

REGISTRY = load_registry()
TABLE = Path(__file__).parents[1] / "data" / "identity.csv"
with TABLE.open(encoding="utf-8", newline="") as opened:
    CASES = list(csv.DictReader(opened))
FOUND = ("bank", "year", "language", "document", "edition", "revision")


def identify(file: str, pages: str = "", entry: ReportEntry | None = None) -> Identity:
    # The readers normalise their text in the same way.
    text = unicodedata.normalize("NFKC", pages)
    first_pages = [page.replace(" / ", "\n") for page in re.split(r" ?// ", text)] if text else []
    return identify_report(file, first_pages, entry, registry=REGISTRY)


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{n}-{c['bank']}-{c['document']}" for n, c in enumerate(CASES, start=2)]
)
def test_a_cover_and_a_file_name_tell_whose_report_it_is_and_of_what_kind(case: dict[str, str]) -> None:
    identity = identify(case["file"], case["pages"])
    found = {name: str(getattr(identity, name) or "") for name in FOUND}
    assert found == {name: case[name] for name in FOUND}, identity.basis


def test_the_table_has_every_document_language_edition_and_revision() -> None:
    kinds = {name: {case[name] for case in CASES} for name in FOUND[2:]}
    assert kinds["document"] == {*DOCUMENTS, ""}
    assert kinds["language"] == {"zh-Hans", "zh-Hant", "en"}
    assert kinds["edition"] == {"A", "H", ""}
    assert kinds["revision"] == {"corrected", "withdrawn", ""}
    named = {bank.id for bank in REGISTRY.banks}
    assert len(named & {case["bank"] for case in CASES}) > 50


def test_the_basis_says_in_words_what_each_decision_rests_on() -> None:
    cover = "中國工商銀行股份有限公司 / 股份代號:1398 / 2020年度報告"
    assert identify("工行2020(更正版).pdf", cover).basis == (
        "bank: stock code 1398 on page 1; year: title on page 1; language: text of the first pages; "
        "document: title on page 1; edition: stock code on the cover; revision: file name"
    )
    assert identify("scan.pdf").basis == (
        "bank: nothing found; year: nothing found; language: nothing found; document: nothing found"
    )


def test_what_reports_csv_says_is_believed_and_quoted_as_its_own() -> None:
    entry = ReportEntry("x.pdf", "招商银行", 2011, language="en", document="summary", edition="H")
    identity = identify("x.pdf", "中国建设银行股份有限公司 / 2018年年度报告 / A股股票代码:601939", entry)
    assert identity == Identity(
        bank="CMB",
        bank_name="China Merchants Bank Co., Ltd.",
        year=2011,
        language="en",
        document="summary",
        basis="; ".join(
            f"{name}: reports.csv" for name in ("bank", "year", "language", "document", "edition")
        ),
        edition="H",
    )


def test_what_both_listings_are_given_together_on_has_no_edition() -> None:
    cover = "中国农业银行股份有限公司 / 股票代码:601288 / 股份代号:1288 / 2020年度报告"
    assert identify("x.pdf", cover).edition == ""


@pytest.mark.parametrize(
    ("lines", "edition"),
    [
        ("按照企业会计准则编制的财务报表", "A"),
        ("按照国际财务报告准则编制的财务报表", "H"),
        ("按照企业会计准则和国际财务报告准则编制的财务报表", ""),
    ],
)
def test_accounting_standards_tell_the_editions_of_a_bank_with_both_listings(
    lines: str, edition: str
) -> None:
    assert identify("x.pdf", f"中信银行股份有限公司 / 2020年年度报告 // {lines}").edition == edition
    assert identify("x.pdf", f"宁波银行股份有限公司 / 2020年年度报告 // {lines}").edition == ""


@pytest.mark.parametrize("code", ["1988", "2016", "2066"])
def test_a_stock_code_that_looks_like_a_year_is_none(code: str) -> None:
    for cover in (f"Stock Code: {code} / Annual Report / 2020", f"2020 / Annual Report / Stock Code {code}"):
        assert identify("x.pdf", f"Some Bank Limited / {cover}").year == 2020
    assert identify(f"{code}.HK 2020.pdf").year == 2020
