"""Columns under real Mesa agents.

The state of a kind of agent lives in one :class:`Columns` table: a NumPy array per attribute,
declared once with unit and meaning. Rules are formulas on columns. An agent is a thin view on one
row, a real :class:`mesa.Agent` that reads and writes the same arrays, made when somebody asks for it.
A run without an audience makes none: 100,000 Mesa objects cost 0.6 s and 60 MB, their columns almost nothing.
"""

from __future__ import annotations

import gc
import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Column:
    """Declaration of one attribute: dtype, unit and meaning in both languages, and its value at the start."""

    dtype: str
    unit: str
    en: str
    zh: str
    start: float | bool = 0
    codes: tuple[str, ...] = ()
    """Names of integer codes 0, 1, …"""


class Columns:
    """One array per declared column, all of length `n`; ``table.trust`` is the array itself.

    Parameters
    ----------
    spec : mapping of column name to Column
    n : int
        Number of rows; row numbers never change.
    """

    def __init__(self, spec: Mapping[str, Column], n: int) -> None:
        self.spec: dict[str, Column] = {}
        self.n = n
        self.declare(spec)

    def declare(self, spec: Mapping[str, Column]) -> None:
        """Add the columns that are not here yet, at their values at the start."""
        for name, column in spec.items():
            if name not in self.spec:
                self.spec[name] = column
                setattr(self, name, np.full(self.n, column.start, dtype=column.dtype))

    def __len__(self) -> int:
        """Return the number of rows."""
        return self.n

    def __getattr__(self, name: str) -> NDArray[Any]:
        """Tell type checkers that columns are arrays; reached only for names not declared."""
        raise AttributeError(f"no column {name!r}")

    if TYPE_CHECKING:

        def __setattr__(self, name: str, value: Any) -> None:
            """Tell type checkers that ``table.habit += 1`` is meant."""

    def copy(self) -> Columns:
        """Return a table of the same columns with arrays of its own."""
        other = Columns({}, self.n)
        for name, column in self.spec.items():
            other.spec[name] = column
            setattr(other, name, getattr(self, name).copy())
        return other

    def nbytes(self) -> int:
        """Return the bytes that the columns occupy."""
        return sum(getattr(self, name).nbytes for name in self.spec)


class _IdsOnTheModel:
    """Count agent ids on the model itself.

    Mesa before 3.4.2 keeps them in a class dictionary keyed by model, which keeps every model
    alive for ever (mesa issue 3179). Later versions ignore this attribute.
    """

    def __getitem__(self, model: mesa.Model) -> Iterator[int]:
        return model.__dict__.setdefault("_agent_id_count", itertools.count(1))


class BaseAgent(mesa.Agent):
    """What every agent of coprod derives from: a Mesa agent that lets its model be freed."""

    _ids = _IdsOnTheModel()


class ColumnAgent(BaseAgent):
    """A Mesa agent that is a view on one row of a table.

    A subclass names its columns: ``columns = {"trust": Column(...)}``; each becomes a property that
    returns and accepts plain Python values.
    """

    columns: ClassVar[Mapping[str, Column]] = {}

    def __init_subclass__(cls, **keywords: Any) -> None:
        """Turn every declared column into a property."""
        super().__init_subclass__(**keywords)
        for name, column in cls.columns.items():
            setattr(cls, name, _property(name, column))

    def __init__(self, model: mesa.Model, table: Columns, row: int) -> None:
        self._table = table
        self.row = row
        super().__init__(model)


def _property(name: str, column: Column) -> property:
    def read(agent: ColumnAgent) -> Any:
        value = getattr(agent._table, name).item(agent.row)
        return column.codes[value] if column.codes else value

    def write(agent: ColumnAgent, value: Any) -> None:
        getattr(agent._table, name)[agent.row] = column.codes.index(value) if column.codes else value

    unit = f" ({column.unit})" if column.unit else ""
    return property(read, write, doc=f"{column.en}{unit}.")


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause garbage collection while many agents are made: it halves the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


total = np.add.reduce
"""The sum of a column, ``column.sum()`` without its detour."""

_BOOL = np.dtype(bool)


def mean(column: NDArray[Any], axis: int = 0) -> Any:
    """Return ``column.mean(axis)`` to the last bit; short columns in a third of its time."""
    if column.dtype is not _BOOL:
        return np.add.reduce(column, axis) / column.shape[axis]
    return np.count_nonzero(column) / column.size if column.ndim == 1 else np.add.reduce(column, axis) / column.shape[axis]


def rows_where(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return ``np.flatnonzero(mask)`` of a column, without the detour that costs more than a short column does."""
    return mask.nonzero()[0]


def is_one_of(column: NDArray[Any], codes: Sequence[int]) -> NDArray[np.bool_]:
    """Return ``np.isin(column, codes)`` of one code or a few, without the detour that costs more than a short column does."""
    found = column == codes[0]
    for code in codes[1:]:
        found |= column == code
    return np.asarray(found)
