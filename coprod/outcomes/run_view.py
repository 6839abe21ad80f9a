"""How an outcome is declared, and the evidence it is computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from coprod.kernel import renamed
from coprod.kernel.calendar import DAYS_PER_YEAR, MINUTES_PER_DAY
from coprod.kernel.records import RecordKind
from coprod.kernel.renamed import Renamed

if TYPE_CHECKING:
    from coprod.outcomes.observed_model import ObservedModel

OutcomeGroup = Literal[
    "losses", "people", "points", "hazards", "work", "signatures", "response_times", "lifelines", "linkage", "society",
    "coproduction", "resilience", "equity", "chains", "dilemma", "cost",
]


class Records(Mapping[str, NDArray[Any]]):
    """Some of the records of a kind: fields by name, each read and cut once, when first asked for."""

    def __init__(self, whole: Mapping[str, NDArray[Any]], which: NDArray[np.bool_] | slice) -> None:
        self._whole, self._which = whole, which
        self._read: dict[str, NDArray[Any]] = {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return one field, shape (n_records,)."""
        if name not in self._read:
            self._read[name] = self._whole[name][self._which]
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the fields."""
        return iter(self._whole)

    def __len__(self) -> int:
        """Return the number of fields."""
        return len(self._whole)

    def where(self, which: NDArray[np.bool_]) -> Records:
        """Return only these of the records."""
        return Records(self, which)


@dataclass(frozen=True)
class RunView:
    """What outcomes are computed from: a finished run, seen from day `since` on (after the warm-up)."""

    model: ObservedModel
    since: int = 0
    _seen: dict[tuple[str, str | None], Records] = field(default_factory=dict, init=False, repr=False)
    computed: dict[str, float] = field(default_factory=dict, init=False, repr=False)
    """Outcomes by name that have been computed: others are made of some of them."""

    def daily(self, name: str) -> NDArray[np.float64]:
        """Return a daily series, shape (days,)."""
        return self.model.daily_series.series(name)[self.since :]

    def records(self, kind: RecordKind, day: str | None = None, minute: str | None = None) -> Records:
        """Return the records of a kind; with the name of a day or minute field, only those since the warm-up."""
        when, first = (day, self.since) if day else (minute, self.since * MINUTES_PER_DAY)
        if (kind.name, when) not in self._seen:
            table = self.model.recorder.columns(kind)
            self._seen[kind.name, when] = Records(table, table[when] >= first if when and first else slice(None))
        return self._seen[kind.name, when]

    @property
    def days(self) -> int:
        """Return the number of days observed."""
        return self.model.day - self.since

    @property
    def years(self) -> float:
        """Return the years observed."""
        return self.days / DAYS_PER_YEAR


@dataclass(frozen=True, slots=True)
class Outcome(Renamed):
    """One outcome: `direction` is +1 if more is better, −1 if less is, 0 if neither."""

    RENAMED: ClassVar = renamed.OUTCOME

    name: str
    group: OutcomeGroup
    unit: str
    direction: Literal[-1, 0, 1]
    en: str
    zh: str
    formula_en: str
    formula_zh: str
    compute: Callable[[RunView], float]
    bounds: tuple[float, float]
    """Lowest and highest value that the formula can give."""


SHARES = ("share", "0–1", "0-1", "probability")
"""Units of what lies between 0 and 1; everything else that is not a difference is 0 or more."""


def bounds_of(unit: str) -> tuple[float, float]:
    """Return the lowest and highest value of a figure of this unit that is not a difference."""
    return (0.0, 1.0) if unit in SHARES else (0.0, inf)


DECLARED: dict[str, Outcome] = {}
"""Every outcome by name, in order of declaration."""


def outcome(
    *, group: OutcomeGroup, unit: str, direction: Literal[-1, 0, 1], en: str, zh: str, formula_en: str, formula_zh: str,
    bounds: tuple[float, float] | None = None,
) -> Callable[[Callable[[RunView], float]], Callable[[RunView], float]]:
    """Declare the decorated function as the outcome of its name; `bounds` follow from the unit if they are not given."""

    def declare(compute: Callable[[RunView], float]) -> Callable[[RunView], float]:
        name = compute.__name__

        @wraps(compute)
        def once(view: RunView) -> float:
            if name not in view.computed:
                view.computed[name] = compute(view)
            return view.computed[name]

        DECLARED[name] = Outcome(name, group, unit, direction, en, zh, formula_en, formula_zh, once, bounds or bounds_of(unit))
        return once

    return declare


def ratio(part: float | np.number[Any], whole: float | np.number[Any]) -> float:
    """Return part / whole; not a number where there is no whole to take a part of."""
    return float(part) / float(whole) if whole else float("nan")


def mean(values: NDArray[Any]) -> float:
    """Return the mean; not a number where there is nothing."""
    return float(np.mean(values)) if np.size(values) else float("nan")
