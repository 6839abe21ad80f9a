"""The composition root: every part of a town is built once, in one order, and handed down to those that need it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, SupportsIndex

import mesa
import numpy as np
from mesa.agent import AgentSet

from coprod.agents.city import City
from coprod.agents.committees import Committee
from coprod.agents.decisions import RuleBook
from coprod.agents.departments import DEPARTMENTS, Department
from coprod.agents.districts import District
from coprod.agents.officials import Officials
from coprod.agents.property_firms import PropertyFirm
from coprod.agents.residents import Residents
from coprod.agents.social_organisations import Organisations
from coprod.agents.street_offices import StreetOffice
from coprod.agents.volunteers import Volunteer
from coprod.fields.emergency import EmergencyField
from coprod.fields.everyday.acts import Participation
from coprod.fields.everyday.concealment import HazardConcealment
from coprod.fields.everyday.coproduction import Coproduction
from coprod.fields.everyday.desks import Desks
from coprod.fields.everyday.directives import Directives
from coprod.fields.everyday.hazards import HiddenHazards
from coprod.fields.everyday.patrol import Patrol
from coprod.fields.everyday.points import PointsLedger
from coprod.fields.everyday.prevention import Prevention
from coprod.fields.everyday.property_upkeep import PropertyFirms
from coprod.fields.everyday.record_and_town import RecordAndTown
from coprod.fields.everyday.rectification import Rectification
from coprod.fields.everyday.reports import Reports
from coprod.fields.everyday.request_process import RequestProcess
from coprod.fields.everyday.requests import Requests
from coprod.fields.everyday.risk_map import RiskMap
from coprod.fields.long_term.aftermath_work import AftermathWork
from coprod.fields.long_term.mandate import Mandate
from coprod.fields.long_term.social_state import SocialState
from coprod.fields.long_term.staff_turnover import Teams, basic_training_hours
from coprod.fields.long_term.volunteering import VolunteerCorps
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.information import Information
from coprod.outcomes.baseline_performance import BaselinePerformance
from coprod.parameters import Parameters
from coprod.parameters.effective import effective_parameters
from coprod.policies import PolicyCourse
from coprod.resources.budgets import Budgets
from coprod.resources.costs import CostLedger
from coprod.resources.funds import Funds
from coprod.resources.means import Means
from coprod.resources.staff_lending import StaffLending
from coprod.resources.standing_costs import StandingCosts, premiums_a_day
from coprod.town.kept import TOWNS


class Composition(mesa.Model):
    """A town with its institutions and agents, built from parameters and a seed, and access to its agents.

    Parameters
    ----------
    nominal : Parameters
        As the user wrote them; parts are built from those in effect (:func:`~coprod.parameters.effective.effective_parameters`).
    seed : int
        Seed of all chance.
    rules : mapping of decision name to rule, optional
        Rules that agents decide by instead of the default ones.
    """

    def __init__(self, nominal: Parameters, seed: int, rules: Mapping[str, Any] | None = None) -> None:
        self.base_seed = seed
        super().__init__(rng=seed)
        self.nominal_parameters = nominal
        self.streams = Streams(seed)
        self.recorder = Recorder()
        self.policies = PolicyCourse.of(nominal, self.streams, self.recorder)
        self.parameters = self.policies.first() if self.policies else effective_parameters(nominal)
        self.rules = RuleBook(self.parameters, rules)
        self.day = 0
        self._build_town()
        self._build_institutions()
        self._build_agents()

    def _build_town(self) -> None:
        parameters, streams = self.parameters, self.streams
        self.town = TOWNS.get(parameters, streams)
        self.organisations = Organisations(parameters, len(self.town.residents))
        self.participation = Participation(parameters, streams, self.town, self.rules)
        self.volunteer_corps = VolunteerCorps(
            parameters, streams, self.town, self.recorder, self.organisations, self.rules)
        self.property_firms = PropertyFirms(parameters, streams, self.town, self.recorder, self.rules)
        self._acts_before = np.zeros(len(self.town.residents), dtype=np.int32)

    def _build_institutions(self) -> None:
        parameters, streams, recorder = self.parameters, self.streams, self.recorder
        communities = self.town.communities
        size = communities.residents / communities.residents.mean()
        district_of = np.concatenate([communities.district, self.town.streets.district])
        self.costs = costs = CostLedger(len(communities))
        self.points_ledger = PointsLedger(parameters, streams, self.town, recorder, costs)
        self.requests = Requests(parameters, streams, size, self.rules)
        self.request_process = RequestProcess(parameters, streams, communities.residents, recorder)
        self.directives = Directives(parameters, streams, district_of, recorder, self.rules)
        self.record_and_town = RecordAndTown(
            parameters, communities.residents, communities.vulnerable, communities.street, self.rules)
        self.mandate = Mandate(parameters, streams, communities.street, recorder, self.rules)
        self.aftermath_work = AftermathWork(parameters.mandate, communities.street)
        self.desks = Desks(parameters, streams, len(communities), communities.street, recorder, size, self.rules)
        self.teams = Teams(parameters, streams, self.desks.staff)
        streets = self.town.streets
        self.means = Means(
            parameters.mandate, parameters.staff, np.concatenate([communities.street, np.arange(len(streets))]),
            self.desks.regular_hours, Budgets(parameters.mandate, streets.communities, streets.district),
            self.rules["district.grant_staff"])
        self.staff_lending = StaffLending(
            parameters, self.desks.regular_hours, communities.street, streets.district, self.rules)
        self.prevention = Prevention(parameters, size, costs)
        self.funds = Funds(parameters, size, self.prevention.share)
        self.patrol = Patrol(parameters, communities.residents, self.desks.n)
        self.hazards = HiddenHazards(parameters, streams, self.town, recorder)
        self.risk_map = RiskMap(parameters, streams, self.hazards.places, self.rules)
        self.standing_costs = StandingCosts(parameters, self.town.streets.communities, self.organisations)
        self.information = Information(parameters, streams, self.town, recorder, self.rules)
        self.reports = Reports(parameters, streams, self.town, self.hazards, 1 - self.information.fragmentation)
        self.emergency_field = EmergencyField(
            parameters, streams, self.town, recorder, costs, self.organisations, self.rules)
        self.emergency_field.inquiries.record_gap = self.record_and_town.gap_of
        self.rectification = Rectification(
            parameters, streams, self.funds, self.desks, np.array(self.emergency_field.ladder.thresholds), recorder,
            costs, self.rules)
        costs.stand("pay", self.teams.extra_pay)
        costs.stand("wages", self.teams.wages)
        costs.stand("premiums", premiums_a_day(parameters.fund, float(communities.households.sum())))
        costs.stand("linkage", self.standing_costs.yuan)
        self.hazard_concealment = HazardConcealment(self.emergency_field.accountability, self.hazards)
        self._study_hours = (self.rectification.powers.training_hours(self.desks.staff[: len(communities)])
                             + self.emergency_field.incidents.plans.weekly_hours
                             + basic_training_hours(parameters.staff, self.desks.staff[: len(communities)]))
        self.social_state = SocialState(parameters, streams, self.town)
        self.coproduction = Coproduction(parameters, communities.residents)
        self.baseline_performance = BaselinePerformance(parameters.resilience, communities.residents)
        self.patrol_hours = np.zeros(len(communities))
        self.desk_load = np.zeros(self.desks.n)
        self._called_hours, self._emergency_help = np.zeros(len(communities)), np.zeros(len(communities))

    def _build_agents(self) -> None:
        self.residents = Residents(self, self.town.residents)
        self.committees = [Committee(self, self.town.communities, row) for row in range(len(self.town.communities))]
        self.officials = [Officials(self, row) for row in range(len(self.committees))]
        self.street_offices = [StreetOffice(self, self.town.streets, row) for row in range(len(self.town.streets))]
        self.firms = [PropertyFirm(self, self.property_firms.table, row) for row in range(len(self.property_firms.table))]
        districts, lines = range(self.parameters.town.districts), min(self.parameters.directive.lines, len(DEPARTMENTS))
        self.districts = [District(self, number, self.town) for number in districts]
        self.city = City(self, self.districts)
        self.departments = [Department(self, district, number, lines) for district in districts for number in range(lines)]

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        """Refuse to be copied or pickled: incidents under way are processes that nothing can copy.

        Raises
        ------
        TypeError
            Telling how to get an independent run.
        """
        raise TypeError(
            "a CoproductionModel cannot be copied or pickled: its incidents under way are SimPy processes, and a copy would "
            "share them with the original. For an independent run make the model anew, "
            "CoproductionModel(model.nominal_parameters, rng=model.base_seed), and step it as often: "
            "the same parameters and seed give the same days. Other seeds or parameters give other runs."
        )

    @property
    def agents(self) -> AgentSet:
        """All agents; asking for them makes the views of all residents and volunteers."""
        self.residents.create_views()
        self.volunteer_corps.agents(self)
        return super().agents

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], AgentSet]:
        """All agents by type; asking for them makes the views of all residents and volunteers."""
        self.residents.create_views()
        self.volunteer_corps.agents(self)
        return super().agents_by_type

    def volunteers(self) -> list[Volunteer]:
        """Return the agents of all registered volunteers."""
        return self.volunteer_corps.agents(self)
