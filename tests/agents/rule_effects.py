"""What another rule changes: the same town and the same draws, with the shipped rule and with another one."""

import numpy as np
from scipy import stats

from coprod import Parameters, run

SMALL = {"town.streets": 2, "town.communities": 12, "town.residents_per_community": 60}
OFTEN = {"incident.fire_rate": 200.0, "incident.arrest_rate": 200.0, "incident.waterlogging_rate": 200.0,
         "incident.utility_rate": 200.0, "incident.disorder_rate": 200.0, "incident.flood_first": 1, "incident.flood_last": 12}


def interval(rules, outcome, changes=None, days=45, seeds=4):
    """Return the 95 % paired interval of what `rules` change in an outcome."""
    parameters = Parameters().replace(SMALL | (changes or {}))
    change = np.array([
        run(parameters, seed, days, rules=rules).outcomes[outcome] - run(parameters, seed, days).outcomes[outcome]
        for seed in range(1, seeds + 1)])
    half = stats.t.ppf(0.975, seeds - 1) * change.std(ddof=1) / seeds**0.5
    return change.mean() - half, change.mean() + half


def both_languages(reason):
    """Tell whether a reason is given in English and in Chinese."""
    return reason.en.isascii() and any("一" <= sign <= "鿿" for sign in reason.zh)
