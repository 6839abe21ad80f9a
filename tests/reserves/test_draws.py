"""Which records of supply begin a draw on the stores: one incident may draw more than once."""

import numpy as np
import pytest

from coprod.model import run
from coprod.parameters import Parameters
from coprod.resources.supplies import SUPPLY, begins_draw

STREET, DISTRICT, CITY = 1, 4, 6


def supplies(*rows):
    """Return the columns of records (incident, asked at, level, asked, short), all of one item in one community."""
    columns = dict(zip(("incident", "asked_at", "level", "asked", "short"), map(np.array, zip(*rows, strict=True)), strict=True))
    return columns | {"item": np.zeros(len(rows), int), "community": np.zeros(len(rows), int)}


def test_a_draw_goes_on_at_a_farther_level_with_what_is_missing():
    first = begins_draw(supplies((7, 5.0, STREET, 9, 4), (7, 5.0, DISTRICT, 4, 4), (7, 5.0, CITY, 4, 1)))
    assert first.tolist() == [True, False, False]


@pytest.mark.parametrize("second", [(7, 5.0, STREET, 4, 0), (7, 6.0, DISTRICT, 4, 0), (8, 5.0, DISTRICT, 4, 0)],
                         ids=["no farther", "later", "another incident"])
def test_another_draw_begins_anew(second):
    assert begins_draw(supplies((7, 5.0, STREET, 9, 4), second)).tolist() == [True, True]


def test_no_records_begin_no_draw():
    assert begins_draw({name: np.empty(0, int) for name in SUPPLY.fields}).size == 0


def test_relief_beside_the_response_leaves_shares_of_what_was_short_between_0_and_1():
    small = {"town.streets": 2, "town.communities": 3, "town.residents_per_community": 80}
    lived = run(Parameters().replace(small | {"staff.pay": 0.2}), seed=0, days=30)
    supplied = lived.model.recorder.columns(SUPPLY)
    first = begins_draw(supplied)
    assert first.sum() > (np.diff(supplied["incident"], prepend=-2) != 0).sum(), "an incident that drew twice in a row"
    assert supplied["asked"][first].sum() == supplied["filled"].sum() + supplied["short"][np.append(first[1:], True)].sum()
    assert 0 <= lived.outcomes["stockout_by_type"] <= 1
