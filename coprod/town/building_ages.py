"""Ages of buildings 楼龄: how long ago the buildings of each type of estate were put up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.columns import Columns
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters.groups import Town as TownParameters
from coprod.town.places import by_estate


def give_building_ages(buildings: Columns, estate: NDArray[np.uint8], town: TownParameters, streams: Streams) -> None:
    """Draw the age of every building, evenly around the mean of its type of estate; writes ``age``.

    Parameters
    ----------
    estate : shape (B,)
        Type of estate in which each building stands.
    """
    uniform = streams.uniform(Purpose.TOWN_BUILT, np.arange(len(buildings)))
    age = by_estate(town, "age")[estate] * (1 + town.age_spread * (2 * uniform - 1))
    buildings.age[:] = np.rint(age)
