"""Prevention 预防: money that keeps hazards from arising, and is missing when something has happened (mech:W17, mech:W18)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.parameters import Parameters
from coprod.resources.costs import CostLedger


class Prevention:
    """Money for prevention of every community.

    Parameters
    ----------
    size : shape (C,)
        Size of every community relative to the mean one; money is in proportion.
    costs : CostLedger, optional
        Where what is spent is booked.
    """

    def __init__(self, parameters: Parameters, size: Floats, costs: CostLedger | None = None) -> None:
        self._p = parameters.hazard
        self.share = self._p.prevention_share * (1 - self._p.prevention_credit_bias)
        """Share of the community fund that is really for prevention."""
        self._yearly = parameters.fund.cap * self.share
        self._size = np.asarray(size, dtype=float)
        self._usual = np.ones(self._size.size)
        self._usual.flags.writeable = False  # handed out day by day
        self.costs = costs or CostLedger(self._size.size)

    def day(self, day: int, last_large: Ints) -> Floats:
        """Spend a day's money; return births of hazards relative to those without it, shape (C,).

        Parameters
        ----------
        last_large : shape (C,)
            Day of the last large incident in each community: some money flows only for a while after it.
        """
        if not self._yearly:
            return self._usual
        p = self._p
        flows = 1 - p.prevention_reactive * (day - last_large >= p.prevention_reactive_days)
        self.costs.post("prevention", self._yearly * self._size * flows / DAYS_PER_YEAR)
        return prevention_factor(self._yearly * flows, p.prevention_half)


def prevention_factor(yearly: ArrayLike, half: float) -> Floats:
    """Return births relative to those without prevention: 1 / (1 + m / m½), each further yuan doing less."""
    return np.asarray(1 / (1 + np.asarray(yearly) / half))
