"""What a sweep says on the command line: how far, how fast, how long still, and what it found so far."""

from __future__ import annotations

import math
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from coprod.laboratory.batches import Row
from coprod.laboratory.progress import Progress
from coprod.text.glossary import Language, translate

_ON_SCREEN, _IN_A_LOG = 0.2, 30.0
"""Seconds between two words to a person who looks on, and to a file."""


class ConsoleProgress(Progress):
    """A line on stderr that is renewed in place on a terminal, and written now and then elsewhere.

    The first results that it shows are those of replications made at every point.
    """

    def __init__(self, study: str, outcome: str, language: Language, stream: TextIO | None = None) -> None:
        self.study, self.outcome, self.language = study, outcome, language
        self.stream = stream or sys.stderr
        self.is_seen = self.stream.isatty()
        self.failed = self.done = self.total = 0
        self._stopping = False
        self._values = _Moments()
        self._begun: dict[int, list[float]] = {}

    def begin(self, missing: int, finished: int, engine: str, n_points: int) -> None:
        """Say what there is to do."""
        self.n_points = n_points
        key = "sweep.begins" if missing else "sweep.nothing"
        self._line(translate(key, self.language, study=self.study, missing=f"{missing:,}", finished=f"{finished:,}",
                       engine=engine))
        self.done, self.total, self._missing = 0, missing, missing
        self._start = time.monotonic()
        self._next = self._start

    def stop(self) -> None:
        """Have the sweep stop when it is next heard of: between two things it stores, never in the midst of one."""
        self._stopping = True

    def advance(self, rows: Sequence[Row]) -> None:
        """Count rows, and say so if it is time to.

        Raises
        ------
        KeyboardInterrupt
            If the sweep is to stop.
        """
        self.done += len(rows)
        self.failed += sum(row.status != "ok" for row in rows)
        for row in rows:
            self._add(row)
        now = time.monotonic()
        if self.done and now >= self._next:
            self._next = now + (_ON_SCREEN if self.is_seen else _IN_A_LOG)
            text = self._words(now - self._start)
            self.stream.write(f"\r{text}\x1b[K" if self.is_seen else f"{text}\n")
            self.stream.flush()
        if self._stopping:
            raise KeyboardInterrupt

    def elsewhere(self, runs: int) -> None:
        """Leave them out of what there is to do."""
        self.total = self._missing - runs

    def _add(self, row: Row) -> None:
        """Keep the value of a run until its replication is made at every point."""
        values = self._begun.setdefault(row.number // self.n_points, [])
        values.append((row.outcomes or {}).get(self.outcome, math.nan))
        if len(values) == self.n_points:
            for value in self._begun.pop(row.number // self.n_points):
                self._values.add(value)

    def note(self, key: str, **values: object) -> None:
        """Say it."""
        self._line(translate(key, self.language, **values))

    def end(self) -> None:
        """Wipe the line."""
        if self.is_seen:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def _line(self, text: str) -> None:
        self.end()
        self.stream.write(f"{text}\n")
        self.stream.flush()

    def _words(self, seconds: float) -> str:
        rate = self.done / max(seconds, 1e-3)
        failed = translate("sweep.failed", self.language, n=self.failed) if self.failed else ""
        first = ""
        if self._values.n > 1:
            first = translate("sweep.first", self.language, outcome=self.outcome, mean=f"{self._values.mean:.4g}",
                        spread=f"{self._values.spread:.2g}")
        return translate("sweep.progress", self.language, done=f"{self.done:,}", total=f"{self.total:,}", rate=f"{rate:.3g}",
                   left=duration((self.total - self.done) / rate), failed=failed, first=first)


@contextmanager
def stopping_softly(progress: ConsoleProgress) -> Iterator[None]:
    """Let Ctrl-C, and a cluster's notice to leave, stop a sweep between two things it stores; asked again, at once."""

    def stop_soon(number: int, _frame: object) -> None:
        signal.signal(number, signal.default_int_handler)
        progress.stop()

    if threading.current_thread() is not threading.main_thread():  # no other thread hears signals
        yield
        return
    before = {notice: signal.signal(notice, stop_soon) for notice in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for notice, handler in before.items():
            signal.signal(notice, handler)


class _Moments:
    """Mean and standard deviation of what came so far (Welford 1962)."""

    n = 0
    mean = 0.0
    _squares = 0.0

    def add(self, value: float) -> None:
        if math.isfinite(value):
            self.n += 1
            distance = value - self.mean
            self.mean += distance / self.n
            self._squares += distance * (value - self.mean)

    @property
    def spread(self) -> float:
        return math.sqrt(self._squares / (self.n - 1))


def duration(seconds: float) -> str:
    """Return a time for people: ``0.8 s``, ``42 s``, ``3 min 20 s``, ``5 h 10 min``."""
    if seconds < 1:
        return f"{seconds:.2g} s"
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 100:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"
