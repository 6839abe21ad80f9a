"""The margins that tables give are met exactly, whoever is counted and whatever the seed; nothing else moves."""

import numpy as np
import pytest

from coprod.districts import read_district
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town import build_town
from coprod.town.given import apportion, exact_quantiles
from tests.districts.folders import WHOLE, counted, folder, town_of


def column(name):
    place = WHOLE[0].index(name)
    return np.array([row[place] for row in WHOLE[1:]])


def test_every_margin_is_met_exactly_for_every_seed(tmp_path):
    path = folder(tmp_path / "whole", communities=WHOLE)
    for seed in range(5):
        _, town = town_of(path, seed)
        found = counted(town)
        for name in ("residents", "households", "buildings", "lifts"):
            assert found[name].tolist() == column(name).tolist(), (seed, name)
        assert found["elders"].tolist() == np.rint(column("elder_share") * column("residents")).tolist()
        assert found["app"].tolist() == np.rint(column("app_share") * found["adults"]).tolist()
        assert not found["app_children"].any()
        assert [("old", "new", "fringe")[code] for code in town.communities.estate] == column("estate").tolist()
        assert np.allclose(town.communities.lowland, column("lowland_share"))
        assert town.communities.elders.tolist() == found["elders"].tolist()
        assert town.communities.lifts.tolist() == found["lifts"].tolist()


def test_cells_left_empty_are_drawn_as_without_tables(tmp_path):
    """Names and numbers of residents alone give the very town that is drawn for as many."""
    size = {"town.communities": 6, "town.streets": 2, "town.residents_per_community": 300}
    drawn = build_town(Parameters().replace(size), Streams(3))
    rows = [("name", "residents"), *((f"c{i}", int(n)) for i, n in enumerate(drawn.communities.residents))]
    path = folder(tmp_path / "same", communities=rows)
    _, town = town_of(path, 3)
    for table in ("residents", "communities", "streets", "buildings"):
        for name in getattr(drawn, table).spec:
            assert np.array_equal(getattr(getattr(drawn, table), name), getattr(getattr(town, table), name)), (table, name)
    assert (drawn.ties != town.ties).nnz == 0


def test_one_given_cell_moves_its_own_community_only(tmp_path):
    plain = folder(tmp_path / "plain", communities=[("name", "residents"), ("a", 400), ("b", 500), ("c", 300)])
    given = folder(tmp_path / "given", communities=[("name", "residents", "elder_share", "lifts"), ("a", 400, "", ""),
                                                    ("b", 500, 0.5, 7), ("c", 300, "", "")])
    (_, one), (_, two) = town_of(plain), town_of(given)
    others = one.residents.community != 1
    assert np.array_equal(one.residents.age[others], two.residents.age[others])
    assert counted(two)["elders"][1] == 250 and counted(two)["lifts"][1] == 7
    assert counted(two)["elders"][1] > counted(one)["elders"][1]


def test_a_larger_share_of_elders_makes_nobody_younger(tmp_path):
    def ages(share):
        rows = [("name", "residents", "elder_share"), ("a", 600, share)]
        return town_of(folder(tmp_path / f"s{share}", communities=rows))[1].residents.age.astype(int)
    few, many = ages(0.1), ages(0.4)
    grown = (few >= 18) & (many >= 18)
    assert (many[grown] >= few[grown]).mean() > 0.98  # couples are within three years of each other, whoever is the elder
    assert many.mean() > few.mean() + 5


def test_streets_and_districts_of_the_table_hold_the_communities(tmp_path):
    rows = [("name", "residents", "street", "district"), ("a", 90, "N", "D1"), ("b", 90, "S", "D2"), ("c", 90, "N", "D1"),
            ("d", 90, "W", "D2"), ("e", 90, "S", "D2")]
    parameters, town = town_of(folder(tmp_path / "d", communities=rows))
    data = parameters.district_data
    assert data.names == ("a", "c", "b", "e", "d")
    assert (data.street_names, data.district_names) == (("N", "S", "W"), ("D1", "D2"))
    assert town.communities.street.tolist() == [0, 0, 1, 1, 2]
    assert town.communities.district.tolist() == [0, 0, 1, 1, 1]
    assert town.streets.district.tolist() == [0, 1, 1]
    assert town.streets.residents.tolist() == [180, 180, 90]


def test_places_are_kilometres_on_a_plane(tmp_path):
    """A hundredth of a degree of latitude is 1.112 km; of longitude it is shorter by the cosine of the latitude."""
    _, town = town_of(folder(tmp_path / "whole", communities=WHOLE))
    east, north = town.communities.east, town.communities.north
    assert north[2] - north[0] == pytest.approx(1.112, abs=0.001)
    assert east[1] - east[0] == pytest.approx(1.112 * np.cos(np.radians(39.91)), abs=0.001)
    assert min(east) == min(north) == 0


def test_the_mean_area_sets_the_distance_of_communities_without_coordinates(tmp_path):
    rows = [("name", "residents", "area"), ("a", 200, 1.0), ("b", 200, 1.0)]
    _, town = town_of(folder(tmp_path / "a", communities=rows))
    assert np.hypot(np.diff(town.communities.east), np.diff(town.communities.north)) == pytest.approx(1.0)


def test_ends_of_what_is_possible(tmp_path):
    """Everybody lives alone, everybody is old, every household has its house, nobody is reached."""
    rows = [("name", "residents", "households", "elders", "buildings", "lifts", "app_share"), ("a", 60, 60, 60, 60, 0, 0),
            ("b", 50, 1, 0, 1, 1, 1)]
    _, town = town_of(folder(tmp_path / "ends", communities=rows))
    found = counted(town)
    assert found["households"].tolist() == [60, 1] and found["elders"].tolist() == [60, 0]
    assert found["buildings"].tolist() == [60, 1] and found["lifts"].tolist() == [0, 1]
    assert found["app"][0] == 0 and found["app"][1] == found["adults"][1]


def test_buildings_alone_get_a_household_each(tmp_path):
    rows = [("name", "residents", "buildings"), ("a", 200, 150), ("b", 200, 2)]
    _, town = town_of(folder(tmp_path / "b", communities=rows))
    assert counted(town)["buildings"].tolist() == [150, 2] and counted(town)["households"][0] == 150
    assert town.buildings.households[town.buildings.community == 0].tolist() == [1] * 150


def test_households_of_a_given_number_are_one_plus_poisson():
    """Given their sum they are multinomial: the variance of a size is (N − H)/H · (1 − 1/H)."""
    from coprod.town.given import form_given_households

    n, h = 25_000, 10_000
    first = np.zeros(n, dtype=bool)
    form_given_households(first, np.array([0, n]), np.array([float(h)]), Streams(1))
    sizes = np.diff(np.flatnonzero(first), append=n)
    assert sizes.size == h and sizes.sum() == n and sizes.min() >= 1
    expected = (n - h) / h * (1 - 1 / h)
    assert sizes.var() == pytest.approx(expected, abs=4 * expected * np.sqrt(2 / h) * 1.3)


def test_apportionment_adds_up_and_is_within_one_of_the_quota():
    generator = np.random.default_rng(5)
    for _ in range(50):
        weights, total = generator.random(generator.integers(1, 30)), int(generator.integers(0, 200))
        found = apportion(total, weights)
        assert found.sum() == total and np.abs(found - total * weights / weights.sum()).max() < 1
    assert apportion(7, np.zeros(3)).tolist() == [3, 2, 2]


def test_quantiles_of_a_community_without_a_count_stay():
    uniform, community = np.array([0.9, 0.1, 0.5, 0.4]), np.array([0, 0, 1, 1])
    quantile, share = exact_quantiles(uniform, np.full(4, 0.2), community, np.array([1.0, np.nan]))
    assert quantile.tolist() == [0.75, 0.25, 0.5, 0.4] and share.tolist() == [0.5, 0.5, 0.2, 0.2]


def test_7000_communities_of_21_million_are_read_within_seconds(tmp_path):
    rows = [("name", "residents", "street", "district"),
            *((f"c{i}", 3000, f"s{i // 20}", f"d{i // 400}") for i in range(7000))]
    data = read_district(folder(tmp_path / "city", communities=rows)).data
    assert data.numbers("residents").sum() == 21e6 and len(data.street_names) == 350 and len(data.district_names) == 18
