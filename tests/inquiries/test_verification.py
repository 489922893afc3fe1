"""An output folder is what its manifest says, or what differs is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fintech_coding.coding.codebook import load_codebook, parse_codebook
from fintech_coding.errors import OutputError
from fintech_coding.inquiries.verification import (
    ABSENT,
    DIFFERS,
    SAME,
    Finding,
    describe_findings,
    has_differences,
    verify_outputs,
)
from fintech_coding.study import Study


@pytest.fixture
def study(demo_study, tmp_path) -> Study:
    """Return a copy of the demo study that a test may change."""
    shutil.copytree(demo_study.folder, tmp_path / "study")
    return Study(tmp_path / "study")


def _verify(study: Study, **changes) -> dict[str, Finding]:
    codebook = changes.get("codebook") or load_codebook(study.codebook)
    folder = changes.get("reports_folder") or study.reports
    return {
        finding.subject: finding for finding in verify_outputs(study.outputs, codebook, reports_folder=folder)
    }


def _list_differing(findings: dict[str, Finding]) -> list[str]:
    return [subject for subject, finding in findings.items() if finding.result == DIFFERS]


def test_a_folder_nobody_touched_is_the_same(study):
    findings = _verify(study)
    assert {finding.result for finding in findings.values()} == {SAME}
    assert {"codebook", "report icbc_2020", "file evidence.csv", "table evidence.csv"} <= set(findings)
    assert not has_differences(list(findings.values()))
    assert list(describe_findings(list(findings.values())))[-1].startswith("The same")


def test_a_changed_cell_is_named_with_both_values(study):
    path = study.outputs / "coding_matrix.csv"
    text = path.read_bytes()
    row = next(line for line in text.split(b"\n") if line.startswith(b"ICBC"))
    cells = row.split(b",")
    was, cells[3] = cells[3].decode(), b"99"
    path.write_bytes(text.replace(row, b",".join(cells)))
    findings = _verify(study)
    assert _list_differing(findings) == ["file coding_matrix.csv", "table coding_matrix.csv"]
    (detail,) = findings["table coding_matrix.csv"].details
    assert detail.endswith(f"icbc_2020: artificial_intelligence was 99, is {was}")


def test_another_codebook_is_the_cause_of_other_cells(study):
    other = parse_codebook("technologies: {artificial_intelligence: {terms: [人工智能]}}", "other")
    findings = _verify(study, codebook=other)
    assert findings["codebook"].result == DIFFERS
    assert "its columns were" in findings["table coding_matrix.csv"].details[0]
    assert findings["file coding_matrix.csv"].result == SAME


def test_a_report_file_that_was_replaced_is_told_and_one_that_is_gone_is_absent(study):
    (study.reports / "icbc_2020_sample.pdf").write_bytes(b"%PDF-1.4 another")
    (study.reports / "abc_2020_sample.pdf").unlink()
    findings = _verify(study)
    assert _list_differing(findings) == ["report icbc_2020"]
    assert findings["report abc_2020"].result == ABSENT


def test_a_table_that_is_gone_is_told(study):
    (study.outputs / "terms.csv").unlink()
    assert _list_differing(_verify(study)) == ["file terms.csv", "table terms.csv"]


def test_rows_in_another_order_are_told(study):
    path = study.outputs / "terms.csv"
    header, first, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([header, *rest, first]))
    assert _verify(study)["table terms.csv"].details == ("its rows stand in another order",)


def test_a_manifest_cannot_send_the_reader_out_of_the_folder(study):
    (study.folder / "secret.csv").write_text("a")
    manifest = study.outputs / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"outputs": {', '"outputs": {"../secret.csv": "0",'), encoding="utf-8")
    assert _verify(study)["file ../secret.csv"].details == ("it is not there any more",)


@pytest.mark.parametrize("content", [None, "", "[]", '{"settings": {}}'])
def test_a_folder_without_a_manifest_says_what_to_run(study, content):
    path: Path = study.outputs / "manifest.json"
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(OutputError, match="Run `fintech-code matrix`"):
        _verify(study)
