"""Towns that have nothing but reserves, and incidents that draw on them."""

import numpy as np
import simpy

from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.resources.reserves import Reserves
from coprod.resources.supplies import SUPPLY

ONLY_STREET = {"reserve__household": 0.0, "reserve__agreement": 0.0, "reserve__district": 0.0, "reserve__city": 0.0,
               "reserve__lead_district": 0.0, "reserve__lead_city": 0.0, "reserve__expiry": 0.0}
"""Streets have stores; whoever stands above them passes orders on to makers at once."""


def reserves(streets=(1,), districts=None, seed=1, **changes):
    """Return the live reserves of streets with these numbers of communities, 100 households each."""
    values = {key.replace("__", "."): value for key, value in changes.items()}
    street_of = np.repeat(np.arange(len(streets)), streets)
    district_of = np.zeros(len(streets), int) if districts is None else np.array(districts)
    return Reserves(simpy.Environment(), Parameters().replace(values), Streams(seed), street_of, district_of,
                    np.full(street_of.size, 100), Recorder())


def draw(live, incident=0, community=0, item="pump", amount=1, after=0.0):
    """Start a request and return the process; its value is the supply."""
    def request():
        yield live.env.timeout(after)
        return (yield from live.draw(incident, community, item, amount))

    return live.env.process(request())


def supply(live, **request):
    """Return what comes of one request, waiting for it alone."""
    return live.env.run(draw(live, **request))


def draw_at_random(live, n, per_minute, *, item="pump", watched=None):
    """Draw n single units at the times of a Poisson process.

    Returns, request by request, whether the unit was missing, and whether the `watched` store had any just before.
    """
    gaps = np.random.default_rng(1).exponential(1 / per_minute, n)
    had_some = np.zeros(n, dtype=bool)

    def arrivals():
        for incident, gap in enumerate(gaps):
            yield live.env.timeout(gap)
            had_some[incident] = watched is not None and watched.stock > 0
            live.env.process(live.draw(incident, 0, item, 1))

    live.env.run(live.env.process(arrivals()))
    live.env.run(live.env.now + 1)
    return live._recorder.columns(SUPPLY)["short"] > 0, had_some


def standard_error(flags, batches=40):
    """Return the standard error of a share observed in a correlated sequence, by batch means."""
    means = flags[: flags.size // batches * batches].reshape(batches, -1).mean(axis=1)
    return means.std(ddof=1) / batches**0.5
