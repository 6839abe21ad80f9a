"""What incidents share 处置条件: the clock of minutes, signers, crews, stores, services and the town of today (mech:F02).

An incident process sees this much of the emergency field and no more; what begins processes and ends the day stands
in :mod:`coprod.fields.emergency.field`.
"""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import simpy

from coprod.agents.decisions import RuleBook
from coprod.agents.dispatching import DISTRICT
from coprod.agents.social_organisations import Organisations
from coprod.fields.emergency.day import DayContext, Tally
from coprod.fields.emergency.incidents import Incidents
from coprod.fields.emergency.lifelines import Lifelines
from coprod.fields.emergency.loss import Losses
from coprod.fields.emergency.people_at_hand import PeopleAtHand
from coprod.fields.emergency.reference_response import ReferenceResponse
from coprod.fields.emergency.sensors import Sensors
from coprod.fields.emergency.shelter import Shelters
from coprod.fields.emergency.shock_impacts import ShockImpacts
from coprod.fields.emergency.shocks import Shocks
from coprod.fields.emergency.staff_at_hand import StaffAtHand
from coprod.fields.emergency.warnings import Warnings
from coprod.fields.everyday.coproduction import imbalance
from coprod.fields.long_term.initiative import Initiative
from coprod.fields.long_term.news import News
from coprod.fields.long_term.recovery import Recovery
from coprod.fields.long_term.reviews import Reviews
from coprod.kernel.incident import Incident
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.accountability import Accountability
from coprod.linkage.approvals import ApprovalLadder
from coprod.linkage.borders import Borders
from coprod.linkage.departments import Departments
from coprod.linkage.escalation import Escalation
from coprod.linkage.inquiries import Inquiries
from coprod.linkage.mutual_aid import Aid
from coprod.linkage.passing_up import PassingUp
from coprod.linkage.response_levels import Responses
from coprod.parameters import Parameters
from coprod.resources.crew_stations import CrewStations
from coprod.resources.crews import Crews
from coprod.resources.reserves import Reserves
from coprod.town.street_types import training_gap, types_of_streets

if TYPE_CHECKING:
    from coprod.town import Town


class IncidentSetting:
    """All that incidents meet with and compete for.

    Attributes
    ----------
    env : simpy.Environment
        The clock, in minutes since the first midnight.
    ladder, crews, reserves : ApprovalLadder, Crews, Reserves
        What incidents compete for.
    state : DayContext
        The town as incidents find it today; set every morning.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 organisations: Organisations | None = None, rules: RuleBook | None = None) -> None:
        rules = rules or RuleBook(parameters)
        self.parameters, self.town, self.recorder, self.rules = parameters, town, recorder, rules
        self.mean_residents = float(town.communities.residents.mean())
        self.uniform_scalar, self.uniform = streams.uniform_scalar, streams.uniform
        self.env = simpy.Environment()
        street_of, district_of = town.communities.street, town.streets.district
        self.tally = Tally(len(town.communities), len(town.communities) + len(town.streets))
        self.incidents = Incidents(parameters, streams, town)
        self.at_hand = PeopleAtHand(parameters, streams, town, rules)
        self.shocks, self.impacts = Shocks(parameters, streams, town), ShockImpacts(parameters, streams, town)
        self.imbalance = imbalance(parameters.staff)
        self.losses = Losses(parameters.incident)
        self.reference = ReferenceResponse(parameters, self.incidents.needs, self.losses, streams.uniform_scalar)
        self.lifelines = Lifelines(parameters, streams, town, recorder)
        self.shelters = Shelters(parameters.infrastructure, town.communities.residents)
        self.inquiries = Inquiries(parameters, streams, street_of, district_of, recorder, rules)
        self.accountability = Accountability(parameters, streams, street_of, recorder, rules, self.inquiries.desk_fear)
        self.passing_up = PassingUp(parameters, streams, street_of, recorder, self.inquiries.desk_fear, rules)
        self.under_way = np.zeros(len(town.communities), dtype=np.int64)
        """Incidents that are not yet under control, shape (C,)."""
        self.borders = Borders(streams, town.communities.district.tolist(), parameters.town.districts,
                               parameters.district.border)
        self.aid = Aid(parameters, streams, self.borders, rules)
        self.crews = Crews(self.env, parameters.crew, street_of, district_of, streams.uniform_scalar, parameters.district,
                           self.aid, rules["district.allocate"], rules["district.dispatch"],
                           CrewStations.of(parameters.district_data))
        self.reserves = Reserves(self.env, parameters, streams, street_of, district_of, town.communities.households,
                                 recorder, self.aid)
        self.ladder = ApprovalLadder(self.env, parameters, streams, street_of, district_of,
                                     self.incidents.cases_per_quarter(), recorder, self.work, rules,
                                     self.inquiries, self.passing_up)
        self.responses = Responses(self.env, parameters, streams, town.residents, town.communities.district, recorder,
                                   rules)
        self.staff = StaffAtHand(parameters, street_of, town.communities.residents / self.mean_residents, self.responses)
        self.sensors = Sensors(parameters, streams, town.communities.residents)
        self.grasp = 1 - parameters.town.street_training_loss * training_gap(
            parameters.town, types_of_streets(parameters, len(town.streets)))[street_of]
        """What first responders can contain, relative to with training for what strikes there, shape (C,)."""
        self.organisations = organisations or Organisations(parameters, len(town.residents))
        self.initiative = Initiative(parameters.district, len(town.communities))
        self.news = News(len(town.communities), parameters.incident.large)
        self.recovery = Recovery(self.env, parameters, town, recorder, self.reserves, self.news, self.work_at_street,
                                 self.shelters.let_go, rules)
        self.reviews = Reviews(self.env, parameters, self.incidents.plans)
        self.departments = Departments(self.env, parameters, streams, town.communities.district.tolist(), recorder,
                                       self.work_at_street, rules)
        self.escalation = Escalation(self.env, parameters, streams, town.communities.district,
                                     partial(self.crews.number, DISTRICT), self.borders, self.accountability.fear,
                                     recorder, rules)
        self.warnings = Warnings(self, streams)
        self.state: DayContext

    def work(self, desk: int, hours: float) -> None:
        """Book staff-hours of a desk."""
        self.tally.work(desk, hours)

    def work_at_street(self, community: int, hours: float) -> None:
        """Book staff-hours of the street office that a community belongs to."""
        self.tally.work(len(self.town.communities) + int(self.town.communities.street[community]), hours)

    def supplies_for(self, incident: Incident) -> int:
        """Return the units an incident takes from stores: a share of a day's need, by its size beyond what the crew carries."""
        item = self.incidents.needs[incident.type].item
        need: float = getattr(self.parameters.reserve, f"need_{item}")
        size = self.losses.size(incident) * self.share_of_goods(incident)
        return ceil(need * self.parameters.incident.supply_share * size)

    def share_of_goods(self, incident: Incident) -> float:
        """Return the share of its supplies that an incident takes from stores because no crew carries so much, 0 to 1."""
        if not self.incidents.needs[incident.type].item or not self.parameters.incident.supply_share:
            return 0.0
        size = self.losses.size(incident)
        return max(0.0, 1 - self.parameters.crew.carries / size) if size else 0.0
