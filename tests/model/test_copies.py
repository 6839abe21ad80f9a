"""A model cannot be copied half: who asks is told how to get an independent run, and that way works."""

import copy
import pickle

import pytest

from coprod import CoproductionModel, Parameters, run

TOWN = Parameters().replace({"town.streets": 1, "town.communities": 2, "town.residents_per_community": 200,
                             "incident.disorder_rate": 100.0})


def test_models_and_whatever_holds_one_refuse_to_be_copied_and_say_what_to_do():
    finished = run(TOWN, 1, 10)
    model = finished.model
    for thing in (model, finished, model.residents[3], model.committees[0], model.city):
        for duplicate in (copy.copy, copy.deepcopy, pickle.dumps):
            if duplicate is copy.copy and thing is not model:
                continue  # a shallow copy of what holds a model shares the model, and says so by its name
            with pytest.raises(
                TypeError,
                match=r"make the model anew, CoproductionModel\(model.nominal_parameters, rng=model.base_seed\)",
            ):
                duplicate(thing)


def test_the_way_that_the_message_names_gives_an_independent_run_of_the_same_days():
    model = CoproductionModel(TOWN, rng=5)
    for _ in range(20):
        model.step()
    again = CoproductionModel(model.nominal_parameters, rng=model.base_seed)
    for _ in range(model.day):
        again.step()
    assert again.daily_series.frame().equals(model.daily_series.frame())
    again.step()
    assert (model.day, again.day) == (20, 21)
