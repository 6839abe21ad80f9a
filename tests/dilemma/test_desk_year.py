"""The weeks of one desk: what comes in is what leaves or stays, and the daily series says the same."""

import numpy as np

from coprod.laboratory.dilemma.desk_year import FULL_DAYS, KINDS, desk_year, fullest_desk
from coprod.model import run
from coprod.parameters import Parameters

TOWN = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 200}


def weeks(**changes):
    model = run(Parameters().replace({**TOWN, **{k.replace("__", "."): v for k, v in changes.items()}}), 1, 90).model
    return model, [desk_year(model, desk) for desk in range(model.desks.n)]


def test_what_came_in_has_left_or_lies_there():
    _, desks = weeks(directive__lines=24)
    for one in desks:
        flow = np.cumsum(one.came.sum(axis=1)) - np.cumsum(one.left.sum(axis=1))
        assert np.allclose(flow, one.open.sum(axis=1))
        assert len(one.came) == 13 and one.came.shape[1] == len(KINDS)


def test_all_desks_together_hold_what_the_daily_series_says():
    model, desks = weeks(directive__lines=24)
    items = model.daily_series.series("backlog_items")
    ends = np.minimum(np.arange(1, 14) * 7, 90) - 1
    assert np.array_equal(sum(one.count for one in desks), items[ends])


def test_an_overloaded_desk_fills_and_ticks_off_and_an_idle_one_does_not():
    model, desks = weeks(directive__lines=40)
    full = desks[fullest_desk(model)]
    assert full.full_from is not None and full.ticked_share > 0 and full.paper_share > 0.5
    assert (full.open.sum(axis=1)[full.full_from:] >= FULL_DAYS * full.capacity).all()
    _, desks = weeks(directive__lines=1, directive__rate=0.0)
    assert all(one.full_from is None and one.ticked_share == 0 for one in desks)
