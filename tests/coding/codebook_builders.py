"""Small codebooks from a few lines of YAML, and what they find."""

from __future__ import annotations

import textwrap

from fintech_coding.coding.codebook import Codebook, parse_codebook
from fintech_coding.coding.matcher import Matcher
from fintech_coding.records import Passage


def make_codebook(technologies: str, **settings: str) -> Codebook:
    """Make a codebook from what stands under `technologies:` and from other keys as YAML text."""
    lines = [f"{key}: {value}" for key, value in settings.items()]
    lines += ["technologies:", textwrap.indent(textwrap.dedent(technologies).strip("\n"), "  ")]
    return parse_codebook("\n".join(lines), "test")


def find_hits(technologies: str, text: str, **settings: str) -> list[tuple[str, str]]:
    """Return the technology and surface of each span that a codebook finds in a text."""
    spans = Matcher(make_codebook(technologies, **settings)).find_spans(text)
    return [(span.technology, text[span.start : span.end]) for span in spans]


def find_surfaces(term: str, text: str) -> list[str]:
    """Return what a codebook of one term, written as in YAML, finds in a text."""
    return [surface for _, surface in find_hits(f"only: {{terms: [{term}]}}", text)]


def make_passage(text: str, **changes: object) -> Passage:
    fields: dict[str, object] = {
        "passage_id": "icbc_2020-00007",
        "report_id": "icbc_2020",
        "page_first": 53,
        "page_last": 54,
        "page_label": "51",
        "section": "管理层讨论与分析",
        "kind": "body",
        "text": text,
    }
    return Passage(**{**fields, **changes})  # type: ignore[arg-type]
