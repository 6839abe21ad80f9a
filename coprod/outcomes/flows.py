"""Shares of what happened, from records and series alone: the parts that indices are made of.

An index that reads a lever moves by definition. Nothing here, and nothing in an index, reads a parameter, but for the
weights and references in whose units performance is measured.
"""

from __future__ import annotations

import numpy as np

from coprod.agents.departments import ONE
from coprod.fields.emergency.incident_record import BY_SENSOR, INCIDENT, SKILLED, VOLUNTEER
from coprod.fields.emergency.lifelines import NOTHING_BEFORE, OUTAGE
from coprod.fields.emergency.shock_impacts import SHOCK_RECORD
from coprod.fields.emergency.warning_record import WARNING
from coprod.fields.everyday.points import REPORT_RECORD
from coprod.kernel.columns import is_one_of
from coprod.linkage.departments import COORDINATION
from coprod.outcomes.run_view import Records, RunView, mean, ratio
from coprod.resources.crews import NO_CREW


def unclear_owner(view: RunView) -> float:
    """Return the share of incidents put right by crews whose risk was nobody's, or several departments'."""
    put_right, joint = crewed(view)["id"], view.records(COORDINATION, minute="asked")
    unclear = joint["incident"][joint["owner"] != ONE]
    return ratio(np.count_nonzero(np.isin(unclear, put_right)), put_right.size)


def response_lost(view: RunView) -> float:
    """Return the share of response that work at once, with clear duties, would have saved: 1 − Σ t_crit / Σ t."""
    found, joint = incidents(view), view.records(COORDINATION, minute="asked")
    response = float((found["controlled"] - found["reported"]).sum())
    avoidable = float(joint["avoidable"][np.isin(joint["incident"], found["id"])].sum())
    return avoidable / response if response else 0.0


def line_changes(view: RunView) -> float:
    """Return the share of tasks at desks that came from another directive line than the one before."""
    arrivals = view.daily("line_arrivals").sum()
    return float(view.daily("line_switches").sum() / arrivals) if arrivals else 0.0


def untold_hazards(view: RunView) -> float:
    """Return hazards known to a department alone / hazards known and not yet put right, over days; 0 if none was known."""
    known = view.daily("declared_hazards").sum()
    return float(view.daily("untold_hazards").sum() / known) if known else 0.0


def picture_missing(view: RunView) -> float:
    """Return the mean part of the picture of an incident that nobody had told."""
    return mean(incidents(view)["picture_gap"])


def skilled_first(view: RunView) -> tuple[float, float]:
    """Return incidents with people in danger in which the skilled or volunteers acted before any crew, and all of these."""
    found = incidents(view)
    in_danger = found["people"] > 0
    acted = is_one_of(found["first_responder"], (SKILLED, VOLUNTEER)) & in_danger
    return float(np.count_nonzero(acted)), float(np.count_nonzero(in_danger))


def citizens_joined(view: RunView) -> float:
    """Return the share of incidents in which residents or volunteers called, helped or came."""
    return mean(incidents(view)["residents_acted"] > 0)


def described(view: RunView) -> float:
    """Return the share of incidents that some plan described."""
    return 1 - mean(incidents(view)["off_template"])


def unhesitant(view: RunView) -> float:
    """Return 1 − minutes of hesitation / minutes of approval: how clear it was who may act; 1 if nobody had to ask."""
    found = incidents(view)
    asked = float(found["approval_minutes"].sum())
    return 1 - float(found["hesitation_minutes"].sum()) / asked if asked else 1.0


def open_ways(view: RunView) -> float:
    """Return 1 − minutes lost on blocked ways and in search of goods / minutes from report to arrival, over crews."""
    found = crewed(view)
    return 1 - min(1.0, ratio(found["access_minutes"].sum(), (found["arrived"] - found["reported"]).sum()))


def sheltered(view: RunView) -> float:
    """Return the share of those who had to leave their homes that found shelter."""
    found = incidents(view)
    return 1 - ratio(found["unsheltered"].sum(), found["displaced"].sum())


def utilities_answered(view: RunView) -> float:
    """Return the share of failures of services, others' failures aside, whose utility came without putting off a call."""
    found = view.records(OUTAGE, minute="failed")
    return mean(found["refusals"][found["because"] == NOTHING_BEFORE] == 0)


def sensors_first(view: RunView) -> float:
    """Return the share of incidents that sensors noticed first."""
    return mean(incidents(view)["noticed_by"] == BY_SENSOR)


def reports_received(view: RunView) -> float:
    """Return the share of residents' reports that were real and received."""
    return mean(view.records(REPORT_RECORD, day="day")["valid"])


def warned_before(view: RunView) -> float:
    """Return the share of adults whom a warning reached, over communities struck; 0 if shocks struck and nobody warned."""
    found = view.records(WARNING, day="day")
    reached = np.where(found["issued"], found["reached"], 0.0)[found["struck"]]
    return mean(reached) if reached.size or not view.records(SHOCK_RECORD, day="day")["id"].size else 0.0


def incidents(view: RunView) -> Records:
    """Return the incidents that began since the warm-up."""
    return view.records(INCIDENT, minute="started")


def crewed(view: RunView) -> Records:
    """Return those of them that a crew put right."""
    found = incidents(view)
    return found.where(np.asarray(found["crew"] != NO_CREW))
