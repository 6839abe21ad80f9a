"""Towns for the tests of the town, made once each, and the standard error of clustered shares."""

from functools import cache

import numpy as np

from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town import build_town

SMALL = {"town.communities": 6, "town.streets": 3, "town.residents_per_community": 2000}
ALL_OLD = {"town.old_share": 1.0, "town.fringe_share": 0.0}
ALL_NEW = {"town.old_share": 0.0, "town.fringe_share": 0.0}
ALL_FRINGE = {"town.old_share": 0.0, "town.fringe_share": 1.0}
NO_TIES = {"town.network_household": 0.0, "town.network_neighbours": 0.0, "town.network_group_share": 0.0,
           "town.network_kin": 0.0}


def town(seed=1, **changes):
    """Return a small town with `changes` ("town__old_share" for "town.old_share")."""
    return _town(seed, tuple(sorted({**SMALL, **{k.replace("__", "."): v for k, v in changes.items()}}.items())))


def town_with(values, seed=1):
    """Return a small town with a dictionary of changes."""
    return _town(seed, tuple(sorted({**SMALL, **values}.items())))


@cache
def default_town(seed=1):
    """Return the town of the default parameters."""
    return build_town(Parameters(), Streams(seed))


@cache
def _town(seed, values):
    return build_town(Parameters().replace(dict(values)), Streams(seed))


def close_to(sample, mean, cluster=None):
    """Tell whether the mean of a sample lies within 4 standard errors of `mean`.

    With `cluster`, the label of each entry, the error allows for entries of a cluster being alike.
    """
    sample = np.asarray(sample, dtype=float)
    residual = sample - mean
    if cluster is not None:
        residual = np.bincount(cluster, residual)
    error = np.sqrt((residual**2).sum()) / sample.size
    return abs(sample.mean() - mean) <= 4 * error


def columns_of(table):
    """Return the columns of a table by name."""
    return {name: getattr(table, name) for name in table.spec}


def same_columns(one, other, *, but=()):
    """Tell whether two tables agree in every column, save those named."""
    return all(np.array_equal(values, getattr(other, name))
               for name, values in columns_of(one).items() if name not in but)
