"""A points scheme that ends: nothing is paid any more, what is held can still be redeemed, before it nothing differs."""

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters

TOWN = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 400, "points.reward": 10.0}


def lived(days, **changes):
    values = TOWN | {key.replace("__", "."): value for key, value in changes.items()}
    model = CoproductionModel(Parameters().replace(values), rng=1)
    for _ in range(days):
        model.step()
    return model


def test_a_lifetime_of_zero_is_no_end_at_all():
    ended, endless = lived(60, points__lifetime=60), lived(60)
    assert np.array_equal(ended.daily_series.series("points_issued"), endless.daily_series.series("points_issued"))


def test_after_the_end_nothing_is_issued_and_points_are_still_redeemed():
    model = lived(120, points__lifetime=30)
    issued, redeemed = model.daily_series.series("points_issued"), model.daily_series.series("points_redeemed")
    assert issued[20] > 0 and issued[35] == issued[-1] and redeemed[-1] > redeemed[35]
    ledger = model.points_ledger
    assert ledger.issued.sum() == pytest.approx(
        (ledger.redeemed + ledger.expired + ledger.fined).sum() + ledger.outstanding, rel=1e-6)
