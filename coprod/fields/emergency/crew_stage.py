"""Response by a crew 队伍处置: departments, money and supplies are brought in, a crew travels and acts."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from functools import partial
from typing import Any

import simpy
from simpy.events import Event

from coprod.fields.emergency.aids import Aid
from coprod.fields.emergency.authorisation_stage import AuthorisationStage, shortfall
from coprod.kernel.formulas import uniform_around, waiting
from coprod.kernel.purposes import Purpose
from coprod.linkage.dispatch import DISPATCH
from coprod.linkage.mutual_aid import LOAN, OWN
from coprod.resources.crews import CITY, DISTRICT, STREET, Call
from coprod.resources.routine_work import minutes_until_back

Stage = Generator[Event, Any, None]


class CrewStage(AuthorisationStage):
    """The stage of an incident process from the call for a crew to control."""

    def respond(self) -> Stage:
        """Wait for a crew, travel and act; the crew is free when it is back. A rescue service waits for nobody before it leaves.

        Elsewhere departments, money and the search for supplies come first.
        """
        field, crew = self.field, self.field.parameters.crew
        if self.is_professional:
            self.convening = self.env.process(self.call_departments())
        else:
            yield from self.prepare()
        self.crew = field.crews.kind_for(self.incident)
        load_now = partial(field.responses.load, self.incident.community)
        self.command = field.escalation.look_at(self.incident, load_now(), load_now)
        asked = self.env.now
        call = yield from self.find_crew()
        with call.turn:
            yield from self.come_from_routine(call)
            self.crew_wait = self.env.now - asked
            self.note_loan(call)
            yield self.env.timeout(crew.turnout + self.assembly())
            self.dispatched = self.env.now
            travel = (call.way * field.crews.nearness(self.crew, self.incident.community)
                      * field.parameters.infrastructure.space_distance
                      * field.lifelines.detour(self.incident.community, self.env.now)
                      * (field.crews.way_factor(self.incident.community, self.env.now) if self.crew in (STREET, DISTRICT) else 1))
            yield self.env.timeout(travel)
            yield from self.clear_the_way()
            self.arrived = self.env.now
            self.note_dispatch(asked)
            yield from self.wait_for_departments()
            yield from self.change_command()
            yield from self.act()
            self.controlled = self.env.now
            self.control.succeed()
            yield self.env.timeout(travel)

    def prepare(self) -> Stage:
        """Settle who leads, call departments, pay and send for supplies before any crew is called."""
        yield from self.call_departments()
        yield from self.pay()
        if self.goods_needed:
            self.goods = Aid(self.field.parameters.crew.bare_hands * self.goods_needed, self.env.event())
            self.aids.append(self.goods)
            self.env.process(self.bring_goods(self.goods))

    def find_crew(self) -> Generator[Event, Any, Call]:
        """Wait for a crew, or for the city's if it takes over before one is free."""
        yield from self.be_reviewed()
        call = self.field.crews.call(self.crew, self.incident, self.uniform(Purpose.HANDLING_TRAVEL), self.priority())
        turn = call.turn
        if self.command is None or self.crew != DISTRICT:
            yield turn
            return call
        yield turn | self.command.in_command
        if turn.triggered:
            return call
        city = self.field.escalation.teams.turn(self.need.window)
        yield turn | city
        if turn.triggered:
            with city:  # both may be free in the same minute: the district's goes
                return call
        with turn:
            self.crew, self.command.relieved = CITY, True
            return Call(city, self.field.escalation.travel(self.incident))

    def come_from_routine(self, call: Call) -> Stage:
        """Wait until a crew of the street that is out on routine work is back; rescue services have none to do (mech:C01)."""
        if self.crew != STREET or self.is_professional or not call.idle:
            return
        desk = len(self.field.town.communities) + call.street
        self.from_routine = minutes_until_back(
            self.field.parameters.crew, float(self.field.state.asked[desk]), call.idle, self.env.now,
            self.uniform(Purpose.HANDLING_ROUTINE), waiting(self.uniform(Purpose.HANDLING_RETURN)))
        yield self.env.timeout(self.from_routine)

    def be_reviewed(self) -> Stage:
        """Have a person read the call before an algorithm weighs it (mech:T04)."""
        if self.field.crews.is_pooled and self.is_reviewed():
            yield self.env.timeout(self.field.parameters.district.allocation_review_minutes)

    def note_loan(self, call: Call) -> None:
        """Write down that another street or district sent the crew."""
        if call.lender != OWN:
            self.field.recorder.append(LOAN, incident=self.incident.id, community=self.incident.community,
                                       sent=self.env.now, lender=call.lender)

    def note_dispatch(self, asked: float) -> None:
        """Write down how long it took a crew of the pool to come."""
        if self.field.crews.is_pooled and self.crew != CITY:
            self.field.recorder.append(
                DISPATCH, incident=self.incident.id, community=self.incident.community, asked=asked,
                by_app=self.is_by_app(), weight=self.priority().weight, minutes=self.arrived - asked)

    def change_command(self) -> Stage:
        """Lose time at the scene over a change of command (mech:A06)."""
        if self.command and self.command.is_of_city:
            yield self.env.timeout(self.field.parameters.city.escalation_handover)

    def clear_the_way(self) -> Stage:
        """Clear a fire lane that somebody has parked in (mech:F09)."""
        space = self.field.parameters.infrastructure
        if self.uniform(Purpose.HANDLING_LANE) < space.space_blocked:
            minutes = space.space_blocked_minutes * waiting(self.uniform(Purpose.HANDLING_CLEARING))
            minutes = max(0.0, minutes - max(0.0, self.env.now - self.staff_minute))  # staff there have begun to clear it
            self.access += minutes
            yield self.env.timeout(minutes)

    def call_departments(self) -> Stage:
        """Settle whose incident it is, and bring in the other departments that it takes (mech:G01, mech:G02, mech:G08)."""
        i, departments = self.incident, self.field.departments
        self.joint = joint = departments.begin(i.id, i.type, i.severity, i.community)
        yield from departments.settle_owner(joint)
        if len(joint.departments) == 1:
            return
        for _ in range(departments.duplicates(joint)):
            self.env.process(self.duplicate_dispatch())
        self.joining = self.env.process(departments.join(joint, self.need.window, self.control))

    def duplicate_dispatch(self) -> Stage:
        """Drive to the scene and back for nothing, another department's crew being there."""
        call = self.field.crews.call_again(STREET, self.incident, self.uniform(Purpose.HANDLING_TRAVEL), self.priority())
        with call.turn:
            yield call.turn
            yield self.env.timeout(2 * call.way)

    def wait_for_departments(self) -> Stage:
        """Stand at the scene until those departments whose part must come first have done it (mech:G09)."""
        if self.joint and self.joint.ready:
            yield self.joint.ready
        self.idle_gap = self.env.now - self.arrived

    def act(self) -> Stage:
        """Bring it under control; slower without what has yet to come, faster with helpers."""
        self.take_stock()
        self.began_work = self.env.now
        self.work = (uniform_around(self.need.action, self.field.parameters.crew.spread,
                                    self.uniform(Purpose.HANDLING_ACTION)) * self.effort())
        left = self.work
        while left > 0:
            self.top_up()
            slower = 1 + sum(aid.slower * aid.share_missing(self.env.now) for aid in self.aids)
            coming = [aid.comes for aid in self.aids if aid.comes and not aid.comes.processed]
            began, done = self.env.now, self.env.timeout(left * slower)
            yield simpy.AnyOf(self.env, [done, *coming]) if coming else done
            left = 0.0 if done.processed else left - (self.env.now - began) / slower
        if self.goods:
            self.supply_short = self.goods_needed * self.share_short(self.goods)

    def top_up(self) -> None:
        """Take out of the city's stock what supplies lack, where the city is in command (mech:A06)."""
        if not (self.goods and self.supply and self.supply.short and self.command and self.command.is_of_city):
            return
        brought = self.field.escalation.bring(self.command, self.need.item, self.supply.short)
        self.supply = replace(self.supply, filled=self.supply.filled + brought, short=self.supply.short - brought)
        self.goods.lacking = shortfall(self.supply)

    def share_short(self, goods: Aid) -> float:
        """Return the share of goods from the stores that was lacking for good, or late in the time of the work."""
        if goods.at >= self.env.now:
            return 1.0
        full = self.work * (1 + goods.slower)
        late = max(0.0, goods.at - self.began_work) / full if full else 0.0
        return goods.lacking + (1 - goods.lacking) * min(1.0, late)
