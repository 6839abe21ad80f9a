"""What outcomes and daily series read of a model: a town that has lived at least one day."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any, Protocol

from numpy.typing import NDArray

from coprod.fields.emergency.day import EmergencyDay
from coprod.fields.emergency.field import EmergencyField
from coprod.fields.everyday.acts import Acts
from coprod.fields.everyday.coproduction import Coproduction
from coprod.fields.everyday.desks import DeskDay, Desks
from coprod.fields.everyday.directives import Directives
from coprod.fields.everyday.hazards import HazardDay, HiddenHazards
from coprod.fields.everyday.points import PointsLedger
from coprod.fields.everyday.property_upkeep import PropertyDay, PropertyFirms
from coprod.fields.everyday.record_and_town import RecordAndTown
from coprod.fields.everyday.rectification import Rectification
from coprod.fields.everyday.reports import ReportDay, Reports
from coprod.fields.everyday.request_process import RequestProcess
from coprod.fields.everyday.requests import RequestDay
from coprod.fields.everyday.risk_map import RiskMap
from coprod.fields.long_term.aftermath_work import AftermathWork
from coprod.fields.long_term.mandate import Mandate
from coprod.fields.long_term.social_state import SocialState
from coprod.fields.long_term.staff_turnover import Teams
from coprod.fields.long_term.volunteering import VolunteerCorps
from coprod.kernel.records import Recorder
from coprod.linkage.information import Information
from coprod.outcomes.baseline_performance import BaselinePerformance
from coprod.parameters import Parameters
from coprod.resources.costs import CostLedger
from coprod.resources.funds import Funds
from coprod.resources.means import Means
from coprod.resources.staff_lending import StaffLending
from coprod.town import Town


class DailySeries(Protocol):
    """The daily series of a run, as far as they can be read."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the series, in order."""

    def series(self, name: str) -> NDArray[Any]:
        """Return one series, shape (days,)."""


class ObservedModel(Protocol):
    """A model as outcomes see it: its town, its parts, and what came of its latest day."""

    nominal_parameters: Parameters
    parameters: Parameters
    base_seed: int
    day: int
    recorder: Recorder
    town: Town
    costs: CostLedger
    property_firms: PropertyFirms
    volunteer_corps: VolunteerCorps
    points_ledger: PointsLedger
    request_process: RequestProcess
    directives: Directives
    record_and_town: RecordAndTown
    desks: Desks
    teams: Teams
    funds: Funds
    hazards: HiddenHazards
    reports: Reports
    risk_map: RiskMap
    information: Information
    emergency_field: EmergencyField
    rectification: Rectification
    mandate: Mandate
    means: Means
    aftermath_work: AftermathWork
    staff_lending: StaffLending
    social_state: SocialState
    coproduction: Coproduction
    baseline_performance: BaselinePerformance
    acts: Acts
    property_day: PropertyDay
    hazard_day: HazardDay
    report_day: ReportDay
    request_day: RequestDay
    emergency_day: EmergencyDay
    desk_day: DeskDay
    patrol_hours: NDArray[Any]

    @property
    def residents(self) -> Sized:
        """All residents."""

    @property
    def daily_series(self) -> DailySeries:
        """The daily series."""

    @property
    def weekly_active(self) -> float:
        """Share of residents who have acted this week so far."""

    @property
    def credibility(self) -> float:
        """Mean belief that points will be honoured."""

    @property
    def utilisation(self) -> float:
        """Mean share of the day that desks are busy."""
