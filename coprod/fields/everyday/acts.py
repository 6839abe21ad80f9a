"""Participation 参与: the daily draws by which residents act, and what acts leave in them (note:B1 and note:B2).

How often residents act is their own decision (:data:`coprod.agents.residents.ACT`), taken once a week. A day costs one
uniform draw per resident plus work for the few who act: which act, and whether it is within their ability.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import RuleBook
from coprod.agents.motives import payment_of, wears_motives
from coprod.agents.participation_utility import (
    ACTS,
    N_REAL,
    SHAM,
    TRAIN,
    ActWeights,
    Floats,
    ResidentsWeek,
    real_share,
    weigh_acts,
)
from coprod.agents.residents import RESIDENT_STATE, CrowdingAct, LogitAct
from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.kernel.columns import rows_where
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.groups import Points, Resident
from coprod.town.population import N_TYPES, RIDER
from coprod.town.ties import neighbours

if TYPE_CHECKING:
    from coprod.town import Town

BLOCK = 2**17
"""Rows that are worked on at a time: they fit into the cache, and what is in between takes no memory. An even number."""


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
    """What residents do day by day, by the chance that they choose once a week; owns what acts are worth this week.

    Reads the residents' characters, neighbours and the credibility of points; writes
    ``habit``, ``motive``, ``act_probability``, ``active``, ``was_active``, ``acts``, ``skill``.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, rules: RuleBook | None = None) -> None:
        self.resident: Resident = parameters.resident
        self.points: Points = parameters.points
        self._act = (rules or RuleBook(parameters))["resident.act"]
        self._substance = 1 - parameters.society.civic_ritual * (1 - parameters.society.civic_empowerment)
        self._streams = streams
        self._town = town
        people = town.residents
        people.declare(RESIDENT_STATE)
        self._adult = people.age >= self.resident.adult_age
        self._kind = (people.kind == RIDER).astype(np.uint8) * np.uint8(N_TYPES) + people.motive_type
        self._payment = payment_of(self._act.rule)
        self._real_share: Floats | None = None
        self._blocks = blocks(len(people))
        self._drawn = np.empty(min(BLOCK, len(people)), dtype=np.float32)
        self.weights = self._weighed(np.ones(len(town.communities)))
        """What acts cost and pay this week."""

    def begin_week(self, credibility: Floats, utility_offset: Floats | None = None) -> None:
        """Renew habit, norm and motive, and let every resident choose the daily chance of acting.

        Parameters
        ----------
        credibility : shape (C,)
            Belief in each community that points will be honoured, 0 to 1.
        utility_offset : shape (C, 4), optional
            Utility that the state of the community adds to each real act.
        """
        people = self._town.residents
        norm = neighbours_active(self._town, people.active)
        self.weights = self._weighed(credibility, utility_offset)
        self._real_share = None if self._chance_tells_shams() else np.ones(len(people))
        for block in self._blocks:
            self._settle(block)
            seen = self._seen(block, norm[block])
            people.act_probability[block] = self.chances(seen)
            if self._real_share is not None:
                self._real_share[block] = real_share(seen, self.resident)

    def chances(self, seen: ResidentsWeek) -> Floats:
        """Return the daily chances of acting that residents choose, shape (n,); 0 for those too young."""
        return np.where(seen.adult, self._act(seen), np.float32(0)).astype(np.float32, copy=False)

    def is_adult(self, row: int) -> bool:
        """Tell whether the resident at `row` is old enough to take part."""
        return bool(self._adult[row])

    def seen_by(self, row: int) -> ResidentsWeek:
        """Return what the resident at `row` sees now, arrays of length 1."""
        known = neighbours(self._town.ties, np.array([row]))
        acted = np.count_nonzero(self._town.residents.was_active[known])
        norm = np.array([acted], dtype=np.float32) / np.float32(max(known.size, 1))
        return self._seen(slice(row, row + 1), norm)

    def _weighed(self, credibility: Floats, utility_offset: Floats | None = None) -> ActWeights:
        largest = float(self._town.residents.motivation.max(initial=0))
        return weigh_acts(self.resident, self.points, credibility, utility_offset, largest, self._payment)

    def _places(self, rows: slice | NDArray[np.intp]) -> NDArray[np.int32]:
        """Return where the tables of this week's weights have the community, kind and type of these residents."""
        place = self._town.residents.community[rows].astype(np.int32)
        place *= np.int32(2 * N_TYPES)
        place += self._kind[rows]
        return place

    def _chance_tells_shams(self) -> bool:
        """Tell whether the share of sham acts follows from the chance of acting, so that nobody's need be kept."""
        return not self.weights.any_sham or (self.weights.real is not None and type(self._act.rule) in (LogitAct, CrowdingAct))

    def _seen(self, block: slice, norm: Floats) -> ResidentsWeek:
        people, place = self._town.residents, self._places(block)
        return ResidentsWeek(
            rows=range(block.start, block.stop), adult=self._adult[block], motivation=people.motivation[block],
            motive=people.motive[block], habit=people.habit[block], norm=norm, perceived_risk=people.perceived_risk[block],
            trust=people.trust[block], burnout=people.burnout[block], time_cost=people.time_cost[block],
            community=people.community[block], rider=(self._kind[block] >= N_TYPES).view(np.uint8),
            motive_type=people.motive_type[block], place=place,
            left=np.float32(1) if self.weights.all_left else self.weights.left.take(place),
            recognition=self.points.recognition, weights=self.weights)

    def day(self, day: int) -> Acts:
        """Let residents act: one draw each, then work only for those who act."""
        people = self._town.residents
        rows, uniform = self._who_acts(day)
        act = self._chosen_act(rows, uniform)
        effective = self._streams.uniform(Purpose.ACT_ABILITY, rows, day) < self._ability(rows, act)
        people.active[rows] = True
        people.acts[rows] += 1
        self._learn(rows[(act == TRAIN) & effective])
        return self._counted(rows, act, effective)

    def _who_acts(self, day: int) -> tuple[NDArray[np.intp], Floats]:
        """Return the rows of those who act, and their draws."""
        generator, probability = self._streams.daily(Purpose.ACT, day), self._town.residents.act_probability
        found = []
        for block in self._blocks:
            drawn = self._drawn[: block.stop - block.start]
            generator.random(out=drawn, dtype=np.float32)
            acts = rows_where(drawn < probability[block])
            found.append((acts + block.start if block.start else acts, drawn[acts]))
        if len(found) == 1:
            return found[0]
        rows, uniform = zip(*found, strict=True)
        return np.concatenate(rows), np.concatenate(uniform)

    def _settle(self, block: slice) -> None:
        """Let last week's acts become habit, and the motive wear or mend."""
        people, motive = self._town.residents, self._town.residents.motive[block]
        habit, active = people.habit[block], people.active[block]
        habit += np.float32(weekly_habit_gain(self.resident.habit_days)) * (active - habit)
        motive += motive_change(motive, self.resident, paid=wears_motives(self.points))
        people.was_active[block] = active
        active[:] = False

    def _chosen_act(self, rows: NDArray[np.intp], drawn: Floats) -> NDArray[np.intp]:
        """Tell which act each actor chose.

        Given that somebody acts, their draw divided by their chance is again uniform: it
        chooses the act, and no further draw is needed.
        """
        probability = self._town.residents.act_probability[rows].astype(np.float64)
        uniform, place = drawn / probability, self._places(rows)
        real = (1 - self.weights.sham.take(place) * (1 - probability) / probability if self._real_share is None
                else self._real_share[rows])
        shares = self.weights.shares.reshape(-1, N_REAL).take(place, axis=0)
        act = np.add.reduce(uniform[:, None] >= real[:, None] * shares, axis=1)
        return np.minimum(act, SHAM)

    def _ability(self, rows: NDArray[np.intp], act: NDArray[np.intp]) -> Floats:
        people, r = self._town.residents, self.resident
        by_skill = r.unskilled_ability + (1 - r.unskilled_ability) * people.skill[rows].astype(np.float64)
        by_reach = np.where(people.app_reach[rows], 1.0, r.report_without_app)
        in_place = by_skill * self._substance
        return np.choose(act, [by_reach, in_place, 1.0, in_place, 0.0])

    def _learn(self, rows: NDArray[np.intp]) -> None:
        skill = self._town.residents.skill
        skill[rows] += np.float32(self.resident.training_gain) * (1 - skill[rows])

    def _counted(self, rows: NDArray[np.intp], act: NDArray[np.intp], effective: NDArray[np.bool_]) -> Acts:
        n = len(self._town.communities)
        key = self._town.residents.community[rows].astype(np.intp) * len(ACTS) + act
        return Acts(rows, act, effective, np.bincount(key[effective], minlength=n * len(ACTS)).reshape(n, len(ACTS)))


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
