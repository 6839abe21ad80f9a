"""What citizens are worth in emergencies, and how widely RDL spreads: ``python -m benchmarks.emergencies --seeds 24``.

The default town for a year, as it is and with nobody acting (all costs of acting 29 utils), seed by seed under the same random
numbers; then the coefficient of variation over seeds of the definitions of RDL and of avoidable loss, from the same runs.
"""

from __future__ import annotations

import argparse

import numpy as np

from coprod.laboratory.statistics import paired_difference
from coprod.model import run
from coprod.parameters import Parameters

DAYS = 365
NOBODY_ACTS = {f"resident.cost_{act}": 29.0 for act in ("report", "help", "patrol", "train")}
COMPARED = ("golden_hit", "incidents", "loss_avoidable", "loss_avoidable_damage", "deaths_avoidable", "service_hours_avoidable")
SPREAD = ("rdl", "rdl_weighted", "rdl_total", "loss_avoidable")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=8, help="seeds 1 to this one")
    seeds = range(1, parser.parse_args().seeds + 1)
    arms = (Parameters(), Parameters().replace(NOBODY_ACTS))
    usual, nobody = ([run(arm, seed, DAYS).outcomes for seed in seeds] for arm in arms)
    print(f"{len(seeds)} seeds: as it is, nobody acts, difference with its 95 % interval")
    for name in COMPARED:
        found = paired_difference(*([outcomes[name] for outcomes in arm] for arm in (usual, nobody)))
        print(f"{name:26}{found.first:14.6g}{found.second:14.6g}{found.mean:+14.6g} ± {found.half_width:.6g}")
    print("coefficient of variation over seeds, as it is")
    for name in SPREAD:
        values = np.array([outcomes[name] for outcomes in usual])
        print(f"{name:26}{values.std(ddof=1) / values.mean():14.3f}")


if __name__ == "__main__":
    main()
