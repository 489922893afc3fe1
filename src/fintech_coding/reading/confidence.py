"""How sure a text is that several pieces make up, some of them recognised in a picture."""

from __future__ import annotations

from collections.abc import Sequence


def mean_confidence(pieces: Sequence[tuple[str, float | None]]) -> float | None:
    """Return the mean confidence of pieces of text, weighted by their characters, to three decimals.

    None where no piece was recognised in a picture; beside one that was, a piece that was not is certain.

    >>> mean_confidence([('金融科技', 0.5), ('大数据分析', None)])
    0.778
    >>> mean_confidence([('金融科技', None)]) is None
    True
    """
    if all(confidence is None for _, confidence in pieces):
        return None
    total = sum(len(text) * (1.0 if confidence is None else confidence) for text, confidence in pieces)
    return round(total / sum(len(text) for text, _ in pieces), 3)
