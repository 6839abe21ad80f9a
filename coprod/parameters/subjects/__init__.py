"""Parameters by subject, one file each."""

from coprod.parameters.subjects.account import Account
from coprod.parameters.subjects.alloc import Alloc
from coprod.parameters.subjects.allocation import Allocation
from coprod.parameters.subjects.approval import Approval
from coprod.parameters.subjects.authority import Authority
from coprod.parameters.subjects.capability import Capability
from coprod.parameters.subjects.city import City
from coprod.parameters.subjects.civic import Civic
from coprod.parameters.subjects.coproduction import Coproduction
from coprod.parameters.subjects.crew import Crew
from coprod.parameters.subjects.data import Data
from coprod.parameters.subjects.department import Department
from coprod.parameters.subjects.directive import Directive
from coprod.parameters.subjects.district import District
from coprod.parameters.subjects.emotion import Emotion
from coprod.parameters.subjects.escalation import Escalation
from coprod.parameters.subjects.expert import Expert
from coprod.parameters.subjects.feedback import Feedback
from coprod.parameters.subjects.fund import Fund
from coprod.parameters.subjects.hazard import Hazard
from coprod.parameters.subjects.incident import Incident
from coprod.parameters.subjects.insurance import Insurance
from coprod.parameters.subjects.invest import Invest
from coprod.parameters.subjects.kit import Kit
from coprod.parameters.subjects.kpi import Kpi
from coprod.parameters.subjects.law import Law
from coprod.parameters.subjects.learning import Learning
from coprod.parameters.subjects.lifeline import Lifeline
from coprod.parameters.subjects.network import Network
from coprod.parameters.subjects.ngo import Ngo
from coprod.parameters.subjects.ownership import Ownership
from coprod.parameters.subjects.patrol import Patrol
from coprod.parameters.subjects.plan import Plan
from coprod.parameters.subjects.points import Points
from coprod.parameters.subjects.policy import Policy
from coprod.parameters.subjects.prevention import Prevention
from coprod.parameters.subjects.property import Property
from coprod.parameters.subjects.request import Request
from coprod.parameters.subjects.reserve import Reserve
from coprod.parameters.subjects.resident import Resident
from coprod.parameters.subjects.resilience import Resilience
from coprod.parameters.subjects.response import Response
from coprod.parameters.subjects.risk import Risk
from coprod.parameters.subjects.rumour import Rumour
from coprod.parameters.subjects.skills import Skills
from coprod.parameters.subjects.space import Space
from coprod.parameters.subjects.staff import Staff
from coprod.parameters.subjects.street import Street
from coprod.parameters.subjects.tech import Tech
from coprod.parameters.subjects.town import Town
from coprod.parameters.subjects.trust import Trust
from coprod.parameters.subjects.volunteer import Volunteer
from coprod.parameters.subjects.warning import Warnings

__all__ = [
    "Account", "Alloc", "Allocation", "Approval", "Authority", "Capability", "City", "Civic", "Coproduction", "Crew", "Data",
    "Department", "Directive", "District", "Emotion", "Escalation", "Expert", "Feedback", "Fund", "Hazard",
    "Incident", "Insurance", "Invest", "Kit", "Kpi", "Law", "Learning", "Lifeline", "Network", "Ngo", "Ownership",
    "Patrol", "Plan", "Points", "Policy", "Prevention", "Property", "Request", "Reserve", "Resident", "Resilience",
    "Response", "Risk", "Rumour", "Skills", "Space", "Staff", "Street", "Tech", "Town", "Trust", "Volunteer",
    "Warnings",
]
