"""How often scenario discovery reports a box where there is none: ``python -m benchmarks.boxes_by_chance [--sets 200]``.

Data sets of points that fail more or less often, with inputs that have no part in it. The method promises a box in one of twenty
at most. Every finished data set is a line of ``--out``, so an interrupted benchmark goes on where it stopped.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from coprod.laboratory.analysis.discovery import discover

PROMISED = 0.05


def has_box(number: int, points: int, factors: int, replications: int) -> bool:
    """Make the data set of this number, and tell whether a box is found in it."""
    generator = np.random.default_rng([number, points, factors, replications])
    inputs = pd.DataFrame(generator.random((points, factors)), columns=[f"x{j}" for j in range(factors)])
    failed = generator.binomial(replications, generator.beta(0.5, 1.5, points)) / replications
    return bool(discover(inputs, failed, resamples=0)[0].limits)


def main() -> None:
    """Print the share of data sets with a box, with its exact interval."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.boxes_by_chance", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sets", type=int, default=200)
    parser.add_argument("--points", type=int, default=150)
    parser.add_argument("--factors", type=int, default=4)
    parser.add_argument("--replications", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("results/benchmark-boxes.csv"))
    asked = parser.parse_args()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    shape = (asked.points, asked.factors, asked.replications)
    kept = asked.out.read_text(encoding="utf-8").splitlines() if asked.out.exists() else []
    found = {tuple(map(int, line.split(",")[:4])): line.endswith(",1") for line in kept}
    for number in range(asked.sets):
        if (number, *shape) not in found:
            found[number, *shape] = has_box(number, *shape)
            with asked.out.open("a", encoding="utf-8") as file:
                file.write(",".join(map(str, (number, *shape, int(found[number, *shape])))) + "\n")
    boxes = sum(found[number, *shape] for number in range(asked.sets))
    interval = binomtest(boxes, asked.sets).proportion_ci()
    print(f"{boxes} of {asked.sets} data sets without a cause have a box: {boxes / asked.sets:.3f} "
          f"[{interval.low:.3f} … {interval.high:.3f}], promised {PROMISED}")


if __name__ == "__main__":
    main()
