"""Sweeps of one folder at the same time: each claims the runs that it makes, so that none is made twice.

Every sweep has a file in the folder ``.sweeps``, which it holds locked while it lives: who it is in the first line, then the
key of every run that it has begun, and again with a full stop when it is stored. When its process ends, however it ends, its
claims end too. Whatever concerns all sweeps of the folder is done in turn, under the lock of ``.lock``.
"""

from __future__ import annotations

import json
import os
import socket
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from coprod.laboratory.files import cannot_write, make_folder
from coprod.laboratory.lock import StillHeld, is_held, locked, take
from coprod.laboratory.origin import now
from coprod.text.messages import message, quoted
from coprod.text.problems import InputProblems, Problem

FILE = ".lock"
FOLDER = ".sweeps"
_SUFFIX = ".claims"
_PATIENCE = 300.0
"""Seconds after which a turn that does not end is taken for a sweep of an older version, which held the lock throughout."""


@dataclass
class Sweep:
    """Another sweep of the folder, as it says of itself."""

    who: str
    study: str
    claims: set[str] = field(default_factory=set)
    """Keys of the runs that it has begun, stored ones too."""
    _read: int = 0

    @classmethod
    def of(cls, path: Path) -> Sweep:
        """Read the first line of its file."""
        with path.open("rb") as file:
            line = file.readline()
        try:
            head = json.loads(line)
            return cls(str(head["who"]), str(head["study"]), _read=len(line))
        except (ValueError, TypeError, KeyError):  # of an unknown version: not of this study
            return cls("", "")

    def read_on(self, path: Path) -> set[str]:
        """Read what it has claimed since, and return the keys of the runs that it has stored since."""
        with path.open("rb") as file:
            file.seek(self._read)
            text = file.read()
        whole = text.rfind(b"\n") + 1
        self._read += whole
        keys = text[:whole].decode("ascii", "replace").split()
        self.claims.update(key for key in keys if not key.endswith("."))
        return {key[:-1] for key in keys if key.endswith(".")}


class SharedFolder:
    """A results folder that a sweep writes into, perhaps beside others of the same study.

    Parameters
    ----------
    study : str
        What tells apart studies of which the tables differ; sweeps of different ones do not share a folder.
    part : (int, int), optional
        The part of the study that this sweep makes. Parts of equally many never have a run in common.

    Raises
    ------
    InputProblems
        On entering, if a sweep of another study is using the folder.
    """

    def __init__(self, folder: Path, study: str, part: tuple[int, int] | None = None) -> None:
        self.folder = folder
        self.study = study
        self.part = part
        self.others: dict[str, Sweep] = {}
        """Living sweeps that may have a run in common with this one, by the names of their files."""
        self.finished: set[str] = set()
        """Keys of the runs that others said they had stored."""
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        place = make_folder(self.folder / FOLDER)
        kind = f"{self.part[0]}-of-{self.part[1]}" if self.part else "all"
        self._path = place / f"{kind}-{uuid.uuid4().hex[:12]}{_SUFFIX}"
        with self.turn():
            self._refuse_another_study(self._living().values())
            try:
                self._file = self._path.open("a+", encoding="utf-8")
                take(self._file)
                self._say(json.dumps({"who": _who(), "study": self.study}))
            except OSError as error:
                self._leave()
                raise cannot_write(self.folder, error) from error
            except BaseException:
                self._leave()
                raise
            self._look()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 where: TracebackType | None) -> None:
        self._leave()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let no other sweep change what concerns all of them meanwhile: keep it short."""
        with ExitStack() as stack:
            try:
                stack.enter_context(locked(self.folder / FILE, _PATIENCE))
            except StillHeld:
                raise self._in_use("in_use", "") from None
            except OSError as error:
                raise cannot_write(self.folder, error) from error
            yield

    def claim(self, keys: Iterable[str]) -> None:
        """Let other sweeps know that these runs are begun; to be called in turn, of runs that are free."""
        self._say(*keys)

    def finish(self, keys: Iterable[str]) -> None:
        """Let other sweeps know that these runs are stored."""
        self._say(*(f"{key}." for key in keys))

    def look(self) -> bool:
        """Look who is there and what they have claimed; tell whether one has left since, so that its claims are void."""
        before = set(self.others)
        self._look()
        return bool(before - set(self.others))

    def forget(self, keys: set[str]) -> None:
        """Take runs that are not stored although others said so, as their shard is damaged, for free; to be called in turn."""
        gone = self.finished & keys
        self.finished -= gone
        for other in self.others.values():
            other.claims -= gone

    def is_alone(self) -> bool:
        """Tell whether no other sweep lives in the folder; to be called in turn."""
        return not self._living()

    def is_claimed(self, key: str) -> bool:
        """Tell whether another living sweep had begun a run at the last look."""
        return any(key in other.claims for other in self.others.values())

    def _look(self) -> None:
        there: dict[str, Sweep] = {}
        for path in filter(self._may_meet, self._files()):
            if not is_held(path):
                _remove(path)
                continue
            with suppress(OSError):  # it may leave at any moment
                other = self.others.get(path.name) or Sweep.of(path)
                self.finished |= other.read_on(path)
                there[path.name] = other
        self.others = there

    def _living(self) -> dict[str, Sweep]:
        """Return every sweep that lives, and remove what others have left behind."""
        living = {}
        for path in self._files():
            if not is_held(path):
                _remove(path)
                continue
            with suppress(OSError):
                living[path.name] = Sweep.of(path)
        return living

    def _files(self) -> list[Path]:
        return [path for path in sorted(self._path.parent.glob(f"*{_SUFFIX}")) if path != self._path]

    def _may_meet(self, path: Path) -> bool:
        """Tell whether a sweep may have a run in common with this one: not if they make different parts of equally many."""
        i, _, n = path.name.rpartition("-")[0].partition("-of-")
        return not (self.part and n == str(self.part[1]) and i != str(self.part[0]))

    def _refuse_another_study(self, living: Iterable[Sweep]) -> None:
        for other in living:
            if other.study != self.study:
                raise self._in_use("in_use_otherwise", other.who)

    def _in_use(self, key: str, who: str) -> InputProblems:
        return InputProblems([Problem("results", str(self.folder), None, message(f"problem.{key}", text=quoted(who)),
                                      message("problem.wait_until_it_ends"))])

    def _say(self, *lines: str) -> None:
        if self._file is None or not lines:
            return
        try:
            self._file.write("\n".join(lines) + "\n")
            self._file.flush()
        except OSError as error:
            raise cannot_write(self.folder, error) from error

    def _leave(self) -> None:
        if self._file is not None:
            _remove(self._path)  # while it is still locked: nobody takes it for that of a dead sweep
            with suppress(OSError):
                self._file.close()
            self._file = None


class Remaining:
    """The runs of a sweep that are still to be made, by whomever: taken from the front, while others take theirs.

    Parameters
    ----------
    numbers : sequence of int
        The runs that were not finished when the sweep began, in the order in which to make them.
    key_of : callable
        Returns the key of a run.
    finished : callable
        Returns the keys of the runs that are stored now.
    """

    def __init__(self, shared: SharedFolder, numbers: Sequence[int], key_of: Callable[[int], str],
                 finished: Callable[[], Iterable[str]]) -> None:
        self._shared, self._key_of, self._finished = shared, key_of, finished
        self._free = deque(numbers)
        self._begun_elsewhere: list[int] = []
        self._untaken = len(self._free)

    def __len__(self) -> int:
        return len(self._free)

    @property
    def elsewhere(self) -> int:
        """How many runs other sweeps have begun or finished meanwhile."""
        return self._untaken - len(self._free)

    @property
    def awaited(self) -> int:
        """How many runs others have begun and not, as far as is known, finished."""
        return len(self._begun_elsewhere)

    def take(self, size: int) -> list[int]:
        """Claim up to so many runs that nobody has begun, the first ones, and return them."""
        taken: list[int] = []
        with self._shared.turn():
            self._look()
            while self._free and len(taken) < size:
                number = self._free.popleft()
                (self._begun_elsewhere if self._shared.is_claimed(self._key_of(number)) else taken).append(number)
            self._shared.claim(map(self._key_of, taken))
        self._untaken -= len(taken)
        return taken

    def look(self) -> None:
        """See which of the runs that others have begun are finished, and which are free since their sweep has ended."""
        with self._shared.turn():
            self._look()
        self._begun_elsewhere = [n for n in self._begun_elsewhere if self._key_of(n) not in self._shared.finished]

    def _look(self) -> None:
        if not self._shared.look():
            return
        done = {*self._finished(), *self._shared.finished}  # what a sweep that has left had claimed is stored, or free
        left = sorted(n for n in (*self._begun_elsewhere, *self._free) if self._key_of(n) not in done)
        self._begun_elsewhere = [n for n in left if self._shared.is_claimed(self._key_of(n))]
        self._free = deque(n for n in left if not self._shared.is_claimed(self._key_of(n)))


def _who() -> str:
    return f"process {os.getpid()} on {socket.gethostname()} since {now()}"


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
