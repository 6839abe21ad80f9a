"""What every request is like 诉求属性: whose it is, which power it takes, how much work it is, whether work solves it.

All of it is read off random numbers of the request, and of the call where it may differ from call to call: none depends
on policy, which decides who may settle what (mech:A07, mech:C01, mech:C02).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.arrivals import exponential
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import GRID, INFORM, REPAIRS, REQUEST, make_items, on_grid
from coprod.linkage.powers import power_edges
from coprod.parameters import Parameters
from coprod.parameters.groups import Request

MOST_CALLS = 64
"""Addresses of the calls about one request; nobody calls more often."""
LEAST_PAUSE = 4
"""Days for which a citizen waits at least before calling again."""
_LONGEST_PAUSE = 255
_OF_REQUEST = (Purpose.REQUEST_AUTHORITY, Purpose.REQUEST_OWNER, Purpose.REQUEST_HOURS, Purpose.REQUEST_STREET_HOURS,
               Purpose.REQUEST_LINE)
_OF_CALL = Purpose.REQUEST_SOLVED, Purpose.REQUEST_MEETING, Purpose.REQUEST_AGAIN, Purpose.REQUEST_AGAIN_DAYS
"""What is drawn by request and by call, together."""

ASKED = np.dtype([
    ("needs", "?"),  # takes power that not every committee has
    ("beyond", "?"),  # … which the committee has not
    ("unowned", "?"),
    ("owner", "f8"),  # draw in (0, 1) of a request that nobody owns
    ("settling", "f8"),  # staff-hours of settling it
    ("referring", "f8"),  # staff-hours of answering the citizen and referring it
    ("at_street", "f8"),  # staff-hours at the street if it is referred
    ("meeting", "i4"),  # days until those whom it is about can be met
], align=True)
"""What a committee may have to know of a request beside its work item."""


class RequestTraits:
    """Makes requests out of their keys.

    Attributes
    ----------
    granted, granted_street : float
        Share of the requests which need power that committees and street offices may settle, least power first.
    """

    def __init__(self, parameters: Parameters, streams: Streams) -> None:
        self._request, self._streams = parameters.request, streams
        self._lines = parameters.directive.lines
        self.granted = parameters.staff.enforcement
        self.granted_street = parameters.request.street_power
        self._kinds = power_edges(parameters.request)

    def make(self, arrived: int | Ints, called: int | Ints, calls: int | Ints, place: Ints, key: Ints) -> tuple[Rows, Rows]:
        """Return work items and what is known beside them (dtypes ITEM, ASKED), as committees treat them unless they choose.

        Parameters
        ----------
        arrived, called : day of this call, and of the first one
        calls : how often the citizen has called, this call included
        place, key : shape (n,)
            Community and identity.
        """
        r = self._request
        authority, owner, share, at_street, line = self._streams.uniforms(_OF_REQUEST, key)
        solved, meeting, again, pause = self._streams.uniforms(_OF_CALL, key * MOST_CALLS + calls)
        asked = self._asked(authority, owner, share, at_street, meeting)
        beyond, power = asked["beyond"], authority / (r.authority_share or 1.0)
        items = make_items(
            work=REQUEST, desk=place, origin=key, arrived=arrived,
            ready=arrived + np.where(beyond, 0, asked["meeting"]),
            hours=np.where(beyond, asked["referring"], asked["settling"]),
            # a request is about the domain of some department: with fewer lines, fewer changes of line
            line=(line * self._lines).astype(np.int64),
            street_hours=np.where(beyond, asked["at_street"], 0.0))
        items["called"], items["calls"], items["onward"] = called, calls, beyond & (power >= self.granted_street)
        items["power"] = np.where(asked["needs"], REPAIRS + np.searchsorted(self._kinds, power, side="right"), INFORM)
        chance = np.where(asked["unowned"], r.solved_unowned, r.solved)
        items["solves"] = solved < chance
        items["again"] = self._again(again, pause, calls)
        return items, asked

    def _asked(self, power: Floats, owner: Floats, hours: Floats, at_street: Floats, meeting: Floats) -> Rows:
        r, asked, share = self._request, np.empty(power.size, ASKED), exponential(hours, 1.0)
        asked["needs"] = power < r.authority_share
        asked["beyond"] = asked["needs"] & (power >= r.authority_share * self.granted)
        asked["unowned"] = owner < r.unowned_share
        asked["owner"] = owner / (r.unowned_share or 1.0)
        asked["settling"], asked["referring"] = on_grid(r.hours * share), on_grid(r.referral_hours * share)
        onward = asked["beyond"] & (power >= r.authority_share * self.granted_street)
        asked["at_street"] = on_grid(exponential(at_street, 1.0) * np.where(onward, coordination_hours(r), r.hours))
        asked["meeting"] = exponential(meeting, r.meeting_days) if r.meeting_days else 0
        return asked

    def _again(self, again: Floats, pause: Floats, calls: int | Ints) -> NDArray[np.uint8] | Any:
        """Return the days until the citizen calls again if the request is not solved, 0 for never: repeats are geometric."""
        r = self._request
        if not r.repeat:
            return 0
        days = LEAST_PAUSE + exponential(pause, r.repeat_days)
        calls_again = (again < r.repeat) & (np.asarray(calls) < MOST_CALLS - 1)
        return np.where(calls_again, np.minimum(days, _LONGEST_PAUSE), 0)


def coordination_hours(request: Request) -> float:
    """Return the street's mean staff-hours for a request that only a department may settle, the whistle included."""
    return max(request.coordination_hours + request.authority_whistle * request.authority_whistle_hours, GRID)
