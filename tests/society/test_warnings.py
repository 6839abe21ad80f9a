"""Warnings: signal detection, calls that do not convince, channels, memory, and what a warning costs (note:B14)."""

import numpy as np
import pytest

from coprod.agents.decisions import RuleBook
from coprod.agents.forewarned import CostLoss, Outlook, Signals, warned_level
from coprod.fields.emergency.audience import ORGANISATIONS, RESIDENTS, SITES, Audience, respond_probability, time_enough
from coprod.fields.emergency.forecast import Forecasts, skill_at
from coprod.fields.emergency.warnings import WARNING
from coprod.kernel.incident import CHANCE
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import WATERLOGGING
from coprod.town import build_town
from tests.emergencies.fields import dotted, field, incident, keywords, plain_state
from tests.theory.signals import area_under_roc, optimal_likelihood_ratio

SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 3000, "incident.flood_first": 1,
         "incident.flood_last": 12}
BELIEVED = {"warning.optimists": 0.0, "warning.trust_weight": 0.0, "warning.risk_weight": 0.0, "warning.cry_wolf": 0.0}
HEARD = {"warning.loudspeaker": 1.0, "warning.notice": 1.0}
CALM = np.zeros(4)


def audience(**changes):
    parameters = Parameters().replace(SMALL | dotted(changes))
    return Audience(parameters, Streams(1), build_town(parameters, Streams(1)), RuleBook(parameters)["resident.heed"])


def forecasts(places=2, **changes):
    return Forecasts(Parameters().replace(SMALL | dotted(changes)), Streams(1), np.arange(places) // 2)


def within(share, expected, n):
    """Tell whether a share of n lies within four standard errors of what theory expects."""
    return abs(share - expected) < 4 * np.sqrt(max(expected * (1 - expected), 1 / n) / n)


def test_numbers_of_signal_detection():
    assert area_under_roc(1) == pytest.approx(0.760250, abs=5e-7)
    assert optimal_likelihood_ratio(0.05, 0.1) == pytest.approx(1.9)


def signs(live, floods, days=4000):
    """Return the signs that are read on many days, those of two communities a day."""
    found = [live.signals(live._of_cloudbursts(day, floods), np.arange(2)).sign for day in range(days)]
    return np.concatenate(found)


def test_the_signs_have_the_area_of_theory():
    live = forecasts(warning__skill=1.0, warning__lead=0.0, warning__forecast_common=0.0)
    wet_day = [incident(WATERLOGGING, community=community, source=CHANCE) for community in (0, 1)]
    quiet, wet = signs(live, [])[:4000], signs(live, wet_day)[4000:]
    beats = (np.searchsorted(np.sort(quiet), wet) / quiet.size).mean()
    assert abs(beats - area_under_roc(1)) < 4 * np.sqrt(2 / 12 / 4000)


@pytest.mark.parametrize("common", [0.0, 0.5, 0.8, 1.0])
def test_the_noise_is_standard_and_as_common_to_a_district_as_stated(common):
    live = forecasts(places=4, warning__forecast_common=common)
    noise = np.array([live.noise_of_day(day) for day in range(4000)])
    error = np.sqrt(2 / 4000)
    assert np.allclose(noise.var(axis=0), 1, atol=4 * error)
    correlation = np.corrcoef(noise.T)
    assert abs(correlation[0, 1] - common) < 4 / np.sqrt(4000) and abs(correlation[0, 2]) < 4 / np.sqrt(4000)


def test_hits_false_alarms_and_misses_come_as_often_as_theory_says_and_memory_learns_it():
    live, recorder = field(warning__threshold=1.0, warning__lead=0.0, incident__flood_first=1, incident__flood_last=12,
                           warning__duty_level=5, warning__lapse=1.0, **keywords({"town.residents_per_community": 500}))
    live.state = plain_state()
    rain = np.random.default_rng(1).random(600) < 0.2
    for day in range(600):
        struck = [incident(WATERLOGGING, minute=day * 1440 + 720.0, source=CHANCE)] * bool(rain[day])
        live.warnings.day(day, struck, CALM)
        live.env.run(until=(day + 1) * 1440)
    live.env.run(until=602 * 1440)
    records = recorder.columns(WARNING)
    mine = records["community"] == 0
    hits = (records["issued"] & records["struck"] & mine).sum()
    false = (records["issued"] & ~records["struck"] & mine).sum()
    assert within(hits / rain.sum(), area_under_roc(0.5 * np.sqrt(2)), rain.sum())  # P(z > 1 − 1.5) = Φ(.5)
    assert within(false / (~rain).sum(), area_under_roc(-np.sqrt(2)), (~rain).sum())  # P(z > 1) = Φ(−1)
    assert ((~records["issued"]) & mine).sum() == rain.sum() - hits
    memory = live.warnings.audience
    assert memory.credibility(0) == pytest.approx((2 + hits) / (4 + hits + false))
    heard = [memory.hits[kind, 0] + memory.false_alarms[kind, 0] - 4 for kind in (RESIDENTS, SITES, ORGANISATIONS)]
    assert heard[0] == hits + false > heard[1] != heard[2]  # each remembers what it got
    assert all(within(n / heard[0], 0.9, heard[0]) for n in heard[1:])


def test_levels_follow_thresholds_or_the_cost_loss_ratio():
    live = forecasts(warning__threshold=1.0, warning__level_step=0.5)
    by_threshold = RuleBook(Parameters())["department.warn"]
    read = Signals(np.arange(5), np.array([0.9, 1.1, 1.6, 2.1, 9.0]), np.array([0.04, 0.11, 0.21, 0.41, 0.9]), 1.0, 0.5, 0.1)
    assert by_threshold(read).tolist() == [0, 1, 2, 3, 4] and CostLoss().decide(read).tolist() == [0, 1, 2, 3, 4]
    found = live.signals(live.nothing(3), np.arange(2))
    assert ((found.probability > 0) & (found.probability < 1)).all()


def test_the_chance_that_a_sign_means_is_that_of_bayes():
    """Among signs of days of which a tenth bring a flood, those read as p come true with p."""
    live = forecasts(warning__base_rate=0.1, warning__lead=0.0, warning__forecast_common=0.0)
    rng, read, true = np.random.default_rng(1), [], []
    for day in range(6000):
        struck = rng.random() < 0.1
        threat = live._of_cloudbursts(day, [incident(WATERLOGGING, source=CHANCE)] * bool(struck))
        read.append(live.signals(threat, np.arange(2)).probability[0])
        true.append(struck)
    read, true = np.array(read), np.array(true)
    high = read > 0.25
    for which in (high, ~high):
        assert within(true[which].mean(), read[which].mean(), which.sum())


def test_independent_calls_would_convince_nearly_everybody():
    assert respond_probability(0.3, 15) == pytest.approx(0.995252, abs=5e-7)
    live = audience(warning__calls=15, warning__persistence=0.0, warning__app=False,
                    **keywords(BELIEVED | HEARD | {"warning.notice": 0.3}))
    response = live.respond(0, call=7)
    assert within(response.believed.mean(), 0.995252, response.rows.size)


@pytest.mark.parametrize("calls", [1, 3, 15])
def test_with_persistent_belief_response_levels_off_at_the_believers(calls):
    """π_b (1 − (1 − p)ⁿ): with 15 calls Jinyang's share of believers, not .995 (fact:C18)."""
    live = audience(warning__calls=calls, warning__app=False,
                    **keywords(BELIEVED | HEARD | {"warning.optimists": 0.7, "warning.notice": 0.3}))
    response = live.respond(0, call=7)
    assert within(response.believed.mean(), 0.3 * respond_probability(0.3, calls), response.rows.size)


def test_who_does_not_believe_today_does_not_believe_tomorrow():
    live = audience(**keywords(HEARD))
    first, second = (live.respond(0, call=call).believed for call in (1, 2))
    assert (first == second).all() and 0 < first.mean() < 1
    live = audience(warning__persistence=0.0, **keywords(HEARD))
    first, second = (live.respond(0, call=call).believed for call in (1, 2))
    assert (first != second).any()


def test_refusal_to_leave_falls_with_trust_and_risk_and_rises_with_age():
    live = audience(warning__refusal=0.4, **keywords(BELIEVED | HEARD))
    response = live.respond(0, call=1)
    assert within(response.leaves[~response.elder].mean(), 0.6, (~response.elder).sum())
    assert within(response.leaves[response.elder].mean(), 1 - 0.6, response.elder.sum())
    assert response.believed.all()
    weighed = audience(warning__refusal=0.4, **keywords(BELIEVED | HEARD | {"warning.trust_weight": 0.5})).respond(0, call=1)
    assert weighed.leaves[weighed.believed].mean() > response.leaves.mean()
    nobody = audience(warning__refusal=0.0, **keywords(BELIEVED | HEARD)).respond(0, call=1)
    assert nobody.leaves.all()


def test_channels_reach_different_people():
    app = audience(warning__loudspeaker=0.0).respond(0, 1)
    none = audience(warning__loudspeaker=0.0, warning__app=False).respond(0, 1)
    assert not none.reached.any() and app.reached.mean() > 0.5
    frail = np.flatnonzero(none.frail)
    none.begin(0.0)
    none.visit(frail, np.full(frail.size, 60.0))
    assert none.reached[frail].all() and none.reached.sum() == frail.size
    assert none.acted(60.0) == 0 < none.acted(1e6) and none.able[frail].all()


def test_lead_gives_time_and_takes_skill():
    assert skill_at(1.5, 24, 24) == pytest.approx(0.75) and skill_at(1.5, 0, 24) == 1.5
    assert time_enough(1.5, 1.5) == pytest.approx(1 - np.exp(-1)) and time_enough(0, 0) == 1.0
    response = audience(**keywords(BELIEVED | HEARD), warning__able=1.0).respond(0, 1)
    response.begin(100.0)
    assert within(response.acted(100.0 + 90.0), time_enough(1.5, 1.5), response.rows.size)


def test_no_warning_no_cost_no_protection():
    live, recorder = field(warning__issued=False)
    live.state = plain_state()
    flood = incident(WATERLOGGING)
    live.warnings.day(3, [flood], CALM)
    live.env.run(until=5 * 1440)
    assert live.warnings.saved(flood) == (0.0, 0.0) and not live.warnings.active
    assert not recorder.kinds() and not live.tally.staff_hours.any()


def test_false_alarms_cost_belief_as_far_as_people_cry_wolf():
    """The chance of belief is 1 − cry_wolf (1 − credibility) where nothing else keeps anybody from believing."""
    for cry_wolf in (0.0, 0.5, 1.0):
        live = audience(**keywords({**BELIEVED, "warning.cry_wolf": cry_wolf}))
        live.hits[:], live.false_alarms[:] = 1.0, 3.0
        believed = live.belief(np.full(4, 0.5), np.full(4, 0.5), live.credibility(0), 0.0)
        assert believed == pytest.approx(1 - cry_wolf * 0.75)


def test_a_response_level_takes_enough_communities_or_enough_that_is_open():
    levels = (0, 1, 2, 3)
    assert [warned_level(levels, share, 4) for share in (0.25, 0.5, 0.75, 1.0)] == [3, 2, 1, 0]
    assert warned_level((4,), 0.25, 2) == 2 and warned_level((0, 0), 0.25, 4) == 0
    declare = RuleBook(Parameters())["district.declare"]
    assert [declare(Outlook(load, 6.0, 4, levels, 0.5)) for load in (0.0, 12.0, 24.0)] == [2, 2, 3]
    alone = RuleBook(Parameters(), {"district.declare": "open_incidents"})["district.declare"]
    assert [alone(Outlook(load, 6.0, 4, levels, 0.5)) for load in (0.0, 6.0)] == [0, 1]
