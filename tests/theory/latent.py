"""Closed forms about hidden hazards: births h, discovery d, triggering x, all per day."""

import numpy as np
from scipy.integrate import quad


def steady_stock(h, d, x):
    """Return the mean stock of an M/M/∞ population: h / (d + x)."""
    return h / (d + x)


def exploding_share(d, x):
    """Return the share of hazards that are triggered before they are found."""
    return x / (d + x)


def best_discovery(h, x, loss, cost):
    """Return the effort d* = √(L h x / c) − x that minimises loss · x h/(d + x) + cost · d."""
    return (loss * h * x / cost) ** 0.5 - x


def campaign_stock(h, x, d, days, period):
    """Return the means of N and of 1/N over a period with discovery d on `days` days of it and none on the others.

    N' = h − (d(t) + x) N is linear, so N relaxes exponentially in either phase; the periodic solution is unique.
    """
    phases = [(d + x, days), (x, period - days)]
    map_slope = np.exp(-sum(rate * length for rate, length in phases))
    map_shift = 0.0
    for rate, length in phases:
        map_shift = h / rate + (map_shift - h / rate) * np.exp(-rate * length)
    start, stock, inverse = map_shift / (1 - map_slope), 0.0, 0.0
    for rate, length in phases:
        def level(t, rate=rate, start=start):
            return h / rate + (start - h / rate) * np.exp(-rate * t)

        stock += quad(level, 0, length)[0]
        inverse += quad(lambda t, level=level: 1 / level(t), 0, length)[0]
        start = level(length)
    return stock / period, inverse / period
