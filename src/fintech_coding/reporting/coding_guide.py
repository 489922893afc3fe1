"""The guide for human coders, written from the codebook's labels and definitions, in two languages."""

from __future__ import annotations

from collections.abc import Sequence

from fintech_coding.records import Category

NONE = "none"
UNDEFINED = "(the codebook has no definition of it; agree on one before you code)"


def write_guide(categories: Sequence[Category], *, title: str = "") -> list[tuple[str, str]]:
    """Return the lines of the guide, each with a heading; an empty heading goes on with the one before."""
    return [
        ("Coding guide 编码指南", title),
        (
            "What to do",
            "Read each passage by itself and decide which of the technologies below it names as a "
            "technology. It may name none, one, or several.",
        ),
        (
            "",
            f"Write 1 under each that it names, and 1 under “{NONE}” where it names none of them. A row "
            "without any 1 counts as not coded yet.",
        ),
        (
            "",
            "Code what the passage says, not what you know of the bank. Whose technology it is does not "
            "matter here, nor whether it is denied: named is named.",
        ),
        (
            "",
            "Do not look at anybody else's codes, and do not search for words: read. Write doubts under "
            "“note”; they are not counted.",
        ),
        (
            "怎样编码",
            "逐段阅读，判断该段是否作为技术提及下列各项；可为零项、一项或多项。"
            f"提及者在其列填 1，均未提及则在“{NONE}”列填 1；整行未填视为尚未编码。"
            "是谁的技术、是否被否定，均不影响判断。请勿参看他人编码，勿用检索代替阅读。",
        ),
        *(
            (
                f"{category.category_id}: {category.en} {category.zh}",
                _define(category),
            )
            for category in categories
        ),
    ]


def _define(category: Category) -> str:
    parts = f" Its parts: {'; '.join(category.parts)}." if category.parts else ""
    return f"{category.definition or UNDEFINED}{parts}"
