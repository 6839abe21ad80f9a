"""Presence 在家与否: who is at home at an hour of the day, and who else is about (daytime and floating population).

A chance by who somebody is (pupils, people of working age, elders, riders) and by the time of the day: working hours, free
time by day, night. Nobody's day is kept; whoever is asked about is looked up by an addressed draw of their own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.calendar import DAYS_PER_WEEK, MINUTES_PER_DAY, WORKING_DAYS_PER_WEEK, hour, is_night
from coprod.parameters.groups import Town as TownParameters
from coprod.town.population import CHILD_AGE, ELDER_AGE, RIDER

PUPIL, WORKING, ELDER, ON_THE_ROAD = range(4)
"""Kinds of days that people have."""
WORK, FREE, NIGHT = range(3)
"""Times of the day: 8 to 18 o'clock of working days, what else is day, and 22 to 7 o'clock."""
WORK_BEGINS, WORK_ENDS = 8, 18
SHARES = (0.17, 0.57, 0.25, 0.01)
"""How many of the default town have each kind of day."""

Floats = NDArray[np.float64]


def time_of_day(minute: float) -> int:
    """Return the time of the day of an absolute minute; day 0 is a Monday."""
    if is_night(minute):
        return NIGHT
    is_working_day = minute // MINUTES_PER_DAY % DAYS_PER_WEEK < WORKING_DAYS_PER_WEEK
    return WORK if is_working_day and WORK_BEGINS <= hour(minute) < WORK_ENDS else FREE


def kinds_of_days(age: NDArray[np.integer], kind: NDArray[np.integer]) -> NDArray[np.int8]:
    """Return the kind of day of each resident, shape (n,)."""
    days = (age >= CHILD_AGE).astype(np.int8) + (age >= ELDER_AGE)
    days[kind == RIDER] = ON_THE_ROAD
    return days


def chances_at_home(town: TownParameters) -> Floats:
    """Return the chance to be at home by time of the day and kind of day, shape (3, 4)."""
    free = town.presence_free
    return np.array([
        [town.presence_pupils, town.presence_working, town.presence_elders, town.presence_riders],
        [free, free, max(free, town.presence_elders), town.presence_riders],
        [town.presence_night] * 4])


def usual_at_home(town: TownParameters) -> tuple[float, float]:
    """Return the share of the residents of a usual building who are at home by day (7 to 22 o'clock) and at night."""
    work, free, night = chances_at_home(town) @ np.array(SHARES)
    working = (WORK_ENDS - WORK_BEGINS) * WORKING_DAYS_PER_WEEK / (15 * DAYS_PER_WEEK)
    return float(working * work + (1 - working) * free), float(night)


def visitors(town: TownParameters, minute: float) -> float:
    """Return how many people are about for each resident who do not live there: by day alone."""
    return 0.0 if is_night(minute) else town.visitors
