"""Recovery from an incident 善后恢复: hours are booked, people sheltered, lessons fed back, until life is back to normal."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from simpy.events import Event, Process

from coprod.fields.emergency.closing import loss_if_controlled
from coprod.fields.emergency.incident_state import IncidentState
from coprod.fields.long_term.recovery import Damage
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.purposes import Purpose
from coprod.parameters.codes import DAMAGING
from coprod.resources.crews import NO_CREW

Stage = Generator[Event, Any, None]


class RecoveryStage(IncidentState):
    """The stage of an incident process from control to recovery."""

    def recover(self) -> Stage:
        """Book the hours of all who were there, and let life return to normal."""
        p, size = self.field.parameters, self.field.losses.size(self.incident)
        tally, community = self.field.tally, self.incident.community
        self.field.under_way[community] -= 1
        if self.command:
            self.field.escalation.close(self.command)
        self.field.initiative.see(community, of_city=bool(self.command and self.command.is_of_city))
        homeless = 1 + p.infrastructure.space_homeless_delay * self.seek_shelter()
        at_scene = max(0.0, self.controlled - max(self.reported, self.staff_minute)) / MINUTES_PER_HOUR
        self.book_supervision()
        self.feed_back()
        self.field.responses.end(community, size)
        tally.over.append(self.incident)
        own = 1 - p.district.relief * p.district.intervention
        tally.work(community, own * (p.crew.scene_staff * at_scene + p.incident.aftercare_hours * size * homeless))
        tally.citizen_hours[community] += self.citizen_hours()
        slower = homeless * (1 - p.fund.insurance_speed if self.is_insured() else 1.0)
        done = yield from self.wait_for_others()
        self.call_review(size)
        if self.incident.type in DAMAGING:
            self.field.recovery.begin(self.damage(size, slower), float(self.field.state.desk_load[community]))
            return
        recovered = done + p.incident.recovery_hours * size * slower * MINUTES_PER_HOUR
        yield self.env.timeout(max(0.0, recovered - self.env.now))
        self.field.shelters.let_go(community, self.sheltered)

    def damage(self, size: float, slower: float) -> Damage:
        """Return what there is to repair; the record of the repair tells when life was back to normal (mech:O03)."""
        i = self.incident
        yuan = loss_if_controlled(self, self.controlled - i.minute).yuan
        return Damage(i.id, i.type, i.community, size, yuan, self.displaced, self.sheltered, i.vulnerable, self.is_insured(),
                      slower)

    def call_review(self, size: float) -> None:
        """Call a review meeting if it was large; it looks at what was noticed later than usual (mech:W19)."""
        if self.field.news.is_large(size):
            district = int(self.field.town.communities.district[self.incident.community])
            late = self.detected - self.incident.minute > self.need.detect
            self.field.reviews.call(district, self.incident.type, noticed_late=late)

    def wait_for_others(self) -> Generator[Event, Any, float]:
        """Wait until signatures, goods and departments beside and after the crew are done with; return when all was."""
        done = self.controlled
        for others in ("branch", "convening", "joining"):
            process: Process | None = getattr(self, others)
            if process is not None and process.is_alive:
                yield process
                done = self.env.now
        if self.joint:
            waited = 0.0 if self.is_professional else self.joint.owner_minutes
            self.field.departments.note(self.joint, self.arrived, self.idle_gap, waited)
        return done

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
