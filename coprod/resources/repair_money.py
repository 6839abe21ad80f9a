"""Money for repair and relief 修复救助经费: what a district has, granted month by month (mech:C05, mech:C09)."""

from __future__ import annotations

import numpy as np

from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import DAYS_PER_YEAR, MONTHS_PER_YEAR, month, starts_month


class RepairMoney:
    """The money of each district; a twelfth of the year's comes on the first of a month, what is left in December lapses.

    Parameters
    ----------
    yearly : shape (D,)
        Yuan a year of each district.
    """

    def __init__(self, yearly: Floats) -> None:
        self.yearly = np.asarray(yearly, dtype=float)
        self.spent = np.zeros_like(self.yearly)
        """Yuan spent this year, shape (D,)."""
        self._year = 0

    def left(self, day: int, district: int) -> float:
        """Return the yuan that a district has been granted this year so far and has not spent."""
        if day // DAYS_PER_YEAR != self._year:
            self._year = day // DAYS_PER_YEAR
            self.spent[:] = 0
        return float(self.yearly[district] * month(day) / MONTHS_PER_YEAR - self.spent[district])

    def pay(self, day: int, district: int, yuan: float) -> bool:
        """Pay a bill in full if there is enough; tell whether it was paid."""
        if yuan > self.left(day, district):
            return False
        self.spent[district] += yuan
        return True

    def pay_part(self, day: int, district: int, yuan: float) -> float:
        """Pay as much as there is; return it."""
        paid = min(yuan, max(0.0, self.left(day, district)))
        self.spent[district] += paid
        return paid


def next_grant(day: int) -> int:
    """Return the first day after `day` on which money is granted: the first of the next month."""
    return next(later for later in range(day + 1, day + 33) if starts_month(later))
