"""The corps as a whole: conservation, anchors, directions of the levers, exact zeros, agents in a role."""

import mesa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.agents.volunteers import Volunteer
from coprod.fields.long_term.drills import DRILL
from tests.volunteers.people import EVERYBODY_FOR_EVER, answering, corps, people, weeks


def shares_of_volunteers(seed=1, n_weeks=52, hours=0.0, **changes):
    """Return who is a volunteer after some weeks."""
    town = people(3000, communities=3)
    weeks(corps(town, seed, **changes), n_weeks, hours)
    return town.residents.volunteer.copy()


def skills_of_a_town(n_weeks=26, **changes):
    """Return the corps, skills and drill records after some weeks."""
    town = people(3000, communities=3, skilled=0.1, registered=0.5)
    volunteers = corps(town, **{"volunteer__drill_attendance": 0.3} | changes)
    town.residents.skill[:] = 0.5 * town.residents.skilled
    weeks(volunteers, n_weeks)
    return volunteers, town.residents.skill, volunteers.drills._recorder.columns(DRILL)


rates = st.floats(0, 1)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10), potential=rates, recruit=rates, imitation=st.floats(0, 2), retention=st.floats(0.01, 1),
       hours=st.floats(0, 100), called=st.floats(0, 1e4), freq=st.floats(0, 52))
def test_people_are_conserved(seed, potential, recruit, imitation, retention, hours, called, freq):
    town = people(400, communities=4, skilled=0.2, registered=0.5)
    volunteers = corps(
        town, seed, volunteer__potential=potential, volunteer__recruit=recruit, volunteer__drill_freq=freq,
        volunteer__imitation=imitation, volunteer__retention=retention)
    for week in range(4):
        before = volunteers.registered
        brought = volunteers.week(7 * week, hours, called)
        assert (volunteers.registered == before + brought.joined - brought.left).all()
        assert (brought.left >= brought.overloaded).all() and brought.overloaded.min() >= 0
        assert volunteers.registered.sum() == town.residents.volunteer.sum()
        for level in (town.residents.burnout, town.residents.skill, volunteers.rested, volunteers.skilled_on_call):
            assert level.min() >= 0 and level.max() <= 1
        assert (answering(volunteers, week) <= volunteers.registered).all()


def test_the_default_corps_is_stationary_near_its_anchors():
    """fact:C8: 13 to 20 % registered. fact:C10: 55 to 75 % kept after a year, with the load of ordinary weeks."""
    town = people(60_000, communities=12)
    volunteers = corps(town)
    kept, shares = town.residents.volunteer.copy(), [town.residents.volunteer.mean()]
    n_start = kept.sum()
    for week in range(104):
        volunteers.week(7 * week, 2.0 * (np.arange(60_000) % 20 == 0), 10.0 * (week % 4 == 0))
        shares.append(town.residents.volunteer.mean())
        kept &= town.residents.volunteer
        if week == 51:
            assert 0.55 < kept.sum() / n_start < 0.75
    assert min(shares) > 0.13 and max(shares) < 0.17


def test_nobody_too_young_or_too_old_registers():
    town = people(900)
    town.residents.age[:] = np.repeat([10, 40, 80], 300)
    corps(town, volunteer__potential=0.3, volunteer__retention=1.0)
    assert town.residents.volunteer.reshape(3, 300).sum(axis=1).tolist()[::2] == [0, 0]
    assert town.residents.volunteer.sum() > 200  # the share is of all residents


@pytest.mark.parametrize(("lever", "low", "high"), [
    ("volunteer__recruit", 0.0, 0.02), ("volunteer__potential", 0.1, 0.4), ("volunteer__retention", 0.5, 0.8)])
def test_more_volunteers_and_the_same_ones_among_them(lever, low, high):
    few, many = (shares_of_volunteers(**{lever: value}) for value in (low, high))
    assert few.sum() < many.sum()
    if lever != "volunteer__potential":
        assert (few <= many).all()  # the random numbers of nobody moved


def test_zero_switches_off_exactly():
    assert not shares_of_volunteers(volunteer__potential=0.0).any()
    assert not shares_of_volunteers(volunteer__recruit=0.0, volunteer__imitation=0.0).any()
    assert shares_of_volunteers(volunteer__potential=1.0, volunteer__retention=1.0).all()
    tired, rested = (shares_of_volunteers(hours=20.0, volunteer__burnout_exit=0.0, volunteer__burnout_gain=gain)
                     for gain in (0.05, 0.0))
    assert (tired == rested).all()
    town = people(500)
    volunteers = corps(town, **EVERYBODY_FOR_EVER, volunteer__burnout_gain=0.0, volunteer__overload_exit=False)
    week = volunteers.week(0, 100.0, 1e6)
    assert not town.residents.burnout.any() and not week.left.any()


@pytest.mark.parametrize("lever", ["volunteer__call_prob", "volunteer__call_size"])
def test_nobody_comes_when_nobody_is_called_or_answers(lever):
    volunteers = corps(people(500), **EVERYBODY_FOR_EVER, **{lever: 0})
    assert not answering(volunteers, 3).any()


def test_nobody_skilled_can_be_called_when_nobody_is_registered():
    assert not corps(people(500, skilled=0.5, registered=0.0)).skilled_on_call.any()


@pytest.mark.parametrize(("lever", "low", "high"), [
    ("volunteer__call_prob", 0.2, 0.4), ("volunteer__call_size", 10, 20), ("volunteer__helping_cost", 0.2, 0.0)])
def test_more_volunteers_answer_on_every_day(lever, low, high):
    few, many = (corps(people(5000, communities=5), **{lever: value}) for value in (low, high))
    answers = [(answering(few, day), answering(many, day)) for day in range(50)]
    assert all((a <= b).all() for a, b in answers)
    assert sum(a.sum() for a, _ in answers) < sum(b.sum() for _, b in answers)


def test_tired_volunteers_answer_less_and_leave_more():
    town = people(2000)
    volunteers = corps(town, **EVERYBODY_FOR_EVER, volunteer__call_size=500)
    fresh = answering(volunteers, 1)[0]
    town.residents.burnout[:] = 0.9
    weeks(volunteers, 1)
    assert answering(volunteers, 1)[0] < fresh / 2
    overworked, idle = (shares_of_volunteers(hours=hours, volunteer__burnout_exit=3.0) for hours in (8, 0))
    assert (overworked <= idle).all() and overworked.sum() < idle.sum()


@pytest.mark.parametrize(("lever", "low", "high"), [
    ("volunteer__drill_freq", 0.0, 6.0), ("volunteer__drill_quality", 0.2, 0.8), ("volunteer__practice", 0.0, 1.0),
    ("volunteer__skill_half_life", 90.0, 365.0)])
def test_skills_are_kept_alive(lever, low, high):
    (few, faded, _), (many, kept, _) = (skills_of_a_town(**{lever: value}) for value in (low, high))
    assert (faded <= kept + 1e-6).all() and faded.sum() < kept.sum()
    assert (few.skilled_on_call < many.skilled_on_call).all()


def test_ritual_drills_are_recorded_and_teach_nothing():
    _, undrilled, _ = skills_of_a_town(volunteer__drill_freq=0.0)
    _, skills, record = skills_of_a_town(volunteer__drill_freq=12.0, volunteer__drill_quality=0.0)
    assert (skills == undrilled).all()
    assert record["recorded"].sum() > 100 and not record["learned"].any()
    assert (record["recorded"] <= record["invited"]).all()


def test_drills_are_held_as_often_as_told_and_cost_time():
    volunteers, _, record = skills_of_a_town(n_weeks=73, volunteer__drill_freq=5.0)  # 73 weeks are 1.4 years
    assert np.bincount(record["community"]).tolist() == [7, 7, 7]
    assert record["staff_hours"].tolist() == [volunteers.volunteer.drill_staff_hours] * 21
    assert record["citizen_hours"] == pytest.approx(record["recorded"] * volunteers.volunteer.drill_hours)
    assert (record["learned"] > 0).all() and (record["learned"] < record["recorded"]).all()


def test_skills_start_where_they_stay():
    town = people(6000, communities=3, skilled=0.3, registered=0.5)
    volunteers = corps(town, **EVERYBODY_FOR_EVER)
    start = town.residents.skill[town.residents.skilled].mean()
    weeks(volunteers, 104)
    assert town.residents.skill[town.residents.skilled].mean() == pytest.approx(start, rel=0.03)


def test_a_volunteer_is_a_mesa_agent_for_as_long_as_the_role_lasts():
    town, model = people(200), mesa.Model()
    volunteers = corps(town, volunteer__retention=0.01, volunteer__recruit=0.0, volunteer__imitation=0.0)
    town.residents.volunteer[:] = np.arange(200) < 150
    agents = volunteers.agents(model)
    assert len(agents) == len(model.agents_by_type[Volunteer]) == 150
    assert volunteers.agent(model, agents[0].row) is agents[0] and agents[0].volunteer and agents[0].age == 40
    weeks(volunteers, 20)
    still = [agent for agent in agents if agent.volunteer]
    assert 0 < len(still) < len(agents) and set(model.agents) == set(still)
    outsider = int(np.flatnonzero(~town.residents.volunteer)[0])
    with pytest.raises(LookupError, match=f"resident {outsider} is not"):
        volunteers.agent(model, outsider)


def test_a_volunteer_view_can_be_given_back():
    town, model = people(50), mesa.Model()
    volunteers = corps(town, **EVERYBODY_FOR_EVER)
    first = volunteers.agent(model, 7)
    first.burnout = 0.5
    first.remove()
    again = volunteers.agent(model, 7)
    assert again is not first and again.burnout == 0.5 and list(model.agents) == [again]


def test_same_seed_same_town():
    assert (shares_of_volunteers(3) == shares_of_volunteers(3)).all()
    assert (shares_of_volunteers(3) != shares_of_volunteers(4)).any()
