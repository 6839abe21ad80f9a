"""Committees, street offices, districts and the city are real Mesa agents that see the town's columns."""

import mesa
import pytest

from coprod.agents.city import City
from coprod.agents.committees import Committee
from coprod.agents.districts import District
from coprod.agents.street_offices import StreetOffice
from coprod.town.places import ESTATES
from tests.town.towns import town


@pytest.fixture
def built():
    return town(town__communities=7, town__streets=3, town__districts=2)


def test_committee_is_a_view_on_its_row(built):
    model = mesa.Model()
    committee = Committee(model, built.communities, 2)
    assert committee in model.agents
    assert committee.estate == ESTATES[built.communities.estate[2]]
    assert committee.residents == built.communities.residents[2]
    assert committee.elder_share == pytest.approx(committee.elders / committee.residents)
    assert committee.vulnerable_share == pytest.approx(committee.vulnerable / committee.residents)
    lifts = int(built.communities.lifts[2])
    committee.lifts += 1
    assert built.communities.lifts[2] == lifts + 1
    committee.lifts = lifts


def test_street_office_is_a_view_on_its_row(built):
    office = StreetOffice(mesa.Model(), built.streets, 1)
    assert office.communities == (built.communities.street == 1).sum()
    assert office.residents == built.communities.residents[built.communities.street == 1].sum()
    assert office.district == built.streets.district[1]


def test_districts_and_city_add_up(built):
    model = mesa.Model()
    districts = [District(model, number, built) for number in range(2)]
    city = City(model, districts)
    assert [street for district in city.districts for street in district.streets] == [0, 1, 2]
    assert sum(district.communities for district in districts) == 7
    assert city.residents == len(built.residents)
    assert len(model.agents) == 3
