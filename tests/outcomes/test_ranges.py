"""Shares are shares: what is counted above the line is also counted below it, however short or extreme the run."""

from math import inf, isnan, nan

from coprod import Parameters, run
from coprod.outcomes.evaluate import within
from coprod.outcomes.run_view import DECLARED

TOWN = {"town.districts": 2, "town.streets": 4, "town.communities": 4, "town.residents_per_community": 300}
OFTEN = {"incident.fire_rate": 300.0, "incident.utility_rate": 300.0, "incident.disorder_rate": 300.0}


def outcomes_of(changes, days=30, seed=1):
    return run(Parameters().replace(TOWN | changes), seed, days).outcomes


def test_incidents_that_are_still_open_count_neither_above_nor_below_the_line():
    """Recovery takes so long that most incidents that were helped are not yet closed when the run ends."""
    slow = {"incident.recovery_hours": 500.0, "reserve.pooling": True, "reserve.street": 0.1, "district.mutual_aid": 1.0,
            "crew.street_crews": 1, "crew.dispatch": "nearest", "department.ownership_gap": 0.5,
            "department.ownership_overlap": 0.5,
            "department.ownership_assign_minutes": 500.0, "incident.supply_share": 5.0}
    for seed in range(1, 5):
        found = outcomes_of(OFTEN | slow, seed=seed)
        for name in ("cross_street_aid", "imported_aid", "f_duty"):
            assert 0 <= found[name] <= 1, (seed, name, found[name])
        assert found["owner_delay"] <= 500 * 5


def test_hazards_that_are_gone_are_no_longer_unknown_to_the_committee():
    """Reports lie about for months while most hazards are triggered: what is gone is neither known nor unknown."""
    slow = {"patrol.whistle_protection": 0.9945, "patrol.whistle_rate": 1.0, "patrol.whistle_insiders": 1.0,
            "department.data_share": 0.0, "department.data_paper_days": 200.0, "hazard.trigger": 0.2,
            "hazard.declared_factor": 1.0}
    for seed in range(1, 4):
        found = outcomes_of(slow, seed=seed)["info_completeness"]
        assert 0 <= found < 0.9, (seed, found)


def test_pay_below_todays_costs_nothing_more_and_less_than_nothing_neither():
    nothing = {"reserve.holding_cost": 0.0, "reserve.agreement_cost": 0.0, "staff.pay": 0.2}
    found = outcomes_of(nothing)
    assert found["cost_yuan"] >= 0 and found["total_cost"] >= 0


def test_a_load_that_can_exceed_all_hours_is_no_share():
    assert outcomes_of({"directive.rate": 20.0})["directive_load"] > 1
    assert DECLARED["directive_load"].unit == "ratio"


def test_hazards_found_before_the_warm_up_ended_are_not_among_those_found_after_it():
    late = {"department.data_share": 0.0, "department.data_paper_days": 20.0, "request.authority_skill": 0.0,
            "request.authority_expert_share": 1.0}
    lived = run(Parameters().replace(TOWN | late), 1, 35, warmup_days=33)
    assert not lived.outcomes["skill_mismatch"] > 1


def test_rounding_is_taken_back_to_the_bounds_and_nothing_else():
    assert [within(value, 0.0, 1.0) for value in (-1e-17, 1 + 1e-12, 0.3)] == [0.0, 1.0, 0.3]
    assert within(1.001, 0.0, 1.0) == 1.001 and within(-0.001, 0.0, inf) == -0.001
    assert isnan(within(nan, 0.0, 1.0))
