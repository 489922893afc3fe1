"""What is said in the terminal: lines that nothing in a file's name or text can turn into commands."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Sequence

import typer

from fintech_coding.errors import CodebookError, FintechCodingError
from fintech_coding.records import Problem

INTERRUPTED = 130
TERMINATED = 143

_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def say(text: str, *, err: bool = False) -> None:
    """Print a line; what a file's name or a codebook brings along cannot steer the terminal."""
    typer.echo(disarm_text(text), err=err)


def disarm_text(text: str) -> str:
    """Return a text with a mark in place of every character that a terminal would take for a command."""
    return _STEERING.sub("\ufffd", text)


def show_problems(problems: Sequence[Problem]) -> None:
    """Print problems, trouble on standard error; what several files share is a row for each, and one line."""
    lines = {f"{p.severity}: {p.problem} {p.what_to_do}": p.severity != "note" for p in problems}
    for line, is_trouble in lines.items():
        say(line, err=is_trouble)


def run_app(app: Callable[[], None]) -> None:
    """Run a command line; an error on purpose is one line and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console or a pipe may lack characters of a bank's name: a mark is better than a crash.
            stream.reconfigure(errors="replace")
    # Told to end, this process ends its workers too; by itself it would leave them waiting.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        app()
    except CodebookError as error:
        say(f"{error}\nCorrect these, and run `fintech-code check` to see that all is well.", err=True)
        sys.exit(error.exit_code)
    except FintechCodingError as error:
        say(f"error: {error}", err=True)
        sys.exit(error.exit_code)
    except SystemExit as leaving:
        # typer leaves with 130 on an interrupt, without a word.
        if leaving.code == INTERRUPTED:
            say(
                "stopped: the reports that were read are kept; the same command goes on from there.", err=True
            )
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
