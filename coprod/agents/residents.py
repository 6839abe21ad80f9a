"""Residents 居民: how often to act this week, reporting, patrolling, training, helping or shamming (note:B1, note:B2).

Once a week every adult decides :data:`ACT`, the daily chance of acting, from :class:`ResidentsWeek`: motive, habit, what
neighbours did, risk, trust, time, and what acts cost and pay. What follows (the daily draws, habits, skills, points) stands
in :mod:`coprod.fields.everyday.acts`. All residents are one table; a :class:`Resident` is the Mesa agent on one of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, overload

import mesa
import numpy as np
from mesa.agent import AgentSet
from numpy.typing import NDArray

from coprod.agents.deciding import DecidingTogether
from coprod.agents.decisions import Reason, decision
from coprod.agents.emergency_acts import CALL, InEmergency, log_odds_of_acting
from coprod.agents.motives import CrowdingForAll, Payment, TypesOfMotive
from coprod.agents.participation_utility import TERMS, Floats, ResidentsWeek, log_odds, own_terms, own_utility
from coprod.agents.residents_heed import Warned
from coprod.kernel import renamed
from coprod.kernel.columns import Column, ColumnAgent, Columns, collection_paused
from coprod.kernel.formulas import logistic
from coprod.kernel.renamed import Renamed
from coprod.parameters import Parameters
from coprod.town.population import PERSON_COLUMNS

RESIDENT_STATE = {
    "motive": Column("f4", "0-1", "share of intrinsic motivation left", "内在动机留存比例", start=1.0),
    "habit": Column("f4", "0-1", "habit of taking part", "参与习惯"),
    "points": Column("f8", "points", "balance of points", "积分余额"),
    "act_probability": Column("f4", "per day", "chance of acting on a day of this week", "本周每日行动概率"),
    "active": Column("?", "", "acted this week", "本周有行动"),
    "was_active": Column("?", "", "acted last week", "上周有行动"),
    "acts": Column("i4", "acts", "acts since the start", "累计行动次数"),
    "volunteer": Column("?", "", "registered as a volunteer", "注册志愿者"),
    "burnout": Column("f4", "0-1", "burnout of a volunteer", "志愿者倦怠"),
    "skill": Column("f4", "0-1", "level of the emergency skill", "应急技能水平"),
}
"""What becomes of residents: written by the fields, day by day and week by week."""

RESIDENT_COLUMNS = {**PERSON_COLUMNS, **RESIDENT_STATE}
"""All that is known of a resident: what the synthesis of the town wrote once, and what becomes of them."""


ACT = decision("resident.act", "daily chance of acting this week", "本周每日行动概率", low=0, high=1)


@ACT.rule("logit", "weighs acting against doing nothing", "权衡行动与不行动")
class LogitAct:
    """The chance that some act has the largest utility, part of which is random (src:mcfadden1974).

    With odds e^(U/μ) for every act, real or sham, against doing nothing. Payment moves residents by their type of motive.
    """

    payment: ClassVar[type[Payment]] = TypesOfMotive

    def __init__(self, parameters: Parameters) -> None:
        self._resident = parameters.resident

    def decide(self, seen: ResidentsWeek) -> Floats:
        """Return every resident's chance: from the odds, or from their logarithms where odds would overflow."""
        weights = seen.weights
        if weights.real is None:
            return np.asarray(np.exp(-np.logaddexp(0, -np.logaddexp(*log_odds(seen, self._resident)))))
        odds = np.exp(own_utility(seen, self._resident))
        odds *= weights.real.take(seen.place)
        odds += weights.sham.take(seen.place)
        return np.asarray(odds / (1 + odds))

    def explain(self, seen: Any) -> Reason:
        """Return the terms of one resident's utility, largest first."""
        terms = {name: float(term) for name, term in own_terms(seen, self._resident)}
        real, sham = log_odds(seen, self._resident)
        terms["acts"] = float(seen.weights.log_real.take(seen.place)) * self._resident.choice_noise
        chance = float(np.exp(-np.logaddexp(0, -np.logaddexp(real, sham))))
        listed = sorted(terms.items(), key=lambda term: -abs(term[1]))
        en, zh = (", ".join(f"{TERMS[name][language]} {term:+.2f}" for name, term in listed if term) for language in (0, 1))
        return Reason(f"Acts on {chance:.2%} of days. Utility of acting: {en}; together {sum(terms.values()):+.2f}.",
                      f"每日行动概率{chance:.2%}。行动的效用：{zh.replace(', ', '，')}；合计{sum(terms.values()):+.2f}。")


@ACT.rule("crowding", "weighs acting, where payment crowds out everybody's motive alike", "权衡行动，付酬对所有人的动机挤出相同")
class CrowdingAct(LogitAct):
    """The same logit where payment takes one share of everybody's motive, and points weigh the same for everybody (note:B2)."""

    payment = CrowdingForAll


@ACT.rule("threshold", "acts once enough neighbours do", "邻里中足够多的人行动才行动")
class ThresholdAct:
    """Acts if the share of neighbours who acted last week reaches one's own threshold (src:granovetter1978).

    The threshold falls with whatever speaks for acting, one's motive first. Whose utility of acting is not below
    −:attr:`SPARED` acts unasked; every :attr:`NEEDED` utils less raise the threshold by 1, and above 1 nobody moves them.
    Assumed: these two, so that without points about as many act as under the logit; and acting once a week on average.
    """

    SPARED, NEEDED, DAILY = 3.0, 10.0, 1 / 7

    def __init__(self, parameters: Parameters) -> None:
        self._resident = parameters.resident

    def decide(self, seen: ResidentsWeek) -> Floats:
        """Return every resident's chance."""
        return np.where(seen.norm >= self.threshold(seen), np.float32(self.DAILY), np.float32(0))

    def threshold(self, seen: ResidentsWeek | Any) -> Any:
        """Return the share of acting neighbours that is needed: one resident's, or shape (n,)."""
        r = self._resident
        utility = (own_utility(seen, r) + seen.weights.log_real.take(seen.place)) * r.choice_noise
        unasked = utility - r.norm_weight * (seen.norm - 0.5)
        return np.maximum(-self.SPARED - unasked, 0) / self.NEEDED

    def explain(self, seen: Any) -> Reason:
        """Return share and threshold of one resident."""
        needed = float(self.threshold(seen))
        return Reason(
            f"{seen.norm:.0%} of the neighbours acted last week; this resident acts from {needed:.0%} on.",
            f"上周有{seen.norm:.0%}的邻居行动；该居民在比例达到{needed:.0%}时行动。")


RESPOND = decision(
    "resident.respond", "chance of acting in an emergency next door", "邻近发生突发事件时出手的概率", low=0, high=1)


@RESPOND.rule("logit", "weighs acting now against looking away", "权衡出手与旁观")
class LogitRespond:
    """A logit on the currency of everyday acts (src:mcfadden1974): own worth, bond, fear, cost, and the urgency of the act."""

    def __init__(self, parameters: Parameters) -> None:
        self._resident = parameters.resident

    def decide(self, seen: InEmergency) -> Floats:
        """Return the chance of everybody present."""
        return logistic(log_odds_of_acting(seen, self._resident))

    def explain(self, seen: Any) -> Reason:
        """Return what moves one resident, and what holds them back."""
        noise = self._resident.choice_noise
        fear = self._resident.fear_weight * seen.danger * float(seen.perceived_risk)
        chance = float(self.decide(seen))
        return Reason(
            f"Acts with a chance of {chance:.1%}: own worth {seen.own * noise:+.2f}, bond {seen.bond:+.2f}, "
            f"fear {-fear:+.2f}, cost {-seen.cost:+.2f}, urgency {seen.urgency * noise:+.2f} utils.",
            f"出手概率{chance:.1%}：自身意愿{seen.own * noise:+.2f}，关系{seen.bond:+.2f}，"
            f"恐惧{-fear:+.2f}，成本{-seen.cost:+.2f}，紧迫性{seen.urgency * noise:+.2f}。")


@RESPOND.rule("bystander", "feels the less responsible the more are about", "在场者越多责任感越弱")
class BystanderRespond(LogitRespond):
    """Responsibility is diffused among all who are about: the chance falls as n^−γ (src:darley_latane1968).

    With the γ = 0.6 of :class:`coprod.agents.volunteers.BystanderAnswer`. Members of the struck household do not leave it
    to others (assumed).
    """

    DIFFUSION = 0.6

    def decide(self, seen: InEmergency) -> Floats:
        """Return the chance of everybody present."""
        shared = np.where(seen.bond >= self._resident.bond_household, 1.0, max(seen.around, 1) ** -self.DIFFUSION)
        return super().decide(seen) * shared


class Resident(DecidingTogether, ColumnAgent):
    """One resident, a view on a row of the population's columns."""

    columns = RESIDENT_COLUMNS
    decides_as = "resident"

    @classmethod
    def decisions(cls) -> tuple[str, ...]:
        """Return what residents decide: how often to act first, wherever the others are declared."""
        return tuple(sorted(super().decisions(), key=lambda what: what != "act"))

    def _sees_act(self) -> ResidentsWeek:
        """Return what the resident sees now, as when this week began."""
        seen: ResidentsWeek = self.model.participation.seen_by(self.row)
        return seen

    def _sees_respond(self, act: str = CALL) -> InEmergency:
        """Return what the resident sees in an emergency of mean severity next door, by day, among strangers."""
        seen: InEmergency = self.model.emergency_field.at_hand.seen_by(self.row, act)
        return seen

    def _answers(self, what: str, seen: Any) -> Floats:
        if what != "act":
            return np.asarray(super()._answers(what, seen))
        return np.asarray(self.model.participation.chances(seen))

    def _overruled(self, what: str, seen: Any) -> Reason | None:
        is_adult = self.model.participation.is_adult(self.row)
        return None if is_adult else Reason("Too young to take part.", "未到参与年龄。")

    def _sees_heed(self) -> Warned:
        """Return what the resident would see of a warning now."""
        seen: Warned = self.model.emergency_field.warnings.audience.sees(self.community, np.array([self.row]))
        return seen

    def neighbours(self) -> list[Resident]:
        """Return the residents this one is tied to."""
        rows = self.model.town.ties[[self.row]].indices
        return [self.model.residents[int(row)] for row in rows]

    def remove(self) -> None:
        """Give the view back: Mesa forgets it; the person stays in the columns and can be looked at again."""
        self.model.residents.forget(self.row)
        super().remove()


class Residents(Renamed, Sequence[Resident]):
    """All residents in order of row; a view is made, and registered with Mesa, on first touch."""

    RENAMED = renamed.RESIDENTS

    def __init__(self, model: mesa.Model, table: Columns) -> None:
        self.columns = table
        self._model = model
        self._views: dict[int, Resident] = {}

    def __len__(self) -> int:
        """Return the number of residents, with a view or without."""
        return len(self.columns)

    @overload
    def __getitem__(self, row: int) -> Resident: ...
    @overload
    def __getitem__(self, row: slice) -> list[Resident]: ...
    def __getitem__(self, row: int | slice) -> Resident | list[Resident]:
        """Return the view on `row`, the same object every time."""
        if isinstance(row, slice):
            return [self[i] for i in range(*row.indices(len(self)))]
        row = range(len(self))[row]
        view = self._views.get(row)
        if view is None:
            view = self._views[row] = Resident(self._model, self.columns, row)
        return view

    def select(self, which: NDArray[np.bool_]) -> AgentSet:
        """Return the residents of a mask of shape (n,) as a Mesa AgentSet."""
        return AgentSet([self[int(row)] for row in np.flatnonzero(which)], random=self._model.random)

    def create_views(self) -> None:
        """Make the views of all residents: for whoever asks Mesa for every agent."""
        if len(self._views) < len(self):
            with collection_paused():
                for row in range(len(self)):
                    self[row]

    def forget(self, row: int) -> None:
        """Drop the view on `row`."""
        self._views.pop(row, None)

    @property
    def n_views(self) -> int:
        """Return how many views exist."""
        return len(self._views)
