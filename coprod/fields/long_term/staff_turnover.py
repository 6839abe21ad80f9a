"""Teams 队伍: who knows the place, how they are paid and what they are appraised by (mech:C12, mech:D14, mech:W15, mech:W23).

Knowledge of the place leaves with those who leave and is learned anew by those who come. A desk gets as much done as
its staff, their knowledge and their zeal allow.
"""

from __future__ import annotations

from math import exp

import numpy as np

from coprod.kernel.arrays import Floats
from coprod.kernel.arrivals import poisson_counts
from coprod.kernel.calendar import DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.groups import Staff


class Teams:
    """The staff of all desks as teams that come, learn and go.

    Parameters
    ----------
    staff : shape (n_desks,)
        People at every desk.

    Attributes
    ----------
    knowledge : shape (n_desks,)
        Share of what there is to know about the place that the team knows.
    left : int
        People who have left since the start.
    """

    def __init__(self, parameters: Parameters, streams: Streams, staff: Floats) -> None:
        s = self._staff = parameters.staff
        self._streams, self._people = streams, staff
        self.turnover = s.turnover * s.pay**-s.pay_elasticity
        """Yearly rate of leaving at the present pay."""
        self._zeal = (1 + s.pay_effort * (s.pay - 1)) * (1 + s.kpi_effort * s.kpi_weight)
        self.knowledge = np.full(staff.size, settled_knowledge(self.turnover, s.settling))
        self.left = 0

    def week(self, day: int) -> Floats:
        """Let some leave and the others learn; return what each desk gets done relative to what is usual, (n_desks,)."""
        s = self._staff
        learned = 1 - (1 - self.knowledge) * exp(-s.settling * DAYS_PER_WEEK / DAYS_PER_YEAR)
        uniform = self._streams.uniform(Purpose.STAFF_TURNOVER, np.arange(self._people.size), day)
        gone = poisson_counts(uniform, self.turnover * self._people * DAYS_PER_WEEK / DAYS_PER_YEAR)
        self.left += int(gone.sum())
        self.knowledge = learned * np.maximum(0.0, 1 - gone / self._people)
        usual = 1 - s.novice_loss * (1 - settled_knowledge(s.turnover_usual, s.settling))
        return np.asarray(self._zeal * (1 - s.novice_loss * (1 - self.knowledge)) / usual)

    @property
    def wages(self) -> float:
        """Yuan a day for wages as they are today; less where pay is below that. Pay above it is :attr:`extra_pay`."""
        s = self._staff
        return float(self._people.sum() * s.wage * min(1.0, s.pay) / DAYS_PER_YEAR)

    @property
    def extra_pay(self) -> float:
        """Public money a day for pay above today's, yuan; pay below it costs nothing more, and what it saves is no cost."""
        s = self._staff
        return float(self._people.sum() * s.wage * max(0.0, s.pay - 1) / DAYS_PER_YEAR)


def settled_knowledge(turnover: float, settling: float) -> float:
    """Return the mean knowledge ρ / (ρ + θ) at which learning at rate ρ balances leaving at rate θ."""
    return settling / (settling + turnover)


def patrol_substance(weight: float, shift: float) -> float:
    """Return what is left of the unmeasured substance of patrols where appraisal counts: 1 − σw (mech:W15).

    Holmström & Milgrom 1991: effort goes where it is measured if it has the choice.
    """
    return 1 - shift * weight


def basic_training_hours(staff: Staff, people: Floats) -> Floats:
    """Return the staff-hours a week that keep the share of `people` in training who are to act first (mech:D14)."""
    return np.asarray(people * staff.training * staff.training_month * DAYS_PER_WEEK / DAYS_PER_MONTH)
