"""Who takes on what no department owns 属地管理: whom a street gives it to, and whether a committee refuses (mech:C02, mech:C03).

:class:`~coprod.agents.street_offices.StreetOffice` and :class:`~coprod.agents.committees.Committee` are the agents that
decide. What follows, standing tasks on their desks, is in :mod:`coprod.fields.long_term.mandate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import Reason, decision
from coprod.kernel.arrays import Floats, Ints

COMMUNITY, STREET, DEPARTMENT = range(3)
"""Answers of :data:`ASSIGN`."""
SOURCES = ("request", "incident or hazard")
"""What nobody owned."""

ASSIGN = decision(
    "street_office.assign", "who gets a lasting task that nobody owns: 0 the community, 1 the street itself, 2 a department",
    "无主的长期任务交给谁：0社区，1街道自办，2退回部门", "code", 0, 2)
REFUSE = decision("committee.refuse_directive", "whether to refuse a standing task outside its list of duties",
                  "是否拒接清单之外的常设任务", "truth")


@dataclass(frozen=True, slots=True, eq=False)
class Unowned:
    """Lasting tasks that no department owns, as street offices see them: arrays of shape (n,)."""

    community: Ints
    """Where each has come up."""
    source: Ints
    """What nobody owned: code in :data:`SOURCES`."""
    hours: Floats
    """Staff-hours a week that it takes."""
    community_load: Floats
    """Hours asked of the committee over its regular hours."""
    street_load: Floats
    """The same at the street office."""

    def __len__(self) -> int:
        """Return the number of tasks."""
        return self.community.size


@dataclass(frozen=True, slots=True, eq=False)
class Handed:
    """Standing tasks that streets hand down, as committees see them: arrays of shape (n,)."""

    community: Ints
    hours: Floats
    """Staff-hours a week that each takes."""
    load: Floats
    """Hours asked of the committee over its regular hours."""
    access: float
    """How far the rule is enforced that committees may refuse what is not on their list, 0 to 1 (``mandate.access``)."""
    uniform: Floats
    """Draw of the task, in (0, 1)."""

    def __len__(self) -> int:
        """Return the number of tasks."""
        return self.community.size


@ASSIGN.rule("territorial", "whatever is in its territory is the community's", "属地管理，一律交社区")
class Territorial:
    """Hands every such task to the community where it came up: territorial responsibility (src:huang2026)."""

    def decide(self, seen: Unowned) -> Ints:
        """Return who gets each task."""
        return np.full(len(seen), COMMUNITY)

    def explain(self, seen: Any) -> Reason:
        """Return why one task goes where it goes."""
        return Reason(f"No department owns it, and it came up in community {seen.community}.",
                      f"没有部门主管，事发地为社区{seen.community}，按属地管理交办。")


@ASSIGN.rule("less_loaded", "whoever is less loaded, the community or the street", "社区与街道谁负荷轻谁承担")
class LessLoaded:
    """Keeps a task at the street office where that is less loaded than the committee (assumed)."""

    def decide(self, seen: Unowned) -> Ints:
        """Return who gets each task."""
        return np.where(seen.street_load < seen.community_load, STREET, COMMUNITY)

    def explain(self, seen: Any) -> Reason:
        """Return why one task goes where it goes."""
        return Reason(f"The street office is asked for {seen.street_load:.2f} of its hours, the committee for "
                      f"{seen.community_load:.2f}.", f"街道负荷{seen.street_load:.2f}，社区负荷{seen.community_load:.2f}。")


@REFUSE.rule("by_the_list", "refuses what the access rule lets it refuse", "准入制度允许拒绝的即拒绝")
class ByTheList:
    """Refuses what is outside its list as far as the access rule is enforced (src:xicheng_access2018)."""

    def decide(self, seen: Handed) -> NDArray[np.bool_]:
        """Tell which tasks are refused."""
        return np.asarray(seen.uniform < seen.access)

    def explain(self, seen: Any) -> Reason:
        """Return why one task is refused or not."""
        answer = ("Refuses", "拒接") if seen.uniform < seen.access else ("Takes it on", "承接")
        return Reason(f"{answer[0]}: the access rule holds in {seen.access:.0%} of cases; the draw is {seen.uniform:.2f}.",
                      f"{answer[1]}：准入制度在{seen.access:.0%}的情形下得到执行；随机数为{seen.uniform:.2f}。")


@REFUSE.rule("when_overloaded", "refuses only while it is asked for more than its hours", "超负荷时才依规拒绝")
class RefusesWhenOverloaded(ByTheList):
    """Uses the access rule only while more is asked than it has hours for: who refuses is marked down (assumed)."""

    def decide(self, seen: Handed) -> NDArray[np.bool_]:
        """Tell which tasks are refused."""
        return super().decide(seen) & (seen.load > 1.0)

    def explain(self, seen: Any) -> Reason:
        """Return why one task is refused or not."""
        if seen.load > 1.0:
            return super().explain(seen)
        return Reason(f"Takes it on: it is asked for {seen.load:.2f} of its hours.", f"承接：负荷为{seen.load:.2f}，未超负荷。")
