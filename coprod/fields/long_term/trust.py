"""Trust 公信力: what it gains by success, loses by failure, rumour and leaks, and how it returns.

Sources: mech:T02, mech:T14, mech:T18.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coprod.kernel.arrivals import poisson_counts
from coprod.kernel.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR, HOURS_PER_DAY
from coprod.kernel.formulas import shot_noise
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters

if TYPE_CHECKING:
    from coprod.fields.long_term.aftermath import Aftermath
    from coprod.fields.long_term.news import News
    from coprod.town import Town


class Trust:
    """Trust of residents in the local government, and their use of its app.

    Writes the residents' ``trust`` and ``app_reach``. ``standing`` is what a community's trust has gained by what it
    has seen, shape (C,); ``felt`` what it gains or loses this week by services; ``leaked`` what a district's trust has lost by
    leaks of data, shape (D,).
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town) -> None:
        self._p, self._streams = parameters.society, streams
        self._leak_rate = parameters.society.tech_privacy_risk * parameters.society.tech_reliance
        self._rumour_loss = parameters.warning.rumour_distrust
        self._residents = town.communities.residents
        self._people, self._district = town.residents, town.communities.district
        self._first, self._reach = town.residents.trust.copy(), town.residents.app_reach.copy()
        self.standing, self.felt = np.zeros((2, len(town.communities)))
        self.leaked = np.zeros(parameters.town.districts)
        self.leaks = 0
        """Privacy incidents since the start."""
        self.aid_hours = self._p.trust_psych_hours * self._p.trust_psych_aid
        """Staff-hours a week that psychological aid takes where people are alarmed."""

    def week(self, day: int, news: News, aftermath: Aftermath) -> None:
        """Update trust by a week's successes, failures, rumours and leaks; older ones are forgotten."""
        p = self._p
        won = p.trust_success * news.hits - p.trust_failure * news.misses - self._rumour_loss * aftermath.rumour
        won += news.relief + self.felt
        self.felt[:] = 0
        faster = p.trust_psych_gain * p.trust_psych_aid * (self.standing < 0)
        kept = np.exp(-p.trust_recovery * DAYS_PER_WEEK * faster)  # besides what ordinary recovery leaves
        self.standing[:] = shot_noise(self.standing * kept, won, p.trust_recovery, DAYS_PER_WEEK)
        leaks = self._leaks(day)
        self.leaks += int(leaks.sum())
        self.leaked[:] = shot_noise(self.leaked, p.trust_privacy_loss * leaks, p.trust_recovery, DAYS_PER_WEEK)
        self._write()

    def suffer(self, *person_hours: np.ndarray) -> None:
        """Let days without service or home cost trust, and set the hours, each of shape (C,), back to 0."""
        for hours in person_hours:
            self.felt -= self._p.outage_trust * hours / (HOURS_PER_DAY * self._residents)
            hours[:] = 0

    def gain(self, rows: np.ndarray, more: float) -> None:
        """Let some residents trust more for good: those who were helped."""
        if more:
            for trust in (self._first, self._people.trust):
                trust[rows] = np.minimum(trust[rows] + np.float32(more), np.float32(1))

    def _leaks(self, day: int) -> np.ndarray:
        """Return how many leaks each district has this week, shape (D,): more with more reliance, on the same random numbers."""
        if not self._leak_rate:
            return np.zeros(self.leaked.size, dtype=np.int64)
        uniform = self._streams.uniform(Purpose.PRIVACY_LEAK, np.arange(self.leaked.size), day)
        return poisson_counts(uniform, self._leak_rate * DAYS_PER_WEEK / DAYS_PER_YEAR)

    def _write(self) -> None:
        """Write what residents think now, and who has left the app; the same people leave first every time."""
        people, leaked = self._people, self.leaked[self._district]
        change = (self.standing - leaked).astype(np.float32)
        if change.any():
            np.clip(self._first + change[people.community], np.float32(0), np.float32(1), out=people.trust)
        quitting = np.minimum(1.0, self._p.trust_quitting * leaked)
        if quitting.max(initial=0.0) > 0:
            uniform = self._streams(Purpose.PRIVACY_QUIT).random(len(people), dtype=np.float32)
            people.app_reach[:] = self._reach & (uniform >= quitting.astype(np.float32)[people.community])
