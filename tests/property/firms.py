"""Towns that have nothing but property firms."""

from types import SimpleNamespace

import numpy as np

from coprod.fields.everyday.property_upkeep import PropertyFirms
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters

ALIKE = {"property_firm__effort_spread": 0.0, "property_firm__least_condition": 0.0}

"""Firms that differ in nothing that effort depends on."""
EVERY_NIGHT_ALIKE = {"property_firm__night_spread": 0.0, "property_firm__belief_spread": 0.0}
"""Firms that know their risk of a fine, and whose nights all cost the same: each keeps all its watches or none."""


class Communities(SimpleNamespace):
    """Communities of 2,000 households."""

    def __len__(self):
        return self.households.size


def firms(communities=12, seed=1, **changes):
    """Return the live firms; ``property_firm__fine=0`` sets ``property_firm.fine``."""
    values = {key.replace("__", "."): value for key, value in changes.items()}
    town = SimpleNamespace(communities=Communities(households=np.full(communities, 2000)))
    return PropertyFirms(Parameters().replace(values), Streams(seed), town, Recorder())


def days(live, n, start=0):
    """Let n days pass; return what each brought."""
    return [live.day(day) for day in range(start, start + n)]


def violations(live, n_days, start):
    """Return the mean share of watches on paper only, and the mean chance of discovery, over some days."""
    seen = []
    for day in range(start, start + n_days):
        live.day(day)
        seen.append((1 - live.table.watch.mean(), live.discovery_probability.mean()))
    return np.mean(seen, axis=0)
