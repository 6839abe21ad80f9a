"""Several runs in one parcel: what goes to a worker, and the rows that come back.

This module and those it imports are all that a worker loads besides the model, so they stay light.
"""

from __future__ import annotations

import math
import signal
import threading
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from types import FrameType
from typing import Any, Literal, TypeAlias

from coprod.kernel.rule_keys import PREFIX
from coprod.laboratory.observe import Observed, outcomes_of, series_of
from coprod.laboratory.simulator import Task, Values, load_simulator, load_task
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

Status: TypeAlias = Literal["ok", "error", "timeout", "aborted"]

FLUSH_SECONDS = 0.1
"""A worker hands back what it has finished at least this often, or after every run that takes longer."""


@dataclass(frozen=True, slots=True)
class Order:
    """One run to make: its number in the study, its seed and its parameters."""

    number: int
    seed: int
    values: Values


@dataclass(frozen=True, slots=True)
class Batch:
    """Runs to make in one parcel, with what they have in common."""

    model: str
    version: str
    days: int
    warmup_days: int
    time_limit: float | None
    observed: Observed
    orders: tuple[Order, ...]
    asked: tuple[str, ...] = ()
    """Outcomes that every run must return."""
    nan_is_undefined: bool = False
    code: Mapping[str, str] = field(default_factory=dict)
    """Fingerprints of users' code that rules name, by where it is found."""

    def only(self, orders: tuple[Order, ...]) -> Batch:
        """Return the same parcel with other runs."""
        return replace(self, orders=orders)


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one run. A run that failed has no outcomes at all: never those of another."""

    number: int
    status: Status
    seconds: float
    outcomes: dict[str, float] | None = None
    series: dict[str, list[float]] | None = None
    error: str | None = None
    traceback: str | None = None


class WrongVersion(InputProblems):
    """The worker has another version of the model than the sweep."""

    def __init__(self, here: str, wanted: str, model: str) -> None:
        super().__init__([Problem(
            model, "version", here, message("problem.worker_version", version=wanted),
            message("problem.source_changed"))])
        self.arguments = here, wanted, model

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.arguments


class _OverTime(BaseException):
    """Raised in a run that takes too long; no ``except Exception`` of a model catches it."""


def perform_here(batch: Batch) -> list[Row]:
    """Make the runs of a batch in this very process, one after the other.

    Raises
    ------
    WrongVersion
        If this process has another version of the model, or of a user's rule.
    """
    task = prepare(batch)
    return [perform_run(task, batch, order) for order in batch.orders]


def prepare(batch: Batch) -> Task:
    """Return the task of a batch, all that it needs imported, having made sure that the version is right."""
    simulator = load_simulator(batch.model)
    if simulator.version() != batch.version:
        raise WrongVersion(simulator.version(), batch.version, batch.model)
    for path, code in batch.code.items():
        here = simulator.code({PREFIX: path})[path]
        if here != code:
            raise WrongVersion(here, code, path)
    for module in simulator.preload:
        import_module(module)
    return load_task(simulator.task)


def perform_run(task: Task, batch: Batch, order: Order) -> Row:
    """Make one run; whatever happens in it becomes a row."""
    start = time.perf_counter()
    try:
        with _limited(batch.time_limit):
            result = task(order.values, order.seed, batch.days, batch.warmup_days)
        outcomes, series = _observed_of(result, batch)
        return Row(order.number, "ok", time.perf_counter() - start, outcomes, series)
    except _OverTime:
        return timed_out(order, batch.time_limit or math.nan, traceback.format_exc())
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a model may even call sys.exit
        return Row(order.number, "error", time.perf_counter() - start,
                   error=_in_words(error), traceback=traceback.format_exc())


def _observed_of(result: Any, batch: Batch) -> tuple[dict[str, float], dict[str, list[float]] | None]:
    outcomes = outcomes_of(result, batch.observed, batch.asked, nan_is_undefined=batch.nan_is_undefined)
    return outcomes, series_of(result, batch.observed)


def timed_out(order: Order, limit: float, where: str | None = None) -> Row:
    """Return the row of a run that took too long."""
    return Row(order.number, "timeout", limit, error=f"stopped after the time limit of {limit:g} s", traceback=where)


def _in_words(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(error)).strip()


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    """Interrupt the block after `seconds`, and every second after that in case the model catches it.

    Only the main thread of a Unix process can; whoever started the worker kills it a little later in any case.
    """
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise _OverTime


def in_parts(batch: Batch, *, each: bool) -> Iterator[list[Row]]:
    """Make the runs of a batch and hand over what is finished every :data:`FLUSH_SECONDS`, or after `each` run.

    The first part is empty: it says that the model is imported and that the clock of a run ticks.
    """
    task = prepare(batch)
    yield []
    rows: list[Row] = []
    flushed = time.perf_counter()
    for order in batch.orders:
        rows.append(perform_run(task, batch, order))
        if each or time.perf_counter() - flushed > FLUSH_SECONDS:
            yield rows
            rows, flushed = [], time.perf_counter()
    yield rows

