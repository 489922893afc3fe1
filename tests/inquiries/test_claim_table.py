"""The table of claims, and the mistakes that are told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.errors import UsageError
from fintech_coding.inquiries.claim_table import PAPER, load_claims
from fintech_coding.study import find_shipped_codebook

HEADER = "bank,year,technology,element,value,claim"


@pytest.fixture
def codebook(small_codebook: Path):
    return load_codebook(small_codebook)


def _write(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "my-claims.csv"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return path


def _refuse(path: Path, codebook) -> str:
    with pytest.raises(UsageError) as caught:
        load_claims(path, codebook)
    return str(caught.value)


def test_a_line_is_a_claim(tmp_path, codebook):
    (claim,) = load_claims(_write(tmp_path, "ICBC,2020,big_data,platform,1,a platform"), codebook)
    assert (claim.bank, claim.year, claim.technology, claim.element) == ("ICBC", 2020, "big_data", "platform")
    assert (claim.reported, claim.text, claim.line) == (True, "a platform", 2)


@pytest.mark.parametrize("name", ["工商银行", "icbc", "601398", "Industrial and Commercial Bank of China"])
def test_a_bank_may_be_named_by_code_or_name(tmp_path, codebook, name):
    assert load_claims(_write(tmp_path, f"{name},,big_data,,0,"), codebook)[0].bank == "ICBC"


def test_a_bank_that_is_in_no_registry_keeps_its_name(tmp_path, codebook):
    assert load_claims(_write(tmp_path, "Kunlun & Co,,big_data,,0,"), codebook)[0].bank == "Kunlun & Co"


def test_three_columns_are_enough(tmp_path, codebook):
    path = _write(tmp_path, "ICBC;big_data;1", header="Bank;Technology;Value")
    (claim,) = load_claims(path, codebook)
    assert (claim.year, claim.element, claim.text) == (None, "", "")


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path, codebook):
    path = _write(
        tmp_path,
        ",20,big_dat,,yes,",
        "ICBC,2020,big_data,platforms,1,",
        "ICBC,2020,blockchain,,1,",
        "工行,2020,blockchain,,0,",
    )
    text = _refuse(path, codebook)
    for mistake in (
        "my-claims.csv: line 2: no bank.",
        "line 2: the codebook has no technology 'big_dat'. Did you mean big_data?",
        "line 2: value 'yes' is neither 1 (reported) nor 0 (absent).",
        "line 2: year '20' is no year.",
        "line 3: big_data has no element 'platforms' in the codebook. Did you mean platform?",
        "line 5: speaks of the same as line 4.",
    ):
        assert mistake in text


def test_of_many_mistakes_a_dozen_is_told(tmp_path, codebook):
    text = _refuse(_write(tmp_path, *(f"B{n},,cloud,,1," for n in range(30))), codebook)
    assert len(text.splitlines()) == 13
    assert text.endswith("my-claims.csv: and 18 mistakes more.")


def test_a_table_without_a_claim_or_a_column_is_refused(tmp_path, codebook):
    assert "holds no claim" in _refuse(_write(tmp_path), codebook)
    assert "no column value" in _refuse(_write(tmp_path, header="bank,technology"), codebook)


def test_the_papers_claims_are_of_the_shipped_codebook():
    claims = load_claims(PAPER, load_codebook(find_shipped_codebook()))
    assert {claim.year for claim in claims} == {2020}
    assert len(claims) == 53
