"""What a server gives back when its readers have gone: idle threads, and memory that the allocator holds on to."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
from contextlib import suppress

EVERY = 10.0
"""Seconds between two rounds: about as long as the web server lets a thread idle before it may go."""


async def keep_house() -> None:
    """Return threads and memory as long as the server runs."""
    from anyio import to_thread
    from solara.server import kernel_context

    before = 0
    while True:
        await asyncio.sleep(EVERY)
        now = len(kernel_context.contexts)
        # a call is what makes the web server's pool look for threads that have idled too long
        await to_thread.run_sync(_return_memory if now < before else _nothing)
        before = now


def _nothing() -> None:
    """Do nothing, in a thread of the pool."""


def _return_memory() -> None:
    """Have freed memory go back to the system; closed pages hold each other in cycles until they are collected."""
    gc.collect()
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # not every C library has it
            ctypes.CDLL(None).malloc_trim(0)
