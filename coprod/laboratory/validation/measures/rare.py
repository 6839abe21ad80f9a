"""Types too rare to wait for: their exact rate, and their lethality if the response goes as parameters describe it."""

from __future__ import annotations

from math import log

import numpy as np
from scipy.stats import qmc

from coprod.fields.emergency.incidents import FOLLOWS, needs_of_types, yearly_counts
from coprod.fields.emergency.loss import Losses
from coprod.fields.emergency.reference_response import usual_travel
from coprod.kernel.formulas import uniform_around
from coprod.kernel.incident import CHANCE, HAZARD, Incident
from coprod.laboratory.validation.measures.declare import Part, measure
from coprod.laboratory.validation.observed import Observed
from coprod.parameters import Parameters
from coprod.parameters.codes import INCIDENT_TYPES

POINTS = 10
"""Two to this power points of a Sobol sequence stand for all chance of one incident."""
NOON = 720.0


@measure
def expected_a_year(run: Observed, kind: str) -> Part:
    """Return how many incidents of a type a year is to bring, and the residents in units of 5,000."""
    return expected(run, kind), run.reference_communities


@measure
def expected_deaths(run: Observed, kind: str) -> Part:
    """Return the lives that incidents of a type are to cost in a year, and the residents in units of 5,000."""
    share = float(run.communities.elders.sum()) / run.residents
    return expected(run, kind) * deaths_of_one(run.parameters, INCIDENT_TYPES.index(kind), share), run.reference_communities


def expected(run: Observed, kind: str) -> float:
    """Return the mean number of incidents of a type in the year, what hazards and others set off by their exact shares."""
    p, code = run.parameters, INCIDENT_TYPES.index(kind)
    found = run.incidents()
    weights = {name: getattr(p.hazard, name) for name in INCIDENT_TYPES}
    by_chance = float(yearly_counts(p.incident, run.residents, int(run.communities.lifts.sum()))[code])
    by_hazards = np.count_nonzero(found["source"] == HAZARD) * weights[kind] / sum(weights.values())
    parents = [found["type"] == parent for parent, follows in FOLLOWS.items() if code in follows]
    follows = [follows for follows in FOLLOWS.values() if code in follows]
    set_off = sum(p.incident.branching * np.count_nonzero(of) / len(kinds) for of, kinds in zip(parents, follows, strict=True))
    return by_chance + by_hazards + float(set_off)


def deaths_of_one(parameters: Parameters, kind: int, elder_share: float) -> float:
    """Return the mean lives that one incident of a type costs by day if a rescue service is called and nobody waits."""
    p, need, losses = parameters.incident, needs_of_types(parameters.incident)[kind], Losses(parameters.incident)
    lives = []
    for severity, noticed, reported, way, work in qmc.Sobol(5, scramble=False).random_base2(POINTS) + 0.5**(POINTS + 1):
        incident = Incident(0, kind, 0, NOON, float(severity), CHANCE, -1, need.people, elder_share * need.people,  # type: ignore[arg-type]
                            0, 0, False, False, False, False, 0.0)
        minutes = (-need.detect * log(noticed) - p.report_other * log(reported) + parameters.crew.turnout
                   + uniform_around(usual_travel(incident), parameters.crew.spread, way)
                   + uniform_around(need.action, parameters.crew.spread, work))
        lives.append(losses.of(incident, minutes).lives)
    return float(np.mean(lives))
