"""Property upkeep 物业维护: the state of facilities, fees, watches, inspections and fines (note:B5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, log
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import RuleBook
from coprod.agents.property_firms import PROPERTY_FIRM_COLUMNS, FirmsMonth, Floats, demanded_effort
from coprod.fields.everyday.firms_given import owners_of, ratings_of, wages_of
from coprod.kernel.calendar import DAYS_PER_MONTH, starts_month
from coprod.kernel.columns import Columns, mean, rows_where
from coprod.kernel.formulas import uniform_around
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town.given import filled

if TYPE_CHECKING:
    from coprod.town import Town


WATCH = RecordKind("watch", "night watches", "夜间值守", {
    "day": Field("i4", "day", "day after the last of these nights", "统计截止后一日"),
    "firm": Field("i4", "", "property firm", "物业企业"),
    "community": Field("i2", "", "community", "社区"),
    "recorded": Field("i2", "nights", "nights with a watch on paper", "台账记录的值守夜数"),
    "real": Field("i2", "nights", "nights with a watch in fact", "实际值守夜数"),
    "audits": Field("i2", "", "audits", "抽查次数"),
    "found": Field("i2", "", "nights found without a watch", "查实的空岗次数"),
    "fines": Field("f8", "yuan", "fines, for upkeep too", "罚款（含维护不力）"),
})


SHORTEST_MONTH, LONGEST_MONTH = 28, 31
"""Days of the month on which inspections fall, and most nights of one."""
SETTLING_ROUNDS = 10
"""Rounds in which condition and fees find their balance before the first day; they draw near tenfold in each."""


@dataclass(frozen=True, slots=True)
class PropertyDay:
    """What a day of firms came to: arrays of shape (C,)."""

    facility: NDArray[np.float64]
    """Mean condition of facilities, 0 to 1."""
    night_watch: NDArray[np.float64]
    """Share of night watches that are real."""
    staff_hours: Floats
    """Staff-hours of inspecting and auditing."""
    fines: Floats
    """Yuan."""
    condition: NDArray[np.float64]
    """Condition of the facilities that each firm keeps, 0 to 1: shape (F,)."""


class PropertyFirms:
    """The property firms of the town, the same number in every community, in order of community.

    Per community, of shape (C,): ``facility``, mean condition, and ``night_watch``, share of the
    watches that are real. ``intensity`` is how often a strategic inspector comes, relative to what
    ``inspect_prob`` and ``audit_rate`` say; ``attention``, of shape (F,), the share of the usual inspections by superiors
    that each firm gets, and ``visited`` the inspections a month that staff's visits are worth.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 rules: RuleBook | None = None) -> None:
        self.property = parameters.property_firm
        rules = rules or RuleBook(parameters)
        self._effort, self._watch = rules["property_firm.effort"], rules["property_firm.watch"]
        self._streams, self._recorder, data = streams, recorder, parameters.district_data
        self._data = data if data is not None and data.has("firm") else None
        self._n_communities = len(town.communities)
        self.table = Columns(PROPERTY_FIRM_COLUMNS, self._n_communities * self.property.firms)
        self._rows = np.arange(len(self.table))
        self.intensity = 1.0
        self.attention, self.visited = np.ones(len(self.table)), np.zeros(len(self.table))
        self._by_superiors = np.zeros(len(self.table), dtype=bool)
        self._fined = np.zeros(len(self.table))
        self._nights = 0
        self._nights_real = np.zeros((LONGEST_MONTH, len(self.table)), dtype=bool)
        self._found_firms(town)

    @property
    def facility(self) -> NDArray[np.float64]:
        """Return the mean facility condition of each community, 0 to 1."""
        return self._mean(self.table.condition)

    @property
    def night_watch(self) -> NDArray[np.float64]:
        """Return the share of this month's night watches that are meant to be real in each community, 0 to 1."""
        return self._mean(self.table.watch)

    @property
    def inspect_prob(self) -> Floats:
        """Return each firm's monthly chance of an inspection as it is now, by superiors or after a visit of staff, shape (F,)."""
        return np.minimum(1.0, self._superiors_inspect() + self.visited)

    def _superiors_inspect(self) -> Floats:
        return np.minimum(1.0, self.intensity * self.property.inspect_prob) * self.attention

    def expect(self, attention: Floats, visited: Floats) -> None:
        """Let superiors inspect, and staff visit, the firms of each community so much from next month on, shape (C,) both."""
        self.attention, self.visited = attention[self.table.community], visited[self.table.community]

    @property
    def audit_rate(self) -> float:
        """Return the nightly chance of an audit as it is now."""
        return min(1.0, self.intensity * self.property.audit_rate)

    @property
    def discovery_probability(self) -> Floats:
        """Return each firm's chance that a night without a watch is found out, by audit or inspection, shape (F,)."""
        return 1 - (1 - self.audit_rate) * (1 - self.inspect_prob / DAYS_PER_MONTH)

    def day(self, day: int, worn: Callable[[NDArray[np.float64]], NDArray[np.float64]] = np.asarray) -> PropertyDay:
        """Let a day pass: on the first of a month firms decide anew, every day some are inspected.

        Parameters
        ----------
        worn : function of an array of shape (C,), optional
            Returns the condition of facilities as it is, given what firms have made of it: worse where damage is not repaired. By
            default no damage is.
        """
        if starts_month(day):
            self._close_the_month(day)
            self._replace_failing_firms(day)
            self._adapt_inspections()
            self._decide()
            self._plan_nights(day)
            self._plan_inspections(day)
        firms, p = self.table, self.property
        firms.condition[:] = next_condition(firms.condition, firms.effort, p.upkeep, p.decay)
        self._nights += 1
        real = self._nights_real[self._nights - 1]
        return PropertyDay(worn(self.facility), self._mean(real), *self._inspect(day, real), firms.condition.astype(np.float64))

    def _found_firms(self, town: Town) -> None:
        firms, p = self.table, self.property
        firms.community[:] = self._rows // p.firms
        firms.households[:] = np.asarray(town.communities.households)[firms.community] / p.firms
        owner = None if self._data is None else owners_of(self._data)
        self._take_office(self._rows, owner)
        if self._data is not None:
            firms.diligence[:] = filled(firms.diligence, ratings_of(self._data))
            firms.wage[:] = filled(firms.wage, wages_of(self._data))
        for _ in range(SETTLING_ROUNDS):  # condition, fees and effort find their balance
            self._decide()
            firms.condition[:] = steady_condition(firms.effort, p.upkeep, p.decay)
        self._decide()

    def _take_office(self, rows: NDArray[np.intp], owner: NDArray[np.int64] | None = None) -> None:
        """Give new firms their character; the random numbers of a firm depend on how many came before it.

        Firms of one `owner`, the row of its first, are alike.
        """
        firms, p = self.table, self.property
        address = firms.switches[rows].astype(np.int64) * len(firms) + (rows if owner is None else owner)
        firms.diligence[rows] = uniform_around(1.0, p.effort_spread, self._streams.uniform(Purpose.PROPERTY_DILIGENCE, address))
        firms.wage[rows] = uniform_around(p.watch_wage, p.watch_spread, self._streams.uniform(Purpose.PROPERTY_WAGE, address))
        firms.belief[rows] = uniform_around(1.0, p.belief_spread, self._streams.uniform(Purpose.PROPERTY_BELIEF, address))

    def month(self) -> FirmsMonth:
        """Return what firms see when they decide for a month."""
        firms, p = self.table, self.property
        collected = collection_rate(firms.condition, p.base_collection, p.collection_gain)
        demanded = demanded_effort(p.least_condition, p.upkeep, p.decay)
        return FirmsMonth(
            effort=firms.effort, condition=firms.condition, fined=self._fined, cost=p.effort_cost / firms.diligence,
            gain=(self.inspect_prob * p.fine).astype(np.float32) + p.effort_return * p.fee * collected,
            fear=p.competition * p.owners_agree * p.contract_worth / demanded if demanded > 0 else 0.0,
            demanded=demanded, least_condition=p.least_condition, fine=p.fine,
            discovery=np.minimum(firms.belief * self.discovery_probability.astype(np.float32), np.float32(1)), wage=firms.wage,
            night_spread=p.night_spread)

    def _decide(self) -> None:
        """Let every firm choose this month's effort and watch."""
        seen = self.month()
        self.table.effort[:] = self._effort(seen)
        self.table.watch[:] = self._watch(seen)

    def _plan_nights(self, day: int) -> None:
        """Draw on which nights of the month each watch is real, shape (31, F)."""
        uniform = self._streams.uniform(Purpose.PROPERTY_NIGHT, np.arange(self._nights_real.size), day)
        self._nights_real = uniform.reshape(self._nights_real.shape) < self.table.watch

    def _plan_inspections(self, day: int) -> None:
        """Draw which firms are inspected this month and on which day of it."""
        uniform = self._streams.uniform(Purpose.PROPERTY_INSPECTED, self._rows, day)
        chosen, self._by_superiors = uniform < self.inspect_prob, uniform < self._superiors_inspect()
        within = (self._streams.uniform(Purpose.PROPERTY_INSPECTION, self._rows, day) * SHORTEST_MONTH).astype(np.int64)
        self.table.inspection[:] = np.where(chosen, day + within, -1)

    def _inspect(self, day: int, real: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Inspect and audit today; fine effort that is missing and nights without a watch; return hours and fines, (C,).

        Hours of visits of staff have been worked already, as directives.
        """
        firms, p = self.table, self.property
        inspected = firms.inspection == day
        audited = self._streams.daily(Purpose.PROPERTY_AUDIT, day).random(len(firms)) < self.audit_rate
        visited = rows_where(inspected | audited)
        if not visited.size:
            return np.zeros(self._n_communities), np.zeros(self._n_communities)
        inspected, audited, empty = inspected[visited], audited[visited], ~real[visited]
        fines = p.fine * (inspected * (1 - firms.effort[visited].astype(np.float64)) + empty)
        firms.audits[visited] += audited
        firms.found[visited] += empty
        firms.fines[visited] += fines
        hours = p.inspection_hours * (inspected & self._by_superiors[visited]) + p.audit_hours * audited
        where = firms.community[visited]
        return self._sum(where, hours), self._sum(where, fines)

    def _close_the_month(self, day: int) -> None:
        """Reckon last month's profit and record what its watches were on paper and in fact."""
        if not self._nights:
            return
        firms, p = self.table, self.property
        real = self._nights_real[: self._nights].sum(axis=0)
        night = firms.wage * (1 - p.night_spread * (1 - firms.watch))  # of those that are watched, the cheap ones
        collected = collection_rate(firms.condition, p.base_collection, p.collection_gain)
        bill = p.fee * p.area * firms.households * self._nights / DAYS_PER_MONTH
        upkeep = p.effort_cost / firms.diligence * firms.effort**2 / 2
        firms.profit[:] += bill * (collected - p.cost_share) - upkeep - night * real - firms.fines
        self._recorder.append(
            WATCH, day=day, firm=self._rows, community=firms.community, recorded=self._nights, real=real,
            audits=firms.audits.copy(), found=firms.found.copy(), fines=firms.fines.copy())
        self._fined[:] = firms.fines
        firms.audits[:], firms.found[:], firms.fines[:] = 0, 0, 0
        self._nights = 0

    def _replace_failing_firms(self, day: int) -> None:
        """Let owners who are dissatisfied, vote and agree take another firm."""
        firms, p = self.table, self.property
        probability = p.competition * dissatisfaction(firms.condition, p.least_condition)
        failing = rows_where(probability > 0)
        voting = failing[self._streams.uniform(Purpose.PROPERTY_VOTE, failing, day) < probability[failing]]
        replaced = voting[self._streams.uniform(Purpose.PROPERTY_AGREEMENT, voting, day) < p.owners_agree]
        firms.switches[replaced] += 1
        firms.profit[replaced] = 0
        self._take_office(replaced)

    def _adapt_inspections(self) -> None:
        p = self.property
        rate = max(p.audit_rate, p.inspect_prob)
        if p.inspector == "strategic" and rate > 0:
            violations = 1 - float(self.table.watch.mean())
            self.intensity = next_intensity(
                self.intensity, violations, p.inspection_cost, p.inspection_benefit, p.inspector_speed, 1 / rate)

    def _mean(self, column: NDArray[Any]) -> NDArray[np.float64]:
        return mean(column.reshape(self._n_communities, self.property.firms), axis=1)

    def _sum(self, where: NDArray[np.integer], amounts: Floats) -> Floats:
        return np.bincount(where, amounts, self._n_communities).astype(np.float64)


def dissatisfaction(condition: Floats, least_condition: float) -> Floats:
    """Return by how much facilities fall short of what owners tolerate: 0 at least_condition, 1 at 0."""
    short = np.maximum(least_condition - condition.astype(np.float64), 0)
    return short / least_condition if least_condition > 0 else short


def next_condition(condition: Floats, effort: Floats, upkeep: float, decay: float) -> Floats:
    """Return tomorrow's facility condition X + m e − d X, kept within 0 and 1."""
    tomorrow: Floats = condition + upkeep * effort - decay * condition
    return np.minimum(np.maximum(tomorrow, 0), 1)


def steady_condition(effort: Floats, upkeep: float, decay: float) -> Floats:
    """Return the condition at which upkeep and decay balance, m e / d; perfect where nothing decays."""
    gained = np.minimum(upkeep * effort.astype(np.float64), decay)
    return gained / decay if decay > 0 else np.ones_like(gained)


def collection_rate(condition: Floats, base: float, gain: float) -> Floats:
    """Return the share of the fees that is paid: c0 + γ X, at most 1."""
    return np.asarray(np.minimum(base + gain * condition, 1))


def next_intensity(intensity: float, violations: float, cost: float, benefit: float, speed: float,
                   most: float) -> float:
    """Return how often a strategic inspector comes next month.

    More often while inspecting pays (violations · benefit > cost), less often while it does not, so
    that in equilibrium the share of violations is v* = cost / benefit whatever the fine, and the
    chance of discovery p* = g / F falls as the fine rises (Tsebelis 1989; note:B5).
    """
    growth = speed * (violations * benefit / cost - 1) if cost > 0 else inf
    return intensity * exp(min(growth, log(most / intensity)))
