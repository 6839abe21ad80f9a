"""What residents can do in an emergency, what they see of it, and what doing it is worth to them.

The currency is that of every other act (note:B1): utils. What a resident brings to all acts (motive, habit, the neighbours'
example, perceived risk, trust, burnout, scarce time) counts here as it does on an ordinary day; the costs are those of the
acts (reporting for calls and messages, helping for what is done with one's hands); what an emergency adds is urgency.

The urgency of an act is derived, not set: it is what makes the residents of the default town, on average over their
characters, act with the chance that the parameter of the act states (:func:`urgency`). So the chance in any town follows
from who lives there, and a chance of 0 switches the act off exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from coprod.agents.motives import TypesOfMotive
from coprod.kernel.columns import Columns
from coprod.kernel.formulas import logistic
from coprod.parameters.groups import Points, Resident
from coprod.town.population import even, gamma_quantile, types_at

CALL, MESSAGE, CPR, LEND_A_HAND = EMERGENCY_ACTS = ("call", "message", "cpr", "lend_a_hand")
"""To look and call for help, carry a message on foot, give CPR or first aid, and contain what is small and bring others out."""
USUAL_HABIT = USUAL_NORM = 0.02
"""Habit, and share of neighbours who acted last week, of the default town."""
USUAL_SEVERITY = 0.5
PEOPLE = 512
"""Characters over which the urgency of an act is averaged."""

Floats = NDArray[np.floating]


@dataclass(slots=True)
class InEmergency:
    """What residents see who decide whether to act in an emergency: arrays of shape (n,), one value where all see the same."""

    rows: range
    """Numbers of these residents, who live next to each other."""
    act: str
    """One of :data:`EMERGENCY_ACTS`."""
    cost: float
    """Disutility of the act, utils."""
    urgency: float
    """Logarithm of the odds that the emergency adds; −∞ where nobody ever does this."""
    danger: float
    """Danger to whoever does it, 0 to 1."""
    around: int
    """How many others could do it as well."""
    bond: Floats
    """Utility of acting for those who are struck: household above friends above neighbours, utils."""
    age: NDArray[np.integer]
    """Years."""
    skill: Floats
    """Level of the emergency skill, 0 to 1."""
    motivation: Floats
    """Intrinsic motivation at the start, utils."""
    motive: Floats
    """Share of it that is left, 0 to 1."""
    habit: Floats
    """Habit of taking part, 0 to 1."""
    norm: Floats
    """Share of those they know who acted last week, 0 to 1."""
    perceived_risk: Floats
    """0 to 1; where the act is dangerous, it holds back."""
    trust: Floats
    """Trust in the local government, 0 to 1."""
    burnout: Floats
    """0 to 1."""
    time_cost: Floats
    """Scarcity of free time, 0 to 1."""
    left: Floats
    """Share of the motive that payment leaves, 0 to 1."""
    recognition: float
    """Utility of being recognised, utils."""
    own: Floats
    """What they bring to every act, in units of the noise of choice."""

    def __len__(self) -> int:
        """Return the number of residents."""
        return self.bond.size


def cost_of(act: str, r: Resident) -> float:
    """Return the cost of an act, utils: calls and messages cost what reports do, all else what help does."""
    return r.cost_report if act in (CALL, MESSAGE) else r.cost_help


def danger_of(act: str, severity: float) -> float:
    """Return the danger of an act to whoever does it, 0 to 1."""
    return severity if act == LEND_A_HAND else 0.0


def log_odds_of_acting(seen: InEmergency, r: Resident) -> Floats:
    """Return the logarithm of the odds of acting against not acting, shape (n,)."""
    here = seen.bond - np.float32(seen.cost) - np.float32(r.fear_weight * seen.danger) * seen.perceived_risk
    return np.asarray(np.float32(seen.urgency) + seen.own + here / np.float32(r.choice_noise))


@lru_cache(maxsize=64)
def urgency(act: str, chance: float, near: float = 0.0) -> float:
    """Return the log odds that an emergency must add for the residents of the default town to act with this mean chance.

    Parameters
    ----------
    near : share of those asked who live in the household that is struck
    """
    if chance <= 0:
        return -inf
    if chance >= 1:
        return inf
    worth = np.sort(usual_worth(act, near))
    low, high = log(chance / (1 - chance)) - worth[-1], log(chance / (1 - chance)) - worth[0]
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if logistic(middle + worth).mean() < chance else (low, middle)
    return float((low + high) / 2)


@lru_cache(maxsize=16)
def usual_worth(act: str, near: float = 0.0) -> Floats:
    """Return what an act is worth to people of the default town, over the noise of choice: shape (PEOPLE,), evenly drawn."""
    r, points = Resident(), Points()
    steps = np.sqrt(np.array([2.0, 3.0, 5.0, 7.0, 11.0, 13.0]))
    uniform: Floats = np.arange(1.0, PEOPLE + 1)[:, None] * steps % 1.0  # fills the cube evenly
    motivation = gamma_quantile(uniform[:, 0], r.motivation_mean, r.motivation_sd)
    risk = even(uniform[:, 2], r.risk_mean, r.risk_spread)
    time = even(uniform[:, 3], np.where(uniform[:, 4] < 0.7, r.time_working, r.time_others), r.time_spread)
    left = TypesOfMotive.left(r, points, np.ones(1))[0][types_at(uniform[:, 0], r)]
    own = (motivation * left + points.recognition + r.habit_weight * USUAL_HABIT
           + r.norm_weight * (USUAL_NORM - 0.5) + r.risk_weight * risk
           + r.trust_weight * even(uniform[:, 1], r.trust_mean, r.trust_spread) - r.time_weight * time)
    fear = r.fear_weight * danger_of(act, USUAL_SEVERITY) * risk
    bond = r.bond_household * (uniform[:, 5] < near)
    return np.asarray((own + bond - fear - cost_of(act, r)) / r.choice_noise)


@lru_cache(maxsize=1)
def usual_drive() -> float:
    """Return what helping is worth to a usual resident of the default town, over the noise of choice."""
    return float(usual_worth(CPR).mean())


def drive(people: Columns, rows: NDArray[np.integer], norm: Floats, r: Resident, left: Floats, recognition: float) -> Floats:
    """Return what helping is worth to residents beyond a usual one, over the noise of choice, burnout aside: shape (n,).

    Parameters
    ----------
    norm : share of those around who acted last week
    left : share of the motive that payment leaves, by type of motive
    """
    motive = people.motivation[rows] * people.motive[rows] * left[people.motive_type[rows]]
    own = (motive + recognition + r.habit_weight * people.habit[rows]
           + r.norm_weight * (norm - 0.5) + r.risk_weight * people.perceived_risk[rows] + r.trust_weight * people.trust[rows]
           - r.time_weight * people.time_cost[rows])
    return np.asarray((own - r.cost_help) / r.choice_noise - usual_drive())
