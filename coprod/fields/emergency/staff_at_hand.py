"""Staff at hand 社区值守力量: who is on post, who answers the telephone, and how soon anybody of the committee is there.

The people who fill in forms are the people who stand by. Hours asked beyond regular hours are taken from the posts, whoever
is not on post comes from elsewhere, and a call to the committee waits while everybody there is busy: with c people each at
work for a share ρ of the day, with Erlang's chance, until the first of them ends what is in hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coprod.fields.everyday.desks import staff_by_desk
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import is_night
from coprod.kernel.claims import doubly_claimed, erlang_c
from coprod.linkage.response_levels import Responses
from coprod.parameters import Parameters

if TYPE_CHECKING:
    from coprod.fields.emergency.day import DayContext


class StaffAtHand:
    """The staff of all committees as an emergency finds them.

    Parameters
    ----------
    street_of : shape (C,)
        Street of every community.
    size : shape (C,)
        Size of every community relative to the mean one; staff follows it.
    """

    def __init__(self, parameters: Parameters, street_of: Ints, size: Floats, responses: Responses) -> None:
        self._staff, self._responses = parameters.staff, responses
        people = staff_by_desk(parameters.staff, street_of, size, parameters.staff, parameters.district_data)[: street_of.size]
        self._people = np.maximum(1, np.rint(people)).astype(int).tolist()
        self._load: Floats = np.zeros(street_of.size)

    def begin_day(self, state: DayContext) -> None:
        """Take in how much is asked of the committees today."""
        self._load = state.asked[: self._load.size]

    def on_post(self, community: int, minute: float) -> float:
        """Return the chance that somebody of the committee is on post, and the share of its staff that is.

        Routine work thins out the usual posts; duty that is ordered goes before it.
        """
        usual = self._staff.post_night if is_night(minute) else self._staff.post_day
        left = 1 - self._staff.post_load * float(doubly_claimed(float(self._load[community])))
        return self._responses.on_post(community, usual * left)

    def answers(self, community: int, minute: float, is_busy: float, lasts: float) -> float:
        """Return the minutes that a call to the committee waits for somebody who answers; nobody does routine work at night.

        Parameters
        ----------
        is_busy : uniform number in (0, 1): whether everybody is busy
        lasts : exponential number of mean 1: for how long
        """
        load = self._staff.answer_load * float(self._load[community])
        people = self._people[community]
        if not load or is_night(minute) or is_busy >= erlang_c(people, load):
            return 0.0
        return self._staff.piece_minutes * max(1.0, load) / people * lasts
