"""Residents' committees 社区居委会: what one of them sees and decides (mech:A07).

Its decisions and their rules stand in :mod:`coprod.agents.committee_decisions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.committee_accepts import Unowned, accepts
from coprod.agents.committee_decisions import (
    BEYOND_POWERS,
    NO_BYPASS_LEFT,
    Bools,
    BypassCase,
    DeskItems,
    PatrolWeek,
    RequestsToday,
    acts_first,
    buildings_of,
    refers,
    rows_of,
)
from coprod.agents.deciding import Deciding
from coprod.agents.decisions import Reason
from coprod.agents.forewarned import Doors
from coprod.agents.quarantine import EpidemicHere
from coprod.agents.signing import Case
from coprod.agents.staffing import Plea
from coprod.agents.standing_tasks import Handed
from coprod.kernel.arrays import Ints
from coprod.kernel.columns import ColumnAgent
from coprod.town.places import COMMITTEE_COLUMNS

if TYPE_CHECKING:
    from coprod.agents.officials import Officials


class Committee(Deciding, ColumnAgent):
    """One residents' committee and its community, a view on a row of the committees' columns."""

    columns = COMMITTEE_COLUMNS
    decides_as = "committee"

    # what it sees

    @property
    def elder_share(self) -> float:
        """Share of residents who are 60 or older."""
        return float(self.elders / self.residents)

    @property
    def vulnerable_share(self) -> float:
        """Share of residents who need help in an emergency."""
        return float(self.vulnerable / self.residents)

    @property
    def staff(self) -> float:
        """Staff at its desk, people."""
        return float(self._model.desks.staff[self.row])

    @property
    def load(self) -> float:
        """Share of the last day that its staff were busy, 0 to 1."""
        return float(self._model.desk_load[self.row])

    @property
    def backlog_hours(self) -> float:
        """Staff-hours on its desk last evening."""
        return float(self._model.desks.backlog_hours[self.row])

    @property
    def backlog_days(self) -> float:
        """The same in days of full capacity."""
        return float(self._model.desks.backlog_days[self.row])

    @property
    def inclination_to_hide(self) -> float:
        """Share of its officials who would rather hide than act."""
        return self.officials.inclination

    @property
    def officials(self) -> Officials:
        """Its officials, who weigh blame."""
        officials: Officials = self._model.officials[self.row]
        return officials

    @property
    def items(self) -> DeskItems:
        """The items on its desk now."""
        items = self._model.desks.open_items
        return DeskItems.of(items[items["desk"] == self.row], self._model.day)

    @property
    def requests(self) -> RequestsToday:
        """The requests that residents brought on the last day and that it took on, as it saw them."""
        return rows_of(seen := self._model.requests.today, seen.community == self.row)

    @property
    def buildings(self) -> PatrolWeek:
        """Its buildings, as the risk map shows them."""
        seen: PatrolWeek = self._model.risk_map.seen()
        return buildings_of(seen, seen.community == self.row)

    # what it decides

    def order(self, items: DeskItems | None = None) -> NDArray[Any]:
        """Return the priority of each of `items` (of its own if omitted): the lowest comes first."""
        return np.asarray(self.decide("order", items))

    def tick(self, items: DeskItems | None = None) -> Ints:
        """Return what would become of each of `items` if they overflowed: 0 keep, 1 tick off, 2 drop."""
        return np.asarray(self.decide("tick", items))

    def tick_first(self, items: DeskItems | None = None) -> NDArray[Any]:
        """Return the order in which `items` (its own if omitted) would go if they overflowed: the lowest first."""
        return np.asarray(self.decide("tick_first", items))

    def accept(self, requests: Unowned | None = None) -> Bools:
        """Tell which of `requests` that nobody owns (those of its last day if omitted) it takes on."""
        return np.asarray(self.decide("accept", requests))

    def refer(self, requests: RequestsToday | None = None) -> Bools:
        """Tell which of `requests` (of its own if omitted) it refers to the street."""
        return np.asarray(self.decide("refer", requests))

    def patrol(self, buildings: PatrolWeek | None = None) -> NDArray[Any]:
        """Return how much it would patrol each of `buildings` (its own if omitted), relative to the others."""
        return np.asarray(self.decide("patrol", buildings))

    def bypass(self, case: Case | BypassCase | None = None) -> bool:
        """Tell whether it would act on a case, one of its own or as it sees it, before those above have signed."""
        return bool(self.decide("bypass", case))

    def quarantine(self, seen: EpidemicHere | None = None) -> float:
        """Return the share of cases in an epidemic that it would have traced and kept at home, 0 to 1."""
        return float(np.asarray(self.decide("quarantine", seen))[0])

    def ask_for_help(self) -> bool:
        """Tell whether, as it is now, it would ask the street office for staff."""
        return bool(np.asarray(self.decide("ask_for_help"))[0])

    def refuse_directive(self, tasks: Handed | None = None) -> Bools:
        """Tell which of the standing `tasks` handed down to it (a usual one if omitted) it refuses."""
        return np.asarray(self.decide("refuse_directive", tasks))

    def explain(self, what: Any = "", seen: Any = None, row: int = 0) -> Reason:
        """Return why it decides as it does.

        Parameters
        ----------
        what : "order", "tick", "accept", "refer", "patrol", "bypass" or "quarantine"
        seen : DeskItems, Unowned, RequestsToday, PatrolWeek, a case or EpidemicHere, optional
            Its own items, requests or buildings, a usual case, or the epidemic in its community, if omitted.
        row : int
            Which of them.
        """
        what = self._named(what)
        return self._why(what, self._seen(what, seen), row)

    def _sees_order(self, items: DeskItems | None = None) -> DeskItems:
        return self.items if items is None else items

    _sees_tick = _sees_tick_first = _sees_order

    def _sees_accept(self, requests: Unowned | None = None) -> Unowned:
        seen: Unowned = self._model.requests.unowned.of(self.row) if requests is None else requests
        return seen

    def _sees_refer(self, requests: RequestsToday | None = None) -> RequestsToday:
        return self.requests if requests is None else requests

    def _sees_patrol(self, buildings: PatrolWeek | None = None) -> PatrolWeek:
        return self.buildings if buildings is None else buildings

    def _sees_bypass(self, case: Case | BypassCase | None = None) -> BypassCase:
        if isinstance(case, BypassCase):
            return case
        seen: BypassCase = self._model.emergency_field.ladder.sees(Case(community=self.row) if case is None else case)
        return seen

    def _sees_call_order(self, doors: Doors | None = None) -> Doors:
        if isinstance(doors, Doors):
            return doors
        seen: Doors = self._model.emergency_field.warnings.doors(self.row)
        return seen

    def _sees_quarantine(self, seen: EpidemicHere | None = None) -> EpidemicHere:
        here: EpidemicHere = self._model.emergency_field.epidemic.sees(self._model.day, self.row) if seen is None else seen
        return here

    def _sees_ask_for_help(self, plea: Plea | None = None) -> Plea:
        if plea is not None:
            return plea
        desks = self._model.desks
        seen: Plea = self._model.staff_lending.pleas(desks.load, desks.backlog_days, self.row)
        return seen

    def _sees_refuse_directive(self, tasks: Handed | None = None) -> Handed:
        if tasks is not None:
            return tasks
        hours, load = np.array([self._model.parameters.mandate.task_hours]), self._model.desks.load
        seen: Handed = self._model.mandate.handed_down(np.zeros(1, np.int64), np.array([self.row]), hours, load)
        return seen

    def _answer(self, what: str, seen: Any) -> Any:
        if what == "accept":
            return accepts(self._rule(what), seen)
        if what == "refer":
            return refers(self._rule(what), seen)
        return acts_first(self._rule(what), seen) if what == "bypass" else super()._answer(what, seen)

    def _overruled(self, what: str, seen: Any) -> Reason | None:
        if what == "refer" and seen.beyond_powers:
            return BEYOND_POWERS
        return NO_BYPASS_LEFT if what == "bypass" and seen.left <= 0 else None

    @property
    def _model(self) -> Any:
        return self.model
