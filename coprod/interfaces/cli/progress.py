"""Progress of long work, told on stderr so that stdout holds results alone."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

from coprod.text.glossary import Language, translate

PATIENCE = 1.0
"""Seconds of work that need no word."""
ON_SCREEN, IN_A_LOG = 0.2, 10.0
"""Seconds between two words to a person who looks on, and to a file."""


class Progress:
    """A line such as “day 120 of 365, 8 s left”, renewed in place on a terminal and rarely elsewhere.

    Use as a context; call with the work done so far and all the work there is.
    """

    def __init__(self, key: str, language: Language, stream: TextIO | None = None) -> None:
        self._key, self._language = key, language
        self._stream = sys.stderr if stream is None else stream
        self._seen = self._stream.isatty()
        self._started = time.monotonic()
        self._next = self._started + (PATIENCE if self._seen else IN_A_LOG)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wipe the line."""
        if self._seen:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, done: int, total: int) -> None:
        """Say how far the work is, if it is time to say so."""
        now = time.monotonic()
        if now < self._next or done == 0:
            return
        self._next = now + (ON_SCREEN if self._seen else IN_A_LOG)
        left = (now - self._started) / done * (total - done)
        line = translate(self._key, self._language, done=done, total=total, left=f"{left:.0f}")
        self._stream.write(f"\r{line}\x1b[K" if self._seen else f"{line}\n")
        self._stream.flush()
