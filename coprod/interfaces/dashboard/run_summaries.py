"""A summary of a run: its outcomes and daily series, without the residents; what bands over many seeds are made of."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.interfaces.dashboard.changes import MINUTES
from coprod.laboratory.children import ProcessDied, Processes
from coprod.laboratory.executors import usable_cores
from coprod.parameters import Parameters

SEEDS = 30
"""Pairs of worlds behind a sentence about many seeds."""


@dataclass(frozen=True)
class RunSummary:
    """Outcomes by name, daily series by name, each of shape (days,), and the scripted incident, if there is one."""

    outcomes: dict[str, float]
    series: dict[str, NDArray[np.float32]]
    scripted: dict[str, Any] | None = None


def summarise(parameters: Parameters, seed: int, days: int) -> RunSummary:
    """Run the model and keep the outcomes, the minutes of the scripted incident and all daily series."""
    from coprod.interfaces.dashboard.incidents import incidents_of, scripted_of
    from coprod.model import run

    made = run(parameters, seed, days)
    scripted = scripted_of(parameters, incidents_of(made.model))
    minutes = scripted["marks"]["controlled"] if scripted else float("nan")
    daily = made.daily
    series = {name: daily[name].to_numpy(np.float32) for name in daily.columns if name != "day"}
    return RunSummary({**made.outcomes, MINUTES: minutes}, series, scripted)


RunRequest = tuple[Parameters, int, int]

_kept: OrderedDict[tuple[str, int, int], RunSummary] = OrderedDict()
_lock = threading.Lock()
_MOST = 600


@cache
def _workers() -> Processes:
    """Return the processes that make run summaries; they leave with the server."""
    return Processes(max(1, usable_cores() - 1))


def kept(requests: Sequence[RunRequest]) -> int:
    """Return how many of the run summaries asked for are there already."""
    with _lock:
        return sum((parameters.digest(), seed, days) in _kept for parameters, seed, days in requests)


def summaries(requests: Sequence[RunRequest], stop: threading.Event) -> Iterator[tuple[int, RunSummary]]:
    """Yield (place among the wishes, run summary) as they are ready; give up what is not begun when `stop` is set.

    A run whose process died is made once more, as in a sweep: that the system ended a process must not cost all the others.
    """
    keys = [(parameters.digest(), seed, days) for parameters, seed, days in requests]
    with _lock:
        have = {i: _kept[key] for i, key in enumerate(keys) if key in _kept}
    yield from have.items()
    missing = deque(i for i in range(len(requests)) if i not in have)
    coming: dict[Future[RunSummary], int] = {}
    died: set[int] = set()
    try:
        while (missing or coming) and not stop.is_set():
            while missing and len(coming) <= usable_cores():  # few at a time: readers take turns at the processes
                i = missing.popleft()
                coming[_workers().submit(summarise, *requests[i])] = i
            for done in wait(coming, timeout=0.5, return_when=FIRST_COMPLETED).done:
                i = coming.pop(done)
                try:
                    made = done.result()
                except ProcessDied:
                    if i in died:
                        raise
                    died.add(i)
                    missing.appendleft(i)
                    continue
                with _lock:
                    _kept[keys[i]] = made
                    while len(_kept) > _MOST:
                        _kept.popitem(last=False)
                yield i, made
    finally:
        for future in coming:
            future.cancel()


def band(runs: Sequence[RunSummary], name: str, low: float = 0.1, high: float = 0.9) -> NDArray[np.float64]:
    """Return the band in which most runs lie, shape (days, 2), and not a number where there are none."""
    return np.quantile(np.stack([run.series[name] for run in runs]), [low, high], axis=0).T.astype(float)


def middle(runs: Sequence[RunSummary], name: str) -> NDArray[np.float64]:
    """Return the mean over runs, shape (days,)."""
    return np.stack([run.series[name] for run in runs]).mean(axis=0).astype(float)
