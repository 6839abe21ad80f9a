"""Sensors 感知网络: they notice fire, water and gas sooner, and cry for nothing now and then (mech:T01)."""

from __future__ import annotations

import numpy as np

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.arrivals import poisson_counts
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import FIRE, GAS, REFERENCE_RESIDENTS, UTILITY, WATERLOGGING

SENSED = (FIRE, WATERLOGGING, UTILITY, GAS)
"""Types of incident that sensors notice."""


class Sensors:
    """The sensors of all communities.

    Parameters
    ----------
    residents : shape (C,)
        Residents of every community.
    """

    def __init__(self, parameters: Parameters, streams: Streams, residents: Ints) -> None:
        t = self._tech = parameters.society
        self._streams, self._places = streams, np.arange(residents.size)
        self._rate = t.tech_false_alarms * t.tech_sensors * residents / REFERENCE_RESIDENTS

    def day(self, day: int) -> Floats:
        """Return the staff-hours that today's false alarms take, shape (C,)."""
        if not self._tech.tech_sensors:
            return np.zeros(self._places.size)
        alarms = poisson_counts(self._streams.uniform(Purpose.SENSOR_ALARM, self._places, day), self._rate)
        return np.asarray(self._tech.tech_alarm_hours * alarms, dtype=float)

    def vigilance(self, kind: int, learned: float = 1.0) -> float:
        """Return how much sooner an incident of this type is noticed, 1 without sensors; `learned` is their gain by reviews."""
        return 1 + learned * self._tech.tech_sensor_gain * self._tech.tech_sensors * (kind in SENSED)
