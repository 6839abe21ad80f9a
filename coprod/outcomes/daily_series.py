"""The diary: one row per day, every series declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.kernel import renamed
from coprod.kernel.calendar import starts_week
from coprod.kernel.renamed import Renamed

if TYPE_CHECKING:
    import pandas as pd

    from coprod.outcomes.observed_model import ObservedModel


@dataclass(frozen=True, slots=True)
class Series:
    """A daily series: what it is called, its unit, and how to read it off the model at the end of the day."""

    name: str
    unit: str
    en: str
    zh: str
    read: Callable[[Any], Any]
    """Given the model, returns today's number."""
    weekly: bool = False
    """Whether it changes on the first day of a week alone, so that it need not be read on others."""


class DailySeries(Renamed):
    """The daily series of one run, kept in one growing array.

    Parameters
    ----------
    series : the declared series, one column each
    """

    RENAMED = renamed.DAILY_SERIES

    def __init__(self, series: tuple[Series, ...]) -> None:
        self._columns = {one.name: position for position, one in enumerate(series)}
        self._read = [one.read for one in series]
        self._of_every_day = [position for position, one in enumerate(series) if not one.weekly]
        self._rows = np.empty((370, len(series)))
        self.n_days = 0

    def collect(self, model: ObservedModel) -> None:
        """Add today's row."""
        if self.n_days == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        row = self._rows[self.n_days]
        if self.n_days == 0 or starts_week(model.day):
            row[:] = [read(model) for read in self._read]
        else:
            row[:] = self._rows[self.n_days - 1]
            row[self._of_every_day] = [self._read[position](model) for position in self._of_every_day]
        self.n_days += 1

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the series, in order."""
        return tuple(self._columns)

    def series(self, name: str) -> NDArray[np.float64]:
        """Return one series, shape (days,)."""
        return self._rows[: self.n_days, self._columns[name]]

    def today(self, name: str) -> float:
        """Return the latest value of a series; 0 before the first day."""
        return float(self._rows[self.n_days - 1, self._columns[name]]) if self.n_days else 0.0

    def frame(self) -> pd.DataFrame:
        """Return all series as a frame, one row per day, with the column ``day`` first."""
        import pandas as pd

        frame = pd.DataFrame(self._rows[: self.n_days].copy(), columns=list(self._columns))
        frame.insert(0, "day", np.arange(self.n_days))
        return frame
