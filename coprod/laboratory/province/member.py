"""One district of a province, wherever it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coprod.laboratory.province.exchange import DailyReport
from coprod.parameters import Parameters
from coprod.parameters.codes import ITEMS

if TYPE_CHECKING:
    import pandas as pd

    from coprod.model import CoproductionModel

Units = tuple[int, ...]
"""Units by item."""
NOTHING: Units = (0,) * len(ITEMS)


@dataclass(frozen=True)
class DistrictResult:
    """The results of a district: its residents, its outcomes and its daily series."""

    residents: int
    outcomes: dict[str, float]
    daily: pd.DataFrame


class Member:
    """A district: one model that takes the transfers of the morning and reports in the end what it lends and lacks.

    Parameters
    ----------
    number : int
        Number in the province, 0 is the first.
    seed : int
        Seed of the district's own chance.
    """

    def __init__(self, number: int, parameters: Parameters, seed: int) -> None:
        from coprod.model import CoproductionModel

        self.number = number
        self.model: CoproductionModel = CoproductionModel(parameters, rng=seed)
        self._lends = parameters.district.mutual_aid

    def step(self, gives: Sequence[int], receives: Sequence[int]) -> DailyReport:
        """Send off and take in what is due this morning, simulate a day, and return the report of the day."""
        reserves = self.model.emergency_field.reserves
        for item, units in enumerate(gives):
            reserves.send(item, units)
        for item, units in enumerate(receives):
            reserves.take_in(item, units)
        self.model.step()
        return DailyReport(self.number, reserves.missed(), reserves.spare(self._lends))

    def result(self) -> DistrictResult:
        """Return the results of the district so far."""
        from coprod.outcomes.evaluate import evaluate
        from coprod.outcomes.run_view import RunView

        model = self.model
        return DistrictResult(len(model.residents), evaluate(RunView(model, 0)), model.daily_series.frame())


_MEMBERS: dict[int, Member] = {}
"""The districts that live in this process, by number; empty where it asks others to keep them."""


def settle_in(number: int, parameters: Parameters, seed: int) -> None:
    """Make a district that lives in this process from now on."""
    _MEMBERS[number] = Member(number, parameters, seed)


def step(number: int, gives: Sequence[int], receives: Sequence[int]) -> DailyReport:
    """Let a district of this process live a day."""
    return _MEMBERS[number].step(gives, receives)


def result(number: int) -> DistrictResult:
    """Return what became of a district of this process."""
    return _MEMBERS[number].result()
