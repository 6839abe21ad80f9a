"""Desks as played traces, and what holds on any day of any town."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.fields.everyday.desks import staff_by_desk
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import (
    DIRECTIVE,
    DONE,
    EMERGENCY,
    LEDGER,
    NO_LINE,
    OPEN,
    RECTIFICATION,
    REFERRED,
    REQUEST,
    SHED,
    STATES,
    SYMBOLIC,
)
from coprod.parameters import Parameters
from tests.desks.offices import finished, live, offices, over_days, plain_desks


def one(town, day, work, hours, **more):
    town.desks.arrive(day, work=work, desk=np.array([0]), hours=np.array([hours]), **more)


def close(town, day, emergency=0.0):
    return town.desks.work_day(day, np.array([emergency, 0.0]))


def test_urgent_work_goes_first_but_begun_work_is_finished():
    town = plain_desks(1)
    one(town, 0, LEDGER, 1.5)
    assert close(town, 0).worked[0, LEDGER] == 1
    one(town, 1, REQUEST, 1.0)
    one(town, 1, RECTIFICATION, 1.0)
    for day in range(1, 4):
        close(town, day)
    order = finished(town)
    assert order["work"].tolist() == [LEDGER, RECTIFICATION, REQUEST]
    assert order["finished"].tolist() == [1, 2, 3]
    assert order["started"].tolist() == [0, 1, 2]


def test_emergencies_take_their_hours_first_and_overtime_makes_up_for_some():
    town = plain_desks(1, staff__overtime_cap=0.5)
    one(town, 0, REQUEST, 5.0)
    day = close(town, 0, emergency=0.75)
    assert (day.overtime[0], day.worked[0, EMERGENCY], day.worked[0, REQUEST]) == (0.5, 0.75, 0.75)
    day = close(town, 1, emergency=4.0)
    assert (day.worked[0, EMERGENCY], day.worked[0, REQUEST], town.desks.owed[0]) == (1.5, 0.0, 2.5)
    day = close(town, 2)
    assert (day.worked[0, EMERGENCY], town.desks.owed[0]) == (1.5, 1.0)


def test_no_overtime_without_a_cap():
    town = plain_desks(1, staff__overtime_cap=0.0)
    assert close(town, 0, emergency=3.0).overtime[0] == 0
    assert town.desks.owed[0] == 2


def test_work_waits_until_it_is_ready():
    town = plain_desks(1)
    one(town, 0, RECTIFICATION, 0.5, ready=np.array([2]), origin=np.array([77]))
    days = [close(town, day) for day in range(3)]
    assert [day.backlog_items[0] for day in days] == [1, 1, 0]
    assert [day.idle[0] for day in days] == [1, 1, 0.5]
    assert days[2].origins(RECTIFICATION).tolist() == [77]


def test_switching_costs_only_between_different_lines():
    town = plain_desks(1, staff__switch_hours=0.25)
    for line in (3, 3, 5, NO_LINE, 5, 3):
        one(town, 0, REQUEST, 0.01, line=line)
    day = close(town, 0)
    assert (day.arrivals, day.switches, day.switch_hours[0]) == (5, 2, 0.5)


def test_directives_that_contradict_wait_and_are_done_again():
    town = offices(directive__conflict=0.5, directive__clarification_days=3, staff__count=60)
    live(town, 40)
    record = finished(town)
    theirs = (record["work"] == DIRECTIVE) & (record["desk"] < town.n)  # committees with more hands than work
    again, late = record["passes"][theirs], (record["finished"] - record["arrived"])[theirs]
    assert again.max() > 1
    assert (late == 3 * (again - 1)).all()


def test_committees_refer_what_they_may_not_settle_and_streets_settle_it():
    town = offices(staff__street_per_community=20.0, staff__count=60)
    live(town, 20)
    record = finished(town)
    referred = record["origin"][record["state"] == REFERRED]
    at_street = (record["desk"] >= town.n) & (record["work"] == REQUEST)
    assert referred.size > 100
    assert set(record["origin"][at_street]) <= set(referred)
    assert set(referred) <= set(record["origin"][at_street]) | set(town.desks.open_items["origin"])


def test_committees_with_enforcement_power_refer_nothing():
    town = offices(staff__enforcement=1.0)
    live(town, 20)
    assert not (finished(town)["state"] == REFERRED).any()


def test_overload_ticks_paper_and_drops_requests_only_after_it():
    town = offices(staff__count=2)
    live(town, 120)
    record = finished(town)
    states = {work: set(record["state"][record["work"] == work]) for work in (REQUEST, DIRECTIVE, LEDGER)}
    assert SYMBOLIC in states[DIRECTIVE] & states[LEDGER]
    assert SHED in states[REQUEST]
    assert SHED not in states[DIRECTIVE] | states[LEDGER]
    assert SYMBOLIC not in states[REQUEST]


def test_zero_rate_of_shedding_sheds_nothing():
    town = offices(staff__count=2, staff__shed_rate=0.0)
    live(town, 60)
    assert set(finished(town)["state"]) <= {DONE, REFERRED}


def test_campaign_patrol_goes_before_routine_and_steady_patrol_after():
    campaign = offices(communities=1, streets=1, patrol__campaign=1.0, patrol__campaigns=1, patrol__campaign_days=365)
    steady = offices(communities=1, streets=1, staff__count=1, patrol__rate=6.0)
    for town, expected in ((campaign, 4.0), (steady, 0.0)):
        one(town, 0, REQUEST, 100.0)
        day = town.desks.work_day(0, np.zeros(2), town.patrol.ordered(0))
        assert town.patrol.hours(day)[0] == expected


def test_staff_follow_the_size_of_communities():
    street_of, size = np.array([0, 0, 1]), np.array([0.5, 1.5, 1.0])
    alike, in_proportion = (staff_by_desk(Parameters().replace({"staff.basic_share": share}).staff, street_of, size)
                            for share in (1.0, 0.0))
    assert alike.tolist() == [6, 6, 6, 4, 2]
    assert in_proportion.tolist() == [3, 9, 6, 4, 2]
    # fact:C4 (Lanzhou): 5, 7 and 9 staff for communities that are small, middling and large
    lanzhou = staff_by_desk(Parameters().replace({"staff.count": 7}).staff, street_of, np.array([0.6, 1.0, 1.4]))
    assert lanzhou[:3] == pytest.approx([5, 7, 9], abs=0.1)


def test_one_desk_does_not_feel_another():
    """Hours lie on a binary grid, so even rounding does not cross desks."""
    alone, beside = plain_desks(1), plain_desks(40)
    for day in range(60):
        hours = Streams(1)("test hours", day).exponential(0.4, 3)
        alone.desks.arrive(day, work=REQUEST, desk=np.zeros(3, dtype=int), hours=hours)
        beside.desks.arrive(day, work=REQUEST, desk=np.arange(39).repeat(3), hours=np.tile(hours * 1.37, 39))
        beside.desks.arrive(day, work=REQUEST, desk=np.full(3, 39), hours=hours)
        one_day = alone.desks.work_day(day, np.zeros(2))
        other = beside.desks.work_day(day, np.zeros(41))
        assert other.backlog_hours[39] == one_day.backlog_hours[0]


parameters = st.fixed_dictionaries({
    "staff__count": st.integers(1, 9),
    "staff__pressure": st.sampled_from([0.0, 0.25, 1.0]),
    "staff__shed_rate": st.sampled_from([0.0, 0.2, 1.0]),
    "staff__overflow_days": st.floats(0.5, 12),
    "staff__switch_hours": st.floats(0, 2),
    "staff__overtime_cap": st.floats(0, 4),
    "staff__enforcement": st.floats(0, 1),
    "request__rate": st.floats(0, 20),
    "request__backstop": st.floats(0, 1),
    "directive__lines": st.integers(1, 28),
    "directive__conflict": st.floats(0, 0.9),
    "directive__duplicate": st.floats(0, 1),
    "directive__ledger_auto": st.floats(0, 1),
    "patrol__campaign": st.floats(0, 1),
    "patrol__rate": st.floats(0, 60),
})


@settings(max_examples=40, deadline=None)
@given(changes=parameters, emergency=st.floats(0, 80), seed=st.integers(0, 9))
def test_hours_and_items_are_conserved(changes, emergency, seed):
    town = offices(communities=4, streets=2, seed=seed, **changes)
    arrived = 0
    for day in range(8):
        requests, directives = town.requests.day(day).items, town.directives.day(day)
        town.desks.receive(requests)
        town.desks.receive(directives)
        owed = town.desks.owed + np.round(emergency * 4096) / 4096
        done = town.desks.work_day(day, np.full(town.desks.n, emergency), town.patrol.ordered(day))
        used = done.worked.sum(axis=1) + done.switch_hours + done.patrol_first + done.strain + done.idle
        assert np.array_equal(used, done.capacity + done.overtime)
        assert (done.idle >= 0).all()
        assert (done.strain >= 0).all()
        assert np.array_equal(owed, town.desks.owed + done.worked[:, EMERGENCY])
        arrived += requests.size + directives.size
        states = np.bincount(finished(town)["state"], minlength=len(STATES))
        assert states[OPEN] == 0
        assert arrived + states[REFERRED] == states.sum() + town.desks.open_items.size
        assert done.backlog_items.sum() + (town.desks.open_items["arrived"] > day).sum() == town.desks.open_items.size


def test_work_done_equals_hours_given():
    """Every hour of finished items was worked: passes × hours, and what lies half done is worth what was given."""
    town = offices(staff__switch_hours=0.0, staff__shed_rate=0.0)
    days = live(town, 100)
    record, lying = finished(town), town.desks.open_items
    passes_begun = lying["passes"] * lying["hours"] + lying["hours"] - lying["left"]
    given_hours = (record["passes"] * record["hours"]).sum() + passes_begun.sum()
    assert over_days(days, "worked").sum() == given_hours
