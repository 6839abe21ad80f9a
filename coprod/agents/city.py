"""The city government 市级政府: one Mesa agent above the districts, without territory of its own (mech:A06)."""

from __future__ import annotations

from collections.abc import Iterable

import mesa

from coprod.agents.districts import District
from coprod.kernel.columns import BaseAgent


class City(BaseAgent):
    """The city government and the districts under it.

    Parameters
    ----------
    model : mesa.Model
    districts : iterable of District
    """

    def __init__(self, model: mesa.Model, districts: Iterable[District]) -> None:
        super().__init__(model)
        self.districts = tuple(districts)

    @property
    def residents(self) -> int:
        """Number of residents of all districts."""
        return sum(district.residents for district in self.districts)
