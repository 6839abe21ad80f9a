"""Working days 工作日: when something is due that takes so many of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from coprod.kernel.arrays import Ints
from coprod.kernel.calendar import DAYS_PER_WEEK, WORKING_DAYS_PER_WEEK


def after_working_days(day: ArrayLike, working_days: ArrayLike) -> Ints:
    """Return the day that lies so many working days after `day`; `day` itself if none."""
    day, working_days = np.asarray(day), np.asarray(working_days)
    if not working_days.any():  # most hazards wait for nobody
        return np.asarray(day + working_days)
    weekday = np.minimum(day % DAYS_PER_WEEK, WORKING_DAYS_PER_WEEK - 1)  # a weekend waits from Friday on
    weeks, days = np.divmod(weekday + working_days, WORKING_DAYS_PER_WEEK)
    moved = day - day % DAYS_PER_WEEK + weeks * DAYS_PER_WEEK + days
    return np.where(working_days > 0, moved, day)
