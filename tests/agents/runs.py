"""Small towns in which rules are compared: paired runs, and intervals of what a rule changes."""

import math
from functools import cache

import numpy as np
from scipy.stats import t

from coprod.model import run
from coprod.parameters import Parameters

SMALL = {"town.residents_per_community": 200, "town.communities": 12, "town.streets": 4, "town.districts": 2}
BUSY = SMALL | {"incident.fire_rate": 600.0, "incident.utility_rate": 1000.0, "incident.disorder_rate": 1000.0}
"""About four incidents a day."""


@cache
def _base(settings, seed, days):
    return run(Parameters().replace(dict(settings)), seed, days).outcomes


def interval(outcome, rules, settings=(), seeds=5, days=30):
    """Return the 95 % interval of what rules change in an outcome, paired by seed, low and high."""
    settings = tuple(sorted({**BUSY, **dict(settings)}.items()))
    before = [_base(settings, seed, days)[outcome] for seed in range(1, seeds + 1)]
    after = [run(Parameters().replace(dict(settings)), seed, days, rules=rules).outcomes[outcome]
             for seed in range(1, seeds + 1)]
    change = np.array(after) - np.array(before)
    half = t.ppf(0.975, seeds - 1) * change.std(ddof=1) / math.sqrt(seeds)
    return change.mean() - half, change.mean() + half


def both_languages(reason):
    """Tell whether a reason says something in English and in Chinese."""
    return reason.en.isascii() and any("一" <= letter <= "鿿" for letter in reason.zh)
