"""The process that makes runs: reads batches from standard input, writes rows to standard output.

It is started by :class:`coprod.laboratory.children.Child` as ``python -m coprod.laboratory.worker``, so no start method
of Python's multiprocessing can spoil it (Mesa changes the global one when it is imported), and a Dask worker, which may
not have multiprocessing children, can have one too. It leaves when whoever started it is gone.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from importlib import import_module
from typing import BinaryIO

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
    """Make the runs of every batch that arrives until the inbox is closed."""
    from coprod.laboratory.batches import in_parts, prepare

    while True:
        try:
            batch, each = pickle.load(inbox)
        except EOFError:
            return
        watch.idle_since = None
        try:
            task = prepare(batch)
        except Exception as error:
            _send(outbox, ("refused", error))
        else:
            _send(outbox, ("started", "started"))
            for rows in in_parts(batch, task, each=each):
                _send(outbox, ("rows", rows))
            _send(outbox, ("done", None))
        watch.idle_since = time.monotonic()


def _send(outbox: BinaryIO, reply: object) -> None:
    pickle.dump(reply, outbox, protocol=pickle.HIGHEST_PROTOCOL)
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
    try:
        serve(inbox, outbox, watch)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
