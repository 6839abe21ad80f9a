"""Asking late: what the city sees by itself, what a district tells it, and looking again while load grows (note:B13)."""

import numpy as np
import pytest

from coprod.agents.districts import request_probability
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.groups.city import LEAST_AGAIN, City
from tests.approvals.ladders import close
from tests.escalation.test_escalation import N, city, grave

TEAMS = Parameters().crew.district_teams
WORDS = {"request": True, "request_bias": 10.0, "blame": 1.0, "request_minutes": 60.0}
"""Every district asks at once whose fear does not keep it from asking."""


def takeovers(load=5.0 * TEAMS, **changes):
    """Return the minutes until the city was in command of each of many incidents, nan where it never was."""
    live, env, _ = city(**changes)
    commands = [live.look_at(grave(id=n), load) for n in range(N)]
    env.run()
    return np.array([command.takeover for command in commands]), np.array([command.held.request for command in commands])


def test_the_city_sees_an_overload_by_itself_after_a_while():
    minutes, _ = takeovers(theta_c=1.0, notice=60.0, takeover=30.0)
    assert close(minutes, 60 + 30)
    assert close(takeovers(theta_c=1.0, notice=0.0, takeover=30.0)[0], 30)


def test_a_district_that_asks_is_heard_before_the_city_sees_it():
    """The sooner of two exponential times, of means 60 and 60 b · fear = 30: 20 minutes."""
    minutes, asked = takeovers(theta_c=1.0, notice=60.0, takeover=30.0, fear=0.5, **WORDS)
    assert close(minutes[asked], 20 + 30)
    assert close(minutes[~asked], 60 + 30)  # fear keeps half of them from asking
    assert close(asked, 0.5)


def test_a_platform_shows_the_city_what_it_would_see_late():
    platform = {"city.platform": True, "city.platform_quality": 0.75}
    assert close(takeovers(theta_c=1.0, notice=60.0, takeover=0.0, also=platform)[0], 15)


@pytest.mark.parametrize("bias", [-2.0, 2.0])
def test_a_reluctant_district_asks_at_a_greater_load_so_later(bias):
    """Load grows by one team an hour; the district asks at the first look at which its chance exceeds the draw."""
    live, env, _ = city(request=True, request_bias=bias, request_slope=2.0, blame=0.0, takeover=0.0, again=15.0)

    def load_now():
        return TEAMS * env.now / 60

    n = 300
    commands = [live.look_at(grave(id=number), load_now(), load_now) for number in range(n)]
    env.run(until=2000)
    looks = np.arange(0, 2000, 15.0)
    chance = np.array([request_probability(live.escalation, load, 0.5) for load in looks / 60])
    draws = np.array([Streams(1).uniform_scalar(Purpose.ESCALATION_REQUEST, number) for number in range(n)])
    expected = looks[(draws[:, None] < chance).argmax(axis=1)]
    assert np.array([command.takeover for command in commands]) == pytest.approx(expected)


def test_what_is_looked_at_once_or_is_over_is_not_taken_later():
    once, env, _ = city(request=True, request_bias=-10.0, again=0.0)
    again, env_again, _ = city(request=True, request_bias=-10.0, again=15.0)
    commands = [live.look_at(grave(), 0.0, lambda: 0.5 * TEAMS) for live in (once, again)]
    again.close(commands[1])
    for clock in (env, env_again):
        clock.run(until=500)
    assert not commands[0].is_taken and not commands[1].is_taken


def test_nobody_meets_oftener_than_a_meeting_takes():
    """An interval below the least one is looked at as if it were that: the day of a huge town must not drown in meetings."""
    looks = {}
    for again in (LEAST_AGAIN / 1000, LEAST_AGAIN, 3 * LEAST_AGAIN):
        live, env, _ = city(request=True, request_bias=-10.0, again=again)
        seen = looks[again] = []
        live.look_at(grave(), 0.0, lambda seen=seen, env=env: seen.append(env.now) or 0.0)
        env.run(until=100)
    assert looks[LEAST_AGAIN / 1000] == looks[LEAST_AGAIN] == [LEAST_AGAIN * n for n in range(1, 10)]
    assert len(looks[3 * LEAST_AGAIN]) == 3
    tip = City.model_fields["escalation_again"].json_schema_extra
    assert f"{LEAST_AGAIN:g} minutes" in str(tip) and f"{LEAST_AGAIN:g}分钟" in str(tip)


def test_what_a_look_costs_does_not_grow_with_what_is_open():
    """The districts in which incidents of a kind are open are counted, not looked for: a city of many watches stays quick."""
    live, _, _ = city(spread=2)
    commands = [live.look_at(grave(id=n, community=0), 0.0) for n in range(50)]
    assert live.n_open == 50 and not any(command.held.spread for command in commands)
    assert max(len(of_type) for of_type in live._open.values()) == 1
    other = live.look_at(grave(id=99, community=1), 0.0)
    assert other.held.spread
    for command in commands:
        live.close(command)
    assert live.n_open == 1 and not live.look_at(grave(id=100, community=1), 0.0).held.spread
