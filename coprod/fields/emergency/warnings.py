"""Warnings 预警: who is warned of the water, who notices, who believes, who acts in time (mech:W01–mech:W04, mech:T05; note:B14).

A centre reads a noisy sign for every community and day of the flood season and warns where it is strong. Reaching
people is not convincing them: whoever does not believe the first call does not believe the fifteenth. Only warnings
cost time; a day without one costs a look at the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from coprod.kernel.arrays import Floats
from coprod.kernel.arrivals import BLOCK_DAYS
from coprod.kernel.calendar import MINUTES_PER_HOUR, month
from coprod.kernel.incident import CHANCE, SCRIPT, SHOCK, Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.linkage.borders import neighbours
from coprod.parameters import Parameters
from coprod.parameters.codes import WATERLOGGING
from coprod.town import ELDER_AGE

if TYPE_CHECKING:
    from coprod.town import Town

WARNING = RecordKind("warning", "warnings of waterlogging", "内涝预警", {
    "day": Field("i4", "day", "day", "日"),
    "community": Field("i4", "", "community", "社区"),
    "issued": Field("?", "", "a warning was issued; else the water came without one", "是否发布预警；否则为漏警"),
    "struck": Field("?", "", "the water came", "是否发生内涝"),
    "lead": Field("f4", "hours", "hours between warning and water", "预警提前小时数"),
    "reached": Field("f4", "share", "adults reached by some channel", "触达成年人占比"),
    "reached_elders": Field("f4", "share", "residents of 60 and older reached", "触达老年人占比"),
    "noticed": Field("f4", "share", "adults who noticed", "注意到预警的成年人占比"),
    "believed": Field("f4", "share", "adults who noticed and believed", "注意到且相信的成年人占比"),
    "acted": Field("f4", "share", "adults who acted in time", "及时避险的成年人占比"),
    "credibility": Field("f4", "0-1", "how often warnings had come true, as remembered", "记忆中的预警应验率"),
    "staff_hours": Field("f4", "staff-hours", "work of calling", "叫应工时"),
    "heed_yuan": Field("f8", "yuan", "what acting cost residents", "居民响应代价"),
})

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Response:
    """What the adults of a community made of a warning, one entry each."""

    reached: Bools
    noticed: Bools
    believed: Bools
    able: Bools


class Warnings:
    """The warning centre and its audience.

    ``protected`` is the share of the loss by waterlogging that warnings save today, shape (C,).
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder) -> None:
        self.warning, self._adult_age = parameters.warning, parameters.resident.adult_age
        self._season = range(parameters.incident.flood_first, parameters.incident.flood_last + 1)
        data = parameters.department
        insight = 1 + data.data_analytics_gain * data.data_analytics * data.data_share
        self._skill = skill_at(self.warning.skill * insight * (1 + self.warning.map_gain * parameters.patrol.map_quality),
                               self.warning.lead, self.warning.half_lead)
        self._streams, self._recorder = streams, recorder
        self._people, self._start = town.residents, town.start
        self._aid, self._district_of = parameters.district, town.communities.district
        self._n_districts = parameters.town.districts
        n = len(town.communities)
        self._earlier = np.ones(n)
        self.hits = np.full(n, self.warning.prior_hits)
        self.false_alarms = np.full(n, self.warning.prior_false)
        self.protected = np.zeros(n)
        self._block, self._noise = -1, np.zeros((0, n))

    def day(self, day: int, incidents: Iterable[Incident], emotion: Floats) -> Floats:
        """Warn where the signs are strong; return the staff-hours that calling took, shape (C,).

        Parameters
        ----------
        incidents : what strikes today; only rain can be foreseen, not what a hidden hazard or another incident sets off
        emotion : shape (C,), how alarmed each community is
        """
        hours = np.zeros(self.protected.size)
        self.protected[:] = 0
        flooded = [i.community for i in incidents if i.type == WATERLOGGING and i.source in (CHANCE, SCRIPT, SHOCK)]
        if not self.warning.issued or not (flooded or month(day) in self._season):
            return hours
        struck = np.zeros(self.protected.size, dtype=bool)
        struck[flooded] = True
        warned = self._skill * struck + self._noise_of(day) > self.warning.threshold
        self._earlier = self._shared(warned)
        for community in np.flatnonzero(warned | struck).tolist():
            if warned[community]:
                hours[community] = self._warn(day, community, bool(struck[community]), float(emotion[community]))
            else:
                self._miss(day, community)
        return hours

    def credibility(self, community: int) -> float:
        """Return how often warnings come true, as the community remembers: τ = (a + hits) / (a + b + hits + false)."""
        hits, false = float(self.hits[community]), float(self.false_alarms[community])
        return hits / (hits + false)

    def respond(self, community: int, call: int, emotion: float = 0.0) -> tuple[Response, NDArray[np.intp], float]:
        """Call the adults of a community; return how they responded, their rows, and the staff-hours of knocking.

        Parameters
        ----------
        call : int
            Address of the chance of this warning.
        """
        w, people = self.warning, self._people
        rows = np.arange(self._start[community], self._start[community + 1])
        rows = rows[people.age[rows] >= self._adult_age]
        frail = (people.age[rows] >= ELDER_AGE) | people.vulnerable[rows]
        knocked = frail & (self._uniform(Purpose.WARNING_DOOR, rows) < w.door_knock)
        visited = knocked & (self._uniform(Purpose.WARNING_HOME, rows, call) < w.door_reach)
        reached = visited | (self._uniform(Purpose.WARNING_EARSHOT, rows) < w.loudspeaker) | (people.app_reach[rows] & w.app)
        belief = self._belief(rows, self.credibility(community), emotion)
        anew = self._uniform(Purpose.WARNING_MIND, rows) >= w.persistence
        optimist = self._uniform(Purpose.WARNING_OPTIMIST, rows) < w.optimists
        noticed = reached & (self._uniform(Purpose.WARNING_NOTICE, rows, call) < respond_probability(w.notice, w.calls))
        settled = self._uniform(Purpose.WARNING_BELIEF, rows) < belief
        convinced = self._uniform(Purpose.WARNING_BELIEF_ANEW, rows, call) < convinced_probability(w.notice, belief, w.calls)
        believed = noticed & ~optimist & np.where(anew, convinced, settled)
        able = ~people.vulnerable[rows] | visited | (self._uniform(Purpose.WARNING_ABLE, rows, call) < w.able)
        hours = int(knocked.sum()) * w.door_minutes / MINUTES_PER_HOUR
        return Response(reached, noticed, believed, able), rows, hours

    def _warn(self, day: int, community: int, struck: bool, emotion: float) -> float:
        """Warn one community, remember whether it came true, and return the staff-hours of it."""
        w, call = self.warning, day * self.protected.size + community
        response, rows, hours = self.respond(community, call, emotion)
        lead = -w.lead * np.log(self._streams.uniform_scalar(Purpose.WARNING_LEAD, call)) * self._earlier[community]
        ready = self._uniform(Purpose.WARNING_READY, rows, call) < time_enough(lead, w.prepare)
        acted, acts = response.believed & response.able & ready, response.believed & response.able
        elder = self._people.age[rows] >= ELDER_AGE
        if struck:
            self.protected[community] = w.protects * _share(acted)
        hours += w.calls * w.call_minutes / MINUTES_PER_HOUR
        self._recorder.append(
            WARNING, day=day, community=community, issued=True, struck=struck, lead=lead, acted=_share(acted),
            reached=_share(response.reached), reached_elders=_share(response.reached[elder]),
            noticed=_share(response.noticed), believed=_share(response.believed),
            credibility=self.credibility(community), staff_hours=hours, heed_yuan=float(acts.sum()) * w.heed_cost)
        (self.hits if struck else self.false_alarms)[community] += 1
        return hours

    def _shared(self, warned: Bools) -> Floats:
        """Return by what factor each community is warned earlier, as neighbouring districts warn as well (mech:D01), (C,)."""
        district = self._aid
        if not district.mutual_aid:
            return np.ones(warned.size)
        warning = np.bincount(self._district_of, warned, minlength=self._n_districts) > 0
        next_to = [any(warning[side] for side in neighbours(one, self._n_districts)) for one in range(self._n_districts)]
        return np.asarray(1 + district.mutual_aid * district.warning_gain * np.array(next_to)[self._district_of])

    def _miss(self, day: int, community: int) -> None:
        self._recorder.append(
            WARNING, day=day, community=community, issued=False, struck=True, lead=0.0, reached=0.0,
            reached_elders=0.0, noticed=0.0, believed=0.0, acted=0.0, credibility=self.credibility(community),
            staff_hours=0.0, heed_yuan=0.0)

    def _belief(self, rows: NDArray[np.intp], credibility: float, emotion: float) -> Floats:
        """Return each one's chance of believing a warning that they notice."""
        w, people = self.warning, self._people
        belief = ((1 - w.cry_wolf * (1 - credibility)) * (1 - w.trust_weight * (1 - people.trust[rows]))
                  * (1 - w.risk_weight * (1 - people.perceived_risk[rows])))
        return np.asarray(belief + w.fear_weight * min(1.0, emotion) * (1 - belief))

    def _noise_of(self, day: int) -> Floats:
        """Return the noise in today's signs, standard normal, shape (C,); drawn for four weeks at once."""
        block, n = day // BLOCK_DAYS, self.protected.size
        if block != self._block:
            cells = block * BLOCK_DAYS * n + np.arange(BLOCK_DAYS * n)
            self._noise, self._block = ndtri(self._streams.uniform(Purpose.WARNING_SIGN, cells)).reshape(BLOCK_DAYS, n), block
        return np.asarray(self._noise[day % BLOCK_DAYS])

    def _uniform(self, purpose: Purpose, rows: NDArray[np.intp], call: int = 0) -> Floats:
        return self._streams.uniform(purpose, rows, call)


def skill_at(skill: float, lead: float, half_lead: float) -> float:
    """Return d′ of warnings issued `lead` hours ahead: halved by every `half_lead` (mech:W02)."""
    return float(skill * 0.5 ** (lead / half_lead))


def respond_probability(probability: ArrayLike, calls: int) -> Floats:
    """Return 1 − (1 − p)ⁿ: the chance that one of n calls succeeds where each does with chance p (note:B14)."""
    return np.asarray(1 - (1 - np.asarray(probability, dtype=float)) ** calls)


def convinced_probability(notice: float, belief: Floats, calls: int) -> Floats:
    """Return the chance that one of n calls was believed, given that one was noticed, if each is judged anew."""
    return respond_probability(notice * belief, calls) / respond_probability(notice, calls) if notice else np.zeros_like(belief)


def time_enough(lead: float, prepare: float) -> float:
    """Return the chance of being ready in time: 1 − e^(−L/m), getting ready taking m hours in the mean."""
    return float(-np.expm1(-lead / prepare)) if prepare else 1.0


def _share(which: Bools) -> float:
    return float(which.mean()) if which.size else 0.0
