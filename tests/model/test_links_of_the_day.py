"""What one part of the day hands to the next: the very values, not others."""

import numpy as np

from coprod import CoproductionModel, Parameters, run
from coprod.linkage.departments import COORDINATION

SMALL = {"town.streets": 1, "town.communities": 3, "town.residents_per_community": 300}


def first_arguments(part, verb, monkeypatch):
    """Let a verb of a part note what it is given; return where it notes it."""
    given, original = [], getattr(part, verb)

    def noting(*arguments):
        given.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(part, verb, noting)
    return given


def test_hazards_are_born_by_the_facilities_of_the_day(monkeypatch):
    model = CoproductionModel(Parameters().replace(SMALL), rng=1)
    given = first_arguments(model.hazards, "day", monkeypatch)
    model.step()
    assert np.array_equal(given[0][1], model.property_day.condition)
    assert np.ptp(model.property_day.condition) > 0


def test_emergencies_find_the_registered_skills_of_the_day(monkeypatch):
    model = CoproductionModel(Parameters().replace(SMALL | {"resident.skill_registered": 1.0}), rng=1)
    given = first_arguments(model.emergency_field, "run_day", monkeypatch)
    model.step()
    context = given[0][1]
    assert np.array_equal(context.skilled_on_call, model.volunteer_corps.skilled_on_call)
    assert context.skilled_on_call.max() > 0


def test_a_hub_with_full_authority_settles_at_once_whose_case_it_is():
    busy = SMALL | {"incident.disorder_rate": 500.0, "department.ownership_gap": 0.5, "district.hub": True}
    waits = []
    for authority in (0.0, 1.0):
        records = run(Parameters().replace(busy | {"district.hub_authority": authority}), 1, 30).model.recorder
        waits.append(records.columns(COORDINATION)["owner_minutes"])
    assert waits[0].size and waits[1].size and waits[0].max() > 0 and waits[1].max() == 0
