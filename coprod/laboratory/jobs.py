"""The runs of a study, numbered: replication after replication, in each of them every point.

In this order every policy has its first results early, and what is there at any moment is balanced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.batches import Batch, Order
from coprod.laboratory.keys import run_key
from coprod.laboratory.simulator import Values
from coprod.laboratory.study import Study


class Jobs:
    """What has to be run for a study, by number: ``number = replication * n_points + point``."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.n_points = study.n_points
        self.digests = study.digests()
        self._conditions = study.conditions()
        self._version = study.simulator.version()
        self._code = study.code()
        self._values: Callable[[int], Values] = lru_cache(maxsize=65_536)(study.values)
        self._keys: list[str] = []

    def key(self, number: int) -> str:
        """Return the key of a run (worked out once)."""
        while number >= len(self._keys):
            replication = len(self._keys) // self.n_points
            self._keys += [run_key(digest, self.study.seed(point, replication), self._conditions)
                           for point, digest in enumerate(self.digests)]
        return self._keys[number]

    def seed(self, number: int) -> int:
        """Return the seed of a run."""
        replication, point = divmod(number, self.n_points)
        return self.study.seed(point, replication)

    def missing(self, replications: range, finished: Iterable[str], shard: tuple[int, int] | None) -> NDArray[np.int64]:
        """Return the numbers of the runs of these replications that are not finished, in order; of equal ones the first."""
        done = set(finished)
        numbers = range(replications.start * self.n_points, replications.stop * self.n_points)
        missing = {self.key(n): n for n in reversed(numbers) if self._is_mine(n, shard) and self.key(n) not in done}
        return np.array(sorted(missing.values()), dtype=np.int64)

    def batch(self, numbers: Iterable[int]) -> Batch:
        """Return these runs as one parcel."""
        study = self.study
        orders = tuple(Order(n, self.seed(n), self._values(n % self.n_points)) for n in numbers)
        return Batch(study.model, self._version, study.days, study.warmup_days, study.time_limit, study.observed,
                     orders, study.outcomes, study.simulator.nan_is_undefined, self._code)

    def listed(self, replications: int) -> Iterator[tuple[int, int, int, str]]:
        """List (point, replication, seed, key) of every run, point by point."""
        for point in range(self.n_points):
            for replication in range(replications):
                number = replication * self.n_points + point
                yield point, replication, self.seed(number), self.key(number)

    def _is_mine(self, number: int, shard: tuple[int, int] | None) -> bool:
        """Deal runs out so that neither a point nor a replication goes to one shard alone."""
        if shard is None:
            return True
        replication, point = divmod(number, self.n_points)
        return (point + replication) % shard[1] == shard[0]


class Sizer:
    """Decides how many runs go into one parcel: about a second's worth, fewer near the end.

    Parameters
    ----------
    fixed : int, optional
        Always this many, whatever they take.
    """

    def __init__(self, fixed: int | None = None, seconds: float = 1.0, most: int = 5000) -> None:
        self.fixed = fixed
        self.seconds = seconds
        self.most = most
        self.mean: float | None = None
        self._last = 1

    def learn(self, seconds: float, runs: int) -> None:
        """Take note of how long some runs took."""
        mean = seconds / max(runs, 1)
        self.mean = mean if self.mean is None else 0.5 * (self.mean + mean)

    def size(self, left: int, slots: int) -> int:
        """Return how many of the runs left to put into the next parcel."""
        if self.fixed:
            return min(self.fixed, left)
        if self.mean is None:
            return 1
        wanted = self._runs_in(self.seconds)
        fair = max(-(-left // (2 * slots)), self._runs_in(0.05 * self.seconds))
        self._last = max(min(wanted, fair, 10 * self._last, self.most, left), 1)
        return self._last

    def _runs_in(self, seconds: float) -> int:
        return int(seconds / max(self.mean or 0.0, 1e-6))
