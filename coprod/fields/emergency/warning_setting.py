"""What warnings need of the emergency field 预警条件: the clock, people, posts, crews, stores, places and signers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import simpy

from coprod.agents.decisions import RuleBook
from coprod.fields.emergency.day import DayContext, Tally
from coprod.fields.emergency.shelter import Shelters
from coprod.fields.emergency.staff_at_hand import StaffAtHand
from coprod.kernel.records import Recorder
from coprod.linkage.approvals import ApprovalLadder
from coprod.linkage.response_levels import Responses
from coprod.parameters import Parameters
from coprod.resources.crews import Crews
from coprod.resources.reserves import Reserves

if TYPE_CHECKING:
    from coprod.town import Town


class WarningSetting(Protocol):
    """The part of :class:`~coprod.fields.emergency.incident_setting.IncidentSetting` that warnings see."""

    env: simpy.Environment
    parameters: Parameters
    town: Town
    recorder: Recorder
    rules: RuleBook
    ladder: ApprovalLadder
    responses: Responses
    crews: Crews
    reserves: Reserves
    shelters: Shelters
    staff: StaffAtHand
    tally: Tally
    state: DayContext
    mean_residents: float
    """Residents of a community of mean size."""

    def work(self, desk: int, hours: float) -> None:
        """Book staff-hours of a desk."""

    def work_at_street(self, community: int, hours: float) -> None:
        """Book staff-hours of the street office that a community belongs to."""
