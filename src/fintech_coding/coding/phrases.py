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
    by_first: dict[str, list[str]] = {}
    for word in sorted({fold_text(word) for word in words if word}, key=lambda word: (-len(word), word)):
        right = "(?![0-9a-z])" if _is_latin(word[-1]) else ""
        by_first.setdefault(word[0], []).append(re.escape(word[1:]) + right)
    # A literal first, and each only once: a position that begins no word is passed over at once.
    parts = [
        f"{re.escape(first)}{f'(?<![0-9a-z]{first})' if _is_latin(first) else ''}(?:{'|'.join(rests)})"
        for first, rests in sorted(by_first.items())
    ]
    return f"(?:{'|'.join(parts)})" if parts else NOTHING


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def compile_phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Return the expression for any of some words over folded text."""
    return re.compile(join_phrases(words))
