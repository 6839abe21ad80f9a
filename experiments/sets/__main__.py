"""Write ``experiments/towns.csv`` from a calibration: ``python -m experiments.sets FOLDER``.

`FOLDER` is what ``coprod calibrate experiments/sets/targets.toml --out FOLDER`` wrote. Its sets are as probable as each other, so
three that stand far apart in the file are taken as they come: none is chosen for what it leads to.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from coprod.parameters import Parameters

HERE = Path(__file__).parent
SETS = 3
"""Sets beside the default town: as many as a study of some hundred runs can carry."""


def main() -> None:
    """Write the table of towns."""
    parser = argparse.ArgumentParser(prog="python -m experiments.sets", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="of a calibration by sets/targets.toml")
    towns(pd.read_csv(parser.parse_args().folder / "posterior.csv")).to_csv(HERE.parent / "towns.csv", index=False)


def towns(posterior: pd.DataFrame) -> pd.DataFrame:
    """Return one row a town, the default first; four digits are enough to write them down."""
    default = Parameters().values()
    rows = [{"name": "default", **{key: default[key] for key in posterior.columns if key != "name"}}]
    for i in range(SETS):
        row = posterior.iloc[i * len(posterior) // SETS]
        rows.append({"name": f"fitted {i + 1}", **{key: float(f"{row[key]:.4g}") for key in posterior.columns if key != "name"}})
    return pd.DataFrame(rows)


if __name__ == "__main__":
    main()
