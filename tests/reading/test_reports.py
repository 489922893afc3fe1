"""Finding report files, their sidecar, and whose report each is."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.errors import UsageError
from fintech_coding.reading.reports import (
    ReportEntry,
    find_entry,
    find_reports,
    identify_report,
    load_registry,
    load_sidecar,
    make_report_id,
)
from fintech_coding.records import Identity

REGISTRY = load_registry()


def identify(name: str, *pages: str, entry: ReportEntry | None = None) -> Identity:
    return identify_report(name, pages, entry, registry=REGISTRY)


def summarise(name: str, *pages: str) -> tuple[str, int | None, str]:
    identity = identify(name, *pages)
    return identity.bank, identity.year, identity.document


# --- files ---------------------------------------------------------------------------------------


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def test_what_is_no_file_is_passed_over_in_a_folder_and_refused_by_name(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this system")
    touch(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.pdf")
    assert find_reports([tmp_path]) == [tmp_path / "a.txt"]
    with pytest.raises(UsageError, match="not read"):
        find_reports([tmp_path / "pipe.pdf"])


def test_links_in_a_circle_are_found_and_stop_nothing(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt")
    try:
        (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
        (tmp_path / "again").symlink_to(tmp_path)
    except OSError:
        pytest.skip("no links on this system")
    assert [path.name for path in find_reports([tmp_path])] == ["a.txt", "loop.pdf"]


def test_a_folder_that_may_not_be_read_is_said_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "a.txt", "closed/b.txt")
    scan = os.scandir

    def refuse(place: str) -> object:
        if str(place).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UsageError, match=r"closed: cannot be read \(Permission denied\)"):
        find_reports([tmp_path])


def test_a_folder_is_searched_recursively_and_endings_count_in_any_case(tmp_path: Path) -> None:
    touch(tmp_path, "b.PDF", "sub/a.txt", "c.docx", ".hidden.pdf", ".git/d.pdf", "~$b.pdf", "reports.csv")
    assert [path.relative_to(tmp_path).as_posix() for path in find_reports([tmp_path])] == [
        "b.PDF",
        "sub/a.txt",
    ]


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    touch(tmp_path, "b.pdf", "a.pdf")
    found = find_reports([tmp_path / "b.pdf", tmp_path, tmp_path / "b.pdf"])
    assert [path.name for path in found] == ["a.pdf", "b.pdf"]


def test_the_order_of_the_inputs_does_not_matter(tmp_path: Path) -> None:
    touch(tmp_path, "x/1.pdf", "y/1.pdf", "z.txt")
    inputs = [tmp_path / "x", tmp_path / "y", tmp_path / "z.txt"]
    assert find_reports(inputs) == find_reports(inputs[::-1])


def test_all_missing_paths_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"one\.pdf.*two") as error:
        find_reports([tmp_path / "one.pdf", tmp_path, tmp_path / "two"])
    assert error.value.exit_code == 2


def test_finding_nothing_says_which_endings_are_read(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx")
    with pytest.raises(UsageError, match=r"\.pdf or \.txt"):
        find_reports([tmp_path])


def test_a_file_of_another_kind_is_refused_but_a_sidecar_is_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "a.pdf", "reports.csv", "b.docx")
    assert [path.name for path in find_reports([tmp_path / "a.pdf", tmp_path / "reports.csv"])] == ["a.pdf"]
    with pytest.raises(UsageError, match=r"b\.docx"):
        find_reports([tmp_path / "a.pdf", tmp_path / "b.docx"])


# --- sidecar -------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_sidecar_is_read_in_the_encodings_that_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes("File,Bank,Year,bank_name,note\r\n工行.pdf,ICBC,2020,工商银行,x\r\n".encode(encoding))
    assert load_sidecar(path) == {"工行.pdf": ReportEntry("工行.pdf", "ICBC", 2020, bank_name="工商银行")}


def test_a_sidecar_may_use_semicolons_and_leave_fields_empty(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("file;bank;year;document;edition\nsub\\a.pdf;;;HALF-YEAR;h\n\n", encoding="utf-8")
    entry = ReportEntry("sub/a.pdf", "", None, document="half-year", edition="H")
    assert load_sidecar(path) == {"sub/a.pdf": entry}


def test_all_bad_lines_of_a_sidecar_are_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("file,bank,year,language\na.pdf,X,20\na.pdf,X,2020,fr\n,X,2020\n", encoding="utf-8")
    with pytest.raises(UsageError) as error:
        load_sidecar(path)
    lines = str(error.value).splitlines()
    assert ["line 2" in lines[0], "line 3" in lines[1], "line 3" in lines[2], "line 4" in lines[3]] == [
        True
    ] * 4


def test_a_sidecar_without_a_required_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("file,year\na.pdf,2020\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no column bank"):
        load_sidecar(path)


def test_an_entry_is_found_by_its_path_from_the_sidecar_whatever_the_unicode_form(tmp_path: Path) -> None:
    entry = ReportEntry("é.pdf", "X", 2020)
    assert find_entry({"sub/é.pdf": entry}, tmp_path / "sub" / "e\u0301.pdf", tmp_path) is entry
    assert find_entry({"é.pdf": entry}, tmp_path / "sub" / "é.pdf", tmp_path) is None
    assert find_entry({"sub/b.pdf": entry}, tmp_path / "sub" / "b.pdf", tmp_path) is entry
    assert find_entry({"other/b.pdf": entry}, tmp_path / "sub" / "b.pdf", tmp_path) is None


# --- identity: the bank --------------------------------------------------------------------------


def test_a_stock_code_on_the_cover_names_the_bank() -> None:
    identity = identify("1.pdf", "中国农业银行股份有限公司\n(A股股票代码:601288)\n2021年度报告")
    assert (identity.bank, identity.bank_name) == ("ABC", "中国农业银行股份有限公司")
    assert "stock code 601288 on page 1" in identity.basis


def test_an_english_report_gives_the_english_name() -> None:
    identity = identify(
        "1.pdf", "Ping An Bank Co., Ltd.\n2020 Annual Report", "The board of directors guarantees"
    )
    assert (identity.bank, identity.bank_name, identity.language) == ("PAB", "Ping An Bank Co., Ltd.", "en")


def test_a_traditional_cover_finds_the_same_bank() -> None:
    identity = identify(
        "1.pdf", "中國建設銀行股份有限公司\n股份代號:939\n2020 年度報告", "本報告載有對業務的說明"
    )
    assert (identity.bank, identity.language, identity.year) == ("CCB", "zh-Hant", 2020)


def test_the_pages_beat_the_name() -> None:
    assert summarise("工行2015年报.pdf", "中国建设银行股份有限公司\n2018年年度报告") == (
        "CCB",
        2018,
        "annual",
    )


def test_the_name_tells_where_the_pages_have_no_text() -> None:
    assert summarise("BANK OF CHINA LTD XYZ BRANCH 2017 Annual Report.pdf", "", "") == ("BOC", 2017, "annual")
    assert summarise("601398_2020.pdf")[:2] == ("ICBC", 2020)


def test_a_subsidiary_with_the_banks_name_is_a_company_of_its_own() -> None:
    identity = identify("1.pdf", "Bank of Communications (Asia) Limited\nAnnual Report 2015")
    assert identity.bank == "bank_of_communications_asia"


def test_a_company_outside_the_registry_has_its_stock_code() -> None:
    cover = "公司代码:600999 公司简称:某某股份\n某某科技集团股份有限公司\n2019 年年度报告"
    identity = identify("x.pdf", cover)
    assert (identity.bank, identity.bank_name) == ("600999", "某某科技集团股份有限公司")


def test_a_hong_kong_code_has_five_digits_however_the_cover_prints_it() -> None:
    assert identify("x.pdf", "某某醫藥( 杭州 ) 股份有限公司\n股份代號 : 2999\n2025年度報告").bank == "02999"


def test_a_code_on_the_page_about_the_company_counts() -> None:
    pages = ("某某旅游股份有限公司\n2016 年年度报告", "第二节 公司简介\n股票简称 某某 股票代码 000999\n")
    assert identify("x.pdf", *pages).bank == "000999"


def test_a_company_without_a_code_has_a_slug() -> None:
    assert identify("x.pdf", "Some Holdings, Inc. Annual Report 2017").bank == "some_holdings"
    assert identify("恒恒银行2020年年度报告.pdf").bank == "恒恒银行"


def test_a_double_underscore_file_name_gives_company_code_and_year() -> None:
    identity = identify("2021-04-23__某某技术股份有限公司__600999__某某股份__2020年__年度报告.pdf")
    assert (identity.bank, identity.bank_name, identity.year) == ("600999", "某某技术股份有限公司", 2020)


def test_a_bank_where_the_company_keeps_its_account_is_not_the_reporter() -> None:
    pages = ("2025\n年度報告\n某某股份有限公司", "公司資料\n主要往來銀行\n中國建設銀行\n香港某某銀行")
    assert identify("x.pdf", *pages).bank_name == "某某股份有限公司"


def test_a_regulator_is_no_bank_and_a_plain_document_no_report() -> None:
    assert identify("x.pdf", "中国银行业监督管理委员会\n2015 年报").bank == ""
    identity = identify("x.pdf", "Dear Sir,\nAcme Limited is in debt to Bank of China.")
    assert (identity.bank, identity.document, identity.year) == ("", "", None)


# --- identity: year and document -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("cover", "year", "document"),
    [
        ("2016 年年度报告\n2017-017\n2017 年 04 月", 2016, "annual"),
        ("二〇一八年年度报告\n二〇一九年三月", 2018, "annual"),
        ("二 ○ 一 八 年 年 度 报 告", 2018, "annual"),
        ("2 0 2 1 年 度 报 告", 2021, "annual"),
        ("年\n度\n报\n告\n2017", 2017, "annual"),
        ("annual report 2015", 2015, "annual"),
        ("2025\nANNUAL REPORT\n年度報告", 2025, "annual"),
        ("Annual Report 2019/20", 2020, "annual"),
        ("Annual Report\nfor the year ended 31 December 2020", 2020, "annual"),
        ("2025 年半年度报告", 2025, "half-year"),
        ("INTERIM REPORT 2021", 2021, "half-year"),
        ("2021 年第三季度报告", 2021, "quarterly"),
        ("2020 年年度报告摘要", 2020, "summary"),
        ("2020 社会责任报告", 2020, "sustainability"),
        ("2021年度可持续发展报告\n(环境、社会及管治报告)", 2021, "sustainability"),
        ("Environmental, Social and Governance Report 2022", 2022, "sustainability"),
        ("ANNUAL RESULTS ANNOUNCEMENT FOR THE YEAR ENDED 31 DECEMBER 2020", 2020, "other"),
        ("关于2020年年度报告的更正公告", 2020, "other"),
    ],
)
def test_a_cover_tells_year_and_document(cover: str, year: int, document: str) -> None:
    assert summarise("x.pdf", f"招商银行股份有限公司\n{cover}") == ("CMB", year, document)


def test_what_later_pages_mention_does_not_change_what_the_cover_says() -> None:
    later = "本行同时发布2019年社会责任报告。2020年半年度报告、2018年年度报告摘要见网站。" * 5
    assert summarise("x.pdf", "招商银行股份有限公司\n2020 年年度报告", later) == ("CMB", 2020, "annual")


def test_without_a_cover_running_titles_tell() -> None:
    page = "招商银行股份有限公司2019年度报告 3\n" + "本行持续推进业务发展,成效明显。\n" * 80
    assert summarise("2018年半年报.pdf", "", page) == ("CMB", 2019, "annual")


def test_a_table_of_contents_is_no_title() -> None:
    pages = ("目录\n71 环境、社会及管治报告\n90 财务摘要", "2020年年度报告 3\n招商银行股份有限公司")
    assert summarise("x.pdf", *pages) == ("CMB", 2020, "annual")


def test_a_filing_date_in_a_name_is_not_the_year() -> None:
    assert identify("2021-04-23 某某 年报.pdf").year is None
    assert identify("20210423_icbc_2020.pdf").year == 2020


# --- identity: the sidecar -----------------------------------------------------------------------


def test_an_unknown_bank_in_the_sidecar_is_a_bank_of_its_own() -> None:
    identity = identify(
        "x.pdf", "2018年年度报告", entry=ReportEntry("x.pdf", "Nova-7", None, bank_name="Nova")
    )
    assert (identity.bank, identity.bank_name, identity.year) == ("Nova-7", "Nova", 2018)


# --- ids -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bank", "year", "name", "report_id"),
    [
        ("ICBC", 2020, "a.pdf", "icbc_2020"),
        ("ICBC", None, "a.pdf", "icbc"),
        ("", 2020, "My Report (final).PDF", "my_report_final"),
        ("", None, "年报 2020.txt", "年报_2020"),
        ("", None, "CON.pdf", "con_report"),
        ("nul", None, "a.pdf", "nul_report"),
        ("a/b:c", 2020, "a.pdf", "a_b_c_2020"),
        ("", None, "???.pdf", "report"),
    ],
)
def test_an_id_is_lower_case_and_safe(bank: str, year: int | None, name: str, report_id: str) -> None:
    assert make_report_id(Identity(bank, "", year, "en", "annual", ""), name) == report_id


@pytest.mark.parametrize("document", ["half-year", "quarterly", "summary", "sustainability", "other"])
def test_an_id_tells_what_is_no_annual_report(document: str) -> None:
    identity = Identity("ICBC", "", 2020, "en", document, "")
    assert make_report_id(identity, "a.pdf") == f"icbc_2020_{document}"
    assert make_report_id(replace(identity, document=""), "a.pdf") == "icbc_2020"


@given(st.text(max_size=300), st.text(max_size=120))
def test_an_id_is_short_and_has_no_character_that_a_file_system_refuses(bank: str, name: str) -> None:
    report_id = make_report_id(Identity(bank, "", 2020, "en", "annual", ""), name)
    assert 0 < len(report_id) <= 80
    assert len(report_id.encode()) <= 200
    assert not set(report_id) & set('<>:"/\\|?*. \n\0')


@given(st.text(max_size=60), st.lists(st.text(max_size=200), max_size=4))
def test_no_text_makes_identification_fail(name: str, pages: list[str]) -> None:
    identity = identify(name, *pages)
    assert identity.language in {"zh-Hans", "zh-Hant", "en"}
    assert identity == identify(name, *pages)
