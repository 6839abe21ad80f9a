"""Emergencies: how often, when, how fast, to whom, and what the levels of approval cost."""

from __future__ import annotations

import numpy as np

from coprod.fields.emergency.incident_record import BYSTANDER, SKILLED, VOLUNTEER
from coprod.fields.emergency.loss import Losses
from coprod.kernel.calendar import MINUTES_PER_DAY, MINUTES_PER_HOUR
from coprod.kernel.incident import HAZARD
from coprod.laboratory.validation.measures.declare import Part, measure
from coprod.laboratory.validation.observed import Observed
from coprod.outcomes.groups.dilemma import takes_authorisation
from coprod.outcomes.run_view import Records


@measure
def rigidity_loss(run: Observed, types: list[str]) -> Part:
    """Return the avoidable loss that approval minutes cost, and all of it, where these types took authorisation (RDL)."""
    found = run.incidents(*types)
    acts = found.where(takes_authorisation(found))
    total = float(acts["avoidable"].sum())
    return total - float(acts["avoidable_without_approval"].sum()), total


@measure
def incidents_a_year(run: Observed, kind: str) -> Part:
    """Return incidents of a type in the year, and the residents in units of 5,000."""
    return float(run.incidents(kind)["id"].size), run.reference_communities


@measure
def deaths_a_year(run: Observed, kind: str) -> Part:
    """Return statistical lives lost in incidents of a type in the year, and the residents in units of 5,000."""
    return float(_lives(run.incidents(kind)).sum()), run.reference_communities


@measure
def damage_a_year(run: Observed, kind: str) -> Part:
    """Return yuan of damage by incidents of a type in the year, and the residents in units of 5,000."""
    return float(run.incidents(kind)["loss_yuan"].sum()), run.reference_communities


@measure
def share_by_hazards(run: Observed, kind: str) -> Part:
    """Return incidents of a type that hidden hazards set off, and all."""
    source = run.incidents(kind)["source"]
    return float(np.count_nonzero(source == HAZARD)), float(source.size)


@measure
def entrapments_per_lift(run: Observed) -> Part:
    """Return lift entrapments in the year, and lifts."""
    return float(run.incidents("lift_entrapment")["id"].size), float(run.communities.lifts.sum())


@measure
def entrapments_by_power_loss(run: Observed) -> Part:
    """Return entrapments that a loss of power caused, and all."""
    power_cut = run.incidents("lift_entrapment")["power_cut"]
    return float(np.count_nonzero(power_cut)), float(power_cut.size)


@measure
def minutes_between(run: Observed, kind: str, first: str, second: str) -> Part:
    """Return the minutes between two times of incidents of a type, added up, and the incidents."""
    found = run.incidents(kind)
    return float((found[second] - found[first]).sum()), float(found["id"].size)


@measure
def share_between(run: Observed, kind: str, begin: float, end: float) -> Part:
    """Return incidents of a type that began between two hours of the day, and all."""
    within = _within(run.incidents(kind), begin, end)
    return float(np.count_nonzero(within)), float(within.size)


@measure
def deaths_between(run: Observed, kind: str, begin: float, end: float) -> Part:
    """Return statistical lives lost in incidents of a type that began between two hours, and all lives lost in them."""
    found = run.incidents(kind)
    lives = _lives(found)
    return float(lives[_within(found, begin, end)].sum()), float(lives.sum())


@measure
def deaths_per_incident(run: Observed, kind: str) -> Part:
    """Return statistical lives lost in incidents of a type, and the incidents."""
    found = run.incidents(kind)
    return float(_lives(found).sum()), float(found["id"].size)


@measure
def elder_deaths(run: Observed, kind: str) -> Part:
    """Return the lives lost of residents of 60 and older in incidents of a type, and all lives lost in them."""
    found = run.incidents(kind)
    return float(found["loss_life_elders"].sum()), float(_lives(found).sum())


@measure
def elder_risk(run: Observed, kind: str) -> Part:
    """Return elders' lives lost per other resident, and others' per elder: their ratio is that of deaths per head."""
    found, elders = run.incidents(kind), float(run.communities.elders.sum())
    return (float(found["loss_life_elders"].sum()) * (run.residents - elders),
            float(found["loss_life_others"].sum()) * elders)


@measure
def arrest_survival(run: Observed) -> Part:
    """Return the chances of surviving a cardiac arrest, added up, and the cardiac arrests."""
    return _survival(run)


@measure
def cpr_by_bystanders(run: Observed) -> Part:
    """Return cardiac arrests in which whoever found it gave CPR, and all."""
    first = run.incidents("cardiac_arrest")["first_responder"]
    return float(np.count_nonzero(first == BYSTANDER)), float(first.size)


@measure
def survival_at(run: Observed, minutes: float, helped: bool) -> float:
    """Return the survival of a cardiac arrest that the live rule gives at this delay, with CPR at once or without."""
    return Losses(run.parameters.incident).survival(minutes, 0.0 if helped else None)


@measure
def survival_change(first: Observed, second: Observed) -> Part:
    """Return by how much survival, added up over cardiac arrests, is higher in the second arm, and the arrests."""
    before, n = _survival(first)
    after, _ = _survival(second)
    return after - before, n


@measure
def neighbours_arrive(run: Observed) -> Part:
    """Return minutes from report to the first act of skilled neighbours or volunteers, and the incidents they came to."""
    found = run.incidents()
    came = (found["first_responder"] == SKILLED) | (found["first_responder"] == VOLUNTEER)
    minutes = found["started"] + found["first_action"] - found["reported"]
    return float(minutes[came].sum()), float(np.count_nonzero(came))


def _survival(run: Observed) -> Part:
    survival = run.incidents("cardiac_arrest")["survival"]
    return float(survival.sum()), float(survival.size)


def _within(found: Records, begin: float, end: float) -> np.ndarray:
    hour = found["started"] % MINUTES_PER_DAY / MINUTES_PER_HOUR
    return np.asarray((hour >= begin) & (hour < end))


def _lives(found: Records) -> np.ndarray:
    return np.asarray(found["loss_life_elders"] + found["loss_life_others"])
