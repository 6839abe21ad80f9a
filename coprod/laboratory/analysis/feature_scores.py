"""Feature scoring: which inputs a forest of extremely randomised trees needs to foretell an outcome (Geurts et al. 2006).

It needs no special design, takes categories as they are, and sees interactions; so it is the EMA Workbench's way to look at
many inputs at once. Scores add up to 1 whether or not the forest foretells anything, so the share of variance that it foretells
at points it has not seen (out of bag) stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams

_TREES, _REPEATS = 60, 8
_SHARE_OF_INPUTS = 0.6
_FEWEST_POINTS = 20


@dataclass(frozen=True)
class FeatureScores:
    """Scores by input, and how good the forest is.

    ``scores``: columns name, score, half (of the 95 % interval over resamples of the points), chance (what an input of random
    numbers scores). ``foretold``: share of the variance of the outcome foretold out of bag (R²), below 0 if the mean foretells
    better.
    """

    scores: pd.DataFrame
    foretold: float


def feature_scores(names: Sequence[str], inputs: NDArray[np.float64], outputs: NDArray[np.float64]) -> FeatureScores | None:
    """Return the scores of inputs by forests on resamples of the points; None with fewer than 20 points or without variance.

    Parameters
    ----------
    inputs : (n_points, n_inputs)
        Numbers, or numbers of categories.
    outputs : (n_points,)
        NaN where all runs failed; such points are left out.
    """
    from sklearn.ensemble import ExtraTreesRegressor

    fine = np.isfinite(outputs)
    x, y = inputs[fine], outputs[fine]
    if len(y) < _FEWEST_POINTS or y.std() == 0:
        return None
    generator = Streams(0)(Purpose.LABORATORY_FEATURE_SCORES)
    found = []
    for repeat in range(_REPEATS):
        rows = generator.integers(len(y), size=len(y))
        with_random = np.column_stack([x, generator.random(len(y))])
        forest = ExtraTreesRegressor(_TREES, max_features=_SHARE_OF_INPUTS, bootstrap=True, random_state=repeat)
        found.append(forest.fit(with_random[rows], y[rows]).feature_importances_)
    scores = np.array(found)
    half = 1.96 * scores.std(axis=0, ddof=1)
    table = pd.DataFrame({"name": list(names), "score": scores.mean(axis=0)[:-1], "half": half[:-1],
                          "chance": scores[:, -1].mean()})
    whole = ExtraTreesRegressor(4 * _TREES, max_features=_SHARE_OF_INPUTS, bootstrap=True, oob_score=True, random_state=0)
    return FeatureScores(table, float(whole.fit(x, y).oob_score_))
