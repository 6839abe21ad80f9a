"""The incident process 处置过程: one incident from the first minute to recovery, as a process on the clock of minutes (mech:F02).

Detect, report, approve, dispatch, act, recover. Neighbours with a registered skill and volunteers may come first and
keep it small; then nobody has to sign anything. All random numbers are addressed by the incident's id and the stage, so under
another policy the same incident meets the same random numbers, stage by stage.

Authorisation, the crew's response and recovery are stages in files of their own.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from simpy.events import Event

from coprod.agents.volunteers import chance_of_any
from coprod.fields.emergency.closing import close
from coprod.fields.emergency.crew_stage import CrewStage
from coprod.fields.emergency.incident_record import BYSTANDER, NOBODY, SKILLED, STAFF, VOLUNTEER
from coprod.fields.emergency.recovery_stage import RecoveryStage
from coprod.kernel.calendar import MINUTES_PER_DAY, is_night
from coprod.kernel.formulas import uniform_around, waiting
from coprod.kernel.purposes import Purpose
from coprod.parameters.codes import ARREST

Stage = Generator[Event, Any, None]


class IncidentProcess(CrewStage, RecoveryStage):
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
