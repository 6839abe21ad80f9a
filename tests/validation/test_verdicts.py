"""Verdicts and intervals by hand."""

from dataclasses import replace
from math import inf, isnan, nan

import numpy as np
import pytest

from coprod.laboratory.statistics import ratio_interval
from coprod.laboratory.validation import Measured, Measurement, facts
from coprod.laboratory.validation.fact import Check

CHECK = Check(en="", zh="", unit="", target=None, band=(2.0, 5.0), measure="", how_en="", how_zh="")


@pytest.mark.parametrize(("value", "verdict"), [
    (1.99, "outside"), (2.0, "within"), (2.0 - 1e-12, "within"), (3.0, "within"), (5.0, "within"), (5.01, "outside"),
    (nan, "outside")])
def test_a_band_includes_its_edges(value, verdict):
    assert Measured(value, nan, nan).verdict(CHECK) == verdict


@pytest.mark.parametrize(("direction", "low", "high", "verdict"), [
    (1, 0.1, 0.3, "within"), (1, -0.1, 0.3, "outside"), (1, 0.0, 0.3, "outside"), (1, nan, nan, "outside"),
    (-1, -0.3, -0.1, "within"), (-1, 0.1, 0.3, "outside"), (-1, -0.3, 0.1, "outside")])
def test_a_direction_must_be_that_of_the_whole_interval(direction, low, high, verdict):
    check = replace(CHECK, band=None, direction=direction)
    assert Measured((low + high) / 2, low, high).verdict(check) == verdict


def test_what_nothing_is_demanded_of_is_only_shown():
    assert Measured(nan, nan, nan).verdict(replace(CHECK, band=None)) == "shown"
    assert Measured(7.0, 7.0, 7.0).verdict(replace(CHECK, band=(1.05, inf))) == "within"


def test_a_fact_is_within_only_if_all_its_checks_are():
    fact = replace(facts()[0], checks=(CHECK, CHECK, replace(CHECK, band=None)))
    good, bad = Measured(3, 3, 3), Measured(6, 6, 6)

    def verdict(*values):
        return Measurement((1, 2), 10, {fact.id: values}).verdict(fact)

    assert verdict(good, good, bad) == "within"
    assert verdict(good, bad, good) == "outside"


def test_a_fact_that_only_shows_something_waits():
    fact = replace(facts()[0], checks=(replace(CHECK, band=None),))
    assert Measurement((1, 2), 10, {fact.id: (Measured(3, 3, 3),)}).verdict(fact) == "waiting"
    assert Measurement((1, 2), 10, {}).verdict(replace(fact, checks=())) == "waiting"


def test_a_plain_quantity_has_the_interval_of_students_t():
    """Values 1, 2, 3: mean 2, s/√n = 1/√3, t(2; 0.975) = 4.302653."""
    found = ratio_interval([1, 2, 3], [1, 1, 1])
    assert found.estimate == 2
    assert found.high - 2 == pytest.approx(4.302653 / 3**0.5, abs=1e-6) and 2 - found.low == pytest.approx(found.high - 2)


def test_a_ratio_is_taken_after_adding_up():
    assert ratio_interval([0, 3], [10, 0]).estimate == pytest.approx(0.3)
    proportional = ratio_interval([1, 2, 3], [10, 20, 30])
    assert (proportional.low, proportional.high) == pytest.approx((0.1, 0.1))


def test_seeds_without_a_number_are_left_out():
    assert ratio_interval([1, nan, 3], [1, 1, 1]).estimate == 2
    for part, whole in (([], []), ([nan], [1]), ([1, 1], [0, 0])):
        assert isnan(ratio_interval(part, whole).estimate)
    assert isnan(ratio_interval([3], [1]).low)


def test_the_ratio_interval_covers():
    """Poisson counts over Poisson sizes: the 95 % interval holds the true ratio in about 95 % of 1,000 trials."""
    uniform = np.random.default_rng(3)
    size = 1 + uniform.poisson(50, (1000, 10))
    found = [ratio_interval(uniform.poisson(0.3 * row), row) for row in size]
    covered = np.mean([one.low <= 0.3 <= one.high for one in found])
    assert covered == pytest.approx(0.95, abs=4 * (0.95 * 0.05 / 1000) ** 0.5)
