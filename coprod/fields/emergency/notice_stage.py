"""Notice and report 发现与上报: whoever comes first of those struck, who is at home nearby, the night watch and sensors.

All of them look out independently, so their rates add up (competing risks) and the time until somebody notices is
exponential. In a usual building by day the rates add up to 1 over the stated minutes; with fewer people at home, or people
less willing to look and call, it takes longer, and with nobody willing only those struck, the watch and sensors remain.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
from simpy.events import Event

from coprod.agents.emergency_acts import CALL, CPR, MESSAGE
from coprod.fields.emergency.authorisation_stage import AuthorisationStage
from coprod.fields.emergency.incident_record import (
    BY_FOUND,
    BY_HOUSEHOLD,
    BY_NEIGHBOUR,
    BY_SENSOR,
    BY_STRUCK,
    BY_VISITOR,
    BY_WATCH,
    BYSTANDER,
)
from coprod.fields.emergency.picture import gap, misdirected_chance, told_by, usable
from coprod.kernel.calendar import MINUTES_PER_DAY, is_night
from coprod.kernel.formulas import waiting
from coprod.kernel.purposes import Purpose
from coprod.parameters.codes import ARREST, INJURY

Stage = Generator[Event, Any, None]
OUT_OF_SIGHT = (ARREST, INJURY)
"""Types of incident that no watch outside can see."""


class NoticeStage(AuthorisationStage):
    """The stages of an incident process until it is reported."""

    def detect(self) -> Stage:
        """Go unnoticed until the first of all who may notice does."""
        self.hand = self.field.at_hand.around(self.incident, self.env.now, self.field.state)
        if self.need.detect > 0:
            others, neighbours = self.rates()
            total = sum(others.values()) + float(neighbours.sum())
            yield self.env.timeout(self.need.detect * waiting(self.uniform(Purpose.HANDLING_DETECT)) / total)
            self.find_noticer(others, neighbours, total)
        self.detected = self.env.now

    def rates(self) -> tuple[dict[int, float], np.ndarray]:
        """Return how fast each notices, relative to a usual building by day: by code, and residents, shape (n,)."""
        p, field, hand = self.field.parameters.incident, self.field, self.hand
        own = field.at_hand.own_calls[self.incident.type]
        night = is_night(self.env.now)
        awake, dark = (field.at_hand.asleep, p.night_vigilance) if night else (1.0, 1.0)
        in_sight = night and self.incident.type not in OUT_OF_SIGHT
        watched = in_sight and self.uniform(Purpose.HANDLING_WATCH) < self.chance_of_watch()
        eyes = awake * (1 - own) * self.alertness() / p.usual_eyes
        willing = field.at_hand.chances(hand, CALL, field.state, self.incident.community)
        learned = field.reviews.sensor_gain(self.incident.type, self.env.now / MINUTES_PER_DAY)
        near = np.where(hand.household, p.household_eyes, 1.0) * hand.present
        able = 1.0 if (~hand.frail[hand.struck]).any() else p.frail_call
        return {
            BY_STRUCK: own * dark * able,
            BY_WATCH: (1 - p.night_vigilance) * watched,
            BY_SENSOR: field.sensors.vigilance(self.incident.type, learned) - 1,
            BY_VISITOR: eyes * field.at_hand.visitors(hand, self.env.now) * field.at_hand.of_visitor(CALL),
            BY_FOUND: self.need.detect / p.found_anyway,
        }, eyes * near * willing

    def chance_of_watch(self) -> float:
        """Return the chance that somebody keeps watch tonight: a real watchman, or residents on patrol (mech:C11)."""
        state, community = self.field.state, self.incident.community
        patrols, half = float(state.patrols[community]), self.field.parameters.incident.patrol_half
        return float(1 - (1 - state.night_watch[community]) * half / (half + patrols))

    def find_noticer(self, others: dict[int, float], neighbours: np.ndarray, total: float) -> None:
        """Tell who of them was first, each with a chance proportional to the rate."""
        left = self.uniform(Purpose.HANDLING_NOTICER) * total
        for code, rate in others.items():
            if left < rate:
                self.noticed_by = code
                return
            left -= rate
        place = min(int(np.searchsorted(np.cumsum(neighbours), left, side="right")), neighbours.size - 1)
        self.noticed_by = BY_HOUSEHOLD if self.hand.household[place] else BY_NEIGHBOUR
        self.finder = place
        self.actors.append(self.hand.rows(np.array([place])))

    def alertness(self) -> float:
        """Return how watchful residents are who take part in everyday life, relative to others (mech:A01)."""
        p, alert = self.field.parameters.incident, float(self.field.state.alertness[self.incident.community])
        return 1 + p.alert_gain * alert / (alert + p.alert_half)

    def report(self) -> Stage:
        """Be reported by whoever noticed, faster by app, if telephones work; the finder may begin CPR meanwhile."""
        p = self.field.parameters.incident
        if self.incident.type in (ARREST, INJURY) and self.uniform(Purpose.HANDLING_BYSTANDER) < self.finder_helps():
            self.first_responder, self.first_minute = BYSTANDER, self.detected
        yield self.env.timeout(
            (p.report_app if self.is_by_app() else p.report_other) * waiting(self.uniform(Purpose.HANDLING_REPORT))
        )
        yield from self.get_through(Purpose.HANDLING_MESSENGER_OF_REPORT)
        yield from self.ring()
        self.reported = self.env.now

    def ring(self) -> Stage:
        """Let it ring until somebody of the committee answers; a rescue service is reached at once, and rings it meanwhile."""
        self.answering = self.field.staff.answers(
            self.incident.community, self.env.now, self.uniform(Purpose.HANDLING_ANSWER),
            waiting(self.uniform(Purpose.HANDLING_ANSWERING)))
        if not self.is_professional:
            yield self.env.timeout(self.answering)

    def finder_helps(self) -> float:
        """Return the chance that whoever found somebody lying there gives CPR or first aid at once (fact:C17)."""
        if self.finder >= 0:
            found = self.field.at_hand.chances(self.hand, CPR, self.field.state, self.incident.community)
            return float(found[self.finder])
        return self.field.at_hand.of_visitor(CPR) if self.noticed_by == BY_VISITOR else 0.0

    def get_through(self, messenger: Purpose) -> Stage:
        """Wait on an island until telephones work again, staff carry the message, or a resident does (mech:T17)."""
        lifelines, community = self.field.lifelines, self.incident.community
        silent = lifelines.silence(community, self.env.now, self.uniform(messenger))
        if silent:
            willing = self.field.at_hand.chances(self.hand, MESSAGE, self.field.state, community) * self.hand.present
            rows = self.hand.rows(np.arange(willing.size))
            carriers = rows[self.field.uniform(Purpose.HANDLING_CARRY, rows, self.incident.id) < willing]
            if carriers.size:
                self.actors.append(carriers[:1])
                walk = lifelines.lifeline.messenger_resident * waiting(self.uniform(Purpose.HANDLING_CARRYING))
                silent = min(silent, walk)
            self.isolated += silent
            yield self.env.timeout(silent)

    def send_help(self) -> Stage:
        """Send help by what callers have told; where that has gaps, the wrong kind may go first (mech:G03)."""
        p = self.field.parameters
        r, shared = p.resident, usable(p.department, p.staff)
        self.gap = gap(r, self.noticed_by, told_by(self.noticed_by, map(len, self.actors)))
        self.wrong_help = self.uniform(Purpose.HANDLING_MISDIRECTED) < misdirected_chance(r, self.gap, shared)
        if self.wrong_help:
            self.misdirected = r.picture_minutes
        elif not self.actors and not self.is_met:  # nobody local meets the crew
            self.misdirected = r.picture_search * self.gap
        if self.misdirected:
            yield self.env.timeout(self.misdirected)
