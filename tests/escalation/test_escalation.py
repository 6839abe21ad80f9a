"""Escalation against theory: the truth table, independent triggers, district first, fear, and the city's capacity (note:B13)."""

from itertools import product

import numpy as np
import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as st

from coprod.agents.city import Held
from coprod.agents.districts import request_probability
from coprod.fields.emergency.incident_process import IncidentProcess
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.borders import Borders, neighbours
from coprod.linkage.escalation import ESCALATION, Escalation
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, FIRE, UTILITY, WATERLOGGING
from coprod.resources.crews import CITY, DISTRICT
from tests.emergencies.fields import PLENTY, dotted, field, incident, keywords, plain_state

NEVER = {"in_force": True, "spread": 1000, "theta_c": 1000.0, "types": "none", "request": False,
         "notice": 0.0, "again": 0.0}
N = 4000


def city(seed=1, fear=0.5, border=0.0, also=None, **changes):
    """Return the city over two districts of one community each; changes are of ``escalation``, others in `also`."""
    env, recorder = simpy.Environment(), Recorder()
    settings = {f"city.escalation_{name}": value for name, value in (NEVER | changes).items()} | (also or {})
    borders = Borders(Streams(seed), [0, 1], 2, border)
    live = Escalation(env, Parameters().replace(settings), Streams(seed), np.array([0, 1]), lambda district: 3,
                      borders, fear, recorder)
    return live, env, recorder


def grave(kind=WATERLOGGING, **changes):
    return incident(kind, **{"severity": 0.9} | changes)


@pytest.mark.parametrize("triggers", list(product([False, True], repeat=4)))
def test_the_city_takes_over_on_any_of_the_four(triggers):
    """The truth table of 16 rows: T1 ∨ T2 ∨ T3 ∨ T4, each brought about on its own."""
    spread, capacity, type_, request = triggers
    live, env, _ = city(types="waterlogging" if type_ else "none", theta_c=1.0 if capacity else 1000.0,
                        spread=2 if spread else 1000, request=request, request_bias=10.0, blame=0.0)
    live.look_at(grave(id=1, community=1), 0.0)
    command = live.look_at(grave(id=2), 5.0)
    assert (command.held.spread, command.held.capacity, command.held.type, command.held.request) == triggers
    assert bool(command.held) == any(triggers) and command.held.asked_only == (triggers == (False, False, False, True))
    env.run()
    assert command.is_of_city == any(triggers)


def test_independent_triggers_add_up_to_one_minus_the_product():
    """With chances p_i of the triggers, 1 − Π (1 − p_i) of all incidents are taken over."""
    p = np.array([0.1, 0.3, 0.2, 0.15])
    uniform = np.random.default_rng(1).random((N, 4)) < p
    expected = 1 - np.prod(1 - p)
    assert np.mean([bool(Held(*row)) for row in uniform.tolist()]) == pytest.approx(
        expected, abs=4 * (expected * (1 - expected) / N) ** 0.5)


def test_the_load_is_compared_with_the_teams_of_the_district():
    teams = Parameters().crew.district_teams
    for theta in (0.7, 1.0, 1.5):
        live, _, _ = city(theta_c=theta)
        assert not live.look_at(grave(id=1), theta * teams - 0.01).held
        assert live.look_at(grave(id=2), theta * teams + 0.01).held.capacity


def test_only_grave_incidents_without_a_rescue_service_are_looked_at():
    live, _, _ = city(types="any")
    assert live.look_at(grave(severity=0.5), 9.0) is None and live.look_at(grave(ARREST), 9.0) is None
    assert city(in_force=False)[0].look_at(grave(), 9.0) is None
    assert live.look_at(grave(FIRE), 9.0).held.type


def test_districts_ask_as_often_as_declared():
    live, _, _ = city(fear=0.4, request=True, request_bias=0.5, request_slope=2.0, blame=0.5)
    expected = (1 - 0.5 * 0.4) / (1 + np.exp(-(2 * (2.0 - 1) + 0.5)))
    load = 2.0 * Parameters().crew.district_teams
    asked = np.mean([live.look_at(grave(id=n), load).held.request for n in range(N)])
    assert asked == pytest.approx(expected, abs=4 * (expected * (1 - expected) / N) ** 0.5)


def test_taking_over_takes_its_time_and_asking_the_time_of_fear():
    """Exponential with the mean of the city's delay; hesitation m · b · fear comes before it where the district asks."""
    live, env, recorder = city(fear=0.5, request=True, request_bias=10.0, blame=1.0, request_minutes=60.0)
    commands = [live.look_at(grave(id=n), 50.0) for n in range(N)]
    env.run()
    asked = [command for command in commands if command.held]
    takeover, delay = (np.array([getattr(command, name) for command in asked]) for name in ("takeover", "request_delay"))
    assert delay.mean() == pytest.approx(30, abs=4 * 30 / len(asked) ** 0.5)
    assert (takeover - delay).mean() == pytest.approx(30, abs=4 * 30 / len(asked) ** 0.5)
    for command in commands:
        live.close(command)
    assert len(recorder.columns(ESCALATION)["incident"]) == len(asked)


def test_what_is_over_before_is_never_the_citys():
    live, env, recorder = city(types="any")
    command = live.look_at(grave(), 0.0)
    live.close(command)
    env.run()
    assert not command.is_of_city and np.isnan(recorder.columns(ESCALATION)["takeover"]).all()


def test_what_lies_at_a_border_affects_two_districts():
    live, _, _ = city(spread=2, border=0.3)
    held = np.mean([live.look_at(grave(WATERLOGGING, id=n), 0.0).held.spread for n in range(N)])
    assert held == pytest.approx(0.3, abs=4 * (0.3 * 0.7 / N) ** 0.5)


def test_districts_lie_in_a_ring_and_borders_are_told_alike_one_by_one_or_together():
    assert [neighbours(0, n) for n in (1, 2, 3, 5)] == [(), (1,), (2, 1), (4, 1)]
    alone, many = Borders(Streams(1), [0], 1, 1.0), Borders(Streams(1), [2], 5, 0.5)
    assert alone.across(7, 0) is None and not alone.at_border(np.arange(9)).any()
    sides = [many.across(n, 0) for n in range(N)]
    assert [side is not None for side in sides] == many.at_border(np.arange(N)).tolist()
    assert np.mean([side == 1 for side in sides]) == pytest.approx(0.25, abs=4 * (0.1875 / N) ** 0.5)
    assert set(sides) == {None, 1, 3}


@given(st.floats(0, 5), st.floats(0, 1), st.floats(-5, 5))
def test_fear_keeps_from_asking_and_load_moves_to_it(load, fear, bias):
    e = Parameters().replace({"city.escalation_request_bias": bias}).city
    chance = request_probability(e, load, fear)
    assert 0 <= chance <= 1
    assert request_probability(e, load, min(1.0, fear + 0.1)) <= chance <= request_probability(e, load + 0.1, fear)
    brazen = Parameters().replace({"city.escalation_blame": 0.0}).city
    assert request_probability(brazen, load, fear) == request_probability(brazen, load, 0.0)


def test_the_strategic_stock_gives_no_more_than_it_has():
    live, env, _ = city(stock=10.0)
    command, most = live.look_at(grave(), 0.0), live.stock["pump"].base
    assert most > 0 and live.bring(command, "pump", most + 5) == most and live.bring(command, "pump", 1) == 0
    assert command.units == most
    env.run()
    assert live.stock["pump"].stock == most


def test_the_citys_teams_relieve_a_district_whose_teams_are_busy():
    """One team in the district, many fires: some are the city's, and nobody waits longer than for the district alone."""
    scarce = dotted(keywords(PLENTY)) | {"crew.district_teams": 1, "crew.district_travel": 200.0}
    waits = []
    for in_force in (False, True):
        live, recorder = field(**keywords(scarce), incident__fire_rate=400.0, city__escalation_in_force=in_force,
                               city__escalation_types="any", city__escalation_grave=0.0, city__escalation_takeover=5.0)
        for day in range(60):
            live.run_day(day, plain_state())
        found = recorder.columns(INCIDENT)
        needed = np.isin(found["crew"], (DISTRICT, CITY))
        waits.append(found["crew_wait"][needed].mean())
        assert np.any(found["crew"] == CITY) == in_force
        assert live.escalation.teams.count <= live.escalation.teams.capacity
    assert waits[1] < 0.8 * waits[0]


def test_a_change_of_command_takes_its_minutes_once():
    """Where the city is in command at once, a grave incident is under control `handover` minutes later."""
    def minutes(handover):
        live, _ = field(**keywords(PLENTY), city__escalation_in_force=True, city__escalation_types="any",
                        city__escalation_takeover=0.0, incident__supply_share=0.0,  # no goods that come meanwhile
                        city__escalation_handover=handover, city__escalation_stock=0.0, city__escalation_travel=10.5)
        live.state = plain_state()
        episode = IncidentProcess(live, grave(UTILITY, minute=0.0, severity=0.9))
        live.env.process(episode.run())
        live.env.run(until=5000)
        return episode.controlled - episode.arrived

    assert minutes(7.0) - minutes(0.0) == pytest.approx(7.0)
