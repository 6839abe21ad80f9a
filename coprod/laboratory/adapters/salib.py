"""A study as SALib sees it: a problem, and a function that evaluates samples through our sweeps.

    from SALib import ProblemSpec
    from coprod.laboratory.adapters.salib import SalibModel

    model = SalibModel(Study.read("study.toml"), "results/by-salib")
    specification = ProblemSpec(model.problem)
    specification.sample_sobol(64).evaluate(model.evaluate).analyze_sobol()

Levels and packages are sampled on the interval from 0 to 1, of which each has an equal share; factors with a distribution
or a logarithmic scale are sampled there too, by their quantiles.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.analysis.cube import matrix, point_means
from coprod.laboratory.designs import Plan
from coprod.laboratory.factors import Factor, Range
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.study import Study


class SalibModel:
    """The factors of a study as a problem of SALib, and its outcomes as what is evaluated.

    Parameters
    ----------
    study : Study
        Its own design is not used.
    folder : str or Path
        Where runs are stored; a sample that was evaluated before costs nothing.
    """

    def __init__(self, study: Study, folder: str | Path, options: Options | None = None) -> None:
        self.study = study
        self.folder = Path(folder)
        self.options = options or Options()

    @cached_property
    def problem(self) -> dict[str, Any]:
        """Names, bounds and outputs as SALib wants them."""
        factors = self.study.factors
        return {"num_vars": len(factors), "names": [factor.name for factor in factors],
                "bounds": [_bounds(factor) for factor in factors], "outputs": list(self.study.outcomes)}

    def evaluate(self, sample: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the outcomes of every row of a sample, means over replications, NaN where all runs failed.

        SALib makes zeros of everything when one output is NaN: leave whole blocks out before you analyse them, as
        :func:`coprod.laboratory.analysis.sensitivity.sobol` does.

        Returns
        -------
        array of shape (n_rows, n_outcomes), or (n_rows,) for a single outcome
        """
        rows = [tuple(_value(factor, x) for factor, x in zip(self.study.factors, row, strict=True))
                for row in np.atleast_2d(sample)]
        study = replace(self.study, plan=Plan("table", rows=tuple(rows)))
        results = sweep(study, self.folder, self.options)
        outputs = np.column_stack([point_means(matrix(results.runs, name, len(rows))) for name in study.outcomes])
        return outputs[:, 0] if outputs.shape[1] == 1 else outputs


def _bounds(factor: Factor) -> list[float]:
    return [factor.low, factor.high] if isinstance(factor, Range) and not _by_quantiles(factor) else [0.0, 1.0]


def _value(factor: Factor, x: float) -> Any:
    if not isinstance(factor, Range) or _by_quantiles(factor):
        return factor.at(float(x))
    return round(float(x)) if factor.whole else float(x)


def _by_quantiles(factor: Range) -> bool:
    return factor.distribution is not None or factor.log
