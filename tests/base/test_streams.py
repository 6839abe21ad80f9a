"""Addressed randomness: uniform, independent of order, and of everything else."""

import numpy as np
import pytest
from scipy import stats

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams


def test_same_address_same_random_numbers_whatever_else_is_drawn():
    one, other = Streams(7), Streams(7)
    other("storm", 3).random(1000)
    other.uniform("audit", np.arange(10_000), 3)
    assert (one("act", 3).random(5) == other("act", 3).random(5)).all()
    assert (one.uniform("act", np.arange(5), 3) == other.uniform("act", np.arange(5), 3)).all()


def test_a_row_keeps_its_luck_whoever_is_asked():
    streams = Streams(0)
    everybody = streams.uniform("ability", np.arange(1000), 12)
    few = np.array([999, 3, 500])
    assert (streams.uniform("ability", few, 12) == everybody[few]).all()
    assert streams.uniform_scalar("ability", 500, 12) == everybody[500]
    for row, purpose in zip(streams.uniforms(("ability", "act"), few, 12), ("ability", "act"), strict=True):
        assert (row == streams.uniform(purpose, few, 12)).all()


@pytest.mark.parametrize("address", [{"seed": 1}, {"purpose": "b"}, {"day": 1}])
def test_every_part_of_the_address_matters(address):
    def draw(seed=0, purpose="a", day=0):
        streams = Streams(seed)
        return streams.uniform(purpose, np.arange(10_000), day), streams(purpose, day).random(10_000)

    for base, other in zip(draw(), draw(**address), strict=True):
        assert abs(np.corrcoef(base, other)[0, 1]) < 4 / np.sqrt(10_000)


def test_luck_is_uniform_and_uncorrelated_between_rows_and_days():
    streams, n = Streams(20), 200_000
    uniform = streams.uniform("x", np.arange(n))
    assert stats.kstest(uniform, "uniform").pvalue > 1e-4
    for other in (np.roll(uniform, 1), streams.uniform("x", np.arange(n), 1)):
        assert abs(np.corrcoef(uniform, other)[0, 1]) < 4 / np.sqrt(n)
    assert uniform.min() > 0 and uniform.max() < 1


def test_seed_zero_is_a_seed():
    assert Streams(0).uniform_scalar("a", 0) == Streams(0).uniform_scalar("a", 0) != Streams(1).uniform_scalar("a", 0)


def test_a_generator_is_philox_under_the_key_of_its_address():
    streams = Streams(11)
    state = streams("act", 3).bit_generator.state["state"]["key"]
    again = np.random.Generator(np.random.Philox(key=state))
    assert state[0] == 3 and (streams("act", 3).random(9) == again.random(9)).all()


def test_daily_generators_draw_what_new_ones_draw():
    streams = Streams(11)
    for day in (0, 1, 5, 5, 400, 2):
        for purpose in (Purpose.ACT, Purpose.PROPERTY_AUDIT):
            generator = streams.daily(purpose, day)
            new = streams(purpose, day)
            # an odd number of small draws leaves half a word behind, which must not reach the next day
            np.testing.assert_array_equal(generator.random(7, dtype=np.float32), new.random(7, dtype=np.float32))
            np.testing.assert_array_equal(generator.random(5), new.random(5))
