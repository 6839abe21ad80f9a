"""Crews 处置队伍: street crews, district teams and ambulances, shared by all incidents (mech:A04, mech:A17)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import simpy
from numpy.typing import NDArray
from simpy.resources.resource import PriorityRequest

from coprod.agents.decisions import BoundRule, RuleBook
from coprod.agents.dispatching import AMBULANCE as AMBULANCE
from coprod.agents.dispatching import CITY as CITY
from coprod.agents.dispatching import CREWS as CREWS
from coprod.agents.dispatching import DISTRICT as DISTRICT
from coprod.agents.dispatching import NO_CREW as NO_CREW
from coprod.agents.dispatching import STREET as STREET
from coprod.agents.dispatching import Alarm
from coprod.kernel.formulas import uniform_around
from coprod.kernel.incident import Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.station import Station
from coprod.linkage.borders import neighbours
from coprod.linkage.dispatch import Claim, Pool, Priority
from coprod.linkage.mutual_aid import DISTRICT_LENT, OWN, STREET_LENT, Aid
from coprod.parameters import Parameters, groups
from coprod.resources.crew_stations import CrewStations


@dataclass(frozen=True, slots=True)
class Call:
    """A call for a crew: ``with call.turn: yield call.turn``, and then `way` minutes of travel."""

    turn: PriorityRequest | Claim
    own_way: float = 0.0
    lent_by: int = OWN
    """Who sends it (code in :data:`~coprod.linkage.mutual_aid.LENDERS`), if not the street or district itself."""
    home: int = 0
    """Place of a pool that is the community's own."""
    idle: int = 0
    """Crews that were at no incident when the call came: of the place that was asked, or of the whole pool."""
    street: int = 0
    """Street whose crews these are, if they are a street's."""

    @property
    def way(self) -> float:
        """Minutes of travel of the crew that is sent."""
        return self.turn.way if isinstance(self.turn, Claim) else self.own_way

    @property
    def lender(self) -> int:
        """Who sent the crew."""
        if isinstance(self.turn, Claim) and self.lent_by == OWN and self.turn.place != self.home:
            return STREET_LENT
        return self.lent_by


class Crews:
    """All crews of the town, made when first called.

    Parameters
    ----------
    street_of : shape (C,)
        Street of each community.
    district_of : shape (S,)
        District of each street.
    """

    def __init__(self, env: simpy.Environment, parameters: groups.Crew, street_of: NDArray[np.integer],
                 district_of: NDArray[np.integer], uniform_scalar: Callable[[Purpose, int, int], float],
                 allocation: groups.District | None = None, aid: Aid | None = None,
                 allocate: BoundRule | None = None, dispatch: BoundRule | None = None,
                 stations: CrewStations | None = None) -> None:
        self._env, self._crew, self._uniform_scalar = env, parameters, uniform_scalar
        self._street_of, self._district_of = street_of.tolist(), district_of.tolist()
        self._size, self._given = _sizes(parameters), stations or CrewStations()
        self._travel = {STREET: parameters.street_travel, DISTRICT: parameters.district_travel,
                        AMBULANCE: parameters.ambulance_travel}
        self._aid, self._n_districts = aid, max(self._district_of) + 1
        self._allocation = allocation or groups.District()
        self.is_pooled = self._allocation.allocation_rule != "local"
        """Whether the crews of a district are one pool (mech:D02)."""
        self._allocate = allocate or RuleBook(Parameters(district=self._allocation))["district.allocate"]
        self._dispatch = dispatch or RuleBook(Parameters())["district.dispatch"]
        self._ways_of_kinds = tuple(self._travel.get(kind, 0.0) for kind in range(len(CREWS)))
        self._stations: dict[tuple[int, int], Station] = {}
        self._place_of: dict[Station, int] = {}
        self._pools: dict[tuple[int, int], Pool] = {}
        self._standing_by: dict[int, dict[int, float]] = {}

    def resize(self) -> None:
        """Have as many crews as the parameters say by now; those that are out come back before they are withdrawn."""
        before = {key: self._numbers(*key) for key in self._pools}
        self._size = _sizes(self._crew)
        for (kind, place), station in self._stations.items():
            station.resize(self.number(kind, place))
        for key, pool in self._pools.items():
            pool.add([now - then for now, then in zip(self._numbers(*key), before[key], strict=True)])

    def stand_by(self, communities: Iterable[int], warning: int, factor: float) -> None:
        """Let crews stand by near communities because of a warning: their way is this factor of the usual one."""
        for community in communities:
            self._standing_by.setdefault(community, {})[warning] = factor

    def stand_down(self, communities: Iterable[int], warning: int) -> None:
        """Let the crews that stood by because of a warning go home."""
        for community in communities:
            self._standing_by.get(community, {}).pop(warning, None)

    def _numbers(self, kind: int, district: int) -> list[int]:
        """Return how many crews of a kind there are at each place of a district's pool."""
        return [self.number(kind, place) for place in (self._streets_in(district) if kind == STREET else [district])]

    def number(self, kind: int, place: int) -> int:
        """Return how many crews of a kind a street or district has."""
        return max(1, self._size[kind] + self._given.more.get((kind, place), 0))

    def nearness(self, kind: int, community: int) -> float:
        """Return the way of a crew to a community relative to the mean one, by its station and the area: 1 without tables."""
        return self._given.ways[kind][community] if kind in self._given.ways else 1.0

    def way_factor(self, community: int, minute: float) -> float:
        """Return the way of a crew to a community at a minute relative to the usual one: less where crews stand by (mech:S07)."""
        standing_by = self._standing_by.get(community)
        return min(standing_by.values(), default=1.0) if standing_by else 1.0

    def kind_for(self, incident: Incident) -> int:
        """Return which kind of crew the district sends to an incident (code in :data:`CREWS`)."""
        return int(self._dispatch(self.alarm(incident.type, incident.severity, incident.community)))

    def alarm(self, type_: int, severity: float, community: int) -> Alarm:
        """Return what a district's dispatch centre sees of a call from a community."""
        free = tuple(kind in self._size and self._could_leave(kind, community) for kind in range(len(CREWS)))
        return Alarm(type_, severity, self._crew.specialised, free, self._ways_of_kinds)

    def _could_leave(self, kind: int, community: int) -> bool:
        if self.is_pooled:
            return self.pool(kind, self._district_of[self._street_of[community]]).is_free
        return is_free(self.station(kind, community))

    def call(self, kind: int, incident: Incident, uniform: float, priority: Priority) -> Call:
        """Call for a crew to an incident that has this draw in travel: one of those who are sent, or any of the pool."""
        if not self.is_pooled:
            station, way, lender = self.offer(kind, incident, uniform)
            if lender != OWN:
                self._note_loan(kind, self._place_of[station], incident)
            idle, place = station.free, self._place_of[station]
            return Call(station.turn(priority.window), way, lender, idle=idle, street=place)
        community = incident.community
        own = self.pool(kind, self._district_of[self._street_of[community]])
        if not own.is_free:
            for side in self._helpful(incident):
                pool = self.pool(kind, side)
                if pool.is_free:
                    self._note_loan(DISTRICT, side, incident)
                    ways = [self._way_over(side, kind, incident)] * len(pool.free)
                    return Call(pool.ask(priority, ways), lent_by=DISTRICT_LENT)
        streets = self._streets_in(self._district_of[self._street_of[community]])
        home = streets.index(self._street_of[community]) if kind == STREET else 0
        idle = sum(own.free) if own.is_free else 0
        return Call(own.ask(priority, self._ways(kind, incident, uniform)), home=home, idle=idle,
                    street=self._street_of[community])

    def call_again(self, kind: int, incident: Incident, uniform: float, priority: Priority) -> Call:
        """Call for a further crew of the street's own, if there is no pool."""
        if self.is_pooled:
            return self.call(kind, incident, uniform, priority)
        return Call(self.station(kind, incident.community).turn(priority.window), self.travel(kind, uniform))

    def pool(self, kind: int, district: int) -> Pool:
        """Return all crews of this kind in a district."""
        if (kind, district) not in self._pools:
            self._pools[kind, district] = Pool(self._env, self._numbers(kind, district), self._allocate,
                                               self._allocation.allocation_batch)
        return self._pools[kind, district]

    def street_crews_out(self, street: int) -> int:
        """Return how many crews of a street are out."""
        district = self._district_of[street]
        if (STREET, district) in self._pools:
            return self.number(STREET, street) - self._pools[STREET, district].free[self._streets_in(district).index(street)]
        return self._station(STREET, street).count

    def district_teams_out(self, district: int) -> int:
        """Return how many teams of a district are out."""
        if (DISTRICT, district) in self._pools:
            return self.number(DISTRICT, district) - sum(self._pools[DISTRICT, district].free)
        return self._station(DISTRICT, district).count

    def _ways(self, kind: int, incident: Incident, uniform: float) -> list[float]:
        """Return the minutes that each place of a pool is away."""
        own = self.travel(kind, uniform)
        if kind != STREET:
            return [own]
        street = self._street_of[incident.community]
        return [own if other == street else self._way_from(other, incident)
                for other in self._streets_in(self._district_of[street])]

    def _streets_in(self, district: int) -> list[int]:
        return [street for street, place in enumerate(self._district_of) if place == district]

    def station(self, kind: int, community: int) -> Station:
        """Return the crews of this kind that serve a community."""
        street = self._street_of[community]
        return self._station(kind, street if kind == STREET else self._district_of[street])

    def travel(self, kind: int, uniform: float) -> float:
        """Return the minutes from a crew's leaving to its arrival."""
        return uniform_around(self._travel[kind], self._crew.spread, uniform)

    def assign(self, kind: int, incident: Incident, uniform: float) -> tuple[Station, float]:
        """Return the crews that are sent, and the minutes from leaving to arrival of one that has this draw (mech:S07)."""
        return self.offer(kind, incident, uniform)[:2]

    def offer(self, kind: int, incident: Incident, uniform: float) -> tuple[Station, float, int]:
        """Return the crews that are sent, their minutes of travel, and who sends them: the nearest that are free."""
        own = self.station(kind, incident.community), self.travel(kind, uniform), OWN
        free = list(self._of_neighbours(kind, incident, is_free(own[0])))
        if kind == STREET and self._crew.dispatch == "nearest":
            free += [offer for offer in self._of_other_streets(incident) if is_free(offer[0])]
        if not free:
            return own
        return min([own, *free] if is_free(own[0]) else free, key=lambda offer: offer[1])

    def _of_neighbours(self, kind: int, incident: Incident, own_is_free: bool) -> Iterator[tuple[Station, float, int]]:
        """Yield free crews of neighbouring districts: across a border, and teams where the district's are all out (mech:D01)."""
        for side in self._helpful(incident):
            at_border = side == self._across(incident)
            if at_border or (kind != STREET and not own_is_free):
                station = self._station(kind, self._streets_in(side)[0] if kind == STREET else side)
                if is_free(station):
                    yield station, self._way_over(side, kind, incident), DISTRICT_LENT

    def _helpful(self, incident: Incident) -> list[int]:
        """Return the neighbouring districts that help with an incident."""
        if self._aid is None or not self._aid.sends_crews:
            return []
        own = self._district_of[self._street_of[incident.community]]
        return [side for side in neighbours(own, self._n_districts) if self._aid.from_district(incident.id, side, own)]

    def _note_loan(self, kind: int, place: int, incident: Incident) -> None:
        """Remember that another street or district has lent a crew; a crew that crosses a border is both's loan."""
        assert self._aid is not None, "nobody lends without an agreement on aid"
        street = self._street_of[incident.community]
        lender, own = self._district_of[place] if kind == STREET else place, self._district_of[street]
        if kind == STREET:
            self._aid.note(STREET_LENT, place, street)
        if lender != own:
            self._aid.note(DISTRICT_LENT, lender, own)

    def _across(self, incident: Incident) -> int | None:
        return self._aid.borders.across(incident.id, incident.community) if self._aid else None

    def _way_over(self, side: int, kind: int, incident: Incident) -> float:
        """Return the minutes that a crew of a neighbouring district travels, more if not across the border it lies at."""
        way = self.travel(kind, self._uniform_scalar(Purpose.AID_TRAVEL, incident.id, side))
        return way if side == self._across(incident) or self._aid is None else way + self._aid.minutes

    def _of_other_streets(self, incident: Incident) -> Iterator[tuple[Station, float, int]]:
        """Yield the crews of all other streets with the minutes that they would travel, and who would send them."""
        own = self._district_of[self._street_of[incident.community]]
        for street in range(len(self._district_of)):
            if street != self._street_of[incident.community] and self._lends(street, incident):
                lender = STREET_LENT if self._district_of[street] == own else DISTRICT_LENT
                yield self._station(STREET, street), self._way_from(street, incident), lender

    def _lends(self, street: int, incident: Incident) -> bool:
        return self._aid is None or self._aid.from_street(incident.id, street, self._street_of[incident.community])

    def _way_from(self, street: int, incident: Incident) -> float:
        """Return the minutes that a crew of another street travels."""
        uniform = self._uniform_scalar(Purpose.CREW_NEXT_STREET, incident.id, street)
        return uniform_around(self._travel[STREET] * self._crew.next_street, self._crew.next_spread, uniform)

    def _station(self, kind: int, place: int) -> Station:
        if (kind, place) not in self._stations:
            self._stations[kind, place] = station = Station(self._env, self.number(kind, place))
            self._place_of[station] = place
        return self._stations[kind, place]


def _sizes(crew: groups.Crew) -> dict[int, int]:
    """Return how many crews of each kind there are at each place."""
    return {STREET: crew.street_crews, DISTRICT: crew.district_teams, AMBULANCE: crew.ambulances}


def is_free(station: Station) -> bool:
    """Tell whether a crew could leave at once."""
    return station.count < station.capacity
