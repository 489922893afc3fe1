"""The score of a dictionary in the terminal: a row per technology."""

from __future__ import annotations

from fintech_coding.cli.reliability import format_estimate
from fintech_coding.cli.tables import show_table
from fintech_coding.cli.terminal import say
from fintech_coding.inquiries.validation import Validated, describe_validation


def show_validation(validated: Validated) -> None:
    """Print what was left out, the scores, and what they do not tell."""
    for finding in validated.findings:
        say(f"note: {finding}", err=True)
    rows = [["technology", "codes", "right", "wanted", "found", "precision", "recall", "F1"]]
    rows += [
        [
            score.technology.replace("_", " "),
            *map(str, (score.codes, score.right, score.wanted, score.found)),
            *map(format_estimate, (score.precision, score.recall, score.f1)),
        ]
        for score in validated.scores
    ]
    show_table("The dictionary beside the gold coding (95 % interval)", rows)
    for line in describe_validation(validated):
        say(line)
