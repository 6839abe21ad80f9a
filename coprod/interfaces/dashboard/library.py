"""The library of recordings: every run is made once, whoever asks, and few are made at a time."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeAlias

from coprod.interfaces.dashboard.recording import Recording, record
from coprod.parameters import Parameters

Key: TypeAlias = tuple[str, int, int]
"""Digest of the parameters, seed, days."""


class Library:
    """Recordings by key, the latest `shelves` kept; `at_once` runs are made together, the rest wait.

    Thirty students who open the same lesson cost one run: the first asks for it, the others wait for it.
    What is prepared before anybody has asked gives way, day by day, to what somebody is waiting for.
    """

    def __init__(self, shelves: int = 64, at_once: int | None = None, make: Callable[..., Recording] = record) -> None:
        self._make = make
        self._shelves = shelves
        self._kept: OrderedDict[Key, Recording] = OrderedDict()
        self._coming: dict[Key, Future[Recording]] = {}
        self._lock = threading.Lock()
        self._desks = threading.Semaphore(at_once or max(1, (os.cpu_count() or 2) - 1))
        self._waiting = 0
        self._nobody_waits = threading.Event()
        self._nobody_waits.set()
        self.runs_made = 0

    def look(self, parameters: Parameters, seed: int, days: int) -> Recording | None:
        """Return a recording if it is there already."""
        key = (parameters.digest(), seed, days)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def get(self, parameters: Parameters, seed: int, days: int) -> Recording:
        """Return a recording; make it, or wait for whoever is making it."""
        return self._get(parameters, seed, days, self._fulfil)

    def prepare(self, parameters: Parameters, seed: int, days: int) -> None:
        """Make a recording that somebody may ask for, and stand back whenever somebody asks for another."""
        self._get(parameters, seed, days, self._fulfil_in_quiet)

    def _get(
        self,
        parameters: Parameters,
        seed: int,
        days: int,
        fulfil: Callable[[Key, Future[Recording], Parameters], None],
    ) -> Recording:
        key = (parameters.digest(), seed, days)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            coming = self._coming.get(key)
            mine = coming is None
            if coming is None:
                coming = self._coming[key] = Future()
        if mine:
            fulfil(key, coming, parameters)
        return coming.result()

    def _fulfil(self, key: Key, coming: Future[Recording], parameters: Parameters) -> None:
        """Make a recording in turn, those who only prepare standing back meanwhile."""
        with self._lock:
            self._waiting += 1
            self._nobody_waits.clear()
        try:
            with self._desks:
                self._deliver(key, coming, lambda: self._make(parameters, key[1], key[2]))
        finally:
            with self._lock:
                self._waiting -= 1
                if not self._waiting:
                    self._nobody_waits.set()

    def _fulfil_in_quiet(self, key: Key, coming: Future[Recording], parameters: Parameters) -> None:
        """Make a recording, pausing every day for as long as others are being waited for."""
        self._deliver(
            key, coming, lambda: self._make(parameters, key[1], key[2], lambda day: bool(self._nobody_waits.wait()))
        )

    def _deliver(self, key: Key, coming: Future[Recording], make: Callable[[], Recording]) -> None:
        try:
            recording = make()
        except BaseException as error:
            with self._lock:
                del self._coming[key]
            coming.set_exception(error)
            return
        with self._lock:
            self.runs_made += 1
            self._kept[key] = recording
            while len(self._kept) > self._shelves:
                self._kept.popitem(last=False)
            del self._coming[key]
        coming.set_result(recording)


LIBRARY = Library()
"""The library of this server."""
