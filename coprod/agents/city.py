"""The city government 市级政府: one Mesa agent above the districts, without territory of its own (mech:A06)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coprod.agents.district import District
from coprod.columns import BaseAgent

if TYPE_CHECKING:
    from coprod.model import CoproductionModel


class City(BaseAgent):
    """The city government and the districts under it.

    Parameters
    ----------
    model : CoproductionModel
    districts : iterable of District
    """

    def __init__(self, model: CoproductionModel, districts: Iterable[District]) -> None:
        super().__init__(model)
        self.districts = tuple(districts)

    @property
    def residents(self) -> int:
        """Number of residents of all districts."""
        return sum(district.residents for district in self.districts)
