"""The aftermath 事后: a large incident is talked about, feared, and makes people buy what they may need.

Works only where something large has ended today; on any other day emotions fade a little and nothing else happens.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from coprod.fields.long_term.rumour import Talk, averaging, converge, neighbourhood, spread
from coprod.kernel.arrays import Floats
from coprod.kernel.incident import Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.resources.reserves import Reserves

if TYPE_CHECKING:
    from coprod.town import Town

MOST_KEPT = 16
"""Communities whose ties are kept: all of a town, never a megacity."""

AFTERMATH = RecordKind("aftermath", "what people made of large incidents", "重大事件后的社会反应", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "day": Field("i4", "day", "day it ended", "结束日"),
    "community": Field("i4", "", "community", "社区"),
    "rumour": Field("f4", "share", "residents who heard the rumour", "听到谣言的居民占比"),
    "emotion": Field("f4", "0-1", "mean alarm it left", "引起的平均恐慌情绪"),
    "hoarded": Field("i4", "units", "kits bought in panic", "恐慌抢购的物资"),
    "hoard_short": Field("i4", "units", "kits that shops could not sell", "抢购而未得的物资"),
    "staff_hours": Field("f4", "staff-hours", "work of telling people what is known", "官方辟谣工时"),
})


class Aftermath:
    """Rumour, emotion and panic buying after large incidents (mech:T11–mech:T13).

    ``emotion`` is how alarmed each community is, ``rumour`` the share who heard one since the week began, (C,) each.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, reserves: Reserves,
                 recorder: Recorder) -> None:
        self._rumour, self._emotion = parameters.warning, parameters.warning
        r = self._rumour
        self._talk = Talk(r.rumour_beta, r.rumour_forget, r.rumour_official, r.rumour_stifling)  # an hour
        self._aid = 1 + parameters.society.trust_psych_gain * parameters.society.trust_psych_aid
        self._kits = parameters.reserve.need_relief_kit * parameters.warning.emotion_hoard_days
        self._streams, self._town, self._reserves, self._recorder = streams, town, reserves, recorder
        self._near: dict[int, tuple[sparse.csr_array, sparse.csr_array]] = {}
        self.emotion, self.rumour = (np.zeros(len(town.communities)) for _ in range(2))

    def begin_week(self) -> None:
        """Forget last week's rumours; emotions stay."""
        self.rumour[:] = 0

    def alarm(self, more: Floats) -> None:
        """Add to how alarmed each community is: by incidents of which nobody knows enough (mech:T13)."""
        if np.count_nonzero(more):
            self.emotion[:] = 1 - (1 - self.emotion) * np.exp(-more)

    def end_of_day(self, day: int, large: Iterable[Incident]) -> Floats:
        """Let emotions fade, and flare up where something large has ended; return staff-hours, shape (C,)."""
        if np.count_nonzero(self.emotion):
            self.emotion *= (1 - self._emotion.emotion_fade) ** self._aid
        hours = np.zeros(self.emotion.size)
        for incident in large:
            hours[incident.community] += self._flare_up(day, incident)
        return hours

    def _flare_up(self, day: int, incident: Incident) -> float:
        """Let the community hear of one incident; return the staff-hours of official information."""
        community, r, e = incident.community, self._rumour, self._emotion
        start, end = (int(row) for row in self._town.start[community : community + 2])
        around = self._town.residents.building[start:end] == self._town.residents.building[incident.witness]
        ties, weights = self._neighbourhood(community, start, end)
        heard = self._spread_rumour(incident, ties, np.flatnonzero(around), start)
        alarmed = np.maximum(e.emotion_shock * around, r.rumour_alarm * heard)
        mean = float(converge(weights, e.emotion_contagion, alarmed).mean()) if alarmed.any() else 0.0
        self.emotion[community] = 1 - (1 - self.emotion[community]) * (1 - mean)
        self.rumour[community] = max(self.rumour[community], heard.mean())
        bought, short = self._buy(incident, mean)
        hours = r.rumour_official * r.rumour_official_hours * bool(heard.any())
        self._recorder.append(AFTERMATH, incident=incident.id, day=day, community=community, rumour=heard.mean(),
                              emotion=mean, hoarded=bought, hoard_short=short, staff_hours=hours)
        return hours

    def _neighbourhood(self, community: int, start: int, end: int) -> tuple[sparse.csr_array, sparse.csr_array]:
        """Return the ties within a community and their weights; kept for the communities asked for last."""
        kept = self._near.get(community)
        if kept is None:
            if len(self._near) >= MOST_KEPT:
                self._near.clear()
            ties = neighbourhood(self._town.ties, start, end)
            kept = self._near[community] = ties, averaging(ties)
        return kept

    def _spread_rumour(self, incident: Incident, ties: sparse.csr_array, around: np.ndarray, start: int) -> np.ndarray:
        """Return who hears the rumour that begins next door, shape (n,)."""
        def uniform(purpose: Purpose, keys: np.ndarray, number: int) -> np.ndarray:
            return self._streams.uniform(purpose.numbered(number), start + keys, incident.id)

        if not self._rumour.rumour_beta:
            return np.zeros(ties.shape[0], dtype=bool)
        return spread(ties, around[: self._rumour.rumour_seeds], self._talk, uniform)

    def _buy(self, incident: Incident, emotion: float) -> tuple[int, int]:
        """Let households lay in kits: φ x times what the community needs (mech:T12)."""
        wanted = self._emotion.emotion_panic_gain * emotion * self._kits
        units = int(wanted + self._streams.uniform_scalar(Purpose.PANIC_BUYING, incident.id))
        return self._reserves.hoard(incident.community, units) if units else (0, 0)
