"""Places 场域: districts, streets, communities and their estates, buildings and lifts.

Three types of estate differ in what they are built of and in who lives there:

* old 老旧小区: walk-ups of about six storeys, few lifts (added later), most elders;
* new 新建小区: high-rise, a lift for some twenty households, fewer elders;
* fringe 城乡结合部: low houses, few lifts, fewest elders, most delivery riders.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.districts import DistrictData
from coprod.kernel.columns import Column, Columns
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters.groups import Town as TownParameters
from coprod.town.given import filled, place_lifts

STREET_COLUMNS = {
    # the territory: written once by the synthesis of the town
    "district": Column("i2", "", "district number", "区编号"),
    "communities": Column("i4", "communities", "communities", "社区数"),
    "residents": Column("i4", "people", "residents", "居民数"),
}

ESTATES = ("old", "new", "fringe")
"""Types of estate: old walk-ups 老旧小区, new high-rise estates 新建小区, fringe of the city 城乡结合部."""
COMMITTEE_COLUMNS = {
    # the territory: written once by the synthesis of the town
    "street": Column("i2", "", "street number", "街道编号"),
    "district": Column("i2", "", "district number", "区编号"),
    "estate": Column("u1", "", "type of estate", "小区类型", codes=ESTATES),
    "residents": Column("i4", "people", "residents", "居民数"),
    "households": Column("i4", "households", "households", "户数"),
    "elders": Column("i4", "people", "residents of 60 and older", "60岁及以上老年人数"),
    "vulnerable": Column("i4", "people", "residents who need help in an emergency", "应急时需要帮助的居民数"),
    "lifts": Column("i4", "lifts", "lifts", "电梯数"),
    "east": Column("f4", "km", "distance east of the corner of the town", "距城镇西南角向东距离"),
    "north": Column("f4", "km", "distance north of the corner of the town", "距城镇西南角向北距离"),
    "lowland": Column("f4", "share", "homes on low-lying ground", "低洼地住户占比"),
    "basements": Column("f4", "share", "buildings with rooms below ground", "带地下空间的楼栋占比"),
    "drainage": Column("f4", "share", "water of a storm that drains carry off", "排水能力（可排走的水量占比）"),
}
REFERENCE_DRAINAGE = 0.5
"""Share of a storm's water that drains carry off on average in the town that rates of floods are stated for."""
SIDE_KM = 0.5
"""Side of the square that a community covers: 5,000 residents at 20,000 per km²."""

OLD, NEW, FRINGE = range(len(ESTATES))

BUILDING_COLUMNS = {
    "community": Column("i2", "", "community number", "社区编号"),
    "storeys": Column("i2", "storeys", "storeys", "层数"),
    "households": Column("i4", "households", "households", "户数"),
    "residents": Column("i4", "people", "residents", "居民数"),
    "lifts": Column("i2", "lifts", "lifts", "电梯数"),
    "age": Column("i2", "years", "years since it was built", "楼龄"),
}


def lay_out_communities(town: TownParameters, streams: Streams, data: DistrictData | None = None) -> Columns:
    """Return the communities with their street, district, estate and number of residents, as the tables of a district say."""
    communities = Columns(COMMITTEE_COLUMNS, town.communities)
    communities.street[:] = dealt_out(town.communities, town.streets)
    communities.district[:] = dealt_out(town.streets, town.districts)[communities.street]
    communities.estate[:] = estates(town, streams)
    communities.residents[:] = community_sizes(town, streams)
    communities.east[:], communities.north[:] = positions(town.communities)
    if data is not None:
        _take_from(data, communities, town)
    lie_of_the_land(town, streams, communities)
    if data is not None:
        communities.lowland[:] = filled(communities.lowland, data.numbers("lowland_share"))
    return communities


def _take_from(data: DistrictData, communities: Columns, town: TownParameters) -> None:
    """Write what the tables say of the territory, its people and their estates."""
    if data.street_of is not None:
        communities.street[:] = data.street_of
    communities.district[:] = districts_of_streets(town, data)[communities.street]
    estate = data.codes("estate", ESTATES)
    communities.estate[:] = np.where(estate < 0, communities.estate, estate)
    communities.residents[:] = data.numbers("residents")
    side = np.sqrt(np.nanmean(data.numbers("area"))) if data.has("area") else SIDE_KM
    east, north = np.array(data.places).T if data.places else positions(town.communities) * (side / SIDE_KM)
    communities.east[:], communities.north[:] = east, north


def districts_of_streets(town: TownParameters, data: DistrictData | None) -> NDArray[np.int64]:
    """Return the district of every street, shape (S,)."""
    found = None if data is None else data.district_of_streets
    return dealt_out(town.streets, town.districts) if found is None else found


def positions(n: int) -> NDArray[np.float64]:
    """Return how far east and north each of n communities lies, km, shape (2, n).

    They follow a Hilbert curve over a grid of squares, so that numbers near each other, and so the communities of one
    street and of one district, lie near each other.
    """
    side = 1 << max(0, int(np.ceil(np.log2(n) / 2)))
    rest, x, y = np.arange(n), np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    size = 1
    while size < side:
        right, up = (rest >> 1) & 1, (rest ^ (rest >> 1)) & 1
        flip = (up == 0) & (right == 1)
        x, y = np.where(flip, size - 1 - x, x), np.where(flip, size - 1 - y, y)
        x, y = np.where(up == 0, y, x), np.where(up == 0, x, y)
        x, y, rest, size = x + size * right, y + size * up, rest >> 2, size * 2
    return (np.array([x, y]) + 0.5) * SIDE_KM


def lie_of_the_land(town: TownParameters, streams: Streams, communities: Columns) -> None:
    """Say of every community how much of it lies low, has basements, and how well it is drained."""
    rows = np.arange(len(communities))
    communities.lowland[:] = streams.uniform(Purpose.TOWN_LOWLAND, rows) ** (1 / town.lowland - 1)
    around = streams.uniform(Purpose.TOWN_BASEMENTS, rows) + 0.5
    communities.basements[:] = np.minimum(1.0, by_estate(town, "basements")[communities.estate] * around)
    communities.drainage[:] = drained(town, streams, len(communities), town.drainage)


def drained(town: TownParameters, streams: Streams, n: int, mean: float) -> NDArray[np.float64]:
    """Return the share of water that the drains of n communities carry off if they carry off `mean` on average, shape (n,)."""
    around = 2 * streams.uniform(Purpose.TOWN_DRAINAGE, np.arange(n)) - 1
    return np.asarray(mean + town.drainage_spread * min(mean, 1 - mean) * around)


def lay_out_streets(town: TownParameters, communities: Columns, data: DistrictData | None = None) -> Columns:
    """Return the streets with their district and what they contain."""
    streets = Columns(STREET_COLUMNS, town.streets)
    streets.district[:] = districts_of_streets(town, data)
    streets.communities[:] = np.bincount(communities.street, minlength=town.streets)
    streets.residents[:] = np.bincount(communities.street, communities.residents, minlength=town.streets)
    return streets


def dealt_out(n: int, groups: int) -> NDArray[np.int64]:
    """Return the group of each of n things dealt out in order and evenly: every group gets one if n ≥ groups."""
    return np.arange(n, dtype=np.int64) * groups // n


def estates(town: TownParameters, streams: Streams) -> NDArray[np.uint8]:
    """Return the type of estate of each community, shape (C,).

    Communities are put in a random order once; the first ``old_share`` of the order are old, the last
    ``fringe_share`` fringe. So the shares hold to within one community, and a larger share keeps those it had.
    """
    place = (streams(Purpose.TOWN_ESTATE).random(town.communities).argsort().argsort() + 0.5) / town.communities
    return np.select([place < town.old_share, place >= 1 - town.fringe_share], [OLD, FRINGE], NEW).astype(np.uint8)


def community_sizes(town: TownParameters, streams: Streams) -> NDArray[np.int64]:
    """Return the number of residents of each community, shape (C,): log-normal, together exactly C × the mean.

    Nobody is left over: everybody who remains after rounding down joins where the fraction was largest (Hamilton's
    method of apportionment). Every community has at least one resident.
    """
    sigma = np.sqrt(np.log1p(town.size_spread**2))
    weight = np.exp(sigma * streams(Purpose.TOWN_SIZE).standard_normal(town.communities))
    spare = town.communities * (town.residents_per_community - 1)
    quota = spare * weight / weight.sum()
    sizes = np.floor(quota).astype(np.int64)
    largest = np.argsort(sizes - quota, kind="stable")[: spare - sizes.sum()]
    sizes[largest] += 1
    together: NDArray[np.int64] = sizes + 1
    return together


def put_up_buildings(town: TownParameters, streams: Streams, communities: Columns, data: DistrictData | None = None) -> Columns:
    """Return the buildings, in order of community, with their storeys, households and lifts.

    A community has as many buildings as its households need; taller ones house more, and lifts follow
    households (a fraction of a lift is a chance of one).
    """
    homes, estate = communities.households.astype(np.int64), communities.estate
    height = by_estate(town, "storeys")[estate]
    count = np.maximum(np.rint(homes / (height * by_estate(town, "floor")[estate])), 1).astype(np.int64)
    given = np.full(homes.size, np.nan) if data is None else data.numbers("buildings")
    count = filled(count, given).astype(np.int64)
    buildings = Columns(BUILDING_COLUMNS, int(count.sum()))
    buildings.community[:] = np.repeat(np.arange(len(communities)), count)
    rise = 1 + town.storeys_spread * streams(Purpose.TOWN_STOREYS).uniform(-1, 1, len(buildings))
    buildings.storeys[:] = np.maximum(np.rint(height[buildings.community] * rise), 1)
    one_each = np.where(np.isnan(given), 0, count)  # in communities with given buildings none stands empty
    buildings.households[:] = _share_out(homes - one_each, count, buildings.storeys) + (one_each > 0)[buildings.community]
    rate = by_estate(town, "lifts")[estate][buildings.community] / 100
    buildings.lifts[:] = np.floor(rate * buildings.households + streams(Purpose.TOWN_LIFTS).random(len(buildings)))
    if data is not None:
        buildings.lifts[:] = place_lifts(buildings.lifts, data.numbers("lifts"), buildings.community, rate * buildings.households)
    return buildings


def by_estate(town: TownParameters, name: str) -> NDArray[np.float64]:
    """Return a parameter that is declared per type of estate, in the order of their codes: shape (3,)."""
    return np.array([getattr(town, f"{name}_{estate}") for estate in ESTATES], dtype=float)


def _share_out(homes: NDArray[np.int64], count: NDArray[np.int64], storeys: NDArray[np.int16]) -> NDArray[np.int64]:
    """Share the households of each community out to its buildings in proportion to their storeys."""
    total = np.cumsum(storeys, dtype=np.int64)
    last = np.cumsum(count) - 1
    before = np.concatenate([[0], total[last[:-1]]])
    filled = (total - np.repeat(before, count)) / np.repeat(total[last] - before, count)
    end = np.repeat(np.cumsum(homes) - homes, count) + np.rint(filled * np.repeat(homes, count)).astype(np.int64)
    share: NDArray[np.int64] = np.diff(end, prepend=0)
    return share
