"""What incidents leave to do comes in over the days that follow, all of it and no more (mech:C01)."""

import numpy as np
import pytest

from coprod.fields.long_term.aftermath_work import AftermathWork, hours_after
from coprod.kernel.ended import Ended
from coprod.model import CoproductionModel
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, FIRE, WATERLOGGING

STREET_OF = np.array([0, 0, 1])


def mandate(**changes):
    return Parameters().replace({f"mandate.aftermath_{name}": value for name, value in changes.items()}).mandate


def over(community=0, type_=FIRE, severity=0.5, deaths=0.0, injuries=0.0, displaced=0):
    return Ended(1, type_, community, 0.0, severity, deaths, injuries, 0.0, 0.0, 10, displaced, hit=True, waited=0.0)


def test_hours_follow_severity_and_the_people_it_hit_and_arrests_leave_none():
    terms = mandate(hours=10.0, person=0.5, death=20.0)
    assert hours_after(terms, over(severity=0.3)) == pytest.approx(3.0)
    assert hours_after(terms, over(severity=0.3, injuries=1.0, displaced=3)) == pytest.approx(23.0)
    assert hours_after(terms, over(severity=0.3, deaths=0.5)) == pytest.approx(103.0)
    assert hours_after(terms, over(type_=ARREST, severity=1.0, deaths=0.9)) == 0.0


def test_all_of_it_comes_in_evenly_over_the_days_that_follow_at_the_committee_and_its_street():
    work = AftermathWork(mandate(hours=10.0, days=5, street=0.4), STREET_OF)
    assert not work.day(3).any()
    work.note((over(0, severity=1.0), over(2, WATERLOGGING, severity=0.5)))
    days = np.array([work.day(day) for day in range(4, 12)])
    assert days[:5] == pytest.approx(np.tile([1.2, 0.0, 0.6, 0.8, 0.4], (5, 1))) and not days[5:].any()
    assert days.sum() == pytest.approx(work.booked) == pytest.approx(15.0)


def test_what_has_come_in_and_what_is_to_come_add_up_to_what_was_booked():
    work, came = AftermathWork(mandate(days=7), STREET_OF), 0.0
    for day in range(30):
        came += work.day(day).sum()
        work.note([over(day % 3, severity=day / 30)] * (day % 4))
        assert came + work.outstanding == pytest.approx(work.booked)


def test_zero_leaves_nothing_whomever_it_hurt():
    work = AftermathWork(mandate(hours=0.0), STREET_OF)
    work.note([over(deaths=3.0, displaced=50)])
    assert work.booked == 0.0 and not work.day(1).any()


def test_incidents_of_the_town_put_work_on_its_desks():
    town = {"town.communities": 4, "town.streets": 2, "town.residents_per_community": 1000, "incident.fire_rate": 40.0}
    plain, left = (CoproductionModel(Parameters().replace(town | {"mandate.aftermath_hours": hours}), rng=3)
                   for hours in (0.0, 20.0))
    for _ in range(25):
        plain.step()
        left.step()
    booked, waiting = left.aftermath_work.booked, left.aftermath_work.outstanding
    urgent = [(m.daily_series.series("worked_hours") - m.daily_series.series("paperwork_hours")).sum() for m in (left, plain)]
    assert plain.aftermath_work.booked == 0.0 and booked - waiting > 50.0
    assert urgent[0] - urgent[1] == pytest.approx(booked - waiting, rel=0.02)  # busy desks put off directives for it
