"""A list of words -> one expression that finds any of them in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fintech_coding.coding.fold import fold_text

NOTHING = r"(?!)"
"""An expression that matches nowhere, as an empty list does."""


def join_phrases(words: Iterable[str]) -> str:
    """Return the source of an expression for any of some words over folded text.

    Latin words match whole; a longer phrase goes before the words within it.

    >>> re.findall(join_phrases(["peer", "同業", "同業公會"]), "its peer, no peerless 同业公会")
    ['peer', '同业公会']
    """
    parts = []
    for word in sorted({fold_text(word) for word in words if word}, key=lambda word: (-len(word), word)):
        left = "(?<![0-9a-z])" if word[0].isascii() and word[0].isalnum() else ""
        right = "(?![0-9a-z])" if word[-1].isascii() and word[-1].isalnum() else ""
        parts.append(left + re.escape(word) + right)
    return f"(?:{'|'.join(parts)})" if parts else NOTHING


def compile_phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Return the expression for any of some words over folded text."""
    return re.compile(join_phrases(words))
