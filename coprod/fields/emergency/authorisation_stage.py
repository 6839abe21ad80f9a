"""Authorisation of an incident 处置授权: asking for it, waiting for it, and getting through where telephones are down."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from simpy.events import Event

from coprod.agents.signing import Case
from coprod.fields.emergency.incident_state import IncidentState
from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.kernel.purposes import Purpose

Stage = Generator[Event, Any, None]


class AuthorisationStage(IncidentState):
    """The stage of an incident process that waits for signatures."""

    def get_through(self, messenger: Purpose) -> Stage:
        """Wait on an island until telephones work again or a messenger is there (mech:T17)."""
        silent = self.field.lifelines.silence(self.incident.community, self.env.now, self.uniform(messenger))
        if silent:
            self.isolated += silent
            yield self.env.timeout(silent)

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
