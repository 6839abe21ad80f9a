"""The state of an incident 处置情境: what the stages of its process find out about it and the town (mech:F02).

Nothing here takes time; what does stands in :mod:`coprod.fields.emergency.incident_process` and in the files of its stages.
"""

from __future__ import annotations

from math import inf, nan

import numpy as np
from simpy.events import Process

from coprod.fields.emergency.aids import Aid
from coprod.fields.emergency.incident_record import BY_FOUND, BY_STRUCK, BY_VISITOR, CITIZENS, NOBODY
from coprod.fields.emergency.incident_setting import IncidentSetting
from coprod.fields.emergency.people_at_hand import AtHand
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.formulas import waiting
from coprod.kernel.incident import Incident
from coprod.kernel.purposes import Purpose
from coprod.linkage.approvals import Decision
from coprod.linkage.departments import Joint
from coprod.linkage.dispatch import Priority, weight_of
from coprod.linkage.escalation import Command
from coprod.parameters.codes import LIFT, PROFESSIONAL
from coprod.resources.capability import skill_needed, toil
from coprod.resources.crews import NO_CREW, STREET
from coprod.resources.supplies import Supply


class IncidentState:
    """An incident, how far its process is, and what can be known of it at any minute."""

    def __init__(self, field: IncidentSetting, incident: Incident) -> None:
        self.field, self.incident, self.env = field, incident, field.env
        self.need = field.incidents.needs[incident.type]
        self.decision = Decision()
        self.detected = self.reported = self.approved = self.dispatched = self.arrived = self.controlled = 0.0
        self.first_responder, self.first_minute = NOBODY, nan
        self.crew, self.crew_wait, self.supply_short = NO_CREW, 0.0, 0.0
        self.paid = self.unfunded = self.surged = 0.0
        self.command: Command | None = None
        self.access = self.isolated = self.deferred = self.approval_minutes = self.idle_gap = 0.0
        self.is_professional = incident.type in PROFESSIONAL
        """Whether a rescue service is called, which sets out at once."""
        self.acts = 0
        """Acts that were asked for, a sum of bits of :data:`~coprod.linkage.acts.ACTS`."""
        self.goods_needed = field.share_of_goods(incident)
        """Share of the supplies it takes that no crew carries, 0 to 1."""
        self.goods: Aid | None = None
        self.order: Aid | None = None
        self.aids: list[Aid] = []
        self.supply: Supply | None = None
        self.work = self.began_work = 0.0
        self.joint: Joint | None = None
        self.branch: Process | None = None
        self.convening: Process | None = None
        self.joining: Process | None = None
        self.control = self.env.event()
        """Happens when a crew has it under control."""
        self.others = self.owner_changes = self.displaced = self.sheltered = 0
        self.hand: AtHand
        self.noticed_by, self.finder = BY_FOUND, -1
        self.able_minute, self.n_acted = inf, 0
        self.answering = 0.0
        """Minutes until the committee answered the telephone."""
        self.staff_minute = inf
        """When somebody of the committee is at the scene."""
        self.is_met = False
        """Whether somebody of the committee who was on post meets the crew."""
        self.from_routine = 0.0
        """Minutes until a crew was back from routine work."""
        self.misdirected, self.gap, self.wrong_help = 0.0, 0.0, False
        self.hands: list[tuple[float, int]] = []
        """When residents and volunteers came, and how many."""
        self.actors: list[np.ndarray] = []
        """Rows of the residents who acted, in groups."""
        self.volunteers: np.ndarray = np.empty(0, dtype=np.intp)
        """Rows of the volunteers who answered the call."""
        self.saved_damage = self.saved_life = 0.0
        """Shares of damage and of harm to people that a heeded warning saved; known when the incident begins."""
        self._is_insured: bool | None = None
        self.brought_out = 0.0
        """Share of the people in danger whom others brought out of it."""

    def uniform(self, purpose: Purpose) -> float:
        """Return the uniform random number of this incident for a purpose."""
        return self.field.uniform_scalar(purpose, self.incident.id)

    @property
    def is_controlled(self) -> bool:
        """Whether a crew has it under control."""
        return self.control.triggered

    def take_stock(self) -> None:
        """Note what else goes on in the community, and how many surged members can lend a hand, as the work begins."""
        crew, community = self.field.parameters.crew, self.incident.community
        self.others = int(self.field.under_way[community]) - 1
        if crew.helpers_needed:
            self.surged = min(self.field.responses.hands(community), crew.helpers_needed)

    def effort(self) -> float:
        """Return how much longer than usual the work takes: outside the template, by strangers, among others, alone."""
        i, crew = self.incident, self.field.parameters.crew
        factor = (1 + crew.improvise * i.off_template) * self.field.imbalance
        if self.is_ad_hoc():
            factor *= 1 + crew.adhoc
        factor *= 1 + self.field.parameters.incident.compound * self.others
        if i.type == LIFT and i.power_cut:
            factor *= 1 + self.field.parameters.incident.power_delay
        if crew.helpers_needed:
            factor *= 1 - crew.helper_gain * self.helpers() / crew.helpers_needed
        if self.field.state.preparedness is not None:
            known = min(1.0, float(self.field.state.preparedness[i.community]))
            factor *= 1 - self.field.parameters.society.learning_effect * known
        return factor * self.diagnosis() * self.toil()

    def toil(self) -> float:
        """Return how long the work takes a crew of this level, relative to usual (mech:D05)."""
        p = self.field.parameters
        needed = skill_needed(self.incident.severity, p.crew.specialised, p.crew.capability_strategic)
        return toil(p.crew, self.crew, needed)

    def diagnosis(self) -> float:
        """Return how long the work takes with experts who know what it is, relative to without (mech:A19)."""
        expert = self.field.parameters.request
        return 1.0 if self.need.for_professionals else 1 - expert.expert_diagnosis * expert.expert_support

    def is_by_app(self) -> bool:
        """Tell whether whoever reports it has the app; watchmen, sensors and staff have channels as fast."""
        reach = self.field.town.residents.app_reach
        if self.finder >= 0:
            return bool(reach[self.hand.first + self.finder])
        if self.noticed_by == BY_STRUCK:
            own = self.hand.struck
            return bool(reach[self.hand.first + own.start:self.hand.first + own.stop].any())
        return self.noticed_by != BY_VISITOR

    def is_reviewed(self) -> bool:
        """Tell whether a person reads the call before it is weighed (mech:T04)."""
        return self.uniform(Purpose.HANDLING_REVIEW) < self.field.parameters.district.allocation_review

    def priority(self) -> Priority:
        """Return what the allocation of crews may go by (mech:D02)."""
        if not self.field.crews.is_pooled:
            return Priority(self.need.window)
        size = self.field.losses.size(self.incident)
        weight = weight_of(self.field.parameters.district, size, self.is_by_app(), self.is_reviewed())
        return Priority(self.need.window, weight, self.need.action)

    def is_ad_hoc(self) -> bool:
        """Tell whether people of many departments have been called together for this (mech:C14)."""
        return self.crew == STREET and not self.field.parameters.crew.standing_team

    def assembly(self) -> float:
        """Return the minutes until an ad-hoc team is together."""
        return self.field.parameters.crew.assembly * waiting(self.uniform(Purpose.HANDLING_ASSEMBLY)) if self.is_ad_hoc() else 0.0

    def needs_another_owner(self) -> bool:
        """Tell whether it has grown into somebody else's charge while authorisation was awaited (mech:P08)."""
        if self.need.for_professionals:
            return False
        grown = self.field.losses.grown(self.incident, self.env.now - self.incident.minute)
        return self.uniform(Purpose.HANDLING_BOUNDARY) < self.field.parameters.approval.plan_crossing * grown

    def helpers(self) -> float:
        """Return how many volunteers lend the crew a hand, surged party members counted by what they are worth."""
        if self.need.for_professionals:
            return 0.0
        volunteers = self.volunteers.size
        surged = self.surged * self.field.parameters.warning.response_skill
        return min(volunteers + surged, self.field.parameters.crew.helpers_needed)

    def is_insured(self) -> bool:
        """Tell whether the household that was struck is insured (mech:W21)."""
        if self._is_insured is None:
            self._is_insured = self.uniform(Purpose.HANDLING_INSURED) < self.field.parameters.fund.insurance_takeup
        return self._is_insured

    def citizen_hours(self) -> float:
        """Return the hours that neighbours and volunteers gave."""
        first = self.controlled - self.first_minute if self.first_responder in CITIZENS else 0.0
        helpers = self.helpers() * (self.controlled - self.arrived) if self.crew != NO_CREW else 0.0
        return (max(0.0, first) + helpers) / MINUTES_PER_HOUR

    def thank(self) -> None:
        """Note who acted for whom: acting becomes habit and example, ties grow by use, those helped come to trust (mech:F04)."""
        alarm = self.field.parameters.resident.picture_alarm * self.gap * self.field.losses.size(self.incident)
        self.field.tally.alarm[self.incident.community] += alarm
        acted = set(self.volunteers.tolist()).union(*(rows.tolist() for rows in self.actors))
        if acted:
            self.n_acted = len(acted)
            struck = range(self.hand.first + self.hand.struck.start, self.hand.first + self.hand.struck.stop)
            self.field.tally.note_acts(sorted(acted), struck, self.incident.community)
            self.field.at_hand.bind(struck, acted)
