"""How the load of desks reaches an emergency: posts, the telephone, and crews on routine work, against what theory gives."""

from dataclasses import replace

import numpy as np
import pytest

from coprod.fields.emergency.incident_process import IncidentProcess
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import FIRE, UTILITY, WATERLOGGING
from coprod.resources.crews import STREET
from coprod.resources.routine_work import minutes_until_back
from tests.approvals.ladders import close
from tests.emergencies.fields import PLENTY, field, incident, keywords, plain_state, run
from tests.theory import queues

NOON = 12.0 * MINUTES_PER_HOUR
N = 20_000


def asked(load, **changes):
    """Return a field, its clock at noon, whose desks are asked for so many hours for each regular one."""
    live, _ = field(**changes)
    live.staff.begin_day(plain_state(load=np.full(6, load)))
    return live.staff


def uniforms(name):
    return Streams(3).uniform(name, np.arange(N))


def answers(staff, minute=NOON):
    draws = zip(uniforms("busy"), uniforms("lasts"), strict=True)
    return [staff.answers(0, minute, busy, -np.log(lasts)) for busy, lasts in draws]


@pytest.mark.parametrize("load", [0.5, 0.9])
def test_a_call_waits_as_for_one_of_several_servers(load):
    """Only while all are busy, until the first of them is free: Erlang C over c μ (Cobham 1954; calls are few and go first)."""
    expected = queues.erlang_c(6, 6 * load) * 10.0 / 6
    assert close(answers(asked(load, staff__count=6)), expected)


def test_beyond_regular_hours_every_call_waits_for_the_fewer_who_are_there():
    assert close(answers(asked(1.5, staff__count=6)), 1.5 * 10.0 / 6)
    assert not any(answers(asked(1.5, staff__count=6), minute=60.0))
    assert not any(answers(asked(1.5, staff__count=6, staff__answer_load=0.0)))


def test_posts_lose_what_is_asked_beyond_regular_hours():
    assert asked(0.9).on_post(0, NOON) == asked(1.0).on_post(0, NOON) == Parameters().staff.post_day
    assert asked(2.0).on_post(0, NOON) == pytest.approx(Parameters().staff.post_day / 2)
    assert asked(2.0).on_post(0, 60.0) == pytest.approx(Parameters().staff.post_night / 2)
    assert asked(4.0, staff__post_load=0.0).on_post(0, NOON) == Parameters().staff.post_day


def test_a_crew_that_is_out_on_routine_work_comes_back_first():
    crew = replace_(routine_share=0.3, routine_return=15.0)
    wait = [minutes_until_back(crew, 2.0, 2, NOON, out, -np.log(lasts))
            for out, lasts in zip(uniforms("out"), uniforms("back"), strict=True)]
    assert close(wait, 0.6**2 * 15.0 / 2)
    assert minutes_until_back(crew, 2.0, 0, NOON, 1e-9, 1.0) == 0.0  # it comes from another incident
    assert minutes_until_back(crew, 2.0, 2, 60.0, 1e-9, 1.0) == 0.0  # at night
    assert minutes_until_back(replace_(routine_share=0.0), 9.0, 2, NOON, 1e-9, 1.0) == 0.0


def replace_(**changes):
    return Parameters().replace({f"crew.{name}": value for name, value in changes.items()}).crew


def unfold(one, load, **changes):
    """Let one incident unfold alone where desks are asked for so much, and return its process."""
    live, _ = field(**keywords(PLENTY) | changes)
    live.state = plain_state(volunteers=0.0, load=np.full(6, load))
    live.staff.begin_day(live.state)
    process = IncidentProcess(live, one)
    live.env.process(process.run())
    live.env.run(until=one.minute + 5000)
    return process


ALONE = {"approval__levels": 0, "resident__respond_help": 0.0, "infrastructure__space_blocked": 0.0,
         "incident__supply_share": 0.0}


def test_a_drowned_desk_comes_later_to_what_is_its_own_and_a_rescue_service_does_not_wait_for_it():
    lost = {WATERLOGGING: [], FIRE: []}
    for kind, differences in lost.items():
        for number in range(40):
            one = incident(kind, id=number, minute=NOON)
            alike = ALONE | {"crew__street_crews": 1, "resident__picture_search": 0.0}
            slack, drowned = (unfold(one, load, **alike) for load in (0.2, 3.0))
            differences.append(drowned.arrived - slack.arrived)
    assert min(lost[WATERLOGGING]) >= 0 and np.mean(lost[WATERLOGGING]) > 5
    assert lost[FIRE] == pytest.approx([0.0] * 40, abs=1e-9)


def unfolded(load, **changes):
    """Return 30 floods at noon as they unfold, one by one, with nothing but one link of load in force."""
    only = ALONE | {"approval__load_wait": 0.0, "staff__post_load": 0.0, "staff__answer_load": 0.0, "crew__routine_share": 0.0}
    return [unfold(incident(WATERLOGGING, id=number, minute=NOON), load, **only | changes) for number in range(30)]


def test_what_is_its_own_waits_for_the_committee_to_answer():
    late = unfolded(3.0, staff__answer_load=1.0)
    for one, at_once in zip(late, unfolded(3.0), strict=True):
        assert one.reported - at_once.reported == pytest.approx(one.answering)
    assert all(one.answering > 0 for one in late)


def test_what_is_its_own_waits_for_a_crew_to_come_back():
    late = unfolded(3.0, crew__routine_share=0.3, crew__street_crews=1)
    for one, at_once in zip(late, unfolded(3.0, crew__street_crews=1), strict=True):
        assert one.arrived - at_once.arrived == pytest.approx(one.from_routine)
    assert sum(one.from_routine > 0 for one in late) > 15


def test_staff_on_post_meet_the_crew_and_have_cars_moved():
    strangers = {"resident__respond_call": 0.0, "resident__picture_wrong": 0.0, "resident__picture_search": 8.0,
                 "staff__post_day": 1.0, "staff__first_minutes": 0.0}
    one = incident(UTILITY, minute=NOON)
    met, alone = (unfold(one, 0.2, **ALONE | strangers | {"crew__scene_staff": n}) for n in (2.0, 0.0))
    assert met.is_met and not alone.is_met
    assert met.misdirected == 0 < alone.misdirected
    blocked = {"infrastructure__space_blocked": 1.0, "infrastructure__space_blocked_minutes": 9.0}
    cleared, waited = (unfold(one, 0.2, **ALONE | strangers | blocked | {"crew__scene_staff": n}) for n in (2.0, 0.0))
    assert cleared.access < waited.access
    late = unfold(one, 0.2, **ALONE | strangers | {"staff__post_day": 0.0, "crew__scene_staff": 2.0})
    assert not late.is_met and late.staff_minute > met.staff_minute
    assert late.misdirected == alone.misdirected


def test_staff_lead_people_out_of_water_but_do_not_enter_a_burning_home():
    for kind, leads in ((WATERLOGGING, True), (FIRE, False)):
        changes = ALONE | {"staff__post_day": 1.0, "resident__respond_call": 0.0}
        out = unfold(incident(kind, minute=NOON), 0.2, **changes).brought_out
        assert (out > 0) == leads
        assert unfold(incident(kind, minute=NOON), 0.2, **changes | {"crew__scene_staff": 0.0}).brought_out == 0


def test_at_zero_load_never_reaches_the_scene():
    off = {"approval__load_wait": 0.0, "staff__post_load": 0.0, "staff__answer_load": 0.0, "crew__routine_share": 0.0}
    slack, drowned = (run(60, state=plain_state(load=np.full(6, load)), kind=INCIDENT, **off)[0] for load in (0.1, 6.0))
    assert slack["controlled"].tolist() == drowned["controlled"].tolist()
    slack, drowned = (run(60, state=plain_state(load=np.full(6, load)), kind=INCIDENT)[0] for load in (0.1, 6.0))
    own = (drowned["crew"] == STREET) & ~drowned["professional"]
    assert drowned["routine_minutes"][own].mean() > slack["routine_minutes"][own].mean()
    assert drowned["met"].mean() < slack["met"].mean() and drowned["answer_minutes"].mean() > slack["answer_minutes"].mean()


def test_the_day_is_told_how_much_is_asked():
    state = plain_state()
    assert state.asked is state.desk_load and replace(state, load=np.full(6, 2.0)).asked.max() == 2.0
