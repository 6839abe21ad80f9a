"""The audience of a warning 受众: who is reached, notices, believes, and is ready when (mech:W03, mech:T05; note:B14).

Reaching people is not convincing them: whoever does not believe the first call does not believe the fifteenth. Residents
are asked one by one; property firms with their sites, and organisations, answer a telephone call or do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.agents.decisions import BoundRule
from coprod.agents.residents_heed import IGNORE, LEAVE, Warned
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.columns import rows_where
from coprod.kernel.formulas import waiting
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.groups import Society
from coprod.town import ELDER_AGE

if TYPE_CHECKING:
    from coprod.town import Town

Bools = NDArray[np.bool_]
RECEIVERS = ("residents", "sites", "organisations")
"""Who is warned and remembers whether it came true: residents, property firms with their site managers, organisations."""
RESIDENTS, SITES, ORGANISATIONS = range(len(RECEIVERS))


MOST_KEPT = 64
"""Communities for whose adults the numbers that last are kept: all of a town, never a megacity."""


@dataclass(slots=True, eq=False)
class Response:
    """What the adults of a community make of a warning, one entry each."""

    rows: NDArray[np.intp]
    reached: Bools
    noticed: Bools
    heeds: NDArray[np.int64]
    """What each would do on noticing it: codes of :data:`~coprod.agents.residents_heed.HEED`."""
    able: Bools
    elder: Bools
    vulnerable: Bools
    exposed: Bools
    """Who lives in lowland or a basement."""
    takes: Floats
    """Minutes that each needs to get ready."""
    visited: Bools
    ready: Floats
    """Minute at which each has brought themselves and their things to safety, inf for never."""
    aware: Floats
    """Minute at which each has noticed the warning, inf for never."""
    alone: tuple[Floats, Floats] = (np.zeros(0), np.zeros(0))
    """Both if nobody had come to the door."""

    @property
    def believed(self) -> Bools:
        """Who noticed and believed."""
        return self.noticed & (self.heeds > IGNORE)

    @property
    def leaves(self) -> Bools:
        """Who noticed, believed and would leave home if asked to."""
        return self.noticed & (self.heeds == LEAVE)

    @property
    def frail(self) -> Bools:
        """Elders and those who need help."""
        return self.elder | self.vulnerable

    def begin(self, minute: float) -> None:
        """Let everybody who has noticed begin to get ready at this minute."""
        self.ready = np.where(self.believed & self.able, minute + self.takes, np.inf)
        self.aware = np.where(self.noticed, minute, np.inf)
        self.alone = self.ready.copy(), self.aware.copy()

    def visit(self, who: NDArray[np.intp], minutes: Floats) -> None:
        """Let callers find these at home, each at a minute: told in person, and helped where help is needed.

        If callers are held up, the same are visited again, later.
        """
        self.visited[who] = self.reached[who] = self.noticed[who] = True
        self.able[who] = True
        acts = self.heeds[who] > IGNORE
        ready, aware = self.alone
        self.ready[who] = np.where(acts, np.minimum(ready[who], minutes + self.takes[who]), np.inf)
        self.aware[who] = np.minimum(aware[who], minutes)

    def acted(self, minute: float, of: Bools | None = None) -> float:
        """Return the share, of all or of some, who are ready by a minute."""
        return share((self.ready if of is None else self.ready[of]) <= minute)


@dataclass(frozen=True, slots=True, eq=False)
class Lasting:
    """What is drawn once for residents of a community and holds for every warning, one entry each."""

    rows: NDArray[np.intp]
    age: NDArray[np.integer]
    elder: Bools
    vulnerable: Bools
    in_earshot: Bools
    """Who hears the loudspeaker."""
    anew: Bools
    """Who makes up their mind anew at every call."""
    any_anew: bool
    """Whether anybody does."""
    optimist: Bools
    exposed: Bools
    """Who lives in lowland or a basement."""
    belief: Floats
    """What decides whether the others believe."""
    refusal: Floats
    """What decides who refuses to leave."""


class Audience:
    """Everybody who can be warned, and what they remember of earlier warnings."""

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, heed: BoundRule) -> None:
        self.warning, self._adult_age = parameters.warning, parameters.resident.adult_age
        self.in_person = kept_in_person(parameters.society)
        """Loudspeakers and callers at doors that a town keeps which relies on platforms as it does, 1 as today (mech:T03)."""
        self._streams, self._people, self._start, self._heed = streams, town.residents, town.start, heed
        low = np.asarray(town.communities.lowland, dtype=float)
        self._exposed = np.minimum(1.0, self.warning.evacuate_exposed * low / max(float(low.mean()), 1e-9))
        """Share of residents who live in lowland or a basement, by how low each community lies, shape (C,)."""
        shape = len(RECEIVERS), len(town.communities)
        self.hits, self.false_alarms = np.full(shape, self.warning.prior_hits), np.full(shape, self.warning.prior_false)
        """Warnings that came true and that did not, as every kind of receiver in every community remembers, shape (3, C)."""
        self._lasting: dict[int, Lasting] = {}

    def credibility(self, community: int, receiver: int = RESIDENTS) -> float:
        """Return how often warnings come true, as receivers remember: τ = (a + hits) / (a + b + hits + false)."""
        hits, false = float(self.hits[receiver, community]), float(self.false_alarms[receiver, community])
        return hits / (hits + false)

    def learn(self, community: int, receiver: int, struck: bool) -> None:
        """Let receivers in a community remember whether a warning that they got came true."""
        (self.hits if struck else self.false_alarms)[receiver, community] += 1

    def adults(self, community: int) -> NDArray[np.intp]:
        """Return the numbers of the adults of a community."""
        first, end = self._start[community : community + 2].tolist()
        return rows_where(self._people.age[first:end] >= self._adult_age) + first

    def sees(self, community: int, rows: NDArray[np.intp], call: int = 0, emotion: float = 0.0) -> Warned:
        """Return what residents of a community see of a warning; `call` is the address of its chance."""
        w, people = self.warning, self._people
        lasting = self._lasting_of(community, rows)
        trust, risk = people.trust[rows], people.perceived_risk[rows]
        chance, draw = self.belief(trust, risk, self.credibility(community), emotion), lasting.belief
        if lasting.any_anew:
            chance = np.where(lasting.anew, convinced_probability(w.notice, chance, w.calls), chance)
            draw = np.where(lasting.anew, self.uniform(Purpose.WARNING_BELIEF_ANEW, rows, call), draw)
        return Warned(rows, lasting.age, trust, risk, chance * ~lasting.optimist, w.refusal,
                      w.refusal_elder, w.trust_weight, w.risk_weight, w.cost_loss, draw, lasting.refusal)

    def respond(self, community: int, call: int, emotion: float = 0.0) -> Response:
        """Warn the adults of a community by app and loudspeaker; return how they respond, before anybody knocks.

        Parameters
        ----------
        call : int
            Address of the chance of this warning.
        emotion : float
            How alarmed the community is.
        """
        w, people, rows = self.warning, self._people, self.adults(community)
        lasting = self._lasting_of(community, rows)
        reached = lasting.in_earshot | (people.app_reach[rows] & w.app)
        noticed = reached & (self.uniform(Purpose.WARNING_NOTICE, rows, call) < respond_probability(w.notice, w.calls))
        able = ~lasting.vulnerable | (self.uniform(Purpose.WARNING_ABLE, rows, call) < w.able)
        takes = -w.prepare * MINUTES_PER_HOUR * np.log(self.uniform(Purpose.WARNING_READY, rows, call))
        heeds = np.asarray(self._heed(self.sees(community, rows, call, emotion)))
        return Response(rows, reached, noticed, heeds, able, lasting.elder, lasting.vulnerable, lasting.exposed,
                        takes, np.zeros(rows.size, dtype=bool), np.full(rows.size, np.inf),
                        np.full(rows.size, np.inf))

    def _lasting_of(self, community: int, rows: NDArray[np.intp]) -> Lasting:
        """Return what lasts of residents of a community; kept for the adults of those warned last."""
        kept = self._lasting.get(community)
        if kept is not None and np.array_equal(kept.rows, rows):
            return kept
        w = self.warning
        age, anew = self._people.age[rows], self.uniform(Purpose.WARNING_MIND, rows) >= w.persistence
        found = Lasting(
            rows, age, age >= ELDER_AGE, self._people.vulnerable[rows],
            self.uniform(Purpose.WARNING_EARSHOT, rows) < w.loudspeaker * self.in_person, anew, bool(anew.any()),
            self.uniform(Purpose.WARNING_OPTIMIST, rows) < w.optimists, self.exposed(rows),
            self.uniform(Purpose.WARNING_BELIEF, rows), self.uniform(Purpose.WARNING_REFUSAL, rows))
        if rows.size > 1:  # a single resident who is looked at drives nobody out
            for column in (found.age, found.belief, found.refusal):
                column.flags.writeable = False  # rules of users see them
            if len(self._lasting) >= MOST_KEPT:
                self._lasting.clear()
            self._lasting[community] = found
        return found

    def exposed(self, rows: NDArray[np.intp]) -> Bools:
        """Tell who lives in lowland or a basement, and must leave when water threatens."""
        return self.uniform(Purpose.WARNING_EXPOSED, rows) < self._exposed[self._people.community[rows]]

    def belief(self, trust: Floats, risk: Floats, credibility: float, emotion: float) -> Floats:
        """Return the chance of believing a warning that is noticed, of those with this trust and perceived risk."""
        w = self.warning
        belief = ((1 - w.cry_wolf * (1 - credibility)) * (1 - w.trust_weight * (1 - trust))
                  * (1 - w.risk_weight * (1 - risk)))
        return np.asarray(belief + w.fear_weight * min(1.0, emotion) * (1 - belief))

    def site_ready(self, receiver: int, community: int, call: int, minute: float) -> tuple[bool, float]:
        """Call the site managers or organisations of a community; return whether they answer, and when they are ready.

        Never is inf. They weigh false alarms as residents do; neither trust nor fear is asked for.
        """
        w, draw = self.warning, lambda step: self._streams.uniform_scalar(Purpose.WARNING_SITE, call, receiver * 4 + step)
        answers = draw(0) < w.site_reach
        heeds = answers and draw(1) < 1 - w.cry_wolf * (1 - self.credibility(community, receiver))
        return answers, minute + w.site_prepare * MINUTES_PER_HOUR * waiting(draw(2)) if heeds else np.inf

    def uniform(self, purpose: Purpose, rows: NDArray[np.intp], call: int = 0) -> Floats:
        """Return the uniform random numbers of residents for a purpose and a warning."""
        return self._streams.uniform(purpose, rows, call)


def respond_probability(probability: ArrayLike, calls: int) -> Floats:
    """Return 1 − (1 − p)ⁿ: the chance that one of n calls succeeds where each does with chance p (note:B14)."""
    return np.asarray(1 - (1 - np.asarray(probability, dtype=float)) ** calls)


def convinced_probability(notice: float, belief: Floats, calls: int) -> Floats:
    """Return the chance that one of n calls was believed, given that one was noticed, if each is judged anew."""
    return respond_probability(notice * belief, calls) / respond_probability(notice, calls) if notice else np.zeros_like(belief)


def time_enough(lead: float, prepare: float) -> float:
    """Return the chance of being ready in time: 1 − e^(−L/m), getting ready taking m hours in the mean."""
    return float(-np.expm1(-lead / prepare)) if prepare else 1.0


def share(which: Bools) -> float:
    """Return the share of those of whom something holds, 0 of nobody."""
    return np.count_nonzero(which) / which.size if which.size else 0.0


def kept_in_person(society: Society) -> float:
    """Return what is left of warning by loudspeaker and at the door: 1 − δ (T − 1), at reliance T on platforms, never below 0.

    What a message on the telephone does is dropped elsewhere, and whoever has no app is not told (mech:T03; src:liu_zhang2026).
    """
    return max(0.0, 1 - society.tech_in_person * (society.tech_reliance - 1))
