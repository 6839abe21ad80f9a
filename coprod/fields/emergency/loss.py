"""Loss 损失: what minutes of delay destroy (note:B8).

Every loss is counted against control at once: nothing is lost at T = 0 but what no by-stander saved. Fires grow with
the square of time, survival of a cardiac arrest falls exponentially, other incidents spread logistically, and
people in a lift come to harm after the golden window.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log, sqrt

from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.incident import Incident
from coprod.parameters import groups
from coprod.parameters.codes import ARREST, FIRE, GAS, INJURY, LIFT, PREFIXES

SECONDS_PER_MINUTE = 60
UNATTENDED = 24 * MINUTES_PER_HOUR
"""Minutes after which what nobody attends to has done its worst."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What an incident destroyed: damage, deaths and injuries each for itself, and a total on request."""

    yuan: float
    """Damage to property, and distress."""
    elders: float
    """Statistical lives lost among people of 60 and older …"""
    others: float
    """… and among others."""
    total: float
    """Damage and lives in yuan, harm to vulnerable people weighted."""
    vulnerable: float = 0.0
    """Of the lives, those of people who need help in an emergency."""
    injuries: float = 0.0
    """People hurt, not killed."""

    def without(self, damage: float, life: float) -> Loss:
        """Return the loss without the shares of damage and of harm to people that were saved beforehand."""
        yuan, left = self.yuan * (1 - damage), 1 - life
        return Loss(yuan, self.elders * left, self.others * left, yuan + (self.total - self.yuan) * left,
                    self.vulnerable * left, self.injuries * left)

    def with_damage(self, more: float) -> Loss:
        """Return the loss with damage greater by this share."""
        return replace(self, yuan=self.yuan * (1 + more), total=self.total + self.yuan * more)

    @property
    def lives(self) -> float:
        """Statistical lives lost."""
        return self.elders + self.others


class Losses:
    """The loss of any incident by the minutes until it is under control."""

    def __init__(self, parameters: groups.Incident) -> None:
        p = self._p = parameters
        self._damage = [getattr(p, f"{prefix}_damage", 0.0) for prefix in PREFIXES]
        self._lethality = [getattr(p, f"{prefix}_lethality", 0.0) for prefix in PREFIXES]
        self._start: list[float] = [getattr(p, f"{prefix}_start", 0.0) for prefix in PREFIXES]
        self._growth: list[float] = [getattr(p, f"{prefix}_growth", 0.0) for prefix in PREFIXES]

    def of(self, incident: Incident, minutes: float, cpr: float | None = None) -> Loss:
        """Return the loss if `incident` is under control `minutes` after it began.

        Parameters
        ----------
        cpr : float, optional
            Minutes after which somebody gave CPR, if anybody did.
        """
        minutes *= self._p.growth
        cpr = None if cpr is None else cpr * self._p.growth
        if incident.type == ARREST:
            lost = max(0.0, self._p.survival_cpr - self.survival(minutes, cpr))
            return self._sum_up(incident, 0.0, lost, lost, self._p.arrest_weight)
        if incident.type == LIFT:
            hours = max(0.0, minutes - self._p.lift_window * self._p.growth) / MINUTES_PER_HOUR
            return self._sum_up(incident, self._p.lift_distress * hours * incident.people, self._p.lift_harm * hours)
        share = self.grown(incident, minutes)
        lethality = self._lethality[incident.type] * share
        if incident.type == FIRE and incident.is_night:
            lethality *= self._p.night_lethality
        return self._sum_up(incident, self._damage[incident.type] * share, lethality)

    def grown(self, incident: Incident, minutes: float) -> float:
        """Return how far an incident has grown, relative to one of mean size at its worst."""
        p, size = self._p, self.size(incident)
        if incident.type == FIRE:
            return size * heat_release(p.fire_growth, minutes * SECONDS_PER_MINUTE, p.fire_peak) / p.fire_peak
        start = self._start[incident.type]
        return size * (logistic_spread(minutes, 1.0, start, self._growth[incident.type]) - start)

    def size(self, incident: Incident) -> float:
        """Return the size (1 + k) s^k × scale that belongs to a severity s: mean 1 if severities are uniform."""
        skew = self._p.severity_skew
        return float((1 + skew) * incident.severity**skew * incident.scale)

    def survival(self, minutes: float, cpr: float | None = None) -> float:
        """Return the chance to survive a cardiac arrest: log-linear between CPR at once and CPR never.

        Shortly after CPR began the log-linear curve rises for a while. A crew that comes sooner can do all that a
        by-stander does, so survival is then that of the crew that comes at the top of the curve.
        """
        survival = self._log_linear(minutes, cpr)
        if cpr and minutes < (top := self._best_after(cpr)):
            return max(survival, self._log_linear(top, cpr))
        return survival

    def _best_after(self, cpr: float) -> float:
        """Return the minute at which the log-linear curve of CPR begun at `cpr` is highest again: √(c ln(Sc / Sa) / λc)."""
        p = self._p
        if not 0 < p.survival_alone < p.survival_cpr:
            return 0.0
        gain = cpr * log(p.survival_cpr / p.survival_alone)
        return sqrt(gain / p.decline_cpr) if p.decline_cpr * UNATTENDED**2 > gain else float(UNATTENDED)

    def _log_linear(self, minutes: float, cpr: float | None) -> float:
        p = self._p
        alone = 1.0 if cpr is None else min(1.0, cpr / minutes) if minutes > 0 else 0.0
        helped = p.survival_cpr * exp(-p.decline_cpr * minutes)
        unhelped = p.survival_alone * exp(-p.decline_alone * minutes)
        return float(helped ** (1 - alone) * unhelped**alone)

    def _sum_up(self, incident: Incident, yuan: float, per_other: float, per_elder: float | None = None,
                weight: float = 1.0) -> Loss:
        """Add up damage and harm, given the harm to each person in danger who is not, and who is, an elder."""
        p = self._p
        per_other = min(1.0, per_other)
        per_elder = min(1.0, per_other * p.elder_harm) if per_elder is None else per_elder
        elders, others = incident.elders * per_elder, (incident.people - incident.elders) * per_other
        lives = elders + others
        vulnerable = incident.vulnerable / incident.people if incident.people else 0.0
        weight *= 1 + (p.vulnerable_weight - 1) * vulnerable
        return Loss(yuan, elders, others, yuan + p.life_value * weight * lives, lives * vulnerable,
                    self._injuries(incident, lives))

    def _injuries(self, incident: Incident, lives: float) -> float:
        """Return the people hurt where so many lives are lost: in an injury all who survive, in other types in proportion."""
        if incident.type == INJURY:
            return incident.people - lives
        per_death = {ARREST: 0.0, GAS: self._p.gas_injured}.get(incident.type, self._p.injured)
        return min(incident.people - lives, per_death * lives)


def heat_release(growth: float, seconds: float, peak: float) -> float:
    """Return the heat release Q = min(α t², peak) of a t² fire, kW (NFPA 72).

    Parameters
    ----------
    growth : float
        α, kW/s²: slow 0.00293, medium 0.0117, fast 0.0469.
    """
    return min(growth * seconds**2, peak)


def logistic_spread(minutes: float, ceiling: float, start: float, rate: float) -> float:
    """Return x(T) = K / (1 + (K/x0 − 1) e^(−gT)): what begins at x0 and spreads towards K (Verhulst)."""
    return ceiling / (1 + (ceiling / start - 1) * exp(-rate * minutes))
