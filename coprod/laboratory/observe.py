"""What is kept of a run: its outcomes, windows on its daily series, and the series themselves, thinned."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

How: TypeAlias = Literal["mean", "sum", "max", "min", "last"]
_SHOWN = 5
HOWS: tuple[How, ...] = ("mean", "sum", "max", "min", "last")


@dataclass(frozen=True, slots=True)
class Window:
    """An outcome made from a daily series: the mean (sum, …) of the days ``start`` to ``end - 1``."""

    name: str
    series: str
    start: int
    end: int
    how: How = "mean"
    en: str = ""
    zh: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Daily series to keep with every run, as means over ``every`` days."""

    columns: tuple[str, ...]
    every: int = 1


@dataclass(frozen=True, slots=True)
class Observed:
    """What is observed of a run besides its outcomes."""

    windows: tuple[Window, ...] = ()
    series: Series | None = None

    def canonical(self) -> str:
        """Return it as text for the key of a run; nothing where nothing more is observed."""
        if not self.windows and self.series is None:
            return ""
        windows = [[one.name, one.series, one.start, one.end, one.how] for one in self.windows]
        series = asdict(self.series) if self.series else None
        return json.dumps([windows, series], sort_keys=True, separators=(",", ":"))


def outcomes_of(result: Any, observed: Observed, asked: Iterable[str] = (), *,
                nan_is_undefined: bool = False) -> dict[str, float]:
    """Return the outcomes of a run as floats, windows included; what is undefined is NaN.

    Parameters
    ----------
    asked : iterable of str
        Outcomes that must be there.
    nan_is_undefined : bool
        NaN says that there was nothing to measure, as None always does; else it is a mistake of the model.

    Raises
    ------
    TypeError
        If the run returned something that is no number.
    ValueError
        If an outcome is infinite, NaN by mistake, or missing.
    """
    given = getattr(result, "outcomes", result)
    if not isinstance(given, Mapping):
        raise TypeError(f"the model returned {type(given).__name__}, not outcomes by name")
    outcomes = {str(name): _number(name, value) for name, value in given.items()}
    for window in observed.windows:
        outcomes[window.name] = _windowed(_series(result, window.series), window)
    _refuse_unusable(given, outcomes, asked, nan_is_undefined=nan_is_undefined)
    return outcomes


def _refuse_unusable(given: Mapping[str, Any], outcomes: Mapping[str, float], asked: Iterable[str], *,
                     nan_is_undefined: bool) -> None:
    wrong = [f"{name} is missing" for name in asked if name not in outcomes]
    wrong += [f"{name} is {value}" for name, value in outcomes.items()
              if math.isinf(value) or (math.isnan(value) and not nan_is_undefined and given.get(name, value) is not None)]
    if wrong:
        more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise ValueError(f"outcomes cannot be used: {', '.join(wrong[:_SHOWN])}{more}")


def series_of(result: Any, observed: Observed) -> dict[str, list[float]] | None:
    """Return the daily series to keep, thinned to means over ``every`` days; None if none is wanted."""
    if observed.series is None:
        return None
    every = observed.series.every
    return {name: _thinned(_series(result, name), every) for name in observed.series.columns}


def _number(name: object, value: Any) -> float:
    if value is None:
        return math.nan
    try:
        return float(value)
    except (TypeError, ValueError):
        raise TypeError(f"outcome {name!r} is {value!r}, not a number") from None


def _series(result: Any, name: str) -> list[float]:
    daily = getattr(result, "daily", None)
    if daily is None:
        raise TypeError("the model returns no daily series")
    if name not in daily:
        raise KeyError(f"there is no daily series {name!r}; there are {', '.join(map(str, daily))}")
    return [float(value) for value in daily[name]]


def _windowed(days: list[float], window: Window) -> float:
    if window.end > len(days):
        raise ValueError(f"{window.name}: day {window.end} is after the end of the run, day {len(days)}")
    chosen = days[window.start : window.end]
    if window.how == "last":
        return chosen[-1]
    if window.how in ("max", "min"):
        return max(chosen) if window.how == "max" else min(chosen)
    total = math.fsum(chosen)
    return total / len(chosen) if window.how == "mean" else total


def _thinned(days: list[float], every: int) -> list[float]:
    parts = [days[i : i + every] for i in range(0, len(days), every)]
    return [math.fsum(part) / len(part) for part in parts]
