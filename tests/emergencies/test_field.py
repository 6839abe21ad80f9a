"""Incidents in the field: times in order, random numbers kept, resources shared, every switch exact."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.agents.emergency_acts import LEND_A_HAND
from coprod.fields.emergency import EmergencyField
from coprod.fields.emergency.incident_record import BYSTANDER, INCIDENT, NOBODY, SKILLED, VOLUNTEER
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.outcomes.indices import rigidity_delay_loss
from coprod.parameters import load_scenario
from coprod.parameters.codes import ARREST, FIRE, INJURY, LIFT
from tests.emergencies.fields import (
    ALWAYS_DAY,
    NEVER,
    OFTEN,
    PLENTY,
    SMALL,
    field,
    keywords,
    let_know,
    plain_state,
    run,
    struck,
    town,
)

TIMES = ("started", "detected", "reported", "approved", "dispatched", "arrived", "controlled", "recovered")
PATIENT = keywords(ALWAYS_DAY | PLENTY | {"infrastructure.detour": 0.0, "incident.compound": 0.0, "resident.bond_use": 0.0,
                                           "reserve.street": 365.0, "inquiry.rate": 0.0})  # whoever is inquired into returns more
SILENT = keywords(NEVER)
CROWDED = {key: 10 * value for key, value in keywords(OFTEN).items()}


def same(first, second, but=()):
    """Tell whether two sets of records are the same bytes, some fields excepted."""
    return all(first[name].tobytes() == second[name].tobytes() for name in first if name not in but)


levers = st.fixed_dictionaries({
    "approval__levels": st.integers(0, 5), "approval__signers": st.integers(1, 3),
    "approval__mode": st.sampled_from(["serial", "parallel"]), "approval__bypass_quota": st.integers(0, 3),
    "approval__tolerance": st.floats(0, 1), "approval__return_share": st.floats(0, 0.5),
    "approval__bypass_rule": st.sampled_from(["unclear", "threshold", "optimal"]),
    "crew__street_crews": st.integers(1, 3), "crew__spread": st.floats(0, 1), "crew__bare_hands": st.floats(0, 3),
    "incident__branching": st.floats(0, 0.5), "fund__cap": st.floats(0, 1e6), "reserve__street": st.floats(0, 3)})


@given(levers=levers, seed=st.integers(0, 1000), volunteers=st.floats(0, 30), skilled=st.floats(0, 0.2))
@settings(max_examples=15, deadline=None)
def test_every_episode_is_in_order_whatever_the_policy(levers, seed, volunteers, skilled):
    records, days = run(25, seed, plain_state(volunteers=volunteers, skilled_on_call=skilled), **levers)
    for before, after in pairwise(TIMES):
        assert (records[before] <= records[after]).all()
    assert (records["approval_minutes"] >= records["hesitation_minutes"] - 1e-6).all()
    assert (records["loss"] >= records["loss_without_approval"]).all()
    assert (records["loss_without_approval"] >= 0).all()
    assert (records["hit"] <= records["hit_without_approval"]).all()
    assert (records["elders"] <= records["people"]).all()
    assert sum(day.closed for day in days) == len(records["id"]) <= sum(day.opened for day in days)
    assert len(set(records["id"].tolist())) == len(records["id"])
    assert all((day.yuan >= 0).all() and (day.staff_hours >= 0).all() for day in days)


def test_same_seed_same_bytes():
    assert same(run(60)[0], run(60)[0])


def test_without_levels_approval_takes_no_minute():
    records, _ = run(60, approval__levels=0)
    assert not records["approval_minutes"].any()
    assert same({"loss": records["loss"]}, {"loss": records["loss_without_approval"]})


def test_a_certain_bypass_leaves_no_rigidity():
    records, _ = run(60, approval__bypass_quota=1000, approval__bypass_threshold=0.0, approval__tolerance=1.0)
    assert records["bypassed"].any()
    assert rigidity_delay_loss(records["loss"], records["loss_without_approval"]) == 0


def test_stages_that_policy_does_not_touch_keep_their_random_numbers():
    alone = PATIENT | {"crew__scene_staff": 0.0}  # staff who are there before the crew have cars moved: the longer they have …
    rigid, free = run(60, **alone)[0], run(60, approval__levels=0, **alone)[0]
    assert np.array_equal(rigid["id"], free["id"])
    for name in ("detected", "reported", "people", "amount", "first_responder"):
        assert np.array_equal(rigid[name], free[name])
    travel = [records["arrived"] - records["dispatched"] for records in (rigid, free)]
    assert travel[0] == pytest.approx(travel[1], abs=1e-6)


@pytest.mark.parametrize(("more", "less"), [
    ({"approval__levels": 2}, {"approval__levels": 3}), ({"approval__levels": 0}, {"approval__levels": 1}),
    ({"approval__entry_level": 0}, {}), ({"approval__threshold": 1e6}, {}), ({"approval__order_level": 0}, {}),
    ({"approval__ask_share": 0.0}, {}), ({"approval__off_template_rounds": 0}, {}),
    ({"approval__return_share": 0.0}, {}), ({"approval__service_time": 1.0}, {})])
def test_less_procedure_never_delays_an_incident_where_nothing_else_is_short(more, less):
    quick, slow = run(240, **PATIENT, **more)[0], run(240, **PATIENT, **less)[0]
    delay = [records["controlled"] - records["started"] for records in (quick, slow)]
    assert (delay[0] <= delay[1] + 1e-6).all() and delay[0].sum() < delay[1].sum()
    assert quick["loss"].sum() < slow["loss"].sum()


@pytest.mark.parametrize(("harm", "state"), [
    ("detected", {"night_watch": (1.0, 0.0)}), ("detected", {"alertness": (5.0, 0.0)})])
def test_a_watchful_town_notices_sooner(harm, state):
    ((name, (good, bad)),) = state.items()
    watchful, careless = run(60, state=plain_state(**{name: good}))[0], run(60, state=plain_state(**{name: bad}))[0]
    assert (watchful[harm] <= careless[harm]).all() and watchful[harm].sum() < careless[harm].sum()


def test_a_nominal_watch_delays_discovery_at_night_alone():
    real, nominal = (run(120, state=plain_state(night_watch=share))[0] for share in (1.0, 0.0))
    hour = real["started"] % 1440 / 60
    later = nominal["detected"] - real["detected"]
    outside = ~np.isin(real["type"], [ARREST, INJURY])  # nobody outside sees who lies at home
    assert not later[(hour >= 8) & (hour < 21)].any() and (later[(hour < 6) & outside] > 0).all()


# neighbours and volunteers


def test_skilled_neighbours_answer_with_their_chance():
    """1 − Π (1 − c) over the skilled who are at home within call, c being what their rule says."""
    nobody_else = {"incident__bystander_cpr": 0.0, "resident__respond_help": 0.0, "volunteer__call_prob": 0.5}
    state = plain_state(skilled_on_call=0.3, volunteers=0.0)
    records, _ = run(200, state=state, **nobody_else)
    live, _ = field(**nobody_else)
    let_know(0.3)
    people, chances = town().residents, []
    for one in struck(200, **nobody_else):
        hand = live.at_hand.around(one, one.minute, state)
        skilled = people.skilled[hand.first:hand.first + len(hand.seen)] & hand.present
        chances.append(1 - np.prod(1 - live.at_hand.chances_if(hand, LEND_A_HAND, 0.5)[skilled]))
    expected = np.sum(chances)
    variance = np.sum(np.array(chances) * (1 - np.array(chances)))
    assert abs((records["first_responder"] == SKILLED).sum() - expected) < 4 * np.sqrt(variance)
    assert set(records["first_responder"]) == {NOBODY, SKILLED} and expected > 50


def abs_share(flags, expected):
    return abs(flags.mean() - expected) < 4 * np.sqrt(expected * (1 - expected) / flags.size)


def test_more_registered_skills_save_lives_and_switch_off_exactly():
    none, some = (run(300, state=plain_state(skilled_on_call=share))[0] for share in (0.0, 0.05))
    arrests = none["type"] == ARREST
    assert (some["survival"][arrests] >= none["survival"][arrests]).all()
    assert some["survival"][arrests].mean() > none["survival"][arrests].mean()
    assert SKILLED not in none["first_responder"]
    assert same(none, run(300, state=plain_state(skilled_on_call=0.05), volunteer__call_prob=0.0)[0])


def test_bystanders_give_cpr_with_their_chance():
    records, _ = run(400)
    assert abs_share(records["first_responder"][records["type"] == ARREST] == BYSTANDER, 0.203)  # fact:C17


def test_what_neighbours_contain_needs_no_signature():
    records, _ = run(400, state=plain_state(volunteers=60.0, facility=1.0))
    contained = records["crew"] == 0
    assert contained.any() and VOLUNTEER in records["first_responder"]
    assert not records["approval_minutes"][contained].any() and not records["levels"][contained].any()
    assert not np.isin(records["type"][contained], (ARREST, LIFT)).any()
    assert not (run(200, state=plain_state(facility=0.0))[0]["crew"] == 0).any()
    assert not (run(200, incident__containable=0.0)[0]["crew"] == 0).any()


def test_helpers_shorten_the_work_where_hands_count():
    alone, helped = (run(120, state=plain_state(volunteers=n), crew__volunteer_near=0.0)[0] for n in (0.0, 10.0))
    work = [records["controlled"] - records["arrived"] for records in (alone, helped)]
    for_professionals = np.isin(alone["type"], (ARREST, LIFT))
    assert work[0][for_professionals] == pytest.approx(work[1][for_professionals])
    assert work[1][~for_professionals].sum() < work[0][~for_professionals].sum()


# what incidents compete for


def test_scarce_crews_make_incidents_wait():
    few, many = run(120, crew__street_crews=1, **CROWDED)[0], run(120, crew__street_crews=100, **CROWDED)[0]
    assert few["crew_wait"].sum() > 0 == many["crew_wait"][many["crew"] == 1].sum()
    assert not run(60, **PATIENT)[0]["crew_wait"].any()


def test_specialised_incidents_wait_for_the_district():
    records, _ = run(120, crew__specialised=0.5)
    not_arrest = (records["type"] != ARREST) & (records["crew"] > 0)
    assert (records["crew"][not_arrest & (records["severity"] >= 0.5)] == 2).all()
    few, many = (run(120, crew__district_teams=n, crew__specialised=0.0, **CROWDED)[0] for n in (1, 50))
    assert few["crew_wait"].sum() > many["crew_wait"].sum()


def test_an_empty_fund_makes_purchases_wait():
    state = plain_state(fund=0.0)
    live, _ = run(120, state=state, **PATIENT)
    needs = (live["amount"] > 0) & (live["crew"] > 0)
    at_once = live["professional"]
    assert np.array_equal(live["unfunded_yuan"][needs], live["amount"][needs])
    rich = run(120, state=plain_state(fund=1e12), **PATIENT)[0]
    assert not rich["unfunded_yuan"].any()
    later = live["dispatched"] - rich["dispatched"]
    assert later[needs & ~at_once] == pytest.approx(120, abs=1e-6) and not later[at_once].any()


def test_money_spent_never_exceeds_the_fund():
    fund = np.array([0.0, 100.0, 5000.0, 1e9])
    records, days = run(90, state=plain_state(fund=fund), incident__recovery_hours=0.0)
    assert all((day.yuan <= fund).all() for day in days)
    assert sum(day.yuan for day in days) == pytest.approx(np.bincount(records["community"], records["paid_yuan"], 4))
    assert sum(day.yuan for day in days)[3] > 0


def test_lacking_supplies_slow_crews_down():
    nothing = {f"reserve__{level}": 0.0 for level in ("household", "street", "agreement", "district", "city")}
    empty = {"crew__carries": 0.0, "approval__goods_level": 0, "approval__ask_share": 0.0, "approval__threshold": 1e9}
    bare, full = run(120, **nothing, **empty)[0], run(120, reserve__street=365.0, **empty)[0]
    both = (bare["crew"] > 0) & ~np.isin(bare["type"], (ARREST, LIFT, INJURY))
    assert (bare["supply_short"][both] == 1).all()
    assert full["supply_short"][both].mean() < 0.3
    work = [records["controlled"] - records["arrived"] for records in (bare, full)]
    assert (work[0][both] >= work[1][both] - 1e-6).all()
    carried = run(120, **nothing)[0]
    assert (carried["supply_short"][both] < 1).all() and not carried["supply_short"][carried["severity"] < 0.577].any()
    free = run(120, crew__bare_hands=0.0, **nothing)[0], run(120, crew__bare_hands=0.0, reserve__street=365.0)[0]
    assert free[0]["controlled"] == pytest.approx(free[1]["controlled"])


# hours


def test_idle_minutes_are_those_of_an_able_front_line():
    records, _ = run(120)
    asked = records["approval_delay"] > 0
    idle = records["idle_minutes"] > 0
    assert np.array_equal(records["idle_minutes"][idle], records["approval_delay"][idle])
    assert abs_share(idle[asked], 0.6)
    assert not run(60, crew__able_share=0.0)[0]["idle_minutes"].any()


def test_staff_hours_are_those_at_the_scene_and_for_aftercare():
    quiet = {"approval__levels": 0, "incident__recovery_hours": 0.0, "incident__severity_skew": 0.0,
             "infrastructure__space_homeless_delay": 0.0, "resilience__assess_hours": 0.0,
             "staff__post_day": 1.0, "staff__post_night": 1.0, "staff__first_minutes": 0.0}  # staff are there at once
    records, days = run(60, **quiet)
    staff = sum(day.staff_hours for day in days)
    scene = np.bincount(records["community"], 2 * (records["controlled"] - records["reported"]) / 60 + 2, minlength=4)
    assert staff[:4] == pytest.approx(scene) and not staff[4:].any()
    assert sum(day.staff_hours[4:].sum() for day in run(60)[1]) > 0  # signing takes the street's time


def test_citizens_hours_need_citizens():
    nobody = plain_state(volunteers=0.0, skilled_on_call=0.0)
    _, days = run(60, state=nobody, incident__bystander_cpr=0.0, resident__respond_help=0.0)
    assert not sum(day.citizen_hours for day in days).any()
    assert sum(day.citizen_hours for day in run(60)[1]).any()


def test_a_quiet_day_takes_nothing():
    live, _ = field(**SILENT)
    day = live.run_day(0, plain_state())
    assert day.opened == day.closed == 0
    assert not day.staff_hours.any() and not day.citizen_hours.any() and not day.yuan.any()


def test_an_episode_crosses_midnight_and_meets_the_new_day():
    rows = np.zeros(300, dtype=plain_state().triggered.dtype)
    rows["id"], rows["severity"], rows["type"] = np.arange(300), 0.5, FIRE
    live, _ = field(**SILENT, incident__compound=0.0)
    first = live.run_day(0, plain_state(triggered=rows))
    assert live.env.now == 1440 and first.opened > first.closed
    later = [live.run_day(day, plain_state()) for day in (1, 2, 3)]
    assert first.opened + sum(day.opened for day in later) == 300 == first.closed + sum(day.closed for day in later)


def test_the_storm_night_hangs_on_three_stamps():
    storm = load_scenario("storm_night").parameters
    assert [event.type for event in storm.events] == ["waterlogging", "utility_failure", "lift_entrapment"]
    assert {event.day for event in storm.events} == {195}
    stamps, bypass = storm_night(storm), storm_night(storm.replace({
        "approval.bypass_quota": 3, "approval.tolerance": 1.0, "approval.bypass_threshold": 0.2}))
    fearful = storm_night(storm.replace({"approval.bypass_quota": 3, "approval.tolerance": 0.0}))
    assert stamps["levels"].tolist() == [3, 3, 0] and stamps["hit"].tolist() == [False, False, True]  # nobody signs for the lift
    assert bypass["loss"].sum() < 0.6 * stamps["loss"].sum()
    assert not fearful["bypassed"].any() and bypass["bypassed"].tolist() == [True, True, False]


def storm_night(parameters):
    """Return the records of the three scripted incidents, in order of the script, in a small town."""
    recorder = Recorder()
    live = EmergencyField(parameters.replace(SMALL | NEVER), Streams(1), town(), recorder)
    for day in (195, 196, 197):
        live.run_day(day, plain_state())
    records = recorder.columns(INCIDENT)
    order = np.argsort(records["id"])
    return {name: column[order] for name, column in records.items()}
