"""The calendar of a run: day 0 is 1 January, a Monday, and every year has 365 days."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

DAYS_PER_WEEK = 7
DAYS_PER_YEAR = 365
HOURS_PER_DAY = 24
MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = HOURS_PER_DAY * MINUTES_PER_HOUR
MONTHS_PER_YEAR = 12
DAYS_PER_MONTH = DAYS_PER_YEAR / MONTHS_PER_YEAR
MONTHS_PER_WEEK = DAYS_PER_WEEK / DAYS_PER_MONTH
WORKING_DAYS_PER_WEEK = 5
MAX_DAYS = 36_500
"""The longest run that commands and studies allow: a century."""

_MONTH_STARTS = tuple(accumulate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30), initial=0))


def month(day: int) -> int:
    """Return the month of the year, 1 to 12."""
    return bisect_right(_MONTH_STARTS, day % DAYS_PER_YEAR)


def day_of_month(day: int) -> int:
    """Return the day of the month, 1 to 31."""
    return day % DAYS_PER_YEAR - _MONTH_STARTS[month(day) - 1] + 1


def starts_week(day: int) -> bool:
    """Tell whether `day` is a Monday."""
    return day % DAYS_PER_WEEK == 0


def starts_month(day: int) -> bool:
    """Tell whether `day` is the first of a month."""
    return day % DAYS_PER_YEAR in _MONTH_STARTS


def starts_year(day: int) -> bool:
    """Tell whether `day` is 1 January."""
    return day % DAYS_PER_YEAR == 0


def hour(minute: float) -> float:
    """Return the hour of the day, 0 to 24, of an absolute minute."""
    return minute % MINUTES_PER_DAY / MINUTES_PER_HOUR


def clock(minute: float) -> str:
    """Return the hour and minute of the day of an absolute minute, ``23:40``."""
    of_day = int(minute % MINUTES_PER_DAY)
    return f"{of_day // MINUTES_PER_HOUR:02d}:{of_day % MINUTES_PER_HOUR:02d}"


def is_night(minute: float, start: float = 22.0, end: float = 7.0) -> bool:
    """Tell whether an absolute minute lies between `start` and `end` o'clock."""
    at = hour(minute)
    return at >= start or at < end
