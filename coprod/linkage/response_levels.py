"""Response levels 应急响应分级, duty orders, and the surge of party members 党员下沉 (mech:A14, mech:G16, mech:W22).

What is open in a district, and how many of its communities are warned of what, make levels IV to I due: its rule
``district.declare`` says which. Some time later the level is in force. Then staff are ordered to their posts, the front line
need not ask whether to act, and party members come to the communities: many hands, ramping up over hours, that are less
worth than volunteers' and take guidance.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from math import exp
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray
from simpy.events import Event

from coprod.agents.decisions import RuleBook
from coprod.agents.forewarned import Outlook, level_due
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.columns import Columns
from coprod.kernel.formulas import waiting
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town.population import KINDS

__all__ = ["RESPONSE", "Responses", "Situation", "level_due", "surged"]

PARTY_MEMBER = KINDS.index("party_member")

RESPONSE = RecordKind("response", "response levels", "应急响应", {
    "district": Field("i4", "", "district", "区"),
    "level": Field("u1", "levels", "highest level, 1 is IV and 4 is I", "最高响应级数（1为四级，4为一级）"),
    "due": Field("f8", "minute", "when the first level was due", "达到启动条件时刻"),
    "declared": Field("f8", "minute", "when a level was in force", "响应启动时刻"),
    "ended": Field("f8", "minute", "when nothing was open any more", "响应终止时刻"),
    "surged": Field("f8", "people", "party members who had come by then", "累计下沉党员人数"),
    "surge_hours": Field("f8", "hours", "hours that they worked at incidents", "下沉力量现场工时"),
})


@dataclass
class Situation:
    """What a district has to deal with now."""

    pool: float
    """Party members who would come in the end."""
    load: float = 0.0
    slow: float = 0.0
    """Size of what goes on for weeks: makes levels due, and takes no teams of the district."""
    n_open: int = 0
    level: int = 0
    """Level in force, 0 for none."""
    highest: int = 0
    due: float = 0.0
    since: float = 0.0
    """Minute at which a level came into force."""
    called: float = -1.0
    """Minute at which party members were called, −1 if they were not."""
    surge_hours: float = 0.0
    episode: int = 0
    on_duty: bool = False
    """Whether staff of committees have been ordered to their posts."""
    warned: dict[int, dict[int, int]] = field(default_factory=dict)
    """Level of warning by community and by warning, of those in force."""


class Responses:
    """The response levels of all districts, on the clock of minutes."""

    def __init__(self, env: simpy.Environment, parameters: Parameters, streams: Streams, residents: Columns,
                 community_district: NDArray[np.integer], recorder: Recorder, rules: RuleBook | None = None) -> None:
        self.response, self._env, self._streams, self._recorder = parameters.warning, env, streams, recorder
        self._district = community_district.tolist()
        self._of_district = [np.flatnonzero(community_district == number).tolist() for number in range(parameters.town.districts)]
        self._unwarned = [(0,) * len(communities) for communities in self._of_district]
        self._declares = (rules or RuleBook(parameters))["district.declare"]
        members = np.bincount(community_district[residents.community[residents.kind == PARTY_MEMBER]],
                              minlength=parameters.town.districts)
        self.situations = [Situation(self.response.response_pool * n) for n in members.tolist()]

    def begin(self, community: int, size: float, *, slow: bool = False) -> None:
        """Count an incident that has been reported, or one that goes on for weeks; a level may become due."""
        place = self.situations[self._district[community]]
        place.n_open += 1
        place.load += 0.0 if slow else size
        place.slow += size if slow else 0.0
        self._consider(self._district[community])

    def end(self, community: int, size: float, *, slow: bool = False) -> None:
        """Count an incident that is over; where it was the last, the level is lifted and the members go home."""
        place = self.situations[self._district[community]]
        place.n_open -= 1
        place.load -= 0.0 if slow else size
        place.slow -= size if slow else 0.0
        if place.n_open == 0 and not place.warned:
            self._lift(self._district[community], place)

    def warn(self, district: int, warning: int, levels: dict[int, int]) -> Event | None:
        """Note that communities of a district are warned, by level; return what is to be waited for until a level is in force.

        Nothing (None) if no level is due that is not in force already.
        """
        place = self.situations[district]
        for community, level in levels.items():
            place.warned.setdefault(community, {})[warning] = level
        return self._consider(district)

    def all_clear(self, district: int, warning: int) -> None:
        """Note that a warning is over; where nothing else is in force or open, the level is lifted."""
        place = self.situations[district]
        for community in list(place.warned):
            place.warned[community].pop(warning, None)
            if not place.warned[community]:
                del place.warned[community]
        if place.n_open == 0 and not place.warned:
            self._lift(district, place)

    def outlook(self, district: int) -> Outlook:
        """Return what a district sees that may declare a response level."""
        place, r = self.situations[district], self.response
        levels = self._unwarned[district]
        if place.warned:
            levels = tuple(max(place.warned.get(community, {}).values(), default=0) for community in self._of_district[district])
        return Outlook(place.load + place.slow, r.response_threshold, r.response_levels, levels, r.declare_share)

    def _consider(self, district: int) -> Event | None:
        """Let the district decide which level is due, and put it into force after the lag if it is higher than before."""
        place = self.situations[district]
        due = min(int(self._declares(self.outlook(district))), self.response.response_levels)
        if due <= place.highest:
            return None
        if not place.highest:
            place.due = self._env.now
        place.highest = due
        return self._env.process(self._declare(district, due, place.episode))

    def order_duty(self, district: int) -> bool:
        """Order the staff of committees to their posts if the level in force says so; tell whether they are (mech:D14)."""
        place = self.situations[district]
        place.on_duty = place.on_duty or place.level >= self.response.duty_level
        return place.on_duty

    def on_post(self, community: int, usual: float) -> float:
        """Return the share of a committee's staff on post: the usual one, or more once duty is ordered."""
        return max(usual, self.response.duty_post) if self.situations[self._district[community]].on_duty else usual

    def callers(self, district: int) -> float:
        """Return the surged party members who have come to the warned communities of a district by now, for each of them."""
        place = self.situations[district]
        return self._surged(place) / max(1, len(place.warned))

    def load(self, community: int) -> float:
        """Return the sizes of what is open in the district of a community, added up."""
        return self.situations[self._district[community]].load

    def need_not_ask(self, community: int) -> bool:
        """Tell whether the level in force lets the front line act without an order (mech:W22)."""
        return self.situations[self._district[community]].level >= self.response.response_no_asking

    def hands(self, community: int) -> float:
        """Return the surged party members that one open incident can count on now (mech:A14)."""
        place = self.situations[self._district[community]]
        if place.called < 0 or not place.n_open:
            return 0.0
        return self._surged(place) / place.n_open

    def book(self, community: int, hours: float) -> None:
        """Note hours that surged members worked at an incident."""
        self.situations[self._district[community]].surge_hours += hours

    def _declare(self, district: int, level: int, episode: int) -> Generator[Event, Any, None]:
        """Put a level into force after the lag, unless all is over by then."""
        place, r = self.situations[district], self.response
        address = int(place.due) * (r.response_levels + 1) + level
        yield self._env.timeout(r.response_lag
                                * waiting(self._streams.uniform_scalar(Purpose.RESPONSE_LEVEL.numbered(district), address)))
        if place.episode != episode or level <= place.level:
            return
        if not place.level:
            place.since = self._env.now
        place.level = level
        if place.called < 0 and level >= r.response_surge_level:
            place.called = self._env.now

    def _lift(self, district: int, place: Situation) -> None:
        if place.level:
            self._recorder.append(
                RESPONSE, district=district, level=place.level, due=place.due, declared=place.since,
                ended=self._env.now, surged=self._surged(place), surge_hours=place.surge_hours)
        place.load, place.slow, place.level, place.highest, place.called, place.surge_hours = 0.0, 0.0, 0, 0, -1.0, 0.0
        place.on_duty = False
        place.episode += 1

    def _surged(self, place: Situation) -> float:
        if place.called < 0:
            return 0.0
        return surged(place.pool, (self._env.now - place.called) / MINUTES_PER_HOUR, self.response.response_ramp)


def surged(most: float, hours: float, ramp: float) -> float:
    """Return N(t) = N_max (1 − e^(−t/τ)): party members who have come `hours` after the call, τ = `ramp` hours (note:B16)."""
    return most * (1 - exp(-hours / ramp))
