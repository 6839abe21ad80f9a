"""Parameters by subject, one file each."""

from coprod.parameters.groups.accountability import Accountability
from coprod.parameters.groups.approval import Approval
from coprod.parameters.groups.city import City
from coprod.parameters.groups.crew import Crew
from coprod.parameters.groups.department import Department
from coprod.parameters.groups.directive import Directive
from coprod.parameters.groups.district import District
from coprod.parameters.groups.epidemic import Epidemic
from coprod.parameters.groups.fund import Fund
from coprod.parameters.groups.hazard import Hazard
from coprod.parameters.groups.incident import Incident
from coprod.parameters.groups.infrastructure import Infrastructure
from coprod.parameters.groups.inquiry import Inquiry
from coprod.parameters.groups.mandate import Mandate
from coprod.parameters.groups.patrol import Patrol
from coprod.parameters.groups.points import Points
from coprod.parameters.groups.property_firm import PropertyFirm
from coprod.parameters.groups.request import Request
from coprod.parameters.groups.reserve import Reserve
from coprod.parameters.groups.resident import Resident
from coprod.parameters.groups.resilience import Resilience
from coprod.parameters.groups.shock import Shock
from coprod.parameters.groups.society import Society
from coprod.parameters.groups.staff import Staff
from coprod.parameters.groups.town import Town
from coprod.parameters.groups.volunteer import Volunteer
from coprod.parameters.groups.warning import Warnings

__all__ = [
    "Accountability", "Approval", "City", "Crew", "Department", "Directive", "District", "Epidemic", "Fund", "Hazard",
    "Incident", "Infrastructure", "Inquiry", "Mandate", "Patrol", "Points", "PropertyFirm", "Request", "Reserve",
    "Resident", "Resilience", "Shock", "Society", "Staff", "Town", "Volunteer", "Warnings",
]
