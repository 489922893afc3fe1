"""Every error the package raises on purpose.

An error says where, what and what next. `exit_code` is what the command line ends with: 2 when the
command was used wrongly, 1 when the work could not be done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LOCKED = "wants a password. Give it with --password, or in the column password of reports.csv."


class FintechCodingError(Exception):
    """Base of all errors raised on purpose; its text is one line for the user."""

    exit_code = 1


class UsageError(FintechCodingError):
    """The command was asked for something that cannot be: a folder that is not there, an unknown name."""

    exit_code = 2


class ReadError(FintechCodingError):
    """One report could not be read; the others go on."""


class PasswordError(ReadError):
    """A report wants a password, and none was given or another than its own."""


class OutputError(FintechCodingError):
    """The output folder cannot be written or does not hold what the command needs."""


@dataclass(frozen=True, slots=True)
class CodebookProblem:
    """One mistake in a codebook: the line (1-based), what is wrong, and what to do about it.

    `severity` is `error` (the codebook cannot be used) or `warning` (it can, but look at it).
    """

    line: int
    problem: str
    what_to_do: str
    severity: str = "error"

    def __str__(self) -> str:
        """Return the problem as one line."""
        return f"line {self.line}: {self.severity}: {self.problem} {self.what_to_do}"


class CodebookError(FintechCodingError):
    """A codebook with mistakes; carries all of them, in the order of their lines."""

    exit_code = 2

    def __init__(self, source: str, problems: Sequence[CodebookProblem]) -> None:
        """Keep the problems of the codebook named `source`."""
        self.source = source
        self.problems = tuple(problems)
        lines = "\n".join(f"{source}: {problem}" for problem in self.problems)
        super().__init__(lines)
