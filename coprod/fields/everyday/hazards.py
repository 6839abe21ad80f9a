"""Hidden hazards 隐患: born, found by whoever comes first, put right, or triggered (mech:W06–mech:W10, mech:F05; note:B11).

Every hazard carries its own random numbers from birth: a unit-exponential clock for each group of reporters and one for
triggering. A group whose accumulated rate reaches its clock has found the hazard. More effort therefore finds each
hazard no later, and what one group does moves no other's random numbers. Residents find hazards where they live and
pass, by their reports (:mod:`coprod.fields.everyday.reports`); all others find them by search.

Every hazard lies in a building. It is less dangerous once those who can act know of it, not from the minute of finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from coprod.fields.everyday.hazard_frequency import relative_frequency
from coprod.fields.everyday.hazard_places import HazardPlaces
from coprod.fields.everyday.patrol import GRID_WORKERS, OFFICIAL, REPORTERS, RESIDENTS, WHISTLE_BLOWERS, has_insider
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.arrivals import ArrivalBuffer, draw_arrivals, exponential
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import stack
from coprod.parameters import Parameters
from coprod.parameters.codes import LIFT, REFERENCE_RESIDENTS, IncidentType
from coprod.parameters.groups import Hazard
from coprod.town.places import ESTATES

if TYPE_CHECKING:
    from coprod.town import Town

TYPES: tuple[str, ...] = get_args(IncidentType)
"""Types of incidents that hazards may turn into, in the order of their codes."""

STATUSES = ("owned", "unowned", "declared", "untold")
"""Who knows of a hazard: hidden where somebody is responsible, hidden where nobody is, known to those who can act, or
found by somebody who has not told them yet."""
OWNED, UNOWNED, DECLARED, UNTOLD = range(len(STATUSES))

R = len(REPORTERS)
TRIGGER = R
NOT_YET = -1
_NOWHERE = np.zeros(0, dtype=np.int64)
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
    ("building", "i4"),
    ("cell", "i4"),  # row of the cumulative hazard: status * C + community
    ("found", "i4"),
    ("reported", "i4"),  # day of the first report by a resident that is not lost, -1 for none
    ("due", "i4"),  # last day on which those who reported it expect it put right, -1 if nobody waits
    ("reports", "i4"),  # reports by residents so far
    ("waiting", "i4"),  # of these, those not yet followed up
    ("reporter", "i1"),
    ("type", "u1"),
    ("unowned", "?"),
], align=True)

HAZARD_RECORD = RecordKind("hazard", "hazards that were put right or triggered", "已整改或已引爆的隐患", {
    "id": Field("i8", "", "number of the hazard", "隐患编号"),
    "community": Field("i4", "", "community", "社区"),
    "building": Field("i4", "", "building", "楼栋"),
    "type": Field("u1", "", "incident it may turn into", "可能引发的事件", codes=TYPES),
    "severity": Field("f8", "0-1", "severity if triggered", "引爆后的严重程度"),
    "amount": Field("f8", "yuan", "public money to put it right", "整改所需公款"),
    "unowned": Field("?", "", "in a no-owner zone", "处于“三不管”地带"),
    "born": Field("f8", "day", "birth, 0 if there from the start", "产生时间，0 表示一开始就有"),
    "found": Field("i4", "day", "day it was found, -1 if never", "发现日，-1 表示从未发现"),
    "reporter": Field("i1", "", "group that found it (number in REPORTERS), -1 nobody", "发现者类别序号，-1 表示无人"),
    "reports": Field("i4", "reports", "residents' reports about it", "居民上报次数"),
    "triggered": Field("i4", "day", "day it was triggered, -1 if never", "引爆日，-1 表示未引爆"),
    "rectified": Field("i4", "day", "day it was put right, -1 if never", "整改日，-1 表示未整改"),
})


@dataclass(frozen=True, slots=True)
class HazardDay:
    """What happened to hazards on one day; rows have the fields of :data:`HAZARD`."""

    born: Rows
    found: Rows
    triggered: Rows
    hidden: Ints
    """Hazards nobody knows of at the end of the day, shape (C,)."""
    declared: Ints
    """Hazards found and not yet put right, shape (C,)."""


class HiddenHazards:
    """The hazards of all communities; ``rows`` are those hidden or not yet put right, the oldest first.

    A cumulative hazard adds up, for every status and community, the rate of each group of reporters and of triggering. A
    hazard's clock is the reading at which it is found or triggered, so a day costs one comparison per hazard.
    Where patrol hours are not spread evenly, a building has so much more or less of its community's reading.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 places: HazardPlaces | None = None) -> None:
        self._hazard: Hazard = parameters.hazard
        self.places = places or HazardPlaces(parameters, streams, town)
        self._insiders = parameters.patrol.whistle_insiders
        self._streams, self._recorder = streams, recorder
        self._size = town.communities.residents / REFERENCE_RESIDENTS
        by_growth = 1 + self._hazard.growth_births * self._hazard.growth_first
        self._scale = self._size * by_growth * estate_factor(self._hazard)[town.communities.estate]
        self._n = self._size.size
        often = relative_frequency(parameters.district_data, self._scale)
        self._scale, self._at_start = self._scale * often, self._size * often
        self._most = self._birth_rate(np.zeros(self._n), np.arange(self._n))
        self._types = types_by_community(self._hazard, self.places.has_lifts)
        of_lifts = np.diff(self._types, axis=1, prepend=0.0)[:, LIFT][self.places.community]
        self.expected = self._scale[self.places.community] * (
            (1 - of_lifts) * self.places.weight + of_lifts * self.places.weight_of_lifts)
        """Births at usual upkeep by building, relative to the stated rate, shape (B,)."""
        self._births = ArrivalBuffer(self._draw_births)
        self._effort: Floats | None = None
        self._ahead = np.zeros(self.places.residents.size)
        self._cumulative_hazard = np.zeros((len(STATUSES) * self._n, R + 1))
        self._rate = np.zeros((len(STATUSES), self._n, R + 1))
        self.rows = self._draw_initial()
        self._count = self._counted()
        self._rate[:, :, TRIGGER] = self._trigger_rates(self._count[OWNED] + self._count[UNOWNED])

    def day(self, day: int, facility: Floats, discovery: Floats, care: Floats | float = 1.0,
            reported: Ints | None = None) -> HazardDay:
        """Let hazards be born, found and triggered on one day.

        Parameters
        ----------
        facility : shape (F,) or (C,)
            Condition of the facilities that each firm keeps, or one condition for all of a community, 0 to 1.
        discovery : shape (C, R)
            Rate per day at which each group finds a given hidden hazard by search.
        care : shape (C,) or scalar
            Births relative to those without money for prevention, 0 to 1.
        reported : integer array, optional
            Hazards of which the committee has learnt by residents' reports since yesterday.
        """
        by_report = self._take_reports(reported, day)
        rate = self._rates(discovery)
        born = self._bear(day, facility, care, rate)
        row, clock = self._ringing(rate)
        found = triggered = self.rows[:0]
        if row.size:
            is_trigger = clock == TRIGGER
            self._find(row[~is_trigger], clock[~is_trigger], day)
            found, triggered = self.rows.take(row[~is_trigger]), self.rows.take(row[is_trigger])
            self._end(row[is_trigger], day, triggered=day)
        self._count = self._counted()
        return HazardDay(born, stack([by_report, found]) if by_report.size else found, triggered,
                         self._count[OWNED] + self._count[UNOWNED], self._count[DECLARED] + self._count[UNTOLD])

    def direct_patrols(self, effort: Floats | None) -> None:
        """Let patrols search some buildings more than others from now on: shape (B,), mean 1 in every community."""
        self._effort = effort

    def rectified(self, ids: Ints, day: int) -> Rows:
        """Take out hazards that were put right and return them; those that were triggered meanwhile are gone already."""
        at = self._places(ids) if len(ids) else _NOWHERE
        right = self.rows.take(at)
        self._end(at, day, rectified=day)
        return right

    def name(self, at: Ints, times: Ints, day: int, due: int) -> Rows:
        """Count residents' reports about the hazards at rows `at`; return those reported for the first time and not known.

        Those who report a hazard expect it to be put right by day `due`.
        """
        rows = self.rows
        if not at.size:
            return rows[:0]
        new = (rows["reported"][at] == NOT_YET) & (rows["found"][at] == NOT_YET)
        rows["reports"][at] += times
        nobody_waits = at[rows["waiting"][at] == 0]
        rows["due"][nobody_waits] = due
        rows["waiting"][at] += times
        first = at[new]
        rows["reported"][first] = day
        return rows.take(first)

    def forget(self, ids: Ints) -> None:
        """Lose the reports about these hazards: the next one is the first again."""
        self.rows["reported"][self._places(ids)] = NOT_YET

    def overdue(self, day: int) -> Rows:
        """Return hazards that should have been put right before `day` for those who reported them; they give up waiting."""
        at = np.flatnonzero((self.rows["waiting"] > 0) & (self.rows["due"] < day))
        late = self.rows.take(at)
        if late.size:
            self.rows["due"][at], self.rows["waiting"][at] = NOT_YET, 0
        return late

    def still(self, hazards: Rows) -> Rows:
        """Return those of the hazards that have neither been triggered nor put right."""
        if not hazards.size or not self.rows.size:
            return hazards[:0]
        at = np.minimum(self.rows["id"].searchsorted(hazards["id"]), self.rows.size - 1)
        return hazards.compress(self.rows["id"][at] == hazards["id"])

    @property
    def unowned(self) -> Ints:
        """Hidden hazards in no-owner zones (mech:F05), shape (C,)."""
        return np.asarray(self._count[UNOWNED])

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

    def _take_reports(self, reported: Ints | None, day: int) -> Rows:
        """Find the reported hazards that are still hidden, and return them."""
        if reported is None or not reported.size:
            return self.rows[:0]
        at = self._places(reported)
        at = at[self.rows["found"][at] == NOT_YET]
        self._find(at, RESIDENTS, day)
        return self.rows.take(at)

    def _ringing(self, rate: Floats) -> tuple[Ints, Ints]:
        """Let a day pass; return rows and numbers of the clocks that ring, only the first of each hazard."""
        rows, before = self.rows, self._cumulative_hazard
        self._cumulative_hazard = before + rate
        reading = self._cumulative_hazard.take(rows["cell"], axis=0)
        ahead = self._get_ahead(rate)
        if ahead is not None:
            reading[:, GRID_WORKERS] += self._ahead.take(rows["building"])
        row, clock = (rows["clock"] <= reading).nonzero()
        if row.size > 1 and (row[1:] == row[:-1]).any():
            cell = rows["cell"][row]
            start, pace = before[cell, clock], rate[cell, clock]
            if ahead is not None:
                of_patrol, building = clock == GRID_WORKERS, rows["building"][row]
                start += of_patrol * (self._ahead - ahead)[building]
                pace += of_patrol * ahead[building]
            moment = np.divide(rows["clock"][row, clock] - start, pace, out=np.zeros(pace.size), where=pace > 0)
            row, clock = earliest(row, clock, moment)
        return row, clock

    def _get_ahead(self, rate: Floats) -> Floats | None:
        """Let buildings get ahead of their community's reading of patrol, or fall behind it, by the effort spent there."""
        if self._effort is None:
            return np.zeros_like(self._ahead) if np.count_nonzero(self._ahead) else None
        ahead = rate[: self._n, GRID_WORKERS][self.places.community] * (self._effort - 1)
        self._ahead = self._ahead + ahead
        return ahead

    def _places(self, ids: Ints) -> Ints:
        """Return the rows of these hazards, those left out that are gone."""
        if not self.rows.size:
            return np.zeros(0, dtype=np.int64)
        at = np.minimum(self.rows["id"].searchsorted(ids), self.rows.size - 1)
        return at[self.rows["id"][at] == ids]

    def _move(self, at: Ints, status: int | Ints) -> None:
        """Let hazards run on the cumulative hazard of another status from now on."""
        if not at.size:
            return
        rows, reading = self.rows, self._cumulative_hazard[:, TRIGGER]
        clock, cell = rows["clock"][:, TRIGGER], rows["cell"]
        new: Ints = np.add(rows["community"][at], status * self._n)
        clock[at] += reading.take(new) - reading.take(cell[at])
        cell[at] = new

    def _rates(self, discovery: Floats) -> Floats:
        """Return how far each cumulative hazard runs today: shape (statuses * C, R + 1)."""
        rate = self._rate  # what is found is looked for no longer
        rate[OWNED, :, :R] = discovery
        np.multiply(discovery, _GOES_ANYWHERE, out=rate[UNOWNED, :, :R])
        if self._hazard.nonlin:
            rate[:, :, TRIGGER] = self._trigger_rates(self._count[OWNED] + self._count[UNOWNED])
        return rate.reshape(-1, R + 1)

    def _trigger_rates(self, hidden: Ints) -> Floats:
        """Return the rate of triggering by status and community, shape (statuses, C): less where those who can act know."""
        rate = trigger_rate(hidden, self._hazard.trigger, self._hazard.nonlin)
        return np.stack([rate, rate, rate * self._hazard.declared_factor, rate])

    def _bear(self, day: int, facility: Floats, care: Floats | float, rate: Floats) -> Rows:
        """Add the hazards born today; their clocks run from the moment of birth. Return them.

        One that could arise does if as many would arise in its community, were all of it kept as its building is. That is
        reckoned for these few alone.
        """
        potential = self._births(day)
        if not potential.size:
            return potential
        place = potential["community"]
        keeper = self.places.firm.take(potential["building"]) * (facility.size // self._n) // self.places.firms
        births = self._birth_rate(facility.take(keeper), place) * (care.take(place) if isinstance(care, np.ndarray) else care)
        born = potential.compress(potential["thinning_threshold"] < births)
        if born.size:
            since = born["born"] - day
            born["clock"] += (self._cumulative_hazard.take(born["cell"], axis=0)
                              + rate.take(born["cell"], axis=0) * since[:, None])
            if self._effort is not None or self._ahead.any():
                building = born["building"]
                effort = 0.0 if self._effort is None else self._effort[building] - 1
                born["clock"][:, GRID_WORKERS] += self._ahead[building] + rate[born["community"], GRID_WORKERS] * effort * since
            self.rows = stack([self.rows, born])
        return born

    def _find(self, found: Ints, reporter: Ints | int, day: int) -> None:
        """Let hazards be found: nobody looks for them any more; they are as dangerous until those who can act are told."""
        self._move(found, UNTOLD)
        self.rows["clock"][:, :TRIGGER][found] = np.inf
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
        """Count hazards by status and community, shape (statuses, C)."""
        return np.bincount(self.rows["cell"], minlength=len(STATUSES) * self._n).reshape(len(STATUSES), self._n)

    def _birth_rate(self, facility: Floats, community: Ints) -> Floats:
        """Return births a day of these communities if they are kept in these conditions, shape (n,) all three."""
        h = self._hazard
        return np.asarray(birth_rate(facility, h.birth, h.facility_effect, h.facility_usual) * self._scale.take(community))

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
        rate = (self._hazard.initial * self._at_start)[None, :]
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
        rows["type"] = (self._types.take(place, axis=0) <= kind[:, None]).sum(axis=1)
        rows["building"] = self.places.draw(place, rows["type"], self._streams.uniform(Purpose.HAZARD_BUILDING, key))
        rows["severity"] = severity ** ((1 - h.severity) / h.severity)  # uniform to a power: the mean is h.severity
        insider = has_insider(uniform[:, _INSIDER_DRAW], rows["severity"], self._insiders, h.severity)
        rows["clock"][~insider, WHISTLE_BLOWERS] = np.inf
        rows["clock"][np.ix_(owner < h.gap_share, OFFICIAL)] = np.inf
        amount = np.ceil(np.exp(h.amount_log_mean + h.amount_log_sd * ndtri(cost)))
        rows["amount"] = np.where(paid < h.paid_share, amount, 0.0)
        rows["hours"] = exponential(hours, h.rectify_hours)
        rows["unowned"] = owner < h.gap_share
        rows["cell"] = np.where(rows["unowned"], UNOWNED, OWNED) * self._n + place
        rows["found"] = rows["reporter"] = rows["reported"] = rows["due"] = NOT_YET
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


def types_by_community(hazard: Hazard, has_lifts: NDArray[np.bool_]) -> Floats:
    """Return cumulative shares of types, shape (C, T - 1): nothing turns into an entrapment where there is no lift."""
    shares = type_shares(hazard)
    without = np.where(np.arange(shares.size) == LIFT, 0.0, shares)
    without = without / without.sum() if without.any() else shares
    return np.asarray(np.where(has_lifts[:, None], shares.cumsum(), without.cumsum())[:, :-1])
