"""Plans 预案: what they cover, how new kinds of risk overtake them, and what communities feed back.

Sources: mech:P06, mech:P11, mech:D04.
"""

from __future__ import annotations

from math import exp

import numpy as np

from coprod.kernel.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR, MINUTES_PER_DAY
from coprod.parameters import Parameters


class Plans:
    """The emergency plans of the districts.

    Parameters
    ----------
    n_districts : int
        Districts of the town, each with plans of its own.
    """

    def __init__(self, parameters: Parameters, n_districts: int = 1) -> None:
        self._plan, self._at_first = parameters.approval, parameters.approval.off_template
        self._feedback = parameters.approval
        self._closed, self._since = np.zeros(n_districts), np.zeros(n_districts)

    @property
    def weekly_hours(self) -> float:
        """Return the staff-hours a week that revising its plan takes of each committee."""
        return self._plan.plan_update_rate * self._plan.plan_update_hours * DAYS_PER_WEEK / DAYS_PER_YEAR

    def off_template(self, minute: float, district: int = 0) -> float:
        """Return the share of incidents in a district at this minute that no plan describes."""
        years = minute / MINUTES_PER_DAY / DAYS_PER_YEAR
        gap = self._at_first + (1 - self._at_first) * overtaken(years, self._plan.plan_novelty, self._plan.plan_update_rate)
        return max(0.0, gap - self._still_closed(years, district))

    def feed_back(self, minute: float, district: int, uniform: float) -> float:
        """Let an experience outside the plans reach them, if it does; return the staff-hours that took (mech:D04)."""
        if uniform >= self._feedback.feedback_rate:
            return 0.0
        self.learn(minute, district, self._feedback.feedback_gain)
        return self._feedback.feedback_hours

    def learn(self, minute: float, district: int, share: float) -> None:
        """Let a review put a share of what no plan describes into the plans (mech:W19)."""
        years = minute / MINUTES_PER_DAY / DAYS_PER_YEAR
        learned = share * self.off_template(minute, district)
        self._closed[district], self._since[district] = self._still_closed(years, district) + learned, years

    def coverage(self, minute: float) -> float:
        """Return the share of incidents at this minute that plans describe, mean over districts."""
        return 1 - sum(self.off_template(minute, district) for district in range(self._closed.size)) / self._closed.size

    def _still_closed(self, years: float, district: int) -> float:
        """Return how much of the gap feedback keeps closed: it opens again at the pace of new kinds of risk."""
        return float(self._closed[district]) * exp(-self._plan.plan_novelty * max(0.0, years - float(self._since[district])))


def overtaken(years: float, novelty: float, update_rate: float) -> float:
    """Return the share of once described risks that new kinds have overtaken: L = ν / (ν + u) (1 − e^(−(ν + u) t)).

    The solution of dL/dt = ν (1 − L) − u L with L(0) = 0: risks change at rate ν, revisions catch up at rate u.
    """
    pace = novelty + update_rate
    return novelty / pace * (1 - exp(-pace * years)) if novelty > 0 else 0.0
