"""Slow stocks 慢变量: what emergencies and policy leave in people from week to week (note:B16).

Trust, perceived risk and use of the app stand in the residents' columns; the norm of helping, mobilisation, education
and preparedness are kept by community. All of it moves once a week, whole columns at a time.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np

from coprod.agents.participation_utility import HELP, N_REAL, PATROL
from coprod.fields.long_term.trust import Trust
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR
from coprod.kernel.formulas import shot_noise
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import REFERENCE_RESIDENTS

if TYPE_CHECKING:
    from coprod.fields.long_term.aftermath import Aftermath
    from coprod.fields.long_term.news import News
    from coprod.town import Town

WEEKS_PER_YEAR = DAYS_PER_YEAR / DAYS_PER_WEEK
CALM = 0.01
"""Emotion or mobilisation below which there is nothing left to look after."""


class SocialState:
    """All slow stocks of the town; arrays of shape (C,).

    Attributes
    ----------
    memory : how present recent incidents are, 1 as usual (mech:W04)
    norm : norm of helping neighbours (mech:T03)
    mobilised : utility that the last emergencies add to acting (mech:T09)
    educated : how fresh risk education is (mech:W20)
    preparedness : what reviews have taught (mech:W19)
    staff_hours : what looking after all this took in the week that begins
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town) -> None:
        self._risk, self._tech, self._civic = parameters.resident, parameters.society, parameters.society
        self._learning, self._emotion = parameters.society, parameters.warning
        self.trust = Trust(parameters, streams, town)
        self._people = town.residents
        self._first_risk = town.residents.perceived_risk.copy()
        residents, n = town.communities.residents, len(town.communities)
        self._size = residents / residents.mean()
        self._usual = self._risk.memory_usual * residents / REFERENCE_RESIDENTS
        self.memory, self.norm = np.ones(n), np.full(n, self._tech.tech_norm_usual)
        self.mobilised, self.educated, self.preparedness, self.staff_hours = (np.zeros(n) for _ in range(4))

    def week(self, day: int, news: News, aftermath: Aftermath, helped: Floats | None = None) -> None:
        """Update all stocks by a week, its news, and its acts of help per 1,000 residents, shape (C,), usual ones if omitted."""
        self.trust.week(day, news, aftermath)
        self._remember(news)
        self.norm[:] = norm_after(self.norm, self._norm_growth(helped), self._tech.tech_crowdout * self._tech.tech_reliance)
        self._mobilise(news)
        self._educate()
        learning = self._learning
        self.preparedness[:] = shot_noise(self.preparedness, learning.learning_gain * learning.learning_review * news.large,
                                          learning.learning_decay / DAYS_PER_YEAR, DAYS_PER_WEEK)
        self.staff_hours = self._hours(news, aftermath)

    def utility_offset(self, aftermath: Aftermath) -> Floats:
        """Return the utility that the stocks add to the real acts in each community, shape (C, 4)."""
        t, c = self._tech, self._civic
        everything = self.mobilised + c.civic_education_gain * self.educated + c.civic_meaning * c.civic_empowerment
        utility_offset = np.repeat(everything[:, None], N_REAL, axis=1)
        utility_offset[:, HELP] += (t.tech_norm_weight * (self.norm - t.tech_norm_usual)
                                    + self._emotion.emotion_solidarity * aftermath.emotion)
        utility_offset[:, (PATROL, HELP)] -= t.tech_closed_loss * t.tech_reliance * (1 - t.tech_openness)
        return utility_offset

    def _norm_growth(self, helped: Floats | None) -> Floats:
        """Return αu of each community: in proportion to acts of help, as far as the norm hangs on them (mech:F04)."""
        t, use = self._tech, 1.0 if helped is None else helped / self._tech.tech_norm_acts
        return np.asarray(t.tech_norm_growth * (1 - t.tech_norm_use + t.tech_norm_use * use) * np.ones(self.norm.size))

    def _remember(self, news: News) -> None:
        """Let incidents be remembered and forgotten; perceived risk follows (mech:W04)."""
        r = self._risk
        lived = r.memory_decay * news.size / np.maximum(self._usual, 1e-9)
        self.memory[:] = shot_noise(self.memory, lived, r.memory_decay / DAYS_PER_YEAR, DAYS_PER_WEEK)
        if r.memory_weight:
            factor = (1 + r.memory_weight * (self.memory - 1)).astype(np.float32)
            np.minimum(self._first_risk * factor[self._people.community], np.float32(1), out=self._people.perceived_risk)

    def _mobilise(self, news: News) -> None:
        """Let a large incident stir people, and the stir go by unless institutions keep it (mech:T09)."""
        c = self._civic
        kept = 0.5 ** (DAYS_PER_WEEK / c.civic_half_life * (1 - c.civic_institutionalise))
        self.mobilised[:] = np.maximum(self.mobilised * kept, c.civic_spike * (news.large > 0))

    def _educate(self) -> None:
        """Let education reach people at its rate and be forgotten (mech:W20)."""
        c = self._civic
        rate = c.civic_education + c.civic_education_decay
        settled, kept = c.civic_education / rate, exp(-rate / WEEKS_PER_YEAR)
        self.educated[:] = settled + (self.educated - settled) * kept

    def _hours(self, news: News, aftermath: Aftermath) -> Floats:
        """Return the staff-hours a week of aid, institutions, education, deliberation and reviews, shape (C,)."""
        c, learning = self._civic, self._learning
        weekly = (c.civic_institution_hours * c.civic_institutionalise * (self.mobilised > CALM)
                  + c.civic_education_hours * c.civic_education / WEEKS_PER_YEAR + c.civic_say_hours * c.civic_empowerment
                  + self.trust.aid_hours * (aftermath.emotion > CALM))
        return np.asarray(self._size * weekly + learning.learning_review_hours * learning.learning_review * news.large)


def norm_after(norm: Floats, growth: float | Floats, erosion: float, days: float = DAYS_PER_WEEK) -> Floats:
    """Return the norm of helping after some days of ḣ = αu (1 − h) − χT h, which settles at αu / (αu + χT) (mech:T03).

    Parameters
    ----------
    growth, erosion : αu and χT, per day; a norm that neither acts on stays as it is
    """
    pace = np.asarray(growth + erosion, dtype=float)
    settled, kept = np.divide(growth, pace, out=np.zeros_like(pace), where=pace > 0), np.exp(-pace * days)
    return settled + (norm - settled) * kept
