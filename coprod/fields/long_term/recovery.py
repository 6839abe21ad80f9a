"""Recovery 灾后恢复: damage is assessed, paid for and repaired by few crews; until then people wait (note:B19).

Control of an incident that damaged something starts one process on the clock of minutes: an assessor of the street comes, the
district pays its share or the month's money is gone, a repair crew of the district is free, the work is done. Those who
cannot live at home get relief meanwhile (:mod:`coprod.fields.long_term.relief`). Neighbours who help shorten both.
Sources: mech:O03, mech:C05, mech:F04, mech:W21.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import simpy

from coprod.agents.decisions import RuleBook
from coprod.agents.repairs import RepairJob
from coprod.fields.long_term.relief import Relief
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_WEEK, HOURS_PER_DAY, MINUTES_PER_DAY, MINUTES_PER_HOUR
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.station import Station
from coprod.parameters import Parameters
from coprod.parameters.codes import INCIDENT_TYPES, REFERENCE_RESIDENTS
from coprod.resources.repair_money import RepairMoney, next_grant
from coprod.resources.reserves import Reserves

if TYPE_CHECKING:
    from coprod.fields.long_term.news import News
    from coprod.town import Town

Stage = Generator[simpy.Event, Any, None]
PAYERS = ("district", "insurer", "owners")
DISTRICT_PAYS, INSURER_PAYS, OWNERS_PAY = range(len(PAYERS))
MOST_WEAR = 0.5
"""Largest share of the condition of facilities that open damage takes."""

REPAIR = RecordKind("repair", "repairs after incidents", "灾后修复", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "type": Field("u1", "", "type", "类型", codes=INCIDENT_TYPES),
    "community": Field("i4", "", "community", "社区"),
    "size": Field("f8", "", "size of the incident, mean 1", "事件规模（平均为1）"),
    "yuan": Field("f8", "yuan", "damage", "损失金额"),
    "public_yuan": Field("f8", "yuan", "paid by the district for repair and relief", "区级支付的修复与救助经费"),
    "payer": Field("u1", "", "who paid for the repair of what is public", "公共部分修复的付款方", codes=PAYERS),
    "displaced": Field("i4", "people", "people who could not live at home", "无法在家居住人数"),
    "controlled": Field("f8", "minute", "when it was under control", "控制时刻"),
    "assessed": Field("f8", "minute", "when damage was assessed", "完成评估时刻"),
    "funded": Field("f8", "minute", "when money was found", "经费落实时刻"),
    "begun": Field("f8", "minute", "when a crew began", "开工时刻"),
    "repaired": Field("f8", "minute", "when it was repaired", "修复时刻"),
    "work_hours": Field("f8", "hours", "work of the crew", "修复用时"),
    "helped_share": Field("f8", "share", "share of the work that neighbours took over", "邻里分担的工作占比"),
    "person_hours": Field("f8", "person-hours", "hours that people could not live at home", "无法在家居住的人时"),
})


@dataclass(frozen=True, slots=True)
class Damage:
    """What an incident leaves to be repaired."""

    incident: int
    kind: int
    community: int
    size: float
    yuan: float
    displaced: int = 0
    sheltered: int = 0
    vulnerable: int = 0
    insured: bool = False
    slower: float = 1.0
    """How much longer than usual the work takes."""


class Recovery:
    """All that is damaged in the town, and those who assess, pay and repair.

    Attributes
    ----------
    open : shape (C,)
        Repairs that are not done.
    wear : shape (C,)
        Share of the condition of facilities that open damage takes.
    helped : shape (C,)
        Effective acts of help a day, mean of about a week.
    away : int
        People who cannot live at home now.
    away_hours : shape (C,)
        Person-hours that they could not, of repairs done since residents' trust last followed them.
    unfunded : int
        Repairs that wait for money now.
    """

    def __init__(self, env: simpy.Environment, parameters: Parameters, town: Town, recorder: Recorder,
                 reserves: Reserves | None = None, news: News | None = None,
                 work_at_street: Callable[[int, float], None] | None = None,
                 let_go: Callable[[int, int], None] | None = None, rules: RuleBook | None = None) -> None:
        self._env, self._p, self._recorder = env, parameters.resilience, recorder
        self._hours = parameters.incident.recovery_hours
        self._street, self._district = town.communities.street.tolist(), town.communities.district.tolist()
        self._order = (rules or RuleBook(parameters))["district.repair_order"]
        self._work_at_street, self._let_go = work_at_street, let_go
        residents = np.asarray(town.communities.residents, dtype=float)
        self._wear = self._p.repair_wear * REFERENCE_RESIDENTS / residents
        n, districts = residents.size, max(self._district) + 1
        self.money = RepairMoney(self._p.repair_budget * np.bincount(self._district, residents, districts).astype(float))
        self._assessors = [Station(env, self._p.assessors) for _ in range(max(self._street) + 1)] if self._p.assessors else []
        self._crews = [Station(env, self._p.repair_crews) for _ in range(districts)] if self._p.repair_crews else []
        self.relief = Relief(env, parameters, reserves, news, recorder)
        self.open, self.wear, self.away_hours, self._damaged, self._paid = (np.zeros(n) for _ in range(5))
        self.helped = parameters.society.tech_norm_acts / DAYS_PER_WEEK * residents / 1000
        self.away = self.unfunded = self.repaired = 0

    def begin(self, damage: Damage, load: float = 0.0) -> None:
        """Start what follows damage; `load` is how busy the committee's desk is, 0 to 1."""
        self._env.process(self._restore(damage, load))

    def day(self, help_acts: Floats | Ints) -> None:
        """Note today's effective acts of help, shape (C,), and forget those of a week ago."""
        self.helped += (help_acts - self.helped) / DAYS_PER_WEEK

    def paid_today(self) -> Floats | None:
        """Return the public money that went into repair and relief since this was last asked, shape (C,); None if none did."""
        if not np.count_nonzero(self._paid):
            return None
        paid, self._paid = self._paid, np.zeros_like(self._paid)
        return paid

    def worn(self, facility: Floats) -> Floats:
        """Return the condition of facilities, shape (C,): worse where damage is not repaired."""
        return np.asarray(facility * (1 - self.wear)) if np.count_nonzero(self.wear) else facility

    def call_for_help(self) -> Floats:
        """Return the utility that neighbours in need add to helping, shape (C,)."""
        return np.asarray(self._p.help_call * (self.open > 0))

    def help_share(self, community: int) -> float:
        """Return the share of the work at one home that neighbours take over: g h / (h + ½), h acts a day and open home."""
        acts = float(self.helped[community]) / max(1.0, float(self.open[community]))
        return self._p.help_most * acts / (acts + self._p.help_half) if acts > 0 else 0.0

    def _restore(self, damage: Damage, load: float) -> Stage:
        controlled = self._env.now
        self._note(damage, +1)
        if damage.displaced:
            left = 1 - self.help_share(damage.community)
            self._env.process(self.relief.bring(damage.incident, damage.community, damage.displaced, load, left))
        yield from self._assess(damage)
        assessed = self._env.now
        payer, yuan = yield from self._find_money(damage)
        funded = self._env.now
        begun, share = yield from self._repair(damage, controlled)
        hours = (self._env.now - controlled) / MINUTES_PER_HOUR
        self.away_hours[damage.community] += damage.displaced * hours
        yuan += self._support(damage, hours)
        self._paid[damage.community] += yuan
        self._recorder.append(
            REPAIR, incident=damage.incident, type=damage.kind, community=damage.community, size=damage.size,
            yuan=damage.yuan, public_yuan=yuan, payer=payer, displaced=damage.displaced, controlled=controlled,
            assessed=assessed, funded=funded, begun=begun, repaired=self._env.now,
            work_hours=(self._env.now - begun) / MINUTES_PER_HOUR, helped_share=share,
            person_hours=damage.displaced * hours)
        self._note(damage, -1)
        self.repaired += 1

    def _note(self, damage: Damage, change: int) -> None:
        """Count damage in, or out once it is repaired."""
        where = damage.community
        self.open[where] += change
        self._damaged[where] = self._damaged[where] + change * damage.size if self.open[where] else 0.0
        self.wear[where] = min(MOST_WEAR, self._wear[where] * self._damaged[where])
        self.away += change * damage.displaced
        if change < 0 and self._let_go:
            self._let_go(where, damage.sheltered)

    def _assess(self, damage: Damage) -> Stage:
        """Wait for an assessor of the street, who looks at the damage."""
        hours = self._p.assess_hours * damage.size
        if not self._assessors or not hours:
            return
        yield from self._assessors[self._street[damage.community]].serve(hours * MINUTES_PER_HOUR)
        if self._work_at_street:
            self._work_at_street(damage.community, hours)

    def _find_money(self, damage: Damage) -> Generator[simpy.Event, Any, tuple[int, float]]:
        """Wait until somebody pays for what is public: insurer, district, or in the end the owners; return who, and the yuan."""
        if damage.insured:
            return INSURER_PAYS, 0.0
        bill, district = self._p.repair_public * damage.yuan, self._district[damage.community]
        deadline = self._env.now + self._p.self_fund_days * MINUTES_PER_DAY
        self.unfunded += 1
        try:
            while not self.money.pay(day := int(self._env.now // MINUTES_PER_DAY), district, bill):
                again = next_grant(day) * MINUTES_PER_DAY
                yield self._env.timeout(max(0.0, min(again, deadline) - self._env.now))
                if again >= deadline:
                    return OWNERS_PAY, 0.0
        finally:
            self.unfunded -= 1
        return DISTRICT_PAYS, bill

    def _repair(self, damage: Damage, controlled: float) -> Generator[simpy.Event, Any, tuple[float, float]]:
        """Wait for a crew and let it work; return when it began, and the share of the work that neighbours took over."""
        hours = self._hours * damage.size * damage.slower
        if not self._crews:  # owners find somebody themselves: nobody waits, the work takes longer
            share = self.help_share(damage.community)
            begun = self._env.now
            yield self._env.timeout(hours * self._p.repair_alone * (1 - share) * MINUTES_PER_HOUR)
            return begun, share
        waited = (self._env.now - controlled) / MINUTES_PER_HOUR
        job = RepairJob(damage.incident, damage.community, damage.displaced, damage.vulnerable, hours, waited)
        with self._crews[self._district[damage.community]].turn(self._order(job)) as turn:
            yield turn
            share, begun = self.help_share(damage.community), self._env.now
            yield self._env.timeout(hours * (1 - share) * MINUTES_PER_HOUR)
        return begun, share

    def _support(self, damage: Damage, hours: float) -> float:
        """Pay those who could not live at home for their days away, as far as there is money; return the yuan."""
        asked = self._p.relief_yuan * damage.displaced * hours / HOURS_PER_DAY
        day = int(self._env.now // MINUTES_PER_DAY)
        return self.money.pay_part(day, self._district[damage.community], asked) if asked else 0.0
