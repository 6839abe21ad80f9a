"""Turns at the processor: whoever has had least of it goes next, and gives way again after a moment.

The discipline is *least attained service*: a reader who asks for one short run waits a moment, whatever others have asked
for before; a reader who asks for long ones again and again waits for everybody else. What a reader has had is forgotten
with a half-life of a minute. Runs that nobody waits for come last.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from typing import Protocol

QUANTUM = 0.2
"""Seconds that a run may go on while somebody waits who has had less."""
HALF_LIFE = 60.0
"""Seconds in which what a reader has had counts half."""


class Wanted(Protocol):
    """A run that wants turns."""

    @property
    def readers(self) -> Collection[str]:
        """Return who waits for it now."""


class Service:
    """Seconds of the processor that every reader has had, halved every :data:`HALF_LIFE`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._had: dict[str, tuple[float, float]] = {}

    def of(self, reader: str) -> float:
        """Return what a reader has had, in seconds."""
        seconds, then = self._had.get(reader, (0.0, 0.0))
        return seconds * 0.5 ** ((self._clock() - then) / HALF_LIFE)

    def charge(self, readers: Collection[str], seconds: float) -> None:
        """Share seconds out among the readers who waited for them."""
        for reader in readers:
            self._had[reader] = self.of(reader) + seconds / len(readers), self._clock()
        for reader in [one for one in self._had if self.of(one) < 1e-3]:
            del self._had[reader]


class Turns:
    """Hands out `at_once` turns; every method is called with the lock of `changed` held.

    Parameters
    ----------
    changed : threading.Condition
        Notified whenever somebody else may go.
    clock : callable
        Seconds from any beginning.
    """

    def __init__(self, at_once: int, changed: threading.Condition, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once = at_once
        self._changed = changed
        self._clock = clock
        self._service = Service(clock)
        self._running: dict[int, float] = {}
        self._waiting: dict[int, Wanted] = {}
        self._begun: dict[int, Wanted] = {}

    def take(self, run: Wanted, is_over: Callable[[], bool]) -> None:
        """Wait for a turn, or until it is over anyway."""
        self._waiting[id(run)] = run
        try:
            self._changed.wait_for(lambda: is_over() or (len(self._running) < self._at_once and self._next() is run))
        finally:
            del self._waiting[id(run)]
            self._changed.notify_all()  # if there are more turns, the one after it may go too
        self._running[id(run)] = self._clock()
        self._begun[id(run)] = run

    def has_had_enough(self, run: Wanted) -> bool:
        """Tell whether a run should give way: its moment is over and another has had less."""
        if not self._waiting:
            return False
        moment = QUANTUM if run.readers else 0.0
        if self._clock() - self._running[id(run)] < moment:
            return False
        self._charge(run)
        after = self._next()
        return after is not None and self._rank(after) < self._rank(run)

    def give_back(self, run: Wanted, *, for_good: bool) -> None:
        """Let somebody else go."""
        self._charge(run)
        self._running.pop(id(run), None)
        if for_good:
            self._begun.pop(id(run), None)
        self._changed.notify_all()

    def _charge(self, run: Wanted) -> None:
        now = self._clock()
        if id(run) in self._running:
            self._service.charge(run.readers, now - self._running[id(run)])
            self._running[id(run)] = now

    def _next(self) -> Wanted | None:
        """Return who goes next; of equals, who came first. A known reader has one town under way at a time, for the memory."""
        begun = {reader for one in self._begun.values() for reader in one.readers if reader}
        may = [run for run in self._waiting.values() if id(run) in self._begun or not run.readers or set(run.readers) - begun]
        return min(may, key=self._rank, default=None)

    def _rank(self, run: Wanted) -> tuple[bool, float]:
        return not run.readers, min(map(self._service.of, run.readers), default=0.0)
