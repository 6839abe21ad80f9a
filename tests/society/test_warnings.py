"""Warnings: signal detection, calls that do not convince, channels, lead time (note:B14)."""

import numpy as np
import pytest

from coprod.fields.emergency.warnings import WARNING, Warnings, respond_probability, skill_at, time_enough
from coprod.kernel.incident import CHANCE
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import WATERLOGGING
from coprod.town import build_town
from tests.emergencies.fields import incident
from tests.theory.signals import area_under_roc, optimal_likelihood_ratio

SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 3000, "incident.flood_first": 1,
         "incident.flood_last": 12}
BELIEVED = {"warning.optimists": 0.0, "warning.trust_weight": 0.0, "warning.risk_weight": 0.0, "warning.cry_wolf": 0.0}
HEARD = {"warning.loudspeaker": 1.0, "warning.notice": 1.0, "warning.half_lead": 1000.0, "warning.lead": 0.0}
CALM = np.zeros(2)


def centre(**changes):
    parameters = Parameters().replace(SMALL | {name.replace("__", "."): value for name, value in changes.items()})
    recorder = Recorder()
    return Warnings(parameters, Streams(1), build_town(parameters, Streams(1)), recorder), recorder


def within(share, expected, n):
    """Tell whether a share of n lies within four standard errors of what theory expects."""
    return abs(share - expected) < 4 * np.sqrt(max(expected * (1 - expected), 1 / n) / n)


def test_numbers_of_signal_detection():
    assert area_under_roc(1) == pytest.approx(0.760250, abs=5e-7)
    assert optimal_likelihood_ratio(0.05, 0.1) == pytest.approx(1.9)


def signs(live, struck, days=4000):
    """Return the signs that the live centre reads on many days."""
    return np.concatenate([live._skill * struck + live._noise_of(day) for day in range(days)])


def test_the_live_signs_have_the_area_of_theory():
    live, _ = centre(warning__skill=1.0, warning__lead=0.0)
    quiet, wet = signs(live, 0)[:4000], signs(live, 1)[4000:]
    beats = (np.searchsorted(np.sort(quiet), wet) / quiet.size).mean()
    assert abs(beats - area_under_roc(1)) < 4 * np.sqrt(2 / 12 / 4000)


def test_warnings_come_true_as_often_as_theory_says_and_credibility_learns_it():
    live, recorder = centre(warning__threshold=1.0, warning__lead=0.0)
    rain = np.random.default_rng(1).random(600) < 0.2
    for day in range(600):
        live.day(day, [incident(WATERLOGGING, community=0, source=CHANCE)] * bool(rain[day]), CALM)
    records = recorder.columns(WARNING)
    mine = records["community"] == 0
    hits = (records["issued"] & records["struck"] & mine).sum()
    false = (records["issued"] & ~records["struck"] & mine).sum()
    assert within(hits / rain.sum(), area_under_roc(0.5 * np.sqrt(2)), rain.sum())  # P(z > 1 − 1.5) = Φ(.5)
    assert within(false / (~rain).sum(), area_under_roc(-np.sqrt(2)), (~rain).sum())  # P(z > 1) = Φ(−1)
    assert live.credibility(0) == pytest.approx((2 + hits) / (4 + hits + false))


def test_independent_calls_would_convince_nearly_everybody():
    assert respond_probability(0.3, 15) == pytest.approx(0.995252, abs=5e-7)
    live, _ = centre(warning__calls=15, warning__persistence=0.0, warning__app=False,
                     **{**keys(BELIEVED), **keys(HEARD), "warning__notice": 0.3})
    response, rows, _ = live.respond(0, call=7)
    assert within(response.believed.mean(), 0.995252, rows.size)


def keys(settings):
    return {name.replace(".", "__"): value for name, value in settings.items()}


@pytest.mark.parametrize("calls", [1, 3, 15])
def test_with_persistent_belief_response_levels_off_at_the_believers(calls):
    """π_b (1 − (1 − p)ⁿ): with 15 calls Jinyang's share of believers, not .995 (fact:C18)."""
    live, _ = centre(warning__calls=calls, warning__app=False,
                     **{**keys(BELIEVED), **keys(HEARD), "warning__optimists": 0.7, "warning__notice": 0.3})
    response, rows, _ = live.respond(0, call=7)
    assert within(response.believed.mean(), 0.3 * respond_probability(0.3, calls), rows.size)


def test_who_does_not_believe_today_does_not_believe_tomorrow():
    live, _ = centre(**keys(HEARD))
    first, second = (live.respond(0, call=call)[0].believed for call in (1, 2))
    assert (first == second).all() and 0 < first.mean() < 1
    live, _ = centre(warning__persistence=0.0, **keys(HEARD))
    first, second = (live.respond(0, call=call)[0].believed for call in (1, 2))
    assert (first != second).any()


def test_channels_reach_different_people():
    app, _, _ = centre(warning__loudspeaker=0.0)[0].respond(0, 1)
    none, rows, hours = centre(warning__loudspeaker=0.0, warning__app=False)[0].respond(0, 1)
    door, _, work = centre(warning__loudspeaker=0.0, warning__app=False, warning__door_knock=1.0)[0].respond(0, 1)
    assert not none.reached.any() and hours == 0
    assert app.reached.mean() > 0.5 and work > 0
    live = centre()[0]
    elder = live._people.age[rows] >= 60
    assert within(door.reached[elder].mean(), 0.95, elder.sum())
    assert not door.reached[~elder & ~live._people.vulnerable[rows]].any()


def test_lead_gives_time_and_takes_skill():
    assert skill_at(1.5, 24, 24) == pytest.approx(0.75) and skill_at(1.5, 0, 24) == 1.5
    assert time_enough(1.5, 1.5) == pytest.approx(1 - np.exp(-1)) and time_enough(0, 0) == 1.0


def test_no_warning_no_cost_no_protection():
    live, recorder = centre(warning__issued=False)
    assert not live.day(3, [incident(WATERLOGGING)], CALM).any() and not live.protected.any()
    assert not recorder.kinds()


def test_false_alarms_cost_belief_as_far_as_people_cry_wolf():
    """The chance of belief is 1 − cry_wolf (1 − credibility) where nothing else keeps anybody from believing."""
    for cry_wolf in (0.0, 0.5, 1.0):
        live, _ = centre(**{**BELIEVED, "warning.cry_wolf": cry_wolf})
        live.hits[:], live.false_alarms[:] = 1.0, 3.0
        believed = live._belief(np.arange(4), live.credibility(0), 0.0)
        assert believed == pytest.approx(1 - cry_wolf * 0.75)
