"""Presets: what they change is what their names say, and every one of them can be lived."""

import pytest

from coprod import Parameters, run
from coprod.parameters import load_scenario
from coprod.text.problems import InputProblems

CHAINS = ("district_chain", "action_chain", "resource_chain")
SMALL = {"town.streets": 2, "town.communities": 4, "town.residents_per_community": 300, "incident.fire_rate": 100.0,
         "incident.waterlogging_rate": 20.0, "incident.utility_rate": 200.0, "incident.flood_first": 1}


def differences(name):
    return load_scenario(name).parameters.differences()


def test_three_chains_are_the_chains_together_and_do_not_contradict_each_other():
    single = [differences(name) for name in CHAINS]
    assert differences("three_chain") == {key: value for chain in single for key, value in chain.items()}
    assert sum(map(len, single)) == len(differences("three_chain"))


def lived(name):
    small = {key: value for key, value in SMALL.items() if key not in differences(name)}
    return run(Parameters.load(name).replace(small), seed=2, days=30).outcomes


@pytest.fixture(scope="module")
def usual():
    return lived("baseline")


@pytest.mark.parametrize(("name", "outcome"), [
    ("district_chain", "chain_district"), ("action_chain", "chain_action"), ("resource_chain", "skill_coverage"),
    ("three_chain", "wci"), ("tech_only", "dim_technological"), ("industrial_belt", "incidents"),
])
def test_presets_raise_what_they_are_about(name, outcome, usual):
    assert lived(name)[outcome] > usual[outcome]


def test_nothing_hangs_on_anything_in_the_countryside(usual):
    rural = lived("rural_discrete")
    assert rural["dependent_outages"] == 0 and rural["incidents"] > 0


def test_old_estates_are_old():
    assert Parameters.load("old_estate").town.elders_old > Parameters().town.elders_old
    assert lived("old_estate")["facility_condition"] < lived("baseline")["facility_condition"]


def test_the_compound_storm_strikes_twice_alike():
    events = Parameters.load("compound_storm").events
    storms = [[event.model_copy(update={"day": 0}) for event in events if event.day == day] for day in (200, 260)]
    assert storms[0] == storms[1] and len(storms[0]) * 2 == len(events)
    assert len({event.type for event in events}) >= 5 and Parameters.load("compound_storm").town.districts == 2


def test_later_parents_overrule_earlier_ones(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[scenario]\nextends = 'rigid delegated'\n[staff]\ncount = 9\n")
    mine = load_scenario(path).parameters
    assert mine.approval.levels == 1 and mine.approval.return_share == 0.3 and mine.staff.count == 9
    path.write_text("[scenario]\nextends = 'rigid delegatd'\n")
    with pytest.raises(InputProblems, match="delegated"):
        load_scenario(path)
