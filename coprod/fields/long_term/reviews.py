"""Review meetings 复盘会: some days after a large incident those in charge look back and change what failed (mech:W19).

Plans describe more of what happens, sensors are set to what was noticed late, and forecasters fit their models to the rain that
came. Preparedness of the staff and the hours of the meeting stand in :mod:`coprod.fields.long_term.social_state`.
"""

from __future__ import annotations

from collections.abc import Generator
from math import exp
from typing import Any

import numpy as np
import simpy

from coprod.fields.long_term.plans import Plans
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import DAYS_PER_YEAR, MINUTES_PER_DAY
from coprod.parameters import Parameters
from coprod.parameters.codes import INCIDENT_TYPES, WATERLOGGING

WEATHER = frozenset({WATERLOGGING})
"""Types of incident that forecasts are about."""


class Reviews:
    """What reviews of large incidents have taught forecasters and detection; plans keep theirs.

    Lessons fade at ``society.learning_decay``. With quality 0 no meeting changes anything.
    """

    def __init__(self, env: simpy.Environment, parameters: Parameters, plans: Plans) -> None:
        self._env, self._p, self._plans = env, parameters.resilience, plans
        self._quality = parameters.society.learning_review
        self._decay = parameters.society.learning_decay / DAYS_PER_YEAR
        districts = parameters.town.districts
        self._forecast, self._sensed = np.zeros(districts), np.zeros(len(INCIDENT_TYPES))
        self._forecast_day, self._sensed_day = np.zeros(districts), np.zeros(len(INCIDENT_TYPES))
        self.held = 0
        """Meetings so far."""

    def call(self, district: int, kind: int, *, noticed_late: bool) -> None:
        """Call a meeting about a large incident of a type, which takes place some days later."""
        if self._quality:
            self._env.process(self._meet(district, kind, noticed_late))

    def forecast_gain(self, day: float) -> Floats:
        """Return how much better forecasts tell rain that floods from rain that does not, 1 as at first, shape (D,)."""
        kept = np.exp(-self._decay * (day - self._forecast_day))
        return 1 + self._p.review_forecast * self._forecast * kept

    def sensor_gain(self, kind: int, day: float) -> float:
        """Return how much sooner sensors notice a type than when they were installed, 1 as at first."""
        kept = exp(-self._decay * max(0.0, day - float(self._sensed_day[kind])))
        return 1 + self._p.review_detection * float(self._sensed[kind]) * kept

    def _meet(self, district: int, kind: int, noticed_late: bool) -> Generator[simpy.Event, Any, None]:
        yield self._env.timeout(self._p.review_days * MINUTES_PER_DAY)
        self.held += 1
        self._plans.learn(self._env.now, district, self._p.review_plans * self._quality)
        day = self._env.now / MINUTES_PER_DAY
        if kind in WEATHER:
            self._learn(self._forecast, self._forecast_day, district, day)
        if noticed_late:
            self._learn(self._sensed, self._sensed_day, kind, day)

    def _learn(self, known: Floats, since: Floats, place: int, day: float) -> None:
        """Let a lesson add its share of what is not known yet, once older ones have faded."""
        kept = float(known[place]) * exp(-self._decay * (day - float(since[place])))
        known[place], since[place] = kept + self._p.review_lesson * self._quality * (1 - kept), day
