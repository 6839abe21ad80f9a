"""The process that makes runs: reads calls from standard input, writes replies to standard output.

It is started by :class:`coprod.laboratory.children.Child` as ``python -m coprod.laboratory.worker``, so no start method
of Python's multiprocessing can spoil it (Mesa changes the global one when it is imported), and a Dask worker, which may
not have multiprocessing children, can have one too. It leaves when whoever started it is gone.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, BinaryIO

IDLE_SECONDS = 120.0
"""A worker that nobody asks anything for so long leaves; another is started when needed."""

_WATCH_SECONDS = 0.5


class _Watch:
    """Ends the process when its parent is gone, or when it was idle for too long."""

    def __init__(self, parent: int) -> None:
        self.parent = parent
        self.idle_since: float | None = time.monotonic()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while os.getppid() == self.parent and not self._idle():
            time.sleep(_WATCH_SECONDS)
        os._exit(0)

    def _idle(self) -> bool:
        since = self.idle_since
        return since is not None and time.monotonic() - since > IDLE_SECONDS


def serve(inbox: BinaryIO, outbox: BinaryIO, watch: _Watch) -> None:
    """Answer every call that arrives until the inbox is closed: one reply for each thing that the function yields."""
    while True:
        try:
            function, arguments = pickle.load(inbox)
        except EOFError:
            return
        watch.idle_since = None
        try:
            for content in function(*arguments):
                _send(outbox, ("reply", content))
        except BrokenPipeError:
            raise
        except Exception as error:
            _send(outbox, ("refused", _portable(error)))
        else:
            _send(outbox, ("done", None))
        watch.idle_since = time.monotonic()


def result_of(function: Callable[..., Any], *arguments: Any) -> Iterator[Any]:
    """Yield what a function returns: how a call of any function is asked for."""
    yield function(*arguments)


def _portable(error: Exception) -> Exception:
    """Return an error that can be told to another process, with the place where it was raised as a note."""
    place = traceback.format_exc()
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError("".join(traceback.format_exception_only(error)).strip())
    error.add_note(f"In a worker process:\n{place}")
    return error


def _send(outbox: BinaryIO, reply: object) -> None:
    outbox.write(pickle.dumps(reply, protocol=pickle.HIGHEST_PROTOCOL))  # at once: half a reply would spoil all that follow
    outbox.flush()


def _preload(module: str) -> None:
    try:
        import_module(module)
    except Exception:  # said properly when the first batch asks for it
        return


def main() -> None:
    """Serve the process whose id is the first argument; load the models named after it beforehand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver, which stops its workers
    watch = _Watch(int(sys.argv[1]))
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a model prints must not get among the rows
    for module in sys.argv[2:]:
        _preload(module)
    gc.freeze()  # what is imported lives as long as the process: collections of garbage need not look through it
    try:
        serve(inbox, outbox, watch)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
