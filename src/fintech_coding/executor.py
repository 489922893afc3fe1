"""Tasks are done in processes apart from this one: what crashes, hangs or eats memory fails alone."""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from math import inf
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import TIMEOUT_MAX, Thread
from time import monotonic
from traceback import format_exc
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    import psutil

Task = TypeVar("Task")
Result = TypeVar("Result")
Cause = Literal["crash", "timeout", "memory"]
Said = Literal["nothing", "done", "raised", Cause]

_MOST = 61  # processes that Windows waits for at once
_TICK = 0.1  # seconds between two looks at the clock and at the memory of the processes
_NEW_OBJECTS = 20_000  # objects between two looks for what keeps only itself alive
_GRACE = 30  # seconds after its limit when a process that nobody has ended ends itself


@dataclass(frozen=True, slots=True)
class Limits:
    """Processes at once, and what one task may take: seconds, and bytes of memory; 0 is no limit."""

    jobs: int = 1
    seconds: float = 0
    memory: int = 0


def run_tasks(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    limits: Limits,
    give_up: Callable[[Task, Cause], Result],
) -> Iterator[tuple[int, Result]]:
    """Yield the index and the result of each task as it is done, never in this process.

    A task whose process dies is tried once more in a fresh one, when the others are done: the system may
    have ended it for want of memory. So is one that goes beyond the memory in a process that has done
    others, which may be what fills it. What a task does alone it would do again: `give_up` makes its
    result. What `work` raises is raised here and ends everything.
    """
    waiting, failed = deque(range(len(tasks))), deque[int]()
    workers: list[_Worker] = []
    try:
        while waiting or failed or workers:
            while (waiting or failed) and len(workers) < min(max(limits.jobs, 1), _MOST):
                workers.append(_Worker(work, limits, is_second_try=not waiting))
                index = (waiting or failed).popleft()
                workers[-1].begin(index, tasks[index])
            wait([worker.connection for worker in workers], _TICK)
            for worker in list(workers):
                said, value = worker.listen()
                index = worker.index
                if said == "nothing":
                    continue
                if said == "raised":
                    raise value
                if said == "done" and waiting:
                    following = waiting.popleft()
                    worker.begin(following, tasks[following])
                else:
                    workers.remove(worker)
                    worker.end()
                if said == "done":
                    yield index, value
                elif (said == "crash" and not worker.is_second_try) or (said == "memory" and worker.is_used):
                    failed.append(index)
                else:
                    yield index, give_up(tasks[index], said)
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process that does one task after another, seen from the one that gives them; `index` is its task."""

    index = -1
    is_used = False

    def __init__(self, work: Callable[[Any], Any], limits: Limits, *, is_second_try: bool) -> None:
        self.is_second_try = is_second_try
        self._limits = limits
        context = _choose_context()
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work, limits.seconds), daemon=True)
        self._process.start()
        theirs.close()  # or its death would not be seen here

    def begin(self, index: int, task: object) -> None:
        """Give the process a task; the clock starts when it has taken it up."""
        self.is_used = self.index >= 0
        self.index, self._deadline = index, inf
        with suppress(OSError):  # it has died: listening to it tells
            self.connection.send(task)

    def listen(self) -> tuple[Said, Any]:
        """Return what the process says, or the cause for which its task has failed.

        What is done is done, however late: the caller may not have listened for long.
        """
        try:
            if self.connection.poll():
                said, value = self.connection.recv()
                if said != "begun":
                    return said, value
                self._deadline = monotonic() + (self._limits.seconds or inf)
            is_alive = True
        except (EOFError, OSError):
            is_alive = False
        if monotonic() > self._deadline:
            return "timeout", None
        if not is_alive:
            return "crash", None
        if self._limits.memory and self._measure_memory() > self._limits.memory:
            return "memory", None
        return "nothing", None

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()

    def _measure_memory(self) -> int:
        """Return the bytes of the process in memory: seen from outside, a busy process cannot hide them."""
        import psutil

        try:
            return int(self._watched.memory_info().rss)
        except psutil.Error:
            return 0

    @cached_property
    def _watched(self) -> psutil.Process:
        import psutil

        return psutil.Process(self._process.pid)


def _choose_context() -> Any:
    """Return how a process starts: forked where that is safe, which is quicker, else afresh.

    A process that has other threads, of a library or of the progress bar, may leave their locks shut in
    a forked child.
    """
    threads = Path("/proc/self/task")
    is_single = threads.is_dir() and len(list(threads.iterdir())) == 1
    return multiprocessing.get_context("fork" if is_single else "spawn")


def _serve(connection: Connection, work: Callable[[Any], Any], seconds: float) -> None:
    """Do tasks until this process is ended."""
    # An interrupt reaches every process of the terminal: the parent answers it, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_leave_with_parent, daemon=True).start()
    # What was imported stays, and a task makes records, which hold no circles: look for those less often.
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 10, 10)
    with suppress(EOFError, OSError):  # the parent is gone
        while True:
            task = connection.recv()
            connection.send(("begun", None))
            if seconds:
                # Native code may keep the thread above from running: then this, which needs no interpreter.
                faulthandler.dump_traceback_later(min(seconds + _GRACE, TIMEOUT_MAX), file=2, exit=True)
            try:
                answer = "done", work(task)
            except Exception as error:
                error.add_note(format_exc())
                answer = "raised", error
            faulthandler.cancel_dump_traceback_later()
            connection.send(answer)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)
