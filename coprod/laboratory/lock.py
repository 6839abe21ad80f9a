"""The lock of a results folder: one sweep at a time, or any number of parts of one study (``--shard``).

The operating system holds it and lets go when the process ends, however it ends: a killed sweep leaves no lock behind.
"""

from __future__ import annotations

import errno
import os
import socket
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from coprod.laboratory.files import cannot_write
from coprod.laboratory.origin import now
from coprod.text.messages import message, quoted
from coprod.text.problems import InputProblems, Problem

FILE = ".lock"
_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_FAR = 2**30
"""The byte that is locked on Windows, far behind the text, which others must be able to read."""


class FolderLock:
    """Holds a results folder while a sweep writes into it.

    Parameters
    ----------
    part : (int, int), optional
        The part of the study that this sweep makes. Parts share the folder with each other, but not with a sweep of the
        whole, nor with a second sweep of the same part. (On Windows a sweep of the whole does not notice parts.)

    Raises
    ------
    InputProblems
        On entering, if another sweep holds the folder.
    """

    def __init__(self, folder: Path, part: tuple[int, int] | None = None) -> None:
        self.folder = folder
        self.part = part
        self._files: list[IO[str]] = []

    def __enter__(self) -> Self:
        try:
            self._take(FILE, shared=self.part is not None)
            if self.part is not None:
                self._take(f"{FILE}-{self.part[0]}-of-{self.part[1]}", shared=False)
        except BaseException:
            self._let_go()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 where: TracebackType | None) -> None:
        self._let_go()

    def _take(self, name: str, *, shared: bool) -> None:
        try:
            file = (self.folder / name).open("a+", encoding="utf-8")
        except OSError as error:
            raise cannot_write(self.folder, error) from error
        self._files.append(file)
        try:
            _lock(file, shared=shared)
        except OSError as error:
            if error.errno in _HELD:
                raise self._in_use(file) from None
            return  # a file system without locks: better a sweep without than none
        with suppress(OSError):  # who holds it is a courtesy; on a full disk the lock holds without it
            file.truncate(0)
            if not shared:
                file.write(f"process {os.getpid()} on {socket.gethostname()} since {now()}")
                file.flush()

    def _in_use(self, file: IO[str]) -> InputProblems:
        file.seek(0)
        holder = quoted(file.read(200)) or message("problem.shards_under_way")
        return InputProblems([Problem("results", str(self.folder), None, message("problem.in_use", text=holder),
                                      message("problem.wait_until_it_ends"))])

    def _let_go(self) -> None:
        """Release the locks. The files stay: removed, they could be held by two at once."""
        while self._files:
            with suppress(OSError):
                self._files.pop().close()


def _lock(file: IO[str], *, shared: bool) -> None:
    try:
        import fcntl
    except ModuleNotFoundError:
        _lock_on_windows(file, shared=shared)
        return
    fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _lock_on_windows(file: IO[str], *, shared: bool) -> None:
    import msvcrt

    if not shared:
        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
