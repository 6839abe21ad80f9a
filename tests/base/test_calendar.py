"""The calendar: twelve months, and nights that cross midnight."""

from coprod.kernel import calendar


def test_a_year_has_twelve_months_and_starts_again():
    days = range(2 * calendar.DAYS_PER_YEAR)
    assert sum(map(calendar.starts_month, days)) == 24
    assert [calendar.month(day) for day in (0, 30, 31, 364, 365)] == [1, 1, 2, 12, 1]


def test_days_of_the_month_begin_anew():
    assert [calendar.day_of_month(day) for day in (0, 30, 31, 58, 59, 364, 365)] == [1, 31, 1, 28, 1, 31, 1]


def test_night_crosses_midnight():
    at = calendar.MINUTES_PER_HOUR
    assert [calendar.is_night(hour * at) for hour in (23, 24 + 3, 24 + 12)] == [True, True, False]
