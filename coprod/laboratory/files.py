"""Files of a results folder: written whole or not at all, each with a checksum that tells later whether it is intact.

A shard carries the checksum of its content in its name; a table that has a fixed name has it in
``checksums/NAME.sha256``, in the format of ``sha256sum -c``.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from coprod.text.messages import message, quoted
from coprod.text.problems import InputProblems, Problem

CHECKSUMS = "checksums"
DAMAGED = "damaged"
EARLIER = "earlier"
_DIGITS = 16
_LOOKS = 2
"""How often a table and its checksum are compared: a sweep may write it between a look at the one and at the other."""
_PARTIAL = ".partial-"
"""How the names of half-written files begin; they end as those of the whole files, which may tell their format."""
_FAILURES = {
    errno.ENOSPC: "No space left on device", errno.EDQUOT: "Disk quota exceeded", errno.EFBIG: "File too large",
    errno.EROFS: "Read-only file system", errno.EACCES: "Permission denied", errno.EIO: "Input/output error",
}


class CannotWrite(InputProblems):
    """Nothing can be written into a folder: a full disk, a quota, a place to read only. `reason` says which."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__([Problem(
            "results", str(folder), None, message("problem.cannot_be_written", text=quoted(reason)),
            message("problem.make_room"))])
        self.folder, self.reason = folder, reason

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.folder, self.reason)


def checksum(path: Path) -> str:
    """Return the SHA-256 checksum of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_file(path: Path, fill: Callable[[Path], object], *, checked: bool = False) -> None:
    """Have `fill` write a file under another name, then put it in place at one stroke.

    Parameters
    ----------
    checked : bool
        Keep its checksum in ``checksums/``. Until the new file is in place both its checksum and that of the old one
        stand there, so a sweep that is killed between the two leaves nothing that looks damaged.

    Raises
    ------
    InputProblems
        If the disk is full or cannot be written to; the old file is then still there, and nothing else.
    """
    with written_whole(path, fill) as partial:
        if not checked:
            partial.replace(path)
            return
        new = checksum(partial)
        _note(path, [new, *(one for one in _noted(path) or () if one != new)])
        partial.replace(path)
        _note(path, [new])


@contextmanager
def written_whole(path: Path, fill: Callable[[Path], object]) -> Iterator[Path]:
    """Hand over a complete file under another name in the folder of `path`; what is left of it afterwards is removed.

    Raises
    ------
    InputProblems
        If the disk is full or cannot be written to.
    """
    partial = path.with_name(f"{_PARTIAL}{uuid.uuid4().hex[:12]}-{path.name}")
    try:
        fill(partial)
        with partial.open("r+b") as file:
            os.fsync(file.fileno())
        yield partial
    except OSError as error:
        raise cannot_write(path.parent, error) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def write_text(path: Path, text: str, *, checked: bool = False) -> None:
    """Write a small text file as :func:`write_file` does."""
    content = text.encode(errors="backslashreplace")  # what came from a command line may be no UTF-8
    write_file(path, lambda partial: partial.write_bytes(content), checked=checked)


def make_folder(folder: Path) -> Path:
    """Make a folder if it is not there, and return it. Raises :class:`InputProblems` if that cannot be."""
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        raise InputProblems([Problem("results", str(folder), None, message("problem.name_not_utf8"),
                                     message("problem.name_another_folder_with_out"))]) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return folder


def is_intact(path: Path) -> bool:
    """Tell whether a table is what was written; one without a checksum (of an earlier version) passes."""
    for _ in range(_LOOKS):
        known = _noted(path)
        if known is None or checksum(path) in known:
            return True
    return False


def has_checksum(path: Path) -> bool:
    """Tell whether a checksum of a table was noted."""
    return _noted(path) is not None


def set_aside(folder: Path, path: Path) -> Path:
    """Move a damaged file of a results folder into its folder ``damaged``; nothing is ever deleted."""
    place = folder / DAMAGED / path.name
    try:
        place.parent.mkdir(exist_ok=True)
        while place.exists():
            place = place.with_name(f"{path.name}-{uuid.uuid4().hex[:8]}")
        path.replace(place)
    except FileNotFoundError:  # another part of the same study was quicker
        return place
    except OSError as error:
        raise cannot_write(folder, error) from error
    return place


@contextmanager
def partial_folder(parent: Path | None) -> Iterator[Path]:
    """Hand over a folder for what is only needed meanwhile, in `parent` or, without one, where the system keeps such."""
    with tempfile.TemporaryDirectory(prefix=_PARTIAL, dir=parent, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def keep_earlier(folder: Path, path: Path) -> None:
    """Move a table that belongs to an earlier plan into the folder ``earlier``, named by its content: each is kept once."""
    try:
        place = folder / EARLIER / f"{path.stem}-{checksum(path)[:_DIGITS]}{path.suffix}"
        place.parent.mkdir(exist_ok=True)
        path.replace(place)
        _note_of(path).unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error


def remove_partial_files(folder: Path) -> None:
    """Remove what sweeps that were killed had only half written; nobody else may be writing there."""
    for path in list(folder.rglob(f"{_PARTIAL}*")):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            path.unlink()


def _noted(path: Path) -> list[str] | None:
    """Return the checksums that a table may have, none if their note cannot be read; None if there is no such note."""
    try:
        lines = _note_of(path).read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return None
    except OSError:  # a folder of that name, say: it vouches for nothing
        return []
    return [line.partition(" ")[0] for line in lines]


def _note(path: Path, checksums: list[str]) -> None:
    note = _note_of(path)
    make_folder(note.parent)
    write_text(note, "".join(f"{one}  {path.name}\n" for one in checksums))


def _note_of(path: Path) -> Path:
    return path.parent / CHECKSUMS / f"{path.name}.sha256"


def write_json(path: Path, facts: Any, *, indent: int = 2, checked: bool = False) -> None:
    """Write facts as a JSON file that people can read too, as :func:`write_file` does; what is no finite number is refused."""
    text = json.dumps(facts, ensure_ascii=False, indent=indent, allow_nan=False)
    write_text(path, f"{text}\n", checked=checked)


def cannot_write(folder: Path, error: Exception) -> CannotWrite:
    """Say in words that nothing can be written into a folder."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    known = (words for number, words in _FAILURES.items() if os.strerror(number).lower() in reason.lower())
    reason = next(known, reason.partition("\n")[0])
    return CannotWrite(folder, reason)
