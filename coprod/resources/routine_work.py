"""Routine work of crews 队伍的日常事务: street crews that are out on inspections and errands when a call comes (mech:C01).

Only crews of street offices: fire brigades, ambulances and lift firms stand by. A crew on routine work breaks off and comes
back; of several, the first that is back goes.
"""

from __future__ import annotations

from coprod.kernel.calendar import is_night
from coprod.kernel.claims import first_free
from coprod.parameters import groups


def minutes_until_back(crew: groups.Crew, load: float, idle: int, minute: float, is_out: float, lasts: float) -> float:
    """Return the minutes until one of the crews that are at no incident can leave; none where one of them stands by.

    Parameters
    ----------
    load : hours asked of the street's desk over its regular hours
    idle : crews that are at no incident
    is_out : uniform number in (0, 1): whether all of them are out on routine work
    lasts : exponential number of mean 1
    """
    if is_night(minute):
        return 0.0
    return first_free(idle, min(1.0, crew.routine_share * load), crew.routine_return, is_out, lasts)
