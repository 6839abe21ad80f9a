"""Parameters by subject, one file each."""

from coprod.parameters.groups.account import Account
from coprod.parameters.groups.alloc import Alloc
from coprod.parameters.groups.allocation import Allocation
from coprod.parameters.groups.approval import Approval
from coprod.parameters.groups.authority import Authority
from coprod.parameters.groups.capability import Capability
from coprod.parameters.groups.city import City
from coprod.parameters.groups.civic import Civic
from coprod.parameters.groups.coproduction import Coproduction
from coprod.parameters.groups.crew import Crew
from coprod.parameters.groups.data import Data
from coprod.parameters.groups.department import Department
from coprod.parameters.groups.directive import Directive
from coprod.parameters.groups.district import District
from coprod.parameters.groups.emotion import Emotion
from coprod.parameters.groups.escalation import Escalation
from coprod.parameters.groups.expert import Expert
from coprod.parameters.groups.feedback import Feedback
from coprod.parameters.groups.fund import Fund
from coprod.parameters.groups.hazard import Hazard
from coprod.parameters.groups.incident import Incident
from coprod.parameters.groups.insurance import Insurance
from coprod.parameters.groups.invest import Invest
from coprod.parameters.groups.kit import Kit
from coprod.parameters.groups.kpi import Kpi
from coprod.parameters.groups.law import Law
from coprod.parameters.groups.learning import Learning
from coprod.parameters.groups.lifeline import Lifeline
from coprod.parameters.groups.network import Network
from coprod.parameters.groups.ngo import Ngo
from coprod.parameters.groups.ownership import Ownership
from coprod.parameters.groups.patrol import Patrol
from coprod.parameters.groups.plan import Plan
from coprod.parameters.groups.points import Points
from coprod.parameters.groups.policy import Policy
from coprod.parameters.groups.prevention import Prevention
from coprod.parameters.groups.property import Property
from coprod.parameters.groups.request import Request
from coprod.parameters.groups.reserve import Reserve
from coprod.parameters.groups.resident import Resident
from coprod.parameters.groups.resilience import Resilience
from coprod.parameters.groups.response import Response
from coprod.parameters.groups.risk import Risk
from coprod.parameters.groups.rumour import Rumour
from coprod.parameters.groups.skills import Skills
from coprod.parameters.groups.space import Space
from coprod.parameters.groups.staff import Staff
from coprod.parameters.groups.street import Street
from coprod.parameters.groups.tech import Tech
from coprod.parameters.groups.town import Town
from coprod.parameters.groups.trust import Trust
from coprod.parameters.groups.volunteer import Volunteer
from coprod.parameters.groups.warning import Warnings

__all__ = [
    "Account", "Alloc", "Allocation", "Approval", "Authority", "Capability", "City", "Civic", "Coproduction", "Crew", "Data",
    "Department", "Directive", "District", "Emotion", "Escalation", "Expert", "Feedback", "Fund", "Hazard",
    "Incident", "Insurance", "Invest", "Kit", "Kpi", "Law", "Learning", "Lifeline", "Network", "Ngo", "Ownership",
    "Patrol", "Plan", "Points", "Policy", "Prevention", "Property", "Request", "Reserve", "Resident", "Resilience",
    "Response", "Risk", "Rumour", "Skills", "Space", "Staff", "Street", "Tech", "Town", "Trust", "Volunteer",
    "Warnings",
]
