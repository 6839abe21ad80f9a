"""What is drawn of a town: where its communities lie, how low, of which street and district, and their borders if known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.districts.geometry import Shapes
from coprod.fields.emergency.shock_impacts import susceptibility
from coprod.kernel.arrays import Floats, Ints
from coprod.town.places import ESTATES

if TYPE_CHECKING:
    from coprod.outcomes.observed_model import ObservedModel


@dataclass(frozen=True)
class Geography:
    """The communities of a town: arrays of shape (C,); east and north in km on the plane of the shapes."""

    names: tuple[str, ...]
    east: Floats
    north: Floats
    street: Ints
    district: Ints
    estate: tuple[str, ...]
    residents: Ints
    lowland: Floats
    drainage: Floats
    basements: Floats
    susceptibility: Floats
    """How hard water strikes by the lie of the land, 1 for the mean community."""
    shapes: Shapes | None = None
    street_names: tuple[str, ...] | None = None
    """Where the tables of a district name them."""

    @property
    def n(self) -> int:
        """Return the number of communities."""
        return len(self.names)


def geography_of(model: ObservedModel, name: Callable[[int], str]) -> Geography:
    """Return the geography of a model; its communities are called by their district's names, or by `name` of their number."""
    rows = model.town.communities
    data = model.nominal_parameters.district_data
    struck = susceptibility(model.nominal_parameters.shock, rows)
    names = data.names if data else tuple(map(name, range(len(rows))))
    return Geography(
        names, _floats(rows.east), _floats(rows.north), rows.street.astype(np.int64), rows.district.astype(np.int64),
        tuple(ESTATES[code] for code in rows.estate.tolist()), rows.residents.astype(np.int64), _floats(rows.lowland),
        _floats(rows.drainage), _floats(rows.basements), struck / struck.mean(), data.shapes if data else None,
        data.street_names if data else None)


def _floats(column: NDArray[np.float32]) -> Floats:
    return np.asarray(column, dtype=float)
