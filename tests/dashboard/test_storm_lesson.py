"""The storm that came to everybody: what the lesson says of one pair of worlds holds over many."""

import numpy as np
import pytest
from scipy import stats

from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.interfaces.dashboard.run_summaries import summarise
from coprod.parameters import load_scenario

PAIRS = 10
LESSON = find_lesson("storm-for-all")


def over_pairs(parameters, outcome):
    """Return an outcome of every seed, from the lesson's own on."""
    seeds = range(LESSON.seed, LESSON.seed + PAIRS)
    return np.array([summarise(parameters, seed, LESSON.days).outcomes[outcome] for seed in seeds])


@pytest.mark.slow
def test_who_is_there_helps_and_who_is_sent_for_hardly_does_when_all_are_in_need():
    outside, there, neither = (over_pairs(one, "golden_hit")
                               for one in (LESSON.parameters("a"), LESSON.parameters("b"), LESSON.tried(1)))
    gain, outside_gain = there - outside, outside - neither
    t = stats.t.ppf(0.975, PAIRS - 1) / np.sqrt(PAIRS)
    assert gain.mean() - t * gain.std(ddof=1) > 0, gain
    assert abs(outside_gain.mean()) + t * outside_gain.std(ddof=1) < 0.05, outside_gain


def test_neither_of_the_two_is_the_street_as_the_scenario_has_it():
    town = {"town.residents_per_community": LESSON.parameters("a").town.residents_per_community}
    assert LESSON.tried(1) == load_scenario(LESSON.scenario).parameters.replace(town)
