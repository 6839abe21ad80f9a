"""Officials 官员 of a committee and its street: whether to hide what was found, or to put off what they should decide.

Once a week every official weighs the blame for acting off procedure against the blame for not acting, and looks at
colleagues: :data:`CONCEAL` and :data:`DEFER` (mech:P07, mech:G14, mech:T06; note:B9; src:zhou2008; src:hood2011). What is hidden,
put off and comes out stands in :mod:`coprod.linkage.accountability`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import mesa
import numpy as np

from coprod.agents.blame import Blamed, passing_blame
from coprod.agents.deciding import DecidingTogether
from coprod.agents.decisions import Reason, decision
from coprod.agents.passing_up import OwnMatters, passing_up
from coprod.kernel.arrays import Floats
from coprod.kernel.columns import BaseAgent

CONCEAL = decision(
    "official.conceal", "chance that an official is for keeping a found hazard off the record", "官员主张瞒报已发现隐患的概率",
    low=0, high=1)
DEFER = decision(
    "official.defer", "chance that an official is for putting off an urgent decision", "官员主张拖延紧急决定的概率",
    low=0, high=1)
PASS_UP = passing_up("official", "chance that a committee passes a case up that it could decide",
                     "居委会把可自行决定的事项上交的概率")
PASS_BLAME = passing_blame("official", "share of the blame for an incident that offices above put on the front line",
                           "上级事后推给一线的责任占比")


@dataclass(frozen=True, slots=True)
class OfficialsWeek:
    """What officials see when they weigh blame for a week: shape (C,), one entry for the officials of each committee."""

    colleagues: Floats
    """x̄, share of colleagues of the street who would rather hide, 0 to 1."""
    blame_for_action: Floats
    """a_A, expected blame for acting off procedure, raised by the fear that inquiries left."""
    blame_for_inaction: Floats
    """a_I, expected blame for not acting, raised likewise."""
    sensitivity: float
    """β, weight of blame."""
    peers: float
    """J, weight of colleagues."""
    work: Floats | float = 0.0
    """w, blame that the work which acting brings weighs as much as: nothing on an idle desk."""
    calm: float = 0.0
    """a_I as it was before anybody was frightened."""

    def __len__(self) -> int:
        """Return the number of committees."""
        return self.colleagues.size


@CONCEAL.rule("logit", "weighs blame and work and follows colleagues", "权衡问责与负荷并看同事")
@DEFER.rule("logit", "weighs blame and work and follows colleagues", "权衡问责与负荷并看同事")
class BlameLogit:
    """A logit of blame for acting and the work it brings against blame for not acting, with peers (src:brock_durlauf2001)."""

    weight = 1.0
    """Of blame for acting."""

    def decide(self, seen: OfficialsWeek) -> Floats:
        """Return the chance that an official is for it, for every committee."""
        drive = seen.sensitivity * (self.weight * seen.blame_for_action + seen.work - self.inaction(seen))
        return hide_probability(seen.colleagues, drive, seen.peers)

    def inaction(self, seen: Any) -> Floats:
        """Return the blame for not acting, as it is felt."""
        blame: Floats = seen.blame_for_inaction
        return blame

    def explain(self, seen: Any) -> Reason:
        """Return why the officials of one committee are so inclined."""
        action = self.weight * seen.blame_for_action
        work, inaction = float(seen.work), float(self.inaction(seen))
        return Reason(f"Acting is blamed {action:.2f} and its work weighs {work:.2f}, not acting is blamed {inaction:.2f}; "
                      f"{seen.colleagues:.0%} of colleagues would rather hide.",
                      f"作为的预期问责为{action:.2f}、工作量相当于{work:.2f}，不作为的问责为{inaction:.2f}；"
                      f"同事中{seen.colleagues:.0%}倾向隐瞒。")


@CONCEAL.rule("loss_averse", "blame for acting weighs 2.25 times", "作为招致的问责看得重2.25倍")
@DEFER.rule("loss_averse", "blame for acting weighs 2.25 times", "作为招致的问责看得重2.25倍")
class LossAverse(BlameLogit):
    """Blame for one's own act is a loss and weighs λ = 2.25 times (src:kahneman_tversky1979; src:tversky_kahneman1992).

    Assumed: doing nothing is the reference point, so blame for not acting is a gain forgone and weighs once.
    """

    weight = 2.25


@CONCEAL.rule("chilled", "fear makes acting alone look blamed", "畏惧只让人更怕作为")
@DEFER.rule("chilled", "fear makes acting alone look blamed", "畏惧只让人更怕作为")
class Chilled(BlameLogit):
    """After an inquiry officials shrink from acting, and what is not done looks no more blamed (src:wang2022_mandarins).

    Assumed: inquiries read records, which show what was done and not what was left undone.
    """

    def inaction(self, seen: Any) -> Floats:
        """Return the blame for not acting as it was before anybody was frightened."""
        return np.asarray(seen.calm)


@CONCEAL.rule("rule_bound", "never hides", "从不隐瞒")
@DEFER.rule("rule_bound", "never puts off: asks at once whenever it may", "从不拖延：凡事即刻请示")
class RuleBound:
    """Records what is found and asks those above whatever the blame (src:weber1922; src:merton1940).

    Assumed: the rules of procedure are known and no colleague can bend them.
    """

    def decide(self, seen: OfficialsWeek) -> Floats:
        """Return 0 for every committee."""
        return np.zeros(len(seen))

    def explain(self, seen: Any) -> Reason:
        """Return why."""
        return Reason("The rules say that it is recorded and asked at once.", "规定要求如实登记、即刻请示。")


class Officials(DecidingTogether, BaseAgent):
    """The officials of one committee and its street: a matter is hidden or put off only if all of them are for it.

    Parameters
    ----------
    model : mesa.Model
    row : int
        Number of the committee.
    """

    decides_as = "official"

    def __init__(self, model: mesa.Model, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def inclination(self) -> float:
        """Share of them who would rather hide than act, as of this week."""
        return float(self._accountability.hiding[self.row])

    @property
    def colleagues(self) -> float:
        """Share of the colleagues of their street who would."""
        return float(self.sees().colleagues)

    def conceal(self) -> float:
        """Return the chance that each of them is for keeping a found hazard off the record."""
        return float(self.decide("conceal"))

    def defer(self) -> float:
        """Return the chance that each of them is for putting off an urgent decision."""
        return float(self.decide("defer"))

    def pass_up(self) -> float:
        """Return the chance that they pass a case up that they could decide."""
        return float(self.decide("pass_up"))

    @property
    def _place(self) -> int:
        return self.row

    def _answer(self, what: str, seen: Any) -> Any:
        return self._rule(what)(seen) if what == "pass_blame" else super()._answer(what, seen)

    def _sees_conceal(self) -> OfficialsWeek:
        seen: OfficialsWeek = self._accountability.sees("hazard")
        return seen

    def _sees_defer(self) -> OfficialsWeek:
        seen: OfficialsWeek = self._accountability.sees("incident")
        return seen

    def pass_blame(self, level: int = 2, waited: float = 0.0) -> float:
        """Return the share of the blame that offices above would put on the front line after an inquiry of a level."""
        return float(self.decide("pass_blame", level, waited))

    def _sees_pass_blame(self, level: int = 2, waited: float = 0.0) -> Blamed:
        return Blamed(level, waited, self.model.parameters.accountability.passed_down)

    def _sees_pass_up(self) -> OwnMatters:
        seen: OwnMatters = self.model.emergency_field.passing_up.sees("committee")
        return seen

    @property
    def _accountability(self) -> Any:
        return self.model.emergency_field.accountability


def hide_probability(colleagues: Floats | float, drive: Floats | float, peers: float) -> Floats:
    """Return Λ(β(a_A − a_I) + J(2x̄ − 1)): the chance that an official hides, if a share x̄ of colleagues do.

    Parameters
    ----------
    colleagues : shape (n,)
        x̄, share of colleagues who hide.
    drive : float or shape (n,)
        β(a_A + w − a_I), how much more acting is blamed, or work, than not acting.
    peers : float
        J; above 2 there are two steady states (src:brock_durlauf2001 with a = drive − J, k = 2J).
    """
    return np.asarray(1 / (1 + np.exp(-(drive + peers * (2 * np.asarray(colleagues) - 1)))))
