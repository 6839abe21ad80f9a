"""Residents 居民: the columns of the population and the view on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import mesa
import numpy as np
from mesa.agent import AgentSet
from numpy.typing import NDArray

from coprod.kernel import renamed
from coprod.kernel.columns import Column, ColumnAgent, Columns, collection_paused
from coprod.kernel.renamed import Renamed
from coprod.town.population import PERSON_COLUMNS

RESIDENT_STATE = {
    "motive": Column("f4", "0-1", "share of intrinsic motivation left", "内在动机留存比例", start=1.0),
    "habit": Column("f4", "0-1", "habit of taking part", "参与习惯"),
    "points": Column("f8", "points", "balance of points", "积分余额"),
    "act_chance": Column("f4", "per day", "chance of acting on a day of this week", "本周每日行动概率"),
    "active": Column("?", "", "acted this week", "本周有行动"),
    "was_active": Column("?", "", "acted last week", "上周有行动"),
    "acts": Column("i4", "acts", "acts since the start", "累计行动次数"),
    "volunteer": Column("?", "", "registered as a volunteer", "注册志愿者"),
    "burnout": Column("f4", "0-1", "burnout of a volunteer", "志愿者倦怠"),
    "skill": Column("f4", "0-1", "level of the emergency skill", "应急技能水平"),
}
"""What becomes of residents: written by the fields, day by day and week by week."""

RESIDENT_COLUMNS = {**PERSON_COLUMNS, **RESIDENT_STATE}
"""All that is known of a resident: what the synthesis of the town wrote once, and what becomes of them."""


class Resident(ColumnAgent):
    """One resident, a view on a row of the population's columns."""

    columns = RESIDENT_COLUMNS

    def neighbours(self) -> list[Resident]:
        """Return the residents this one is tied to."""
        rows = self.model.town.ties[[self.row]].indices  # type: ignore[attr-defined]
        return [self.model.residents[int(row)] for row in rows]  # type: ignore[attr-defined]

    def remove(self) -> None:
        """Give the view back: Mesa forgets it; the person stays in the columns and can be looked at again."""
        self.model.residents.forget(self.row)  # type: ignore[attr-defined]
        super().remove()


class Residents(Renamed, Sequence[Resident]):
    """All residents in order of row; a view is made, and registered with Mesa, on first touch."""

    RENAMED = renamed.RESIDENTS

    def __init__(self, model: mesa.Model, table: Columns) -> None:
        self.columns = table
        self._model = model
        self._views: dict[int, Resident] = {}

    def __len__(self) -> int:
        """Return the number of residents, awake or not."""
        return len(self.columns)

    @overload
    def __getitem__(self, row: int) -> Resident: ...
    @overload
    def __getitem__(self, row: slice) -> list[Resident]: ...
    def __getitem__(self, row: int | slice) -> Resident | list[Resident]:
        """Return the view on `row`, the same object every time."""
        if isinstance(row, slice):
            return [self[i] for i in range(*row.indices(len(self)))]
        row = range(len(self))[row]
        view = self._views.get(row)
        if view is None:
            view = self._views[row] = Resident(self._model, self.columns, row)
        return view

    def select(self, which: NDArray[np.bool_]) -> AgentSet:
        """Return the residents of a mask of shape (n,) as a Mesa AgentSet."""
        return AgentSet([self[int(row)] for row in np.flatnonzero(which)], random=self._model.random)

    def awaken(self) -> None:
        """Make the views of all residents: for whoever asks Mesa for every agent."""
        if len(self._views) < len(self):
            with collection_paused():
                for row in range(len(self)):
                    self[row]

    def forget(self, row: int) -> None:
        """Drop the view on `row`."""
        self._views.pop(row, None)

    @property
    def n_awake(self) -> int:
        """Return how many views exist."""
        return len(self._views)
