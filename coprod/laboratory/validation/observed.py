"""A run as validation sees it: the observed year after the warm-up, without the model itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.kernel.calendar import DAYS_PER_YEAR, MINUTES_PER_DAY, starts_week
from coprod.kernel.columns import Columns
from coprod.kernel.records import Recorder, RecordKind
from coprod.linkage.response_levels import PARTY_MEMBER
from coprod.model import CoproductionModel
from coprod.outcomes.daily_series import DailySeries
from coprod.outcomes.evaluate import evaluate
from coprod.outcomes.run_view import Records, RunView
from coprod.parameters import Parameters
from coprod.parameters.codes import INCIDENT_TYPES, ITEMS, REFERENCE_RESIDENTS

WARM_UP = 60
"""Days before the observed year begins."""
DAYS = WARM_UP + DAYS_PER_YEAR
MONTH = 28
"""Days over which somebody must have acted to count as active in a month."""
SPANS = {"month": 1, "quarter": 3, "year": 12}
"""Spans of time in units of four weeks."""
SURVEYED = (18, 69)
"""Ages, both included, whom national surveys ask."""


@dataclass(frozen=True)
class Observed:
    """One year in the life of a town.

    Attributes
    ----------
    staff : shape (n_desks,)
        Staff of every desk, committees first.
    stores : dict
        Yuan that each public level of reserves keeps, by code of the level.
    acts : shape (n,)
        Recorded acts of every resident in the year.
    kept : float
        Share of the volunteers registered at the beginning who stayed on the register without a break.
    active_volunteers : shape (months,)
        Share of registered volunteers who acted, four weeks by four weeks.
    active : dict
        Mean share of residents of 18 to 69 with a recorded act within a month, a quarter, a year (of four weeks each).
    buildings : int
        Number of buildings.
    """

    parameters: Parameters
    outcomes: dict[str, float]
    communities: Columns
    streets: Columns
    adults: int
    party_members: int
    staff: NDArray[np.float64]
    stores: dict[int, float]
    acts: NDArray[np.integer]
    kept: float
    active_volunteers: NDArray[np.float64]
    active: dict[str, float]
    buildings: int
    daily_series: DailySeries
    recorder: Recorder

    @property
    def residents(self) -> int:
        """Number of residents."""
        return int(self.communities.residents.sum())

    @property
    def reference_communities(self) -> float:
        """Residents in units of 5,000, which rates are stated for."""
        return self.residents / REFERENCE_RESIDENTS

    def daily(self, name: str) -> NDArray[np.float64]:
        """Return a daily series of the year, shape (365,)."""
        return self.daily_series.series(name)[WARM_UP:]

    def weekly(self, name: str) -> NDArray[np.float64]:
        """Return the last day of each whole week of a daily series since the very beginning, shape (60,)."""
        return self.daily_series.series(name)[6::7]

    def records(self, kind: RecordKind, day: str) -> Records:
        """Return the records of the year by this day field."""
        table = self.recorder.columns(kind)
        return Records(table, table[day] >= WARM_UP)

    def incidents(self, *types: str) -> Records:
        """Return the incidents that began in the year, of these types or of all."""
        table = self.recorder.columns(INCIDENT)
        kept = table["started"] >= WARM_UP * MINUTES_PER_DAY
        if types:
            kept &= np.isin(table["type"], [INCIDENT_TYPES.index(name) for name in types])
        return Records(table, kept)


def observe(parameters: Parameters, seed: int, days: int = DAYS) -> Observed:
    """Simulate the warm-up and a year, and observe; observing changes nothing."""
    model = CoproductionModel(parameters, rng=seed)
    people = model.town.residents
    months: list[float] = []
    for day in range(days):
        if day == WARM_UP:
            acts, registered = people.acts.copy(), people.volunteer.copy()
            staying, at_month = registered.copy(), acts
            active = [acts]
        elif day > WARM_UP and starts_week(day):
            staying &= people.volunteer
        if day > WARM_UP and (day - WARM_UP) % MONTH == 0:
            months.append(_share((people.acts > at_month)[people.volunteer]))
            at_month = people.acts.copy()
            active.append(at_month)
        model.step()
    town = model.town
    return Observed(
        parameters=parameters, outcomes=evaluate(RunView(model, WARM_UP)), communities=town.communities,
        streets=town.streets, adults=int((people.age >= parameters.resident.adult_age).sum()),
        party_members=int((people.kind == PARTY_MEMBER).sum()), staff=model.desks.staff, stores=_stores(model),
        acts=people.acts - acts, kept=_share((staying & people.volunteer)[registered]),
        active_volunteers=np.array(months), active=_active(active, people.age),
        buildings=len(town.buildings), daily_series=model.daily_series, recorder=model.recorder)


def _active(acts: list[NDArray[np.integer]], age: NDArray[np.integer]) -> dict[str, float]:
    """Return the mean share of those surveyed who acted, by span; ``acts`` are counts so far, four weeks by four weeks."""
    asked = (age >= SURVEYED[0]) & (age <= SURVEYED[1])
    return {span: float(np.mean([_share((later > earlier)[asked]) for earlier, later in
                                 zip(acts[:-months:months], acts[months::months], strict=False)] or [np.nan]))
            for span, months in SPANS.items()}


def _stores(model: CoproductionModel) -> dict[int, float]:
    """Return the yuan that each level of reserves keeps, by code of the level."""
    reserves = model.emergency_field.reserves
    prices = [getattr(model.parameters.reserve, f"price_{item}") for item in ITEMS]
    return {level: sum(store.base * price for place in places for store, price in zip(place, prices, strict=True))
            for level, places in reserves.stores.items()}


def _share(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean()) if flags.size else float("nan")
