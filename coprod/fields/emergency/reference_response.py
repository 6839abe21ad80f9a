"""The reference response 参照处置: what one fixed, prompt response would have left of an incident (note:B8).

Loss is *avoidable* as far as it exceeds that of the same incident had it been noticed and called in at once, had nobody
waited for authorisation, the nearest crew been free, and goods been at hand. The minutes of turnout, travel and work are
the incident's own random numbers put into crews as they are by default, so the reference depends on the incident and on
nature alone: no lever of policy and nothing that citizens do moves it. In a cardiac arrest CPR begins at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coprod.fields.emergency.incidents import Needs
from coprod.fields.emergency.loss import Loss, Losses
from coprod.fields.emergency.shelter import displaced
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.formulas import uniform_around
from coprod.kernel.incident import Incident
from coprod.kernel.purposes import Purpose
from coprod.parameters import Parameters, groups
from coprod.parameters.codes import ARREST, FIRE, GAS, INJURY

USUAL = groups.Crew()
"""Crews as they are by default, whatever the scenario has."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What the reference response leaves of an incident."""

    minutes: float
    """From the beginning to control."""
    loss: Loss
    hours: float
    """Person-hours away from home."""


class ReferenceResponse:
    """The reference response to any incident, and what loss exceeds it.

    Parameters
    ----------
    uniform_scalar : function of (purpose, incident id)
        The random numbers of incidents.
    """

    def __init__(self, parameters: Parameters, needs: Sequence[Needs], losses: Losses,
                 uniform_scalar: Callable[..., float]) -> None:
        self._p, self._space = parameters.incident, parameters.infrastructure
        self._needs, self._losses, self._uniform_scalar = needs, losses, uniform_scalar

    def to(self, incident: Incident) -> Reference:
        """Return the reference response to an incident."""
        minutes, size = self.minutes(incident), self._losses.size(incident)
        away = displaced(self._space, incident, size)
        hours = away * (minutes / MINUTES_PER_HOUR + self._p.recovery_hours * size) if away else 0.0
        return Reference(minutes, self._losses.of(incident, minutes, 0.0), hours)

    def minutes(self, incident: Incident) -> float:
        """Return the minutes to control: turnout, travel of the nearest crew, and work with goods at hand."""
        travel = uniform_around(usual_travel(incident), USUAL.spread, self._uniform_scalar(Purpose.HANDLING_TRAVEL, incident.id))
        work = uniform_around(self._needs[incident.type].action, USUAL.spread,
                              self._uniform_scalar(Purpose.HANDLING_ACTION, incident.id))
        return USUAL.turnout + travel + work

    def avoidable(self, incident: Incident, loss: Loss, hours: float, reference: Reference) -> float:
        """Return the yuan by which damage, lives and hours each exceed the reference, at their declared values.

        Cardiac arrests are no part of it: they are counted apart, as lives savable.
        """
        if incident.type == ARREST:
            return 0.0
        return (max(0.0, loss.yuan - reference.loss.yuan)
                + self._p.life_value * max(0.0, loss.lives - reference.loss.lives)
                + self._p.hour_value * max(0.0, hours - reference.hours))


def usual_travel(incident: Incident) -> float:
    """Return the mean minutes of travel of the kind of crew that an incident takes."""
    if incident.type in (ARREST, INJURY):
        return USUAL.ambulance_travel
    specialised = incident.type in (FIRE, GAS) or incident.severity >= USUAL.specialised
    return USUAL.district_travel if specialised else USUAL.street_travel
