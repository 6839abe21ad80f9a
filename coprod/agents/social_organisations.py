"""Social organisations 社会组织: hubs that recruit, train and match, and may come to serve the office that pays them.

Sources: mech:A09.
"""

from __future__ import annotations

from math import exp

from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.parameters import Parameters

PER = 10_000
"""Residents that the density of organisations is stated for."""


class Organisations:
    """What social organisations add to recruitment, drills and the matching of calls, while they have substance.

    Parameters
    ----------
    residents : int
        Residents of the town.

    Attributes
    ----------
    yearly_yuan : float
        Public money a year that buys their services, ritual or not.
    """

    def __init__(self, parameters: Parameters, residents: int) -> None:
        self._ngo = parameters.volunteer
        self._reach = hub_reach(self._ngo.ngo_density, self._ngo.ngo_half)
        self.yearly_yuan = self._ngo.ngo_cost * self._ngo.ngo_density * residents / PER

    def strength(self, day: int) -> float:
        """Return how far their work reaches and means something on `day`, 0 to 1."""
        return self._reach * substance(day / DAYS_PER_YEAR, self._ngo.ngo_autonomy, self._ngo.ngo_drift)

    def recruitment(self, day: int) -> float:
        """Return the joining of volunteers relative to that without organisations."""
        return 1 + self._ngo.ngo_recruit_gain * self.strength(day)

    def drill_quality(self, quality: float, day: int) -> float:
        """Return the quality of drills: organisations make up for part of what it lacks."""
        return made_up(quality, self._ngo.ngo_train_gain * self.strength(day))

    def matched(self, accepts: float, day: int) -> float:
        """Return the chance that a call is answered: what one does not take is passed on to another."""
        return made_up(accepts, self._ngo.ngo_match_gain * self.strength(day))


def hub_reach(density: float, half: float) -> float:
    """Return what a density d of hubs reaches: d / (d + d½), each further one finding more that is reached already."""
    return density / (density + half)


def substance(years: float, autonomy: float, drift: float) -> float:
    """Return the share of substance left after some years: a + (1 − a) e^(−δt).

    The solution of dS/dt = −δ (S − a) with S(0) = 1: what autonomy a does not keep turns into ritual 体制依附.
    """
    return autonomy + (1 - autonomy) * exp(-drift * years)


def made_up(share: float, help_: float) -> float:
    """Return a share of which `help_` of what is lacking is made up for: p + (1 − p) h, exactly p without help."""
    return share + (1 - share) * help_
