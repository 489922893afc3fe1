"""Small records to build tables from."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from fintech_coding.records import Hit, Passage, Report

TECHNOLOGIES = ("cloud_computing", "big_data", "blockchain")
ELEMENTS = (("cloud_computing", ""), ("big_data", "data_platform"), ("big_data", "data_tools"))
TEXT = "本行建设云平台。本行使用大数据。"
"""Two sentences, of 0-8 and 8-16; 云平台 is at 4-7."""


def make_report(report_id: str = "icbc_2020", **changes: object) -> Report:
    bank, _, year = report_id.partition("_")
    fields: dict[str, object] = {
        "report_id": report_id,
        "bank": bank.upper(),
        "bank_name": f"Bank {bank.upper()}",
        "year": int(year[:4]) if year[:4].isdigit() else None,
        "language": "zh-Hans",
        "file": f"{report_id}.pdf",
        "sha256": "0" * 64,
        "pages": 200,
        "pages_without_text": 0,
        "characters": 1000,
        "passages": 100,
        "reader": "pdfium",
        "status": "ok",
        "reason": "",
        "seconds": 1.5,
        "document": "annual",
        "basis": "title page",
    }
    return Report(**{**fields, **changes})  # type: ignore[arg-type]


def make_hit(technology: str = "cloud_computing", report_id: str = "icbc_2020", **changes: object) -> Hit:
    fields: dict[str, object] = {
        "report_id": report_id,
        "passage_id": f"{report_id}-00001",
        "page_first": 3,
        "page_last": 3,
        "section": "Management discussion",
        "technology": technology,
        "element": "",
        "term": "云平台",
        "surface": "云平台",
        "start": 4,
        "end": 7,
        "sentence_start": 0,
        "sentence_end": 8,
        "negated": False,
        "scope": "own",
        "boundary": "",
    }
    return Hit(**{**fields, **changes})  # type: ignore[arg-type]


def make_passages(hits: Sequence[Hit], text: str = TEXT) -> dict[str, Passage]:
    return {
        hit.passage_id: Passage(hit.passage_id, hit.report_id, 3, 3, "1", hit.section, "body", text, "mda")
        for hit in hits
    }


def list_hits(report_ids: Sequence[str] = ("icbc_2020", "abc_2019")) -> st.SearchStrategy[list[Hit]]:
    """Lists of hits in few passages and sentences, so that they often share one."""

    def build(place: tuple[str, int, int], technology: str, negated: bool, scope: str) -> Hit:
        report_id, passage, sentence = place
        start, surface = ((4, "云平台"), (12, "大数据"))[sentence]
        return make_hit(
            technology,
            report_id,
            passage_id=f"{report_id}-{passage:05}",
            element="data_platform" if technology == "big_data" else "",
            term=surface,
            surface=surface,
            start=start,
            end=start + 3,
            sentence_start=8 * sentence,
            sentence_end=8 * (sentence + 1),
            negated=negated,
            scope=scope,
        )

    return st.lists(
        st.builds(
            build,
            st.tuples(st.sampled_from(report_ids), st.integers(1, 3), st.integers(0, 1)),
            st.sampled_from(TECHNOLOGIES),
            st.booleans(),
            st.sampled_from(("own", "subsidiary", "other")),
        ),
        max_size=20,
    )
