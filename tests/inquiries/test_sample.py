"""A sample for human coding: its sheets tell nothing of the dictionary, and no codes are written over."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import openpyxl
import pytest
from study_builders import invoke

from fintech_coding.errors import OutputError, UsageError

FORMS = "xlsx,csv,html,doccano,labelstudio"


def _draw(study, *more: str, size: int = 12) -> tuple[int, str]:
    return invoke(
        *("sample", "--out", study.outputs, "--codebook", study.codebook, "--size", size, "--pilot", 2),
        *("--least", 1, *more),
    )


@pytest.fixture
def folder(own_study):
    assert _draw(own_study, "--forms", FORMS, "--uncoded", 0.4)[0] == 0
    return own_study.outputs / "validation"


def test_the_sample_keeps_what_each_passage_stands_for(folder, read_table):
    rows = read_table(folder / "sample.csv")
    assert [row["sample"] for row in rows].count("pilot") == 2
    assert {row["stratum"] for row in rows} <= {"ai", "big_data", "blockchain", "near", "far"}
    assert len({row["passage_id"] for row in rows}) == len(rows)
    assert all(float(row["weight"]) >= 1 for row in rows if row["sample"] == "main")


def test_a_sheet_holds_number_and_text_and_nothing_of_the_dictionary(folder, read_table):
    sample = {row["item"]: row for row in read_table(folder / "sample.csv")}
    sheet = read_table(folder / "sheets" / "coder_1" / "main_coder_1.csv")
    assert list(sheet[0]) == ["coder", "item", "text", "big_data", "ai", "blockchain", "none", "note"]
    assert [row["item"] for row in sheet] == [key for key, row in sample.items() if row["sample"] == "main"]
    for row in sheet:
        assert row["text"] == sample[row["item"]]["text"]
        assert [row[name] for name in list(row)[3:]] == [""] * 5
        assert sample[row["item"]]["passage_id"] not in row.values()


def test_the_workbook_has_the_guide_first_and_drop_downs_for_the_codes(folder, read_table):
    path = folder / "sheets" / "coder_2" / "main_coder_2.xlsx"
    workbook = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    assert workbook.sheetnames == ["guide", "coding"]
    guide = "\n".join(str(cell) for row in workbook["guide"].values for cell in row)
    assert "big_data: Big data 大数据技术" in guide
    assert "Its parts: Chains 链." in guide
    assert "征信" not in guide  # the terms of the dictionary are not told
    sheet = workbook["coding"]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", '"1,0"')
    assert str(rule.sqref) == f"D2:G{sheet.max_row}"
    expected = read_table(folder / "sheets" / "coder_2" / "main_coder_2.csv")
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [r["text"] for r in expected]
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} == {"coder_2"}


def test_the_page_of_a_coder_tells_nothing_of_the_dictionary(folder, read_table):
    page = (folder / "sheets" / "coder_1" / "main_coder_1.html").read_text(encoding="utf-8")
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert set(data) == {"title", "coder", "sample", "items", "categories", "guide"}
    sheet = read_table(folder / "sheets" / "coder_1" / "main_coder_1.csv")
    assert data["items"] == [[row["item"], row["text"]] for row in sheet]


def test_doccano_gets_texts_without_a_label_and_the_labels(folder, read_table):
    entries = json.loads((folder / "labelling" / "doccano_main.json").read_text(encoding="utf-8"))
    sheet = read_table(folder / "sheets" / "coder_1" / "main_coder_1.csv")
    assert entries == [{"text": row["text"], "label": [], "item": row["item"]} for row in sheet]
    labels = json.loads((folder / "labelling" / "doccano_labels.json").read_text(encoding="utf-8"))
    assert [label["text"] for label in labels] == ["big_data", "ai", "blockchain", "none"]


def test_label_studio_gets_tasks_whose_fields_its_interface_names(folder):
    tasks = json.loads((folder / "labelling" / "labelstudio_main.json").read_text(encoding="utf-8"))
    assert {tuple(task) for task in tasks} == {("data",)}
    assert {tuple(task["data"]) for task in tasks} == {("item", "text")}
    view = ElementTree.parse(folder / "labelling" / "labelstudio_config.xml").getroot()  # noqa: S314
    assert view.find("Text").get("value") == "$text"
    choices = view.find("Choices")
    assert (choices.get("toName"), choices.get("choice")) == (view.find("Text").get("name"), "multiple")
    assert [one.get("value") for one in choices] == ["big_data", "ai", "blockchain", "none"]


def test_the_same_seed_writes_the_same_bytes_and_another_one_is_refused(own_study, take_snapshot):
    _draw(own_study, "--forms", FORMS)
    before = take_snapshot(own_study.outputs)
    _draw(own_study, "--forms", FORMS)
    assert take_snapshot(own_study.outputs) == before
    with pytest.raises(OutputError, match="may hold somebody's codes"):
        _draw(own_study, "--seed", "2")
    assert take_snapshot(own_study.outputs) == before


def test_a_sheet_that_somebody_coded_is_never_written_over(own_study):
    _draw(own_study)
    sheet = own_study.outputs / "validation" / "sheets" / "coder_1" / "main_coder_1.csv"
    coded = sheet.read_text(encoding="utf-8-sig").replace(",,,,,", ",1,,,,", 1)
    sheet.write_text(coded, encoding="utf-8")
    with pytest.raises(OutputError, match="main_coder_1"):
        _draw(own_study)
    assert sheet.read_text(encoding="utf-8") == coded


def test_a_sample_without_uncoded_passages_says_what_it_cannot_tell(own_study):
    _, said = _draw(own_study, "--uncoded", "0", size=3)
    assert "recall cannot be known" in said
    assert "does not define big_data, ai, blockchain" in said


@pytest.mark.parametrize("more", [("--forms", "pdf"), ("--uncoded", "1"), ("--coders", "0")])
def test_what_cannot_be_asked_is_refused_by_name(own_study, more):
    with pytest.raises(UsageError, match=more[0]):
        _draw(own_study, *more)
