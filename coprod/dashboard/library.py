"""The library of recordings: every run is made once, whoever asks, and few are made at a time."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeAlias

from coprod.dashboard.recording import Recording, record
from coprod.parameters import Parameters

Key: TypeAlias = tuple[str, int, int]
"""Digest of the parameters, seed, days."""


class Library:
    """Recordings by key, the latest `shelves` kept; `at_once` runs are made together, the rest wait.

    Thirty students who open the same lesson cost one run: the first asks for it, the others wait for it.
    """

    def __init__(
        self, shelves: int = 64, at_once: int | None = None, make: Callable[[Parameters, int, int], Recording] = record
    ) -> None:
        self._make = make
        self._shelves = shelves
        self._kept: OrderedDict[Key, Recording] = OrderedDict()
        self._coming: dict[Key, Future[Recording]] = {}
        self._lock = threading.Lock()
        self._desks = threading.Semaphore(at_once or max(1, (os.cpu_count() or 2) - 1))
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
            self._fulfil(key, coming, parameters)
        return coming.result()

    def _fulfil(self, key: Key, coming: Future[Recording], parameters: Parameters) -> None:
        try:
            with self._desks:
                recording = self._make(parameters, key[1], key[2])
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
