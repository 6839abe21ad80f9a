"""What a scenario makes happen reaches the runs of a study."""

from coprod.laboratory.simulate import TOWN, parameters_of, values_of
from coprod.parameters import load_scenario, scenario_names


def test_every_scenario_comes_through_a_study_unchanged():
    lost = [name for name in scenario_names()
            if parameters_of(TOWN.differences(TOWN.scenario(name)), name) != load_scenario(name).parameters]
    assert not lost
    assert values_of(load_scenario("storm_night").parameters)["shocks"]
