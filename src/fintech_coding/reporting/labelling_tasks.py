"""Passages to be coded as the programs for labelling take them: doccano, Label Studio."""

from __future__ import annotations

import json
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from fintech_coding.records import Category
from fintech_coding.reporting.coding_guide import NONE

_COLOURS = ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#bcbd22", "#17becf")
_KEYS = "123456789"


def format_doccano(items: Sequence[tuple[str, str]]) -> bytes:
    """Return the passages for a doccano project of document classification, to be imported as JSON."""
    return _format([{"text": text, "label": [], "item": item} for item, text in items])


def format_doccano_labels(categories: Sequence[Category]) -> bytes:
    """Return the labels of the same project, to be imported under Labels."""
    names = [*(category.category_id for category in categories), NONE]
    return _format(
        [
            {
                "text": name,
                "prefix_key": None,
                "suffix_key": _KEYS[number] if name != NONE and number < len(_KEYS) else None,
                "background_color": _COLOURS[number % len(_COLOURS)] if name != NONE else "#7f7f7f",
                "text_color": "#ffffff",
            }
            for number, name in enumerate(names)
        ]
    )


def format_label_studio(items: Sequence[tuple[str, str]]) -> bytes:
    """Return the passages as tasks of Label Studio."""
    return _format([{"data": {"item": item, "text": text}} for item, text in items])


def format_label_studio_config(categories: Sequence[Category]) -> bytes:
    """Return the labelling interface for these tasks, to be pasted as the project's code."""
    choices = [
        f"    <Choice value={quoteattr(category.category_id)} hint={quoteattr(_describe(category))}/>"
        for category in categories
    ]
    lines = [
        "<View>",
        '  <Text name="text" value="$text"/>',
        '  <Choices name="technologies" toName="text" choice="multiple" required="true">',
        *choices,
        f'    <Choice value="{NONE}"/>',
        "  </Choices>",
        "</View>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _describe(category: Category) -> str:
    return f"{category.en} {category.zh}: {category.definition}".strip(": ")


def _format(entries: Sequence[object]) -> bytes:
    return (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
