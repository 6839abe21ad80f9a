"""Who moves staff 人员统筹: streets among communities, districts among streets, and committees that ask (mech:C04, mech:C08).

:class:`~coprod.agents.committees.Committee`, :class:`~coprod.agents.street_offices.StreetOffice` and
:class:`~coprod.agents.districts.District` are the agents that decide. What follows, hours lent and borrowed, is in
:mod:`coprod.resources.staff_lending`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import Reason, decision
from coprod.kernel.arrays import Floats, Ints

STAFF = decision("street_office.staff", "weights by which a street divides movable staff among its communities",
                 "街道如何在社区间分配可调人手（按权重比例）", low=0.0)
MOVE = decision("district.move_staff", "weights by which a district divides movable staff among its streets",
                "区级如何在街道间分配可调人手（按权重比例）", low=0.0)
ASK = decision("committee.ask_for_help", "whether to ask the street office for staff this week", "本周是否向街道求助人手",
               "truth")


@dataclass(frozen=True, slots=True, eq=False)
class Posts:
    """Desks among which staff may be moved, as the one above sees them: arrays of shape (n,)."""

    unit: Ints
    """Number of the community, or of the street, that each desk serves."""
    movable: Floats
    """Hours a day of its own posts that could be moved; posts follow the number of residents."""
    load: Floats
    """Hours asked of it over its regular hours."""
    incidents: Floats
    """Incidents of about the last month."""

    def __len__(self) -> int:
        """Return the number of desks."""
        return self.unit.size


@dataclass(frozen=True, slots=True, eq=False)
class Plea:
    """What committees see when they think of asking for staff: arrays of shape (C,)."""

    community: Ints
    load: Floats
    """Hours asked of each over its regular hours, mean of about a week."""
    backlog_days: Floats
    """Work on the desk in days of full capacity."""

    def __len__(self) -> int:
        """Return the number of committees."""
        return self.community.size


class _Weights:
    """A rule that weighs desks."""

    def decide(self, seen: Posts) -> Floats:
        """Return the weight of every desk."""
        raise NotImplementedError


@STAFF.rule("by_population", "by posts, which follow population: all stay where they are", "按人口定编，各守其岗")
@MOVE.rule("by_posts", "by posts: all stay where they are", "按编制，各守其岗")
class ByPosts(_Weights):
    """Leaves staff at the posts that they are paid for; posts are settled by population once and for all (fact:C4)."""

    def decide(self, seen: Posts) -> Floats:
        """Return the weight of every desk."""
        return seen.movable

    def explain(self, seen: Any) -> Reason:
        """Return why one desk gets so much."""
        return Reason(f"{seen.movable:.1f} hours a day are its own posts, and they stay.",
                      f"其编制每日有{seen.movable:.1f}工时可调，均留在原岗。")


@STAFF.rule("by_load", "more where more is asked of a desk", "哪里忙往哪里派")
@MOVE.rule("by_load", "more where more is asked of a desk", "哪里忙往哪里派")
class ByLoad(_Weights):
    """Divides in proportion to posts times load: equal work for equal hours (assumed)."""

    def decide(self, seen: Posts) -> Floats:
        """Return the weight of every desk."""
        return seen.movable * seen.load

    def explain(self, seen: Any) -> Reason:
        """Return why one desk gets so much."""
        return Reason(f"It is asked for {seen.load:.2f} of its hours.", f"其负荷为{seen.load:.2f}。")


@STAFF.rule("after_incidents", "more where incidents were", "哪里出事往哪里派")
@MOVE.rule("after_incidents", "more where incidents were", "哪里出事往哪里派")
class AfterIncidents(_Weights):
    """Sends people to where something has happened: attention follows events (assumed: one incident a month doubles it)."""

    def decide(self, seen: Posts) -> Floats:
        """Return the weight of every desk."""
        return seen.movable * (1 + seen.incidents)

    def explain(self, seen: Any) -> Reason:
        """Return why one desk gets so much."""
        return Reason(f"{seen.incidents:.1f} incidents in about a month.", f"近一个月约{seen.incidents:.1f}起事件。")


@ASK.rule("when_behind", "asks when more is asked than it has hours for and two days of work lie on its desk",
          "超负荷且积压两天以上时求助")
class WhenBehind:
    """Asks when it is overloaded and behind (assumed: load above 1, and more than two days of work on the desk)."""

    DAYS = 2.0

    def decide(self, seen: Plea) -> NDArray[np.bool_]:
        """Tell which committees ask."""
        return np.asarray((seen.load > 1.0) & (seen.backlog_days > self.DAYS))

    def explain(self, seen: Any) -> Reason:
        """Return why one committee asks or not."""
        asks = seen.load > 1.0 and seen.backlog_days > self.DAYS
        return Reason(f"{'Asks' if asks else 'Does not ask'}: it is asked for {seen.load:.2f} of its hours, and "
                      f"{seen.backlog_days:.1f} days of work lie on its desk.",
                      f"{'求助' if asks else '不求助'}：负荷{seen.load:.2f}，积压{seen.backlog_days:.1f}天。")


@ASK.rule("never", "never: who asks is thought weak", "从不求助，怕显得无能")
class NeverAsks:
    """Keeps its trouble to itself: to ask is to be marked down (assumed)."""

    def decide(self, seen: Plea) -> NDArray[np.bool_]:
        """Tell which committees ask."""
        return np.zeros(len(seen), dtype=bool)
