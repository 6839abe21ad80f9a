"""What taking part is worth to residents: the utilities of acts, paid or not, real or sham (note:B1, note:B2, note:B3).

They follow from what residents see when a week begins, :class:`ResidentsWeek`. The utility of a real act is what the
resident brings to every act (:func:`own_utility`) plus what the act itself costs and pays, in their community, to residents
of their type of motive (:func:`weigh_acts`), so the logit factorises: one exponential a week per resident serves all acts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.agents.motives import Payment, TypesOfMotive
from coprod.parameters.groups import Points, Resident
from coprod.town.population import N_TYPES

ACTS = ("report", "patrol", "train", "help", "sham")
"""What a resident can do besides nothing; a sham act is recorded but not done."""
REPORT, PATROL, TRAIN, HELP, SHAM = range(len(ACTS))
N_REAL = SHAM

MODERATE, MODERATE_SHAM = 60.0, 8.0
"""Logarithms of odds up to which single precision neither overflows nor loses the share of sham acts in its rounding."""

TERMS = {
    "motive": ("own motive", "内在动机"),
    "recognition": ("recognition", "表彰认可"),
    "habit": ("habit", "习惯"),
    "norm": ("neighbours' example", "邻里示范"),
    "risk": ("perceived risk", "感知风险"),
    "trust": ("trust", "信任"),
    "burnout": ("burnout", "倦怠"),
    "time": ("scarce time", "闲暇稀缺"),
    "acts": ("cost and pay of the acts", "行动的成本与回报"),
}
"""Terms of the utility of acting, in both languages."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class ActWeights:
    """What acts cost and pay in every community this week, over the noise of choice.

    Axis 1 is others and riders, axis 2 types of motive. Not one entry per resident: look it up,
    ``weights.log_real.take(seen.place)``.
    """

    log_real: Floats
    """Logarithm of the sum of e^(V/μ) over the real acts, shape (C, 2, T)."""
    log_sham: Floats
    """V/μ of a sham act, shape (C, 2, T); −∞ where acts are not paid."""
    shares: Floats
    """Cumulative shares of the real acts among them, shape (C, 2, T, 4)."""
    real: Floats | None
    """e^log_real in single precision, shape (C, 2, T); None where odds may leave its range."""
    sham: Floats
    """e^log_sham in single precision, shape (C, 2, T); 0 where `real` is None."""
    left: Floats
    """Share of the motive that payment leaves, in single precision, shape (C, 2, T)."""

    @property
    def any_sham(self) -> bool:
        """Whether sham acts pay anywhere."""
        return bool((self.log_sham > -np.inf).any())

    @property
    def all_left(self) -> bool:
        """Whether payment takes nothing of anybody's motive."""
        return bool((self.left == 1).all())


@dataclass(frozen=True, slots=True)
class ResidentsWeek:
    """What residents see when they decide for a week: arrays of shape (n,), one value where it is the same for all."""

    rows: Sequence[int]
    """Numbers of these residents."""
    adult: NDArray[np.bool_]
    """Old enough to take part; of the others nobody asks what they decide."""
    motivation: Floats
    """Intrinsic motivation at the start, utils."""
    motive: Floats
    """Share of it that is left, 0 to 1."""
    habit: Floats
    """Habit of taking part, 0 to 1."""
    norm: Floats
    """Share of the neighbours who acted last week, 0 to 1."""
    perceived_risk: Floats
    """0 to 1."""
    trust: Floats
    """Trust in the local government, 0 to 1."""
    burnout: Floats
    """Burnout of volunteers, 0 to 1; 0 for others."""
    time_cost: Floats
    """Scarcity of free time, 0 to 1."""
    community: NDArray[np.integer]
    """Number of the community."""
    rider: NDArray[np.integer]
    """1 for delivery riders, 0 for others."""
    motive_type: NDArray[np.integer]
    """Type of motive, one of :data:`coprod.town.population.TYPES`."""
    place: NDArray[np.integer]
    """Where the tables of `weights` have this resident's community, kind and type: ``seen.weights.log_real.take(seen.place)``."""
    left: Floats | np.float32
    """Share of the motive that payment leaves, 0 to 1."""
    recognition: float
    """Utility of being recognised, utils."""
    weights: ActWeights
    """What acts cost and pay by community, kind and type."""

    def __len__(self) -> int:
        """Return the number of residents."""
        return self.motivation.size


def weigh_acts(resident: Resident, points: Points, credibility: Floats, utility_offset: Floats | None = None,
               largest_motivation: float = 0.0, payment: type[Payment] = TypesOfMotive) -> ActWeights:
    """Return what acts cost and pay this week.

    Parameters
    ----------
    credibility, utility_offset : as in :func:`act_log_weights`
    largest_motivation : that of any resident: how far odds may go
    payment : what payment does to motives
    """
    logs = act_log_weights(resident, points, credibility, utility_offset, payment)
    sham = np.repeat(sham_log_weight(resident, points, credibility, payment)[:, None], 2, axis=1)
    left = np.repeat(payment.left(resident, points, credibility)[:, None], 2, axis=1)
    moderate = _is_moderate(resident, points, logs, sham, largest_motivation)
    top = np.zeros((len(logs), 2, N_TYPES, 1)) if moderate else logs.max(axis=3, keepdims=True)
    weights = np.exp(logs - top)
    total = weights.sum(axis=3)
    return ActWeights(
        log_real=top[..., 0] + np.log(total), log_sham=sham, shares=np.cumsum(weights, axis=3) / total[..., None],
        real=total.astype(np.float32) if moderate else None, left=left.astype(np.float32),
        sham=np.exp(sham).astype(np.float32) if moderate else np.zeros(sham.shape, dtype=np.float32))


def _is_moderate(r: Resident, points: Points, logs: Floats, sham: Floats, largest_motivation: float) -> bool:
    """Tell whether no odds of this week can leave the range of single precision, whoever is asked.

    Parameters
    ----------
    logs, sham : shapes (C, 2, T, 4) and (C, 2, T)
        Logarithms of the weights of real and of sham acts.
    largest_motivation : of which never more than all is left
    """
    highest = (largest_motivation + points.recognition + r.habit_weight + r.norm_weight / 2 + r.risk_weight
               + r.trust_weight) / r.choice_noise
    largest, smallest = float(logs.max()), float(logs.min())
    return max(highest, highest + largest, largest, -smallest) <= MODERATE and float(sham.max()) <= MODERATE_SHAM


def own_terms(seen: ResidentsWeek | Any, r: Resident) -> Iterator[tuple[str, Any]]:
    """Yield the terms of the part of the utility that all real acts share, by name: one resident's, or shape (n,)."""
    yield "motive", seen.motivation * seen.motive * seen.left
    yield "recognition", np.float32(seen.recognition)
    yield "habit", np.float32(r.habit_weight) * seen.habit
    yield "norm", np.float32(r.norm_weight) * (seen.norm - np.float32(0.5))
    yield "risk", np.float32(r.risk_weight) * seen.perceived_risk
    yield "trust", np.float32(r.trust_weight) * seen.trust
    yield "burnout", -np.float32(r.burnout_weight) * seen.burnout
    yield "time", -np.float32(r.time_weight) * seen.time_cost


def own_utility(seen: ResidentsWeek | Any, r: Resident) -> Any:
    """Return the part of utility / μ that all real acts share: one resident's, or shape (n,)."""
    terms = own_terms(seen, r)
    _, utility = next(terms)
    for _, term in terms:
        utility += term
    return utility / np.float32(r.choice_noise)


def log_odds(seen: ResidentsWeek | Any, r: Resident) -> tuple[Any, Any]:
    """Return the logarithms of the odds of any real act and of a sham one against doing nothing, in double precision."""
    own = own_utility(seen, r).astype(np.float64)
    return own + seen.weights.log_real.take(seen.place), seen.weights.log_sham.take(seen.place)


def real_share(seen: ResidentsWeek, r: Resident) -> Floats:
    """Return the share of real acts among the acts of those who act, shape (n,): the logit over acts, whatever made them act."""
    real, sham = log_odds(seen, r)
    return np.asarray(np.exp(real - np.logaddexp(real, sham)))


def act_utility(reward: ArrayLike, cost: ArrayLike, credibility: ArrayLike, weight: ArrayLike, scale: float) -> Floats:
    """Return the part of an act's utility that does not depend on the actor: β_P ln(1 + p v / P0) − c.

    Source: random utility (src:mcfadden1974); note:B1.
    """
    return weight * np.log1p(np.multiply(reward, credibility) / scale) - np.asarray(cost)


def act_weights(resident: Resident, points: Points, credibility: Floats, utility_offset: Floats | None = None,
                payment: type[Payment] = TypesOfMotive) -> Floats:
    """Return exp(utility / μ) of the four real acts; as :func:`act_log_weights`."""
    return np.exp(act_log_weights(resident, points, credibility, utility_offset, payment))


def act_log_weights(resident: Resident, points: Points, credibility: Floats, utility_offset: Floats | None = None,
                    payment: type[Payment] = TypesOfMotive) -> Floats:
    """Return utility / μ of the four real acts: shape (C, 2, T, 4), the second axis being others and riders, T types of motive.

    Parameters
    ----------
    utility_offset : shape (C, 4), optional
        Utility that the state of the community adds to each act.
    payment : what payment does to motives
    """
    costs = np.array([resident.cost_report, resident.cost_patrol, resident.cost_train, resident.cost_help])
    penalty = 0.0 if points.rider_waiver else resident.rider_penalty
    cost = np.array([costs, costs + penalty * (np.arange(N_REAL) == REPORT)])
    reward = np.full((2, N_REAL), points.reward)
    reward[:, REPORT] += points.audit * points.report_reward
    reward[1, REPORT] += points.rider_reward
    weight = payment.weights(resident, points)[:, None]
    utility = act_utility(points.price * reward[:, None], cost[:, None], credibility[:, None, None, None], weight,
                          resident.points_scale)
    if utility_offset is not None:
        utility = utility + utility_offset[:, None, None, :]
    return np.asarray(utility / resident.choice_noise)


def sham_weight(resident: Resident, points: Points, credibility: Floats, payment: type[Payment] = TypesOfMotive) -> Floats:
    """Return exp(utility / μ) of a sham act by community and type of motive, shape (C, T); 0 where acts are not paid."""
    return np.exp(sham_log_weight(resident, points, credibility, payment))


def sham_log_weight(resident: Resident, points: Points, credibility: Floats, payment: type[Payment] = TypesOfMotive) -> Floats:
    """Return utility / μ of a sham act by community and type of motive, shape (C, T); −∞ where acts are not paid.

    A sham act is paid like a report but enjoys no motive, saves effort and risks the fine.
    """
    if points.reward <= 0 or not points.sham:
        return np.full((credibility.size, N_TYPES), -np.inf)
    utility = act_utility(points.price * points.reward, resident.cost_report, credibility[:, None],
                          payment.weights(resident, points), resident.points_scale)
    return np.asarray((utility + gaming_margin(points)) / resident.choice_noise)


def gaming_margin(points: Points) -> float:
    """Return by how much shamming beats a real act, in points: (c_r − c_s) − q (w + F).

    It is V_sham − V_real of note:B3 with V_real = w − c_r and V_sham = w(1 − q) − qF − c_s, so
    real acts beat sham ones exactly when q > (c_r − c_s)/(w + F). Source: deterrence (src:becker1968).
    """
    return (points.effort_real - points.effort_sham) - points.audit * (points.reward + points.fine)
