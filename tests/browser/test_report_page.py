"""The report page in a real browser: cells open their passages, nothing of a report's text runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.extraction import extract_reports
from fintech_coding.inquiries import report as report_inquiry
from fintech_coding.inquiries.report import write_report
from fintech_coding.study import ExtractSettings, MatrixSettings
from fintech_coding.tabulation import code_reports, prepare_coding

Rows = list[dict[str, str]]
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
CELL = ".heat tbody tr:has-text('ICBC') td:nth-of-type({}) button"


@pytest.fixture(scope="module")
def demo_page(demo_study) -> Path:
    """Return the page of the demo study."""
    return demo_study.outputs / "report.html"


def _make_study(folder: Path, make_report: Callable[..., Path], codebook: Path, *paragraphs: str) -> Path:
    """Return the page of a study with one text report."""
    make_report(folder / "reports" / "icbc_2020.txt", *paragraphs)
    extract_reports([folder / "reports"], folder / "outputs", settings=ExtractSettings(), jobs=1)
    settings = MatrixSettings(variant="all")
    code_reports(folder / "outputs", prepare_coding(codebook, settings), settings=settings)
    write_report(folder / "outputs", load_codebook(codebook), reports_folder=folder / "reports")
    return folder / "outputs" / "report.html"


def _list_passages(page) -> list[str]:
    return page.locator(".passage p:not(.actions)").all_text_contents()


def _find_evidence(rows: Rows, report_id: str, technology: str) -> list[str]:
    """Return the texts of the passages that count in a cell, in the order of their first hit."""
    own = [
        row
        for row in rows
        if (row["report_id"], row["technology"]) == (report_id, technology)
        and row["negated"] == "False"
        and row["scope"] != "other"
    ]
    return list({row["passage_id"]: row["text"] for row in own}.values())


def test_the_numbers_are_those_of_the_matrix(open_page, demo_page, read_table):
    page = open_page(demo_page)
    for row in read_table(demo_page.parent / "coding_matrix.csv"):
        line = page.locator(f".heat tbody tr:has-text('{row['bank']} {row['year']}')")
        shown = [text.strip() for text in line.locator("td").all_text_contents()]
        assert shown == [*list(row.values())[3:10], row["total"]]


def test_a_cell_opens_the_passages_of_evidence_csv_with_their_hits_marked(open_page, demo_page, read_table):
    rows = read_table(demo_page.parent / "evidence.csv")
    page = open_page(demo_page)
    for column, technology in enumerate(("artificial_intelligence", "big_data", "cloud_computing"), 1):
        page.locator(CELL.format(column)).click()
        expected = _find_evidence(rows, "icbc_2020", technology)
        assert expected
        assert _list_passages(page) == expected
        marked = set(page.locator("mark:not(.other):not(.uncounted)").all_text_contents())
        assert marked == {
            row["surface"]
            for row in rows
            if (row["report_id"], row["technology"]) == ("icbc_2020", technology)
            and row["negated"] == "False"
            and row["scope"] != "other"
        }


def test_the_address_of_a_cell_opens_it_again(open_page, demo_page):
    page = open_page(demo_page)
    page.locator(CELL.format(2)).click()
    address, passages = page.evaluate("location.hash"), _list_passages(page)
    again = open_page(demo_page, address)
    assert _list_passages(again) == passages != []
    page.go_back()
    page.locator("#evidence").wait_for(state="hidden")


def test_a_passage_links_to_its_page_of_the_report(open_page, demo_page):
    page = open_page(demo_page)
    page.locator(CELL.format(1)).click()
    link = page.locator(".passage a").first.get_attribute("href")
    path, _, fragment = link.partition("#")
    assert (demo_page.parent / path).is_file()
    assert re.fullmatch(r"page=\d+", fragment)


def test_switches_change_count_variant_and_level(open_page, demo_page, read_table):
    page = open_page(demo_page)
    page.get_by_label("Count").select_option("hits")
    page.get_by_label("Mentions").select_option("all")
    long = read_table(demo_page.parent / "coding_matrix_long.csv")
    expected = [row["hits"] for row in long if row["report_id"] == "icbc_2020"]
    line = page.locator(".heat tbody tr:has-text('ICBC')")
    assert line.locator("td:not(.total)").all_text_contents() == expected
    page.get_by_label("Columns").select_option("big_data")
    elements = read_table(demo_page.parent / "elements.csv")
    expected = [
        row["hits"] for row in elements if (row["report_id"], row["technology"]) == ("icbc_2020", "big_data")
    ]
    assert line.locator("td").all_text_contents() == expected


def test_the_page_speaks_chinese_and_english(open_page, demo_page):
    page = open_page(demo_page)
    page.locator("#language").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert "人工智能技术" in page.locator(".heat thead").inner_text()
    page.locator("#language").click()
    assert "Artificial intelligence" in page.locator(".heat thead").inner_text()


def test_search_finds_the_words_in_all_reports(open_page, demo_page, read_table):
    page = open_page(demo_page)
    page.get_by_role("link", name="Search").click()
    page.locator("#search-words").fill("区块链")
    page.keyboard.press("Enter")
    page.locator(".passage").first.wait_for()
    rows = read_table(demo_page.parent / "evidence.csv")
    expected = {row["passage_id"] for row in rows if "区块链" in row["text"]}
    shown = page.locator(".passage").evaluate_all("all => all.map(one => one.dataset.passage)")
    assert set(shown) == expected != set()


def test_the_keyboard_is_enough(open_page, demo_page):
    page = open_page(demo_page)
    page.locator(CELL.format(1)).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("#evidence-title").wait_for()
    assert "Big data" in page.locator("#evidence-title").inner_text()
    page.keyboard.press("n")
    assert page.locator(".passage.now").get_attribute("id") == "passage-1"
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert page.locator(".passage.now").get_attribute("id") == "passage-1"
    page.keyboard.press("Escape")
    page.locator("#evidence").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.closest('td').cellIndex") == 2


@pytest.mark.parametrize("view", ["matrix", "profiles", "tables", "quality", "methods", "search"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_view_opens_without_a_word_on_the_console(open_page, demo_page, view, language):
    page = open_page(demo_page, f"#page={view}&language={language}")
    assert page.locator("nav a[aria-current]").count() == 1
    assert page.locator("#main").inner_text().strip()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page, demo_page, scheme):
    page = open_page(demo_page, "#report=icbc_2020&technology=big_data", color_scheme=scheme)
    page.locator(".passage").first.wait_for()
    weakest = page.evaluate(CONTRAST)
    assert weakest["ratio"] >= 4.5, weakest


def test_a_phone_scrolls_the_table_and_not_the_page(open_page, demo_page):
    page = open_page(demo_page, "#report=icbc_2020&technology=big_data", width=390, height=844)
    page.locator(".passage").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_integration_of_technologies_is_drawn_for_all_reports_and_for_one(
    open_page, demo_page, read_table
):
    rows = read_table(demo_page.parent / "integration.csv")

    def list_joint(**wanted: str) -> list[str]:
        kept = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
        return sorted(row["passages_both"] for row in kept if row["passages_both"] != "0")

    for address, wanted in (("", {"bank": "all"}), ("&report=icbc_2020", {"report_id": "icbc_2020"})):
        page = open_page(demo_page, f"#page=tables&table=integration{address}")
        drawn = page.locator(".integration text.both").all_text_contents()
        assert sorted(drawn * 2) == list_joint(**wanted) != []
        assert page.locator(".integration circle").count() == 7


HOSTILE = (
    "本行运用大数据<script>alert(1)</script></script><img src=x onerror=alert(2)>&amp;<!--",
    "𠀀😀应用人工智能\u202e和大数据\u2066建设平台",
    f"应用大数据{'x' * 900}平台",
    *["本行坚持稳健经营,资产质量保持平稳,各项业务按计划推进,客户基础持续扩大"] * 40,
)


def test_text_of_a_report_is_text(open_page, make_report, small_codebook, tmp_path):
    path = _make_study(tmp_path, make_report, small_codebook, *HOSTILE)
    page = open_page(path, "#report=icbc_2020&technology=big_data", width=390, height=844)
    page.locator(".passage").first.wait_for()
    texts = "\n".join(_list_passages(page))
    assert "<script>alert(1)</script></script><img src=x onerror=alert(2)>&amp;<!--" in texts
    assert page.locator("#evidence img, #evidence script").count() == 0
    assert set(page.locator("mark:not(.other)").all_text_contents()) == {"大数据"}
    assert page.locator("mark.other").all_text_contents() == ["人工智能"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_report_that_was_not_read_is_no_zero(open_page, make_report, small_codebook, tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "中国银行2019年年度报告.pdf").write_bytes(b"%PDF-1.4 no more")
    path = _make_study(tmp_path, make_report, small_codebook, "本行应用大数据")
    page = open_page(path)
    cell = page.locator("td.unread button").first
    assert cell.inner_text() == "–"
    assert "not a zero" in cell.get_attribute("aria-label")
    cell.click()
    assert "Not read (not a zero)" in page.locator("#evidence").inner_text()


def test_the_passages_of_many_reports_stand_beside_the_page(
    open_page, make_report, small_codebook, tmp_path, monkeypatch
):
    monkeypatch.setattr(report_inquiry, "_LARGEST", 10)
    path = _make_study(tmp_path, make_report, small_codebook, "本行应用大数据</script>", "区块链平台")
    assert (path.parent / "report_passages" / "icbc_2020.js").is_file()
    page = open_page(path, "#report=icbc_2020&technology=big_data")
    page.locator(".passage").first.wait_for()
    assert "本行应用大数据</script>" in "".join(_list_passages(page))
