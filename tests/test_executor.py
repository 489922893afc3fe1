"""Tasks come back whole from other processes, and one that crashes, hangs or eats memory harms no other."""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest

from fintech_coding import executor
from fintech_coding.executor import Limits, run_tasks

METHODS = [name for name in ("fork", "spawn") if name in multiprocessing.get_all_start_methods()]

# A test's own process may have threads by now; what is forked from it here asks nothing of them.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Start processes in one way and the other."""
    context = multiprocessing.get_context(request.param)
    monkeypatch.setattr(executor, "_choose_context", lambda: context)
    return str(request.param)


in_both_ways = pytest.mark.usefixtures("method")


def double(number: int) -> int:
    return 2 * number


def tell_process(_task: int) -> int:
    return os.getpid()


def note_try(log: str) -> None:
    """Note in a file that a task was begun, and in which process."""
    with Path(log).open("a") as file:
        file.write(f"{os.getpid()}\n")


def list_tries(log: Path) -> list[str]:
    return log.read_text().splitlines()


def misbehave(task: tuple[str, str]) -> str:
    """Do what a report may do to the process that reads it."""
    what, log = task
    note_try(log)
    if what == "crash":
        faulthandler.disable()  # pytest's: a crash would print all that runs
        ctypes.string_at(0)
    if what == "crash once" and len(list_tries(Path(log))) == 1:
        os._exit(9)
    if what == "hang":
        time.sleep(60)
    if what == "hang in native code":  # which does not give the interpreter back
        ctypes.PyDLL(None).sleep(60)
    if what == "eat":
        hoard = [b"x" * 10_000_000 for _ in range(60)]
        time.sleep(60)
        hoard.clear()
    return what


def give_up(task: tuple[str, str], cause: str) -> str:
    return f"{task[0]}: {cause}"


def refuse(_task: int, _cause: str) -> int:
    raise AssertionError("no task fails here")


# What is done


@in_both_ways
@pytest.mark.parametrize("jobs", [1, 3])
def test_each_task_is_done_once_in_another_process(jobs: int) -> None:
    results = list(run_tasks(double, range(20), limits=Limits(jobs), give_up=refuse))
    assert sorted(results) == [(number, 2 * number) for number in range(20)]
    processes = set(dict(run_tasks(tell_process, [0] * 9, limits=Limits(jobs), give_up=refuse)).values())
    assert os.getpid() not in processes
    assert 1 <= len(processes) <= jobs


def test_one_job_is_one_process_that_works_in_order() -> None:
    results = list(run_tasks(tell_process, [0] * 5, limits=Limits(1), give_up=refuse))
    assert [index for index, _ in results] == [0, 1, 2, 3, 4]
    assert len({process for _, process in results}) == 1


def test_no_tasks_give_no_results_and_no_process() -> None:
    assert list(run_tasks(double, [], limits=Limits(2), give_up=refuse)) == []
    assert multiprocessing.active_children() == []


@in_both_ways
def test_what_the_work_raises_is_raised_here_with_where_it_happened() -> None:
    with pytest.raises(TypeError) as raised:
        list(run_tasks(double, [1, None], limits=Limits(1), give_up=refuse))
    assert "in double" in "".join(raised.value.__notes__)
    assert multiprocessing.active_children() == []


@in_both_ways
def test_results_left_untaken_leave_no_process_behind() -> None:
    with closing(run_tasks(double, range(50), limits=Limits(2), give_up=refuse)) as results:
        next(results)
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []


def test_a_process_is_forked_only_from_one_without_other_threads() -> None:
    done = Event()
    other = Thread(target=done.wait)
    other.start()
    try:
        assert executor._choose_context().get_start_method() == "spawn"
    finally:
        done.set()
        other.join()


# What goes wrong


@in_both_ways
def test_a_task_that_crashes_is_tried_again_in_a_fresh_process_and_then_given_up_alone(
    tmp_path: Path,
) -> None:
    tasks = [(what, str(tmp_path / f"{number}")) for number, what in enumerate(["a", "crash", "b", "c"])]
    results = list(run_tasks(misbehave, tasks, limits=Limits(1), give_up=give_up))
    assert results == [(0, "a"), (2, "b"), (3, "c"), (1, "crash: crash")]
    first, second = list_tries(tmp_path / "1")
    assert second not in {first, *list_tries(tmp_path / "3")}


def test_a_task_that_crashes_once_is_done(tmp_path: Path) -> None:
    tasks = [("crash once", str(tmp_path / "log")), ("a", str(tmp_path / "other"))]
    results = dict(run_tasks(misbehave, tasks, limits=Limits(2), give_up=give_up))
    assert results == {0: "crash once", 1: "a"}


@in_both_ways
@pytest.mark.parametrize(
    "what",
    [
        "hang",
        pytest.param(
            "hang in native code", marks=pytest.mark.skipif(os.name == "nt", reason="needs the C library")
        ),
    ],
)
def test_a_task_that_hangs_is_given_up_alone_and_not_tried_again(what: str, tmp_path: Path) -> None:
    tasks = [(what, str(tmp_path / "log")), ("a", str(tmp_path / "other"))]
    results = list(run_tasks(misbehave, tasks, limits=Limits(1, seconds=1), give_up=give_up))
    assert results == [(0, f"{what}: timeout"), (1, "a")]
    assert len(list_tries(tmp_path / "log")) == 1


def test_a_task_that_eats_memory_is_given_up_alone_and_not_tried_again(method: str, tmp_path: Path) -> None:
    tasks = [("eat", str(tmp_path / "log")), ("a", str(tmp_path / "other"))]
    # What is forked from here begins with what this process has, but for what it has of files.
    mine = psutil.Process().memory_info()
    memory = 300_000_000 + (mine.rss - getattr(mine, "shared", 0) if method == "fork" else 0)
    results = list(run_tasks(misbehave, tasks, limits=Limits(1, memory=memory), give_up=give_up))
    assert results == [(0, "eat: memory"), (1, "a")]
    assert len(list_tries(tmp_path / "log")) == 1


HOARD: list[bytes] = []


def hoard(megabytes: int) -> str:
    HOARD.append(b"x" * megabytes * 1_000_000)
    time.sleep(0.5)  # long enough to be looked at
    return f"{megabytes}"


def weigh(_method: str) -> int:
    return int(psutil.Process().memory_info().rss)


def test_a_task_does_not_answer_for_the_memory_that_those_before_it_left(method: str) -> None:
    # A forked process begins with what this one has read in; how much of it counts, only it can tell.
    ((_, held),) = run_tasks(weigh, [method], limits=Limits(1), give_up=lambda _task, _cause: 0)
    limits = Limits(1, memory=400_000_000 + held)
    results = run_tasks(hoard, [200, 250, 500], limits=limits, give_up=lambda _task, cause: cause)
    assert sorted(results) == [(0, "200"), (1, "250"), (2, "memory")]


def test_what_is_done_in_time_is_kept_however_late_it_is_taken(tmp_path: Path) -> None:
    tasks = [("a", str(tmp_path / "log"))] * 2
    results = run_tasks(misbehave, tasks, limits=Limits(1, seconds=1), give_up=give_up)
    assert next(results) == (0, "a")
    time.sleep(1.2)
    assert list(results) == [(1, "a")]


# A parent that is killed

PARENT = """\
import ctypes, multiprocessing, os, sys, time
from pathlib import Path
from fintech_coding import executor

def hang(task):
    how, file = task
    Path(file).write_text(str(os.getpid()))
    ctypes.PyDLL(None).sleep(60) if how == "native" else time.sleep(60)

if __name__ == "__main__":
    method, how, seconds, *files = sys.argv[1:]
    executor._choose_context = lambda: multiprocessing.get_context(method)
    executor._GRACE = 0
    limits = executor.Limits(len(files), float(seconds))
    list(executor.run_tasks(hang, [(how, file) for file in files], limits=limits, give_up=hang))
"""


def await_that(condition: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


def is_running(process: int) -> bool:
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def kill_parent(folder: Path, environment: dict[str, str], *arguments: str) -> list[int]:
    """Kill a parent in the middle of two tasks and return the processes that it had."""
    script, files = folder / "parent.py", [folder / "one", folder / "two"]
    script.write_text(PARENT)
    command = [sys.executable, str(script), *arguments, *map(str, files)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as parent:
        await_that(lambda: all(file.exists() and file.read_text() for file in files))
        parent.kill()
    return [int(file.read_text()) for file in files]


def test_no_process_outlives_a_killed_parent(
    method: str, tmp_path: Path, command_environment: dict[str, str]
) -> None:
    processes = kill_parent(tmp_path, command_environment, method, "python", "0")
    await_that(lambda: not any(map(is_running, processes)), 20)


@pytest.mark.skipif("fork" not in METHODS, reason="needs a process that is forked")
def test_native_code_that_keeps_the_interpreter_outlives_a_killed_parent_by_its_limit_only(
    tmp_path: Path, command_environment: dict[str, str]
) -> None:
    processes = kill_parent(tmp_path, command_environment, "fork", "native", "2")
    assert any(map(is_running, processes))
    await_that(lambda: not any(map(is_running, processes)), 20)
