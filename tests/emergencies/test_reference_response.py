"""The reference response depends on the incident and nature alone, and avoidable loss is what exceeds it (note:B8)."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from coprod import Parameters, run
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.emergency.loss import Loss, Losses
from coprod.kernel.incident import CHANCE
from coprod.parameters.codes import ARREST, LIFT, PREFIXES, UTILITY
from tests.emergencies.fields import OFTEN, PLENTY, field, incident, keywords
from tests.emergencies.fields import run as run_field

SMALL = {"town.streets": 2, "town.communities": 4, "town.residents_per_community": 500, "incident.flood_first": 1}
NEVER_ACT = dict.fromkeys(("resident.cost_report", "resident.cost_help", "resident.cost_patrol", "resident.cost_train"), 29.0)
POLICIES = {
    "as it is": {},
    "crews": {"crew.street_crews": 9, "crew.district_teams": 9, "crew.turnout": 0.2, "crew.street_travel": 5.0},
    "approval": {"approval.levels": 5, "approval.duty_day": 0.4},
    "warnings": {"warning.app": False, "warning.loudspeaker": 0.0, "warning.door_knock": 0.0},
    "points": {"points.reward": 10.0, "points.budget": 10_000.0},
    "nobody acts": NEVER_ACT,
    "stores": {"reserve.street": 0.0, "infrastructure.backup": 24.0, "infrastructure.coupling": 0.2},
}
REFERENCE = ("reference_minutes", "reference_yuan", "reference_lives", "reference_injuries", "reference_hours")


@cache
def records(name):
    model = run(Parameters().replace({**SMALL, **OFTEN, **POLICIES[name]}), seed=3, days=200).model
    found = model.recorder.columns(INCIDENT)
    by_chance = found["source"] == CHANCE
    return {int(id_): row for id_, *row in zip(*(found[field][by_chance].tolist() for field in (
        "id", *REFERENCE, "avoidable")), strict=True)}


def test_the_reference_is_the_same_under_every_policy():
    usual, differing = records("as it is"), []
    assert len(usual) > 20
    for name in POLICIES:
        found = records(name)
        common = usual.keys() & found.keys()
        assert len(common) > 0.9 * len(usual)
        differing += [(name, id_) for id_ in common if usual[id_][:-1] != found[id_][:-1]]
        assert name == "as it is" or any(usual[id_][-1] != found[id_][-1] for id_ in common), f"{name} does nothing"
    assert not differing


def test_the_reference_is_prompt():
    live, struck = field()[0], incident(UTILITY)
    reference = live.reference.to(struck)
    usual = Parameters().crew
    least = usual.turnout + (1 - usual.spread) * (usual.street_travel + live.incidents.needs[UTILITY].action)
    assert least <= reference.minutes <= usual.turnout + (1 + usual.spread) * (
        usual.street_travel + live.incidents.needs[UTILITY].action)
    assert reference.loss == Losses(Parameters().incident).of(struck, reference.minutes)
    slower = field(crew__turnout=60.0, crew__street_travel=90.0, crew__spread=0.0)[0]
    assert slower.reference.to(struck) == reference


def test_avoidable_loss_is_what_exceeds_the_reference_part_by_part():
    live, struck = field()[0], incident(UTILITY)
    reference, p = live.reference.to(struck), Parameters().incident
    none = live.reference.avoidable(struck, Loss(0.0, 0.0, 0.0, 0.0), 0.0, reference)
    assert none == 0 == live.reference.avoidable(struck, reference.loss, reference.hours, reference)
    worse = Loss(reference.loss.yuan + 10.0, 0.0, reference.loss.lives + 0.001, 0.0)
    assert live.reference.avoidable(struck, worse, reference.hours + 2.0, reference) == pytest.approx(
        10.0 + 0.001 * p.life_value + 2.0 * p.hour_value)
    assert live.reference.avoidable(struck, worse, 0.0, reference) == pytest.approx(10.0 + 0.001 * p.life_value)
    arrest = incident(ARREST, people=1)
    assert live.reference.avoidable(arrest, Loss(0.0, 0.0, 1.0, 1.0), 0.0, live.reference.to(arrest)) == 0


@pytest.mark.parametrize("kind", [kind for kind in range(len(PREFIXES)) if kind != ARREST])
def test_a_later_control_never_means_less_avoidable_loss(kind):
    live = field()[0]
    struck = incident(kind, severity=0.8)
    reference = live.reference.to(struck)
    found = [live.reference.avoidable(struck, live.losses.of(struck, minutes), 0.0, reference) for minutes in range(0, 300, 5)]
    assert found == sorted(found) and found[0] == 0 < found[-1]


def test_more_crews_never_raise_avoidable_loss():
    """Pathwise: no incident waits where crews are plenty, so with nobody hindering others none is controlled later."""
    apart = {"incident__compound": 0.0, "incident__branching": 0.0, "incident__fire_rate": 1000.0,
             "incident__utility_rate": 1000.0}
    few, many = (run_field(60, **apart, **keywords(crews)) for crews in (
        {"crew.street_crews": 1, "crew.district_teams": 1, "crew.ambulances": 1}, PLENTY))
    few, many = few[0], many[0]
    common = np.intersect1d(few["id"], many["id"], return_indices=True)
    few, many = ({name: found[name][rows] for name in ("avoidable", "crew_wait", "controlled", "type")}
                 for found, rows in ((few, common[1]), (many, common[2])))
    assert few["crew_wait"].max() > 10 and many["crew_wait"].max() == 0
    sooner = many["controlled"] <= few["controlled"] + 1e-6
    assert sooner.mean() > 0.99
    assert (many["avoidable"] <= few["avoidable"] + 1e-6)[sooner].all()
    assert many["avoidable"].sum() < few["avoidable"].sum()


def test_parts_and_whole_of_the_account():
    finished = run(Parameters().replace({**SMALL, **OFTEN}), seed=3, days=180)
    found, p = finished.outcomes, Parameters().incident
    parts = (found["loss_avoidable_damage"] + p.life_value * found["deaths_avoidable"]
             + p.hour_value * found["service_hours_avoidable"])
    assert found["loss_avoidable"] == pytest.approx(parts, rel=1e-9)
    assert found["loss_avoidable_damage"] <= found["loss_damage"] and found["deaths_avoidable"] <= found["deaths"]
    assert 0 < found["service_hours_avoidable"] <= found["service_hours_lost"]
    assert 0 < found["service_hours_vulnerable"] < found["service_hours_lost"] and found["injuries"] > 0
    records = finished.model.recorder.columns(INCIDENT)
    lift = records["type"] == LIFT
    assert found["damage_yuan"] == pytest.approx(records["loss_yuan"][~lift].sum())
    assert found["loss_lives"] > found["deaths"] > found["deaths_elders"] > 0
    assert found["lives_savable"] > 0 and found["arrest_survivors"] > 0


def test_a_value_of_nothing_leaves_only_damage():
    free = {"incident.life_value": 0.0, "incident.hour_value": 0.0}
    found = run(Parameters().replace({**SMALL, **OFTEN, **free}), seed=3, days=60).outcomes
    assert found["loss_avoidable"] == pytest.approx(found["loss_avoidable_damage"]) and found["deaths_avoidable"] > 0


def test_survival_never_rises_with_minutes():
    live = Losses(Parameters().incident)
    for cpr in (0.0, 0.3, 1.0, 2.0, 3.5, 6.0, None):
        curve = [live.survival(minutes / 10, cpr) for minutes in range(400)]
        assert all(later <= sooner + 1e-15 for sooner, later in pairwise(curve)), cpr
    assert live.survival(8.0, 2.0) < live.survival(8.0, 0.0) and live.survival(8.0, 2.0) > live.survival(8.0)
