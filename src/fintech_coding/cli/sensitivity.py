"""What the rules of counting decide, in the terminal: ranks by report, each choice alone, one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from fintech_coding.cli.tables import format_number, show_table
from fintech_coding.cli.terminal import say
from fintech_coding.inquiries.sensitivity import VariedCorpus, describe_sensitivity
from fintech_coding.records import MISSING
from fintech_coding.validation.sensitivity import TOTAL, RankRange

_WIDEST = 34  # reports; more are in the file


def show_sensitivity(varied: VariedCorpus) -> None:
    """Print the ranks with their ranges, which choice moves them, who is not ranked, and the sentence."""
    _show_ranks(varied)
    for line in _describe_choices(varied):
        say(line)
    for line in _describe_unranked(varied):
        say(line)
    say(f"\n{describe_sensitivity(varied)}")


def _describe_unranked(varied: VariedCorpus) -> Iterator[str]:
    """Yield who is not ranked, and why; and why the section is not varied."""
    unread = [report.report_id for report in varied.corpus.reports if report.status in MISSING]
    if unread:
        yield f"Not read, and so not ranked: {', '.join(unread)}."
    alone = [ids[0] for ids in varied.groups.values() if len(ids) == 1]
    if alone and len(varied.groups) > 1:
        yield f"Alone in their year, and so of no rank to speak of: {', '.join(alone)}. Try --ranks all."
    if len(varied.sections) == 1 and varied.lacking:
        yield f"Without a management's discussion: {', '.join(varied.lacking)}. So the section is not varied."
    elif varied.lacking:
        yield f"Without a management's discussion, and so not ranked: {', '.join(varied.lacking)}."


def _show_ranks(varied: VariedCorpus) -> None:
    many = len(varied.groups) > 1
    names = [TOTAL, *varied.technologies]
    ranges = {(one.report_id, one.technology): one for one in varied.found.ranges}
    rows = [
        [*(["year"] if many else []), "report", *(name.replace("_", " ") for name in names), "same total"]
    ]
    left = 0
    for group, report_ids in varied.groups.items():
        for report_id in sorted(report_ids, key=lambda one: (ranges[one, TOTAL].rank, one)):
            if len(rows) > _WIDEST:
                left += 1
                continue
            cells = [_format_range(ranges[report_id, name]) for name in names]
            same = f"{ranges[report_id, TOTAL].same:.0%}"
            rows.append([*([group] if many else []), report_id, *cells, same])
    unit, combinations = varied.found.default.unit, len(varied.found.values)
    title = f"Rank by {unit} as counted (best–worst over {combinations} combinations)"
    if len(rows) > 1:
        show_table(title, rows, texts=(0, 1) if many else (0,))
    if left:
        say(f"… and {left} reports more in sensitivity_ranks.csv")


def _format_range(one: RankRange) -> str:
    rank = format_number(one.rank, decimals=1)
    if one.best == one.worst:
        return rank
    return f"{rank} ({format_number(one.best, decimals=1)}–{format_number(one.worst, decimals=1)})"


def _describe_choices(varied: VariedCorpus) -> list[str]:
    lines = []
    for one in varied.found.choices:
        if one.technology == TOTAL and one.ranked > 1:
            lowest = "lowest Spearman" if len(varied.groups) > 1 else "Spearman"
            rho = "" if one.spearman is None else f", {lowest} {format_number(one.spearman)}"
            lines.append(
                f"  {one.choice} {one.setting}: {one.moved} of {one.ranked} ranks in the total move, by "
                f"{one.largest:g} at most{rho}"
            )
    return ["Each choice alone, the others as counted:", *lines] if lines else []
