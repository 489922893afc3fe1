"""What the page counts from the evidence is what the tables count."""

from __future__ import annotations

from fintech_coding.reporting.evidence_data import DIRECT, count_cells, list_evidence


def test_the_elements_of_the_page_are_those_of_elements_csv(demo_study, read_table):
    out = demo_study.outputs
    cells = count_cells(read_table(out / "coding_matrix_long.csv"), read_table(out / "evidence.csv"))
    for row in read_table(out / "elements.csv"):
        elements = cells.get(row["report_id"], {}).get(row["technology"], {"elements": {}})["elements"]
        hits, _, passages = elements.get(row["element"], [[0, 0, 0]] * 3)
        assert hits == [int(row[name]) for name in ("hits", "hits_affirmed", "hits_own")]
        assert passages == [int(row[name]) for name in ("passages", "passages_affirmed", "passages_own")]


def test_a_report_that_was_not_read_has_no_cells():
    row = {"report_id": "boc_2017", "technology": "big_data", "hits": ""}
    assert count_cells([row], []) == {}


def _make_row(**changes: str) -> dict[str, str]:
    row = {
        "report_id": "icbc_2020", "technology": "big_data", "element": "", "term": "大数据",
        "passage_id": "p1", "page_first": "3", "page_last": "4", "page_label": "1", "section": "S",
        "kind": "body", "start": "0",
        "end": "3", "sentence": "大数据", "text": "大数据", "negated": "False", "scope": "own",
        "boundary": "agrees", "confidence": "",
    }  # fmt: skip
    return row | changes


def test_a_passage_with_two_hits_is_listed_once():
    evidence = list_evidence([_make_row(), _make_row(start="3", end="6"), _make_row(passage_id="p2")])
    passages, hits = evidence["icbc_2020"]["passages"], evidence["icbc_2020"]["hits"]
    assert [passage["id"] for passage in passages] == ["p1", "p2"]
    assert [hit["passage"] for hit in hits] == [0, 0, 1]


def test_terms_directly_under_a_technology_have_an_element_that_can_be_named():
    assert list_evidence([_make_row()])["icbc_2020"]["hits"][0]["element"] == DIRECT


def test_the_confidence_of_recognised_text_is_a_number():
    (passage,) = list_evidence([_make_row(confidence="0.93")])["icbc_2020"]["passages"]
    assert passage["confidence"] == 0.93
