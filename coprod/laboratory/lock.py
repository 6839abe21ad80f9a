"""Locks on files, which the operating system lets go of when their process ends, however it ends."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_FAR = 2**30
"""The byte that is locked on Windows, far behind the text, which others must be able to read."""

_LOOK_SECONDS = 0.002, 0.1
"""How long to wait between two looks at a lock that somebody holds, at first and at most."""


class StillHeld(TimeoutError):
    """Somebody held a lock for longer than anybody should."""


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock of a file, which is made if it is not there, having waited for whoever holds it.

    Raises
    ------
    StillHeld
        If it was not free for `patience` seconds.
    OSError
        If the file can neither be made nor opened.
    """
    with path.open("a+", encoding="utf-8") as file:
        deadline, pause = time.monotonic() + patience, _LOOK_SECONDS[0]
        while not take(file):
            if time.monotonic() > deadline:
                raise StillHeld(path)
            time.sleep(pause)
            pause = min(2 * pause, _LOOK_SECONDS[1])
        yield


def take(file: IO[str]) -> bool:
    """Take the lock of an open file until it is closed; tell whether it was free.

    A file system without locks counts as free: better a sweep without than none.
    """
    return _try(file, shared=False)


def is_held(path: Path) -> bool:
    """Tell whether a process holds the lock of a file; nobody does if the file system has none."""
    with suppress(OSError), path.open("r+", encoding="utf-8") as file:
        return not _try(file, shared=True)
    return False


def _try(file: IO[str], *, shared: bool) -> bool:
    try:
        _lock(file, shared=shared)
    except OSError as error:
        return error.errno not in _HELD
    return True


def _lock(file: IO[str], *, shared: bool) -> None:
    try:
        import fcntl
    except ModuleNotFoundError:
        _lock_on_windows(file)
        return
    fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _lock_on_windows(file: IO[str]) -> None:
    import msvcrt

    os.lseek(file.fileno(), _FAR, os.SEEK_SET)
    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
