"""The response to a small shock: how much the arrows of the circle amplify it, and when it has died away.

A run with a wave of inspection and its twin without it share all random conditions, so their difference is the response
to the wave alone. In a linear system that passes the share g of a response back to its beginning the whole response is
1/(1 − g) times the one without that loop: the *gain* of the arrow that closes it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.arrays import Floats
from coprod.laboratory.statistics import Interval, mean_interval, median_interval, ratio_interval

NEVER = float("inf")
"""Days to recover of a run that does not within the days simulated."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """Days to recover over seeds: quartiles, and the share of seeds that do not within the days simulated."""

    median: float
    low: float
    high: float
    never: float
    n: int


def whole_response(shocked: Floats, twin: Floats) -> Floats:
    """Return the sum over days of shocked − twin, shape (n_seeds,); both of shape (n_seeds, days)."""
    return np.asarray((shocked - twin).sum(axis=-1))


def gain(response: Floats, without: Floats) -> Interval:
    """Return Σ response / Σ response without the arrow, over paired seeds, with the interval of the ratio.

    It is not a number where the response without the arrow is not clearly different from 0: then nothing can be said.
    """
    usable = np.isfinite(response) & np.isfinite(without)
    base = mean_interval(np.where(usable, without, np.nan))
    if not base.clear:
        return Interval(np.nan, np.nan, np.nan, base.n)
    return ratio_interval(response[usable], without[usable])


def gain_by_seed(response: Floats, without: Floats) -> Interval:
    """Return the median over seeds of response / response without the arrow, with its bootstrap interval.

    Where a wave tips some seeds and others not, responses are of two sizes and the ratio of their sums is that of the few
    large ones; the median is that of a seed in the middle. Seeds that do not respond upwards without the arrow are left out.
    """
    usable = np.isfinite(response) & np.isfinite(without) & (without > 0)
    return median_interval(response[usable] / without[usable])


def recovery_days(shocked: Floats, twin: Floats, end: int, band: float, hold: int = 7, least: float = 0.0) -> Floats:
    """Return the days from the end of a wave until a run is back at its twin, shape (n_seeds,).

    Parameters
    ----------
    shocked, twin : shape (n_seeds, days)
        The same daily series with and without the wave.
    end : int
        First day after the wave.
    band : float
        Share of the greatest deviation; from the day on from which the deviation stays within it for `hold` days, and on
        the last of the days simulated, the run counts as recovered.
    least : float
        Deviation that is none, in units of the series.

    Returns
    -------
    array
        Whole days, :data:`NEVER` where a run is not back by its last day, NaN where a value is missing.
    """
    deviation = np.abs(shocked - twin)
    peak = deviation.max(axis=-1)
    within = deviation[:, end:] <= np.maximum(band * peak, least)[:, None]
    found = np.array([_first_held(row, hold) for row in within], dtype=float)
    return np.where(np.isnan(peak), np.nan, found)


def _first_held(within: NDArray[np.bool_], hold: int) -> float:
    """Return the first day from which `hold` days in a row are within the band, or all that are left."""
    outside = np.flatnonzero(~within)
    edges = np.concatenate([[-1], outside, [within.size]])
    starts, lengths = edges[:-1] + 1, np.diff(edges) - 1
    held = (lengths >= hold) | ((starts + lengths == within.size) & (lengths > 0))
    return float(starts[held][0]) if held.any() else NEVER


def recovery(days: Floats) -> Recovery:
    """Summarise the days to recover of all seeds, those that never do included in the quartiles."""
    fine = np.sort(days[~np.isnan(days)])
    if fine.size == 0:
        return Recovery(np.nan, np.nan, np.nan, np.nan, 0)
    low, median, high = (_quantile(fine, share) for share in (0.25, 0.5, 0.75))
    return Recovery(median, low, high, float(np.isinf(fine).mean()), fine.size)


def _quantile(ordered: Floats, share: float) -> float:
    """Return a quantile by linear interpolation; beyond the last finite value it is infinite."""
    place = share * (ordered.size - 1)
    below = int(np.floor(place))
    above = int(np.ceil(place))
    if np.isinf(ordered[above]):
        return NEVER if above == below or np.isinf(ordered[below]) or place - below >= 0.5 else float(ordered[below])
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))
