"""Every column moves what it should, in the direction that it should, and by as much where that is known."""

import numpy as np
import pytest

from coprod.districts.places_of import rain_by_day
from coprod.fields.emergency.shocks import Shocks, storms_of
from coprod.fields.everyday.hazard_frequency import PRIOR
from coprod.fields.everyday.hazards import HiddenHazards
from coprod.kernel.records import Recorder
from coprod.kernel.shock import STORM
from coprod.kernel.streams import Streams
from coprod.model import CoproductionModel, run
from coprod.parameters import Parameters
from coprod.resources.crew_stations import CrewStations
from coprod.resources.crews import AMBULANCE, DISTRICT, STREET
from coprod.resources.readiness import readiness_cost
from coprod.town.street_types import types_of_streets
from tests.districts.folders import folder, in_chinese, town_of

HEAD = ("name", "residents", "street")
FOUR = (HEAD, ("a", 400, "N"), ("b", 400, "N"), ("c", 300, "S"), ("d", 500, "S"))


def with_columns(**columns):
    """Return the four communities with more columns, one value each."""
    return [(*HEAD, *columns), *((*row, *(values[i] for values in columns.values())) for i, row in enumerate(FOUR[1:]))]


def model_of(path, seed=1, **settings):
    return CoproductionModel(Parameters.load(path).replace(settings), rng=seed)


def test_elders_lifts_and_lowland_move_who_is_vulnerable_stuck_and_flooded(tmp_path):
    few = run(Parameters.load(folder(tmp_path / "few", communities=with_columns(
        elder_share=[0.05] * 4, lifts=[0] * 4, lowland_share=[0, 0, 0.9, 0.9]))), seed=1, days=360)
    many = run(Parameters.load(folder(tmp_path / "many", communities=with_columns(
        elder_share=[0.5] * 4, lifts=[60] * 4, lowland_share=[0.9, 0.9, 0, 0]))), seed=1, days=360)
    vulnerable = [int(one.model.town.communities.vulnerable.sum()) for one in (few, many)]
    chances = [1600 * (0.2 * share + 0.03 * (1 - share)) for share in (0.05, 0.5)]
    assert vulnerable == pytest.approx(chances, abs=4 * np.sqrt(max(chances)))
    entrapments = [int((one.incidents.type == "lift_entrapment").sum()) for one in (few, many)]
    assert entrapments[0] == 0 < entrapments[1]
    stress = [one.model.emergency_field.impacts.stress for one in (few, many)]
    assert stress[0][:2].max() < stress[0][2:].max() and stress[1][:2].max() > stress[0][:2].max()


def test_staff_is_as_given_and_policy_changes_it_in_proportion(tmp_path):
    path = folder(tmp_path / "d", communities=with_columns(staff=[9, 4, "", 7.5]), streets=[("name", "staff"), ("S", 11)])
    usual = model_of(folder(tmp_path / "usual", communities=FOUR)).desks.staff
    given = model_of(path).desks.staff
    assert given.tolist() == [9, 4, usual[2], 7.5, usual[4], 11]
    cut = model_of(path, **{"staff.count": 3, "staff.street_per_community": 1.0}).desks.staff
    assert cut.tolist() == pytest.approx([4.5, 2, usual[2] / 2, 3.75, usual[4] / 2, 5.5])
    sent = model_of(path, **{"staff.sink": 0.5, "staff.sink_loss": 0.0}).desks.staff
    assert sent.sum() == pytest.approx(given.sum()) and sent[5] == 5.5 and sent[2:4].sum() == pytest.approx(usual[2] + 7.5 + 5.5)
    assert model_of(path).emergency_field.staff._people[:2] == [9, 4]


def test_volunteers_serve_from_the_first_day_and_recruitment_makes_more(tmp_path):
    path = folder(tmp_path / "d", communities=with_columns(volunteers=[40, 0, "", 500]))
    usual, given = model_of(folder(tmp_path / "usual", communities=FOUR)), model_of(path)
    def serving(model):
        return model.volunteer_corps.registered.tolist()
    assert serving(given)[:2] == [40, 0] and serving(given)[2] == serving(usual)[2]
    eligible = (given.town.residents.age >= 16) & (given.town.residents.age <= 75) & (given.town.residents.community == 3)
    assert serving(given)[3] == eligible.sum() < 500
    assert serving(model_of(path, **{"volunteer.recruit": 0.1}))[0] > 40
    for _ in range(30):
        given.step()
    assert 25 < serving(given)[0] < 55, "as many join as leave"


def test_communities_of_one_firm_are_kept_alike_and_better_firms_better(tmp_path):
    firms = [("name", "rating", "watch_wage"), ("Good", 90, 100), ("Bad", 30, "")]
    path = folder(tmp_path / "d", communities=with_columns(firm=["Good", "Bad", "Good", "Other"]), firms=firms)
    table = model_of(path).property_firms.table
    assert len(table) == 4 and table.diligence[[0, 1, 2]].tolist() == [1.5, 0.5, 1.5]
    assert table.wage[0] == table.wage[2] == 100 and table.effort[0] == table.effort[2] > table.effort[1]
    drawn = model_of(folder(tmp_path / "e", communities=with_columns(firm=["X", "Y", "X", ""]))).property_firms.table
    assert drawn.diligence[0] == drawn.diligence[2] != drawn.diligence[1]


def test_types_of_streets_are_as_given(tmp_path):
    path = folder(tmp_path / "d", communities=FOUR, streets=in_chinese([("name", "type"), ("S", "industrial")], "streets"))
    assert types_of_streets(Parameters.load(path), 2).tolist() == [0, 2]
    usual = model_of(folder(tmp_path / "usual", communities=FOUR)).emergency_field.impacts.exposure
    fires = model_of(path).emergency_field.impacts.exposure[0]
    assert fires[:2].tolist() == usual[0][:2].tolist() and fires[2:] == pytest.approx(2.5 * usual[0][2:])


def test_stations_have_as_many_crews_as_given_and_policy_adds_to_them(tmp_path):
    stations = [("name", "kind", "place", "crews"), ("x", "street", "N", 5), ("y", "street", "N", 1), ("z", "district", "", 7)]
    path = folder(tmp_path / "d", communities=FOUR, stations=stations)
    crews = model_of(path).emergency_field.crews
    sizes = [crews.station(kind, community).capacity for kind in (STREET, DISTRICT, AMBULANCE) for community in (0, 2)]
    assert sizes == [6, 2, 7, 7, 3, 3]
    more = model_of(path, **{"crew.street_crews": 3, "crew.district_teams": 1}).emergency_field.crews
    assert [more.station(STREET, 0).capacity, more.station(DISTRICT, 0).capacity] == [7, 5]
    pooled = model_of(path, **{"district.allocation_rule": "optimal"}).emergency_field.crews
    assert pooled.pool(STREET, 0).free == [6, 2]


def test_what_stands_by_and_what_teams_can_bear_follow_the_stations(tmp_path):
    """Crews on stand-by, the wages of standing teams and the load of a district hang on the crews that there are."""
    stations = [("name", "kind", "place", "crews"), ("x", "street", "N", 6), ("z", "district", "", 12)]
    models = [model_of(folder(tmp_path / name, communities=FOUR, **tables))
              for name, tables in (("usual", {}), ("given", {"stations": stations}))]
    usual, given = (model.emergency_field for model in models)
    assert given.escalation.relative(0, 6.0) * 4 == usual.escalation.relative(0, 6.0)
    costs = [readiness_cost(Parameters(), one.town, one.emergency_field.crews).sum() * 365 for one in models]
    assert costs == pytest.approx([(2 + 2) * 20_000, (6 + 2) * 20_000])


def test_pools_follow_policy_down_to_one_crew_in_every_street(tmp_path):
    stations = [("name", "kind", "place", "crews"), ("x", "street", "N", 1), ("y", "street", "S", 4)]
    path = folder(tmp_path / "d", communities=FOUR, stations=stations)
    crews = model_of(path, **{"district.allocation_rule": "optimal"}).emergency_field.crews
    pool = crews.pool(STREET, 0)
    crews._crew = crews._crew.model_copy(update={"street_crews": 1})
    crews.resize()
    assert pool.free == [crews.number(STREET, 0), crews.number(STREET, 1)] == [1, 3]


def test_ways_grow_with_distance_and_the_root_of_the_area(tmp_path):
    columns = {"longitude": [116.0, 116.0, 116.0, 116.0], "latitude": [39.9, 39.91, 39.9, 39.9]}
    stations = [("name", "kind", "place", "crews", "longitude", "latitude"), ("x", "street", "N", 2, 116.0, 39.9)]
    data = Parameters.load(folder(tmp_path / "d", communities=with_columns(**columns), stations=stations)).district_data
    ways = CrewStations.of(data).ways
    away = np.array([0.25, 1.1119 + 0.25])
    assert ways[STREET][:2] == pytest.approx((away / away.mean()).tolist(), rel=1e-3)
    assert ways[STREET][2:] == [1, 1] and DISTRICT not in ways
    wide = Parameters.load(folder(tmp_path / "wide", communities=with_columns(area=[1, 1, "", 4]))).district_data
    assert CrewStations.of(wide).ways[AMBULANCE] == pytest.approx([2, 2, 1, 4])
    crews = model_of(tmp_path / "wide").emergency_field.crews
    assert [crews.nearness(DISTRICT, c) for c in range(4)] == pytest.approx([2, 2, 1, 4])
    assert model_of(folder(tmp_path / "plain", communities=FOUR)).emergency_field.crews.nearness(STREET, 3) == 1


def test_stores_keep_what_is_given_and_policy_changes_it_in_proportion(tmp_path):
    stores = [("level", "place", "pump", "relief_kit"), ("street", "N", 3, ""), ("district", "", 0, 11), ("city", "", 90, 90)]
    path = folder(tmp_path / "d", communities=FOUR, stores=stores)
    usual = model_of(folder(tmp_path / "usual", communities=FOUR)).emergency_field.reserves
    reserves = model_of(path).emergency_field.reserves
    assert reserves.in_store("street", 0) == {**usual.in_store("street", 0), "pump": 3}
    assert reserves.in_store("street", 1) == usual.in_store("street", 1)
    assert reserves.in_store("district", 0) == {**usual.in_store("district", 0), "pump": 0, "relief_kit": 11}
    double = model_of(path, **{"reserve.level": 2.0, "reserve.city": 3.5}).emergency_field.reserves
    assert [double.in_store("street", 0)["pump"], double.in_store("city", 0)["pump"]] == [6, 90]


def test_hazards_arise_where_they_were_found_and_together_as_often(tmp_path):
    rows = [("community", "found"), ("a", 60), ("b", 10), ("a", 30), ("c", 0)]
    def births(path):
        parameters, town = town_of(path)
        return HiddenHazards(parameters, Streams(1), town, Recorder())._scale
    usual, given = (births(folder(tmp_path / name, communities=FOUR, **tables))
                    for name, tables in (("u", {}), ("d", {"hazards": rows})))
    often = given / usual
    assert often[3] == 1 and given.sum() == pytest.approx(usual.sum()) and often[0] > often[1] > often[2] > 0
    expected = 100 * usual[:3] / usual[:3].sum()
    shrunk = (np.array([90, 10, 0]) + PRIOR) / (expected + PRIOR)
    assert often[:3] / often[0] == pytest.approx(shrunk / shrunk[0])


def test_storms_are_those_of_the_weather_alone(tmp_path):
    weather = [("日期", "雨量"), ("2024-02-29", 60), ("2024-02-28", 15), ("2024/7/21", 150), ("2024年7月22日", 49.9),
               ("2025-01-01", 75)]
    path = folder(tmp_path / "d", "gb18030", communities=FOUR, weather=weather)
    parameters, town = town_of(path)
    assert rain_by_day(parameters.district_data) == {58: 75, 201: 150, 202: 49.9, 365: 75}
    assert [(one.day, one.intensity) for one in storms_of(parameters)] == [(58, 1), (201, 2), (365, 1)]
    shocks = Shocks(parameters, Streams(1), town)
    storms = [day for day in range(730) for one in shocks.of_day(day) if one.kind == STORM]
    assert storms == [58, 201, 365] and parameters.shock.storm_rate == 0
    with pytest.raises(ValueError, match="the tables of the district say 0"):
        parameters.replace({"shock.storm_rate": 6.0})


@pytest.mark.parametrize(("tables", "told"), [
    ({"streets": [("name", "staff"), ("Nort", 5)]}, "streets.csv:2: name = 'Nort': communities.csv names no such street"),
    ({"streets": [("name", "residents"), ("N", 900)]}, "its communities add up to 800"),
    ({"firms": [("name", "rating"), ("X", 5)]}, "communities.csv names no such firm"),
    ({"firms": [("name", "phone"), ("X", 5)]}, "it needs one of the columns rating, watch_wage"),
    ({"hazards": [("community", "found"), ("e", 5)]}, "communities.csv names no such name"),
    ({"stations": [("name", "kind", "crews"), ("x", "street", 1)]}, "whose is it? Allowed are N, S"),
    ({"stations": [("name", "kind", "place", "crews"), ("x", "district", "D", 1)]}, "communities.csv has no such place"),
    ({"stations": [("name", "kind", "crews", "longitude", "latitude"), ("x", "district", 1, 116, 39)]}, "has no effect"),
    ({"stores": [("level", "place", "pump"), ("street", "N", 1), ("street", "N", 2)]}, "line 2 has the same name"),
    ({"weather": [("date", "rain"), ("2024-01-01", 1), ("2024/1/1", 2)]}, "line 2 has the same day"),
    ({"weather": [("date", "rain"), ("2023-02-29", 1)]}, "allowed are dates")])
def test_tables_that_do_not_fit_together(tmp_path, tables, told):
    with pytest.raises(ValueError) as caught:
        Parameters.load(folder(tmp_path / "d", communities=FOUR, **tables))
    assert told in str(caught.value)
