"""Digests of whole runs: two versions of the code that print the same lines have the same outcomes, bit by bit.

``python -m benchmarks.digests [--days 365] [--seeds 3] [SCENARIO...]``: one line per scenario and seed, over all
outcomes, daily series and records. Scenarios of more than a million residents take one seed and 30 days.
"""

from __future__ import annotations

import argparse
import hashlib

import numpy as np
import pandas as pd

from coprod import Parameters, Run, run
from coprod.parameters import scenario_names

LARGE = 1_000_000
"""Residents beyond which a scenario runs once, for :data:`LARGE_DAYS` days."""
LARGE_DAYS = 30


def digest(done: Run) -> str:
    """Return a short hash of everything that a run has produced: outcomes, daily series and records, names included."""
    seen = hashlib.blake2b(digest_size=8)
    for name in sorted(done.outcomes):
        seen.update(name.encode())
        seen.update(np.float64(done.outcomes[name]).tobytes())
    for name, frame in [("daily", done.daily), *sorted(done.frames.items())]:
        seen.update(name.encode())
        for column in frame.columns:
            seen.update(str(column).encode())
            seen.update(_bytes(frame[column]))
    return seen.hexdigest()


def _bytes(column: pd.Series) -> bytes:
    values = column.to_numpy()
    return repr(values.tolist()).encode() if values.dtype == object else values.tobytes()


def main() -> None:
    """Print the digests asked for."""
    words = argparse.ArgumentParser(description="Digests of whole runs")
    words.add_argument("scenarios", nargs="*")
    words.add_argument("--days", type=int, default=365)
    words.add_argument("--seeds", type=int, default=3)
    asked = words.parse_args()
    for name in asked.scenarios or scenario_names():
        parameters = Parameters.load(name)
        town = parameters.town
        large = town.residents_per_community * town.communities > LARGE
        days, seeds = (min(asked.days, LARGE_DAYS), 1) if large else (asked.days, asked.seeds)
        for seed in range(1, seeds + 1):
            print(f"{name:24} seed {seed}  {days:4} days  {digest(run(parameters, seed=seed, days=days))}", flush=True)


if __name__ == "__main__":
    main()
