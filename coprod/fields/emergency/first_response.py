"""First response 先期处置: the residents, volunteers and committee staff who act before any crew, each one a person.

Who is within call, at home and willing lends a hand at once; skilled neighbours on the register and volunteers of the
community are called by name; staff on post walk over. Whoever is able and comes while it is small, ends it.
"""

from __future__ import annotations

from collections.abc import Generator
from math import inf
from typing import Any

import numpy as np
from simpy.events import Event

from coprod.agents.emergency_acts import LEND_A_HAND
from coprod.fields.emergency.incident_record import BYSTANDER, NOBODY, SKILLED, STAFF, VOLUNTEER
from coprod.fields.emergency.incident_state import IncidentState
from coprod.kernel.calendar import MINUTES_PER_DAY, is_night
from coprod.kernel.formulas import uniform_around, waiting
from coprod.kernel.purposes import Purpose
from coprod.parameters.codes import ARREST, FIRE, GAS, INJURY, WATERLOGGING

Stage = Generator[Event, Any, None]

FOR_SKILLED = (ARREST, INJURY)
"""Types of incident that need skilled hands alone: volunteers are not called."""
ESCAPED_FROM = (FIRE, GAS, WATERLOGGING)
"""Types of incident that people can be brought out of."""


class FirstResponseStage(IncidentState):
    """The stage of an incident process in which citizens and staff of the committee respond first."""

    def call_out(self) -> None:
        """Call neighbours, registered skills and volunteers; the first who comes acts before any crew (mech:A12, mech:A02)."""
        arrival = self.reported + uniform_around(
            self.field.parameters.crew.neighbour_minutes, self.field.parameters.crew.spread,
            self.uniform(Purpose.HANDLING_NEIGHBOUR_ARRIVAL))
        by_name = arrival + self.answering * self.is_professional  # the committee calls them, and has to be told first
        if self.incident.type not in FOR_SKILLED:
            self.volunteers = self.field.state.volunteers(self.incident.community, self.incident.id, self.env.now)
        self.send_staff()
        if self.first_responder == BYSTANDER:
            return
        self.note_coming(SKILLED, by_name, self.skilled_who_answer())
        if self.incident.type not in FOR_SKILLED:
            if not self.need.for_professionals:
                self.come_from_next_door(arrival)
            self.note_coming(VOLUNTEER, by_name, self.volunteers_nearby())

    def note_coming(self, who: int, minute: float, rows: np.ndarray, able: bool = True) -> None:
        """Let some residents come: the earliest is the first responder, the earliest who is able may end it."""
        if not rows.size:
            return
        self.actors.append(rows)
        self.hands.append((minute, rows.size))
        if self.first_responder == NOBODY or minute < self.first_minute:
            self.first_responder, self.first_minute = who, minute
        if able:
            self.able_minute = min(self.able_minute, minute)

    def come_from_next_door(self, arrival: float) -> None:
        """Let willing residents within call lend a hand: those of the household and the finder at once, others when called.

        Whoever sleeps wakes as rarely to a call as to the incident itself; the finder is awake.
        """
        hand, field, r = self.hand, self.field, self.field.parameters.resident
        fit = hand.present & ~hand.frail & (hand.seen.age <= field.parameters.volunteer.oldest)
        uniform = field.uniform(Purpose.HANDLING_RESPOND, hand.rows(np.arange(fit.size)), self.incident.id)
        awake = np.full(fit.size, field.at_hand.asleep if is_night(self.detected) else 1.0)
        here = hand.household.copy()
        if self.finder >= 0:
            here[self.finder], awake[self.finder] = True, 1.0
        willing = fit & (uniform < awake * field.at_hand.chances(hand, LEND_A_HAND, field.state, self.incident.community))
        for minute, places in ((self.detected, np.flatnonzero(willing & here)), (arrival, np.flatnonzero(willing & ~here))):
            if places.size:
                lacking = (1 - r.unskilled_ability) * (1 - hand.seen.skill[places].astype(float))
                able = self.uniform(Purpose.HANDLING_ABILITY) < 1 - float(np.prod(lacking))
                self.note_coming(BYSTANDER, minute, hand.rows(places), able)

    def skilled_who_answer(self) -> np.ndarray:
        """Return the rows of neighbours on the register of skills who are at home and come."""
        hand, field, people = self.hand, self.field, self.field.town.residents
        rows = slice(hand.first, hand.first + len(hand.seen))
        called = np.flatnonzero(people.skilled[rows] & people.registered[rows] & hand.present)
        if not called.size:
            return called
        today = int(self.env.now // MINUTES_PER_DAY)
        accepts = field.organisations.matched(field.parameters.volunteer.call_prob, today)
        chance = field.at_hand.chances_if(hand, LEND_A_HAND, accepts, field.state, self.incident.community)[called]
        chance = chance * hand.seen.skill[called] * (1 - hand.seen.burnout[called])
        uniform = field.uniform(Purpose.HANDLING_SKILLED, hand.rows(called), self.incident.id)
        return hand.rows(called[uniform < chance])

    def volunteers_nearby(self) -> np.ndarray:
        """Return the rows of volunteers who answered and are near enough to come before any crew."""
        if not self.volunteers.size:
            return self.volunteers
        near = self.field.organisations.matched(
            self.field.parameters.crew.volunteer_near, int(self.env.now // MINUTES_PER_DAY))
        return self.volunteers[self.field.uniform(Purpose.VOLUNTEER_NEAR, self.volunteers, self.incident.id) < near]

    def send_staff(self) -> None:
        """Send whoever of the committee is on post; those who know the basics act first, within minutes (mech:D14).

        They meet the crew, have cars moved and lead people out. With nobody on post somebody comes from other work, later.
        """
        p, uniform = self.field.parameters, self.uniform(Purpose.HANDLING_STAFF)
        if not p.crew.scene_staff and not p.staff.training:
            return
        on_post = self.field.staff.on_post(self.incident.community, self.env.now)
        walk = uniform_around(p.staff.first_minutes, p.crew.spread, self.uniform(Purpose.HANDLING_STAFF_ARRIVAL))
        self.is_met = bool(p.crew.scene_staff) and uniform < on_post
        if p.crew.scene_staff:
            late = 0.0 if self.is_met else p.staff.recall_minutes * waiting(self.uniform(Purpose.HANDLING_RECALL))
            self.staff_minute = self.reported + walk + late
        if self.first_responder == NOBODY and uniform < p.staff.training * on_post:
            self.first_responder, self.first_minute = STAFF, self.reported + walk
            self.able_minute = self.first_minute

    def neighbours_can_contain(self) -> bool:
        """Tell whether it is still small enough when somebody able comes, and the equipment of the house works."""
        if self.able_minute == inf or self.need.for_professionals:
            return False
        grown = self.field.losses.grown(self.incident, self.able_minute - self.incident.minute)
        kit, facility = self.field.parameters.crew, float(self.field.state.facility[self.incident.community])
        works = self.uniform(Purpose.HANDLING_EQUIPMENT) < facility + (1 - facility) * kit.kit_level * kit.kit_works
        grasp = float(self.field.grasp[self.incident.community])
        limit = self.field.parameters.incident.containable * (1 + kit.kit_level * kit.kit_gain) * grasp
        return bool(works and grown <= limit)

    def bring_out(self) -> float:
        """Return the share of harm to people that is spared because residents and volunteers brought them out in time.

        Everybody who came brings one of the people in danger out; what had grown until then
        has harmed them already.
        """
        if self.incident.type not in ESCAPED_FROM:
            return 0.0
        hands = list(self.hands)
        if self.incident.type != FIRE:  # nobody without gear goes into a burning home on duty
            hands.append((self.staff_minute, round(self.field.parameters.crew.scene_staff)))
        if min(hands, default=(inf, 0))[0] >= self.controlled:
            return 0.0
        worst = self.field.losses.grown(self.incident, self.controlled - self.incident.minute)
        if worst <= 0:
            return 0.0
        left, spared = self.incident.people, 0.0
        for minute, n in sorted(hands):
            out = min(left, n)
            grown = self.field.losses.grown(self.incident, min(minute, self.controlled) - self.incident.minute)
            left, spared = left - out, spared + out * (1 - grown / worst)
        return spared / self.incident.people

    def contain(self) -> Stage:
        """Let neighbours end it before anybody has to sign."""
        self.approved = self.dispatched = self.reported
        yield self.env.timeout(max(0.0, self.able_minute - self.env.now))
        self.arrived = self.controlled = self.env.now
