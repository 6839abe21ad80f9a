"""Volunteers 志愿者: whether to join, to leave, and to answer a call-out (note:B4).

A volunteer is a resident in a role. Once a week residents who could be won decide :data:`JOIN` and volunteers :data:`LEAVE`;
those called to an emergency decide :data:`ANSWER`. Load, burnout, skills and the counting of who comes stand in
:mod:`coprod.fields.long_term.volunteering`. A :class:`Volunteer` agent is made when somebody asks for one and leaves the
model when the resident leaves the role.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from math import log
from typing import Any, ClassVar

import mesa
import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.agents.deciding import DecidingTogether
from coprod.agents.decisions import Reason, decision
from coprod.agents.residents import RESIDENT_COLUMNS
from coprod.kernel.calendar import MONTHS_PER_YEAR
from coprod.kernel.columns import ColumnAgent, Columns
from coprod.parameters import Parameters

Floats = NDArray[np.floating]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What residents see who could be won as volunteers and are none: arrays of shape (n,)."""

    rows: Rows
    """Numbers of these residents."""
    joined: Floats
    """Share of those in the community who could be won that have joined, 0 to 1."""
    age: NDArray[np.integer]
    """Years."""
    trust: Floats
    """Trust in the local government, 0 to 1."""
    recruit: float
    """Monthly chance of being won by recruitment alone."""
    months: float
    """Length of the week, months."""

    def __len__(self) -> int:
        """Return how many there are."""
        return self.rows.size


@dataclass(frozen=True, slots=True)
class VolunteersWeek:
    """What volunteers see when they decide whether to stay: arrays of shape (n,)."""

    rows: Rows
    """Numbers of these residents."""
    burnout: Floats
    """0 to 1."""
    age: NDArray[np.integer]
    """Years."""
    skill: Floats
    """Level of the emergency skill, 0 to 1."""
    months: float
    """Length of the week, months."""

    def __len__(self) -> int:
        """Return the number of volunteers."""
        return self.rows.size


@dataclass(frozen=True, slots=True)
class CallOut:
    """What volunteers see who are called to an incident: arrays of shape (n,)."""

    rows: Rows
    """Numbers of these residents."""
    called: NDArray[np.integer]
    """How many are called with them, themselves included."""
    rested: Floats
    """1 − burnout, 0 to 1."""
    drive: Floats
    """What helping is worth to them beyond a usual resident of the default town, over the noise of choice."""

    def __len__(self) -> int:
        """Return how many are called."""
        return self.rows.size


JOIN = decision("volunteer.join", "chance of joining this week", "本周加入概率", low=0, high=1)
LEAVE = decision("volunteer.leave", "chance of leaving this week", "本周退出概率", low=0, high=1)
ANSWER = decision("volunteer.answer", "chance of answering a call-out", "应召概率", low=0, high=1)


@JOIN.rule("imitation", "won by recruitment, or because others joined", "因招募或从众而加入")
class ImitationJoin:
    """Recruitment wins some, those who have joined win others (src:bass1969)."""

    def __init__(self, parameters: Parameters) -> None:
        self._imitation = parameters.volunteer.imitation

    def decide(self, seen: Candidates) -> Floats:
        """Return the chance of everybody who could be won."""
        return join_probability(seen.joined, seen.recruit, self._imitation, seen.months)

    def explain(self, seen: Any) -> Reason:
        """Return what moves one resident to join."""
        follows = self._imitation * seen.joined
        return Reason(f"Recruitment wins {seen.recruit:.2%} a month, the example of the {seen.joined:.0%} who have joined "
                      f"{follows:.2%}.",
                      f"招募每月带来{seen.recruit:.2%}的加入概率，已加入的{seen.joined:.0%}所起的示范作用带来{follows:.2%}。")


@LEAVE.rule("burnout", "leaves the sooner the more burnt out", "越倦怠越易退出")
class BurnoutLeave:
    """A steady rate of leaving that burnout multiplies (src:demerouti2001)."""

    def __init__(self, parameters: Parameters) -> None:
        self._v = parameters.volunteer

    def decide(self, seen: VolunteersWeek) -> Floats:
        """Return the chance of every volunteer."""
        return leave_probability(seen.burnout, self._v.retention, self._v.burnout_exit, seen.months)

    def explain(self, seen: Any) -> Reason:
        """Return what drives one volunteer away."""
        times = float(np.exp(self._v.burnout_exit * seen.burnout))
        kept = self._v.retention
        return Reason(f"Of the rested, {kept:.0%} stay a year; burnout of {seen.burnout:.2f} multiplies leaving by {times:.2f}.",
                      f"未倦怠者一年后留存{kept:.0%}；倦怠程度{seen.burnout:.2f}使退出速率变为{times:.2f}倍。")


class _Answer(ABC):
    """A share of those called could come; some leave it to the others."""

    def __init__(self, parameters: Parameters) -> None:
        self._v = parameters.volunteer

    def decide(self, seen: CallOut) -> Floats:
        """Return the chance of every called volunteer to come."""
        return np.asarray(driven(self._v.call_prob, seen.drive) * seen.rested * self.share_who_help(seen.called))

    @abstractmethod
    def share_who_help(self, called: ArrayLike) -> Floats:
        """Return the share of those who could come that do not leave it to the others, by how many are called."""

    def explain(self, seen: Any) -> Reason:
        """Return why one called volunteer comes or does not."""
        could, left = float(driven(self._v.call_prob, seen.drive)) * seen.rested, 1 - float(self.share_who_help(seen.called))
        return Reason(f"Could come with a chance of {could:.1%}; with {seen.called} called, {left:.0%} leave it to the others.",
                      f"能够前往的概率为{could:.1%}；共召集{seen.called}人，其中{left:.0%}会指望他人。")


@ANSWER.rule("dilemma", "comes unless helping costs more than leaving it to others", "权衡相助代价与指望他人")
class DilemmaAnswer(_Answer):
    """The mixed equilibrium of the volunteer's dilemma (src:diekmann1985); where helping costs nothing, all who can come do."""

    def share_who_help(self, called: ArrayLike) -> Floats:
        """Return 1 − (c/b)^(1/(n−1))."""
        return answer_probability(called, 1.0, self._v.helping_cost)


@ANSWER.rule("bystander", "feels the less responsible the more are called", "被召集者越多责任感越弱")
class BystanderAnswer(_Answer):
    """Responsibility is diffused among all who are called: the share who help falls as n^−γ (src:darley_latane1968).

    Theirs were 85, 62 and 31 % with 1, 2 and 5 bystanders, which γ = 0.6 fits best. Assumed: that it goes on
    falling so in larger groups, and holds for people who have registered to help.
    """

    DIFFUSION = 0.6

    def share_who_help(self, called: ArrayLike) -> Floats:
        """Return n^−γ."""
        return np.asarray(np.maximum(called, 1) ** -self.DIFFUSION)


class Volunteer(DecidingTogether, ColumnAgent):
    """One registered volunteer, a view on the resident's row for as long as the resident is one."""

    columns: ClassVar = {name: RESIDENT_COLUMNS[name] for name in (
        "community", "age", "kind", "skilled", "registered", "acts", "volunteer", "burnout", "skill")}
    decides_as = "volunteer"

    def __init__(self, model: mesa.Model, table: Columns, row: int, forget: Callable[[int], None]) -> None:
        self._forget = forget
        super().__init__(model, table, row)

    def answer(self) -> float:
        """Return the chance of answering a call-out now."""
        return float(self.decide("answer"))

    def leave(self) -> float:
        """Return the chance of leaving in a week as it is now."""
        return float(self.decide("leave"))

    def _sees_answer(self) -> CallOut:
        seen: CallOut = self.model.volunteer_corps.asked(np.array([self.row]))  # type: ignore[attr-defined]
        return seen

    def _sees_leave(self) -> VolunteersWeek:
        seen: VolunteersWeek = self.model.volunteer_corps.serving(np.array([self.row]))
        return seen

    def remove(self) -> None:
        """Give the view back: Mesa and the corps forget it; the resident stays."""
        self._forget(self.row)
        super().remove()


def driven(chance: float, drive: ArrayLike) -> Floats:
    """Return the chance of somebody to whom acting is worth `drive` more than to a usual resident, whose chance is `chance`.

    The odds are multiplied by e^drive, as in a logit (src:mcfadden1974); a chance of 0 or 1 stays.
    """
    odds = chance * np.exp(np.asarray(drive, dtype=np.float64))
    return np.asarray(odds / (odds + 1 - chance))


def join_probability(share: ArrayLike, recruit: float, imitation: float, months: float) -> Floats:
    """Return the chance that a potential volunteer joins within `months`, nobody leaving.

    With the share F of potential volunteers who have joined, dF/dt = (p + qF)(1 − F) integrates to
    1 − (p + q) / ((p + qF) e^((p+q)t) + q(1 − F)); started from F = 0 this is Bass's curve itself.

    Parameters
    ----------
    share : F, 0 to 1; recruit : p, per month; imitation : q, per month.

    Source: src:bass1969; note:B4.
    """
    share = np.asarray(share, dtype=np.float64)
    p, q = recruit, imitation
    if p + q == 0:
        return np.zeros_like(share)
    return np.asarray(1 - (p + q) / ((p + q * share) * np.exp((p + q) * months) + q * (1 - share)))


def leave_hazard(retention: float) -> float:
    """Return the monthly rate of leaving that keeps the share `retention` for a year: −ln(retention)/12."""
    return -log(retention) / MONTHS_PER_YEAR


def leave_probability(burnout: ArrayLike, retention: float, drive: float, months: float) -> Floats:
    """Return the chance of leaving within `months`: 1 − exp(−h e^(β_B B) t) (src:demerouti2001; note:B4)."""
    hazard = leave_hazard(retention) * np.exp(drive * np.asarray(burnout, dtype=np.float64))
    return np.asarray(-np.expm1(-hazard * months))


def answer_probability(called: ArrayLike, available: ArrayLike, helping_cost: float) -> Floats:
    """Return the chance that one of n called volunteers comes: available · (1 − (c/b)^(1/(n−1))).

    The second factor is the mixed equilibrium of the volunteer's dilemma (src:diekmann1985); it is
    exactly 1 where helping costs nothing, or nobody else is called.
    """
    others = np.asarray(called, dtype=np.float64) - 1
    left_to_others = np.where(others > 0, helping_cost ** (1 / np.maximum(others, 1)), 0.0)
    return np.asarray(np.asarray(available) * (1 - left_to_others))
