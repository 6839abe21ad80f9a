"""From warning to action: one storm told step by step, finite callers, evacuation, means placed beforehand, and their zeros."""

from functools import cache

import numpy as np
import pytest
import simpy
from scipy import stats

from coprod.fields.emergency.evacuation import served
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.emergency.knocking import Callers, Round, door_minutes, doors_in_order, doors_in_time
from coprod.fields.emergency.warnings import WARNING
from coprod.linkage.approvals import SIGNATURE
from coprod.model import run
from coprod.parameters import Parameters
from coprod.parameters.codes import ITEMS, WATERLOGGING
from coprod.parameters.events import ScriptedShock
from coprod.resources.supplies import DISTRICT, STREET
from tests.emergencies.fields import field

PUMP = ITEMS.index("pump")
TOWN = {"town.communities": 6, "town.streets": 2, "town.residents_per_community": 800, "warning.lead": 6.0,
        "warning.threshold": -2.0}
"""A town that is warned of what comes, whatever the noise."""


def storm(day=3, hour=20.0, intensity=6.0):
    return ScriptedShock(kind="storm", day=day, hour=hour, intensity=intensity, hours=6.0)


def stormy(changes=None, shocks=None):
    parameters = Parameters().replace(TOWN | (changes or {}))
    return parameters.model_copy(update={"shocks": shocks or (storm(),)})


@cache
def outcome_of(*changes, rules=()):
    """Return incidents and warnings of a week with one storm."""
    live = run(stormy(dict(changes)), 1, 8, rules=dict(rules)).model
    return [live.recorder.columns(kind) for kind in (INCIDENT, WARNING)]


def warned(records):
    return records["issued"] & records["struck"]


def test_a_storm_is_told_step_by_step():
    """Sign, warning, response level, duty, crews standing by, doors, evacuation: one after the other."""
    _, found = outcome_of(("warning.response_no_asking", 5))
    full = warned(found) & (found["level"] >= 3)
    assert full.sum() >= 3
    steps = np.array([found[name][full] for name in
                      ("signal", "warned", "declared", "duty", "standby", "knocking", "authorised", "ended")])
    assert np.isfinite(steps).all() and (np.diff(steps, axis=0) > 0).all()
    assert (found["staff_hours"][full] > 0).all() and (found["doors"][full] > 0).all()
    assert (found["displaced_hours"][full] > 0).any()
    assert (found["moved"] + found["refused"] + found["left_behind"] <= found["exposed"]).all()
    weak = warned(found) & (found["level"] < 2)
    assert np.isnan(found["knocking"][weak]).all() and (found["exposed"][weak] == 0).all()


def test_evacuation_waits_for_signatures_unless_the_response_level_does_without():
    live = {level: run(stormy({"warning.response_no_asking": level}), 1, 8).model.recorder for level in (1, 5)}
    minutes, cases, moved = {}, {}, {}
    for level, recorder in live.items():
        found = recorder.columns(WARNING)
        begun = np.isfinite(found["authorised"])
        minutes[level] = (found["authorised"] - found["knocking"])[begun]
        cases[level] = int((recorder.columns(SIGNATURE)["incident"] >= 1 << 54).sum())
        moved[level] = found["moved"].sum()
    assert cases[1] == 0 < cases[5] and (minutes[1] == 0).all() and minutes[5].mean() > 10
    assert moved[1] > moved[5]  # the lead is lost to signatures


@pytest.mark.parametrize("callers", [1, 3, 7])
def test_finite_callers_reach_as_many_doors_as_their_minutes_allow(callers):
    """Callers that go one by one deal with ⌊c L / m⌋ doors within a lead, as a queue with c servers does but for c − 1."""
    env, m, doors, dealt = simpy.Environment(), 3.0, 200, []
    pool = simpy.Resource(env, callers)

    def visit():
        with pool.request() as turn:
            yield turn
            yield env.timeout(m)
            dealt.append(env.now)

    for _ in range(doors):
        env.process(visit())
    env.run()
    at = door_minutes(doors, callers, m)
    for lead in (0, 10, 45, 90, 1e4):
        expected = doors_in_time(doors, callers, lead, m)
        assert expected == (at <= lead + 1e-9).sum() == min(doors, int(callers * lead / m))
        assert 0 <= expected - sum(minute <= lead for minute in dealt) < callers
    assert np.isinf(door_minutes(3, 0, m)).all() and doors_in_time(3, 0, 100, m) == 0


class SomebodyAtTheDoor:
    """A response in which nobody is at home."""

    def visit(self, who, minutes):
        assert not who.size and not minutes.size


def test_one_door_is_one_household_and_doors_wait_while_callers_carry():
    doors = doors_in_order(np.array([7, 3, 7, 9, 3]))
    assert doors.tolist() == [0, 1, 0, 2, 1]
    knocks = Round(Callers(2.0), 0.0, np.arange(5), doors, np.array([10.0, 20.0, 30.0]), np.zeros(5, dtype=bool))
    assert [knocks.by(minute) for minute in (9, 10, 29, 30)] == [0, 1, 2, 3]
    knocks.hold_up(SomebodyAtTheDoor(), 15.0, 15.0)
    assert [knocks.by(minute) for minute in (10, 30, 35, 45)] == [1, 1, 2, 3]
    assert Callers(1.0, 2.0, 1.0).hours(240) == (1.0, 2.0, 1.0) and Callers().hours(60) == (0.0, 0.0, 0.0)


def test_who_is_moved_queues_as_lindley_says():
    rng = np.random.default_rng(1)
    for minutes in (0.0, 0.5, 3.0):
        ready, now, expected = np.sort(rng.exponential(30, 60)), 0.0, []
        for at in ready:
            now = max(now, at) + minutes
            expected.append(now)
        assert served(rng.permutation(ready), minutes) == pytest.approx(expected)
    assert served(np.array([1.0, np.inf]), 2.0).tolist() == [3.0] and not served(ready, np.inf).size


def test_goods_placed_beforehand_are_all_somewhere_at_any_minute_and_go_back():
    live, _ = field()
    stores = live.reserves.stores
    before = [stores[level][0][PUMP].stock for level in (DISTRICT, STREET)]

    def move():
        units = yield from live.reserves.bring_forward(0, "pump", 4, 60.0)
        yield live.env.timeout(120.0)
        back.append((units, (yield from live.reserves.bring_back(0, "pump", units, 60.0))))

    def use():
        yield live.env.timeout(90.0)
        yield from live.reserves.draw(1, 0, "pump", 5)

    back = []
    live.env.process(move())
    live.env.process(use())
    seen = []
    for minute in range(1, 20_000, 37):
        live.env.run(until=minute)
        balance = live.reserves.balance("pump")
        assert balance.start + balance.bought == balance.used + balance.expired + balance.in_store + balance.in_transit
        seen.append(stores[STREET][0][PUMP].stock)
    assert max(seen) > before[1] and back == [(4, 4)]
    assert [stores[level][0][PUMP].stock for level in (DISTRICT, STREET)] == before


def test_crews_that_stand_by_shorten_the_way_until_they_stand_down():
    live, _ = field()
    live.crews.stand_by([0, 1], 5, 0.4)
    live.crews.stand_by([1], 6, 0.7)
    assert [live.crews.way_factor(community, 0.0) for community in range(3)] == [0.4, 0.4, 1.0]
    live.crews.stand_down([0, 1], 5)
    assert [live.crews.way_factor(community, 0.0) for community in range(3)] == [1.0, 0.7, 1.0]


ZEROS = {
    "no warnings": ((("warning.issued", False),), ()),
    "no callers": ((("warning.callers", 0.0),), ()),
    "no doors": ((("warning.door_knock", 0.0),), ()),
    "nobody exposed": ((("warning.evacuate_exposed", 0.0),), ()),
    "no transport": ((("warning.evacuate_rate", 0.0),), ()),
    "nothing placed": ((("warning.standby_crews", 0.0), ("warning.standby_goods", 0.0)), ()),
    "no duty": ((("warning.duty_level", 5),), ()),
    "open incidents alone": ((), (("district.declare", "open_incidents"),)),
}
GONE = {"no warnings": "issued", "no callers": "callers", "no doors": "doors", "nobody exposed": "exposed",
        "no transport": None, "nothing placed": "standby_hours", "no duty": None, "open incidents alone": None}


@pytest.mark.parametrize("name", ZEROS)
def test_every_zero_switches_off_and_each_link_changes_what_it_should(name):
    changes, rules = ZEROS[name]
    _, whole = outcome_of()
    _, found = outcome_of(*changes, rules=rules)
    if GONE[name] and found:
        assert whole[GONE[name]].any() and not found[GONE[name]].any()
    if name == "no transport":
        assert found["moved"].sum() < whole["moved"].sum()
    if name == "no duty":
        assert np.isnan(found["duty"]).all() and np.isfinite(whole["duty"]).any()
    if name == "open incidents alone":
        assert np.isnan(found["declared"]).sum() > np.isnan(whole["declared"]).sum()


def test_nothing_placed_beforehand_is_exactly_the_rule_that_places_nothing():
    zero, _ = outcome_of(("warning.standby_crews", 0.0), ("warning.standby_goods", 0.0))
    rule, _ = outcome_of(rules=(("district.preposition", "nothing"),))
    for name in ("arrived", "controlled", "loss"):
        assert np.array_equal(zero[name], rule[name], equal_nan=True)


def test_what_strikes_does_not_depend_on_warnings():
    with_, without = (outcome_of(*changes)[0] for changes in ((), (("warning.issued", False),)))
    rows = [np.sort(records["id"][records["source"] == 4]) for records in (with_, without)]
    assert np.array_equal(*rows) and rows[0].size > 5
    flood = [records["loss"][records["type"] == WATERLOGGING].sum() for records in (with_, without)]
    assert flood[0] < flood[1]


def interval(changes, seeds=12):
    """Return the 95 % interval of what a change adds to the avoidable loss when two storms strike the default town."""
    shocks = (storm(3, 20.0, 3.0), storm(10, 14.0, 5.0))
    base = Parameters().model_copy(update={"shocks": shocks})
    added = np.array([run(base.replace(changes), seed, 16).outcomes["loss_avoidable"] - _base(seed, base)
                      for seed in range(1, seeds + 1)])
    half = stats.t.ppf(0.975, seeds - 1) * added.std(ddof=1) / seeds**0.5
    return added.mean() - half, added.mean() + half


_LOSS = {}


def _base(seed, base):
    if seed not in _LOSS:
        _LOSS[seed] = run(base, seed, 16).outcomes["loss_avoidable"]
    return _LOSS[seed]


@pytest.mark.slow
@pytest.mark.parametrize("changes", [
    {"warning.issued": False}, {"warning.standby_crews": 0.0, "warning.standby_goods": 0.0}, {"warning.callers": 0.5}])
def test_without_warnings_with_nothing_placed_or_half_the_callers_more_is_lost(changes):
    assert interval(changes)[0] > 0
