"""Paired differences: known intervals, coverage, and what pairing is for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coprod.kernel.streams import Streams
from coprod.laboratory.statistics import paired_difference

values = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=2, max_size=30)


def test_textbook_interval():
    first, second = [1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 3.0, 7.0]  # differences 1, 2, 0, 3
    found = paired_difference(first, second)
    margin = 3.182446 * np.sqrt(5 / 3) / 2  # t(3; .975) s / √n
    assert found.mean == 1.5 and found.n == 4
    assert (found.low, found.high) == pytest.approx((1.5 - margin, 1.5 + margin), rel=1e-6)
    assert not found.clear


@given(values)
def test_same_as_scipy(pairs):
    first, second = np.array(pairs).T
    found = paired_difference(first, second)
    if np.ptp(second - first) > 1e-6:
        low, high = stats.ttest_rel(second, first).confidence_interval(0.95)
        assert (found.low, found.high) == pytest.approx((low, high), rel=1e-6, abs=1e-6)


@given(values)
def test_swapping_the_arms_turns_the_difference_round(pairs):
    first, second = np.array(pairs).T
    there, back = paired_difference(first, second), paired_difference(second, first)
    assert (there.mean, there.low, there.high) == pytest.approx((-back.mean, -back.high, -back.low))
    assert there.clear == back.clear


def test_the_interval_covers_as_often_as_it_says():
    draws = Streams(1)("coverage").normal(size=(4000, 2, 6))
    covered = [not paired_difference(first, second).clear for first, second in draws]
    assert abs(np.mean(covered) - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 4000)


def test_what_both_arms_share_cancels():
    shared, own = Streams(2)("shared").normal(scale=100, size=20), Streams(2)("own").normal(size=20)
    assert paired_difference(shared, shared + 1 + 0.1 * own).clear
    assert not paired_difference(shared, np.roll(shared, 1) + 1 + 0.1 * own).clear


def test_pairs_without_a_value_are_left_out():
    found = paired_difference([1.0, np.nan, 3.0], [2.0, 5.0, np.inf])
    assert (found.n, found.mean) == (1, 1.0) and np.isnan(found.low) and not found.clear
    assert paired_difference([], []).n == 0


def test_what_does_not_pair_up_is_refused():
    with pytest.raises(ValueError, match="pair up"):
        paired_difference([1.0], [1.0, 2.0])
