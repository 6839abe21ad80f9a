"""Residents' committees 社区居委会: what one of them sees and decides (mech:A07).

Its decisions and their rules stand in :mod:`coprod.agents.committee_decisions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.committee_decisions import Bools, BypassCase, DeskItems, RequestsToday, acts_first, refers, rows_of
from coprod.agents.decisions import BoundRule, Reason
from coprod.kernel.arrays import Ints
from coprod.kernel.columns import ColumnAgent
from coprod.town.places import COMMITTEE_COLUMNS

if TYPE_CHECKING:
    from coprod.agents.officials import Officials


class Committee(ColumnAgent):
    """One residents' committee and its community, a view on a row of the committees' columns."""

    columns = COMMITTEE_COLUMNS

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
        """The requests that residents brought on the last day, as it saw them."""
        return rows_of(seen := self._model.requests.today, seen.community == self.row)

    # what it decides

    def order(self, items: DeskItems | None = None) -> NDArray[Any]:
        """Return the priority of each of `items` (of its own if omitted): the lowest comes first."""
        return np.asarray(self._rule("order")(self.items if items is None else items))

    def tick(self, items: DeskItems | None = None) -> Ints:
        """Return what would become of each of `items` if they overflowed: 0 keep, 1 tick off, 2 drop."""
        return np.asarray(self._rule("tick")(self.items if items is None else items))

    def refer(self, requests: RequestsToday | None = None) -> Bools:
        """Tell which of `requests` (of its own if omitted) it refers to the street."""
        return refers(self._rule("refer"), self.requests if requests is None else requests)

    def bypass(self, case: Any) -> bool:
        """Tell whether it would act on a case (of :mod:`coprod.linkage.approvals`, or as it sees it) before signatures."""
        return acts_first(self._rule("bypass"), self._as_seen(case))

    def explain(self, what: str, seen: Any = None, row: int = 0) -> Reason:
        """Return why it decides as it does.

        Parameters
        ----------
        what : "order", "tick", "refer" or "bypass"
        seen : DeskItems, RequestsToday or a case, optional
            Its own items or requests if omitted.
        row : int
            Which of them.
        """
        if what == "bypass":
            return self._rule(what).explain(self._as_seen(seen))
        own = seen if seen is not None else self.requests if what == "refer" else self.items
        return self._rule(what).explain(own, row)

    def _as_seen(self, case: Any) -> BypassCase:
        return case if isinstance(case, BypassCase) else self._model.emergency_field.ladder.sees(case)

    def _rule(self, what: str) -> BoundRule:
        rule: BoundRule = self._model.rules[f"committee.{what}"]
        return rule

    @property
    def _model(self) -> Any:
        return self.model
