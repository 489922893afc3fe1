"""Tasks are run in this process or spread over others; results come as they are done."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeVar

_MOST = 61  # processes that Windows waits for at once

Task = TypeVar("Task")
Result = TypeVar("Result")


def run_tasks(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    jobs: int,
    give_up: Callable[[Task], Result],
) -> Iterator[tuple[int, Result]]:
    """Yield the index and the result of each task as it is done, on at most `jobs` processes.

    A task whose process dies is tried once more, alone in a fresh process; dies that one too, `give_up`
    makes its result and the other tasks go on.
    """
    if jobs <= 1 or len(tasks) <= 1:
        for index, task in enumerate(tasks):
            yield index, work(task)
        return
    unfinished = set(range(len(tasks)))
    for index, result in _run_pool(work, tasks, range(len(tasks)), jobs):
        unfinished.discard(index)
        yield index, result
    # Only a broken pool leaves tasks over, and it does not say which of them broke it.
    for index in sorted(unfinished):
        alone = list(_run_pool(work, tasks, [index], 1))
        yield alone[0] if alone else (index, give_up(tasks[index]))


def _run_pool(
    work: Callable[[Task], Result], tasks: Sequence[Task], indices: Sequence[int], jobs: int
) -> Iterator[tuple[int, Result]]:
    """Yield what a pool of processes gets done before it ends or breaks."""
    workers = min(jobs, len(indices), _MOST)
    pool = ProcessPoolExecutor(workers, mp_context=_choose_context(), initializer=_prepare_worker)
    try:
        futures: dict[Future[Result], int] = {pool.submit(work, tasks[index]): index for index in indices}
        for future in as_completed(futures):
            try:
                result = future.result()
            except BrokenProcessPool:
                continue
            yield futures.pop(future), result
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _choose_context() -> multiprocessing.context.BaseContext:
    """Return how processes start: forked where that is safe, which is quicker, else afresh.

    A process that has other threads, of a library or of the progress bar, may leave their locks shut in
    a forked child.
    """
    threads = Path("/proc/self/task")
    is_single = threads.is_dir() and len(list(threads.iterdir())) == 1
    return multiprocessing.get_context("fork" if is_single else "spawn")


def _prepare_worker() -> None:
    # An interrupt reaches every process of the terminal: a worker leaves without a word, the parent speaks.
    signal.signal(signal.SIGINT, _leave)


def _leave(_signal: int, _frame: object) -> None:
    os._exit(130)
