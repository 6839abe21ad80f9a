"""People at hand 在场居民: who lives within call of an incident, who of them is at home, and what binds them to those struck.

The residents of a building are consecutive rows, neighbours next to each other, so those within call are one slice. Who
is at home is drawn for them alone, by resident and incident; nobody has a column for it. Ties that were used in an
emergency bind more strongly afterwards; only these are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import RuleBook
from coprod.agents.emergency_acts import CALL, CPR, MESSAGE, InEmergency, cost_of, danger_of, urgency
from coprod.agents.motives import payment_of, usual_left
from coprod.agents.participation_utility import HELP, REPORT, own_utility
from coprod.agents.residents import RESIDENT_STATE
from coprod.kernel.columns import rows_where
from coprod.kernel.formulas import logistic
from coprod.kernel.incident import Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import PREFIXES
from coprod.town.presence import chances_at_home, kinds_of_days, time_of_day, usual_at_home, visitors

if TYPE_CHECKING:
    from coprod.fields.emergency.day import DayContext
    from coprod.town import Town

MOST_USES = 5
"""Uses of a tie beyond which it grows no stronger."""
FINDERS_OF_THE_HOUSEHOLD = 0.4
"""Share of those who find a cardiac arrest that live in the same household: in the default town (tests derive it)."""

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]


@dataclass(slots=True)
class AtHand:
    """Those within call of one incident: arrays of shape (n,) over the rows from `first` on."""

    first: int
    """Row of the first of them."""
    struck: slice
    """Places of those who are struck among them."""
    household: Bools
    """Lives with somebody who is struck."""
    present: Bools
    """At home, grown up and not struck."""
    frail: Bools
    """Needs help in an emergency, or is too young."""
    seen: InEmergency
    """What they see."""
    own: Floats
    """What they bring to every act as residents, in units of the noise of choice; what moves their community comes on top."""
    severity: float
    """Of the incident."""

    def rows(self, places: NDArray[np.integer]) -> NDArray[np.intp]:
        """Return the rows of those at some places."""
        return np.asarray(self.first + places, dtype=np.intp)


class PeopleAtHand:
    """Finds who is within call of an incident, and asks them what they would do."""

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, rules: RuleBook) -> None:
        self._r, self._town, self._streams = parameters.resident, town, streams
        self._incident, self._places = parameters.incident, parameters.town
        self._rule = rules["resident.respond"]
        self._within_call = parameters.crew.neighbours
        self.people = town.residents
        self.people.declare(RESIDENT_STATE)
        self._ground = np.concatenate([[0], np.cumsum(town.buildings.residents, dtype=np.int64)])
        self._at_home = chances_at_home(parameters.town)
        day, night = usual_at_home(type(parameters.town)())
        self.asleep = parameters.incident.night_vigilance * day / night
        """How much a resident asleep at night notices, relative to one awake by day: a usual building as a whole then notices
        as much at night as ``incident.night_vigilance`` says."""
        self.own_calls = tuple(getattr(parameters.incident, f"{prefix}_own_call", 0.0) for prefix in PREFIXES)
        """Share of the noticing that those who are struck do themselves, by type; none where they are unconscious."""
        self._left = payment_of(rules["resident.act"].rule).left(self._r, parameters.points, np.ones(1)).astype(np.float32)
        self._recognition = parameters.points.recognition
        self._used: dict[int, dict[int, int]] = {}
        self.uses = 0
        """Ties used since the start, each counted as often as it was used."""

    def chance_stated(self, act: str) -> float:
        """Return the chance that the parameters state for an act, on average over the default town."""
        return {CALL: self._r.respond_call, CPR: self._incident.bystander_cpr, MESSAGE: self._r.respond_message}.get(
            act, self._r.respond_help)

    def around(self, incident: Incident, minute: float, state: DayContext) -> AtHand:
        """Return who lives within call of an incident and is at home at an absolute minute."""
        first = incident.struck if incident.struck >= 0 else incident.witness
        return self._found(first, incident.people, incident.community, incident.severity, minute, incident.id, state)

    def seen_by(self, row: int, act: str) -> InEmergency:
        """Return what the resident at `row` sees where a neighbour they do not know is struck by day, arrays of length 1."""
        seen = self._look(slice(row, row + 1), np.zeros(1, dtype=np.float32), None, 0)
        return self._asked(seen, act, self.chance_stated(act), 0.5)

    def chances(self, hand: AtHand, act: str, state: DayContext | None = None, community: int = 0) -> Floats:
        """Return the chance of everybody at hand to act, whether at home or not, shape (n,)."""
        return self.chances_if(hand, act, self.chance_stated(act), state, community)

    def chances_if(self, hand: AtHand, act: str, stated: float, state: DayContext | None = None, community: int = 0) -> Floats:
        """Return the same for an act in which the residents of the default town have a `stated` mean chance."""
        if stated <= 0:
            return np.zeros(len(hand.seen))
        seen = self._asked(hand.seen, act, stated, hand.severity)
        if state is not None and state.offset is not None:
            more = state.offset[community, REPORT if act in (CALL, MESSAGE) else HELP] / self._r.choice_noise
            seen.own = hand.own + np.float32(more)
        return np.asarray(self._rule(seen))

    def of_visitor(self, act: str) -> float:
        """Return the chance that a visitor acts: a usual resident's, without a bond."""
        added = urgency(act, self.chance_stated(act))
        if not isfinite(added):
            return float(added > 0)
        r = self._r
        own = (r.motivation_mean * usual_left(self._left[0], r) - r.norm_weight / 2 + r.risk_weight * r.risk_mean
               + r.trust_weight * r.trust_mean - r.time_weight * r.time_working)
        return float(logistic(added + (own + r.bond_stranger - cost_of(act, r)) / r.choice_noise))

    def visitors(self, hand: AtHand, minute: float) -> float:
        """Return how many visitors are within call."""
        return visitors(self._places, minute) * len(hand.seen)

    def bind(self, struck: range, actors: set[int]) -> None:
        """Let the ties between those struck and those who acted for them grow by use; both ways alike."""
        if not self._r.bond_use:
            return
        ties = self._town.ties
        for row in struck:
            for other in actors.intersection(ties.indices[ties.indptr[row]:ties.indptr[row + 1]].tolist()):
                self.uses += 1
                for one, two in ((row, other), (other, row)):
                    uses = self._used.setdefault(one, {})
                    uses[two] = min(uses.get(two, 0) + 1, MOST_USES)

    def strength(self, one: int, other: int) -> int:
        """Return how often the tie between two residents has been used, at most :data:`MOST_USES`."""
        return self._used.get(one, {}).get(other, 0)

    def _found(self, first: int, people: int, community: int, severity: float, minute: float, key: int,
               state: DayContext) -> AtHand:
        building = int(self.people.building[first])
        ground, top = int(self._ground[building]), int(self._ground[building + 1])
        last = min(first + people, top)
        reach = self._within_call + last - first
        low = max(ground, min(first - self._within_call // 2, top - reach))
        rows, struck = slice(low, min(top, low + reach)), slice(first - low, last - low)
        table = self.people
        household = table.household[rows]
        together = (household >= household[struck.start]) & (household <= household[struck.stop - 1])
        age = table.age[rows]
        grown = age >= self._r.adult_age
        at_home = self._streams.uniform(Purpose.PRESENCE, np.arange(rows.start, rows.stop), key) < self._at_home[
            time_of_day(minute), kinds_of_days(age, table.kind[rows])]
        present = at_home & grown
        present[struck] = False
        bond = self._bonds(first, last, rows, together)
        seen = self._look(rows, bond, state, int(np.count_nonzero(present)))
        return AtHand(low, struck, together, present, table.vulnerable[rows] | ~grown, seen, seen.own, severity)

    def _bonds(self, first: int, last: int, rows: slice, together: Bools) -> NDArray[np.float32]:
        """Return what binds those within call to any of those struck, utils."""
        bond = np.zeros(rows.stop - rows.start, dtype=np.float32)
        ties = self._town.ties
        known = ties.indices[ties.indptr[first]:ties.indptr[last]]
        bond[known[(known >= rows.start) & (known < rows.stop)] - rows.start] = self._r.bond_tie
        if self._used:
            for row in range(first, last):
                for other, uses in self._used.get(row, {}).items():
                    if rows.start <= other < rows.stop:
                        place = other - rows.start
                        bond[place] = max(bond[place], self._r.bond_tie + self._r.bond_use * uses)
        bond[together] = np.maximum(bond[together], np.float32(self._r.bond_household))
        return bond

    def _look(self, rows: slice, bond: Floats, state: DayContext | None, around: int) -> InEmergency:
        table = self.people
        left, recognition = self._left[0], self._recognition
        if state is not None and state.motive_left is not None and state.recognition is not None:
            left, recognition = state.motive_left[table.community[rows.start]], state.recognition
        seen = InEmergency(
            rows=range(rows.start, rows.stop), act=CALL, cost=0.0, urgency=0.0, danger=0.0, around=around, bond=bond,
            age=table.age[rows], skill=table.skill[rows], motivation=table.motivation[rows], motive=table.motive[rows],
            habit=table.habit[rows], norm=self._norm(rows), perceived_risk=table.perceived_risk[rows], trust=table.trust[rows],
            burnout=table.burnout[rows], time_cost=table.time_cost[rows], left=left[table.motive_type[rows]],
            recognition=recognition, own=bond)
        seen.own = own_utility(seen, self._r)
        return seen

    def _norm(self, rows: slice) -> Floats:
        """Return the share of those whom each knows who acted last week, shape (n,)."""
        ties = self._town.ties
        ends = ties.indptr[rows.start:rows.stop + 1]
        acted = rows_where(self.people.was_active[ties.indices[ends[0]:ends[-1]]])  # few
        upto = acted.searchsorted(ends - ends[0])
        return np.asarray((upto[1:] - upto[:-1]).astype(np.float32) / np.maximum(ends[1:] - ends[:-1], 1).astype(np.float32))

    def _asked(self, seen: InEmergency, act: str, stated: float, severity: float) -> InEmergency:
        near = FINDERS_OF_THE_HOUSEHOLD if act == CPR else 0.0
        seen.act, seen.cost, seen.danger = act, cost_of(act, self._r), danger_of(act, severity)
        seen.urgency = urgency(act, stated, near)
        return seen

