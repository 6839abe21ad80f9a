"""Requests that are not solved, outages and displacement move trust, and trust moves acting; zeros leave it exactly."""

import numpy as np
import pytest

from coprod.model import CoproductionModel
from coprod.parameters import Parameters

SMALL = {"town.communities": 4, "town.residents_per_community": 400, "town.districts": 1, "town.streets": 2,
         "society.trust_success": 0.0, "society.trust_failure": 0.0, "warning.rumour_distrust": 0.0,
         "resilience.relief_trust": 0.0, "resilience.relief_distrust": 0.0}
NOTHING = {"request.trust_loss": 0.0, "society.outage_trust": 0.0}


def lived(days=36, **changes):
    changed = {key.replace("__", "."): value for key, value in changes.items()}
    model = CoproductionModel(Parameters().replace(SMALL | changed), rng=1)
    for _ in range(days):
        model.step()
    return model


def test_unsolved_requests_cost_trust_and_solved_ones_mend_it():
    none = lived(**{key.replace(".", "__"): value for key, value in NOTHING.items()})
    assert not none.social_state.trust.standing.any()
    bad = lived(society__outage_trust=0.0, request__solved=0.0, request__solved_unowned=0.0)
    good = lived(society__outage_trust=0.0, request__solved=1.0, request__solved_unowned=1.0)
    assert bad.social_state.trust.standing.max() < 0 < good.social_state.trust.standing.min()
    assert bad.town.residents.trust.mean() < none.town.residents.trust.mean() < good.town.residents.trust.mean()


def test_a_day_without_service_or_home_costs_its_share_of_trust():
    usual, worse = (lived(8, request__trust_loss=0.0, society__outage_trust=0.05) for _ in range(2))
    field = worse.emergency_field
    field.lifelines.without[:2] += 240.0
    field.recovery.away_hours[1:3] += 480.0
    for model in (usual, worse):
        for _ in range(7):
            model.step()
    cost = usual.social_state.trust.standing - worse.social_state.trust.standing
    days = np.array([10.0, 30.0, 20.0, 0.0]) / worse.town.communities.residents
    assert cost == pytest.approx(0.05 * days, rel=0.08, abs=1e-12)  # what is forgotten within the week aside
    assert cost[:3].min() > 0


def test_outages_of_the_town_reach_trust():
    model = lived(60, request__trust_loss=0.0, incident__utility_rate=40.0)
    assert model.social_state.trust.standing.min() < 0


def test_trust_moves_acting_at_the_defaults():
    """By θ utils per unit of trust, resident.trust_weight: the same people act less often where trust is lower."""
    acts = [lived(21, resident__trust_mean=trust).town.residents.acts.sum() for trust in (0.3, 0.6)]
    assert acts[0] < 0.9 * acts[1]
