"""Whether the indices mean anything: whether they get worse towards overload, and rank avoidable loss.

Signs, path and scenarios stand in ``indices.toml``, declared before anything was measured. Run it as
``python -m coprod.laboratory.validation.indices --seeds 8 --processes 2 --out docs/indices.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from coprod.laboratory.files import write_json
from coprod.laboratory.kept_runs import KeptRuns
from coprod.laboratory.statistics import Interval, mean_interval, percentile_interval, resamples_crossed
from coprod.laboratory.validation.stored import FILE as VALIDATION
from coprod.laboratory.validation.stored import Origin, origin
from coprod.parameters import Parameters
from coprod.text.glossary import preferred_language
from coprod.text.problems import InputProblems

FOLDER = Path(__file__).parent
FILE = VALIDATION.with_name("indices.json")
"""The measurement that the manual shows."""
LOSS = "loss_avoidable"
DAYS = 365
LEAST = 1e-9
"""Differences below this are none."""


@dataclass(frozen=True)
class Index:
    """What came of one index.

    Attributes
    ----------
    sign : expected sign, of its change along the path and of its rank correlation with avoidable loss
    means : along the path, from slack to overload
    change, low, high : last step less the first, paired over seeds, with its 95 % interval
    rho, rho_low, rho_high : Spearman's rank correlation with avoidable loss over scenarios, with its bootstrap interval
    """

    name: str
    sign: int
    means: tuple[float, ...]
    change: float
    low: float
    high: float
    rho: float
    rho_low: float
    rho_high: float

    @property
    def monotone(self) -> bool:
        """Tell whether no step of the path goes the wrong way and the whole of it goes the right way beyond doubt."""
        steps = self.sign * np.diff(self.means)
        return bool((steps >= -LEAST).all() and self.worse)

    @property
    def worse(self) -> bool:
        """Tell whether the end of the path is worse than its beginning beyond doubt."""
        return min(self.sign * self.low, self.sign * self.high) > 0

    @property
    def ranks(self) -> bool:
        """Tell whether the index ranks avoidable loss as expected beyond doubt."""
        return min(self.sign * self.rho_low, self.sign * self.rho_high) > 0


@cache
def declared() -> dict[str, Any]:
    """Return signs, path and scenarios as they were declared."""
    return tomllib.loads((FOLDER / "indices.toml").read_text(encoding="utf-8"))


def arms() -> dict[str, Parameters]:
    """Return the parameters of every step of the path, by ``path 0`` and so on, and of every scenario by name."""
    steps = {f"path {number}": Parameters().replace({"directive.lines": step["lines"], "staff.count": step["staff"]})
             for number, step in enumerate(declared()["path"])}
    return steps | {name: Parameters.load(name) for name in declared()["scenarios"]["names"]}


def measure(seeds: Sequence[int], processes: int = 1, town: Mapping[str, Any] | None = None, days: int = DAYS,
            kept: Path | None = None) -> list[Index]:
    """Run every step and scenario under every seed and return what came of each index.

    Parameters
    ----------
    kept : Path, optional
        File in which finished runs are kept, so that a measurement that was broken off goes on where it was.
    """
    of = {name: parameters.replace(dict(town)) if town else parameters for name, parameters in arms().items()}
    jobs = {name: [(parameters.canonical(), seed, days) for seed in seeds] for name, parameters in of.items()}
    runs = KeptRuns(kept)
    runs.simulate((job for jobs_of_one in jobs.values() for job in jobs_of_one), processes)
    steps, scenarios = [name for name in jobs if name.startswith("path ")], declared()["scenarios"]["names"]

    def table(names: Sequence[str], outcome: str) -> NDArray[np.float64]:
        return np.array([[runs.value(job, outcome) for job in jobs[name]] for name in names])

    return [judged(name, sign, table(steps, name), table(scenarios, name), table(scenarios, LOSS))
            for name, sign in declared()["signs"].items()]


def judged(name: str, sign: int, path: NDArray[np.float64], index: NDArray[np.float64], loss: NDArray[np.float64]) -> Index:
    """Return what came of an index; arrays of shape (n_steps, n_seeds) and twice (n_scenarios, n_seeds)."""
    change = mean_interval(path[-1] - path[0])
    rho = rank_correlation(index, loss)
    means = tuple(map(float, np.nanmean(path, axis=1)))
    return Index(name, sign, means, change.estimate, change.low, change.high, rho.estimate, rho.low, rho.high)


def rank_correlation(index: NDArray[np.float64], loss: NDArray[np.float64]) -> Interval:
    """Return Spearman's rho over scenarios of the means over seeds, with a 95 % percentile bootstrap interval.

    Scenarios are drawn with replacement, and seeds, the same for all of them; shape (n_scenarios, n_seeds) each. Where an index
    is the same in all scenarios, rho is 0.
    """
    n, seeds = index.shape
    again = [_rho(index, loss, *drawn) for drawn in resamples_crossed(n, seeds)]
    return percentile_interval(_rho(index, loss, np.arange(n), np.arange(seeds)), again, n)


def _rho(index: NDArray[np.float64], loss: NDArray[np.float64], rows: NDArray[np.int64], seeds: NDArray[np.int64]) -> float:
    x, y = (np.nanmean(values[rows][:, seeds], axis=1) for values in (index, loss))
    return float(spearmanr(x, y).statistic) if np.ptp(x) > LEAST and np.ptp(y) > LEAST else 0.0


def write(found: Sequence[Index], seeds: Sequence[int], path: Path) -> None:
    """Write what was found as JSON, with where it came from."""
    made = origin(f"python -m coprod.laboratory.validation.indices --seeds {len(seeds)}")
    write_json(path, {**asdict(made), "indices": [asdict(one) for one in found]}, indent=1)


def stored(path: Path = FILE) -> tuple[list[Index], Origin] | None:
    """Return what the manual shows, with where it came from; None if nothing is kept."""
    if not path.exists():
        return None
    tree = json.loads(path.read_text(encoding="utf-8"))
    found = [Index(**{**one, "means": tuple(one["means"])}) for one in tree["indices"]]
    return found, Origin(**{name: tree[name] for name in Origin.__dataclass_fields__})


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and store it if a file is named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--runs", type=Path, help="file in which finished runs are kept")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    seeds = range(1, given.seeds + 1)
    try:
        found = measure(seeds, given.processes, days=given.days, kept=given.runs)
    except InputProblems as error:
        print("\n".join(error.lines(preferred_language())), file=sys.stderr)
        sys.exit(2)
    if given.out:
        write(found, seeds, given.out)
    for one in found:
        print(f"{one.name}: {one.change:+.4f} ({one.low:+.4f} … {one.high:+.4f}), rho {one.rho:+.2f} "
              f"({one.rho_low:+.2f} … {one.rho_high:+.2f})")


if __name__ == "__main__":
    from coprod.laboratory.validation import indices  # by its name, as other processes import its functions

    indices.main()
