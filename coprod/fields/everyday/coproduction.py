"""Co-production 合作生产: what staff and firms produce together with citizens (mech:A21; note:B0).

Regular producers give the hours that serve citizens, not paper; citizens give hours that are willing and able. Neither
alone makes a place safe: how far one can stand in for the other is the elasticity of the production function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.kernel.columns import total
from coprod.parameters import Parameters, groups

if TYPE_CHECKING:
    from coprod.fields.everyday.desks import DeskDay


class Coproduction:
    """The joint production of every community, counted day by day and told by the week.

    Parameters
    ----------
    residents : shape (C,)
        Residents of every community.

    Attributes
    ----------
    regular, citizen : shape (C,)
        Last week's hours of regular producers and effective hours of citizens, per 1,000 residents and day.
    output : shape (C,)
        What came of both, in the same unit.
    share : shape (C,)
        Citizens' share of it (Shapley).
    care : shape (C,)
        Births of hazards relative to usual.
    """

    def __init__(self, parameters: Parameters, residents: Ints) -> None:
        self._p = parameters.staff
        self._watch_hours = parameters.property_firm.firms * self._p.coproduction_watch_hours
        self._act_hours = parameters.resident.act_hours
        self._thousands = np.asarray(residents, dtype=float) / 1000
        n = self._thousands.size
        self._sums, self._days = np.zeros((2, n)), 0
        self.regular, self.citizen = np.zeros(n), np.zeros(n)
        self.output, self.share, self.care = np.full(n, self._p.coproduction_usual), np.full(n, 0.5), np.ones(n)

    def day(self, desks: DeskDay, patrol_hours: Floats, night_watch: Floats, acts: Ints, called_hours: Floats) -> None:
        """Count a day of service; after a week, tell what it came to.

        Parameters
        ----------
        patrol_hours, night_watch, acts, called_hours : shape (C,)
            Hours patrolled, share of watches that are real, effective acts, and citizens' hours at incidents.
        """
        n = self._thousands.size
        self._sums[0] += total(desks.worked[:n], 1) - desks.paperwork_hours[:n] + patrol_hours
        self._sums[0] += self._watch_hours * night_watch
        self._sums[1] += self._act_hours * acts + called_hours
        self._days += 1
        if self._days == DAYS_PER_WEEK:
            self._publish()

    def _publish(self) -> None:
        p = self._p
        self.regular, self.citizen = self._sums / (self._thousands * self._days)
        self.output = service_output(self.regular, self.citizen, p.coproduction_regular_share, p.coproduction_substitution)
        self.share = coproduction_share(self.regular, self.citizen, p.coproduction_regular_share, p.coproduction_substitution)
        self.care = care_factor(self.output / p.coproduction_usual, p.coproduction_effect)
        self._sums, self._days = np.zeros_like(self._sums), 0


def service_output(regular: ArrayLike, citizen: ArrayLike, share: float, substitution: float) -> Floats:
    r"""Return Q = [α R^ρ + (1 − α) C^ρ]^{1/ρ}: service output, continuous at ρ = 0, where it is R^α C^{1−α}.

    Parameters
    ----------
    regular, citizen : shape (n,)
        R and C, hours.
    share, substitution : α and ρ; the elasticity of substitution is 1 / (1 − ρ)

    Notes
    -----
    Computed as C · exp(ln[1 + α (e^{ρd} − 1)] / ρ) with d = ln(R / C), which loses no digits for small ρ.
    Source: Parks et al. (1981), Ostrom (1996); note:B0.
    """
    r, c = np.asarray(regular, dtype=float), np.asarray(citizen, dtype=float)
    least, most = np.minimum(r, c), np.maximum(r, c)
    weight = np.where(r >= c, share, 1 - share)  # of the larger
    ratio = np.log(np.divide(most, least, out=np.ones(np.broadcast(r, c).shape), where=least > 0))
    if substitution:
        ratio = np.log1p(weight * np.expm1(np.minimum(substitution * ratio, 700.0))) / substitution
    else:
        ratio = weight * ratio
    alone = most * weight ** (1 / substitution) if substitution > 0 else np.zeros_like(most)
    return np.where(least > 0, least * np.exp(ratio), alone)


def coproduction_share(regular: ArrayLike, citizen: ArrayLike, share: float, substitution: float) -> Floats:
    """Return CPS = {[Q(R, C) − Q(R, 0)] + Q(0, C)} / 2 Q(R, C): citizens' Shapley share; ½ where nothing is produced.

    It is ½ whenever ρ ≤ 0: without either side there would be nothing, so each deserves half.
    """
    both = service_output(regular, citizen, share, substitution)
    without = service_output(regular, np.zeros_like(both), share, substitution)
    alone = service_output(np.zeros_like(both), citizen, share, substitution)
    return np.asarray(np.divide(both - without + alone, 2 * both, out=np.full(both.shape, 0.5), where=both > 0))


def care_factor(relative: Floats, effect: float) -> Floats:
    """Return births of hazards relative to usual, 1 + effect (1 − q) / (1 + q), where q is output relative to usual."""
    return np.asarray(1 + effect * (1 - relative) / (1 + relative))


def imbalance(invest: groups.Staff) -> float:
    """Return how much longer work at the scene takes for want of balance between soft and hard capacity (mech:T15).

    1 + effect (1 − Q) with Q = [½ (2s)^ρ + ½ (2 − 2s)^ρ]^{1/ρ}, which is 1 where both get half and less elsewhere.
    """
    soft = invest.soft_share
    joined = service_output(2 * soft, 2 - 2 * soft, 0.5, invest.soft_substitution)
    return 1.0 + invest.soft_effect * (1.0 - float(joined))
