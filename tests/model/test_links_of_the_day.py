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


def test_emergencies_meet_what_moves_residents_this_week(monkeypatch):
    model = CoproductionModel(Parameters().replace(SMALL | {"society.civic_empowerment": 1.0}), rng=1)
    given = first_arguments(model.emergency_field, "run_day", monkeypatch)
    model.step()
    context = given[0][1]
    assert context.offset is model.act_offset and context.offset.max() > 0
    assert context.volunteers == model.volunteer_corps.answer and context.motive_left[:, 0].max() < 1


def test_a_hub_with_full_authority_settles_at_once_whose_case_it_is():
    busy = SMALL | {"incident.disorder_rate": 500.0, "department.ownership_gap": 0.5, "district.hub": True}
    waits = []
    for authority in (0.0, 1.0):
        records = run(Parameters().replace(busy | {"district.hub_authority": authority}), 1, 30).model.recorder
        waits.append(records.columns(COORDINATION)["owner_minutes"])
    assert waits[0].size and waits[1].size and waits[0].max() > 0 and waits[1].max() == 0


def test_who_saw_an_incident_is_alarmed_and_the_alarm_grows_with_the_shock():
    busy = SMALL | {"incident.fire_rate": 200.0, "warning.rumour_alarm": 0.0}
    alarm = [run(Parameters().replace(busy | {"warning.emotion_shock": shock}), 1, 40).outcomes["emotion_mean"]
             for shock in (0.0, 0.5, 1.0)]
    assert 2 * alarm[0] < alarm[1] < alarm[2]  # other causes of alarm there are too
