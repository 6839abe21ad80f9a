"""Plans 预案: what they cover, and how new kinds of risk overtake them (P06, P11)."""

from __future__ import annotations

from math import exp

from coprod.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR, MINUTES_PER_DAY
from coprod.parameters import Parameters


class Plans:
    """The emergency plans of the town."""

    def __init__(self, parameters: Parameters) -> None:
        self._plan, self._at_first = parameters.plan, parameters.approval.off_template

    @property
    def weekly_hours(self) -> float:
        """Return the staff-hours a week that revising its plan takes of each committee."""
        return self._plan.update_rate * self._plan.update_hours * DAYS_PER_WEEK / DAYS_PER_YEAR

    def off_template(self, minute: float) -> float:
        """Return the share of incidents at this minute that no plan describes."""
        years = minute / MINUTES_PER_DAY / DAYS_PER_YEAR
        return self._at_first + (1 - self._at_first) * overtaken(years, self._plan.novelty, self._plan.update_rate)


def overtaken(years: float, novelty: float, update_rate: float) -> float:
    """Return the share of once described risks that new kinds have overtaken: L = ν / (ν + u) (1 − e^(−(ν + u) t)).

    The solution of dL/dt = ν (1 − L) − u L with L(0) = 0: risks change at rate ν, revisions catch up at rate u.
    """
    pace = novelty + update_rate
    return novelty / pace * (1 - exp(-pace * years)) if novelty > 0 else 0.0
