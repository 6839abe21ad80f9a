"""The runs of a study of the dilemma: made by the sweep, so that they can be shared out, interrupted and gone on with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.factors import Factor
from coprod.laboratory.observe import Observed, Series
from coprod.laboratory.progress import Progress
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.simulate import values_of
from coprod.laboratory.study import Study

if TYPE_CHECKING:
    from coprod.laboratory.results import Results
    from coprod.parameters import Parameters

DAILY = ("backlog_hours", "capacity_hours", "directive_hours", "hidden_hazards", "trust", "symbolic_items")
"""Daily series that every run keeps."""


@dataclass(frozen=True)
class Base:
    """What every run of a study has in common: the town as it is, seeds, and the days simulated."""

    name: str
    parameters: Parameters
    seeds: range
    days: int
    warmup_days: int = 0


@dataclass(frozen=True)
class How:
    """Where runs are made and kept; none of it changes what is found."""

    folder: Path
    workers: int | None = 0
    progress: Progress | None = None


@dataclass(frozen=True)
class Runs:
    """Finished runs as arrays whose first axes are the factors, in the order of their levels, and then the seeds."""

    results: Results
    shape: tuple[int, ...]

    def outcome(self, name: str) -> NDArray[np.float64]:
        """Return an outcome, shape (*levels, n_seeds); NaN where a run failed or there was nothing to measure."""
        found = self.results.runs
        values = np.full(int(np.prod(self.shape)), np.nan)
        values[self._place(found)] = found[name].to_numpy(dtype=float)
        return values.reshape(self.shape)

    def daily(self, name: str) -> NDArray[np.float64]:
        """Return a daily series, shape (*levels, n_seeds, days); NaN where a run failed."""
        found = self.results.series
        days = int(found["step"].max()) + 1 if len(found) else 0
        values = np.full((int(np.prod(self.shape)), days), np.nan)
        values[self._place(found), found["step"].to_numpy()] = found[name].to_numpy(dtype=float)
        return values.reshape((*self.shape, days))

    @property
    def failures(self) -> list[str]:
        """What went wrong, one line a kind of failure, with the command that makes one such run again."""
        failed = self.results.failures
        kinds = failed.drop_duplicates(["status", "error"])
        return [f"{row['status']}: {row['error']} ({row['command']})" for _, row in kinds.iterrows()]

    def _place(self, table: Any) -> NDArray[np.int64]:
        place: NDArray[np.int64] = table["point"].to_numpy() * self.shape[-1] + table["replication"].to_numpy()
        return place


def simulate(kind: str, base: Base, factors: Sequence[Factor], how: How, outcomes: Sequence[str],
             daily: Sequence[str] = DAILY) -> Runs:
    """Make every run of the factors crossed, under each seed, that the folder does not hold yet.

    Raises
    ------
    InputProblems
        If values of a factor cannot be, or the folder holds another study.
    KeyboardInterrupt
        When interrupted; what was finished is stored, and the same call goes on from there.
    """
    study = Study(
        name=f"dilemma-{kind}", question=f"coprod dilemma {kind} {base.name}", factors=tuple(factors),
        outcomes=tuple(dict.fromkeys(outcomes)), fixed=values_of(base.parameters), days=base.days,
        warmup_days=base.warmup_days, replications=len(base.seeds), first_seed=base.seeds[0],
        observed=Observed(series=Series(tuple(dict.fromkeys(daily)))),
        text=f"# Not a study file: made by `coprod dilemma {kind}`.\n")
    for point in range(study.n_points):
        study.simulator.check(study.values(point), f"coprod dilemma {kind}")
    results = sweep(study, how.folder, Options(workers=how.workers), how.progress)
    return Runs(results, (*(len(factor.levels) for factor in factors), len(base.seeds)))
