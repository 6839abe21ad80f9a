"""What a server gives back when its readers have gone: idle threads, the towns they asked for, and the allocator's memory."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
from contextlib import suppress

from coprod.interfaces.dashboard.library import LIBRARY

EVERY = 10.0
"""Seconds between two rounds: about as long as the web server lets a thread idle before it may go."""
ROUNDS_ALONE = 2
"""Rounds without any page after which nobody is taken to be there: a page that is loaded anew is gone for a moment."""

_M_ARENA_MAX, _ARENAS = -8, 2


async def keep_house() -> None:
    """Return threads and memory as long as the server runs."""
    from anyio import to_thread
    from solara.server import kernel_context

    house = House()
    while True:
        await asyncio.sleep(EVERY)
        # a call is what makes the web server's pool look for threads that have idled too long
        await to_thread.run_sync(house.round, len(kernel_context.contexts))


class House:
    """Hears in every round how many pages are open, and gives back what those that have closed leave behind."""

    def __init__(self) -> None:
        self._pages = 0
        self._rounds_alone = 0

    def round(self, pages: int) -> None:
        """Return memory if pages have closed; if nobody has been there for some rounds, let go of what readers asked for."""
        closed, self._pages = pages < self._pages, pages
        self._rounds_alone = 0 if pages else self._rounds_alone + 1
        if self._rounds_alone == ROUNDS_ALONE:
            LIBRARY.keep_prepared()
        if closed or self._rounds_alone == ROUNDS_ALONE:
            return_memory()


def return_memory() -> None:
    """Have freed memory go back to the system; closed pages hold each other in cycles until they are collected."""
    gc.collect()
    with suppress(OSError, AttributeError):  # not every C library has it
        if sys.platform.startswith("linux"):
            ctypes.CDLL(None).malloc_trim(0)


def share_arenas() -> None:
    """Have all threads allocate from two arenas; call it before there are any.

    The C library of Linux otherwise has up to eight arenas for each core, and threads that serve pages leave holes in all of
    them: 10 MB beyond what is in use after twelve readers had left, 6 MB with two. As Python runs one thread at a time, two
    are enough.
    """
    with suppress(OSError, AttributeError):
        if sys.platform.startswith("linux"):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
