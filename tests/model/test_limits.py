"""The limits that the whole model must reach (end of section B of the submodels); the third stands with co-production."""

import numpy as np
import pytest

from coprod import Parameters, run
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.town.kept import KeptTowns

TOWN = {"town.streets": 2, "town.communities": 4, "town.residents_per_community": 400}
OFTEN = {"incident.fire_rate": 200.0, "incident.arrest_rate": 200.0, "incident.lift_rate": 3.0,
         "incident.waterlogging_rate": 200.0, "incident.utility_rate": 200.0, "incident.disorder_rate": 200.0,
         "incident.flood_first": 1, "incident.flood_last": 12}
PLENTY = {"crew.street_crews": 100, "crew.district_teams": 1000, "crew.ambulances": 1000, "fund.cap": 1e9,
          "reserve.street": 300.0, "reserve.travel_street": 0.0, "staff.count": 60, "department.officers": 1000}
NO_FRAGMENTS = {"directive.lines": 1, "department.ownership_gap": 0.0, "department.ownership_overlap": 0.0,
                "department.joint_office": True,
                "department.common_plan": 1.0, "reserve.pooling": True, "department.data_share": 1.0, "department.data_stores": 1}
NO_PROCEDURE = {"approval.levels": 0, "approval.ask_share": 0.0}


def town(*changes, **named):
    values = TOWN | {key: value for change in changes for key, value in change.items()}
    return Parameters().replace(values | {key.replace("__", "."): value for key, value in named.items()})


def test_1_with_ample_means_and_no_procedure_only_travel_and_work_take_time():
    lived = run(town(OFTEN, PLENTY, NO_FRAGMENTS, NO_PROCEDURE, infrastructure__coupling=0.0, points__reward=0.0), 1, 60)
    found, p = lived.model.recorder.columns(INCIDENT), lived.parameters
    by_crew = found["crew"] > 0
    assert by_crew.sum() > 30
    assert not found["approval_minutes"].any() and not found["crew_wait"].any() and not found["unfunded_yuan"].any()
    assert found["supply_short"][by_crew] == pytest.approx(0)
    assert (found["dispatched"] - found["reported"] - found["misdirected_minutes"])[by_crew] == pytest.approx(p.crew.turnout)
    slack = found["window"] - (found["dispatched"] - found["started"])
    rest = found["controlled"] - found["dispatched"]
    assert (found["hit"] >= (rest <= slack)).all(), "whoever misses the window does so by travel and work alone"
    assert lived.outcomes["rdl"] == lived.outcomes["procedure_misses"] == 0


def test_2_points_without_crowding_out_never_lower_participation():
    none = {"resident.signal_loss": 0.0, "resident.motive_erosion": 0.0,
            "points.sham": False, "resident.burnout_weight": 0.0}
    unpaid, paid = (run(town(none, points__reward=reward), 1, 60).daily.acts for reward in (0.0, 10.0))
    assert (paid >= unpaid).all() and paid.sum() > unpaid.sum()


def test_4_a_bypass_that_everybody_dares_leaves_no_loss_to_procedure():
    bypass = {"approval.bypass_quota": 1000, "approval.bypass_rule": "threshold", "approval.bypass_threshold": 0.0,
              "approval.tolerance": 1.0, "approval.judgement_error": 0.0, "approval.hesitation": 0.0,
              "infrastructure.messenger": 0.0}  # an order that a messenger has to carry is late, but not by procedure
    usual, bold = (run(town(OFTEN, change), 1, 60).outcomes for change in ({}, bypass))
    assert usual["rdl"] > 0.02
    assert bold["rdl"] == 0 and bold["bypass_used"] > 0.2


def test_5_one_line_clear_duties_shared_data_and_one_pool_leave_no_fragments():
    told = NO_FRAGMENTS | {"resident.picture_known": 1.0, "resident.picture_alarm": 0.0}  # callers can tell everything
    usual, whole = (run(town(OFTEN, change), 1, 60).outcomes for change in ({}, told))
    assert usual["fragmentation"] > 0.1
    assert {whole[name] for name in ("f_inst", "f_duty", "f_res")} == {0.0}
    assert whole["fragmentation"] == whole["f_info"] / 4 < 0.002, "but for an incident of which nobody was there to tell"


def test_6_twice_the_demand_with_twice_the_capacity_leaves_the_gap_and_shortens_waits():
    p = Parameters()
    scaled = ("request.rate", "directive.rate", "staff.count", "staff.street_per_community")
    busy = {"request.rate": 6.5}
    twice = busy | {key: 2 * (busy.get(key) or p.value(key)) for key in scaled}
    arms = [[run(town(change), seed, 90).outcomes for seed in range(1, 5)] for change in (busy, twice)]
    once, double = ([outcomes["demand_ratio"] for outcomes in arm] for arm in arms)
    error = np.std(np.subtract(double, once), ddof=1) / 2
    assert np.mean(double) == pytest.approx(np.mean(once), abs=4 * error + 0.02)
    gaps = [np.mean([outcomes["rrg"] for outcomes in arm]) for arm in arms]
    assert gaps[1] == pytest.approx(gaps[0], abs=0.02)
    waits = [np.mean([outcomes["request_wait"] for outcomes in arm]) for arm in arms]
    assert waits[1] < waits[0], "economies of scale"


def test_7_street_numbers_are_but_names(monkeypatch):
    """Numbering the streets the other way round changes no total that does not belong to a street."""
    plain = run(town(OFTEN), 3, 40)
    build = KeptTowns.get

    def renumbered(towns, parameters, streams):
        made = build(towns, parameters, streams)
        made.communities.street[:] = made.communities.street.max() - made.communities.street
        for column in (made.streets.district, made.streets.communities, made.streets.residents):
            column[:] = column[::-1].copy()
        return made

    monkeypatch.setattr(KeptTowns, "get", renumbered)
    other = run(town(OFTEN), 3, 40)
    assert (plain.daily.acts == other.daily.acts).all()
    assert plain.outcomes["incidents"] == other.outcomes["incidents"]
    for name in ("loss", "participation_rate", "supply_rate", "cost_staff_hours"):
        assert plain.outcomes[name] == pytest.approx(other.outcomes[name], rel=0.02), name
