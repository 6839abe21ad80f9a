"""The index of fragmentation: its parts, and the town in which it is nothing (whole-model limit 5)."""

import pytest

from coprod.model import run
from coprod.outcomes.indices import duty_fragmentation, fragmentation_index
from coprod.parameters import Parameters

SMALL = {"town.streets": 2, "town.communities": 4, "town.residents_per_community": 300}
STORMY = {f"incident.{kind}_rate": 200.0 for kind in ("fire", "waterlogging", "utility", "disorder")}
WHOLE = {"directive.lines": 1, "department.data_share": 1.0, "department.data_stores": 1,
         "directive.target_competition": 0.0, "department.ownership_gap": 0.0,
         "department.ownership_overlap": 0.0, "reserve.pooling": True, "resident.picture_known": 1.0}


def outcomes(**changes):
    return run(Parameters().replace(SMALL | STORMY | changes), seed=1, days=60).outcomes


def test_the_index_is_the_mean_of_its_parts():
    assert fragmentation_index(0.1, 0.2, 0.3, 0.4) == pytest.approx(0.25)
    assert duty_fragmentation(0.4, 0.2) == pytest.approx(0.3)


def test_one_line_shared_data_one_pool_and_clear_owners_leave_no_fragments():
    whole = outcomes(**WHOLE)
    assert {name: whole[name] for name in ("fragmentation", "f_inst", "f_duty", "f_info", "f_res")} == {
        "fragmentation": 0, "f_inst": 0, "f_duty": 0, "f_info": 0, "f_res": 0}


def test_the_usual_town_is_in_fragments():
    usual = outcomes()
    assert all(0 < usual[name] < 1 for name in ("fragmentation", "f_inst", "f_duty", "f_info"))
