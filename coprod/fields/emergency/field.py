"""The emergency field 应急场域: minutes, on one SimPy clock that runs as long as the town (mech:F02).

Signers, crews and stores are shared by all incidents that are open at the same time. A quiet day costs next to
nothing; an incident process may cross midnight, and then meets the town as it is on the next day.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import simpy

from coprod.agents.decisions import RuleBook
from coprod.agents.social_organisations import Organisations
from coprod.fields.emergency.aftermath import Aftermath
from coprod.fields.emergency.day import DayContext, EmergencyDay, Tally
from coprod.fields.emergency.incident_process import IncidentProcess
from coprod.fields.emergency.incidents import Incidents
from coprod.fields.emergency.lifelines import Lifelines
from coprod.fields.emergency.loss import Losses
from coprod.fields.emergency.news import News
from coprod.fields.emergency.sensors import Sensors
from coprod.fields.emergency.shelter import Shelters
from coprod.fields.emergency.warnings import Warnings
from coprod.fields.everyday.coproduction import imbalance
from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.kernel.incident import Incident
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.accountability import Accountability
from coprod.linkage.approvals import ApprovalLadder
from coprod.linkage.borders import Borders
from coprod.linkage.departments import Departments
from coprod.linkage.escalation import Escalation
from coprod.linkage.mutual_aid import Aid
from coprod.linkage.response_levels import Responses
from coprod.parameters import Parameters
from coprod.resources.costs import CostLedger
from coprod.resources.crews import Crews
from coprod.resources.readiness import readiness_cost
from coprod.resources.reserves import Reserves
from coprod.town.street_types import street_types, training_gap

if TYPE_CHECKING:
    from coprod.town import Town


class EmergencyField:
    """Everything that happens in minutes.

    Attributes
    ----------
    env : simpy.Environment
        The clock, in minutes since the first midnight.
    ladder, crews, reserves : ApprovalLadder, Crews, Reserves
        What incidents compete for.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 costs: CostLedger | None = None, organisations: Organisations | None = None,
                 rules: RuleBook | None = None) -> None:
        rules = rules or RuleBook(parameters)
        self.costs = costs or CostLedger(len(town.communities))
        self.parameters, self.town, self.recorder = parameters, town, recorder
        self.uniform_scalar = streams.uniform_scalar
        self.env = simpy.Environment()
        street_of, district_of = town.communities.street, town.streets.district
        self.tally = Tally(len(town.communities), len(town.communities) + len(town.streets))
        self.incidents = Incidents(parameters, streams, town)
        self.imbalance = imbalance(parameters.staff)
        self.losses = Losses(parameters.incident)
        self.lifelines = Lifelines(parameters, streams, town, recorder)
        self.shelters = Shelters(parameters.infrastructure, town.communities.residents)
        self.accountability = Accountability(parameters, streams, street_of, recorder, rules)
        self.under_way = np.zeros(len(town.communities), dtype=np.int64)
        """Incidents that are not yet under control, shape (C,)."""
        self.borders = Borders(streams, town.communities.district.tolist(), parameters.town.districts,
                               parameters.district.border)
        self.aid = Aid(parameters, streams, self.borders, rules)
        self.crews = Crews(self.env, parameters.crew, street_of, district_of, streams.uniform_scalar, parameters.district,
                           self.aid, rules["district.allocate"])
        self.reserves = Reserves(self.env, parameters, streams, street_of, district_of, town.communities.households,
                                 recorder, self.aid)
        self.ladder = ApprovalLadder(self.env, parameters, streams, street_of, district_of,
                                     self.incidents.cases_per_quarter(), recorder, self.work, rules)
        self.responses = Responses(self.env, parameters, streams, town.residents, town.communities.district, recorder)
        self.warnings = Warnings(parameters, streams, town, recorder)
        self.sensors = Sensors(parameters, streams, town.communities.residents)
        self.grasp = 1 - parameters.town.street_training_loss * training_gap(
            parameters.town, street_types(parameters.town, len(town.streets)))[street_of]
        """What first responders can contain, relative to with training for what strikes there, shape (C,)."""
        self.organisations = organisations or Organisations(parameters, len(town.residents))
        self.news = News(len(town.communities), parameters.incident.large)
        self.aftermath = Aftermath(parameters, streams, town, self.reserves, recorder)
        self.departments = Departments(self.env, parameters, streams, town.communities.district.tolist(), recorder,
                                       self.work_at_street, rules)
        self.escalation = Escalation(self.env, parameters, streams, town.communities.district, self.borders,
                                     self.accountability.fear, recorder, rules)
        for each in (readiness_cost(parameters, town), self.lifelines.daily_cost, self.shelters.daily_cost,
                     self.escalation.daily_cost):
            self.costs.stand("readiness", each)
        self.state: DayContext

    def run_day(self, day: int, state: DayContext) -> EmergencyDay:
        """Let the incidents of a day begin and all open ones go on until midnight."""
        self.state, self.ladder.desk_load = state, state.desk_load
        self.tally.begin()
        incidents = self.incidents.of_day(day, state.triggered)
        calling = self.warnings.day(day, incidents, self.aftermath.emotion) + self.sensors.day(day)
        for incident in incidents:
            for struck in (incident, *self.cascade(incident)):
                self.env.process(IncidentProcess(self, struck).run())
        self.env.run(until=(day + 1) * MINUTES_PER_DAY)
        large = [incident for incident in self.tally.over if self.news.is_large(self.losses.size(incident))]
        self.tally.staff_hours[: calling.size] += calling + self.aftermath.end_of_day(day, large)
        done = self.tally.of_day()
        self.costs.post("emergencies", done.yuan)
        self.costs.post("reserves", self.reserves.day(day))
        return done

    def cascade(self, cause: Incident) -> Iterator[Incident]:
        """Yield the incidents that come of the services which an incident breaks (mech:T16)."""
        for number, (kind, minute) in enumerate(self.lifelines.strike(cause)):
            yield self.incidents.brought_about(cause, kind, minute, number)

    def work(self, desk: int, hours: float) -> None:
        """Book staff-hours of a desk."""
        self.tally.work(desk, hours)

    def work_at_street(self, community: int, hours: float) -> None:
        """Book staff-hours of the street office that a community belongs to."""
        self.tally.work(len(self.town.communities) + int(self.town.communities.street[community]), hours)

    def supplies_for(self, incident: Incident) -> int:
        """Return the units an incident takes: a share of a day's emergency need, by its size."""
        item = self.incidents.needs[incident.type].item
        need: float = getattr(self.parameters.reserve, f"need_{item}")
        return ceil(need * self.parameters.incident.supply_share * self.losses.size(incident))
