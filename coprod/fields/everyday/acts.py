"""Participation 参与: who acts today, how, and for what reason (note:B1 and note:B2).

Every resident weighs reporting, patrolling, training, helping and, where acts are paid, shamming
against doing nothing. All real acts share the resident's own part of the utility, so the logit
factorises: one exponential a week serves it whole, and a day costs one uniform draw per resident
plus work for the few who act.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.agents.residents import RESIDENT_STATE
from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.kernel.columns import rows_where
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.groups import Points, Resident
from coprod.town.ties import neighbours

if TYPE_CHECKING:
    from coprod.town import Town

ACTS = ("report", "patrol", "train", "help", "sham")
"""What a resident can do besides nothing; a sham act is recorded but not done."""
REPORT, PATROL, TRAIN, HELP, SHAM = range(len(ACTS))
N_REAL = SHAM

BLOCK = 2**17
"""Rows that are worked on at a time: they fit into the cache, and what is in between takes no memory. An even number."""

MODERATE, MODERATE_SHAM = 60.0, 8.0
"""Logarithms of odds up to which single precision neither overflows nor loses the share of sham acts in its rounding."""

RIDER = 1
"""Code of riders in the column ``kind``."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Acts:
    """What was done on one day: one entry per act, in order of residents' rows.

    ``effective`` acts were real and within the actor's ability; ``effective_by_community``
    counts them, shape (C, 5), in the order of :data:`ACTS`.
    """

    rows: NDArray[np.intp]
    act: NDArray[np.intp]
    effective: NDArray[np.bool_]
    effective_by_community: NDArray[np.int64]


class Participation:
    """The rule by which residents take part; owns the weekly terms of the choice.

    Reads the residents' characters, habit, neighbours and the credibility of points; writes
    ``habit``, ``motive``, ``act_chance``, ``active``, ``was_active``, ``acts``, ``skill``.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town) -> None:
        self.resident: Resident = parameters.resident
        self.points: Points = parameters.points
        self._substance = 1 - parameters.civic.ritual * (1 - parameters.civic.empowerment)
        self._streams = streams
        self._town = town
        people = town.residents
        people.declare(RESIDENT_STATE)
        self._adult = people.age >= self.resident.adult_age
        self._is_rider = (people.kind == RIDER).astype(np.int8)
        self._odds_sham = np.zeros(len(town.communities), dtype=np.float32)
        self._real_share: Floats | None = None
        self._real_shares = np.zeros((len(town.communities), 2, N_REAL))
        self._blocks = blocks(len(people))
        self._drawn = np.empty(min(BLOCK, len(people)), dtype=np.float32)

    def begin_week(self, credibility: Floats, leaning: Floats | None = None) -> None:
        """Renew habit, norm and motivation, and from them every resident's daily chance of acting.

        Parameters
        ----------
        credibility : shape (C,)
            Belief in each community that points will be honoured, 0 to 1.
        leaning : shape (C, 4), optional
            Utility that the state of the community adds to each real act.
        """
        people, resident = self._town.residents, self.resident
        norm = neighbours_active(self._town, people.active)
        logs = act_log_weights(resident, self.points, credibility, leaning)
        sham = sham_log_weight(resident, self.points, credibility)
        self._real_share = None
        if self._is_moderate(logs, sham):
            self._begin_moderate_week(norm, np.exp(logs), np.exp(sham).astype(np.float32))
        else:
            self._begin_extreme_week(norm, logs, sham)

    def _is_moderate(self, logs: Floats, sham: Floats) -> bool:
        """Tell whether no odds of this week can leave the range of single precision, whoever is asked.

        Parameters
        ----------
        logs, sham : shapes (C, 2, 4) and (C,)
            Logarithms of the weights of real and of sham acts.
        """
        people, r = self._town.residents, self.resident
        motivation = float(people.motivation.max(initial=0))  # of which never more than all is left
        highest = (motivation + self.points.recognition + r.habit_weight + r.norm_weight / 2 + r.risk_weight
                   + r.trust_weight) / r.choice_noise
        largest, smallest = float(logs.max()), float(logs.min())
        return max(highest, highest + largest, largest, -smallest) <= MODERATE and float(sham.max()) <= MODERATE_SHAM

    def _begin_moderate_week(self, norm: Floats, weights: Floats, sham: Floats) -> None:
        """Set the chances of a week from the odds themselves: one exponential per resident."""
        total = weights.sum(axis=2)
        self._odds_sham, self._real_shares = sham, np.cumsum(weights, axis=2) / total[:, :, None]
        for block in self._blocks:
            self._settle(block)
            pull = np.exp(self._own_utility(block, norm[block]))
            self._set_chances(block, pull, total.astype(np.float32), sham)

    def _begin_extreme_week(self, norm: Floats, logs: Floats, sham: Floats) -> None:
        """Set the chances of a week from the logarithms of the odds, which no utility can make overflow."""
        top = logs.max(axis=2, keepdims=True)
        weights = np.exp(logs - top)
        total = weights.sum(axis=2)
        self._real_shares = np.cumsum(weights, axis=2) / total[:, :, None]
        self._real_share = np.ones(len(self._town.residents))
        for block in self._blocks:
            self._settle(block)
            community = self._town.residents.community[block]
            real = (self._own_utility(block, norm[block]).astype(np.float64)
                    + (top[:, :, 0] + np.log(total))[community, self._is_rider[block]])
            any_act = np.logaddexp(real, sham[community])
            chance = np.exp(-np.logaddexp(0, -any_act))
            self._town.residents.act_chance[block] = np.where(self._adult[block], chance, 0)
            self._real_share[block] = np.exp(real - any_act)

    def day(self, day: int) -> Acts:
        """Let residents act: one draw each, then work only for those who act."""
        people = self._town.residents
        rows, luck = self._who_acts(day)
        act = self._chosen_act(rows, luck)
        effective = self._streams.luck(Purpose.ACT_ABILITY, rows, day) < self._ability(rows, act)
        people.active[rows] = True
        people.acts[rows] += 1
        self._learn(rows[(act == TRAIN) & effective])
        return self._counted(rows, act, effective)

    def _who_acts(self, day: int) -> tuple[NDArray[np.intp], Floats]:
        """Return the rows of those who act, and their draws."""
        generator, chance = self._streams(Purpose.ACT, day), self._town.residents.act_chance
        found = []
        for block in self._blocks:
            drawn = self._drawn[: block.stop - block.start]
            generator.random(out=drawn, dtype=np.float32)
            acts = rows_where(drawn < chance[block])
            found.append((acts + block.start, drawn[acts]))
        rows, luck = zip(*found, strict=True)
        return np.concatenate(rows), np.concatenate(luck)

    def _settle(self, block: slice) -> None:
        """Let last week's acts become habit, and the motive wear or mend."""
        people, motive = self._town.residents, self._town.residents.motive[block]
        habit, active = people.habit[block], people.active[block]
        habit += np.float32(weekly_habit_gain(self.resident.habit_days)) * (active - habit)
        motive += motive_change(motive, self.resident, paid=self.points.reward > 0)
        people.was_active[block] = active
        active[:] = False

    def _own_utility(self, block: slice, norm: Floats) -> Floats:
        """Return the part of utility / μ that all real acts of these residents share, shape (n,)."""
        people, r = self._town.residents, self.resident
        motivation = people.motivation[block] * people.motive[block] * np.float32(crowding(r, self.points))
        utility = (
            motivation
            + np.float32(self.points.recognition)
            + np.float32(r.habit_weight) * people.habit[block]
            + np.float32(r.norm_weight) * (norm - np.float32(0.5))
            + np.float32(r.risk_weight) * people.perceived_risk[block]
            + np.float32(r.trust_weight) * people.trust[block]
            - np.float32(r.burnout_weight) * people.burnout[block]
            - np.float32(r.time_weight) * people.time_cost[block]
        )
        return utility / np.float32(r.choice_noise)

    def _set_chances(self, block: slice, pull: Floats, total: Floats, sham: Floats) -> None:
        people = self._town.residents
        community = people.community[block]
        odds = pull * total[community, self._is_rider[block]]
        odds += sham[community]
        people.act_chance[block] = np.where(self._adult[block], odds / (1 + odds), np.float32(0))

    def _chosen_act(self, rows: NDArray[np.intp], drawn: Floats) -> NDArray[np.intp]:
        """Tell which act each actor chose.

        Given that somebody acts, their draw divided by their chance is again uniform: it
        chooses the act, and no further draw is needed.
        """
        people = self._town.residents
        chance = people.act_chance[rows].astype(np.float64)
        luck = drawn / chance
        community = people.community[rows]
        if self._real_share is None:
            real_share = 1 - self._odds_sham[community] * (1 - chance) / chance
        else:
            real_share = self._real_share[rows]
        shares = self._real_shares[community, self._is_rider[rows]]
        act = (luck[:, None] >= real_share[:, None] * shares).sum(axis=1)
        return np.minimum(act, SHAM)

    def _ability(self, rows: NDArray[np.intp], act: NDArray[np.intp]) -> Floats:
        people, r = self._town.residents, self.resident
        by_skill = r.unskilled_ability + (1 - r.unskilled_ability) * people.skill[rows].astype(np.float64)
        by_reach = np.where(people.app_reach[rows], 1.0, r.report_without_app)
        return np.choose(act, [by_reach, by_skill * self._substance, 1.0, by_skill * self._substance, 0.0])

    def _learn(self, rows: NDArray[np.intp]) -> None:
        skill = self._town.residents.skill
        skill[rows] += np.float32(self.resident.training_gain) * (1 - skill[rows])

    def _counted(self, rows: NDArray[np.intp], act: NDArray[np.intp], effective: NDArray[np.bool_]) -> Acts:
        n = len(self._town.communities)
        key = self._town.residents.community[rows[effective]].astype(np.intp) * len(ACTS) + act[effective]
        return Acts(rows, act, effective, np.bincount(key, minlength=n * len(ACTS)).reshape(n, len(ACTS)))


def act_utility(reward: ArrayLike, cost: ArrayLike, credibility: ArrayLike, weight: float, scale: float) -> Floats:
    """Return the part of an act's utility that does not depend on the actor: β_P ln(1 + p v / P0) − c.

    Source: random utility (McFadden 1974); note:B1.
    """
    return weight * np.log1p(np.multiply(reward, credibility) / scale) - np.asarray(cost)


def act_weights(resident: Resident, points: Points, credibility: Floats, leaning: Floats | None = None) -> Floats:
    """Return exp(utility / μ) of the four real acts; as :func:`act_log_weights`."""
    return np.exp(act_log_weights(resident, points, credibility, leaning))


def act_log_weights(resident: Resident, points: Points, credibility: Floats, leaning: Floats | None = None) -> Floats:
    """Return utility / μ of the four real acts: shape (C, 2, 4), the second axis being others and riders.

    Parameters
    ----------
    leaning : shape (C, 4), optional
        Utility that the state of the community adds to each act.
    """
    costs = np.array([resident.cost_report, resident.cost_patrol, resident.cost_train, resident.cost_help])
    penalty = 0.0 if points.rider_waiver else resident.rider_penalty
    cost = np.array([costs, costs + penalty * (np.arange(N_REAL) == REPORT)])
    reward = np.full((2, N_REAL), points.reward)
    reward[:, REPORT] += points.audit * points.report_reward
    reward[1, REPORT] += points.rider_reward
    utility = act_utility(reward, cost, credibility[:, None, None], resident.points_weight, resident.points_scale)
    if leaning is not None:
        utility = utility + leaning[:, None, :]
    return np.asarray(utility / resident.choice_noise)


def sham_weight(resident: Resident, points: Points, credibility: Floats) -> Floats:
    """Return exp(utility / μ) of a sham act in each community, shape (C,); 0 where acts are not paid."""
    return np.exp(sham_log_weight(resident, points, credibility))


def sham_log_weight(resident: Resident, points: Points, credibility: Floats) -> Floats:
    """Return utility / μ of a sham act in each community, shape (C,); −∞ where acts are not paid.

    A sham act is paid like a report but enjoys no motive, saves effort and risks the fine.
    """
    if points.reward <= 0 or not points.sham:
        return np.full_like(credibility, -np.inf)
    utility = act_utility(points.reward, resident.cost_report, credibility,
                          resident.points_weight, resident.points_scale)
    return np.asarray((utility + gaming_margin(points)) / resident.choice_noise)


def gaming_margin(points: Points) -> float:
    """Return by how much shamming beats a real act, in points: (c_r − c_s) − q (w + F).

    It is V_sham − V_real of note:B3 with V_real = w − c_r and V_sham = w(1 − q) − qF − c_s, so
    real acts beat sham ones exactly when q > (c_r − c_s)/(w + F). Source: deterrence (Becker 1968).
    """
    return (points.effort_real - points.effort_sham) - points.audit * (points.reward + points.fine)


def crowding(resident: Resident, points: Points) -> float:
    """Return the share of intrinsic motivation that payment leaves: (1 − κ_c 1{p>0}) e^(−κ_m p).

    Source: Gneezy & Rustichini 2000; Bowles & Polanía-Reyes 2012; note:B2.
    """
    paid = points.reward > 0
    return float((1 - resident.crowding_categorical * paid) * np.exp(-resident.crowding_marginal * points.reward))


def blocks(n: int) -> list[slice]:
    """Return slices that cut `n` rows into blocks."""
    return [slice(start, min(start + BLOCK, n)) for start in range(0, n, BLOCK)]


def motive_change(motive: Floats, resident: Resident, *, paid: bool) -> Floats:
    """Return the weekly change of the motive left: down towards 1 − erosion while paid, back to 1 after."""
    goal = 1 - resident.motive_erosion if paid else 1.0
    rate = resident.erosion_rate if paid else resident.erosion_recovery
    return np.float32(1 - (1 - rate) ** DAYS_PER_WEEK) * (np.float32(goal) - motive)


def weekly_habit_gain(days_to_95_percent: float) -> float:
    """Return δ of H ← H + δ(A − H) for a weekly cue: 1 − 0.05^(7/t95) (Lally et al. 2010; note:B2)."""
    return float(1 - 0.05 ** (DAYS_PER_WEEK / days_to_95_percent))


def neighbours_active(town: Town, active: NDArray[np.bool_]) -> Floats:
    """Return the share of each resident's neighbours who were active, shape (n,); 0 for the unconnected.

    The few who were active are counted by their neighbours, which costs less than asking everybody.
    """
    share, rows = np.zeros(active.size, dtype=np.float32), rows_where(active)
    for some in blocks(rows.size):
        np.add.at(share, neighbours(town.ties, rows[some]), np.float32(1))
    for block in blocks(share.size):
        share[block] /= np.maximum(town.degree[block], 1).astype(np.float32)
    return share
