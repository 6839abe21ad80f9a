"""Property firms as a whole: directions of the levers, exact zeros, records, replacement, agents."""

import mesa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.agents.property_firms import PropertyFirm
from coprod.fields.everyday.property_upkeep import WATCH
from tests.property.firms import ALIKE, days, firms

YEAR = 365
NOT_INSPECTED = {"property_firm__audit_rate": 0.0, "property_firm__inspect_prob": 0.0}


def after_a_year(**changes):
    live = firms(**changes)
    days(live, YEAR)
    return live


@pytest.mark.parametrize(("lever", "low", "high"), [
    ("inspect_prob", 0.02, 0.3), ("fine", 500.0, 4000.0), ("fee", 0.5, 4.0), ("effort_return", 0.0, 200.0),
    ("base_collection", 0.4, 0.9), ("collection_gain", 0.0, 0.25), ("contract_worth", 0.0, 20_000.0),
    ("competition", 0.0, 0.3)])
def test_more_effort_and_better_facilities(lever, low, high):
    worse, better = (after_a_year(**{f"property_firm__{lever}": value}) for value in (low, high))
    same = (worse.table.switches == 0) & (better.table.switches == 0)
    for column in ("effort", "condition"):
        less, more = getattr(worse.table, column)[same], getattr(better.table, column)[same]
        assert (less <= more).all() and less.sum() < more.sum()


@pytest.mark.parametrize(("lever", "low", "high"), [
    ("audit_rate", 0.02, 0.1), ("inspect_prob", 0.0, 1.0), ("fine", 1000.0, 3000.0), ("watch_wage", 300.0, 100.0)])
def test_more_watches_are_real_and_no_real_one_is_lost(lever, low, high):
    worse, better = (after_a_year(**{f"property_firm__{lever}": value}) for value in (low, high))
    assert (worse.table.watch <= better.table.watch).all() and worse.table.watch.sum() < better.table.watch.sum()


def test_competition_replaces_failing_firms_and_raises_effort():
    failing = {"property_firm__inspect_prob": 0.02, "property_firm__contract_worth": 0.0, "property_firm__least_condition": 0.4}
    alone, rivals = (after_a_year(**failing, property_firm__competition=value) for value in (0.0, 1.0))
    assert not alone.table.switches.any() and rivals.table.switches.sum() > 5
    assert rivals.table.effort.mean() > alone.table.effort.mean()
    kept = rivals.table.switches == 0
    assert (rivals.table.effort[kept] == alone.table.effort[kept]).all()
    assert (rivals.table.wage[~kept] != alone.table.wage[~kept]).all()
    feared = after_a_year(**failing | {"property_firm__contract_worth": 20_000.0}, property_firm__competition=1.0)
    assert feared.table.effort.min() >= 0.4 > rivals.table.effort.min()
    assert feared.table.switches.sum() < rivals.table.switches.sum()


@pytest.mark.parametrize("off", ["competition", "owners_agree", "least_condition"])
def test_no_firm_is_replaced_when_owners_cannot(off):
    live = after_a_year(**{f"property_firm__{off}": 0.0}, property_firm__fine=0.0, property_firm__effort_return=0.0)
    assert not live.table.switches.any()


def test_without_any_reason_to_work_nobody_does():
    live = after_a_year(property_firm__fine=0.0, property_firm__effort_return=0.0, property_firm__competition=0.0)
    assert not live.table.effort.any() and live.facility.max() < 1e-3


def test_without_inspections_nobody_is_visited_or_fined():
    live = firms(**NOT_INSPECTED)
    assert not any(day.staff_hours.any() or day.fines.any() for day in days(live, YEAR))


def test_a_strategic_inspector_told_never_to_inspect_never_does():
    live = firms(**NOT_INSPECTED, property_firm__inspector="strategic")
    assert not any(day.staff_hours.any() for day in days(live, YEAR)) and live.intensity == 1


def test_without_the_spiral_effort_forgets_the_condition():
    live = firms(**ALIKE, property_firm__collection_gain=0.0)
    before = live.table.effort.copy()
    live.table.condition[:] = 0.9
    days(live, 1)
    assert (live.table.effort == before).all()


def test_facilities_start_where_they_stay():
    live = firms(200)
    start = live.facility.mean()
    days(live, 2 * YEAR)
    assert live.facility.mean() == pytest.approx(start, rel=0.03)


def test_nothing_decays_where_decay_is_zero():
    live = firms(property_firm__decay=0.0)
    days(live, 40)
    assert (live.facility == 1).all()


def test_watch_records_keep_paper_and_fact_apart():
    live = firms(40)
    brought = days(live, YEAR + 1)
    record = live._recorder.columns(WATCH)
    assert record["day"].size == 12 * len(live.table)
    assert record["recorded"].reshape(12, -1)[:, 0].tolist() == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    empty = record["recorded"] - record["real"]
    assert (empty >= 0).all() and 0 < empty.mean() < record["recorded"].mean()
    assert (record["found"] <= empty).all() and record["found"].sum() > 0
    fines = sum(day.fines.sum() for day in brought[:YEAR])
    assert record["fines"].sum() == pytest.approx(fines)


def test_profit_adds_up_over_a_month():
    live = firms(1, **ALIKE, **NOT_INSPECTED, property_firm__firms=1, property_firm__fine=0.0)
    days(live, 32)
    firm = {name: float(getattr(live.table, name)[0]) for name in ("effort", "condition", "profit")}
    collected = 0.75 + 0.2 * firm["condition"]
    bill = 2 * 90 * 2000 * 31 / (365 / 12)
    assert firm["profit"] == pytest.approx(bill * (collected - 0.7) - 749 * firm["effort"] ** 2 / 2, rel=1e-3)


def test_fines_come_out_of_profit():
    fined, spared = (firms(1, **ALIKE, property_firm__audit_rate=rate, property_firm__watch_wage=1e5) for rate in (0.5, 0.0))
    days(fined, 31), days(spared, 31)
    fines = fined.table.fines.sum()
    days(fined, 1, start=31), days(spared, 1, start=31)
    paid_more = fines - spared._recorder.columns(WATCH)["fines"].sum()
    assert paid_more > 10_000
    assert spared.table.profit.sum() - fined.table.profit.sum() == pytest.approx(paid_more, rel=1e-3)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 5), changes=st.fixed_dictionaries({
    "fine": st.floats(0, 1e5), "inspect_prob": st.floats(0, 1), "audit_rate": st.floats(0, 1), "fee": st.floats(0, 50),
    "watch_wage": st.floats(0, 1e4), "watch_spread": st.floats(0, 1), "effort_spread": st.floats(0, 1),
    "upkeep": st.floats(0, 1), "decay": st.floats(0, 1), "competition": st.floats(0, 1),
    "least_condition": st.floats(0, 1), "inspector": st.sampled_from(["exogenous", "strategic"]),
    "inspection_cost": st.floats(0, 500)}))
def test_every_state_stays_within_its_bounds(seed, changes):
    live = firms(3, seed, **{f"property_firm__{key}": value for key, value in changes.items()})
    for day in days(live, 62):
        assert (day.staff_hours >= 0).all() and (day.fines >= 0).all()
    for share in (live.table.effort, live.table.condition, live.facility, live.night_watch):
        assert share.min() >= 0 and share.max() <= 1
    assert np.isfinite(live.table.profit).all() and 0 <= live.discovery_probability.min() <= live.discovery_probability.max() <= 1
    assert (live.table.wage >= 0).all()


def test_a_firm_is_a_mesa_agent():
    model, live = mesa.Model(), firms(2)
    firm = PropertyFirm(model, live.table, 4)
    firm.condition = 0.5
    assert (firm.community, firm.condition, firm in model.agents) == (1, 0.5, True)
    assert live.facility[1] == pytest.approx((0.5 + live.table.condition[3] + live.table.condition[5]) / 3)


def test_same_seed_same_firms_and_more_audits_move_no_other_random_numbers():
    one, two, audited = after_a_year(), after_a_year(), after_a_year(property_firm__audit_rate=0.5)
    for name in one.table.spec:
        assert (getattr(one.table, name) == getattr(two.table, name)).all()
    assert (one.table.inspection == audited.table.inspection).all()
