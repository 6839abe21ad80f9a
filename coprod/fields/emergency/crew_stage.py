"""Response by a crew 队伍处置: departments, money and supplies are brought in, a crew travels and acts."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from simpy.events import Event

from coprod.fields.emergency.incident_state import IncidentState
from coprod.kernel.formulas import uniform_around, waiting
from coprod.kernel.purposes import Purpose
from coprod.linkage.departments import Joint
from coprod.linkage.dispatch import DISPATCH
from coprod.linkage.mutual_aid import LOAN, OWN
from coprod.resources.crews import CITY, DISTRICT, STREET, Call
from coprod.resources.reserves import Supply

Stage = Generator[Event, Any, None]


class CrewStage(IncidentState):
    """The stage of an incident process from the call for a crew to control."""

    def respond(self) -> Stage:
        """Call departments, pay, send for supplies, wait for a crew, travel and act; the crew is free when it is back."""
        field, crew = self.field, self.field.parameters.crew
        joint, others = yield from self.call_departments()
        yield from self.pay()
        supply = self.env.process(self.fetch()) if self.need.item else None
        self.crew = field.crews.kind_for(self.incident)
        self.command = field.escalation.look_at(self.incident, field.responses.load(self.incident.community))
        asked = self.env.now
        call = yield from self.find_crew()
        with call.turn:
            self.crew_wait = self.env.now - asked
            self.note_loan(call)
            yield self.env.timeout(crew.turnout + self.assembly())
            self.dispatched = self.env.now
            travel = (call.way * field.parameters.infrastructure.space_distance
                      * field.lifelines.detour(self.incident.community, self.env.now)
                      * (field.crews.way_factor(self.incident.community, self.env.now) if self.crew in (STREET, DISTRICT) else 1))
            yield self.env.timeout(travel)
            yield from self.clear_the_way()
            self.arrived = self.env.now
            self.note_dispatch(asked)
            yield from self.wait_for_departments(joint, others)
            yield from self.change_command()
            yield from self.act(supply)
            self.controlled = self.env.now
            yield self.env.timeout(travel)

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
            self.access += minutes
            yield self.env.timeout(minutes)

    def call_departments(self) -> Generator[Event, Any, tuple[Joint, Event | None]]:
        """Settle whose incident it is, and bring in the other departments that it takes (mech:G01, mech:G02, mech:G08)."""
        i, departments = self.incident, self.field.departments
        joint = departments.begin(i.id, i.type, i.severity, i.community)
        yield from departments.settle_owner(joint)
        if len(joint.departments) == 1:
            return joint, None
        for _ in range(departments.duplicates(joint)):
            self.env.process(self.duplicate_dispatch())
        return joint, self.env.process(departments.join(joint, self.need.window))

    def duplicate_dispatch(self) -> Stage:
        """Drive to the scene and back for nothing, another department's crew being there."""
        call = self.field.crews.call_again(STREET, self.incident, self.uniform(Purpose.HANDLING_TRAVEL), self.priority())
        with call.turn:
            yield call.turn
            yield self.env.timeout(2 * call.way)

    def wait_for_departments(self, joint: Joint, others: Event | None) -> Stage:
        """Stand at the scene until the departments that must go first have done their part (mech:G09)."""
        if others is not None:
            yield others
        self.field.departments.note(joint, self.arrived, self.env.now - self.arrived)

    def pay(self) -> Stage:
        """Take reserve money from the community's fund; what it lacks somebody advances, which takes time (mech:C05)."""
        if not self.incident.amount:
            return
        community, tally = self.incident.community, self.field.tally
        left = max(0.0, float(self.field.state.fund[community] - tally.yuan[community]))
        self.paid = min(self.incident.amount, left)
        self.unfunded = self.incident.amount - self.paid
        tally.yuan[community] += self.paid
        if self.unfunded:
            yield self.env.timeout(self.field.parameters.incident.advance_wait)

    def fetch(self) -> Generator[Event, Any, Supply | None]:
        """Find out who has supplies, and bring them from the reserves while the crew is on its way (mech:S01)."""
        amount, space = self.field.supplies_for(self.incident), self.field.parameters.infrastructure
        if not amount:
            return None
        search = space.space_search * (1 - space.space_onestop)
        self.access += search
        yield self.env.timeout(search)
        return (yield from self.field.reserves.draw(self.incident.id, self.incident.community, self.need.item, amount))

    def act(self, supply: Event | None) -> Stage:
        """Bring it under control; slower without supplies until they come, faster with helpers."""
        crew = self.field.parameters.crew
        self.take_stock()
        work = uniform_around(self.need.action, crew.spread, self.uniform(Purpose.HANDLING_ACTION)) * self.effort()
        if supply is None:
            yield self.env.timeout(work)
            return
        bare_handed = 1 + crew.bare_hands
        began = self.env.now
        yield supply | self.env.timeout(work * bare_handed)
        late = self.env.now - began
        short = self.lacking(supply.value) if supply.triggered else 1.0
        left = work - late / bare_handed
        self.supply_short = short + (1 - short) * min(1.0, late / (work * bare_handed)) if work else short
        yield self.env.timeout(max(0.0, left) * (1 + crew.bare_hands * short))

    def lacking(self, supply: Supply | None) -> float:
        """Return the share of supplies that is lacking, once the city has helped out where it is in command (mech:A06)."""
        if not (self.command and self.command.is_of_city and supply and supply.short):
            return shortfall(supply)
        brought = self.field.escalation.bring(self.command, self.need.item, supply.short)
        return shortfall(replace(supply, filled=supply.filled + brought, short=supply.short - brought))


def shortfall(supply: Supply | None) -> float:
    """Return the share of what was asked that no store had."""
    asked = supply.filled + supply.short if supply else 0
    return supply.short / asked if supply and asked else 0.0
