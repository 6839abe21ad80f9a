"""Signers at other work 签批人的其他事务: what they are at when a case comes, and how long until they turn to it.

Signers do routine work like everybody else at their desk. A case goes before all of it but interrupts nothing: the signer
ends what is in hand (Cobham 1954). Where more is asked of a street's desk than its regular hours hold, signers are wanted at
several places at once: with the chance that an hour is claimed twice they sit in a meeting or attend an inspection when the
case comes, and sign when it is over. A signer who is already dealing with cases goes on to the next at once.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import is_night
from coprod.kernel.claims import doubly_claimed, first_free
from coprod.kernel.formulas import waiting
from coprod.kernel.purposes import Purpose
from coprod.parameters import groups


class OtherWork:
    """How busy signers are today.

    Attributes
    ----------
    busy : shape (n_desks,)
        Share of the day for which each desk is busy, 0 to 1, as far as load reaches signers (``approval.load_wait``).
    away : shape (n_desks,)
        Chance that a signer of the desk is held in a meeting or an inspection when a case comes by day.
    """

    def __init__(self, approval: groups.Approval, n_desks: int, uniform_scalar: Callable[[Purpose, int, int], float]) -> None:
        self._approval, self._uniform = approval, uniform_scalar
        self.busy: Floats = np.zeros(n_desks)
        self.away: Floats = np.zeros(n_desks)

    def begin_day(self, utilisation: Floats, load: Floats) -> None:
        """Take in how busy desks are: shares of the day, and hours asked over regular hours, both of shape (n_desks,)."""
        a = self._approval
        self.busy = a.upper_load + a.load_wait * (utilisation - a.upper_load)
        self.away = a.load_wait * doubly_claimed(load)

    def busy_at(self, desk: int | None) -> float:
        """Return the share of the day for which a signer is busy; no desk means the district's or the city's."""
        return self._approval.upper_load if desk is None else float(self.busy[desk])

    def minutes(self, incident: int, step: int, desk: int | None, minute: float, people: int = 1) -> float:
        """Return the minutes from when a post is reached to when one of its `people` who are free of cases turns to this one."""
        a, held = self._approval, self._held(desk, minute)
        uniform = self._uniform
        if held:
            left = first_free(people, held, a.away_minutes, uniform(Purpose.APPROVAL_AWAY, incident, step),
                              waiting(uniform(Purpose.APPROVAL_ENGAGEMENT, incident, step)))
            if left:
                return left
        return first_free(people, self.busy_at(desk), a.interruption, uniform(Purpose.APPROVAL_BUSY, incident, step),
                          waiting(uniform(Purpose.APPROVAL_INTERRUPTION, incident, step)))

    def _held(self, desk: int | None, minute: float) -> float:
        """Return the chance that a signer is in a meeting or at an inspection: by day only."""
        return 0.0 if desk is None or is_night(minute) else float(self.away[desk])
