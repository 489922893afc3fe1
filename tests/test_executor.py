"""Tasks come back whole, in this process or another, and one that kills its process harms no other."""

from __future__ import annotations

import multiprocessing
import os
from contextlib import closing

import pytest

from fintech_coding.executor import run_tasks

# Forking a process that has threads is what the command line does before it has any.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def double(number: int) -> int:
    return 2 * number


def tell_process(_task: int) -> int:
    return os.getpid()


def die_on_negative(number: int) -> int:
    if number < 0:
        os._exit(9)
    return 2 * number


def give_up(number: int) -> int:
    return 1000 + number


def test_one_job_works_in_this_process_and_in_order() -> None:
    assert list(run_tasks(double, [3, 1, 2], jobs=1, give_up=give_up)) == [(0, 6), (1, 2), (2, 4)]
    assert list(run_tasks(tell_process, [0, 0], jobs=1, give_up=give_up)) == [
        (0, os.getpid()),
        (1, os.getpid()),
    ]


def test_one_job_gives_a_result_before_the_next_task_is_begun() -> None:
    begun: list[int] = []
    results = run_tasks(begun.append, [0, 1], jobs=1, give_up=begun.append)
    next(results)
    assert begun == [0]


def test_no_tasks_give_no_results() -> None:
    assert list(run_tasks(double, [], jobs=2, give_up=give_up)) == []


def test_more_jobs_work_in_other_processes_and_return_each_task_once() -> None:
    results = list(run_tasks(double, range(20), jobs=2, give_up=give_up))
    assert sorted(results) == [(number, 2 * number) for number in range(20)]
    assert os.getpid() not in dict(run_tasks(tell_process, [0, 0, 0], jobs=2, give_up=give_up)).values()


def test_a_task_that_kills_its_process_fails_alone() -> None:
    tasks = [1, -1, 2, 3, -2, 4]
    results = dict(run_tasks(die_on_negative, tasks, jobs=2, give_up=give_up))
    assert results == {0: 2, 1: 999, 2: 4, 3: 6, 4: 998, 5: 8}


def test_results_left_untaken_leave_no_process_behind() -> None:
    before = set(multiprocessing.active_children())
    with closing(run_tasks(double, range(50), jobs=2, give_up=give_up)) as results:
        next(results)
    assert set(multiprocessing.active_children()) == before
