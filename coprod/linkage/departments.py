"""Functional departments 条线部门: each its own domain and its own queue.

Sources: mech:A15, mech:G01, mech:G02, mech:G08–mech:G10, mech:D10; note:B13.

A grave incident takes several departments. They must be linked, each pair of them or each with the linkage centre;
then work passes from one to the next, or all work at the same time where they sit together. A crew waits for those alone
whose part must come before its own; some follow it, and the others work beside it. Of some risks nobody is the owner, of
others several are. Without a common plan some things are done twice and others by nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

import simpy
from simpy.events import Event

from coprod.agents.decisions import RuleBook
from coprod.agents.departments import (
    AFTER,
    BEFORE,
    BESIDE,
    CHAINS,
    DEPARTMENTS,
    NONE,
    ONE,
    OWNERS,
    RISKS,
    Unsettled,
    chain_of,
    departments_involved,
    ownership_matrix,
    stages_of,
)
from coprod.kernel.formulas import waiting
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.station import Station
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import INCIDENT_TYPES

COORDINATION = RecordKind("coordination", "incidents that took several departments, or had no clear owner",
                          "须多部门协同或权责不清的事件", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "community": Field("i4", "", "community", "社区"),
    "asked": Field("f8", "minute", "when departments were asked", "开始协调时刻"),
    "owner": Field("u1", "", "owners of the risk", "风险主管部门", codes=OWNERS),
    "owner_minutes": Field("f4", "minutes", "until it was settled who leads", "确定牵头部门用时"),
    "departments": Field("u1", "", "departments it took", "参与部门数"),
    "links": Field("u1", "", "links to be made", "协调联系数"),
    "link_minutes": Field("f4", "minutes", "making these links, waiting for the centre included", "建立联系用时"),
    "handoffs": Field("u1", "", "hand-offs from one department to the next", "部门移交次数"),
    "handoff_minutes": Field("f4", "minutes", "from the links to the last department's being done, less its wait for the crew",
                             "各部门子任务总用时（不含等待队伍处置）"),
    "critical_minutes": Field("f4", "minutes", "… had all worked at once and no one waited", "若同时推进且无等待的用时"),
    "duplicates": Field("u1", "", "trips made twice", "重复出动次数"),
    "uncovered": Field("?", "", "a task that nobody covered at first", "是否有任务一度无人承接"),
    "idle_gap": Field("f4", "minutes", "crew at the scene waiting for departments that must go first",
                      "队伍到场后等待须先行部门的用时"),
    "avoidable": Field("f4", "minutes", "of the response, what clear duty and work at once would have saved",
                       "权责清晰、同时推进可节省的处置时间"),
})


@dataclass(slots=True)
class Joint:
    """What it took to bring the departments of an incident together."""

    incident: int
    community: int
    type: int
    asked: float
    departments: tuple[int, ...]
    stages: tuple[int, ...] = ()
    """When each of them does its part: before, beside or after the crew's work."""
    ready: Event | None = None
    """Happens when those that must go first have done their part; none if no crew has to wait for anybody."""
    owner: int = ONE
    owner_minutes: float = 0.0
    links: int = 0
    link_minutes: float = 0.0
    handoffs: int = 0
    handoff_minutes: float = 0.0
    critical_minutes: float = 0.0
    first_minutes: float = 0.0
    """What those that must go first would take if all worked at once and no one waited."""
    duplicates: int = 0
    uncovered: bool = False
    overlooked: int = 0
    """Place of the department whose task nobody covered at first, 0 if there is none."""

    @property
    def is_plain(self) -> bool:
        """Whether one department dealt with it and nobody doubted which."""
        return self.owner == ONE and len(self.departments) == 1


class Departments:
    """The departments of every district, shared by all incidents.

    Parameters
    ----------
    district_of : sequence of int
        District of each community.
    spend : callable
        Takes (community, staff-hours): what the community's street works for coordination.
    """

    def __init__(self, env: simpy.Environment, parameters: Parameters, streams: Streams, district_of: Sequence[int],
                 recorder: Recorder, spend: Callable[[int, float], None], rules: RuleBook | None = None) -> None:
        self.department, self.district, self.ownership = parameters.department, parameters.district, parameters.department
        self.env, self._uniform_scalar, self._recorder, self._spend = env, streams.uniform_scalar, recorder, spend
        self._district_of = district_of
        self._takes_on = (rules or RuleBook(parameters))["department.own"]
        self._lines = parameters.directive.lines
        self.owners = ownership_matrix(streams(Purpose.OWNERSHIP).random(RISKS), self.ownership.ownership_gap,
                                       self.ownership.ownership_overlap if self._lines > 1 else 0.0)
        """Owners of each kind of risk, codes in :data:`OWNERS`, shape (64,)."""
        self.works_together = self.department.joint_office or self.district.hub
        self._stations: dict[tuple[int, int], Station] = {}
        self._centres: dict[int, Station] = {}
        self._nobodys: list[int] = []

    def begin(self, incident: int, type_: int, severity: float, community: int) -> Joint:
        """Look up which departments an incident takes and whether it is clear whose it is."""
        chain = chain_of(type_, self._lines)
        n = departments_involved(severity, self.department.single, len(chain))
        stages = stages_of(type_, self._lines)[:n]
        ready = self.env.event() if BEFORE in stages[1:] else None
        joint = Joint(incident, community, type_, self.env.now, chain[:n], stages, ready)
        if len(CHAINS[INCIDENT_TYPES[type_]]) > 1:  # what has a rescue service of its own is nobody else's
            joint.owner = int(self.owners[int(self._uniform_scalar(Purpose.OWNERSHIP_RISK, incident) * RISKS)])
        return joint

    def settle_owner(self, joint: Joint) -> Generator[Event, Any, None]:
        """Find out who is in charge where nobody is, or several are, unless the first takes it on (mech:G01)."""
        if joint.owner == ONE or self._takes_on(self.unsettled(joint)):
            return
        if joint.owner == NONE:
            self._nobodys.append(joint.community)
        o = self.ownership
        mean = o.ownership_assign_minutes if joint.owner == NONE else o.ownership_dispute_minutes
        mean *= 1 - self.district.hub_authority * self.district.hub
        joint.owner_minutes = mean * waiting(self._uniform_scalar(Purpose.OWNERSHIP_SETTLE, joint.incident))
        yield self.env.timeout(joint.owner_minutes)

    def take_unowned(self) -> list[int]:
        """Return the communities of incidents that no department owned and none took on, since this was last asked."""
        unowned, self._nobodys = self._nobodys, []
        return unowned

    def unsettled(self, joint: Joint) -> Unsettled:
        """Return what the department that would lead sees of an incident of which it is unclear whose it is."""
        first = joint.departments[0]
        return Unsettled(joint.incident, joint.type, joint.owner, first, len(joint.departments),
                         self.open_cases(self._district_of[joint.community], first))

    def open_cases(self, district: int, department: int) -> int:
        """Return how many cases the officers of a department are dealing with or have waiting."""
        station = self._stations.get((district, department))
        return station.count + len(station.queue) if station else 0

    def officers_busy(self, district: int, department: int) -> int:
        """Return how many officers of a department are dealing with a case."""
        station = self._stations.get((district, department))
        return station.count if station else 0

    def join(self, joint: Joint, urgency: float, controlled: Event | None = None) -> Generator[Event, Any, None]:
        """Link the departments, and have each do its part in turn or at once (mech:G02, mech:G10, mech:D10).

        Those that follow the crew wait until the incident is `controlled`, if that is told.
        """
        helpers = range(1, len(joint.departments))
        began = self.env.now
        self._overlook(joint, len(helpers))
        yield from self._link(joint, urgency)
        joint.link_minutes = self.env.now - began
        joint.critical_minutes = max(self._work(joint, helper) for helper in helpers)
        first, beside, last = ([helper for helper in helpers if joint.stages[helper] == stage]
                               for stage in (BEFORE, BESIDE, AFTER))
        if controlled is None:
            beside, last = beside + last, []
        yield from self._work_before_and_beside(joint, first, beside, urgency)
        if last:
            assert controlled is not None, "who follows must be told when"
            yield controlled
            yield from self._timed(joint, self._work_through(joint, last, urgency))
        self._pay_for(joint, len(helpers))

    def _work_before_and_beside(self, joint: Joint, first: list[int], beside: list[int],
                                urgency: float) -> Generator[Event, Any, None]:
        """Have those who must go first do their part, tell the crew, and let the others finish."""
        meanwhile = [self.env.process(self._contribute(joint, helper, urgency)) for helper in beside if self.works_together]
        if first:
            joint.first_minutes = max(self._work(joint, helper) for helper in first)
            yield from self._timed(joint, self._work_through(joint, first, urgency))
        if joint.ready:
            joint.ready.succeed()
        rest = self._all(meanwhile) if self.works_together else self._work_through(joint, beside, urgency)
        yield from self._timed(joint, rest)

    def _work_through(self, joint: Joint, helpers: list[int], urgency: float) -> Generator[Event, Any, None]:
        """Let these departments do their part: at once where they sit together, else one after the other."""
        if self.works_together:
            yield from self._all([self.env.process(self._contribute(joint, helper, urgency)) for helper in helpers])
            return
        for helper in helpers:
            joint.handoffs += 1
            yield from self._hand_over(joint, helper)
            yield from self._contribute(joint, helper, urgency)

    def _all(self, events: list[simpy.Process]) -> Generator[Event, Any, None]:
        if events:
            yield self.env.all_of(events)

    def _timed(self, joint: Joint, work: Generator[Event, Any, None]) -> Generator[Event, Any, None]:
        """Add the minutes that some work takes to those of the departments."""
        began = self.env.now
        yield from work
        joint.handoff_minutes += self.env.now - began

    def duplicates(self, joint: Joint) -> int:
        """Return how many departments send a crew where one already goes, for want of a common plan (mech:G08)."""
        chance = self.department.duplicate * (1 - self.department.common_plan)
        joint.duplicates = sum(self._uniform(Purpose.DEPARTMENT_DUPLICATE, joint, helper) < chance
                               for helper in range(1, len(joint.departments)))
        return joint.duplicates

    def note(self, joint: Joint, arrived: float, idle_gap: float, waited_for_owner: float) -> None:
        """Write down how an incident was coordinated, and for how many minutes the response waited until somebody led."""
        if joint.is_plain:
            return
        at_best = joint.asked + waited_for_owner + joint.first_minutes - arrived
        avoidable = waited_for_owner + idle_gap - min(idle_gap, max(0.0, at_best))
        self._recorder.append(
            COORDINATION, incident=joint.incident, community=joint.community, asked=joint.asked, owner=joint.owner,
            owner_minutes=joint.owner_minutes, departments=len(joint.departments), links=joint.links,
            link_minutes=joint.link_minutes, handoffs=joint.handoffs, handoff_minutes=joint.handoff_minutes,
            critical_minutes=joint.critical_minutes, duplicates=joint.duplicates, uncovered=joint.uncovered,
            idle_gap=idle_gap, avoidable=avoidable)

    def _link(self, joint: Joint, urgency: float) -> Generator[Event, Any, None]:
        joint.links = links(len(joint.departments), self.district.hub)
        minutes = joint.links * self.department.link_minutes
        if self.district.hub:
            yield from self._centre(joint.community).serve(minutes, urgency)
        else:
            yield self.env.timeout(minutes)

    def _hand_over(self, joint: Joint, helper: int) -> Generator[Event, Any, None]:
        mean = self.department.handoff_minutes * (1 - self.department.informed)
        yield self.env.timeout(mean * waiting(self._uniform(Purpose.DEPARTMENT_HANDOFF, joint, helper)))

    def _contribute(self, joint: Joint, helper: int, urgency: float) -> Generator[Event, Any, None]:
        """Let a department do its part as soon as it knows of it and one of its officers is free."""
        if helper == joint.overlooked:
            minutes = self.department.notice_minutes * waiting(self._uniform_scalar(Purpose.DEPARTMENT_NOTICE, joint.incident))
            yield self.env.timeout(minutes)
        yield from self._station(joint, helper).serve(self._work(joint, helper), urgency)

    def _overlook(self, joint: Joint, helpers: int) -> None:
        """Find out whether each leaves a task to the others, and whose task it is (mech:G08)."""
        chance = self.department.uncovered * (1 - self.department.common_plan)
        uniform = self._uniform_scalar(Purpose.DEPARTMENT_UNCOVERED, joint.incident)
        joint.uncovered = uniform < chance
        if joint.uncovered:  # given that it is below the chance, its place there is uniform
            joint.overlooked = 1 + min(int(uniform / chance * helpers), helpers - 1)

    def _pay_for(self, joint: Joint, helpers: int) -> None:
        share = 1.0 if self.department.joint_office else self.department.informed
        self._spend(joint.community, share * self.department.joint_hours * helpers)

    def _work(self, joint: Joint, helper: int) -> float:
        return self.department.service_minutes * waiting(self._uniform(Purpose.DEPARTMENT_WORK, joint, helper))

    def _uniform(self, purpose: Purpose, joint: Joint, helper: int) -> float:
        return self._uniform_scalar(purpose, joint.incident * len(DEPARTMENTS) + helper)

    def _station(self, joint: Joint, helper: int) -> Station:
        key = (self._district_of[joint.community], joint.departments[helper])
        if key not in self._stations:
            self._stations[key] = Station(self.env, self.department.officers)
        return self._stations[key]

    def _centre(self, community: int) -> Station:
        district = self._district_of[community]
        if district not in self._centres:
            self._centres[district] = Station(self.env, self.district.hub_desks)
        return self._centres[district]


def links(n: int, hub: bool) -> int:
    """Return the links that n departments need: n(n − 1)/2 between every two, n through a hub (note:B13, mech:G10).

    One department needs none.
    """
    if n < 2:
        return 0
    return n if hub else n * (n - 1) // 2
