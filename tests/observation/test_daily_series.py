"""The diary reads a series as seldom as it changes, and loses nothing by it."""

from dataclasses import replace

import numpy as np
import pytest

from coprod.kernel.columns import mean
from coprod.model import CoproductionModel
from coprod.outcomes.daily_series import DailySeries
from coprod.outcomes.series import SERIES
from coprod.parameters import Parameters

BUSY = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 300, "incident.fire_rate": 400.0,
        "incident.waterlogging_rate": 400.0, "incident.flood_first": 1, "volunteer.recruit": 0.05}


def test_weekly_series_lose_nothing():
    model = CoproductionModel(Parameters().replace(BUSY), rng=3)
    every_day = DailySeries(tuple(replace(one, weekly=False) for one in SERIES))
    for _ in range(40):
        model.step()
        model.day -= 1  # the daily series is written before the day is counted
        every_day.collect(model)
        model.day += 1
    assert any(np.ptp(model.daily_series.series(one.name)) > 0 for one in SERIES if one.weekly)
    np.testing.assert_array_equal(model.daily_series.frame(), every_day.frame())


def test_columns_summed_together_are_the_sums_of_every_day():
    model = CoproductionModel(Parameters().replace(BUSY), rng=4)
    one_by_one = DailySeries(tuple(replace(one, read=one.value, of="") for one in SERIES))
    read_in_between = DailySeries(SERIES)
    for day in range(70):
        model.step()
        model.day -= 1
        one_by_one.collect(model)
        read_in_between.collect(model)
        model.day += 1
        if day in (0, 5, 30, 31):
            assert read_in_between.today("backlog_hours") == one_by_one.today("backlog_hours")
    assert sum(bool(one.of) for one in SERIES) > 20
    np.testing.assert_array_equal(model.daily_series.frame(), one_by_one.frame())
    np.testing.assert_array_equal(read_in_between.frame(), one_by_one.frame())


@pytest.mark.parametrize("dtype", [np.float32, np.float64, bool, np.int32])
def test_the_quick_mean_is_the_mean(dtype):
    table = (np.random.default_rng(5).random((7, 3)) * 3).astype(dtype)
    np.testing.assert_array_equal(mean(table, axis=1), table.mean(axis=1))
    assert mean(table[:, 0]) == table[:, 0].mean()
