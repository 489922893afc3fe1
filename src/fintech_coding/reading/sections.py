"""The section each passage stands in."""

from __future__ import annotations

import re

from fintech_coding.reading.numbering import NUMBERED_LEVELS, heading_rank


class Outline:
    """The headings over the place a reader has come to."""

    def __init__(self) -> None:
        """Begin before the first heading."""
        self._over: list[tuple[tuple[int, float], str]] = []

    def enter(self, heading: str, size: float) -> None:
        """Pass a heading: those of its rank or lower are over."""
        rank: tuple[int, float] = heading_rank(heading)
        if rank[0] == 0:
            # Numbers rank before sizes; among headings without one, a larger size ranks higher.
            rank = (NUMBERED_LEVELS + 1, -round(size))
        while self._over and self._over[-1][0] >= rank:
            self._over.pop()
        self._over.append((rank, heading))

    @property
    def path(self) -> str:
        """The headings over this place, the widest first, joined by ` > `."""
        return " > ".join(text for _, text in self._over)


_MDA = re.compile(
    r"管理层讨论与分析|管理層討論[與及]分析|经营情况讨论与分析|經營情況討論與分析|讨论与分析|討論[與及]分析"
    r"|董事会报告|董事會報告|董事局报告|董事局報告|经营回顾|經營回顧|业务回顾|業務回顧|业务综述|財務回顧|财务回顾"
    r"|management.?s? discussion|discussion and analysis|business review|review of operations"
    r"|operating review|financial review",
    re.IGNORECASE,
)


def is_in_section(path: str, name: str) -> bool:
    """Tell whether a section's path lies in a named section; `mda` stands for its many titles.

    >>> is_in_section('第四节 经营情况讨论与分析 > 一、总体情况', 'mda')
    True
    >>> is_in_section('Corporate governance > Board', 'governance'), is_in_section('Notes', 'mda')
    (True, False)
    """
    if name.casefold() == "mda":
        return _MDA.search(path) is not None
    return name.casefold() in path.casefold()
