"""The choice between acts where utilities are so large, or noise so small, that odds leave the range of numbers."""

import numpy as np
import pytest
from scipy.special import log_softmax

from coprod.agents import participation_utility as utility
from coprod.agents.participation_utility import REPORT, SHAM
from coprod.fields.everyday.acts import Participation
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town import build_town
from tests.residents.crowd import chance_of_acting, crowd, participation

EXTREMES = [
    {"points__effort_real": 100.0, "points__reward": 2.0, "points__sham": True},
    {"resident__choice_noise": 0.05, "points__reward": 1000.0, "points__sham": True, "resident__cost_report": 1.0},
    {"resident__choice_noise": 0.05, "resident__cost_report": 30.0, "points__fine": 1000.0, "points__audit": 1.0,
     "points__reward": 1.0, "points__sham": True},
    {"resident__choice_noise": 0.05, "resident__cost_report": 0.0, "resident__cost_help": 0.0},
]


def test_chances_are_those_of_the_softmax_however_large_the_utilities():
    for changes in EXTREMES:
        for motivation in (0.0, 10.0, 200.0):
            town = crowd(motivation=motivation)
            rule = participation(town, **changes)
            with np.errstate(over="raise", invalid="raise", divide="raise"):
                rule.begin_week(np.ones(1))
            logs = utility.act_log_weights(rule.resident, rule.points, np.ones(1))[0, 0, 0]
            own = motivation * rule.weights.left[0, 0, 0] / rule.resident.choice_noise
            sham = utility.sham_log_weight(rule.resident, rule.points, np.ones(1))[0, 0]
            expected = np.exp(log_softmax([0.0, *(logs + own), sham]))
            assert float(town.residents.act_probability[0]) == pytest.approx(1 - expected[0], abs=1e-6), changes


def test_who_gains_most_by_shamming_shams():
    """With effort_real = 100 a sham act is worth e^98 real ones: everybody acts, and nobody in earnest."""
    town = crowd(500, motivation=2.0)
    rule = participation(town, resident__cost_report=9.5, **EXTREMES[0])
    rule.begin_week(np.ones(1))
    acts = rule.day(0)
    assert acts.rows.size == 500 and (acts.act == SHAM).all()


def test_strong_motives_act_and_in_earnest():
    """A motive of 200 at noise 0.05 outweighs everything: e^3980 to one."""
    assert chance_of_acting(200.0, resident__choice_noise=0.05, resident__cost_report=1.0) == 1
    town = crowd(500, motivation=200.0)
    rule = participation(town, resident__choice_noise=0.05, resident__cost_report=1.0, points__reward=2.0,
                         points__sham=True)
    rule.begin_week(np.ones(1))
    assert (rule.day(0).act == REPORT).all()


def test_both_ways_of_reckoning_agree_where_both_can_be_used(monkeypatch):
    parameters = Parameters().replace({"town.streets": 1, "town.communities": 2, "town.residents_per_community": 2000,
                                       "resident.motivation_mean": 6.0})
    chances, acts = [], []
    for moderate in (utility.MODERATE, -np.inf):
        monkeypatch.setattr(utility, "MODERATE", moderate)
        streams = Streams(1)
        town = build_town(parameters, streams)
        rule = Participation(parameters, streams, town)
        rule.begin_week(np.ones(2))
        assert (rule._real_share is None) == (moderate > 0)
        chances.append(town.residents.act_probability)
        acts.append(rule.day(0))
    assert chances[0] == pytest.approx(chances[1], rel=1e-4)
    assert acts[0].rows.size == pytest.approx(acts[1].rows.size, abs=2)
    assert np.bincount(acts[0].act, minlength=5) == pytest.approx(np.bincount(acts[1].act, minlength=5), abs=4)
