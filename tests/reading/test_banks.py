"""The registry of banks."""

from __future__ import annotations

from pathlib import Path

import pytest

from fintech_coding.errors import UsageError
from fintech_coding.reading.banks import Bank, Registry, load_registry

REGISTRY = load_registry()


def find_ids(text: str) -> list[str]:
    return [mention.bank for mention in REGISTRY.find_names(text)]


def find_ids_in_file_name(name: str) -> list[str]:
    return [mention.bank for mention in REGISTRY.find_in_file_name(name)]


def test_the_six_state_owned_banks_come_first() -> None:
    assert [bank.id for bank in REGISTRY.banks[:6]] == ["ICBC", "ABC", "BOC", "CCB", "BOCOM", "PSBC"]


def test_codes_keep_their_zeros_and_their_lengths() -> None:
    for bank in REGISTRY.banks:
        assert len(bank.code_a) in {0, 6}, bank.id
        assert len(bank.code_h) in {0, 5}, bank.id


def test_every_bank_but_a_few_large_ones_is_listed() -> None:
    unlisted = [bank.id for bank in REGISTRY.banks if not (bank.code_a or bank.code_h)]
    assert unlisted == ["CGB", "HFB", "CDB", "EXIM", "ADBC"]
    assert sum(bool(bank.code_a) for bank in REGISTRY.banks) == 42


@pytest.mark.parametrize(
    ("code", "bank"),
    [
        ("601398", "ICBC"),
        ("01398", "ICBC"),
        ("1398", "ICBC"),
        ("000001", "PAB"),
        ("939", "CCB"),
        ("03328", "BOCOM"),
    ],
)
def test_a_stock_code_finds_its_bank_with_or_without_leading_zeros(code: str, bank: str) -> None:
    found = REGISTRY.find_code(code)
    assert found is not None
    assert found.id == bank


def test_an_unknown_code_finds_nothing() -> None:
    assert REGISTRY.find_code("600201") is None
    assert REGISTRY.find_code("2020年") is None


def test_every_full_name_finds_its_own_bank_only() -> None:
    for bank in REGISTRY.banks:
        assert set(find_ids(bank.name_zh)) <= {bank.id}, bank.name_zh
        assert find_ids(bank.name_en) == [bank.id], bank.name_en
        assert REGISTRY.find_company(bank.name_zh) is bank
        assert REGISTRY.find_company(bank.name_en) is bank


@pytest.mark.parametrize(
    "text",
    [
        "中国银行业监督管理委员会",
        "中国银行保险监督管理委员会",
        "中国银行间市场交易商协会",
        "上海银行间同业拆放利率",
        "中国工商银行(亚洲)有限公司",
        "中国建设银行北京某某支行",
        "交通银行大厦",
        "中国平安保险(集团)股份有限公司",
        "People's Bank of China",
        "Industrial Bank of Korea",
        "Bank of China Tower",
        "China Construction Bank (Asia) Corporation Limited",
        "中信银行(国际)有限公司",
        "恒生银行(中国)有限公司",
        "Bank of China (Malaysia) Berhad",
        "Hang Seng Bank (China) Limited",
    ],
)
def test_a_longer_name_that_contains_a_banks_name_is_not_that_bank(text: str) -> None:
    assert find_ids(text) == []


def test_the_longest_name_wins() -> None:
    assert find_ids("Industrial and Commercial Bank of China Limited and Bank of China Limited") == [
        "ICBC",
        "BOC",
    ]
    assert find_ids("苏州银行股份有限公司 江苏苏州农村商业银行股份有限公司") == ["BOSZ", "SZRCB"]


def test_a_name_may_run_over_a_line_break() -> None:
    assert find_ids("China Construction\nBank Corporation") == ["CCB"]


def test_brief_forms_count_in_file_names_only() -> None:
    assert find_ids("工行 ICBC 招行") == []
    assert find_ids_in_file_name("工行 2020") == ["ICBC"]
    assert find_ids_in_file_name("CCB annual report") == ["CCB"]
    assert find_ids_in_file_name("icbc_2020") == ["ICBC"]
    assert find_ids_in_file_name("ABC Company 2020") == []
    assert find_ids_in_file_name("ICBC (Asia) 2020") == []
    assert find_ids_in_file_name("ccb annual report") == ["CCB"]
    assert find_ids_in_file_name("其中行业") == []


def test_a_bank_is_found_by_id_code_or_name() -> None:
    for key in ("icbc", "601398", "工商银行", "Industrial and Commercial Bank of China"):
        found = REGISTRY.get_bank(key)
        assert found is not None
        assert found.id == "ICBC"
    assert REGISTRY.get_bank("11") is None
    assert REGISTRY.get_bank("no such bank") is None


def test_a_company_called_like_an_abbreviation_is_not_the_bank() -> None:
    assert REGISTRY.find_company("ABC Inc.") is None


def test_a_code_given_to_two_banks_is_refused() -> None:
    first = Bank("X", "甲甲银行", "First Bank", (), (), "600000", "")
    second = Bank("Y", "乙乙银行", "Second Bank", (), (), "600000", "")
    with pytest.raises(UsageError, match="600000"):
        Registry([first, second])


def test_a_file_that_is_no_registry_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "banks.yaml"
    path.write_text("banks:\n  - id: X\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"banks\.yaml"):
        load_registry(path)
    with pytest.raises(UsageError, match="cannot be read"):
        load_registry(tmp_path / "none.yaml")
