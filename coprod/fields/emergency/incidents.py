"""Incidents 突发事件: what strikes, where, when, how hard, whom, and what it takes to put it right.

An incident is drawn before any policy has a say: everything about it is looked up by its id, so two policies face
the same storm. Chance strikes by a Poisson process with season and hour of the day; shocks bring many at once, all floods
among them; hidden hazards that are triggered and scripted events join in; and any incident may set off others (note:B11).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from coprod.fields.long_term.plans import Plans
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.arrivals import ArrivalBuffer, draw_arrivals, poisson_count
from coprod.kernel.calendar import DAYS_PER_YEAR, HOURS_PER_DAY, MINUTES_PER_DAY, MINUTES_PER_HOUR, month
from coprod.kernel.formulas import waiting
from coprod.kernel.incident import CHANCE, HAZARD, NIGHT_ENDS, SCRIPT, SECONDARY, SHOCK, SOURCES, Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters, groups
from coprod.parameters.codes import (
    ARREST,
    DISORDER,
    FIRE,
    GAS,
    INCIDENT_TYPES,
    INJURY,
    LIFT,
    PREFIXES,
    REFERENCE_RESIDENTS,
    UTILITY,
    WATERLOGGING,
)
from coprod.parameters.events import ScriptedEvent
from coprod.town import ELDER_AGE
from coprod.town.street_types import incident_mix, types_of_streets

if TYPE_CHECKING:
    from coprod.town import Town

FOLLOWS = {
    FIRE: (UTILITY, DISORDER),
    ARREST: (DISORDER,),
    LIFT: (ARREST, DISORDER),
    WATERLOGGING: (UTILITY, LIFT, DISORDER),
    UTILITY: (LIFT, FIRE, DISORDER),
    DISORDER: (ARREST, DISORDER),
    GAS: (FIRE, DISORDER),
    INJURY: (DISORDER,),
}
"""What an incident of each type may set off, each as likely as the others."""

_FAMILY = 1 << 12  # most members of a family of incidents
_CASCADE = 1 << 50  # ids from here on are of incidents that failures of services brought about
_SHOCKED = 1 << 51  # … and from here on of those that shocks brought, and of what these set off
_CANDIDATES = 64  # residents among whom the one who is struck is looked for

STRUCK = np.dtype([("key", "i8"), ("arrived", "i4"), ("type", "u1")])


@dataclass(frozen=True, slots=True)
class Needs:
    """What the parameters say of one type of incident."""

    entry: float
    money: float
    detect: float
    action: float
    window: float
    people: float
    item: str
    """What it takes from the reserves; empty for nothing."""
    for_professionals: bool
    """Whether callers ring a rescue service directly: nobody waits for an order, and neighbours cannot end it."""


class Incidents:
    """All that may strike the town, by day."""

    def __init__(self, parameters: Parameters, streams: Streams, town: Town) -> None:
        self.needs = needs_of_types(parameters.incident)
        self._parameters = parameters.incident
        self._ask_share, self.plans = parameters.approval.ask_share, Plans(parameters, parameters.town.districts)
        self._district_of = np.asarray(town.communities.district).tolist()
        self._streams, self._uniform_scalar = streams, streams.uniform_scalar
        self._people, self._start = town.residents, town.start.tolist()
        self._ground = np.concatenate([[0], np.cumsum(town.buildings.residents, dtype=np.int64)])
        residents, lifts = town.communities.residents, town.communities.lifts
        of_streets = incident_mix(parameters.town, types_of_streets(parameters, len(town.streets)))
        mix = of_streets[town.communities.street]
        exposed = [lifts if kind == LIFT else residents for kind in range(len(PREFIXES))]
        self._where = [np.cumsum(number * mix[:, kind], dtype=float) for kind, number in enumerate(exposed)]
        more = [where[-1] / max(number.sum(), 1) for where, number in zip(self._where, exposed, strict=True)]
        self._clocks = clocks(self._parameters)
        self.yearly = yearly_counts(self._parameters, int(residents.sum()), int(lifts.sum())) * more
        """Mean number of incidents that nature brings in a year, by chance or in storms, by type, shape (8,)."""
        self.yearly[WATERLOGGING] *= parameters.shock.storm_rate > 0
        self._alone = np.where(np.arange(len(PREFIXES)) == WATERLOGGING, 0.0, self.yearly)
        self._seasons = seasons(self._parameters)
        self._buffer = ArrivalBuffer(self._draw_strikes)
        self._script: dict[int, list[tuple[int, ScriptedEvent]]] = {}
        for number, event in enumerate(parameters.events):
            self._script.setdefault(event.day, []).append((number, event))

    def of_day(self, day: int, triggered: Rows) -> list[Incident]:
        """Return what strikes on `day`: by chance, by hazards that are triggered, by script, and what these set off."""
        found = [self._by_chance(row) for row in self._buffer(day)]
        found += [self._by_hazard(row, day) for row in triggered]
        found += [self._by_script(number, event) for number, event in self._script.get(day, ())]
        return [member for incident in found for member in self._family(incident)]

    def of_shock(self, shock: int, key: float, kind: int, community: int, minute: float, scale: float) -> Iterator[Incident]:
        """Yield an incident that a shock brings, and all that it sets off.

        Parameters
        ----------
        key : uniform number in (0, 1) that belongs to this incident of this shock alone
        scale : size relative to that of its severity
        """
        id_ = _SHOCKED + int(key * _SHOCKED)
        severity = self._uniform_scalar(Purpose.INCIDENT_SEVERITY, id_)
        first = replace(self._incident(id_, kind, community, minute, severity, SHOCK), scale=scale, shock=shock)
        yield from self._family(first)

    def cases_per_quarter(self) -> Floats:
        """Return how many cases for approval each community expects in a quarter, shape (C,)."""
        shares = [1 - (1 - need.entry) * (1 - need.money) * (1 - self._ask_share * (not need.for_professionals))
                  for need in self.needs]
        places = [np.diff(where, prepend=0.0) / max(where[-1], 1.0) for where in self._where]
        return np.asarray(self.yearly / 4 * shares @ np.array(places))

    def _draw_strikes(self, first_day: int, n_days: int) -> Rows:
        months = [month(day) - 1 for day in range(first_day, first_day + n_days)]
        rate = self._seasons[months] * self._alone / DAYS_PER_YEAR
        kinds = np.arange(len(PREFIXES))
        day, kind, key = draw_arrivals(self._streams, Purpose.INCIDENT, first_day, rate, kinds, kinds.size)
        rows = np.empty(key.size, STRUCK)
        rows["key"], rows["arrived"], rows["type"] = key, day, kind
        return rows

    def _by_chance(self, row: np.void) -> Incident:
        id_, kind = identity(int(row["key"]), CHANCE), int(row["type"])
        where = self._where[kind]
        community = int(np.searchsorted(where, self._uniform_scalar(Purpose.INCIDENT_PLACE, id_) * where[-1], side="right"))
        minute = int(row["arrived"]) * MINUTES_PER_DAY + self._minute_of_day(id_, kind)
        return self._incident(id_, kind, community, minute, self._uniform_scalar(Purpose.INCIDENT_SEVERITY, id_), CHANCE)

    def _by_hazard(self, row: np.void, day: int) -> Incident:
        id_, kind = identity(int(row["id"]), HAZARD), int(row["type"])
        minute = day * MINUTES_PER_DAY + self._minute_of_day(id_, kind)
        return self._incident(id_, kind, int(row["community"]), minute, float(row["severity"]), HAZARD,
                              building=int(row["building"]))

    def _by_script(self, number: int, event: ScriptedEvent) -> Incident:
        id_ = identity(number, SCRIPT)
        rows = self._neighbours(self._resident(id_, event.community), event.community, event.people)
        return Incident(
            id_, INCIDENT_TYPES.index(event.type), event.community,
            event.day * MINUTES_PER_DAY + event.hour * MINUTES_PER_HOUR, event.severity, SCRIPT, -1, event.people,
            *self._count(rows), self._witness(id_, event.community), event.needs_entry, event.asks_order,
            event.off_template, event.power_cut, float(round(event.amount)), event.off_duty_level, event.off_duty_tries,
            rows.start)

    def _incident(self, id_: int, kind: int, community: int, minute: float, severity: float, source: int,
                  parent: int = -1, building: int = -1) -> Incident:
        """Return an incident with whom it strikes and what it takes, read off the random numbers of its id.

        It strikes somebody in `building`, or anywhere in the community where that is -1.
        """
        uniform_scalar, need = self._uniform_scalar, self.needs[kind]
        people = 1 + poisson_count(uniform_scalar(Purpose.INCIDENT_PEOPLE, id_), need.people - 1)
        risk = self._parameters.arrest_elder_risk if kind == ARREST else 1.0
        rows = self._neighbours(self._resident(id_, community, risk, building), community, people)
        return Incident(
            id_, kind, community, minute, severity, source, parent, people, *self._count(rows),
            self._witness(id_, community), uniform_scalar(Purpose.INCIDENT_ENTRY, id_) < need.entry,
            uniform_scalar(Purpose.INCIDENT_ASK, id_) < self._ask_share and not need.for_professionals,
            uniform_scalar(Purpose.INCIDENT_TEMPLATE, id_) < self.plans.off_template(minute, self._district_of[community]),
            kind == LIFT and uniform_scalar(Purpose.INCIDENT_POWER, id_) < self._parameters.power_share, self._amount(id_, need),
            struck=rows.start)

    def _amount(self, id_: int, need: Needs) -> float:
        p = self._parameters
        if self._uniform_scalar(Purpose.INCIDENT_MONEY, id_) >= need.money:
            return 0.0
        return float(round(exp(p.amount_log_mean + p.amount_log_sd * ndtri(self._uniform_scalar(Purpose.INCIDENT_AMOUNT, id_)))))

    def _family(self, first: Incident) -> Iterator[Incident]:
        """Yield an incident and all that it sets off, and what these set off: a Hawkes cluster."""
        members, root = [first], first.id // (len(SOURCES) * _FAMILY)
        for parent in members:
            yield parent
            if self._parameters.branching == 0:
                return
            for _ in range(
                poisson_count(self._uniform_scalar(Purpose.INCIDENT_BRANCHING, parent.id), self._parameters.branching)
            ):
                if len(members) < _FAMILY:
                    id_ = (self._of_family(first.id, len(members)) if first.source == SHOCK
                           else identity(root, first.source, len(members)))
                    members.append(self._set_off(parent, id_))

    def _of_family(self, first: int, member: int) -> int:
        """Return the id of what an incident of a shock sets off."""
        return 2 * _SHOCKED + int(self._uniform_scalar(Purpose.SHOCK_SECONDARY, first, member) * 2 * _SHOCKED)

    def _set_off(self, parent: Incident, id_: int) -> Incident:
        kinds = FOLLOWS[parent.type]
        kind = kinds[int(self._uniform_scalar(Purpose.INCIDENT_FOLLOWS, id_) * len(kinds))]
        delay = self._parameters.branching_delay * waiting(self._uniform_scalar(Purpose.INCIDENT_DELAY, id_))
        severity = self._uniform_scalar(Purpose.INCIDENT_SEVERITY, id_)
        follower = self._incident(id_, kind, parent.community, parent.minute + delay, severity, SECONDARY, parent.id)
        return replace(follower, shock=parent.shock) if parent.shock >= 0 else follower

    def brought_about(self, cause: Incident, kind: int, minute: float, number: int) -> Incident:
        """Return an incident that a failure of services brings about: in lifts because of the power."""
        id_ = _CASCADE + int(self._uniform_scalar(Purpose.INCIDENT_CASCADE, cause.id, number) * _CASCADE)
        severity = self._uniform_scalar(Purpose.INCIDENT_SEVERITY, id_)
        brought = self._incident(id_, kind, cause.community, minute, severity, SECONDARY, cause.id)
        return replace(brought, power_cut=kind == LIFT, shock=cause.shock)

    def _minute_of_day(self, id_: int, kind: int) -> float:
        shares, hours = self._clocks[kind]
        return float(np.interp(self._uniform_scalar(Purpose.INCIDENT_HOUR, id_), shares, hours)) * MINUTES_PER_HOUR

    def _resident(self, id_: int, community: int, elder_risk: float = 1.0, building: int = -1) -> int:
        """Return the row of the resident who is struck; elders `elder_risk` times as likely as others."""
        row = 0
        first, end = self._ground[building : building + 2] if building >= 0 else (0, 0)
        for candidate in range(_CANDIDATES):
            uniform = self._uniform_scalar(Purpose.INCIDENT_RESIDENT, id_, candidate)
            row = int(first + uniform * (end - first)) if end > first else self._row(community, uniform)
            is_struck = self._uniform_scalar(Purpose.INCIDENT_STRUCK, id_, candidate) < 1 / elder_risk
            if is_struck or self._people.age[row] >= ELDER_AGE:
                break
        return row

    def _witness(self, id_: int, community: int) -> int:
        return self._row(community, self._uniform_scalar(Purpose.INCIDENT_WITNESS, id_))

    def _row(self, community: int, uniform: float) -> int:
        start, end = self._start[community], self._start[community + 1]
        return start + int(uniform * (end - start))

    def _neighbours(self, row: int, community: int, people: int) -> slice:
        """Return the rows of `people` who live next to each other, `row` among them."""
        first = max(self._start[community], min(row, self._start[community + 1] - people))
        return slice(first, min(first + people, self._start[community + 1]))

    def _count(self, rows: slice) -> tuple[int, int]:
        """Return how many of these residents are elders, and how many are vulnerable."""
        return (int(np.count_nonzero(self._people.age[rows] >= ELDER_AGE)),
                int(np.count_nonzero(self._people.vulnerable[rows])))


def identity(key: int, source: int, member: int = 0) -> int:
    """Return the id of an incident: unique by the key of what began it, its source and its place in the family."""
    return (key * _FAMILY + member) * len(SOURCES) + source


def is_of_cascade(ids: Ints) -> NDArray[np.bool_]:
    """Tell which incidents failed services brought about, by their ids."""
    ids = np.asarray(ids)
    return np.asarray((ids >= _CASCADE) & (ids < _SHOCKED))


def needs_of_types(p: groups.Incident) -> tuple[Needs, ...]:
    """Return the needs of each type, in the order of the codes."""
    items = ("extinguisher", "", "", "pump", "relief_kit", "medical_kit", "extinguisher", "")
    of_parameters = ("entry", "money", "detect", "action", "window")
    return tuple(
        Needs(**{name: getattr(p, f"{prefix}_{name}") for name in of_parameters}, item=items[kind],
              people=getattr(p, f"{prefix}_people", 1.0), for_professionals=kind in (ARREST, LIFT, INJURY))
        for kind, prefix in enumerate(PREFIXES))


def yearly_counts(p: groups.Incident, residents: int, lifts: int) -> Floats:
    """Return the mean number of incidents of each type in a year, shape (8,)."""
    rates = np.array([getattr(p, f"{prefix}_rate") for prefix in PREFIXES])
    return rates * np.where(np.arange(rates.size) == LIFT, lifts, residents / REFERENCE_RESIDENTS)


DAYS_OF_MONTHS = np.bincount([month(day) - 1 for day in range(DAYS_PER_YEAR)])
"""Days of each month, shape (12,)."""


def seasons(p: groups.Incident) -> Floats:
    """Return the rate of each type in each month, shape (12, 8), relative to the mean over the days of the year."""
    months = np.arange(12)
    season = np.ones((12, len(PREFIXES)))
    season[:, (FIRE, ARREST)] = 1 + p.winter_swing * np.cos(2 * np.pi * months / 12)[:, None]
    season[:, WATERLOGGING] = (months + 1 >= p.flood_first) & (months + 1 <= p.flood_last)
    return season / (DAYS_OF_MONTHS @ season / DAYS_PER_YEAR)


def clocks(p: groups.Incident) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return for each type the distribution of the hour of the day: cumulative shares, and the hours they belong to."""
    rest = 1 - p.fire_night_share - p.fire_day_share
    of_fires = np.cumsum([0, p.fire_night_share, rest / 2, p.fire_day_share, rest / 2]), np.array([0, 6, 10, 20, 24.0])
    of_others = np.array([0, p.night_share, 1]), np.array([0.0, NIGHT_ENDS, HOURS_PER_DAY])
    return [of_fires if kind == FIRE else of_others for kind in range(len(PREFIXES))]
