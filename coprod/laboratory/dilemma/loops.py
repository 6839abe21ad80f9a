"""The loop table: what each arrow of the circle adds to a small shock, and how fast the town recovers without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from coprod.laboratory.dilemma.arrows import Arrow, cut, is_on
from coprod.laboratory.dilemma.runs import DAILY, Base, How, Runs, simulate
from coprod.laboratory.dilemma.shock_response import (
    Recovery,
    gain,
    gain_by_seed,
    recovery,
    recovery_days,
    whole_response,
)
from coprod.laboratory.factors import Package
from coprod.laboratory.statistics import Interval, PairedDifference, mean_interval, paired_difference

CIRCLE, OPEN = "circle", "open"
"""Names of the arms with every arrow, and with none."""
NO_DEVIATION = 0.01
"""Share of a day's capacity below which a deviation of the backlog counts as none."""
OUTCOMES = ("backlog", "golden_hit", "loss_avoidable", "hazards_latent", "trust_mean")


@dataclass(frozen=True, slots=True)
class Wave:
    """An inspection wave: from this day on, so many days, directives grow by the share `size`."""

    first: int = 60
    days: int = 14
    size: float = 1.0

    def settings(self, wanted: str) -> Mapping[str, Any]:
        """Return what makes the wave, or leaves out any inspection."""
        if wanted == "twin":
            return {"directive.inspection": 0.0}
        return {"directive.inspection": self.size, "directive.inspection_first": self.first,
                "directive.inspection_days": self.days, "directive.inspection_steps": 1}


@dataclass(frozen=True, slots=True)
class Row:
    """One arm of the loop table.

    ``response``: whole response to the wave, units of the series × days, mean over seeds. ``gain``: that of the whole circle
    over this one, from sums over seeds; ``by_seed``: the median of the seeds' own. ``slower``: days to recover of the whole
    circle less those without, over seeds that recover in both.
    """

    name: str
    off: tuple[Arrow, ...]
    settings: Mapping[str, Any]
    active: bool
    response: Interval
    gain: Interval
    by_seed: Interval
    recovery: Recovery
    slower: PairedDifference


@dataclass(frozen=True)
class Loops:
    """What the study found: the row of the whole circle first, then one a cut, the circle cut everywhere, and levers moved."""

    base: Base
    wave: Wave
    series: str
    band: float
    rows: tuple[Row, ...]
    levers: tuple[Row, ...]
    runs: Runs

    @property
    def circle(self) -> Row:
        """The row with every arrow."""
        return self.rows[0]


def loops(base: Base, of: Sequence[Arrow], how: How, wave: Wave | None = None, *, series: str = "backlog_hours",
          band: float = 0.1, pairs: bool = False, levers: Mapping[str, Mapping[str, Any]] | None = None) -> Loops:
    """Shock the town with every arrow, without each, without any, and with levers moved; return the table.

    Parameters
    ----------
    of : sequence of Arrow
        Arrows to cut one by one (and two by two with `pairs`).
    series : str
        Daily series whose response is summed and whose return is waited for.
    band : float
        Share of the greatest deviation within which a run counts as back at its twin.
    levers : mapping of label to settings, optional
        What else is tried for its effect on recovery, all arrows being as they are.
    """
    wave = wave or Wave()
    cuts = _cuts(base, of, pairs=pairs)
    arms = {name: settings for name, (_, settings) in cuts.items()} | dict(levers or {})
    factors = (Package("arm", "lever", arms), Package("wave", "lever", {kind: wave.settings(kind) for kind in ("twin", "wave")}))
    runs = simulate("loops", base, factors, how, OUTCOMES, (*DAILY, series))
    daily, capacity = runs.daily(series), runs.daily("capacity_hours")
    least = NO_DEVIATION * float(capacity[0].mean()) if series == "backlog_hours" else 0.0
    twins, shocked = daily[:, 0], daily[:, 1]
    response = [whole_response(one, twin) for one, twin in zip(shocked, twins, strict=True)]
    days = [recovery_days(one, twin, wave.first + wave.days, band, least=least)
            for one, twin in zip(shocked, twins, strict=True)]

    def row(place: int, name: str, off: tuple[Arrow, ...], settings: Mapping[str, Any]) -> Row:
        active = not off or any(is_on(arrow, base.parameters) for arrow in off)
        return Row(name, off, settings, active, mean_interval(response[place]), gain(response[0], response[place]),
                   gain_by_seed(response[0], response[place]),
                   recovery(days[place]), _paired(days[place], days[0]))

    rows = [row(place, name, *cut_) for place, (name, cut_) in enumerate(cuts.items())]
    more = [row(len(rows) + place, name, (), settings) for place, (name, settings) in enumerate((levers or {}).items())]
    return Loops(base, wave, series, band, tuple(rows), tuple(more), runs)


def _cuts(base: Base, of: Sequence[Arrow], *, pairs: bool) -> dict[str, tuple[tuple[Arrow, ...], Mapping[str, Any]]]:
    """Return arrows and settings of every arm by name: the whole circle, each arrow off, each pair, all off."""
    wanted = [(arrow,) for arrow in of] + (list(combinations(of, 2)) if pairs else [])
    found: dict[str, tuple[tuple[Arrow, ...], Mapping[str, Any]]] = {CIRCLE: ((), {})}
    for off in wanted:
        found["+".join(arrow.name for arrow in off)] = off, _settings(base, off)
    if len(of) > 1:
        found[OPEN] = tuple(of), _settings(base, of)
    return found


def _settings(base: Base, off: Sequence[Arrow]) -> Mapping[str, Any]:
    cut(base.parameters, off)  # refuses where nothing can be cut exactly
    return {key: value for arrow in off for key, value in arrow.off.items()}


def _paired(without: Any, circle: Any) -> PairedDifference:
    """Return how much longer the circle takes, over the seeds that recover in both arms."""
    first, second = (np.where(np.isfinite(days), days, np.nan) for days in (without, circle))
    return paired_difference(first, second)
