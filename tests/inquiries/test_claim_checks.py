"""Claims beside the reports of an output folder: what is said and written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fintech_coding.cli import app
from fintech_coding.coding.codebook import Codebook, load_codebook
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.extraction import extract_reports
from fintech_coding.headers import CLAIM_COLUMNS
from fintech_coding.inquiries.claim_checks import WRITTEN, check_reports, describe_claims
from fintech_coding.study import ExtractSettings, Study
from fintech_coding.validation.claims import Claim


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, make_report: Callable[..., Path]) -> Path:
    """Return an output folder of two years of a bank and of another bank's empty file."""
    folder = tmp_path_factory.mktemp("claims")
    make_report(folder / "reports" / "a.txt", "本行应用人工智能优化服务", "本行尚未开展区块链业务")
    make_report(folder / "reports" / "b.txt", "本行建设数据平台", title="2021年年度报告")
    (folder / "reports" / "601988_2020年年度报告.txt").write_text("", encoding="utf-8")
    extract_reports([folder / "reports"], folder / "outputs", settings=ExtractSettings(), jobs=1)
    return folder / "outputs"


@pytest.fixture
def codebook(small_codebook: Path) -> Codebook:
    return load_codebook(small_codebook)


def _claim(
    technology: str, *, reported: bool, bank: str = "ICBC", year: int | None = 2020, element: str = ""
) -> Claim:
    return Claim(bank, year, technology, element, reported, "as it is said")


AI, CHAIN = "artificial_intelligence", "blockchain"


def test_a_claim_that_a_passage_contradicts_is_told_with_the_passage_and_its_page(out, codebook):
    lines = describe_claims(check_reports(out, codebook, [_claim(AI, reported=False)], variant="own"))
    at = lines.index("icbc_2020, artificial_intelligence: claimed absent (as it is said); 1 passage found")
    assert lines[at + 1] == "  PDF page 2: 本行应用人工智能优化服务。"


def test_a_claim_that_nothing_bears_out_is_told_with_what_was_searched_and_what_does_not_count(out, codebook):
    lines = describe_claims(check_reports(out, codebook, [_claim(CHAIN, reported=True)], variant="own"))
    at = lines.index("icbc_2020, blockchain: claimed reported (as it is said); no passage counts")
    assert lines[at + 1].startswith("  searched: 2 pages, ")
    assert lines[at + 1].endswith(" passages; none counts")
    assert lines[at + 2] == "  does not count: PDF page 2 (negated): 本行尚未开展区块链业务。"


def test_the_variant_says_which_mentions_count(out, codebook):
    (check,) = check_reports(out, codebook, [_claim(CHAIN, reported=True)], variant="all").checks
    assert check.agrees
    with pytest.raises(UsageError, match="no variant 'mine'"):
        check_reports(out, codebook, [_claim(CHAIN, reported=True)], variant="mine")


def test_what_has_no_report_or_was_not_read_is_named_and_agrees_with_nothing(out, codebook):
    claims = [_claim(AI, reported=True, bank=bank) for bank in ("ICBC", "BOC", "PSBC")]
    checked = check_reports(out, codebook, claims, variant="own")
    lines = describe_claims(checked)
    assert lines[0] == "3 claims, 1 comparison with a report that was read."
    assert lines[1:3] == ["No report of: PSBC 2020.", "Not read (failed): BOC 2020."]


def test_claims_without_a_year_are_compared_year_by_year(out, codebook):
    claims = [
        _claim(AI, reported=True, year=None),
        _claim("big_data", reported=True, year=None, element="platform"),
    ]
    lines = describe_claims(check_reports(out, codebook, claims, variant="own"))
    assert lines[0] == "2 claims, 4 comparisons with a report that was read."
    assert [line.split(" (")[0] for line in lines[2:6]] == [
        "  technologies: 1 of 2",
        "  elements: 1 of 2",
        "  2020: 1 of 2",
        "  2021: 1 of 2",
    ]


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ([_claim(AI, reported=True)], "not defined, for claims and coding have one and the same value only"),
        (
            [
                _claim(AI, reported=True),
                _claim("big_data", reported=True, year=2021),
                _claim(AI, reported=False, year=None),
            ],
            "3 of 4 (75%; 95 % interval 30% to 95%); Cohen's kappa 0.50 (95 % interval -0.23 to 1.00).",
        ),
        (
            [_claim(AI, reported=True), _claim("big_data", reported=False, year=2021)],
            "kappa 0.00 whatever the agreement, for the coding has one value only",
        ),
        (
            [_claim(AI, reported=True), _claim(CHAIN, reported=False)],
            "kappa 1.00, without an interval: where nothing differs",
        ),
        (
            [_claim(AI, reported=False), _claim(CHAIN, reported=True)],
            "kappa -1.00, without an interval: where everything differs",
        ),
    ],
)
def test_agreement_is_told_and_where_kappa_says_nothing_why(out, codebook, claims, said):
    lines = describe_claims(check_reports(out, codebook, claims, variant="own"))
    (agreement,) = [line for line in lines if line.startswith("Agreement: ")]
    assert said in agreement


def test_the_table_has_a_row_per_comparison_with_its_evidence(out, codebook, read_table):
    claims = [_claim(AI, reported=True, year=None), _claim(CHAIN, reported=True, bank="PSBC")]
    check_reports(out, codebook, claims, variant="own")
    rows = read_table(out / WRITTEN)
    assert tuple(rows[0]) == CLAIM_COLUMNS
    assert [(row["year"], row["claimed"], row["found"], row["agrees"], row["pages"]) for row in rows] == [
        ("2020", "1", "1", "1", "2"),
        ("2021", "1", "0", "0", ""),
        ("2020", "1", "", "", ""),
    ]
    assert rows[0]["evidence"] == "PDF page 2: 本行应用人工智能优化服务。"
    assert rows[1]["evidence"].startswith("searched: ")
    assert (rows[2]["status"], rows[2]["evidence"]) == ("no_report", "no report of this bank and year")


def test_the_same_claims_give_the_same_bytes(out, codebook):
    claims = [_claim(AI, reported=True), _claim(CHAIN, reported=True)]
    check_reports(out, codebook, claims, variant="own")
    first = (out / WRITTEN).read_bytes()
    check_reports(out, codebook, claims, variant="own")
    assert (out / WRITTEN).read_bytes() == first


def test_a_folder_without_reports_is_refused(tmp_path, codebook):
    with pytest.raises(OutputError, match="Run `fintech-code extract` first"):
        check_reports(tmp_path / "none", codebook, [_claim(AI, reported=True)], variant="own")


# The command


def _invoke(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_sample_reports_agree_with_the_paper_and_that_ends_with_0(demo_study: Study, tmp_path):
    outputs = shutil.copytree(demo_study.outputs, tmp_path / "outputs")  # others look at what is in there
    code, text = _invoke("claims", "--out", outputs, "--codebook", demo_study.codebook)
    assert code == 0
    assert "53 claims, 53 comparisons with a report that was read." in text
    assert "Agreement: 53 of 53 (100%; 95 % interval 93% to 100%)" in text


def test_disagreement_ends_with_0_and_nothing_to_compare_with_1(out, small_codebook, tmp_path):
    table = tmp_path / "claims.csv"
    table.write_text("bank,technology,value\nICBC,blockchain,1\n", encoding="utf-8")
    options = ("--out", out, "--codebook", small_codebook)
    code, text = _invoke("claims", table, *options)
    assert (code, "claimed reported" in text) == (0, True)
    table.write_text("bank,technology,value\nPSBC,blockchain,1\n", encoding="utf-8")
    code, text = _invoke("claims", table, *options)
    assert code == 1
    assert "No claim could be compared" in text
