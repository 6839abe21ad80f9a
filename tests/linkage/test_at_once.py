"""Rescue services go at once; acts beside them are authorised meanwhile; a crew waits for true predecessors alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.agents.departments import AFTER, BEFORE, BESIDE, CHAINS, DEPARTMENTS, PRECEDENCE, chain_of, stages_of
from coprod.fields.emergency.aids import Aid, end_of_work
from coprod.fields.emergency.crew_stage import CrewStage
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.linkage.acts import ENTRY, EVACUATION, GOODS, MONEY, UTILITIES, acts_needed, names
from coprod.linkage.departments import COORDINATION
from coprod.model import run as run_town
from coprod.parameters import Parameters, load_scenario
from coprod.parameters.codes import DISORDER, FIRE, GAS, INCIDENT_TYPES, LIFT, PROFESSIONAL, UTILITY, WATERLOGGING
from tests.emergencies.fields import incident, run
from tests.linkage.offices import coordinate, departments

OFTEN = {"incident.fire_rate": 20.0, "incident.gas_rate": 10.0}


@pytest.mark.parametrize("preset", ["baseline", "rigid"])
def test_no_professional_call_waits_for_a_signature(preset):
    """Exactly the same minutes from report to departure whatever has to be signed, but for crews that are out."""
    parameters = load_scenario(preset).parameters.replace(OFTEN)
    departures = []
    for levels in (0, 5):
        records = run_town(parameters.replace({"approval.levels": levels, "accountability.hiding_start": 0.5 * (levels > 0)}),
                           1, 60).model.recorder.columns(INCIDENT)
        called = records["professional"] & (records["crew"] > 0)
        minutes = (records["dispatched"] - records["reported"] - records["crew_wait"])[called]
        departures.append(dict(zip(records["id"][called].tolist(), np.round(minutes, 9).tolist(), strict=True)))
        assert (records["approved"] == records["reported"])[called].all()
        assert set(np.unique(records["type"][records["professional"]])) <= PROFESSIONAL
        assert levels == 0 or (records["levels"][called] > 0).any()  # there was something to sign for, beside
    common = departures[0].keys() & departures[1].keys()
    assert len(common) > 20 and all(departures[0][id_] == departures[1][id_] for id_ in common)


def test_other_calls_do_wait():
    records, _ = run(60)
    waits = ~records["professional"] & (records["levels"] > 0)
    assert waits.any() and (records["dispatched"] >= records["reported"] + records["approval_minutes"])[waits].all()
    assert (records["approval_minutes"][waits] == records["approval_delay"][waits]).all()
    nothing = (records["acts_asked"] == 0) & (records["crew"] > 0)
    assert nothing.any() and not records["approval_minutes"][nothing].any()


def test_what_needs_an_authorisation():
    assert acts_needed(incident(FIRE, needs_entry=True), stores=False, must_ask=True) == 0  # forced on its own power
    assert acts_needed(incident(WATERLOGGING, needs_entry=True, amount=5.0), stores=True, must_ask=True) == GOODS | MONEY | ENTRY
    assert acts_needed(incident(FIRE, asks_order=True), stores=False, must_ask=True) == EVACUATION
    assert acts_needed(incident(GAS, asks_order=True), stores=True, must_ask=True) == GOODS | UTILITIES
    assert acts_needed(incident(GAS, asks_order=True), stores=True, must_ask=False) == GOODS
    assert acts_needed(incident(LIFT, asks_order=True), stores=False, must_ask=True) == 0
    assert names(GOODS | UTILITIES) == ("goods", "utilities")


# what is authorised beside the crew


def test_acts_beside_a_fire_brigade_speed_its_work_and_never_delay_its_departure():
    slow, free = run(240, approval__levels=5)[0], run(240, approval__levels=0)[0]
    fires = [(r["type"] == FIRE) & (r["crew"] > 0) & (r["crew_wait"] == 0) for r in (slow, free)]
    common = np.intersect1d(slow["id"][fires[0]], free["id"][fires[1]])
    slow, free = ({name: column[np.isin(r["id"], common)] for name, column in r.items()} for r in (slow, free))
    assert np.array_equal(slow["dispatched"] - slow["reported"], free["dispatched"] - free["reported"])
    helped = slow["approval_delay"] > 0
    assert 0 < helped.sum() < helped.size and (slow["approval_delay"] <= slow["approval_minutes"] + 1e-6).all()
    assert (slow["approval_minutes"][helped] > 0).all() and not free["approval_delay"].any()
    no_drag = run(240, approval__levels=5, crew__unaided=0.0, crew__bare_hands=0.0)[0]
    assert not no_drag["approval_delay"][no_drag["professional"]].any()


def test_the_work_ends_when_theory_says(monkeypatch):
    """The event-driven work of every incident against the closed form, which knows when each aid came."""
    wrong, seen, act = [], [0], CrewStage.act

    def checked(self):
        yield from act(self)
        ends = end_of_work(self.work, self.began_work, [aid for aid in self.aids if aid.at <= self.env.now])
        coming = [Aid(aid.slower, None) for aid in self.aids if aid.at > self.env.now]
        ends = end_of_work(self.work, self.began_work, [*(a for a in self.aids if a.at <= self.env.now), *coming])
        seen[0] += bool(self.aids)
        if abs(self.env.now - ends) > 1e-6:
            wrong.append((self.incident.id, self.env.now, ends))

    monkeypatch.setattr(CrewStage, "act", checked)
    run(365)
    assert seen[0] > 20 and not wrong


@given(work=st.floats(0, 100), at=st.lists(st.floats(0, 200), max_size=3), sooner=st.floats(0, 50))
@settings(max_examples=60)
def test_sooner_aids_never_end_the_work_later(work, at, sooner):
    aids = [Aid(0.5, None, minute, 0.25) for minute in at]
    late, early = end_of_work(work, 20.0, aids), end_of_work(work, 20.0, aids, sooner)
    assert early <= late + 1e-9
    assert 20 + work * (1 + 0.125 * len(aids)) - 1e-9 <= early <= 20 + work * (1 + 0.5 * len(aids)) + 1e-9
    assert end_of_work(10.0, 0.0, [Aid(1.0, None, 6.0)]) == pytest.approx(13)  # 6 minutes at half the rate, 7 at the full


# precedence


def test_every_precedence_is_of_the_types_own_departments_and_none_goes_before_and_after():
    wrong = [kind for kind, (before, after) in PRECEDENCE.items()
             if not set(before) | set(after) <= set(CHAINS[kind][1:]) or set(before) & set(after)]
    assert not wrong
    for type_ in range(len(INCIDENT_TYPES)):
        for lines in (1, 3, 8, 20):
            assert len(stages_of(type_, lines)) == len(chain_of(type_, lines))
    assert stages_of(WATERLOGGING, 8) == (BESIDE, BESIDE, BEFORE, AFTER)
    assert stages_of(FIRE, 8) == (BESIDE, BESIDE, BESIDE, AFTER)


@pytest.mark.parametrize("together", [False, True])
def test_a_crew_waits_for_those_who_go_first_and_followers_for_the_crew(together):
    live, env, _ = departments(department__joint_office=together)
    joint, controlled, told = live.begin(1, WATERLOGGING, 1.0, 0), env.event(), {}
    assert DEPARTMENTS[joint.departments[2]] == "utilities"

    def crew():
        yield joint.ready
        told["ready"] = env.now
        yield env.timeout(500)
        controlled.succeed()

    env.process(crew())
    env.process(live.join(joint, 0.0, controlled))
    env.run()
    first, beside, last = (live._work(joint, helper) for helper in (2, 1, 3))
    assert told["ready"] == pytest.approx(first)
    assert env.now == pytest.approx(told["ready"] + 500 + last)
    assert joint.handoff_minutes == pytest.approx((max(first, beside) if together else first + beside) + last)


def test_a_fire_crew_waits_for_nobody():
    (joint,) = coordinate(1, kind=FIRE)
    assert joint.ready is None
    recorder = run_town(Parameters().replace(OFTEN | {"department.single": 0.3, "incident.utility_rate": 30.0}), 1,
                        120).model.recorder
    coordinated, records = recorder.columns(COORDINATION), recorder.columns(INCIDENT)
    kinds = dict(zip(records["id"].tolist(), records["type"].tolist(), strict=True))
    of = np.array([kinds.get(id_, DISORDER) for id_ in coordinated["incident"].tolist()])
    assert (of == FIRE).any() and not coordinated["idle_gap"][of == FIRE].any()
    assert coordinated["idle_gap"][of == UTILITY].any()
