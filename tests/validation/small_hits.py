"""A hit in a few words."""

from __future__ import annotations

from fintech_coding.records import Hit


def make_hit(technology: str, start: int, term: str, **changes: object) -> Hit:
    """Return a hit of a term at a place of passage 1 of ICBC's report, in its first sentence."""
    fields: dict[str, object] = {
        "report_id": "icbc_2020",
        "passage_id": "icbc_2020-00001",
        "page_first": 1,
        "page_last": 1,
        "section": "",
        "technology": technology,
        "element": "",
        "term": term,
        "surface": term,
        "start": start,
        "end": start + len(term),
        "sentence_start": 0,
        "sentence_end": 100,
        "negated": False,
        "scope": "own",
        "boundary": "",
    }
    return Hit(**{**fields, **changes})  # type: ignore[arg-type]
