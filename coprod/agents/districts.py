"""District governments 区级政府: few, so ordinary Mesa agents with ordinary attributes (mech:A05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa
import numpy as np

from coprod.kernel.columns import BaseAgent

if TYPE_CHECKING:
    from coprod.town import Town


class District(BaseAgent):
    """One district government and the streets under it.

    Parameters
    ----------
    model : mesa.Model
    number : int
        Number of the district, 0 is the first.
    town : Town
    """

    def __init__(self, model: mesa.Model, number: int, town: Town) -> None:
        super().__init__(model)
        self.number = number
        self._town = town

    @property
    def streets(self) -> tuple[int, ...]:
        """Numbers of the streets of this district."""
        return tuple(np.flatnonzero(self._town.streets.district == self.number).tolist())

    @property
    def communities(self) -> int:
        """Number of communities in this district."""
        return int(np.count_nonzero(self._town.communities.district == self.number))

    @property
    def residents(self) -> int:
        """Number of residents of this district."""
        streets = self._town.streets
        return int(streets.residents[streets.district == self.number].sum())
