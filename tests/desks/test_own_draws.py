"""Every item of organising work overflows, or not, by a draw of its own."""

import numpy as np

from coprod import CoproductionModel, Parameters
from coprod.kernel.work_items import ORGANISING, REQUEST_RECORD, SYMBOLIC, WORK

BUSY = Parameters().replace({
    "town.streets": 2, "town.communities": 30, "town.residents_per_community": 60, "staff.count": 1, "staff.hours": 2.0,
    "staff.overflow_days": 0.5, "staff.training": 1.0, "city.platform": True, "society.learning_review": 1.0})


def test_no_two_items_on_the_desks_share_an_identity_or_a_draw():
    model = CoproductionModel(BUSY, rng=1)
    model.begin_the_week()
    paper = model.desks.open_items
    paper = paper[paper["work"] == ORGANISING]
    address = paper["origin"] * len(WORK) + paper["work"]
    assert paper.size > 30
    assert np.unique(paper["origin"]).size == np.unique(address).size == paper.size
    assert np.unique(model.streams.uniform("overflow", address, model.day)).size == paper.size


def test_what_is_ticked_off_has_an_identity_of_its_own():
    model = CoproductionModel(BUSY, rng=1)
    for _ in range(40):
        model.step()
    left = model.recorder.columns(REQUEST_RECORD)
    organising = (left["work"] == ORGANISING) & (left["line"] < 0)
    assert (left["state"][organising] == SYMBOLIC).sum() > 30
    assert np.unique(left["origin"][organising]).size == organising.sum()
