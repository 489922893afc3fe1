"""Coding sheets read back: every form, and everything that goes wrong with sheets, said and not fatal."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.errors import UsageError
from fintech_coding.records import Category
from fintech_coding.validation.codings import Sheet, read_codings
from fintech_coding.validation.sheet_rows import parse_rows

CATEGORIES = (Category("ai", "AI", "人工智能", ""), Category("big_data", "Big data", "大数据", ""))
SAMPLES = {"a1-0001": "main", "a1-0002": "main", "a1-0003": "main", "a1-0009": "pilot"}
HEADER = "coder,item,text,ai,big_data,none,note\n"
AI, BOTH, NEITHER, UNSURE = (
    {"ai": 1, "big_data": 0},
    {"ai": 1, "big_data": 1},
    {"ai": 0, "big_data": 0},
    {"ai": None, "big_data": None},
)


def _read(*sheets: tuple[str, str | bytes]):
    return read_codings(
        [
            Sheet(name, parse_rows(data.encode() if isinstance(data, str) else data, name))
            for name, data in sheets
        ],
        CATEGORIES,
        SAMPLES,
    )


def _make_workbook(rows, title="coding") -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.title = "guide"
    sheet = workbook.create_sheet(title)
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def test_a_csv_is_read_with_its_coder_and_its_codes():
    found = _read(("x.csv", HEADER + "ann,a1-0001,t,1,,,\nann,a1-0002,t,1,x,,odd\nann,a1-0003,t,,,1,\n"))
    assert found.coders == ("ann",)
    assert found.codes["ann"] == {"a1-0001": AI, "a1-0002": BOTH, "a1-0003": NEITHER}
    assert (found.findings, found.notes) == ((), {"ann": {"a1-0002": "odd"}})


def test_an_empty_row_is_one_that_was_not_coded():
    found = _read(("x.csv", HEADER + "ann,a1-0001,t,1,,,\nann,a1-0002,t,,,,\n"))
    assert set(found.codes["ann"]) == {"a1-0001"}
    assert found.findings[0].startswith("ann: 2 passages of the main sample are not coded: a1-0002, a1-0003.")


def test_a_row_with_a_nought_is_coded():
    assert _read(("x.csv", HEADER + "ann,a1-0001,t,0,,,\n")).codes["ann"] == {"a1-0001": NEITHER}


def test_a_workbook_is_read_whatever_it_is_called():
    rows = [HEADER.strip().split(","), ["ann", "A1-0001 ", "t", 1.0, None, None, None]]
    assert _read(("renamed.csv", _make_workbook(rows))).codes == {"ann": {"a1-0001": AI}}
    assert _read(("x.xlsx", _make_workbook(rows, title="Tabelle1"))).codes == {"ann": {"a1-0001": AI}}


@pytest.mark.parametrize("name", ["AI", "人工智能", "ai"])
def test_a_column_may_have_any_name_of_its_technology(name):
    found = _read(("x.csv", f"coder,item,{name},Big Data\nann,a1-0001,1,\n"))
    assert found.codes["ann"] == {"a1-0001": AI}


def test_what_doccano_exports_is_read():
    lines = [
        {"id": 1, "text": "t", "label": ["ai", "big_data"], "item": "a1-0001"},
        {"id": 2, "text": "t", "label": ["none"], "item": "a1-0002"},
        {"id": 3, "text": "t", "label": [], "item": "a1-0003"},
    ]
    expected = {"a1-0001": BOTH, "a1-0002": NEITHER}
    assert _read(("ann.jsonl", "\n".join(map(json.dumps, lines)))).codes == {"ann": expected}
    assert _read(("ann.json", json.dumps(lines))).codes == {"ann": expected}


def test_a_label_that_is_no_technology_is_said():
    lines = [{"text": "t", "label": ["ai", "Bigdata"], "item": "a1-0001"}]
    found = _read(("ann.jsonl", json.dumps(lines[0])))
    assert found.codes["ann"]["a1-0001"] == AI
    assert "no technology of the codebook is called bigdata" in " ".join(found.findings)


_cells = st.sampled_from(["", "1", "0", "x", "2", "a1-0001", "ann", "=1", "{", "[", "item"]) | st.text(
    max_size=5
)


@given(
    st.binary(max_size=60)
    | st.lists(st.lists(_cells, max_size=7), max_size=4).map(
        lambda rows: (HEADER + "\n".join(map(",".join, rows))).encode("utf-8", "replace")
    )
    | st.recursive(
        _cells | st.integers() | st.none(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["item", "label", "data", "annotations", "result", "value", "choices", "meta"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ).map(lambda value: json.dumps([value]).encode())
)
def test_whatever_is_in_a_file_it_is_read_or_refused_with_a_reason(data):
    try:
        rows = parse_rows(data, "sheet.any")
    except UsageError:
        rows = []
    found = read_codings([Sheet("sheet.any", rows)], CATEGORIES, SAMPLES)
    assert all(
        code in {0, 1, None} for of in found.codes.values() for c in of.values() for code in c.values()
    )


def test_what_label_studio_exports_is_read_with_each_of_its_coders():
    def annotate(coder, *choices, **more):
        value = {"choices": list(choices)}
        result = [{"from_name": "technologies", "to_name": "text", "type": "choices", "value": value}]
        return {"completed_by": coder, "result": result, **more}

    tasks = [
        {
            "id": 7,
            "data": {"item": "a1-0001", "text": "t"},
            "annotations": [
                annotate(1, "ai"),
                annotate({"id": 2, "email": "b@c"}, "none"),
                annotate(3, "ai", was_cancelled=True),
            ],
        }
    ]
    found = _read(("project.json", json.dumps(tasks)))
    assert found.codes == {"b@c": {"a1-0001": NEITHER}, "user 1": {"a1-0001": AI}}
    short = [{"item": "a1-0001", "technologies": {"choices": ["ai", "big_data"]}, "annotator": 4}]
    assert _read(("min.json", json.dumps(short))).codes == {"user 4": {"a1-0001": BOTH}}
    short = [{"item": "a1-0001", "technologies": "ai", "annotator": 4}]
    assert _read(("min.json", json.dumps(short))).codes == {"user 4": {"a1-0001": AI}}


def test_a_mistyped_code_is_said_and_the_rest_of_its_row_counts():
    found = _read(("x.csv", HEADER + "ann,a1-0001,t,1,2,,\n"))
    assert found.codes["ann"]["a1-0001"] == {"ai": 1, "big_data": None}
    assert found.findings[0] == "x.csv: row 2, big_data: '2' is no code (1, or empty); not counted."


def test_a_row_that_says_none_and_some_is_not_counted():
    found = _read(("x.csv", HEADER + "ann,a1-0001,t,1,,1,\n"))
    assert found.codes["ann"]["a1-0001"] == UNSURE
    assert "says both none and ai" in found.findings[0]


def test_rows_of_another_sample_are_said():
    found = _read(("x.csv", HEADER + "ann,ff-0001,t,1,,,\nann,a1-0001,t,1,,,\n"))
    assert set(found.codes["ann"]) == {"a1-0001"}
    assert found.findings[0] == "x.csv: 1 rows are of no passage of this sample: ff-0001."


def test_a_passage_that_is_coded_twice_and_not_alike_is_not_counted():
    found = _read(("x.csv", HEADER + "ann,a1-0001,t,1,,,\nann,a1-0001,t,,1,,\n"))
    assert found.codes["ann"]["a1-0001"] == UNSURE
    assert "coded twice" in found.findings[0]


def test_a_file_that_is_there_twice_counts_once():
    sheet = HEADER + "ann,a1-0001,t,1,,,\n"
    found = _read(("x.csv", sheet), ("copy of x.csv", sheet))
    assert found.coders == ("ann",)
    assert "copy of x.csv: has the codes of ann that x.csv has, too; taken once." in found.findings


def test_two_files_that_both_say_ann_are_two_coders():
    found = _read(("x.csv", HEADER + "ann,a1-0001,t,1,,,\n"), ("bob.csv", HEADER + "ann,a1-0001,t,,1,,\n"))
    assert found.coders == ("ann", "bob")
    assert "codes otherwise; it is called bob" in " ".join(found.findings)


def test_the_pilot_and_the_main_sheet_of_a_coder_are_joined():
    found = _read(("p.csv", HEADER + "ann,a1-0009,t,1,,,\n"), ("m.csv", HEADER + "ann,a1-0001,t,,,1,\n"))
    assert found.codes == {"ann": {"a1-0009": AI, "a1-0001": NEITHER}}


def test_a_sheet_without_a_coder_is_called_as_its_file():
    found = _read(("bob.csv", "item,ai,big_data\na1-0001,1,\n"))
    assert found.coders == ("bob",)
    assert "does not say who coded it" in found.findings[0]


def test_a_lost_column_is_said():
    found = _read(("x.csv", "coder,item,ai,none,note\nann,a1-0001,1,,\n"))
    assert "no column for big_data" in found.findings[0]


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 broken", b"[{", b'{"a": ', b"text without a header\n", b"[" * 100_000, b""],
)
def test_a_file_that_is_no_sheet_is_told_by_its_name(data):
    with pytest.raises(UsageError, match=r"sheet\.xlsx"):
        parse_rows(data, "sheet.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 100_000_001)
    with pytest.raises(UsageError, match="unpacks to"):
        parse_rows(target.getvalue(), "bomb.xlsx")


@pytest.mark.parametrize("entry", [[1, 2], [None], [{"label": 3}], [{"annotations": [3, {"result": 4}]}]])
def test_json_of_another_shape_is_rows_of_no_passage(entry):
    assert all(not row.cells["item"] for row in parse_rows(json.dumps(entry).encode(), "x.json"))
