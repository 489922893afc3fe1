"""One process at a time writes into an output folder, and a dead one keeps nobody out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fintech_coding.errors import OutputError
from fintech_coding.lock import hold_folder

HOLDER = """\
import multiprocessing, sys, time
from pathlib import Path
from fintech_coding.lock import hold_folder

with hold_folder(Path(sys.argv[1]), make=True):
    if "fork" in sys.argv:
        multiprocessing.get_context("fork").Process(target=time.sleep, args=(20,)).start()
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(
    request: pytest.FixtureRequest, tmp_path: Path, command_environment: dict[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """Return another process that holds the folder `out`."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "out"), getattr(request, "param", "")],
        env=command_environment,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()
        process.stdout.close()  # a process that it has left may hold the other end


def list_names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_folder_that_another_process_holds_is_refused_with_who_and_what_next(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    with pytest.raises(OutputError) as refused, hold_folder(tmp_path / "out"):
        pass
    (line,) = str(refused.value).splitlines()
    assert str(tmp_path / "out") in line
    assert f"process {holder.pid} " in line
    assert "--out" in line
    assert refused.value.exit_code == 1


@pytest.mark.parametrize(
    "holder",
    ["", pytest.param("fork", marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="no process forks"))],
    indirect=True,
)
def test_a_killed_process_holds_nothing_though_what_it_forked_lives(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    holder.kill()
    holder.wait()
    with hold_folder(tmp_path / "out"):
        pass
    assert list_names(tmp_path / "out") == ["passages"]


def test_a_folder_is_free_again_after_the_block_and_keeps_no_trace(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(KeyError), hold_folder(tmp_path, make=True):
            raise KeyError
    assert list_names(tmp_path) == ["passages"]


def test_what_a_killed_process_left_half_written_is_deleted_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "passages").mkdir()
    ours = [".extraction.csv.4711.tmp", "passages/.icbc_2020.parquet.4711.tmp"]
    others = [".hidden.tmp", "extraction.csv", "notes.4711.tmp", "passages/.gitkeep"]
    for name in ours + others:
        (tmp_path / name).write_bytes(b"")
    with hold_folder(tmp_path):
        assert list_names(tmp_path) == sorted([*others, ".lock", "passages"])


def test_a_folder_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    with pytest.raises(OutputError, match=r"extraction\.csv: is not there"), hold_folder(out):
        pass
    assert not out.exists()
    with hold_folder(out, make=True):
        assert (out / "passages").is_dir()
