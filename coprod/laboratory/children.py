"""Worker processes seen from outside: the one way in which work leaves this process for another on the same machine.

:class:`Processes` runs any function in them, as compare, attribute, validate and the dashboard do; :func:`perform` a batch
of a sweep, in a thread of the driver or on a Dask worker. There a run that hangs costs its time limit and a new process;
a process that dies (memory, a crash in a library) costs the run that killed it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Any

from coprod.laboratory.batches import FLUSH_SECONDS, Batch, Order, Row, in_parts, timed_out
from coprod.laboratory.worker import result_of

_GRACE_SECONDS = 2.0
"""How long after its time limit a run may take to notice that it is over."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Environment in which libraries of linear algebra keep to one thread: processes share the cores out among themselves."""

_HANGS = "hangs"


class ProcessDied(RuntimeError):
    """The process ended without having been asked to; the text says how."""


class _Late(Exception):
    """The process did not answer in time."""


class Child:
    """One worker process.

    Parameters
    ----------
    preload : sequence of str
        Modules that it imports before anything is asked of it.
    """

    def __init__(self, *preload: str) -> None:
        command = [sys.executable, "-P", "-m", "coprod.laboratory.worker", str(os.getpid()), *preload]
        # -P: a file in the working folder that is called like a module of ours must not be taken for it
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env={**os.environ, **ONE_THREAD, "PYTHONPATH": path})
        self._replies: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        """Pass on what the process says; None when it says no more."""
        try:
            while True:
                self._replies.put(pickle.load(self.process.stdout))  # type: ignore[arg-type]
        except (EOFError, OSError, pickle.UnpicklingError, ValueError):
            self._replies.put(None)

    @property
    def is_alive(self) -> bool:
        """Tell whether the process still runs."""
        return self.process.poll() is None

    def perform(self, batch: Batch, rows: list[Row], *, each: bool) -> None:
        """Have the runs of a batch made and append their rows as they come.

        Raises
        ------
        ProcessDied, _Late
            When the process died or hangs; `rows` holds what was finished.
        """
        first, patience = True, None if batch.time_limit is None else batch.time_limit + FLUSH_SECONDS + _GRACE_SECONDS
        self._send((partial(in_parts, each=each), (batch,)))
        while (part := self._receive(None if first else patience)) is not None:
            first = False  # the model is imported, and the clock of a run ticks
            rows += part

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Have a function called in the process and return what it returns; what it raises is raised here."""
        self.ask(function, *arguments)
        return self.answer()

    def ask(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Have a function called without waiting for it; then ask for its :meth:`answer`."""
        self._send((result_of, (function, *arguments)))

    def answer(self) -> Any:
        """Wait for what the function returned that was asked for."""
        found = self._receive(None)
        self._receive(None)  # that it is done
        return found

    def _send(self, message: object) -> None:
        try:
            pickle.dump(message, self.process.stdin, protocol=pickle.HIGHEST_PROTOCOL)  # type: ignore[arg-type]
            self.process.stdin.flush()  # type: ignore[union-attr]
        except OSError:
            raise ProcessDied(self.last_words()) from None

    def _receive(self, patience: float | None) -> Any:
        try:
            reply = self._replies.get(timeout=patience)
        except queue.Empty:
            raise _Late from None
        if reply is None:
            raise ProcessDied(self.last_words())
        kind, content = reply
        if kind == "refused":
            raise content
        return content

    def last_words(self) -> str:
        """Say how the process ended."""
        code = self.process.wait()
        if code < 0:
            name = signal.Signals(-code).name
            return f"the worker process was ended by {name}" + (" (out of memory?)" if name == "SIGKILL" else "")
        return f"the worker process ended with status {code}"

    def stop(self) -> None:
        """End the process at once and wait for it."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # unwritten bytes for a process that is gone
                pipe.close()  # type: ignore[union-attr]


class Children:
    """The worker processes of this process, lent out one batch at a time."""

    def __init__(self) -> None:
        self._idle: list[Child] = []
        self._all: set[Child] = set()
        self._lock = threading.Lock()
        self._closed = False

    def borrow(self) -> Child:
        """Return an idle process, or a new one."""
        with self._lock:
            if self._closed:
                raise RuntimeError("the sweep was stopped")
            while self._idle:
                child = self._idle.pop()
                if child.is_alive:
                    return child
                self._all.discard(child)
            child = Child()
            self._all.add(child)
            return child

    def give_back(self, child: Child) -> None:
        """Keep a process for the next batch."""
        with self._lock:
            self._idle.append(child)

    def warm(self, count: int, *preload: str) -> None:
        """Start processes before there is work, so that imports are done by the time it comes."""
        with self._lock:
            self._closed = False
            missing = count - len(self._all)
        fresh = [Child(*preload) for _ in range(missing)]
        with self._lock:
            self._all |= set(fresh)
            self._idle += fresh

    def discard(self, child: Child) -> None:
        """End a process that cannot be used any more."""
        with self._lock:
            self._all.discard(child)
        child.stop()

    def stop(self) -> None:
        """End all processes at once, those at work too; none is started until :meth:`warm`."""
        with self._lock:
            self._closed = True
            children, self._all, self._idle = self._all, set(), []
        for child in children:
            child.stop()


class Processes(Executor):
    """Calls functions in so many worker processes, each in one at a time.

    Functions, arguments and results travel by pickle. What a function raises is raised by its future, with the place as a
    note; a process that dies fails the call that it died of. The processes end with :meth:`shutdown`, when this process
    ends, and when they are idle for long.
    """

    def __init__(self, count: int) -> None:
        self._children = Children()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="coprod-process")
        atexit.register(self._children.stop)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **keywords: Any) -> Future[Any]:
        """Have a function called in a process that is free."""
        return self._threads.submit(self._call, partial(fn, **keywords) if keywords else fn, *args)

    def _call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        child = self._children.borrow()
        try:
            result = child.call(function, *arguments)
        except ProcessDied:
            self._children.discard(child)
            raise
        except Exception:  # of the function: the process can serve again
            self._children.give_back(child)
            raise
        self._children.give_back(child)
        return result

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        if kind is not None:
            self._children.stop()  # nobody waits for what is under way
        self.shutdown(cancel_futures=kind is not None)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes when what was submitted is done."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        self._children.stop()
        atexit.unregister(self._children.stop)


def each_of(function: Callable[[Any], Any], jobs: Iterable[Any], processes: int) -> Iterator[Any]:
    """Yield what a function makes of every job, in order, each as soon as it and those before it are done.

    Parameters
    ----------
    function : callable
        Of a module, as other processes import it.
    processes : int
        How many share the jobs; with 1 it is this very process. The results do not depend on it.
    """
    if processes == 1:
        yield from map(function, jobs)
        return
    with Processes(processes) as pool:
        yield from pool.map(function, jobs)


CHILDREN = Children()
atexit.register(CHILDREN.stop)


def perform(batch: Batch) -> list[Row]:
    """Make the runs of a batch in a worker process and return a row for every one of them.

    When the process hangs or dies, what is left is made in a new one that reports every single run, so that the run to
    blame is found. One that hangs is written off; one during which the process died is tried once more before.

    Raises
    ------
    InputProblems
        If the worker has another version of the model, or none.
    """
    rows: list[Row] = []
    died_before: set[int] = set()
    each = len(batch.orders) == 1
    while left := _left(batch, rows):
        trouble = _attempt(batch.only(left), rows, each=each)
        still = _left(batch, rows)
        if trouble and each and still:
            if trouble == _HANGS or still[0].number in died_before:
                rows.append(_written_off(still[0], batch, trouble))
            died_before.add(still[0].number)
        each = True
    return rows


def _left(batch: Batch, rows: list[Row]) -> tuple[Order, ...]:
    done = {row.number for row in rows}
    return tuple(order for order in batch.orders if order.number not in done)


def _attempt(batch: Batch, rows: list[Row], *, each: bool) -> str:
    """Have a batch made; return what went wrong with the process, or nothing."""
    child = CHILDREN.borrow()
    try:
        child.perform(batch, rows, each=each)
    except _Late:
        CHILDREN.discard(child)
        return _HANGS
    except ProcessDied as death:
        CHILDREN.discard(child)
        return str(death)
    except BaseException:
        CHILDREN.discard(child)
        raise
    CHILDREN.give_back(child)
    return ""


def _written_off(order: Order, batch: Batch, trouble: str) -> Row:
    if trouble == _HANGS:
        return timed_out(order, batch.time_limit or 0.0)
    return Row(order.number, "aborted", 0.0, error=trouble)
