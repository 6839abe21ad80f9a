"""What reliance on platforms drops: loudspeakers and callers at doors, and who is not reached then; and data nobody can use."""

from dataclasses import replace

import numpy as np
import pytest

from coprod.fields.emergency.audience import Audience, kept_in_person
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.emergency.knocking import doors_of
from coprod.fields.emergency.picture import usable
from coprod.parameters import Parameters
from tests.emergencies.fields import field, plain_state, run


def changed(**settings):
    return Parameters().replace({name.replace("__", "."): value for name, value in settings.items()})


def reached(**settings):
    """Return the shares of elders and of others whom a warning reaches before anybody knocks, and how many doors are listed."""
    live, _ = field(town__app_reach_elders=0.2, **settings)
    live.state = plain_state()
    audience: Audience = live.warnings.audience
    response = audience.respond(0, 1)
    _, doors = doors_of(live, audience, response.rows)
    return response.reached[response.elder].mean(), response.reached[~response.elder].mean(), len(doors)


def test_staff_knock_at_all_whom_they_know_from_visits_and_at_others_as_before():
    """On the list of doors are a share d of the frail and, of the rest who need help, those known: d + (1 − d) k in the mean."""
    listed = {}
    for known in (None, 0.0, 0.4, 1.0):
        live, _ = field(town__residents_per_community=4000, town__communities=2, warning__door_knock=0.3)
        live.state = replace(plain_state(), known=None if known is None else np.full(2, known))
        rows = live.warnings.audience.adults(0)
        doors = doors_of(live, live.warnings.audience, rows)[1]
        helpless = live.town.residents.vulnerable[rows].sum()
        listed[known] = doors.vulnerable.sum() / helpless, (~doors.vulnerable).sum()
        share = 0.3 + 0.7 * (known or 0.0)
        assert listed[known][0] == pytest.approx(share, abs=4 * (share * (1 - share) / helpless) ** 0.5)
    assert listed[None] == listed[0.0] and listed[1.0][0] == 1.0
    assert listed[0.0][1] == listed[0.4][1] == listed[1.0][1] > 0


def test_what_is_kept_falls_with_reliance_from_todays_on():
    assert [kept_in_person(changed(society__tech_reliance=t, society__tech_in_person=0.3).society) for t in (0, 1, 2, 5)] == (
        pytest.approx([1.3, 1.0, 0.7, 0.0]))
    assert kept_in_person(changed(society__tech_reliance=5.0, society__tech_in_person=0.0).society) == 1.0


def test_reliance_on_platforms_costs_reach_among_elders_above_all():
    today, relied = reached(), reached(society__tech_reliance=2.0)
    assert today[0] - relied[0] > 2 * (today[1] - relied[1]) >= 0
    assert relied[2] < today[2]
    assert reached(society__tech_reliance=2.0, society__tech_in_person=0.0) == today


def test_shared_data_help_those_who_are_trained():
    p = changed(department__data_share=0.8, department__data_skill=0.5, staff__training=0.4)
    assert usable(p.department, p.staff) == pytest.approx(0.8 * (1 - 0.5 * 0.6))
    p = changed(department__data_share=0.8, department__data_skill=0.0)
    assert usable(p.department, p.staff) == 0.8


def test_sharing_and_skill_are_complements_in_sending_the_right_help():
    def wrong(share, skill):
        records, _ = run(200, kind=INCIDENT, department__data_share=share, staff__training=skill, department__data_skill=0.8,
                         resident__picture_wrong=1.0, resident__picture_known=0.2, crew__kit_works=0.0)
        return records["wrong_help"].mean()

    saved = np.array([wrong(0.0, skill) - wrong(1.0, skill) for skill in (0.0, 1.0)])
    assert saved[1] > 2 * saved[0] > 0


