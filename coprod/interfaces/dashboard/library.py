"""The library of recordings: every run is made once, whoever asks, and few are made at a time."""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeAlias

from coprod.interfaces.dashboard.recording import Recording, record
from coprod.interfaces.dashboard.turns import Turns
from coprod.parameters import Parameters

Key: TypeAlias = tuple[str, int, int]
"""Digest of the parameters, seed, days."""

MOST_MEMORY = 400e6
"""Bytes that the recordings kept may take together; the last one is kept whatever it takes."""
_PER_RESIDENT = 800
"""Bytes that a recording's model takes for each resident: 360 to 600 measured, and the records of a long run."""


class Cancelled(Exception):
    """Nobody waits for this run any more."""


class Waiter:
    """Somebody who waits for runs, until they come or until :meth:`leave`.

    Parameters
    ----------
    reader : str
        Whom the runs are for: all pages of one browser take their turns as one reader.
    """

    def __init__(self, reader: str = "") -> None:
        self.reader = reader
        self.has_left = False
        self.wake: Callable[[], None] = lambda: None

    def leave(self) -> None:
        """Wait no longer; a run that nobody else waits for ends within a day of its own."""
        self.has_left = True
        self.wake()


class _Run:
    """A run that is asked for, and who waits for it."""

    def __init__(self, key: Key, parameters: Parameters, *, kept_on: bool) -> None:
        self.key = key
        self.parameters = parameters
        self.kept_on = kept_on
        self.waiters: list[Waiter] = []
        self.is_over = False
        self.recording: Recording | None = None
        self.error: BaseException | None = None

    @property
    def readers(self) -> set[str]:
        """Return who waits for it."""
        return {waiter.reader for waiter in self.waiters}

    @property
    def is_wanted(self) -> bool:
        """Tell whether anybody waits for it, or it is made before anybody asks."""
        return bool(self.waiters) or self.kept_on


class Library:
    """Recordings by key, the latest `shelves` kept; `at_once` runs are made together, the rest take turns.

    What was prepared stays when all readers have gone (:meth:`keep_prepared`); what they asked for need not.

    Thirty students who open the same lesson cost one run: the first asks for it, the others wait for it. Runs take turns
    day by day (:mod:`coprod.interfaces.dashboard.turns`), so that a long one holds nobody up, and end when nobody waits
    for them. What is prepared before anybody has asked gives way to what somebody waits for.
    """

    def __init__(self, shelves: int = 64, at_once: int | None = None, make: Callable[..., Recording] = record,
                 clock: Callable[[], float] = time.monotonic) -> None:
        self._make = make
        self._shelves = shelves
        self._kept: OrderedDict[Key, Recording] = OrderedDict()
        self._prepared: set[Key] = set()
        self._runs: dict[Key, _Run] = {}
        self._changed = threading.Condition()
        self._turns = Turns(at_once or max(1, (os.cpu_count() or 2) - 1), self._changed, clock)
        self.runs_made = 0

    def look(self, parameters: Parameters, seed: int, days: int) -> Recording | None:
        """Return a recording if it is there already."""
        with self._changed:
            return self._look((parameters.digest(), seed, days))

    def get(self, parameters: Parameters, seed: int, days: int, waiter: Waiter | None = None) -> Recording:
        """Return a recording; have it made, or wait for the one that is being made.

        Raises
        ------
        Cancelled
            If the waiter left before it came.
        """
        waiter = waiter or Waiter()
        key = (parameters.digest(), seed, days)
        with self._changed:
            found = self._look(key)
            if found is not None:
                return found
            waiter.wake = self._wake
            if waiter.has_left:
                raise Cancelled
            run = self._run_of(key, parameters)
            run.waiters.append(waiter)
            self._changed.notify_all()  # with a reader more it may go before others
            try:
                self._changed.wait_for(lambda: run.is_over or waiter.has_left)
            finally:
                run.waiters.remove(waiter)
                self._changed.notify_all()  # a run that is waiting for its turn may have nobody left
            return self._result(run)

    def prepare(self, parameters: Parameters, seed: int, days: int) -> None:
        """Make a recording that somebody may ask for, and stand back whenever somebody waits for another."""
        key = (parameters.digest(), seed, days)
        with self._changed:
            self._prepared.add(key)
            if self._look(key) is None:
                run = self._run_of(key, parameters, kept_on=True)
                self._changed.wait_for(lambda: run.is_over)
                self._result(run)

    def keep_prepared(self) -> None:
        """Let go of every recording that was not prepared: the towns of levers that nobody looks at any more."""
        with self._changed:
            for key in self._kept.keys() - self._prepared:
                del self._kept[key]

    @property
    def under_way(self) -> int:
        """Return how many runs are being made or wait for their turn."""
        with self._changed:
            return len(self._runs)

    def _look(self, key: Key) -> Recording | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def _run_of(self, key: Key, parameters: Parameters, *, kept_on: bool = False) -> _Run:
        run = self._runs.get(key)
        if run is None:
            run = self._runs[key] = _Run(key, parameters, kept_on=kept_on)
            thread = threading.Thread(target=self._work, args=(run,), daemon=True)
            thread.current_context = None  # type: ignore[attr-defined]  # Solara's: the run is not of the page that asks first
            thread.start()
        run.kept_on = run.kept_on or kept_on
        return run

    def _result(self, run: _Run) -> Recording:
        if run.error is not None:
            raise run.error
        if run.recording is None:
            raise Cancelled
        return run.recording

    def _work(self, run: _Run) -> None:
        """Make a recording in turn, and hand it to all who wait for it."""
        try:
            with self._changed:
                self._turn(run)
            run.recording = self._make(run.parameters, run.key[1], run.key[2], lambda day: self._pause(run))
        except Cancelled:
            pass
        except BaseException as error:  # told to all who wait for it
            run.error = error
        with self._changed:
            self._turns.give_back(run, for_good=True)
            self._end(run)
            if run.recording is not None:
                self._keep(run.key, run.recording)
            self._changed.notify_all()

    def _pause(self, run: _Run) -> None:
        """End a run that nobody wants, or give way if another is to go; called every day of it."""
        with self._changed:
            if not run.is_wanted:
                self._end(run)
                raise Cancelled
            if self._turns.has_had_enough(run):
                self._turns.give_back(run, for_good=False)
                self._turn(run)

    def _turn(self, run: _Run) -> None:
        self._turns.take(run, lambda: not run.is_wanted)
        if not run.is_wanted:
            self._end(run)
            raise Cancelled

    def _end(self, run: _Run) -> None:
        """Take a run off the list, so that whoever asks for it from now on begins anew."""
        run.is_over = True
        if self._runs.get(run.key) is run:
            del self._runs[run.key]

    def _keep(self, key: Key, recording: Recording) -> None:
        self.runs_made += 1
        self._kept[key] = recording
        while len(self._kept) > self._shelves or (len(self._kept) > 1 and self._memory() > MOST_MEMORY):
            self._kept.popitem(last=False)

    def _memory(self) -> float:
        return sum(map(memory_of, self._kept.values()))

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()


def memory_of(recording: Recording) -> float:
    """Return about how many bytes a recording takes."""
    if not isinstance(recording, Recording):
        return 0.0
    arrays = recording.doings.nbytes + recording.load.nbytes + recording.waiting.nbytes
    weeks = sum(column.nbytes for column in recording.weeks.values())
    return _PER_RESIDENT * len(recording.model.town.residents) + arrays + weeks


LIBRARY = Library()
"""The library of this server."""
