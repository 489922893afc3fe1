"""The sheet of a human coder as one HTML file: works offline, by keyboard, saves as it goes, gives a CSV."""

from __future__ import annotations

from collections.abc import Sequence

from fintech_coding.records import Category
from fintech_coding.reporting.coding_guide import write_guide
from fintech_coding.reporting.page import assemble_page


def format_coding_page(
    coder: str,
    sample: str,
    items: Sequence[tuple[str, str]],
    categories: Sequence[Category],
    *,
    title: str,
) -> bytes:
    """Return the page of a coder; `items` are the number and the text of each passage.

    Texts stand in it as in the report page: nothing in them can run.
    """
    data = {
        "title": title or "Coding sheet",
        "coder": coder,
        "sample": sample,
        "items": [list(item) for item in items],
        "categories": [
            {"id": one.category_id, "en": one.en, "zh": one.zh, "definition": one.definition}
            for one in categories
        ],
        "guide": write_guide(categories, title=title),
    }
    return assemble_page("coding.html", ("page.css", "coding.css"), ("coding.js",), data)
