"""Gini and Theil against note:B17."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.kernel.streams import Streams
from coprod.outcomes.inequality import gini, theil, theil_parts

SOME = st.lists(st.tuples(st.floats(0.1, 1e4), st.integers(1, 9), st.integers(0, 3)), min_size=1, max_size=30)


@pytest.mark.parametrize(("values", "expected"), [([7, 7, 7], 0), ([0, 0, 0, 1], 0.75), ([1, 2, 3, 4], 0.25)])
def test_gini_of_the_few(values, expected):
    assert gini(values) == pytest.approx(expected)


@pytest.mark.parametrize(("name", "expected"), [("exponential", 1 / 2), ("random", 1 / 3)])
def test_gini_of_the_many(name, expected):
    draws = [gini(getattr(Streams(1)("gini", k), name)(size=4000)) for k in range(20)]
    assert np.mean(draws) == pytest.approx(expected, abs=4 * np.std(draws, ddof=1) / np.sqrt(20) + 1e-3)


def test_theil_of_the_few():
    assert theil([1, 2, 3, 4]) == pytest.approx(0.106440, abs=5e-7)
    assert theil([3, 3]) == 0


@given(SOME)
def test_between_and_within_add_up_exactly(some):
    values, weights, groups = map(np.array, zip(*some, strict=True))
    between, within = theil_parts(values, groups, weights)
    assert between + within == pytest.approx(theil(values, weights), abs=1e-9)
    assert between >= -1e-12 and within >= -1e-12


@given(SOME)
def test_bounds_and_weights_are_copies(some):
    values, weights, _ = map(np.array, zip(*some, strict=True))
    copies = np.repeat(values, weights)
    assert -1e-12 <= gini(values, weights) < 1
    assert gini(values, weights) == pytest.approx(gini(copies), abs=1e-9)
    assert theil(values, weights) == pytest.approx(theil(copies), abs=1e-9)


def test_nobody_and_nothing_cannot_be_unequal():
    assert np.isnan([gini([]), theil([]), gini([0, 0]), *theil_parts([], np.array([], dtype=int))]).all()
