"""Performance 功能水平: how well every community does, day by day: safety, lifelines, service, participation (note:B17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.calendar import HOURS_PER_DAY, MINUTES_PER_DAY, MINUTES_PER_HOUR
from coprod.kernel.columns import is_one_of
from coprod.outcomes.resilience import Floats, outage, saturating
from coprod.parameters import groups
from coprod.parameters.codes import GAS, LIFT, UTILITY, WATERLOGGING

if TYPE_CHECKING:
    from coprod.fields.everyday.coproduction import Coproduction
    from coprod.fields.everyday.desks import DeskDay

MOST_AT_ONCE = 1 << 16
"""Days times incidents that are looked at in one go."""
LIFELINES = (LIFT, WATERLOGGING, UTILITY, GAS)
"""Types of incident that take a lifeline out of service."""


class BaselinePerformance:
    """The everyday part of performance, kept day by day: nothing but what no record tells afterwards."""

    def __init__(self, resilience: groups.Resilience, residents: NDArray[np.integer]) -> None:
        self.resilience, self.residents = resilience, np.asarray(residents, dtype=float)
        self._days: list[NDArray[np.float32]] = []

    def day(self, desks: DeskDay, coproduction: Coproduction) -> None:
        """Note how far service and participation stand today."""
        r, n = self.resilience, self.residents.size
        backlog = desks.backlog_hours[:n] / desks.capacity[:n]
        service, taking_part = 1 - saturating(backlog, r.backlog_half), saturating(coproduction.citizen, r.hours_half)
        weights = r.safety + r.lifelines + r.service + r.participation
        level = r.safety + r.lifelines + r.service * service + r.participation * taking_part
        self._days.append((level / weights if weights else np.ones(n)).astype(np.float32))

    def levels(self, since: int = 0) -> Floats:
        """Return the performance of days without incidents, shape (days, C)."""
        return np.array(self._days[since:], dtype=float).reshape(-1, self.residents.size)


@dataclass(frozen=True)
class Shocks:
    """What incidents did to the performance of their communities: arrays of shape (n_incidents,), times in hours."""

    community: NDArray[np.integer]
    began: Floats
    """Hours since the first midnight."""
    usual: Floats
    depth: Floats
    held: Floats
    healing: Floats

    @property
    def area(self) -> Floats:
        """Performance lost, in days: D (held + healing / 2)."""
        return self.until(np.inf)

    @property
    def over(self) -> Floats:
        """Return the hours since the first midnight at which performance is back."""
        return self.began + self.held + self.healing

    def where(self, *which: NDArray[np.bool_]) -> Shocks:
        """Return those shocks of which all of this holds."""
        rows = np.flatnonzero(np.logical_and.reduce(which))
        return Shocks(*(getattr(self, one.name)[rows] for one in fields(self)))

    def until(self, hours: float | Floats) -> Floats:
        """Return the performance lost up to so many hours after the first midnight, in days: held down, then rising evenly.

        Parameters
        ----------
        hours : scalar, or shape (m, 1) for a result of shape (m, n_incidents)
        """
        since = np.maximum(hours - self.began, 0.0)
        rising = np.clip(since - self.held, 0.0, self.healing)
        share = np.divide(rising**2, self.healing, out=np.zeros_like(rising), where=self.healing > 0)
        return self.depth * (np.minimum(since, self.held) + rising - share / 2) / HOURS_PER_DAY


def shocks(everyday: BaselinePerformance, incidents: Mapping[str, NDArray[Any]], recovered: Floats | None = None) -> Shocks:
    """Return the shocks that records of incidents tell of.

    Parameters
    ----------
    recovered : shape (n_incidents,), optional
        Minutes at which life was back to normal, repairs included; those of the records if omitted.
    """
    recovered = incidents["recovered"] if recovered is None else recovered
    r, community = everyday.resilience, incidents["community"]
    held = incidents["controlled"] - incidents["started"]
    day = (incidents["started"] // MINUTES_PER_DAY).astype(np.int64)
    harm = saturating(incidents["loss"] / everyday.residents[community], r.loss_half)
    down = outage(held, incidents["window"]) * is_one_of(incidents["type"], LIFELINES)
    weights = r.safety + r.lifelines + r.service + r.participation
    depth = (r.safety * harm + r.lifelines * down) / weights if weights else np.zeros_like(held)
    levels = everyday.levels()
    usual = levels[np.minimum(day, len(levels) - 1), community] if len(levels) else np.ones_like(held)
    return Shocks(community, incidents["started"] / MINUTES_PER_HOUR, usual, depth, held / MINUTES_PER_HOUR,
                  (recovered - incidents["controlled"]) / MINUTES_PER_HOUR)


def performance(everyday: BaselinePerformance, found: Shocks, since: int = 0) -> Floats:
    """Return the performance of every day and community, shape (days, C), each day less what shocks take from it."""
    levels = everyday.levels(since)
    n = levels.shape[1]
    for days in _pieces(len(levels), found.community.size):
        midnights = (since + np.arange(days.start, days.stop + 1)) * HOURS_PER_DAY
        felt = found.where(found.began < midnights[-1], ~(found.over < midnights[0] - 1))  # an hour to spare for rounding
        lost = np.diff(felt.until(midnights[:, None]), axis=0)
        place = np.arange(len(lost))[:, None] * n + felt.community
        levels[days] -= np.bincount(place.ravel(), lost.ravel(), lost.shape[0] * n).reshape(-1, n)
    return np.maximum(levels, 0.0)


def _pieces(n_days: int, n_incidents: int) -> list[slice]:
    """Return slices that cut days into pieces: few days at a time where there are many incidents, for lack of memory."""
    length = max(1, MOST_AT_ONCE // max(1, n_incidents))
    return [slice(start, min(start + length, n_days)) for start in range(0, n_days, length)]
