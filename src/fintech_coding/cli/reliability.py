"""The agreement of coders in the terminal: a row per technology."""

from __future__ import annotations

from fintech_coding.cli.tables import format_number, show_table
from fintech_coding.cli.terminal import say
from fintech_coding.inquiries.agreement import ALL, Agreed, Line, describe_agreement
from fintech_coding.validation.reliability import Estimate


def show_agreement(agreed: Agreed) -> None:
    """Print what is odd about the sheets, the coefficients, and what they do not tell."""
    for finding in agreed.findings:
        say(f"note: {finding}", err=True)
    coders = agreed.human.codings.coders
    overall = [line for line in agreed.lines if line.group == ALL and line.coders == coders]
    rows = [
        ["technology", "n", "named", "agreement", "on presence", "κ", "α", "AC1"],
        *map(_list_cells, overall),
    ]
    show_table(f"{', '.join(coders)}: agreement on the {agreed.sample} sample (95 % interval)", rows)
    for line in describe_agreement(agreed):
        say(line)


def _list_cells(line: Line) -> list[str]:
    found = line.found
    return [
        line.technology.replace("_", " "),
        str(found.n),
        format_number(found.prevalence, decimals=2),
        *(
            format_estimate(one)
            for one in (found.agreement, found.present, found.kappa, found.alpha, found.ac1)
        ),
    ]


def format_estimate(estimate: Estimate) -> str:
    """Return an estimate with its interval, where it has one."""
    value = format_number(estimate.value, decimals=2)
    if estimate.low is None:
        return value
    return f"{value} ({format_number(estimate.low, decimals=2)}–{format_number(estimate.high, decimals=2)})"
