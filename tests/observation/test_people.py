"""Outcomes about people on diaries that one can count by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from coprod.outcomes.groups.people import participation_rate
from coprod.outcomes.run_view import RunView


@pytest.mark.parametrize("since", [0, 1, 6, 7, 60])
def test_weekly_participation_is_read_on_sundays_whatever_the_warm_up(since):
    so_far = np.tile(np.arange(1, 8) / 7, 12)  # grows from Monday to Sunday, when it is complete
    model = SimpleNamespace(daily_series=SimpleNamespace(series=lambda name: so_far))
    assert participation_rate(RunView(model, since)) == pytest.approx(1)
