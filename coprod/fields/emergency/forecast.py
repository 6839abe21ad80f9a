"""Forecasts 预报: what is coming, and the noisy signs of it that a centre reads (mech:W01, mech:W02; note:B14).

On every day of the season a sign is read for each community, and before every shock. It is the stronger, the more will be
felt there, and the noisier, the earlier it must tell. Most signs are noise; some of what comes gives no clear sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from coprod.agents.forewarned import Signals
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.arrivals import BLOCK_DAYS
from coprod.kernel.calendar import HOURS_PER_DAY, MINUTES_PER_DAY, MINUTES_PER_HOUR, month
from coprod.kernel.incident import CHANCE, SCRIPT, Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.shock import EARTHQUAKE, STORM, Shock
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import WATERLOGGING

HORIZON = 72
"""Hours ahead at which the earliest signs of a shock can be read."""
OF_SHOCK = 1 << 40
"""Address of the chance of forecasts of shocks, beyond that of days."""


@dataclass(frozen=True, slots=True, eq=False)
class Threat:
    """What may strike, as nature has it; on most days of the season nothing does."""

    kind: int
    """Code in :data:`~coprod.kernel.shock.SHOCKS`."""
    address: int
    """Address of the chance of its forecast."""
    strength: Floats
    """What each community will feel, 1 for the middle of a mean shock, 0 for nothing, shape (C,)."""
    strikes: Floats
    """Minute at which it begins to be felt in each community, nan where it will not be, shape (C,)."""
    ends: float
    """Minute at which it is over."""


class Forecasts:
    """The signs that can be read every day, the same whatever anybody makes of them."""

    def __init__(self, parameters: Parameters, streams: Streams, district_of: NDArray[np.integer]) -> None:
        self.warning, self._streams, self._district_of = parameters.warning, streams, np.asarray(district_of)
        self._season = range(parameters.incident.flood_first, parameters.incident.flood_last + 1)
        data = parameters.department
        insight = 1 + data.data_analytics_gain * data.data_analytics * data.data_share
        self.skill = skill_at(self.warning.skill * insight * (1 + self.warning.map_gain * parameters.patrol.map_quality),
                              self.warning.lead, self.warning.half_lead)
        """How far the sign of a mean shock lies above those of quiet days, standard deviations (d′)."""
        self.gain: Floats | None = None
        """What reviews of earlier rain multiply that by in each district, shape (D,); None before the first review."""
        self._block, self._noise = -1, np.zeros((0, self._district_of.size))
        self._foreseen: set[int] = set()

    def of_day(self, day: int, incidents: Iterable[Incident], shocks: Iterable[Shock] = ()) -> list[Threat]:
        """Return what signs are read of today: of shocks that come within their lead, of cloudbursts, of nothing at all.

        Parameters
        ----------
        incidents : what strikes today; only rain can be foreseen, not what a hidden hazard or another incident sets off
        shocks : those that begin within :data:`HORIZON`
        """
        found = [self._of_shock(shock) for shock in shocks if self._is_due(shock, day)]
        floods = [i for i in incidents if i.type == WATERLOGGING and i.source in (CHANCE, SCRIPT)]
        if floods or (month(day) in self._season and not any(threat.kind == STORM for threat in found)):
            found.append(self._of_cloudbursts(day, floods))
        return found

    def nothing(self, day: int) -> Threat:
        """Return what is read of a day on which nothing comes."""
        return self._of_cloudbursts(day, [])

    def lead(self, threat: Threat, district: int) -> float:
        """Return how many minutes before it strikes the sign of a threat can be read in a district: exponential."""
        uniform = self._streams.uniform_scalar(Purpose.WARNING_LEAD, threat.address, district)
        return float(-self.warning.lead * np.log(uniform)) * MINUTES_PER_HOUR

    def signals(self, threat: Threat, of: Ints) -> Signals:
        """Return the signs of a threat in these communities."""
        w = self.warning
        skill = np.asarray(self.skill if self.gain is None else self.skill * self.gain[self._district_of[of]])
        sign = skill * felt(threat.strength[of]) + self.noise(threat)[of]
        odds = w.base_rate / (1 - w.base_rate) * np.exp(np.minimum(skill * sign - skill**2 / 2, 700.0))
        return Signals(of, sign, odds / (1 + odds), w.threshold, w.level_step, w.cost_loss)

    def noise(self, threat: Threat) -> Floats:
        """Return the error of a forecast: standard normal in every community, partly common to its district, shape (C,)."""
        if threat.address >= OF_SHOCK:
            return self._drawn(threat.address, 1)[0]
        return self.noise_of_day(threat.address)

    def noise_of_day(self, day: int) -> Floats:
        """Return the error of the forecast of a day, shape (C,); drawn for four weeks at once."""
        block = day // BLOCK_DAYS
        if block != self._block:
            self._noise, self._block = self._drawn(block * BLOCK_DAYS, BLOCK_DAYS), block
        return np.asarray(self._noise[day % BLOCK_DAYS])

    def _drawn(self, first: int, n: int) -> Floats:
        """Draw the errors of n forecasts, from this address on, shape (n, C)."""
        places, w, uniform = self._district_of.size, self.warning, self._streams.uniform
        own = ndtri(uniform(Purpose.WARNING_SIGN, first * places + np.arange(n * places))).reshape(n, places)
        if not w.forecast_common:
            return np.asarray(own)
        districts = int(self._district_of.max()) + 1
        shared = ndtri(uniform(Purpose.WARNING_SIGN_COMMON, first * districts + np.arange(n * districts))).reshape(n, districts)
        return np.asarray(np.sqrt(w.forecast_common) * shared[:, self._district_of] + np.sqrt(1 - w.forecast_common) * own)

    def _is_due(self, shock: Shock, day: int) -> bool:
        """Tell whether the first sign of a shock is read today; an earthquake gives none."""
        if shock.kind == EARTHQUAKE or shock.id in self._foreseen:
            return False
        earliest = min(shock.begins - self.lead(self._of_shock(shock), district)
                       for district in range(int(self._district_of.max()) + 1))
        due = earliest < (day + 1) * MINUTES_PER_DAY
        if due:
            self._foreseen.add(shock.id)
        return due

    def _of_shock(self, shock: Shock) -> Threat:
        felt_here = shock.intensity * np.asarray(shock.footprint, dtype=float)
        strikes = np.where(felt_here > 0, shock.begins, np.nan)
        return Threat(shock.kind, OF_SHOCK + shock.id % OF_SHOCK, felt_here, strikes, shock.ends)

    def _of_cloudbursts(self, day: int, floods: list[Incident]) -> Threat:
        """Return the floods of single communities that cloudbursts bring today, if any."""
        n = self._district_of.size
        strikes, midnight = np.full(n, np.nan), day * MINUTES_PER_DAY
        for flood in floods:
            strikes[flood.community] = np.fmin(strikes[flood.community], flood.minute)
        last = max((flood.minute for flood in floods), default=midnight + HOURS_PER_DAY * MINUTES_PER_HOUR / 2)
        return Threat(STORM, day, (~np.isnan(strikes)).astype(float), strikes, last)


def felt(strength: ArrayLike) -> Floats:
    """Return log₂(1 + x): signs grow less and less with what will be felt; 1 for a mean shock, 0 for none."""
    return np.asarray(np.log2(1 + np.asarray(strength, dtype=float)))


def skill_at(skill: float, lead: float, half_lead: float) -> float:
    """Return d′ of warnings issued `lead` hours ahead: halved by every `half_lead` (mech:W02)."""
    return float(skill * 0.5 ** (lead / half_lead))
