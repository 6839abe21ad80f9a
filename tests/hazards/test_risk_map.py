"""The risk map: what is drawn, what patrols make of it, and what it is worth."""

import numpy as np
import pytest

from coprod import Parameters, run
from coprod.agents.committee_decisions import ByMap, PatrolWeek
from coprod.agents.decisions import RuleBook
from coprod.fields.everyday.hazard_places import HazardPlaces
from coprod.fields.everyday.patrol import GRID_WORKERS, REPORTERS
from coprod.fields.everyday.risk_map import RiskMap, hot_spots
from coprod.kernel.streams import Streams
from tests.hazards.estates import hazards, live, town

BUILDINGS = 10


def risk_map(communities=20, rules=None, **changes):
    given = Parameters().replace({key.replace("__", "."): value for key, value in changes.items()})
    place = town(communities, buildings=BUILDINGS)
    streams = Streams(1)
    return RiskMap(given, streams, HazardPlaces(given, streams, place), RuleBook(given, rules))


def known(building):
    rows = np.zeros(np.size(building), dtype=[("id", "i8"), ("building", "i4")])
    rows["id"], rows["building"] = np.arange(rows.size), building
    return rows


def test_a_map_of_quality_q_shows_a_share_q_of_what_is_known_and_fades():
    one = risk_map(patrol__map_quality=0.6, patrol__map_half_life=7.0)
    one.draw(known(np.repeat(np.arange(200), 50)))
    assert one.drawn.sum() == pytest.approx(6000, abs=4 * (10_000 * 0.24) ** 0.5)
    before = one.drawn.sum()
    one.week()
    assert one.drawn.sum() == pytest.approx(before / 2)


def test_effort_follows_the_map_and_its_sum_is_kept():
    one = risk_map(patrol__map_quality=1.0)
    one.draw(known([3, 3, 3, 15]))
    effort = one.week()
    assert effort.reshape(-1, BUILDINGS).mean(axis=1) == pytest.approx(1)
    assert effort[3] / effort[4] == pytest.approx(4**0.5) and effort[15] / effort[14] == pytest.approx(2**0.5)


@pytest.mark.parametrize("changes", [{"patrol__map_quality": 0.0}, {"patrol__map_quality": 1.0, "patrol__map_gain": 0.0}])
def test_without_map_or_gain_patrols_go_everywhere_alike(changes):
    one = risk_map(**changes)
    one.draw(known([3, 3, 3, 15]))
    assert one.week() is None


def test_the_even_rule_ignores_the_map():
    one = risk_map(rules={"committee.patrol": "even"}, patrol__map_quality=1.0)
    one.draw(known([3, 3, 3, 15]))
    assert one.week() is None and one.drawn[3] > 0


def test_the_square_root_leaves_fewest_hazards_hidden():
    """Where hazards arise at rates h and efforts d of given sum find them, Σ h / d is least at d ∝ √h."""
    rate = np.array([0.2, 0.5, 1.0, 4.0])
    hidden = {}
    for gain in (0.0, 0.25, 0.5, 0.75, 1.0):
        seen = PatrolWeek(np.zeros(4, dtype=int), np.ones(4, dtype=int), rate * 1e9, np.full(4, rate.mean() * 1e9), 1.0, gain)
        effort = ByMap().decide(seen)
        hidden[gain] = (rate / (effort / effort.mean())).sum()
    assert min(hidden, key=hidden.get) == 0.5
    assert hidden[0.5] == pytest.approx(np.sqrt(rate).sum() ** 2 / 4)


def test_hot_spots_are_the_fifth_with_most_on_the_map():
    community = np.repeat([0, 1], 10)
    drawn = np.tile(np.arange(10.0), 2)
    assert np.flatnonzero(hot_spots(drawn, community)).tolist() == [8, 9, 18, 19]


def test_births_are_scored_before_they_are_known():
    one = risk_map(patrol__map_quality=1.0)
    one.score(known([1]))
    assert (one.births, one.hits) == (0, 0)
    one.draw(known([3, 3, 5]))
    one.week()
    one.score(known([3, 5, 7]))
    assert (one.births, one.hits) == (3, 2)


def lived(quality, rules=None, days=400):
    """Return hazards found and left hidden, and the share born in hot spots: patrols alone search prone buildings."""
    changes = {"hazard__building_spread": 1.5, "patrol__map_quality": quality}
    place = town(60, buildings=BUILDINGS)
    hidden = hazards(60, place=place, hazard__trigger=0.0, hazard__building_spread=1.5)
    one = risk_map(60, rules, **changes)
    rates, found, hits, births = np.eye(len(REPORTERS))[GRID_WORKERS] * 0.02, 0, 0, 0
    for day in range(days):
        if day % 7 == 0:
            hidden.direct_patrols(one.week())
        today = live(hidden, 1, rates, first=day)[0]
        one.score(today.born)
        one.draw(today.found)
        found, hits, births = found + today.found.size, hits + one.hits, births + one.births
    return found, hidden.rows.size, hits / births if births else 0.0


def test_a_map_tells_more_than_chance_and_leaves_fewer_hazards():
    """On the same hazards: with the map fewer stay hidden than on even rounds, and a vague map lies in between."""
    good, vague, even = lived(1.0), lived(0.1), lived(1.0, {"committee.patrol": "even"})
    assert good[0] > vague[0] > even[0] and good[1] < vague[1] < even[1]
    assert good[2] > 0.35 and good[2] > vague[2] > 0.2
    assert good[1] < 0.95 * even[1]


def test_even_rounds_are_what_there_is_without_a_map():
    assert lived(0.0, days=60)[:2] == lived(1.0, {"committee.patrol": "even"}, days=60)[:2]


def test_the_committee_says_where_it_patrols_and_why():
    model = run(Parameters().replace({"town.communities": 3, "town.streets": 1, "patrol.map_quality": 1.0}), 1, 40).model
    committee = model.committees[2]
    assert committee.patrol().size == np.count_nonzero(model.town.buildings.community == 2)
    assert "on the map" in committee.explain("patrol").en
