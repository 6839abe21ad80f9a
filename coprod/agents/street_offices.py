"""Street offices 街道办事处: whether to sign, whom to lend to, and what the front line may decide alone (mech:A04).

What follows from it stands in :mod:`coprod.linkage.approvals`, :mod:`coprod.linkage.mutual_aid` and
:mod:`coprod.resources`. All offices are one table; a :class:`StreetOffice` is the Mesa agent on one of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coprod.agents.deciding import Deciding, another
from coprod.agents.decisions import Reason, decision
from coprod.agents.inquiring import STREET, Inquiring, punishing, taking_up
from coprod.agents.lending import Appeal, Reciprocal
from coprod.agents.passing_up import OwnMatters, passing_up
from coprod.agents.signing import A_CASE, Case, Signing, Submission, signing
from coprod.agents.staffing import Posts
from coprod.agents.standing_tasks import Unowned
from coprod.kernel.arrays import Ints
from coprod.kernel.columns import ColumnAgent
from coprod.town.places import STREET_COLUMNS


@dataclass(frozen=True, slots=True)
class Request:
    """What a street office sees when the front line asks who must sign."""

    case: Case
    right: int
    """Highest level that must consent to the act whatever it costs; 0 for none."""
    thresholds: tuple[float, ...]
    """Sums above which each level must sign, yuan, not falling; one a level."""


SIGN = signing("street_office", "whether a street office signs a case or returns it for revision", "街道是签批还是退回修改")
LEND = decision("street_office.lend", "whether a street lends a neighbour a crew or goods", "街道是否向邻街出借队伍或物资",
                "truth")
DELEGATE = decision("street_office.delegate", "highest level that must sign, 0 if the front line decides alone",
                    "须签批到的最高层级（0为一线自行决定）", "code", 0, 5)
PASS_UP = passing_up("street_office", "chance that a street passes a case up that it could decide",
                     "街道把可自行决定的事项上交的概率")
TAKE_UP = taking_up("street_office", "chance that a street office takes an incident up", "街道对事件启动调查的概率")
PUNISH = punishing("street_office", "whether somebody is punished after a street office's inquiry", "街道调查后是否问责")


@LEND.rule("rivalry", "refuses as often as rivals do", "按竞争程度拒绝")
class Rivalry:
    """Refuses as many calls as streets do that are ranked against each other (mech:G13; src:wu2025)."""

    def decide(self, seen: Appeal) -> bool:
        """Return whether the street lends."""
        return seen.uniform >= seen.refusal

    def explain(self, seen: Appeal) -> Reason:
        """Return why the street lends or not."""
        answer = ("Lends", "出借") if self.decide(seen) else ("Refuses", "不出借")
        return Reason(
            f"{answer[0]}: ranked against each other, streets refuse {seen.refusal:.0%} of calls; "
            f"the draw is {seen.uniform:.2f}.",
            f"{answer[1]}：街道之间有排名竞争，拒绝{seen.refusal:.0%}的求助；本次随机数为{seen.uniform:.2f}。")


LEND.rule("reciprocal", "lends to those who lent", "有来有往，谁借过便借给谁")(Reciprocal)


@DELEGATE.rule("thresholds", "by sum of money and by right", "按金额与权限")
class Thresholds:
    """Every level signs whose sum is exceeded or whose right is touched (note:B7)."""

    def decide(self, seen: Request) -> int:
        """Return the highest level that must sign."""
        return len(levels_to_sign(seen.case.amount, seen.right, seen.thresholds))

    def explain(self, seen: Request) -> Reason:
        """Return why so many levels must sign."""
        n = self.decide(seen)
        who = (("No level must sign", "无须签批") if n == 0 else ("Level 1 must sign", "须经第1级签批") if n == 1
               else (f"Levels 1 to {n} must sign", f"须经第1至第{n}级签批"))
        right = (f" and touches a right of level {seen.right}", f"，所涉权限属第{seen.right}级") if seen.right else ("", "")
        return Reason(f"{who[0]}: the case costs {seen.case.amount:,.0f} yuan{right[0]}.",
                      f"{who[1]}：涉及资金{seen.case.amount:,.0f}元{right[1]}。")


@DELEGATE.rule("expertise", "whoever has no time decides alone", "来不及请示的由一线决定")
class Expertise:
    """The front line decides alone where the golden window is short; everything else goes by the thresholds.

    Decisions migrate to those who see the matter, whatever their rank (deference to expertise, src:weick_sutcliffe2001).
    Assumed: a window of up to half an hour is short.
    """

    window = 30.0
    """Minutes."""

    def decide(self, seen: Request) -> int:
        """Return the highest level that must sign."""
        return 0 if seen.case.urgency <= self.window else Thresholds().decide(seen)

    def explain(self, seen: Request) -> Reason:
        """Return why so many levels must sign."""
        if seen.case.urgency > self.window:
            return Thresholds().explain(seen)
        return Reason(f"The front line decides: only {seen.case.urgency:.0f} minutes are left to act in time.",
                      f"由一线决定：黄金时间仅{seen.case.urgency:.0f}分钟。")


class StreetOffice(Signing, Inquiring, Deciding, ColumnAgent):
    """One street office, a view on a row of the street offices' columns."""

    columns = STREET_COLUMNS
    decides_as = "street_office"
    inquires_at = STREET

    def lend(self, borrower: int | None = None, incident: int = 0, *, goods: bool = False) -> bool:
        """Return whether the office would now lend a crew, or goods, to another street for an incident.

        Parameters
        ----------
        borrower : int, optional
            Number of the other street; the next one of the district if omitted.

        Raises
        ------
        InputProblems
            If there is no such street, or it is this one.
        """
        return bool(self.decide("lend", borrower, incident, goods))

    def delegate(self, case: Case = A_CASE) -> int:
        """Return the highest level that must sign a case; 0 if the front line decides alone."""
        return int(self.decide("delegate", case))

    def staff(self) -> dict[int, float]:
        """Return the weights by which it would now divide movable staff among its communities, by number of the community."""
        seen = self._sees_staff()
        return dict(zip(seen.unit.tolist(), np.asarray(self.decide("staff"), dtype=float).tolist(), strict=True))

    def pass_up(self) -> float:
        """Return the chance that the office passes a case up that it could decide."""
        return float(np.asarray(self.decide("pass_up"))[0])

    def assign(self, tasks: Unowned | None = None) -> Ints:
        """Return who gets each of the `tasks` (a usual one of its first community if omitted): 0 the community, 1 itself."""
        return np.asarray(self.decide("assign", tasks))

    @property
    def load(self) -> float:
        """Share of the day that the office's desk was busy, 0 to 1."""
        desks = self.model.desk_load
        return float(desks[desks.size - len(self._table) + self.row])

    @property
    def open_cases(self) -> int:
        """Cases that its signers are dealing with or that wait for them now."""
        return int(self.model.emergency_field.ladder.open_cases("street", self.row))

    @property
    def open_incidents(self) -> int:
        """Incidents in its communities that are not under control."""
        whole = self.model
        return int(whole.emergency_field.under_way[np.asarray(whole.town.communities.street) == self.row].sum())

    @property
    def crews_out(self) -> int:
        """Crews of the street that are out now."""
        return int(self.model.emergency_field.crews.street_crews_out(self.row))

    @property
    def stocks(self) -> dict[str, int]:
        """Units of each item in its store."""
        return dict(self.model.emergency_field.reserves.in_store("street", self.row))

    def _sees_sign(self, case: Case = A_CASE, round_: int = 0) -> Submission:
        seen: Submission = self.model.emergency_field.ladder.submission(case, round_, "street", self.row)
        return seen

    def _sees_lend(self, borrower: int | None = None, incident: int = 0, goods: bool = False) -> Appeal:
        district = np.asarray(self.model.town.streets.district)
        beside = np.flatnonzero(district == district[self.row]).tolist()
        near = beside if len(beside) > 1 else range(district.size)
        to = another("street office", self.row, borrower, near, district.size)
        seen: Appeal = self.model.emergency_field.aid.street_appeal(incident, self.row, to, goods=goods)
        return seen

    def _sees_staff(self) -> Posts:
        seen: Posts = self.model.staff_lending.communities(self.model.desks.load, self.row)
        return seen

    def _sees_pass_up(self) -> OwnMatters:
        seen: OwnMatters = self.model.emergency_field.passing_up.sees("street", self.row)
        return seen

    def _sees_assign(self, tasks: Unowned | None = None) -> Unowned:
        if tasks is not None:
            return tasks
        whole = self.model
        first = np.flatnonzero(np.asarray(whole.town.communities.street) == self.row)[:1]
        loads, hours = whole.desks.load, np.full(first.size, whole.parameters.mandate.task_hours)
        own = loads[len(whole.town.communities) + np.full(first.size, self.row)]
        return Unowned(first, np.zeros(first.size, np.int64), hours, loads[first], own)

    def _sees_delegate(self, case: Case = A_CASE) -> Request:
        seen: Request = self.model.emergency_field.ladder.request(case)
        return seen


def levels_to_sign(amount: float, right: int, thresholds: Sequence[float]) -> list[int]:
    """Return the levels l ≤ L that must sign: those with amount > θ_l, or l ≤ the level that the right belongs to.

    Parameters
    ----------
    amount : float
        Yuan of reserve money.
    right : int
        Highest level that must consent to the act whatever it costs; 0 for none.
    thresholds : shape (L,)
        θ_1 … θ_L, not falling.
    """
    return [level for level, threshold in enumerate(thresholds, start=1) if amount > threshold or level <= right]
