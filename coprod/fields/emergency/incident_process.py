"""The incident process 处置过程: one incident from the first minute to recovery, as a process on the clock of minutes (mech:F02).

Detect, report, approve, dispatch, act, recover. Neighbours with a registered skill and volunteers may come first and
keep it small; then nobody has to sign anything. All random numbers are addressed by the incident's id and the stage, so under
another policy the same incident meets the same random numbers, stage by stage.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from simpy.events import Event

from coprod.agents.signing import Case
from coprod.agents.volunteers import chance_of_any
from coprod.fields.emergency.closing import close
from coprod.fields.emergency.incident_record import BYSTANDER, NOBODY, SKILLED, STAFF, VOLUNTEER
from coprod.fields.emergency.incident_state import IncidentState
from coprod.kernel.calendar import MINUTES_PER_DAY, MINUTES_PER_HOUR, is_night
from coprod.kernel.formulas import uniform_around, waiting
from coprod.kernel.purposes import Purpose
from coprod.linkage.departments import Joint
from coprod.linkage.dispatch import DISPATCH
from coprod.linkage.mutual_aid import LOAN, OWN
from coprod.parameters.codes import ARREST
from coprod.resources.crews import CITY, DISTRICT, NO_CREW, STREET, Call
from coprod.resources.reserves import Supply

Stage = Generator[Event, Any, None]


class IncidentProcess(IncidentState):
    """One incident as it unfolds in the field that it happens in, stage by stage."""

    def run(self) -> Stage:
        """Simulate the incident from its beginning to its end."""
        yield self.env.timeout(self.incident.minute - self.env.now)
        self.field.tally.opened += 1
        self.field.under_way[self.incident.community] += 1
        yield from self.detect()
        yield from self.report()
        self.field.responses.begin(self.incident.community, self.field.losses.size(self.incident))
        self.call_out()
        if self.neighbours_can_contain():
            yield from self.contain()
        else:
            yield from self.approve()
            yield from self.respond()
        yield from self.recover()
        close(self)

    def detect(self) -> Stage:
        """Go unnoticed for a while, longer at night without a real watch, shorter among alert residents."""
        mean = self.need.detect / self.vigilance()
        yield self.env.timeout(mean * waiting(self.uniform(Purpose.HANDLING_DETECT)))
        self.detected = self.env.now

    def report(self) -> Stage:
        """Be reported by whoever noticed, faster by app, if telephones work; a by-stander may begin CPR meanwhile."""
        p = self.field.parameters.incident
        if self.incident.type == ARREST and self.uniform(Purpose.HANDLING_BYSTANDER) < p.bystander_cpr:
            self.first_responder, self.first_minute = BYSTANDER, self.detected
        yield self.env.timeout(
            (p.report_app if self.is_by_app() else p.report_other) * waiting(self.uniform(Purpose.HANDLING_REPORT))
        )
        yield from self.get_through(Purpose.HANDLING_MESSENGER_OF_REPORT)
        self.reported = self.env.now

    def get_through(self, messenger: Purpose) -> Stage:
        """Wait on an island until telephones work again or a messenger is there (mech:T17)."""
        silent = self.field.lifelines.silence(self.incident.community, self.env.now, self.uniform(messenger))
        if silent:
            self.isolated += silent
            yield self.env.timeout(silent)

    def call_out(self) -> None:
        """Call registered skilled neighbours and volunteers; the first who comes acts before any crew (mech:A12, mech:A02)."""
        state, crew, community = self.field.state, self.field.parameters.crew, self.incident.community
        today = int(self.env.now // MINUTES_PER_DAY)
        accepts = self.field.organisations.matched(self.field.parameters.volunteer.call_prob, today)
        skilled = chance_of_any(float(state.skilled_on_call[community]) * accepts, crew.neighbours)
        near = self.field.organisations.matched(crew.volunteer_near, today)
        volunteer = chance_of_any(near, state.volunteers(community))
        arrival = self.reported + uniform_around(
            crew.neighbour_minutes, crew.spread, self.uniform(Purpose.HANDLING_NEIGHBOUR_ARRIVAL)
        )
        if self.first_responder != NOBODY:
            return
        self.send_staff()
        if self.first_responder == STAFF and self.first_minute <= arrival:
            return
        if self.uniform(Purpose.HANDLING_SKILLED) < skilled:
            self.first_responder, self.first_minute = SKILLED, arrival
        elif self.incident.type != ARREST and self.uniform(Purpose.HANDLING_VOLUNTEER) < volunteer:
            self.first_responder, self.first_minute = VOLUNTEER, arrival

    def send_staff(self) -> None:
        """Send whoever of the committee is on post and knows the basics: first response within minutes (mech:D14)."""
        staff = self.field.parameters.staff
        on_post = staff.post_night if is_night(self.env.now) else staff.post_day
        if self.uniform(Purpose.HANDLING_STAFF) < staff.training * on_post:
            walk = uniform_around(
                staff.first_minutes, self.field.parameters.crew.spread, self.uniform(Purpose.HANDLING_STAFF_ARRIVAL)
            )
            self.first_responder, self.first_minute = STAFF, self.reported + walk

    def neighbours_can_contain(self) -> bool:
        """Tell whether it is still small enough when neighbours come, and the equipment of the house works."""
        if self.first_responder == NOBODY or self.need.for_professionals:
            return False
        grown = self.field.losses.grown(self.incident, self.first_minute - self.incident.minute)
        kit, facility = self.field.parameters.crew, float(self.field.state.facility[self.incident.community])
        works = self.uniform(Purpose.HANDLING_EQUIPMENT) < facility + (1 - facility) * kit.kit_level * kit.kit_works
        grasp = float(self.field.grasp[self.incident.community])
        limit = self.field.parameters.incident.containable * (1 + kit.kit_level * kit.kit_gain) * grasp
        return bool(works and grown <= limit)

    def contain(self) -> Stage:
        """Let neighbours end it before anybody has to sign."""
        self.approved = self.dispatched = self.reported
        yield self.env.timeout(self.first_minute - self.env.now)
        self.arrived = self.controlled = self.env.now

    def approve(self) -> Stage:
        """Ask for authorisation, and wait (mech:P01–mech:P05); ask again if it has outgrown whoever was in charge (mech:P08)."""
        i, ladder = self.incident, self.field.ladder
        asks_order = i.asks_order and not self.field.responses.need_not_ask(i.community)
        case = Case(i.id, i.community, i.severity, self.need.window, i.amount, i.needs_entry, asks_order,
                    i.off_template, i.off_duty_level, i.off_duty_tries)
        if ladder.levels_for(case):
            yield from self.wait_deferral()
            yield from self.get_through(Purpose.HANDLING_MESSENGER_OF_ORDER)
        self.decision = yield from ladder.decide(case)
        if self.decision.levels and self.needs_another_owner():
            self.owner_changes += 1
            yield self.env.timeout(self.field.parameters.approval.plan_handover)
            yield from ladder.decide_anew(case, self.decision)
        self.approved = self.env.now

    def wait_deferral(self) -> Stage:
        """Lie on a desk for a while where all officials would rather not decide (mech:P07)."""
        self.deferred = self.field.accountability.puts_off(
            int(self.env.now // MINUTES_PER_DAY), self.incident.id, self.incident.community)
        if self.deferred:
            yield self.env.timeout(self.deferred)

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
                      * field.lifelines.detour(self.incident.community, self.env.now))
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

    def recover(self) -> Stage:
        """Book the hours of all who were there, and let life return to normal."""
        p, size = self.field.parameters, self.field.losses.size(self.incident)
        tally, community = self.field.tally, self.incident.community
        self.field.under_way[community] -= 1
        if self.command:
            self.field.escalation.close(self.command)
        homeless = 1 + p.infrastructure.space_homeless_delay * self.seek_shelter()
        at_scene = (self.controlled - self.reported) / MINUTES_PER_HOUR
        self.book_supervision()
        self.feed_back()
        self.field.responses.end(community, size)
        tally.over.append(self.incident)
        own = 1 - p.district.relief * p.district.intervention
        tally.work(community, own * (p.crew.scene_staff * at_scene + p.incident.aftercare_hours * size * homeless))
        tally.citizen_hours[community] += self.citizen_hours()
        slower = homeless * (1 - p.fund.insurance_speed if self.is_insured() else 1.0)
        recovered = self.controlled + p.incident.recovery_hours * size * slower * MINUTES_PER_HOUR
        yield self.env.timeout(max(0.0, recovered - self.env.now))
        self.field.shelters.let_go(community, self.sheltered)

    def seek_shelter(self) -> float:
        """Put up people who cannot stay at home; return the share who find no place (mech:F09, mech:S02)."""
        shelters = self.field.shelters
        if self.crew == NO_CREW:
            return 0.0
        self.displaced = shelters.people(self.incident, self.field.losses.size(self.incident))
        self.sheltered = shelters.take_in(self.incident.community, self.displaced)
        return 1 - self.sheltered / self.displaced if self.displaced else 0.0

    def book_supervision(self) -> None:
        """Book what surged party members worked here, and what it took to guide them (mech:G16)."""
        if self.crew == NO_CREW or self.need.for_professionals:
            return
        responses, community = self.field.responses, self.incident.community
        hours = self.surged * (self.controlled - self.arrived) / MINUTES_PER_HOUR
        responses.book(community, hours)
        self.field.tally.work(community, self.field.parameters.warning.response_supervision * hours)

    def feed_back(self) -> None:
        """Tell the district what no plan had described, and what the street's store lacked (mech:D04)."""
        self.feed_back_shortage()
        if self.incident.off_template:
            community = self.incident.community
            district = int(self.field.town.communities.district[community])
            hours = self.field.incidents.plans.feed_back(self.env.now, district, self.uniform(Purpose.HANDLING_FEEDBACK))
            self.field.tally.work(community, hours)

    def feed_back_shortage(self) -> None:
        """Let the street keep more of what was lacking or late, if that is taken up (mech:D04)."""
        feedback, community = self.field.parameters.approval, self.incident.community
        if self.supply_short and self.uniform(Purpose.HANDLING_FEEDBACK_OF_STOCK) < feedback.feedback_rate:
            lacking = self.supply_short * self.field.supplies_for(self.incident)
            self.field.reserves.raise_target(community, self.need.item, int(feedback.feedback_stock_gain * lacking + 0.5))
            self.field.tally.work(community, feedback.feedback_hours)


def shortfall(supply: Supply | None) -> float:
    """Return the share of what was asked that no store had."""
    asked = supply.filled + supply.short if supply else 0
    return supply.short / asked if supply and asked else 0.0
