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
    """How busy signers are today; on most days nobody is asked to sign."""

    def __init__(self, approval: groups.Approval, n_desks: int, uniform_scalar: Callable[[Purpose, int, int], float]) -> None:
        self._approval, self._uniform = approval, uniform_scalar
        self._utilisation: Floats = np.zeros(n_desks)
        self._load: Floats = np.zeros(n_desks)

    def begin_day(self, utilisation: Floats, load: Floats) -> None:
        """Take in how busy desks are: shares of the day, and hours asked over regular hours, both of shape (n_desks,).

        They are held and not copied: this is about the time until the desks work.
        """
        self._utilisation, self._load = utilisation, load

    def busy_at(self, desk: int | None) -> float:
        """Return the share of the day for which a signer is busy, as far as load reaches signers (``approval.load_wait``).

        No desk means the district's or the city's.
        """
        a = self._approval
        return a.upper_load if desk is None else a.upper_load + a.load_wait * (float(self._utilisation[desk]) - a.upper_load)

    def away_at(self, desk: int) -> float:
        """Return the chance that a signer is held in a meeting or an inspection when a case comes by day."""
        return self._approval.load_wait * float(doubly_claimed(float(self._load[desk])))

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
        return 0.0 if desk is None or is_night(minute) else self.away_at(desk)
