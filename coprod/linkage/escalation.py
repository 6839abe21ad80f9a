"""Escalation 提级指挥: the district commands by default; on one of four triggers the city takes over.

Sources: mech:A06, mech:D06–mech:D09; note:B13.

The four triggers: incidents of the kind affect several districts, at a border or at once; what is open is more than the
district's teams can deal with; plans give the type to the city; or the district asks, which it does late and seldom
where asking is taken for failure. What plans do not give to it the city has to see: by itself after a while, on a platform
sooner, or because the district asks. Whoever has not been moved looks again while the incident goes on: load grows, and a
reluctant district asks at a greater load, so later. Taking over takes time. Then the city's teams may come instead of a
busy team of the district and its strategic stock fills what is short, but command changes hands at the scene. Only grave
incidents cost a look.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray
from simpy.events import Event

from coprod.agents.city import Held
from coprod.agents.decisions import RuleBook
from coprod.agents.districts import Plight
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import DAYS_PER_YEAR, MINUTES_PER_HOUR
from coprod.kernel.formulas import uniform_around, waiting
from coprod.kernel.incident import Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.station import Station
from coprod.kernel.stock import Stock, base_stock
from coprod.kernel.streams import Streams
from coprod.linkage.borders import Borders
from coprod.parameters import Parameters, groups
from coprod.parameters.codes import ARREST, INCIDENT_TYPES, INJURY, ITEMS, LIFT
from coprod.parameters.groups.city import LEAST_AGAIN

RESCUE_SERVICE = (ARREST, LIFT, INJURY)
"""Types that have a rescue service of their own, which nobody takes over."""

ESCALATION = RecordKind("escalation", "grave incidents that were the city's to take over", "须由市级接管的重大事件", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "community": Field("i4", "", "community", "社区"),
    "spread": Field("?", "", "it affected several districts", "影响范围超出单个区"),
    "capacity": Field("?", "", "it was beyond the district's teams", "所需力量超出区级能力"),
    "type": Field("?", "", "plans give its type to the city", "预案规定由市级负责"),
    "request": Field("?", "", "the district asked", "区级请求接管"),
    "due": Field("f8", "minute", "when a crew was called, and the triggers were looked at", "研判接管条件时刻"),
    "request_delay": Field("f4", "minutes", "for which the district put off asking, where nothing else moved the city sooner",
                           "区级拖延请求的用时（因请求而先接管者）"),
    "takeover": Field("f4", "minutes", "until the city was in command, nan if it was over before",
                      "到市级接管的用时，此前已处置完毕则为空"),
    "relieved": Field("?", "", "a team of the city came", "由市级队伍处置"),
    "units": Field("i4", "units", "goods of the strategic stock that it took", "动用战略储备数量"),
})


@dataclass(slots=True, eq=False)
class Command:
    """Who commands at a grave incident: the district, and the city once it has taken over."""

    incident: Incident
    held: Held
    is_taken: bool
    """Whether the city is to take over."""
    due: float
    in_command: Event
    """Happens when the city is in command."""
    request_delay: float = 0.0
    takeover: float = nan
    relieved: bool = False
    units: int = 0
    is_over: bool = False

    @property
    def is_of_city(self) -> bool:
        """Whether the city is in command now."""
        return isfinite(self.takeover)


class Escalation:
    """The city, above the districts.

    Parameters
    ----------
    district_of : shape (C,)
        District of each community.
    teams_of : callable
        Number of teams of a district by now.
    borders : Borders
        Knows what lies at a border.
    fear : float
        How much an official has to fear from acting rather than not, 0 to 1.

    Attributes
    ----------
    teams : Station
        Teams of the city.
    daily_cost : shape (C,)
        Yuan a day that these and the strategic stock cost, shared by all communities.
    """

    def __init__(self, env: simpy.Environment, parameters: Parameters, streams: Streams,
                 district_of: NDArray[np.integer], teams_of: Callable[[int], int], borders: Borders, fear: float,
                 recorder: Recorder, rules: RuleBook | None = None) -> None:
        self.escalation, self._env, self._recorder = parameters.city, env, recorder
        self._uniform_scalar, self._fear, self._borders = streams.uniform_scalar, fear, borders
        rules = rules or RuleBook(parameters)
        self._asks, self._takes = rules["district.request"], rules["city.take_over"]
        self._district_of = district_of.tolist()
        self._teams_of, self._spread = teams_of, parameters.crew.spread
        self.teams = Station(env, self.escalation.escalation_city_teams)
        self.stock = {item: self._store(parameters.reserve, item) for item in ITEMS}
        stock = sum(store.base * getattr(parameters.reserve, f"price_{item}") for item, store in self.stock.items())
        cost = (self.escalation.escalation_city_teams * self.escalation.escalation_team_cost
                + parameters.reserve.holding_cost * stock)
        each = self.escalation.escalation_in_force * cost / DAYS_PER_YEAR / len(self._district_of)
        self.daily_cost: Floats = np.full(len(self._district_of), each)
        self._open: dict[int, Counter[int]] = defaultdict(Counter)  # type → district → grave incidents that are open
        city = parameters.city
        self._notice = city.escalation_notice * (1 - city.platform * city.platform_quality)
        """Mean minutes until the city sees by itself what districts do not tell it."""

    def look_at(self, incident: Incident, load: float, load_now: Callable[[], float] | None = None) -> Command | None:
        """Return the command of a grave incident, which the city may take over; None for most.

        Parameters
        ----------
        load : float
            Sizes of what is open in the district, added up.
        load_now : callable, optional
            Tells them at any later minute, when the triggers are looked at again; looked at only once if omitted.
        """
        e = self.escalation
        if not e.escalation_in_force or incident.severity < e.escalation_grave or incident.type in RESCUE_SERVICE:
            return None
        self._open[incident.type][self._district_of[incident.community]] += 1
        held = self._triggers(incident, self.relative(self._district_of[incident.community], load))
        command = Command(incident, held, False, self._env.now, self._env.event())
        if not self._move(command, held) and e.escalation_again and load_now:
            self._env.process(self._watch(command, load_now))
        return command

    def _watch(self, command: Command, load_now: Callable[[], float]) -> Generator[Event, Any, None]:
        """Look at the triggers again and again until the city takes over or the incident is over."""
        district = self._district_of[command.incident.community]
        while not command.is_taken:
            yield self._env.timeout(max(self.escalation.escalation_again, LEAST_AGAIN))
            if command.is_over:
                return
            self._move(command, self._triggers(command.incident, self.relative(district, load_now())))

    def _move(self, command: Command, held: Held) -> bool:
        """Let the city take over where it does by what holds now; tell whether it does.

        Plans that give a type to the city tell it at once. What it has to see for itself, that several districts are affected or
        one is overloaded, it sees after a while, sooner where a district asks it.
        """
        e, id_ = self.escalation, command.incident.id
        if not self._takes(held):
            return False
        command.held, command.is_taken = held, True
        hesitates = (e.escalation_request_minutes * e.escalation_blame * self._fear
                     * waiting(self._uniform_scalar(Purpose.ESCALATION_HESITATE, id_)))
        if held.type and self._takes(replace(held, request=False, spread=False, capacity=False)):
            delay = 0.0
        elif not self._takes(replace(held, request=False)):
            delay = command.request_delay = hesitates
        else:
            delay = self._notice * waiting(self._uniform_scalar(Purpose.ESCALATION_NOTICE, id_)) if self._notice else 0.0
            if held.request and hesitates < delay:
                delay = command.request_delay = hesitates
        self._env.process(self._take_over(command, delay))
        return True

    @property
    def n_open(self) -> int:
        """Grave incidents that are open."""
        return sum(of_type.total() for of_type in self._open.values())

    def relative(self, district: int, load: float) -> float:
        """Return what is open in a district relative to what its teams can deal with."""
        return load / self._teams_of(district)

    def plight(self, incident: int, load: float) -> Plight:
        """Return what a district sees that considers asking; `load` is relative to its teams."""
        return Plight(load, self._fear, self.escalation, self._uniform_scalar(Purpose.ESCALATION_REQUEST, incident))

    def travel(self, incident: Incident) -> float:
        """Return the minutes that a team of the city travels to an incident."""
        return uniform_around(self.escalation.escalation_travel, self._spread,
                              self._uniform_scalar(Purpose.ESCALATION_TRAVEL, incident.id))

    def bring(self, command: Command, item: str, units: int) -> int:
        """Bring up to so many units out of the strategic stock; return how many."""
        store = self.stock[item]
        given = store.take(units)
        store.order(given)
        command.units += given
        return given

    def close(self, command: Command) -> None:
        """Write down what came of it once the incident is over."""
        command.is_over = True
        i, held = command.incident, command.held
        self._open[i.type][self._district_of[i.community]] -= 1
        if not command.is_taken:
            return
        self._recorder.append(
            ESCALATION, incident=i.id, community=i.community, spread=held.spread, capacity=held.capacity, type=held.type,
            request=held.request, due=command.due, request_delay=command.request_delay, takeover=command.takeover,
            relieved=command.relieved, units=command.units)

    def _take_over(self, command: Command, delay: float) -> Generator[Event, Any, None]:
        """Put the city in command after a while, unless it is over by then."""
        minutes = (self.escalation.escalation_takeover
                   * waiting(self._uniform_scalar(Purpose.ESCALATION_TAKEOVER, command.incident.id)))
        yield self._env.timeout(delay + minutes)
        if not command.is_over:
            command.takeover = self._env.now - command.due
            command.in_command.succeed()

    def _triggers(self, incident: Incident, load: float) -> Held:
        e = self.escalation
        districts: set[int | None] = {district for district, n in self._open[incident.type].items() if n}
        districts.add(self._borders.across(incident.id, incident.community))
        return Held(
            spread=len(districts - {None}) >= e.escalation_spread, capacity=load > e.escalation_theta_c,
            type=e.escalation_types in ("any", INCIDENT_TYPES[incident.type]),
            request=self._asks(self.plight(incident.id, load)), load=load, severity=incident.severity)

    def _store(self, reserve: groups.Reserve, item: str) -> Stock:
        base = base_stock(self.escalation.escalation_stock, getattr(reserve, f"need_{item}"), len(self._district_of))
        return Stock(self._env, base, reserve.lead_city * MINUTES_PER_HOUR)
