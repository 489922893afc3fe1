"""What a corpus shows of terms: never found, of one report, in uncounted sections, shared."""

from __future__ import annotations

from codebook_builders import make_codebook
from surrounding_builders import index, make_passages

from fintech_coding.coding.findings import (
    find_concentrated,
    find_shared,
    find_uncounted_sections,
    find_unused,
)

CODEBOOK = make_codebook("""
big_data:
  terms: [大数据, 大数据平台, 数据湖, {term: 画像, with: [客户]}, 征信]
  guards: [特征信息]
blockchain: {terms: [区块链, 大数据区块, 链平台]}
""")


def list_unused(*texts: str) -> dict[str, tuple[int, str]]:
    passages = make_passages(*texts)
    found = find_unused(index(CODEBOOK, passages), CODEBOOK, passages)
    return {finding.term: (finding.count, finding.finding) for finding in found}


def test_a_term_that_occurs_nowhere_is_told_from_one_that_is_never_counted():
    unused = list_unused("大数据平台", "数据画像", "特征信息", "区块链平台")
    assert unused["数据湖"] == (0, "It occurs in no passage.")
    assert unused["大数据"] == (1, "Its characters occur (1) and never count: 1 in '大数据平台'.")
    assert unused["链平台"] == (1, "Its characters occur (1) and never count: 1 in '区块链'.")
    for term in ("画像", "征信"):
        assert unused[term][1].endswith("never count: 1 under a guard or outside its conditions.")
    assert "大数据平台" not in unused


def test_a_counted_term_is_not_unused():
    assert "大数据" not in list_unused("大数据，大数据平台")


def list_concentrated(counts: dict[str, int], *, reports: int = 3) -> list[tuple[str, str, int]]:
    passages = [
        passage
        for report_id, number in counts.items()
        for passage in make_passages(*["大数据。"] * number, "区块链。", "区块链。", report_id=report_id)
    ]
    sizes = {f"r{number}": 1 for number in range(reports)}
    found = find_concentrated(index(CODEBOOK, passages), sizes)
    return [(finding.term, finding.report_id, finding.count) for finding in found]


def test_a_term_with_most_of_its_hits_in_one_report_is_named_with_the_report():
    assert list_concentrated({"r0": 1, "r1": 7, "r2": 1}) == [("大数据", "r1", 7)]


def test_hits_spread_over_reports_few_hits_and_few_reports_say_nothing():
    assert list_concentrated({"r0": 3, "r1": 3, "r2": 3}) == []
    assert list_concentrated({"r1": 4}) == []
    assert list_concentrated({"r0": 1, "r1": 7}, reports=2) == []


def list_outside(counted: int, uncounted: int) -> list[tuple[str, int]]:
    passages = [
        *make_passages(*["大数据。"] * counted, section="经营情况", report_id="a"),
        *make_passages(
            *["大数据。"] * uncounted, section="第六节 > 股东情况", part="shareholders", report_id="b"
        ),
    ]
    found = find_uncounted_sections(index(CODEBOOK, passages), CODEBOOK)
    return [(finding.finding.split("'")[1], finding.count) for finding in found]


def test_a_term_found_almost_only_where_nothing_counts_is_named_with_the_place():
    assert list_outside(1, 4) == [("股东情况", 4)]
    assert list_outside(2, 4) == []
    assert list_outside(0, 4) == []


def list_shared(*texts: str, codebook=CODEBOOK) -> list[tuple[str, str, int, str]]:
    found = find_shared(index(codebook, make_passages(*texts)), codebook)
    return [(f.term, f.phrase, f.count, f.finding.split("; ")[1]) for f in found]


def test_terms_of_two_technologies_at_one_place_are_named_with_what_counts():
    assert list_shared("大数据区块链", "大数据，区块链") == [
        ("大数据", "大数据区块", 1, "they count for the longer one only."),
    ]
    assert list_shared("大数据平台，大数据") == []


def test_crossing_terms_count_for_both_and_are_said_to():
    codebook = make_codebook("""
      big_data: {terms: [大数据区]}
      blockchain: {terms: [区块链]}
    """)
    assert list_shared("大数据区块链", "大数据区块链", codebook=codebook) == [
        ("大数据区", "区块链", 2, "2 of them count for both.")
    ]
