"""Whatever the bounds admit runs: no exception, no warning of NumPy, only numbers, every outcome within its range."""

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters
from coprod.outcomes.evaluate import evaluate
from coprod.outcomes.run_view import RunView
from coprod.text.problems import InputProblems
from tests.model.extremes import BASE, anything, extremes_together, faults, one_by_one

FOUND = [
    {"reserve.price_pump": 0.0, "reserve.mismatch": 0.5},
    {"reserve.price_pump": 0.0, "reserve.mismatch": 1.0, "reserve.favoured": "pump"},
    {"reserve.price_pump": 1e-6, "reserve.mismatch": 1.0, "reserve.level": 1000.0, "incident.waterlogging_rate": 500.0},
    {"reserve.level": 1000.0, "reserve.need_relief_kit": 10000.0, "reserve.street": 365.0, "incident.disorder_rate": 500.0},
    {"crew.capability_effect": 5.0, "crew.capability_usual": 0.0, "crew.capability_matrix": 1.0, "incident.disorder_rate": 500.0},
    {"infrastructure.coupling": 1.0, "infrastructure.pump_on_telecom": 1.0, "infrastructure.telecom_on_pump": 1.0},
    {"incident.lift_window": 0.0, "incident.utility_window": 0.0, "incident.waterlogging_window": 0.0,
     "incident.utility_rate": 500.0},
    {"points.effort_real": 100.0}, {"resident.choice_noise": 0.05}, {"resident.motivation_sd": 10.0},
    {"staff.pay": 0.2}, {"directive.rate": 20.0}, {"patrol.whistle_protection": 0.9945, "hazard.trigger": 1.0},
    {"incident.arrest_rate": 1000.0, "incident.decline_cpr": 0.0, "incident.bystander_cpr": 1.0,
     "approval.off_template": 1.0},
    {"patrol.report_rate": 0.8342448117037062, "hazard.initial": 551.848374975876},
    {"resident.choice_noise": 0.05, "resident.bond_stranger": -30.0, "incident.fire_rate": 500.0},
]
"""Sets that once ended in a traceback, in not-a-number or out of range."""


def bad(sets, **how):
    return {number: (values if len(values) < 12 else len(values), found)
            for number, values in enumerate(sets) if (found := faults(values, seed=number % 5, **how))}


def test_sets_that_once_went_wrong():
    assert not bad(FOUND)


def test_a_few_dozen_towns_anywhere_within_all_bounds():
    assert not bad(anything(11, 20))
    assert not bad(extremes_together(12, 15))
    assert not bad(anything(13, 6), days=9, warmup_days=8)


@pytest.mark.slow
def test_every_parameter_alone_at_its_extremes():
    assert not bad(one_by_one(), days=15)


@pytest.mark.slow
def test_two_hundred_towns_anywhere_within_all_bounds():
    assert not bad(anything(21, 100))
    assert not bad(extremes_together(22, 100))


def test_what_is_no_number_ends_the_run_with_one_message_that_names_column_and_kind_of_agent():
    model = CoproductionModel(Parameters().replace(BASE), rng=1)
    model.step()
    model.town.residents.trust[3] = np.nan
    with pytest.raises(InputProblems, match=r"residents\.trust: 1 of \d+ values are not finite numbers") as reported:
        evaluate(RunView(model))
    assert "有1个不是有限数值" in reported.value.problems[0].render("zh")
