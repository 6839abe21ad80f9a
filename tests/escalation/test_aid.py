"""Aid across borders of streets and districts: who helps, how soon, how much, and that nobody gives what it has not got."""

import numpy as np
import pytest
import simpy

from coprod.fields.emergency.warnings import WARNING
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.borders import Borders
from coprod.linkage.dispatch import Priority
from coprod.linkage.mutual_aid import DISTRICT_LENT, OWN, Aid, refusal
from coprod.model import run
from coprod.parameters import Parameters
from coprod.parameters.codes import FIRE, UTILITY
from coprod.resources.crews import DISTRICT, STREET, Crews
from coprod.resources.reserves import Reserves
from coprod.resources.supplies import DISTRICT as DISTRICT_STORE
from coprod.resources.supplies import NEIGHBOUR, SUPPLY
from tests.emergencies.fields import incident

N = 2000


def crews(n_districts=3, **changes):
    """Return the crews of districts of one street and one community each; a crew of each kind everywhere."""
    alone = {"crew.street_crews": 1, "crew.district_teams": 1, "district.border": 0.0}
    p = Parameters().replace(alone | {name.replace("__", "."): value for name, value in changes.items()})
    places, streams = np.arange(n_districts), Streams(1)
    borders = Borders(streams, places.tolist(), n_districts, p.district.border)
    return Crews(simpy.Environment(), p.crew, places, places, streams.uniform_scalar, p.district, Aid(p, streams, borders))


def busy(live, kind, community):
    """Let the one crew that serves a community be out."""
    live.station(kind, community).turn()


def test_neighbours_send_teams_only_where_the_districts_own_are_out():
    live = crews(district__mutual_aid=1.0, district__aid_minutes=45.0, crew__spread=0.0)
    fire = incident(FIRE)
    assert live.offer(DISTRICT, fire, 0.5) == (live.station(DISTRICT, 0), pytest.approx(10.5), OWN)
    busy(live, DISTRICT, 0)
    station, way, lender = live.offer(DISTRICT, fire, 0.5)
    assert station in (live.station(DISTRICT, 1), live.station(DISTRICT, 2))
    assert (way, lender) == (pytest.approx(55.5), DISTRICT_LENT)
    assert live.offer(STREET, fire, 0.5)[2] == OWN
    busy(live, DISTRICT, 1)
    busy(live, DISTRICT, 2)
    assert live.offer(DISTRICT, fire, 0.5)[0] is live.station(DISTRICT, 0)


def test_without_an_agreement_nobody_comes():
    live = crews(district__border=1.0)
    busy(live, DISTRICT, 0)
    assert live.offer(DISTRICT, incident(FIRE), 0.5)[2] == OWN


def test_neighbours_answer_as_often_as_agreed():
    live = crews(2, district__mutual_aid=0.3)
    busy(live, DISTRICT, 0)
    lent = np.mean([live.offer(DISTRICT, incident(FIRE, id=n), 0.5)[2] == DISTRICT_LENT for n in range(N)])
    assert lent == pytest.approx(0.3, abs=4 * (0.21 / N) ** 0.5)


def test_at_a_border_the_nearest_of_two_comes():
    """Two ways even on m (1 ± s): the shorter takes m (1 − s / 3) in the mean, with no minutes on top."""
    live = crews(2, district__border=1.0, district__mutual_aid=1.0, crew__spread=0.6)
    uniform = np.random.default_rng(1).random(N)
    ways = np.array([live.offer(STREET, incident(UTILITY, id=n), float(uniform[n]))[1] for n in range(N)])
    assert ways.mean() == pytest.approx(9.5 * (1 - 0.6 / 3), abs=4 * ways.std() / N**0.5)


def test_a_pool_with_nobody_free_borrows_from_the_next():
    live = crews(2, district__mutual_aid=1.0, district__allocation_rule="fifo", crew__spread=0.0)
    first, second, third = (live.call(DISTRICT, incident(FIRE, id=n), 0.5, Priority(1.0)) for n in range(3))
    assert (first.lender, second.lender) == (OWN, DISTRICT_LENT)
    assert second.way == pytest.approx(10.5 + 30.0) and not third.turn.triggered


def test_rivals_refuse_as_often_as_declared():
    p = Parameters().replace({"directive.target_competition": 0.8, "directive.target_keep": 0.5})
    aid = Aid(p, Streams(1), Borders(Streams(1), [0], 1, 0.0))
    assert refusal(p) == pytest.approx(0.4)
    helped = np.mean([aid.from_street(n, 3, 0) for n in range(N)])
    assert helped == pytest.approx(0.6, abs=4 * (0.24 / N) ** 0.5)


def draw(amount, **changes):
    """Return what a community of the first of two districts gets that have nothing but district stores."""
    values = {"town.districts": 2, "town.streets": 2, "reserve.street": 0.0, "reserve.city": 0.0, "reserve.household": 0.0,
              "reserve.agreement": 0.0, "reserve.district": 1.0, "reserve.need_pump": 10.0, "reserve.mismatch": 0.0}
    p = Parameters().replace(values | changes)
    env, recorder = simpy.Environment(), Recorder()
    live = Reserves(env, p, Streams(1), np.arange(2), np.arange(2), np.full(2, 1000), recorder)
    own, other = (live.stores[DISTRICT_STORE][district][0].stock for district in (0, 1))
    supply = env.run(until=env.process(live.draw(1, 0, "pump", own + amount)))
    return supply, own, other, recorder.columns(SUPPLY)


def test_a_district_lends_its_share_of_what_it_has_and_no_more():
    supply, own, other, draws = draw(1000, **{"district.mutual_aid": 0.4})
    assert other > 0 and supply.filled == own + int(0.4 * other)
    lent = draws["level"] == NEIGHBOUR
    assert draws["filled"][lent].tolist() == [int(0.4 * other)]
    p = Parameters()
    assert supply.minutes == pytest.approx((p.reserve.travel_district + p.district.aid_minutes) * p.infrastructure.space_distance)
    assert draw(1000)[0].filled == own


def test_a_district_without_neighbours_asks_nobody():
    alone = {"town.districts": 1, "town.streets": 1, "district.mutual_aid": 1.0}
    p = Parameters().replace(alone)
    env, recorder = simpy.Environment(), Recorder()
    live = Reserves(env, p, Streams(1), np.zeros(1, int), np.zeros(1, int), np.full(1, 1000), recorder)
    env.run(until=env.process(live.draw(1, 0, "pump", 10_000)))
    assert NEIGHBOUR not in recorder.columns(SUPPLY)["level"]


def test_the_nearest_crew_of_all_is_lent_by_its_street_or_district():
    live = crews(3, crew__dispatch="nearest", crew__next_street=1.0, crew__next_spread=0.0)
    busy(live, STREET, 0)
    assert live.offer(STREET, incident(UTILITY), 0.5)[2] == DISTRICT_LENT  # every street is a district of its own


def test_shared_warnings_come_earlier_by_what_is_declared():
    """Where every community is warned every day, mutual aid lengthens each lead by the same factor."""
    small = {"town.districts": 2, "town.streets": 2, "town.communities": 2, "town.residents_per_community": 60,
             "incident.flood_first": 1, "incident.waterlogging_rate": 0.0, "warning.threshold": -10.0,
             "warning.publish_minutes": 0.0, "warning.lapse": 0.1}
    leads = []
    for share in (0.0, 1.0):
        live = run(Parameters().replace(small | {"district.mutual_aid": share, "district.warning_gain": 0.5}), 1, 20)
        found = live.model.recorder.columns(WARNING)
        leads.append(found["lead"][np.lexsort((found["community"], found["day"]))][:30])
    assert leads[0].size == 30 and leads[1] == pytest.approx(1.5 * leads[0], rel=1e-5)
