"""What coprod's speed is held against computes what it says, and still runs with today's model."""

import numpy as np
import pytest

from benchmarks import line_by_line, stack_bound, yardsticks
from benchmarks.plain_mesa import PlainTown
from benchmarks.tight_mesa import TightTown
from coprod.parameters import Parameters

SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 150}


def test_the_tight_toy_decides_like_the_plain_one():
    plain, tight = PlainTown(400, rng=7), TightTown(400, rng=7)
    acts = 0
    for _ in range(20):
        plain.step()
        tight.step()
        for name in ("active", "points"):
            assert [getattr(one, name) for one in tight.agents] == [getattr(one, name) for one in plain.agents]
        acts += sum(one.active for one in tight.agents)
    assert acts > 10
    np.testing.assert_allclose([one.habit for one in tight.agents], [one.habit for one in plain.agents], rtol=1e-12)


def test_yardsticks_run():
    town = Parameters().replace(SMALL)
    costs = [yardsticks.resident_rules(town, 8), yardsticks.rules_as_objects(town, 8), yardsticks.tight_mesa(200, 3),
             yardsticks.tight_mesa(200, 3, shuffled=True), yardsticks.numpy_dense(500, 3)]
    assert all(cost > 0 for cost in costs)


def test_lines_and_verbs_add_up_to_a_resident_day():
    lines = line_by_line.simple_rule(2000, 3)
    assert len(lines) == 8
    assert all(cost >= 0 for cost in lines.values())
    verbs = line_by_line.whole_model(5000, 3, 1)
    assert sum(verbs.values()) == pytest.approx(sum(cost for cost in verbs.values() if cost > 0), rel=0.2)


def test_phases_of_a_run_are_its_time():
    spent = stack_bound.timed(Parameters().replace(SMALL), 9, 1)
    assert spent.shape == (len(stack_bound.PHASES),)
    assert spent[stack_bound.DAILY] > 0 < spent[stack_bound.WEEK]
