"""How far a command is, on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def show_progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error; nothing where that is no terminal.

    The bar is drawn when it is told how many of all are done, by no thread of its own: that would keep the
    processes that read from being forked.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        bar = progress.add_task(title, total=None)
        yield lambda done, everything: progress.update(bar, completed=done, total=everything, refresh=True)
