"""The emergency field 应急场域: minutes, on one SimPy clock that runs as long as the town (mech:F02).

Signers, crews and stores are shared by all incidents that are open at the same time. A quiet day costs next to
nothing; an incident process may cross midnight, and then meets the town as it is on the next day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from coprod.agents.decisions import RuleBook
from coprod.agents.social_organisations import Organisations
from coprod.fields.emergency.day import DayContext, EmergencyDay
from coprod.fields.emergency.forecast import HORIZON
from coprod.fields.emergency.incident_process import IncidentProcess
from coprod.fields.emergency.incident_setting import IncidentSetting
from coprod.fields.long_term.aftermath import Aftermath
from coprod.fields.long_term.epidemic import Epidemic
from coprod.fields.long_term.isolation import Hands
from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.kernel.incident import Incident
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.resources.costs import CostLedger
from coprod.resources.readiness import readiness_cost

if TYPE_CHECKING:
    from coprod.town import Town


NOON = MINUTES_PER_DAY / 2
"""Minute of the day at which volunteers are called to go from door to door."""


class EmergencyField(IncidentSetting):
    """Everything that happens in minutes: incidents begin and unfold in their shared setting, and leave an aftermath."""

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 costs: CostLedger | None = None, organisations: Organisations | None = None,
                 rules: RuleBook | None = None) -> None:
        super().__init__(parameters, streams, town, recorder, organisations, rules)
        self.costs = costs or CostLedger(len(town.communities))
        self.aftermath = Aftermath(parameters, streams, town, self.reserves, recorder)
        self.epidemic = Epidemic(self.env, parameters, streams, town, recorder, rules or RuleBook(parameters), self.crews,
                                 self.reserves, self.responses)
        for each in (readiness_cost(parameters, town, self.crews), self.lifelines.daily_cost, self.shelters.daily_cost,
                     self.escalation.daily_cost):
            self.costs.stand("readiness", each)

    def run_day(self, day: int, state: DayContext) -> EmergencyDay:
        """Let the incidents of a day begin and all open ones go on until midnight."""
        self.state = state
        self.ladder.other_work.begin_day(state.desk_load, state.asked)
        self.staff.begin_day(state)
        self.tally.begin()
        if self.epidemic.is_under_way(day):
            self.day_of_epidemic(day)
        incidents = self.incidents.of_day(day, state.triggered)
        for shock in self.shocks.of_day(day):
            incidents += self.impacts.strike(shock, self.incidents, self.lifelines, self.recorder)
        if self.reviews.held:
            self.warnings.forecasts.gain = self.reviews.forecast_gain(day)
        self.warnings.day(day, incidents, self.aftermath.emotion, self.shocks.coming(day, HORIZON))
        false_alarms = self.sensors.day(day)
        for incident in incidents:
            for struck in (incident, *self.cascade(incident)):
                self.env.process(IncidentProcess(self, struck).run())
        self.env.run(until=(day + 1) * MINUTES_PER_DAY)
        self.aftermath.alarm(self.tally.alarm)
        large = [incident for incident in self.tally.over if self.news.is_large(self.losses.size(incident))]
        self.tally.staff_hours[: false_alarms.size] += false_alarms + self.aftermath.end_of_day(day, large)
        done = self.tally.of_day()
        np.add(done.staff_hours, self.inquiries.look_back(day, done.ended, self.aftermath.emotion), out=done.staff_hours)
        self.costs.post("emergencies", done.yuan + self.warnings.preposition.spent())
        if self.epidemic.today:
            self.costs.post("epidemic", self.epidemic.today.work.yuan)
            np.add(done.yuan, self.epidemic.today.work.yuan, out=done.yuan)  # out of the same fund
        self.costs.post("reserves", self.reserves.day(day))
        if (paid := self.recovery.paid_today()) is not None:
            self.costs.post("recovery", paid)
        return done

    def day_of_epidemic(self, day: int) -> None:
        """Let a day of an epidemic take staff, helpers and money, and alarm people."""
        state, n = self.state, len(self.town.communities)
        nobody = np.zeros(n)
        capacity = nobody if state.staff_hours is None else state.staff_hours[:n]
        neighbours = nobody if state.neighbour_hours is None else state.neighbour_hours

        def volunteers(community: int) -> int:
            return state.volunteers(community, self.epidemic.call(day, community), self.env.now + NOON).size

        spread = self.epidemic.day(day, Hands(capacity, neighbours, volunteers, self.responses.hands, state.fund))
        self.state = replace(state, fund=state.fund - spread.work.yuan)
        self.tally.staff_hours[:n] += spread.work.staff_hours
        self.tally.citizen_hours += spread.work.citizen_hours
        np.maximum(self.aftermath.emotion, spread.alarm, out=self.aftermath.emotion)

    def cascade(self, cause: Incident) -> Iterator[Incident]:
        """Yield the incidents that come of the services which an incident breaks (mech:T16)."""
        for number, (kind, minute) in enumerate(self.lifelines.strike(cause)):
            yield self.incidents.brought_about(cause, kind, minute, number)
