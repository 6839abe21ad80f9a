"""Work after incidents 善后: reports to those above, claims, petitions, comforting visits (mech:C01).

An incident that is over leaves work on the desks of its committee and its street: the more, the graver it was and the more
people it hurt, drove from home or killed. It comes in evenly over the days that follow and is as urgent as citizens' requests.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.columns import total
from coprod.kernel.ended import Ended
from coprod.parameters.codes import ARREST
from coprod.parameters.groups import Mandate


class AftermathWork:
    """The work that incidents have left and that has not come in yet.

    Parameters
    ----------
    street_of : shape (C,)
        Street of every community; desks are committees first, then street offices.

    Attributes
    ----------
    booked : float
        Staff-hours that all incidents so far have left.
    hours : float
        Staff-hours of it that came in on the last day.
    """

    def __init__(self, mandate: Mandate, street_of: Ints) -> None:
        self._mandate = mandate
        self._street_desk = np.asarray(street_of, dtype=np.int64) + len(street_of)
        self._coming = np.zeros((mandate.aftermath_days, int(self._street_desk.max()) + 1))
        self.booked = self.hours = 0.0

    def note(self, ended: Sequence[Ended]) -> None:
        """Book what incidents that were over today leave, from tomorrow on."""
        if not ended or not self._mandate.aftermath_hours:
            return
        hours = np.array([hours_after(self._mandate, one) for one in ended])
        community = np.array([one.community for one in ended])
        each = hours / len(self._coming)
        at_streets = each * self._mandate.aftermath_street
        n = self._coming.shape[1]
        self._coming += np.bincount(self._street_desk[community], at_streets, n) + np.bincount(community, each - at_streets, n)
        self.booked += float(hours.sum())

    def day(self, day: int) -> Floats:
        """Return the staff-hours that come in on `day`, one day after the other, shape (n_desks,)."""
        today = self._coming[day % len(self._coming)]
        hours = today.copy()
        today[:] = 0.0
        self.hours = float(total(hours))
        return hours

    @property
    def outstanding(self) -> float:
        """Staff-hours that are still to come in."""
        return float(self._coming.sum())


def hours_after(mandate: Mandate, ended: Ended) -> float:
    """Return the staff-hours that an incident leaves: A (s + p · (hurt + displaced) + d · deaths), none after a cardiac arrest.

    Deaths and injuries are expected numbers, so the hours are those of the mean. Symbols: A ``mandate.aftermath_hours``,
    s severity, p ``mandate.aftermath_person``, d ``mandate.aftermath_death``.
    """
    if ended.type == ARREST:
        return 0.0
    people = mandate.aftermath_person * (ended.injuries + ended.displaced) + mandate.aftermath_death * ended.deaths
    return mandate.aftermath_hours * (ended.severity + people)
