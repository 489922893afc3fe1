"""The terms table: how often, and in how many reports, each term of the codebook was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fintech_coding.headers import TERM_COLUMNS
from fintech_coding.records import Hit

if TYPE_CHECKING:
    from pandas import DataFrame

_COUNTS = ("hits", "passages", "reports")


def build_terms(hits: Iterable[Hit], terms: Sequence[tuple[str, str, str]]) -> DataFrame:
    """Return one row per term, given as (technology, element, term), in the order given.

    The columns are `TERM_COLUMNS`; a term that was found nowhere has zeros. All mentions count.
    """
    import pandas as pd

    counts: Counter[tuple[str, str, str]] = Counter()
    passages, reports = defaultdict(set), defaultdict(set)
    for hit in hits:
        key = hit.technology, hit.element, hit.term
        counts[key] += 1
        passages[key].add(hit.passage_id)
        reports[key].add(hit.report_id)
    rows = [(*key, counts[key], len(passages[key]), len(reports[key])) for key in terms]
    table = pd.DataFrame(rows, columns=list(TERM_COLUMNS), dtype=object)
    return table.astype({name: "int64" if name in _COUNTS else "str" for name in TERM_COLUMNS})
