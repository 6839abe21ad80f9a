"""Who moves and grants staff 人员统筹与增配: streets, districts, and committees that ask (mech:C04, mech:C05, mech:C08).

:class:`~coprod.agents.committees.Committee`, :class:`~coprod.agents.street_offices.StreetOffice` and
:class:`~coprod.agents.districts.District` are the agents that decide. What follows, hours lent and borrowed, is in
:mod:`coprod.resources.staff_lending`; staff who follow a grown mandate are in :mod:`coprod.resources.means`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.committee_decisions import BEHIND_DAYS
from coprod.agents.decisions import Reason, decision
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_WEEK

STAFF = decision("street_office.staff", "weights by which a street divides movable staff among its communities",
                 "街道如何在社区间分配可调人手（按权重比例）", low=0.0)
MOVE = decision("district.move_staff", "weights by which a district divides movable staff among its streets",
                "区级如何在街道间分配可调人手（按权重比例）", low=0.0)
GRANT = decision(
    "district.grant_staff", "staff-hours a day that a district grants a desk in the end for its standing tasks",
    "区级最终为承担常设任务的社区、街道增配的人手（每日工时）", low=0.0)
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


@dataclass(frozen=True, slots=True, eq=False)
class Grown:
    """Mandates as districts see them when they grant staff: arrays of shape (n,), one entry for each desk."""

    desk: Ints
    """Number of the desk: committees first, then street offices."""
    district: Ints
    hours: Floats
    """Staff-hours a week that its standing tasks take."""
    posts: Floats
    """Regular hours a day of its own posts."""
    load: Floats
    """Hours asked of it over its regular hours."""
    usual: float
    """Share of the hours of standing tasks that gets staff as a rule (``mandate.means_share``), 0 to 1."""

    def __len__(self) -> int:
        """Return the number of desks."""
        return self.desk.size

    @property
    def daily(self) -> Floats:
        """Hours a day for which a desk gets staff as a rule."""
        return self.usual * self.hours / DAYS_PER_WEEK

    @property
    def share_of_posts(self) -> Floats:
        """Hours a day that every desk gets if its district divides those of all its desks by their posts."""
        pool, posts = np.bincount(self.district, self.daily), np.bincount(self.district, self.posts)
        each = np.divide(pool, posts, out=np.zeros_like(pool), where=posts > 0)
        return np.asarray(self.posts * each[self.district])


class _Weights(ABC):
    """A rule that weighs desks."""

    @abstractmethod
    def decide(self, seen: Posts) -> Floats:
        """Return the weight of every desk."""


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


@GRANT.rule("usual_share", "the usual share of what the desk's tasks take", "按常设任务工时的通常比例")
class UsualMeans:
    """Grants every desk the same share of what its standing tasks take, 费随事转 (mech:C01, mech:C05; src:huang2026)."""

    def decide(self, seen: Grown) -> Floats:
        """Return the hours a day that every desk is granted."""
        return seen.daily

    def explain(self, seen: Any) -> Reason:
        """Return why one desk is granted so much."""
        return Reason(f"Its standing tasks take {seen.hours:.1f} hours a week; {seen.usual:.0%} of that gets staff.",
                      f"常设任务每周{seen.hours:.1f}工时，其中{seen.usual:.0%}配备人手。")


@GRANT.rule("fair_share", "to every desk in proportion to its posts, whatever its tasks", "不论任务多少，按编制均摊")
class FairShare:
    """Divides what a district grants by the posts that desks have already (src:wildavsky1964; mech:C05).

    Budgets grow in steps from the base that everybody has, and everybody expects a fair share of the step. Assumed: the step is
    what the usual share would grant all desks of the district together.
    """

    def decide(self, seen: Grown) -> Floats:
        """Return the hours a day that every desk is granted."""
        return seen.share_of_posts

    def explain(self, seen: Any) -> Reason:
        """Return why one desk is granted so much."""
        return Reason(f"{seen.share_of_posts:.2f} hours a day are its share by posts; its tasks take {seen.hours:.1f} a week.",
                      f"按编制分得每日{seen.share_of_posts:.2f}工时；其常设任务每周{seen.hours:.1f}工时。")


@GRANT.rule("where_overloaded", "the usual share, only where more is asked than a desk has hours for", "仅在超负荷处按通常比例")
class WhereOverloaded:
    """Grants nothing to a desk that can still do its tasks in its hours (assumed; mech:C05)."""

    def decide(self, seen: Grown) -> Floats:
        """Return the hours a day that every desk is granted."""
        return np.where(seen.load > 1.0, seen.daily, 0.0)

    def explain(self, seen: Any) -> Reason:
        """Return why one desk is granted so much."""
        return Reason(f"It is asked for {seen.load:.2f} of its hours; above 1 {seen.usual:.0%} of its tasks get staff.",
                      f"其负荷为{seen.load:.2f}，超过1时常设任务的{seen.usual:.0%}配备人手。")


@ASK.rule("when_behind", f"asks when more is asked than it has hours for and {BEHIND_DAYS:g} days of work lie on its desk",
          f"超负荷且积压{BEHIND_DAYS:g}天以上时求助")
class WhenBehind:
    """Asks when it is overloaded and behind (assumed: load above 1, and more work on the desk than BEHIND_DAYS)."""

    DAYS = BEHIND_DAYS

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
