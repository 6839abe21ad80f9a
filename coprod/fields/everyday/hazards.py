"""Hidden hazards 隐患: born, found by whoever comes first, put right, or triggered (mech:W06–mech:W10, mech:F05; note:B11).

Every hazard carries its own random numbers from birth: a unit-exponential clock for each group of reporters and one for
triggering. A group whose accumulated rate reaches its clock has found the hazard. More effort therefore finds each
hazard no later, and what one group does moves no other's random numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np
from scipy.special import ndtri

from coprod.fields.everyday.patrol import OFFICIAL, REPORTERS, WHISTLE_BLOWERS, has_insider
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.arrivals import ArrivalBuffer, draw_arrivals, exponential
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import stack
from coprod.parameters import Parameters
from coprod.parameters.codes import REFERENCE_RESIDENTS, IncidentType
from coprod.parameters.groups import Hazard
from coprod.town.places import ESTATES

if TYPE_CHECKING:
    from coprod.town import Town

TYPES: tuple[str, ...] = get_args(IncidentType)
"""Types of incidents that hazards may turn into, in the order of their codes."""

STATUSES = ("owned", "unowned", "declared")
"""Who looks after a hazard: hidden where somebody is responsible, hidden where nobody is, known to all."""
OWNED, UNOWNED, DECLARED = range(len(STATUSES))

R = len(REPORTERS)
TRIGGER = R
NOT_YET = -1
_GOES_ANYWHERE = (~np.isin(np.arange(R), OFFICIAL)).astype(float)

_DRAWS = 16
"""Addresses of chance of one hazard. Whistle-blowers came last and have the last two, so nobody's random numbers moved."""
_CLOCK_DRAWS, _OTHER_DRAWS, _INSIDER_DRAW = [0, 1, 2, 3, 4, 14, 5], slice(6, 14), 15

HAZARD = np.dtype([
    ("clock", "f8", (R + 1,)),  # cumulative hazard reading at which each group finds it, and at which it is triggered
    ("id", "i8"),
    ("born", "f8"),  # day and fraction of the day
    ("thinning_threshold", "f8"),  # births a day in its community below which it is not born
    ("amount", "f8"),  # yuan of public money to put it right
    ("hours", "f8"),  # staff-hours to put it right
    ("severity", "f8"),
    ("arrived", "i4"),  # day of birth
    ("community", "i4"),
    ("cell", "i4"),  # row of the cumulative hazard: status * C + community
    ("found", "i4"),
    ("reporter", "i1"),
    ("type", "u1"),
    ("unowned", "?"),
], align=True)

HAZARD_RECORD = RecordKind("hazard", "hazards that were put right or triggered", "已整改或已引爆的隐患", {
    "id": Field("i8", "", "number of the hazard", "隐患编号"),
    "community": Field("i4", "", "community", "社区"),
    "type": Field("u1", "", "incident it may turn into", "可能引发的事件", codes=TYPES),
    "severity": Field("f8", "0-1", "severity if triggered", "引爆后的严重程度"),
    "amount": Field("f8", "yuan", "public money to put it right", "整改所需公款"),
    "unowned": Field("?", "", "in a no-owner zone", "处于“三不管”地带"),
    "born": Field("f8", "day", "birth, 0 if there from the start", "产生时间，0 表示一开始就有"),
    "found": Field("i4", "day", "day it was found, -1 if never", "发现日，-1 表示从未发现"),
    "reporter": Field("i1", "", "group that found it (number in REPORTERS), -1 nobody", "发现者类别序号，-1 表示无人"),
    "triggered": Field("i4", "day", "day it was triggered, -1 if never", "引爆日，-1 表示未引爆"),
    "rectified": Field("i4", "day", "day it was put right, -1 if never", "整改日，-1 表示未整改"),
})


@dataclass(frozen=True, slots=True)
class HazardDay:
    """What happened to hazards on one day; rows have the fields of :data:`HAZARD`."""

    born: int
    found: Rows
    triggered: Rows
    hidden: Ints
    """Hazards nobody knows of at the end of the day, shape (C,)."""
    declared: Ints
    """Hazards known and not yet put right, shape (C,)."""


class HiddenHazards:
    """The hazards of all communities; ``rows`` are those hidden or not yet put right, the oldest first.

    An cumulative hazard adds up, for every status and community, the rate of each group of reporters and of triggering. A
    hazard's clock is the reading at which it is found or triggered, so a day costs one comparison per hazard.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder) -> None:
        self._hazard: Hazard = parameters.hazard
        self._insiders = parameters.patrol.whistle_insiders
        self._streams, self._recorder = streams, recorder
        self._size = town.communities.residents / REFERENCE_RESIDENTS
        by_growth = 1 + self._hazard.growth_births * self._hazard.growth_first
        self._scale = self._size * by_growth * estate_factor(self._hazard)[town.communities.estate]
        self._n = self._size.size
        self._most = self._birth_rate(np.zeros(self._n))
        self._births = ArrivalBuffer(self._draw_births)
        self._cumulative_hazard = np.zeros((len(STATUSES) * self._n, R + 1))
        self._rate = np.zeros((len(STATUSES), self._n, R + 1))
        self.rows = self._draw_initial()
        self._count = self._counted()
        self._rate[:, :, TRIGGER] = self._trigger_rates(self._count[OWNED] + self._count[UNOWNED])

    def day(self, day: int, facility: Floats, discovery: Floats, care: Floats | float = 1.0) -> HazardDay:
        """Let hazards be born, found and triggered on one day.

        Parameters
        ----------
        facility : shape (C,)
            Facility condition, 0 to 1.
        discovery : shape (C, R)
            Rate per day at which each group finds a given hidden hazard.
        care : shape (C,) or scalar
            Births relative to those without money for prevention, 0 to 1.
        """
        rate = self._rates(discovery)
        born = self._bear(day, self._birth_rate(facility) * care, rate)
        before, self._cumulative_hazard = self._cumulative_hazard, self._cumulative_hazard + rate
        ringing = np.flatnonzero(self.rows["clock"] <= self._cumulative_hazard.take(self.rows["cell"], axis=0))
        row, clock = np.divmod(ringing, R + 1)
        if row.size > 1 and (row[1:] == row[:-1]).any():
            cell = self.rows["cell"][row]
            pace = rate[cell, clock]
            moment = np.divide(self.rows["clock"][row, clock] - before[cell, clock], pace,
                               out=np.zeros(pace.size), where=pace > 0)
            row, clock = earliest(row, clock, moment)
        is_trigger = clock == TRIGGER
        self._find(row[~is_trigger], clock[~is_trigger], day)
        found, triggered = self.rows.take(row[~is_trigger]), self.rows.take(row[is_trigger])
        self._end(row[is_trigger], day, triggered=day)
        self._count = self._counted()
        return HazardDay(born, found, triggered, self._count[OWNED] + self._count[UNOWNED], self._count[DECLARED])

    def rectified(self, ids: Ints, day: int) -> None:
        """Take out hazards that were put right; those that were triggered meanwhile are gone already."""
        if len(ids):
            self._end(self._places(ids), day, rectified=day)

    @property
    def unowned(self) -> int:
        """Hidden hazards in no-owner zones (mech:F05)."""
        return int(self._count[UNOWNED].sum())

    def remaining(self, ids: Ints) -> int:
        """Return how many of these hazards have neither been triggered nor put right."""
        return self._places(ids).size if ids.size else 0

    def hide(self, ids: Ints) -> None:
        """Take found hazards off the record: they are as dangerous again as if nobody knew of them (mech:P07)."""
        at = self._places(ids)
        self._move(at, np.where(self.rows["unowned"][at], UNOWNED, OWNED))

    def declare(self, ids: Ints) -> Rows:
        """Put on record those of the hidden hazards that have not been triggered, and return them."""
        at = self._places(ids)
        self._move(at, DECLARED)
        return self.rows.take(at)

    def _places(self, ids: Ints) -> Ints:
        """Return the rows of these hazards, those left out that are gone."""
        if not self.rows.size:
            return np.zeros(0, dtype=np.int64)
        at = np.minimum(self.rows["id"].searchsorted(ids), self.rows.size - 1)
        return at[self.rows["id"][at] == ids]

    def _move(self, at: Ints, status: int | Ints) -> None:
        """Let hazards run on the cumulative hazard of another status from now on."""
        rows, reading = self.rows, self._cumulative_hazard[:, TRIGGER]
        old: Ints = rows["cell"][at]
        new: Ints = np.add(rows["community"][at], status * self._n)
        rows["clock"][at, TRIGGER] += reading.take(new) - reading.take(old)
        rows["cell"][at] = new

    def _rates(self, discovery: Floats) -> Floats:
        """Return how far each cumulative hazard runs today: shape (statuses * C, R + 1)."""
        rate = self._rate
        rate[OWNED, :, :R] = discovery
        np.multiply(discovery, _GOES_ANYWHERE, out=rate[UNOWNED, :, :R])
        if self._hazard.nonlin:
            rate[:, :, TRIGGER] = self._trigger_rates(self._count[OWNED] + self._count[UNOWNED])
        return rate.reshape(-1, R + 1)

    def _trigger_rates(self, hidden: Ints) -> Floats:
        """Return the rate of triggering by ward and community, shape (wards, C)."""
        rate = trigger_rate(hidden, self._hazard.trigger, self._hazard.nonlin)
        return np.stack([rate, rate, rate * self._hazard.declared_factor])

    def _bear(self, day: int, births: Floats, rate: Floats) -> int:
        """Add the hazards born today; their clocks run from the moment of birth. Return how many."""
        potential = self._births(day)
        born = potential.compress(potential["thinning_threshold"] < births.take(potential["community"]))
        if born.size:
            since = (born["born"] - day)[:, None]
            born["clock"] += self._cumulative_hazard.take(born["cell"], axis=0) + rate.take(born["cell"], axis=0) * since
            self.rows = stack([self.rows, born])
        return born.size

    def _find(self, found: Ints, reporter: Ints, day: int) -> None:
        """Declare hazards: nobody looks for them any more, and they are less dangerous from tomorrow on."""
        self._move(found, DECLARED)
        self.rows["clock"][found, :TRIGGER] = np.inf
        self.rows["found"][found], self.rows["reporter"][found] = day, reporter

    def _end(self, which: Ints, day: int, *, triggered: int = NOT_YET, rectified: int = NOT_YET) -> None:
        if which.size:
            gone = self.rows.take(which)
            values = {name: gone[name] for name in HAZARD_RECORD.fields if name not in ("triggered", "rectified")}
            self._recorder.append(HAZARD_RECORD, **values, triggered=triggered, rectified=rectified)
            stays = np.ones(self.rows.size, dtype=bool)
            stays[which] = False
            self.rows = self.rows.compress(stays)

    def _counted(self) -> Ints:
        """Count hazards by ward and community, shape (wards, C)."""
        return np.bincount(self.rows["cell"], minlength=len(STATUSES) * self._n).reshape(len(STATUSES), self._n)

    def _birth_rate(self, facility: Floats) -> Floats:
        h = self._hazard
        rate: Floats = birth_rate(facility, h.birth, h.facility_effect, h.facility_usual) * self._scale
        return rate

    def _draw_births(self, first_day: int, n_days: int) -> Rows:
        """Draw all hazards that neglected facilities could bring; the state of facilities decides which are born."""
        rate = np.broadcast_to(self._most, (n_days, self._n))
        # the addresses of day 0 belong to the hazards that are there at the start
        day, place, key = draw_arrivals(self._streams, Purpose.HAZARD, first_day + 1, rate, np.arange(self._n), self._n)
        rows = self._with_draws(place, key)
        rows["arrived"] = day - 1
        rows["born"] += day - 1
        rows["thinning_threshold"] *= self._most[place]
        return rows

    def _draw_initial(self) -> Rows:
        rate = (self._hazard.initial * self._size)[None, :]
        _, place, key = draw_arrivals(self._streams, Purpose.HAZARD, 0, rate, np.arange(self._n), self._n)
        rows = self._with_draws(place, key)
        rows["born"] = 0.0
        return rows

    def _with_draws(self, place: Ints, key: Ints) -> Rows:
        """Return hazards with everything that chance gives them, addressed by their keys."""
        h = self._hazard
        uniform = self._streams.uniform(Purpose.HAZARD_TRAITS, key[:, None] * _DRAWS + np.arange(_DRAWS))
        rows = np.zeros(key.size, HAZARD)
        rows["clock"] = exponential(uniform[:, _CLOCK_DRAWS], 1.0)
        thinning_threshold, born, kind, severity, cost, paid, hours, owner = uniform[:, _OTHER_DRAWS].T
        rows["id"], rows["community"] = key, place
        rows["thinning_threshold"], rows["born"] = thinning_threshold, born
        rows["type"] = np.searchsorted(type_shares(h).cumsum(), kind)
        rows["severity"] = severity ** ((1 - h.severity) / h.severity)  # uniform to a power: the mean is h.severity
        insider = has_insider(uniform[:, _INSIDER_DRAW], rows["severity"], self._insiders, h.severity)
        rows["clock"][~insider, WHISTLE_BLOWERS] = np.inf
        amount = np.ceil(np.exp(h.amount_log_mean + h.amount_log_sd * ndtri(cost)))
        rows["amount"] = np.where(paid < h.paid_share, amount, 0.0)
        rows["hours"] = exponential(hours, h.rectify_hours)
        rows["unowned"] = owner < h.gap_share
        rows["cell"] = np.where(rows["unowned"], UNOWNED, OWNED) * self._n + place
        rows["found"] = rows["reporter"] = NOT_YET
        return rows


def earliest(row: Ints, clock: Ints, moment: Floats) -> tuple[Ints, Ints]:
    """Return of all clocks that ring today only the first of each row.

    Parameters
    ----------
    row, clock, moment : shape (n,)
        Row of the hazard, number of its clock, and when it rings.
    """
    order = np.lexsort((moment, row))
    row, clock = row[order], clock[order]
    first = np.ones(row.size, dtype=bool)
    first[1:] = row[1:] != row[:-1]
    return row[first], clock[first]


def trigger_rate(hidden: Ints, trigger: float, nonlin: float) -> Floats:
    """Return x (1 + ψ N) per day: N hidden hazards of a community that pile up set each other off (mech:W09; Hawkes 1971)."""
    return np.asarray(trigger * (1 + nonlin * hidden), dtype=float)


def birth_rate(facility: Floats, birth: float, effect: float, usual: float) -> Floats:
    """Return births a day per 5,000 residents: h0 e^(−b (X − X0)), h0 at the usual condition X0 (note:B5, note:B11)."""
    rate: Floats = birth * np.exp(-effect * (facility - usual))
    return rate


def estate_factor(hazard: Hazard) -> Floats:
    """Return births relative to the stated rate by type of estate, in the order of ESTATES (mech:F10)."""
    return np.array([getattr(hazard, f"{estate}_estates") for estate in ESTATES])


def type_shares(hazard: Hazard) -> Floats:
    """Return the share of each incident type among what hazards turn into, in the order of TYPES."""
    weights = np.array([getattr(hazard, name) for name in TYPES])
    return np.asarray(weights / weights.sum())
