"""Relief 救助: goods for those who cannot live at home, and what it does to trust that they come early or late (mech:T14)."""

from __future__ import annotations

from collections.abc import Generator
from math import ceil
from typing import TYPE_CHECKING, Any

import simpy

from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.parameters import Parameters
from coprod.resources.reserves import Reserves

if TYPE_CHECKING:
    from coprod.fields.long_term.news import News

RELIEF = RecordKind("relief", "relief for people who could not live at home", "对无法在家居住者的救助", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "community": Field("i4", "", "community", "社区"),
    "people": Field("i4", "people", "people who could not live at home", "无法在家居住人数"),
    "kits": Field("i4", "units", "relief kits asked for", "申领应急包数"),
    "asked": Field("f8", "minute", "when the incident was under control", "事件控制时刻"),
    "hours": Field("f8", "hours", "until the last goods came", "物资到齐用时"),
    "short": Field("f8", "share", "share of goods that nobody had", "物资缺口占比"),
    "prompt": Field("?", "", "came within the time that counts as prompt", "是否及时到位"),
})
KIT = "relief_kit"
MOST_LOAD = 0.95
"""Load of a desk beyond which relief takes no longer: somebody has to do it."""


class Relief:
    """Brings relief kits out of the reserves: hours of the committee's staff first, then the way from the nearest store."""

    def __init__(self, env: simpy.Environment, parameters: Parameters, reserves: Reserves | None, news: News | None,
                 recorder: Recorder) -> None:
        self._env, self._p, self._reserves, self._news = env, parameters.resilience, reserves, news
        self._recorder = recorder

    def bring(self, incident: int, community: int, people: int, load: float, left: float) -> Generator[simpy.Event, Any, None]:
        """Bring kits to people who cannot live at home.

        Parameters
        ----------
        load : float
            How busy the committee's desk is, 0 to 1: lists and keys wait for whoever is busy.
        left : float
            Share of the work that neighbours leave to the staff.
        """
        kits = ceil(self._p.relief_kits * people)
        if not kits or self._reserves is None:
            return
        asked = self._env.now
        work = self._p.relief_work * kits * left / (1 - min(load, MOST_LOAD))
        yield self._env.timeout(work * MINUTES_PER_HOUR)
        supply = yield from self._reserves.draw(incident, community, KIT, kits)
        hours, short = (self._env.now - asked) / MINUTES_PER_HOUR, supply.short / kits
        if self._news is not None:
            self._news.relief[community] += self.trust_change(hours, short)
        self._recorder.append(RELIEF, incident=incident, community=community, people=people, kits=kits, asked=asked, hours=hours,
                              short=short, prompt=hours <= self._p.relief_within)

    def trust_change(self, hours: float, short: float) -> float:
        """Return the trust that relief wins if it is prompt, or loses if it is late or short of goods."""
        prompt = (1 - short) * (hours <= self._p.relief_within)
        return self._p.relief_trust * prompt - self._p.relief_distrust * (1 - prompt)
