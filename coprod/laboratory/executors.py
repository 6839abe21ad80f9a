"""Where batches are made: here, in worker processes of this machine, or on a Dask cluster.

All three are a :class:`concurrent.futures.Executor` that is given the same function, and so is any other that a caller
brings (loky, MPI, …). What a run returns does not depend on which.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod.laboratory.batches import Batch, Row, perform_here
from coprod.laboratory.children import CHILDREN, perform
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem
from coprod.text.toml_file import read_text

_CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Engine:
    """An executor, how many batches it can work on at once, and the function to submit."""

    executor: Executor
    slots: Callable[[], int]
    perform: Callable[[Batch], list[Row]]
    name: str


class InlineExecutor(Executor):
    """Makes every batch at once, in this process: for debuggers and profilers. Time limits bind if Unix has signals."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **keywords: Any) -> Future[Any]:
        """Call the function and return what came of it."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **keywords))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def open_engine(workers: int | None = None, scheduler: str | None = None, preload: tuple[str, ...] = (),
                executor: Executor | None = None) -> Iterator[Engine]:
    """Open the engine asked for: a scheduler's address, else that of ``DASK_SCHEDULER_ADDRESS``, else local processes.

    Parameters
    ----------
    workers : int, optional
        Worker processes on this machine, by default one a core; 0 makes the runs in this very process.
    scheduler : str, optional
        Address of a Dask scheduler, ``tcp://host:8786``, or the path of its scheduler file.
    executor : Executor, optional
        The caller's own, which it opens and closes itself.
    """
    address = scheduler or (os.environ.get("DASK_SCHEDULER_ADDRESS") if workers is None else None)
    if executor is not None:
        with _children():
            yield Engine(executor, usable_cores, perform, type(executor).__name__)
    elif address:
        with _dask(address) as engine:
            yield engine
    elif workers == 0:
        yield Engine(InlineExecutor(), lambda: 1, perform_here, "this process")
    else:
        with _local(workers or usable_cores(), preload) as engine:
            yield engine


def warm_up(study: Path, workers: int | None) -> None:
    """Start a local worker while the study is still being read, as importing the model takes it a second.

    One only: more would take the cores from the reading, which the first run waits for too.
    """
    try:
        names_a_model = re.search(r"^\s*model\s*=", read_text(study, str(study)), re.MULTILINE)
    except InputProblems:  # told when the study is read
        return
    if workers != 0:
        CHILDREN.warm(1, *([] if names_a_model else ["coprod.model"]))


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _local(workers: int, preload: tuple[str, ...]) -> Iterator[Engine]:
    executor = ThreadPoolExecutor(workers, thread_name_prefix="coprod-sweep")
    try:
        with _children(workers, *preload):
            yield Engine(executor, lambda: workers, perform, f"{workers} local process{'es' * (workers > 1)}")
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _children(count: int = 0, *preload: str) -> Iterator[None]:
    """Allow worker processes of this process, and leave none behind."""
    CHILDREN.warm(count, *preload)
    try:
        yield
    finally:
        CHILDREN.stop()


@contextmanager
def dask_client(address: str) -> Iterator[Any]:
    """Open a client of the scheduler at an address, or whose scheduler file it is.

    Raises
    ------
    InputProblems
        If Dask is not installed or no scheduler answers.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise InputProblems([Problem("--scheduler", address, None, message("problem.needs_dask"),
                                     message("problem.install", command="pip install 'coprod[cluster]'"))]) from None
    try:
        where = {"scheduler_file": address} if os.path.isfile(address) else {"address": address}
        client = Client(**where, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise InputProblems([Problem("--scheduler", address, None, message("problem.no_scheduler", error=error),
                                     message("problem.start_one", command="dask scheduler"))]) from None
    with client:
        yield client


@contextmanager
def _dask(address: str) -> Iterator[Engine]:
    with dask_client(address) as client, _children():
        executor = client.get_executor(pure=False, retries=10)
        yield Engine(executor, lambda: max(sum(client.ncores().values()), 1), perform, f"Dask at {address}")
