"""Space, teams and equipment on the spot: blocked lanes, shelter, search, ad-hoc teams, nearest crews, small kits."""

import numpy as np
import pytest
import simpy

from coprod.fields.emergency.shelter import Shelters
from coprod.fields.long_term.recovery import REPAIR
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import FIRE, LIFT, UTILITY, WATERLOGGING
from coprod.resources.crews import NO_CREW, STREET, Crews
from coprod.resources.readiness import readiness_cost
from tests.emergencies.fields import PLENTY, dotted, field, incident, keywords, plain_state, run, town

ALONE = keywords(PLENTY) | {"incident__branching": 0.0, "infrastructure__coupling": 0.0, "approval__plan_crossing": 0.0}
"""No incident waits for another or brings another about."""


def both(**change):
    """Return the records of the same incidents without and with a change, in the same order."""
    one, other = run(200, **ALONE)[0], run(200, **ALONE, **change)[0]
    common = np.intersect1d(one["id"], other["id"])
    return ({name: column[np.isin(records["id"], common)] for name, column in records.items()} for records in (one, other))


def test_blocked_lanes_delay_as_often_and_as_long_as_declared():
    blocked = run(400, **ALONE, infrastructure__space_blocked=0.4, infrastructure__space_search=0.0,
                  crew__scene_staff=0.0)[0]  # staff who come before the crew would have begun to clear the lane
    crewed = blocked["crew"] != NO_CREW
    lost, n = blocked["access_minutes"][crewed], np.count_nonzero(crewed)
    assert np.mean(lost > 0) == pytest.approx(0.4, abs=4 * (0.24 / n) ** 0.5)
    assert lost[lost > 0].mean() == pytest.approx(5, abs=4 * 5 / np.count_nonzero(lost) ** 0.5)
    assert not run(100, **ALONE, infrastructure__space_blocked=0.0, infrastructure__space_search=0.0)[0]["access_minutes"].any()


def test_one_stop_service_spares_the_search():
    usual, onestop = both(infrastructure__space_onestop=1.0)
    assert (onestop["access_minutes"] <= usual["access_minutes"]).all()
    assert (usual["access_minutes"] - onestop["access_minutes"]).max() == pytest.approx(2)


def test_wide_country_is_far():
    near, far = both(infrastructure__space_distance=3.0)
    crewed = near["crew"] != NO_CREW
    travel = [(r["arrived"] - r["dispatched"] - np.minimum(r["access_minutes"], 1e9))[crewed] for r in (near, far)]
    assert (travel[1] > travel[0]).mean() > 0.9


def test_crews_of_streets_travel_in_proportion_to_the_mean_declared():
    near, far = both(crew__street_travel=40.0)
    same = (near["crew"] == STREET) & (far["crew"] == STREET)
    travel = [(r["arrived"] - r["dispatched"] - r["access_minutes"])[same] for r in (near, far)]
    in_proportion = np.isclose(travel[1], travel[0] * 40.0 / Parameters().crew.street_travel)
    assert same.any() and in_proportion.mean() > 0.9  # the rest met something else on the way


def test_a_shelter_has_its_places_and_no_more():
    space = Parameters().replace({"infrastructure.space_shelter": 4.0, "infrastructure.space_idle": 10.0,
                                  "infrastructure.space_reuse": 0.5}).infrastructure
    live = Shelters(space, np.array([5000, 1000]))
    assert live.capacity.tolist() == [45, 9] and live.daily_cost.sum() == pytest.approx(6 * 5 * 60 / 365)
    assert [live.take_in(0, 30), live.take_in(0, 30), live.take_in(1, 5)] == [30, 15, 5]
    live.let_go(0, 30)
    assert live.free.tolist() == [30, 4]
    assert [live.people(incident(kind), 2.0) for kind in (FIRE, LIFT, WATERLOGGING, UTILITY)] == [24, 0, 24, 24]


def test_without_shelter_recovery_takes_longer_and_everybody_goes_home_again():
    nothing_else = ALONE | {"approval__levels": 0, "department__single": 1.0}
    none, all_find_some = (run(150, 1, plain_state(fund=1e12), **nothing_else, infrastructure__space_shelter=places)[0]
                           for places in (0.0, 1000.0))
    common = np.isin(none["id"], all_find_some["id"]) & (none["displaced"] > 0)
    assert (none["unsheltered"] == none["displaced"]).all() and not all_find_some["unsheltered"].any()
    repairs = [run(150, **ALONE, kind=REPAIR, infrastructure__space_shelter=places)[0] for places in (0.0, 1000.0)]
    away = np.intersect1d(none["id"][common], np.intersect1d(*(r["incident"] for r in repairs)))
    slow, fast = (r["work_hours"][np.isin(r["incident"], away)] for r in repairs)
    assert away.size > 5 and slow == pytest.approx(2 * fast)


def test_an_ad_hoc_team_takes_time_to_assemble_and_works_slower():
    standing, adhoc = both(crew__standing_team=False)
    ours = (standing["crew"] == STREET) & (adhoc["crew"] == STREET)
    later = (adhoc["dispatched"] - adhoc["approved"] - adhoc["crew_wait"]) - (
        standing["dispatched"] - standing["approved"] - standing["crew_wait"])
    assert later[ours].mean() == pytest.approx(12, abs=4 * 12 / np.count_nonzero(ours) ** 0.5)
    others = (standing["crew"] != STREET) & (standing["crew"] != NO_CREW)
    assert later[others] == pytest.approx(0, abs=1e-6)


def crews(rule, n=3):
    p = Parameters().replace({"crew.dispatch": rule, "crew.street_crews": 1})
    env = simpy.Environment()
    return Crews(env, p.crew, np.arange(n), np.zeros(n, dtype=int), Streams(1).uniform_scalar), env


def test_the_nearest_free_crew_comes():
    live, env = crews("nearest")
    own, _ = crews("own")
    for i in range(300):
        struck = incident(UTILITY, id=i)
        offers = [own.assign(STREET, struck, 0.5)[1], *(way for _, way, _ in live._of_other_streets(struck))]
        assert live.assign(STREET, struck, 0.5)[1] == min(offers)
    live.station(STREET, 0).turn()  # the street's own crew is out
    station, way = live.assign(STREET, incident(UTILITY, id=1), 0.5)
    assert station is not live.station(STREET, 0)
    assert way == min(way for _, way, _ in live._of_other_streets(incident(UTILITY, id=1)))
    assert env.now == 0


def test_own_crews_serve_their_street_alone():
    live, _ = crews("own")
    live.station(STREET, 0).turn()
    assert live.assign(STREET, incident(UTILITY), 0.5)[0] is live.station(STREET, 0)


def test_lightweight_equipment_contains_more_small_incidents_and_no_large_ones():
    state = plain_state(volunteers=100.0, skilled_on_call=0.5)
    bare, equipped = (run(300, state=state, **ALONE, crew__kit_level=level)[0] for level in (0.0, 1.0))
    common = np.isin(bare["id"], equipped["id"])
    by_neighbours = [set(r["id"][r["crew"] == NO_CREW].tolist()) for r in (bare, equipped)]
    assert by_neighbours[0] & set(bare["id"][common].tolist()) <= by_neighbours[1]
    assert len(by_neighbours[1]) > len(by_neighbours[0])
    ended = equipped["severity"][equipped["crew"] == NO_CREW]
    assert ended.mean() < equipped["severity"].mean()


def test_incidents_that_outgrow_their_owner_start_again():
    usual, crossing = (run(300, **ALONE | {"approval__plan_crossing": chance})[0] for chance in (0.0, 1.0))
    changed = crossing["owner_changes"] > 0
    assert changed.any() and not usual["owner_changes"].any() and (crossing["levels"][changed] > 0).all()
    same = np.isin(usual["id"], crossing["id"][changed])
    slower = crossing["approval_minutes"][changed].mean() - usual["approval_minutes"][same].mean()
    assert slower > 10  # handing over, and the ladder once more


def test_incidents_at_the_same_time_hinder_each_other():
    apart, together = (run(200, **ALONE, incident__compound=share, incident__utility_rate=1000.0)[0] for share in (0.0, 1.0))
    hindered = (together["compound"] > 0) & (together["crew"] != NO_CREW)
    assert hindered.any() and (apart["loss_alone"][apart["compound"] == 0] == apart["loss"][apart["compound"] == 0]).all()
    assert (together["loss"][hindered] >= together["loss_alone"][hindered]).all()


def test_readiness_costs_what_is_declared():
    def yearly(**changes):
        return readiness_cost(Parameters().replace(dotted(changes)), town(), field(**changes)[0].crews).sum() * 365

    assert yearly() == pytest.approx(2 * 2 * 20_000) and yearly(crew__standing_team=False) == 0
    assert yearly(crew__kit_level=0.5) - yearly() == pytest.approx(4 * 4000)
    assert yearly(infrastructure__space_onestop=1.0) - yearly() == pytest.approx(2 * 20_000)
