"""Which reports are ranked together, and how they rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from fintech_coding.records import READ, Report
from fintech_coding.validation.ranks import rank_values

RANKED = ("year", "all")
"""Reports are ranked with those of their year and kind of document, or all of them together."""

Groups = dict[str, list[str]]
"""The ids of the reports that are ranked together, by the name of their group."""


def group_reports(reports: Iterable[Report], ranks: str) -> Groups:
    """Return the reports that were read by year and kind of document, or all in one group.

    Annual reports and those that do not say what they are go together.
    """
    groups = defaultdict(list)
    for report in reports:
        if report.status in READ:
            kind = "" if report.document in {"annual", ""} else report.document
            name = f"{report.year or 'no year'} {kind}".strip() if ranks == "year" else "all"
            groups[name].append(report.report_id)
    return {name: sorted(groups[name]) for name in sorted(groups)}


def rank_reports(groups: Groups, values: Mapping[str, float | None]) -> dict[str, float]:
    """Return the rank of each report that has a value, within its group."""
    ranks: dict[str, float] = {}
    for report_ids in groups.values():
        known = {name: value for name in report_ids if (value := values.get(name)) is not None}
        ranks.update(rank_values(known))
    return ranks
