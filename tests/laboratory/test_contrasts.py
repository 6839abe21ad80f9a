"""One policy against another: the answer in the state asked about, and what a unit of it costs."""

import numpy as np
import pytest

from coprod.kernel.streams import Streams
from coprod.laboratory import Study
from coprod.laboratory.analysis.contrasts import contrast, price_per_unit
from coprod.text.problems import InputProblems


def test_chances_and_wins_by_hand():
    found = contrast([1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 3.0, 6.0], -1)  # less is better: A wins three pairs, one is a tie
    assert found.wins == pytest.approx(3.5 / 4) and found.difference.mean == pytest.approx(-1.25)
    assert 0.9 < found.chance < 1 and contrast([1.0, 2.0], [1.0, 2.0], 1).wins == 0.5
    assert contrast([1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 3.0, 6.0], 1).chance == pytest.approx(1 - found.chance)


def test_the_interval_of_a_price_covers_it_as_often_as_it_says():
    """Fieller's interval of a ratio of means covers the ratio in 95 % of samples (± four standard errors of that share)."""
    draws = Streams(1)("laboratory.test").normal(size=(4000, 2, 12))
    covered = []
    for cost, effect in draws:
        one = price_per_unit(6 + 2 * cost, 3 + 0.8 * effect + 0.5 * cost)
        covered.append(one.low <= 2 <= one.high)
    share = np.mean(covered)
    assert abs(share - 0.95) < 4 * np.sqrt(0.95 * 0.05 / len(covered))


def test_no_price_follows_from_an_effect_that_is_not_clear():
    assert price_per_unit([1.0, 2.0, 3.0], [-1.0, 1.0, 0.1]).low == -np.inf
    assert np.isnan(price_per_unit([1.0, 2.0], [0.0, 0.0]).estimate)


def test_contrasts_are_checked_and_find_their_points(tmp_path):
    text = """question = "q"
outcomes = ["loss", "cost_yuan"]
days = 2
replications = 2
[levers]
"approval.levels" = [1, 3]
"staff.count" = [5, 7]
[uncertainties]
"incident.branching" = [0.05, 0.3]
[[analysis.contrasts]]
a = { "staff.count" = 7 }
b = { "approval.levels" = 3 }
given = { "incident.branching" = 0.3 }
cost = "cost_yuan"
"""
    path = tmp_path / "grid.toml"
    path.write_text(text)
    study = Study.read(path)
    a, b = (study.design.point(point) for point in study.contrast_points(study.analysis.contrasts[0]))
    assert a == {"approval.levels": 1, "staff.count": 7, "incident.branching": 0.3}
    assert b == {"approval.levels": 3, "staff.count": 5, "incident.branching": 0.3}
    for wrong in (text.replace('"staff.count" = 7 }', '"staff.count" = 6 }'), text.replace("\na = {", "\nx = {"),
                  text.replace('cost = "cost_yuan"', 'cost = "money"')):
        path.write_text(wrong)
        with pytest.raises(InputProblems):
            Study.read(path)
