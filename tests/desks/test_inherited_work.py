"""A run can begin with work on the desks, and an inspection can grow and ebb by steps."""

import numpy as np
import pytest

from coprod.fields.everyday.directives import daily_rate, inspection_level
from coprod.kernel.work_items import LEDGER, ORGANISED, is_about
from coprod.parameters import Parameters
from tests.desks.offices import PLAIN, offices


def test_inherited_work_lies_on_every_desk_and_is_worked_off_by_capacity():
    town = offices(**{key.replace(".", "__"): value for key, value in PLAIN.items()}, staff__inherited_days=3.0)
    desks = town.desks
    assert np.allclose(desks.backlog_days, 3, atol=1 / desks.capacity.min())
    assert len(np.unique(desks.open_items["origin"])) == desks.open_items.size
    assert (desks.open_items["work"] == LEDGER).all()
    assert not any(is_about(desks.open_items["origin"], kind).any() for kind in range(len(ORGANISED)))
    nothing = np.zeros(desks.n)
    left = [desks.work_day(day, nothing).backlog_hours / desks.capacity for day in range(3)]
    assert np.allclose(left, [[2.0], [1.0], [0.0]], atol=1 / desks.capacity.min())
    assert (desks.load == 0).all()  # nobody asked for it today


def test_without_inherited_work_desks_are_empty():
    desks = offices().desks
    assert desks.open_items.size == 0 and (desks.backlog_hours == 0).all()


def directive(**changes):
    return Parameters().replace({f"directive.{name}": value for name, value in changes.items()}).directive


def test_an_inspection_of_one_step_is_there_at_once():
    rate = daily_rate(directive(rate=0.25, inspection=2.0, inspection_first=10, inspection_days=5), np.arange(20))
    assert rate[[9, 10, 14, 15]].tolist() == [0.25, 0.75, 0.75, 0.25]
    never = directive(rate=0.25, inspection=2.0, inspection_first=10, inspection_days=0)
    assert (daily_rate(never, np.arange(20)) == 0.25).all()


def test_an_inspection_rises_and_falls_by_equal_steps():
    stairs = directive(inspection=3.0, inspection_first=10, inspection_days=50, inspection_steps=3)
    level = inspection_level(stairs, np.arange(70))
    assert level[10:60:10] == pytest.approx([1 / 3, 2 / 3, 1, 2 / 3, 1 / 3])
    assert [np.unique(level[start:start + 10]).size for start in range(10, 60, 10)] == [1] * 5
    assert (level[:10] == 0).all() and (level[60:] == 0).all()
