"""Cascades 级联: one failure that brings others, until utilities restore what failed first.

Sources: mech:T16, mech:T17, mech:F07, mech:S03, mech:A16.

A service that depends on one that is out goes on as long as its backup lasts. If the outage lasts longer, it may fail
too, and comes back with what it depends on. People then get stuck in lifts, equipment at home stops, water rises, and a
community whose telecom is out is an island: reports and orders have to be carried (note:B12).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from coprod.kernel.arrays import Floats
from coprod.kernel.arrivals import poisson_count
from coprod.kernel.calendar import DAYS_PER_YEAR, MINUTES_PER_DAY, MINUTES_PER_HOUR, month
from coprod.kernel.formulas import refusals, waiting
from coprod.kernel.incident import Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters, groups
from coprod.parameters.codes import ARREST, DISORDER, LIFT, UTILITY, WATERLOGGING
from coprod.town import infrastructure
from coprod.town.infrastructure import METRO, POWER, PUMP, ROAD, SERVICES, TELECOM, dependencies, inoperability
from coprod.town.places import REFERENCE_DRAINAGE

if TYPE_CHECKING:
    from coprod.town import Town

NOTHING_BEFORE = -1
NO_INCIDENT = -1
HOUSEHOLD = (POWER, PUMP, TELECOM)
"""Services that every household uses: whoever is without any of them is without service."""
USUAL = groups.Infrastructure()
"""Coupling and backup as they are by default: what the reference response finds."""
OUTAGE = RecordKind("outage", "services that failed", "中断的设施服务", {
    "incident": Field("i8", "", "incident that began it, -1 if a shock did", "起始突发事件，-1 表示由灾害冲击直接造成"),
    "community": Field("i4", "", "community", "社区"),
    "service": Field("u1", "", "service", "设施服务", codes=SERVICES),
    "because": Field("i1", "", "service that it depends on (number in SERVICES), -1 if it failed first",
                     "牵连它的服务序号，-1 表示最先中断"),
    "failed": Field("f8", "minute", "when it failed", "中断时刻"),
    "restored": Field("f8", "minute", "when it was back", "恢复时刻"),
    "refusals": Field("u1", "calls", "calls that the utility put off", "被推托的呼叫次数"),
    "inoperability": Field("f8", "services", "services out of action in the mean if this one is, itself included",
                           "该服务中断时平均受牵连的服务数（含自身）"),
    "person_hours": Field("f8", "person-hours", "hours without a service of every household that it added",
                          "由此增加的居民失去公用服务的时长"),
    "avoidable_hours": Field("f8", "person-hours", "… of these, had the utility come at once", "其中公用单位即到则可避免的时长"),
})

Uniform = Callable[[int, int], float]
"""Uniform random numbers of the dependence of one service on another: (on, what)."""


@dataclass(frozen=True, slots=True)
class Outage:
    """A service out of action between two minutes."""

    service: int
    because: int
    failed: float
    restored: float


@lru_cache(maxsize=64)
def services(lifeline: groups.Infrastructure) -> tuple[nx.DiGraph, list[float]]:
    """Return what depends on what (read only), and how many services are out in the mean for each that fails."""
    graph = dependencies(lifeline)
    spread = [sum(inoperability(graph, {service: 1.0}, lifeline.coupling).values()) for service in range(len(SERVICES))]
    return graph, spread


class Lifelines:
    """The services of all communities: whole but for the outages that are on."""

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder) -> None:
        self.lifeline, self._law = parameters.infrastructure, parameters.request
        self._uniform_scalar, self._recorder = streams.uniform_scalar, recorder
        self._communities = town.communities
        self._flood_season = range(parameters.incident.flood_first, parameters.incident.flood_last + 1)
        self._graph, self._inoperable = services(self.lifeline)
        self._firsts = first_failures(parameters)
        self.has_phone = streams.uniform(Purpose.LIFELINE_PHONE, np.arange(len(town.communities))) < self.lifeline.sat_phone
        size = town.communities.residents / town.communities.residents.mean()
        drains = max(0.0, parameters.town.drainage - REFERENCE_DRAINAGE) * parameters.town.drainage_cost * size
        self.daily_cost: Floats = (self.lifeline.backup * self.lifeline.backup_cost * size + drains
                                   + self.has_phone * self.lifeline.sat_phone_cost) / DAYS_PER_YEAR
        """Yuan a day that backup, satellite telephones and better drains cost, shape (C,)."""
        self.without = np.zeros(len(town.communities))
        """Person-hours without a household service since residents' trust last followed them, shape (C,)."""
        self._outages: dict[tuple[int, int], list[Outage]] = {}

    def strike(self, incident: Incident) -> list[tuple[int, float]]:
        """Let an incident break services; return type and minute of the incidents that come of it."""
        first = self._first(incident)
        if first is None:
            return []
        refused = int(refusals(self._uniform(Purpose.LIFELINE_REFUSAL, incident), refusal_probability(self._law)))
        repair = self.lifeline.outage * waiting(self._uniform(Purpose.LIFELINE_REPAIR, incident))
        hours = repair + refused * self._law.law_recall_hours
        outages = self._spread(incident, first, hours, self.lifeline)
        prompt = self._spread(incident, first, repair, USUAL)
        self._record(incident, outages, refused, without_service(prompt))
        return [struck for outage in outages for struck in self._harm(incident, outage)]

    def _spread(self, incident: Incident, first: int, hours: float, lifeline: groups.Infrastructure) -> list[Outage]:
        """Return the outages of an incident whose first failure lasts so many hours, coupling and backup as in `lifeline`."""
        return spread(
            self._graph, first, incident.minute, hours * MINUTES_PER_HOUR, lifeline.coupling, lifeline.backup * MINUTES_PER_HOUR,
            lambda on, what: self._uniform(Purpose(f"lifeline.{SERVICES[what]} on {SERVICES[on]}"), incident))

    def cut(self, service: int, community: int, minute: float, minutes: float) -> None:
        """Put one service out of action for some minutes, whatever depends on it going on: a road under water."""
        outage = Outage(service, NOTHING_BEFORE, minute, minute + minutes)
        self._note(NO_INCIDENT, community, outage, minute, 0, without_service([outage]))

    def until(self, service: int, community: int, minute: float) -> float:
        """Return the minute at which a service that is out now will be back; `minute` itself if it is not out."""
        known = self._outages.get((service, community), [])
        return max((one.restored for one in known if one.failed <= minute < one.restored), default=minute)

    def silence(self, community: int, minute: float, uniform: float) -> float:
        """Return the minutes that a report or an order is held up: until telephones work or a messenger is there."""
        if self.has_phone[community]:
            return 0.0
        return min(self.until(TELECOM, community, minute) - minute, self.lifeline.messenger * waiting(uniform))

    def detour(self, community: int, minute: float) -> float:
        """Return travel relative to that on a free road."""
        return 1 + self.lifeline.detour * (self.until(ROAD, community, minute) > minute)

    def _first(self, incident: Incident) -> int | None:
        """Return the service that an incident breaks, if any."""
        services, edges = self._firsts.get(incident.type, ((), np.empty(0)))
        place = int(np.searchsorted(edges, self._uniform(Purpose.LIFELINE_FIRST, incident), side="right"))
        return services[place] if place < len(services) else None

    def _record(self, incident: Incident, outages: list[Outage], refused: int, prompt_hours: float) -> None:
        """Keep the outages of an incident; the first of a household service bears the hours without, the others none."""
        bearer = next((outage for outage in outages if outage.service in HOUSEHOLD), None)
        hours = without_service(outages)
        for outage in outages:
            bears = outage is bearer
            self._note(incident.id, incident.community, outage, incident.minute, refused, bears * hours, bears * prompt_hours)

    def _note(self, incident: int, community: int, outage: Outage, minute: float, refused: int, hours: float,
              prompt_hours: float | None = None) -> None:
        """Remember and record an outage; forget those that are over at `minute`.

        Parameters
        ----------
        hours, prompt_hours : float
            Hours without service that it adds, and those had the utility come at once; None if no utility could.
        """
        place, residents = (outage.service, community), int(self._communities.residents[community])
        still_on = [one for one in self._outages.get(place, []) if one.restored > minute]
        self._outages[place] = [*still_on, outage]
        self.without[community] += residents * hours
        spared = 0.0 if prompt_hours is None else max(0.0, hours - prompt_hours)
        self._recorder.append(
            OUTAGE, incident=incident, community=community, service=outage.service, because=outage.because,
            failed=outage.failed, restored=outage.restored, refusals=min(refused, 255),
            inoperability=self._inoperable[outage.service], person_hours=residents * hours, avoidable_hours=residents * spared)

    def _harm(self, incident: Incident, outage: Outage) -> Iterator[tuple[int, float]]:
        """Yield type and minute of each incident that comes of one outage."""
        p, place = self.lifeline, incident.community
        rains = month(int(outage.failed // MINUTES_PER_DAY)) in self._flood_season
        kind, mean = {
            infrastructure.LIFT: (LIFT, p.entrapments * float(self._communities.lifts[place])),
            infrastructure.MEDICAL: (ARREST, p.arrests * float(self._communities.vulnerable[place]) / 1000),
            PUMP: (WATERLOGGING, p.floods * rains),
            METRO: (DISORDER, p.crushes),
        }.get(outage.service, (DISORDER, 0.0))
        for _ in range(poisson_count(self._uniform(Purpose(f"lifeline.harm by {SERVICES[outage.service]}"), incident), mean)):
            yield kind, outage.failed

    def _uniform(self, purpose: Purpose, incident: Incident) -> float:
        return self._uniform_scalar(purpose, incident.id)


def spread(graph: nx.DiGraph, first: int, minute: float, minutes: float, coupling: float, backup: float,
           uniform: Uniform) -> list[Outage]:
    """Return all outages that follow when `first` fails for some `minutes`, in order of time.

    What depends on a failed service follows it after its backup, with chance κ a, if the outage lasts longer: with
    exponential outages of mean D̄ each step has chance κ a e^(−b/D̄).
    """
    due = [(minute, first, NOTHING_BEFORE, minute + minutes)]
    failed: dict[int, Outage] = {}
    while due:
        at, service, because, back = heapq.heappop(due)
        if service in failed:
            continue
        failed[service] = Outage(service, because, at, back)
        for what, weight in ((what, edge["weight"]) for what, edge in graph[service].items()):
            if what not in failed and back - at > backup and uniform(service, what) < coupling * weight:
                heapq.heappush(due, (at + backup, what, service, back))
    return list(failed.values())


def without_service(outages: list[Outage]) -> float:
    """Return the hours from the first failure of a household service to its return; all come back with what failed first."""
    ours = [outage for outage in outages if outage.service in HOUSEHOLD]
    return (max(one.restored for one in ours) - min(one.failed for one in ours)) / MINUTES_PER_HOUR if ours else 0.0


def refusal_probability(law: groups.Request) -> float:
    """Return r (1 − d e): the chance that a call is put off, as far as no duty d that is enforced (e) forbids it (mech:D12)."""
    return law.law_refusal * (1 - law.law_linkage_duty * law.law_enforcement)


def first_failures(parameters: Parameters) -> dict[int, tuple[tuple[int, ...], Floats]]:
    """Return by type of incident which services it may break, and the cumulative chances of each."""
    table = {}
    for kind, prefix in ((UTILITY, "utility"), (WATERLOGGING, "water")):
        services = tuple(s for s, name in enumerate(SERVICES) if hasattr(parameters.infrastructure, f"{prefix}_{name}"))
        probabilities = [getattr(parameters.infrastructure, f"{prefix}_{SERVICES[service]}") for service in services]
        table[kind] = services, np.cumsum(probabilities)
    return table
