"""A validation of a tiny town, from the arms to the count."""

from dataclasses import replace

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters
from coprod.laboratory.validation import facts, measure
from coprod.laboratory.validation.observed import MONTH, WARM_UP, observe

TINY = {"town.districts": 1, "town.streets": 1, "town.communities": 12, "town.residents_per_community": 20}
DAYS = WARM_UP + MONTH + 1


pytestmark = pytest.mark.slow  # one validation of a tiny town takes a quarter of a minute


@pytest.fixture(scope="module")
def measurement():
    reported = []
    found = measure([1], town=TINY, days=DAYS, progress=lambda done, total: reported.append((done, total)))
    return replace(found), reported


def test_every_check_comes_to_something_in_its_place(measurement):
    found, _ = measurement
    assert found.values.keys() == {fact.id for fact in facts() if fact.checks}
    assert all(len(found.of(fact)) == len(fact.checks) for fact in facts())
    by_name = {check.en: value for fact in facts() for check, value in zip(fact.checks, found.of(fact), strict=True)}
    assert by_name["communities per street"].value == 12
    assert by_name["survival at 5 minutes with CPR"].value == pytest.approx(0.1435, abs=5e-5)
    assert 0 < by_name["acts by the most active 1 %"].value < 1


def test_facts_are_within_outside_or_waiting(measurement):
    found, _ = measurement
    assert sum(found.count(verdict) for verdict in ("within", "outside", "waiting")) == len(facts())
    assert found.count("waiting") == sum(not any(check.demands for check in fact.checks) for fact in facts())
    assert (found.seeds, found.residents) == ((1,), 240)


def test_progress_counts_runs(measurement):
    _, reported = measurement
    total = reported[0][1]
    assert reported == [(done, total) for done in range(1, total + 1)]


def test_looking_on_changes_nothing():
    parameters = Parameters().replace(TINY)
    seen, model = observe(parameters, 3, DAYS), CoproductionModel(parameters, rng=3)
    for _ in range(DAYS):
        model.step()
    assert (seen.daily_series.frame() == model.daily_series.frame()).all(axis=None)
    assert seen.daily("utilisation").size == DAYS - WARM_UP
    assert seen.acts.sum() == np.round(seen.daily("acts").sum())


def test_volunteers_who_never_leave_are_kept():
    everybody = {"volunteer.potential": 1.0, "volunteer.retention": 1.0, "volunteer.overload_exit": False,
                 "volunteer.burnout_exit": 0.0}
    assert observe(Parameters().replace(TINY | everybody), 1, DAYS).kept == 1
    leaving = everybody | {"volunteer.retention": 0.01, "volunteer.recruit": 1.0}
    assert observe(Parameters().replace(TINY | leaving), 1, DAYS).kept < 0.9  # e^(−0.38 · 0.95) = 0.7 are expected
