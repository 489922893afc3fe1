"""One process at a time writes into an output folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fintech_coding.errors import OutputError
from fintech_coding.store import sweep_folder


@contextmanager
def hold_folder(folder: Path, *, make: bool = False) -> Iterator[None]:
    """Keep every other process from writing into an output folder until the block ends or this one dies.

    What a process that was killed has left half-written is deleted. Raises `OutputError` when the folder is
    not there and not to be made, cannot be written, or is held.
    """
    from filelock import FileLock, Timeout

    if not make and not folder.is_dir():
        raise OutputError(
            f"{folder / 'extraction.csv'}: is not there. "
            "Run `fintech-code extract` first, or name its folder with --out."
        )
    path = folder / ".lock"
    lock = FileLock(path, on_acquired=_sign)
    try:
        if make:
            (folder / "passages").mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OutputError(
            f"{folder}: {_name_holder(path)} is writing there, an extract, matrix or run that goes on. "
            "Wait for its end, stop it, or name another folder with --out."
        ) from error
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error}). Name another folder with --out."
        ) from error
    try:
        sweep_folder(folder)
        yield
    finally:
        with suppress(OSError):  # Windows deletes no file that is open; there the release does it
            path.unlink()
        lock.release()


def _sign(file: int) -> None:
    """Write into a locked file whose it is, after a byte that Windows lets nobody else read."""
    os.ftruncate(file, os.write(file, b" %d" % os.getpid()))


def _name_holder(path: Path) -> str:
    with suppress(OSError), path.open("rb", buffering=0) as file:
        file.seek(1)
        number = file.read(20)
        if number.isdigit():
            return f"process {number.decode()}"
    return "another process"
