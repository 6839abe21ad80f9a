"""The diary: one row per day, every series declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.kernel import renamed
from coprod.kernel.calendar import DAYS_PER_WEEK, starts_week
from coprod.kernel.columns import mean, total
from coprod.kernel.renamed import Renamed

if TYPE_CHECKING:
    import pandas as pd

    from coprod.outcomes.observed_model import ObservedModel

HELD_DAYS = 28
"""Most days for which columns are held before they are summed …"""
HELD_NUMBERS = 1 << 18
"""… and most numbers held: a city's days are summed sooner."""
SUM, MEAN = "sum", "mean"


@dataclass(frozen=True, slots=True)
class Series:
    """A daily series: what it is called, its unit, and how to read it off the model at the end of the day."""

    name: str
    unit: str
    en: str
    zh: str
    read: Callable[[Any], Any]
    """Given the model, returns today's number, or a column of them."""
    weekly: bool = False
    """Whether it changes on the first day of a week alone, so that it need not be read on others."""
    of: str = ""
    """SUM or MEAN if `read` returns a column, shape (n,) every day, of which the series is the sum or mean; not of float32."""

    def value(self, model: ObservedModel) -> Any:
        """Return today's number."""
        read = self.read(model)
        return total(read) if self.of == SUM else mean(read) if self.of == MEAN else read


class DailySeries(Renamed):
    """The daily series of one run, kept in one growing array.

    Columns that are to be summed are held side by side for some weeks and then summed together: a sum costs the same call
    for four weeks of a small town as for one day, and is the same to the last bit.

    Parameters
    ----------
    series : the declared series, one column each
    """

    RENAMED = renamed.DAILY_SERIES

    def __init__(self, series: tuple[Series, ...]) -> None:
        self._columns = {one.name: position for position, one in enumerate(series)}
        each = list(enumerate(series))
        self._held = [(position, one) for position, one in each if one.of and not one.weekly]
        self._of_a_week = np.array([position for position, one in each if one.weekly], dtype=np.intp)
        self._of_every_day = np.array([position for position, one in each if not (one.weekly or one.of)], dtype=np.intp)
        self._summed_later = frozenset(position for position, _ in self._held)
        self._read_weekly = [series[position].value for position in self._of_a_week]
        self._read_daily = [series[position].read for position in self._of_every_day]
        self._read_held = [one.read for _, one in self._held]
        self._rows = np.empty((378, len(series)))
        self._edges: list[int] = []
        self._block = np.empty((0, 0))
        self._n_summed = 0
        self.n_days = 0

    def collect(self, model: ObservedModel) -> None:
        """Add today's row."""
        if self.n_days == 0 or starts_week(model.day):
            self._write_week([value(model) for value in self._read_weekly])
        self._rows[self.n_days, self._of_every_day] = [read(model) for read in self._read_daily]
        if self._held:
            self._hold([read(model) for read in self._read_held])
        self.n_days += 1

    def _write_week(self, values: list[Any]) -> None:
        """Write what changes once a week for all its days, in rows that are shown when their day has come."""
        after = self.n_days + DAYS_PER_WEEK
        if after > len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        self._rows[self.n_days : after, self._of_a_week] = values

    def _hold(self, columns: list[NDArray[Any]]) -> None:
        """Hold today's columns, side by side, until they are summed."""
        if not self._edges:
            self._edges = np.cumsum([0, *map(len, columns)]).tolist()
            width = self._edges[-1]
            self._block = np.empty((max(1, min(HELD_DAYS, HELD_NUMBERS // width)), width))
        elif self.n_days - self._n_summed == len(self._block):
            self._sum_up()
        np.concatenate(columns, out=self._block[self.n_days - self._n_summed])

    def _sum_up(self) -> None:
        """Sum the columns of all days that are held."""
        days = slice(self._n_summed, self.n_days)
        held = self._block[: self.n_days - self._n_summed]
        for (position, one), start, end in zip(self._held, self._edges, self._edges[1:], strict=False):
            summed = np.add.reduce(held[:, start:end], axis=1)
            self._rows[days, position] = summed / (end - start) if one.of == MEAN else summed
        self._n_summed = self.n_days

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the series, in order."""
        return tuple(self._columns)

    def series(self, name: str) -> NDArray[np.float64]:
        """Return one series, shape (days,)."""
        return self._summed()[:, self._columns[name]]

    def today(self, name: str) -> float:
        """Return the latest value of a series; 0 before the first day."""
        if not self.n_days:
            return 0.0
        position = self._columns[name]
        rows = self._summed() if position in self._summed_later else self._rows
        return float(rows[self.n_days - 1, position])

    def frame(self) -> pd.DataFrame:
        """Return all series as a frame, one row per day, with the column ``day`` first."""
        import pandas as pd

        frame = pd.DataFrame(self._summed().copy(), columns=list(self._columns))
        frame.insert(0, "day", np.arange(self.n_days))
        return frame

    def _summed(self) -> NDArray[np.float64]:
        """Return the rows of all days, summed up to the last."""
        if self._held and self._n_summed < self.n_days:
            self._sum_up()
        return self._rows[: self.n_days]
