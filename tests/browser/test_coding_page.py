"""The coding sheet in a real browser: by keyboard, saved as it goes, and read back as it was coded."""

from __future__ import annotations

from pathlib import Path

import pytest

from fintech_coding.records import Category
from fintech_coding.reporting.coding_page import format_coding_page
from fintech_coding.validation.codings import Sheet, read_codings
from fintech_coding.validation.sheet_rows import parse_rows

CATEGORIES = (
    Category("ai", "AI", "人工智能", "Named <b>techniques</b>"),
    Category("big_data", "Big data", "大数据", ""),
)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \u2028 {{data}}"
ITEMS = (("a1-0001", "运用人工智能"), ("a1-0002", HOSTILE), ("a1-0003", "第一行\n第二行"))
SAMPLES = {item: "main" for item, _ in ITEMS}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.html"
    path.write_bytes(format_coding_page("ann", "main", ITEMS, CATEGORIES, title="Study & <co>"))
    return path


def _read_download(page, tmp_path: Path):
    with page.expect_download() as waiting:
        page.locator("#save").click()
    path = tmp_path / "back.csv"
    waiting.value.save_as(path)
    return waiting.value.suggested_filename, read_codings(
        [Sheet(path.name, parse_rows(path.read_bytes(), path.name))], CATEGORIES, SAMPLES
    )


def test_keys_code_the_passages_and_the_csv_has_the_codes(open_page, sheet, tmp_path):
    page = open_page(sheet)
    for key in ("1", "2", "Enter", "0", "ArrowRight", "0", "2"):
        page.keyboard.press(key)
    assert page.locator("#progress").text_content().startswith("3 / 3")
    page.locator("#note").fill('=1+1, "so"')
    name, found = _read_download(page, tmp_path)
    assert name == "main_ann.csv"
    assert found.codes == {
        "ann": {
            "a1-0001": {"ai": 1, "big_data": 1},
            "a1-0002": {"ai": 0, "big_data": 0},
            "a1-0003": {"ai": 0, "big_data": 1},
        }
    }
    assert found.findings == ()
    assert found.notes["ann"]["a1-0003"] == '\'=1+1, "so"'


def test_what_was_coded_is_there_when_the_page_is_opened_again(open_page, sheet):
    page = open_page(sheet)
    page.keyboard.press("1")
    page.locator("#note").fill("doubt 1")  # digits in a note are no codes
    page.reload()
    assert page.locator("#progress").text_content().startswith("1 / 3")
    assert "a1-0002" in page.locator("h2").text_content()  # it goes on at the first without a code
    page.locator("#previous").click()
    assert page.locator("input[value=ai]").is_checked()
    assert page.locator("#note").input_value() == "doubt 1"


def test_nothing_in_a_text_runs_or_is_lost(open_page, sheet):
    page = open_page(sheet)
    page.locator("#next").click()
    assert page.locator("#text").text_content() == HOSTILE
    assert page.locator("img").count() == 0
    assert page.title() == "Study & <co>"


def test_none_and_a_technology_exclude_one_another(open_page, sheet):
    page = open_page(sheet)
    page.keyboard.press("1")
    page.keyboard.press("0")
    assert not page.locator("input[value=ai]").is_checked()
    page.locator("input[value=big_data]").check()
    assert not page.locator("input[value=none]").is_checked()


def test_u_goes_to_the_next_passage_without_a_code(open_page, sheet):
    page = open_page(sheet)
    page.keyboard.press("0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("0")
    page.keyboard.press("u")
    assert "a1-0002" in page.locator("h2").text_content()


def test_the_guide_is_on_the_sheet(open_page, sheet):
    page = open_page(sheet)
    page.locator("summary").click()
    assert "ai: AI 人工智能" in page.locator("#guide").text_content()
    assert "Named <b>techniques</b>" in page.locator("#guide").text_content()
