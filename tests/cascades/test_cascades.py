"""Live cascades: what fails with what, who is cut off, who restores, who comes to harm."""

import numpy as np
import pytest

from coprod.fields.emergency.lifelines import NOTHING_BEFORE, refusal_probability
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, LIFT
from coprod.town.infrastructure import POWER, ROAD, TELECOM
from tests.cascades.lines import ONLY_POWER, lifelines, strike
from tests.emergencies.fields import plain_state, run

NO_BREAKS = {f"infrastructure__{name}": 0.0 for name in (
    "utility_power", "utility_telecom", "water_power", "water_telecom", "water_road")}


def test_nothing_follows_where_nothing_is_coupled():
    struck, outages = strike(lifelines(**ONLY_POWER, infrastructure__coupling=0.0), 200)
    assert outages["service"].size == 200 and (outages["because"] == NOTHING_BEFORE).all() and not any(struck)


def test_what_depends_fails_later_and_is_back_with_what_it_depends_on():
    _, outages = strike(lifelines(**ONLY_POWER), 300)
    follows = outages["because"] != NOTHING_BEFORE
    assert follows.sum() > 100
    for i in np.flatnonzero(follows):
        above = (outages["incident"] == outages["incident"][i]) & (outages["service"] == outages["because"][i])
        assert outages["failed"][i] == pytest.approx(outages["failed"][above][0] + 30)
        assert outages["restored"][i] == outages["restored"][above][0]


def test_more_backup_and_less_coupling_never_spread_further():
    def sizes(**changes):
        _, outages = strike(lifelines(**ONLY_POWER, **changes), 150)
        return np.bincount(outages["incident"], minlength=150)

    usual = sizes()
    assert (sizes(infrastructure__backup=2.0) <= usual).all() and (sizes(infrastructure__coupling=0.5) <= usual).all()


def test_lifts_trap_people_and_equipment_at_home_stops():
    struck, outages = strike(lifelines(**ONLY_POWER, infrastructure__entrapments=0.05, infrastructure__arrests=1.0), 2000)
    kinds = np.array([kind for brought in struck for kind, _ in brought])
    lifts, homes = (np.count_nonzero(outages["service"] == s) for s in (1, 4))
    for kind, mean in ((LIFT, 0.05 * 60 * lifts), (ARREST, 0.4 * homes)):
        assert np.count_nonzero(kinds == kind) == pytest.approx(mean, abs=4 * mean**0.5)


def test_a_law_that_binds_makes_utilities_come_at_the_first_call():
    means = {}
    for duty in (0.0, 1.0):
        _, outages = strike(lifelines(infrastructure__utility_power=1.0, infrastructure__coupling=0.0,
                                      request__law_linkage_duty=duty), 4000)
        hours = (outages["restored"] - outages["failed"]) / 60
        means[duty] = hours.mean()
        assert (outages["refusals"] == 0).all() == (duty == 1)
    assert means[1.0] == pytest.approx(3, abs=4 * 3 / 4000**0.5)
    assert means[0.0] == pytest.approx(3 + 0.3 / 0.7, abs=4 * (9 + 0.3 / 0.49) ** 0.5 / 4000**0.5)


def test_a_law_holds_as_far_as_it_is_enforced():
    """Calls are put off with chance r (1 − d e), geometrically: r′ / (1 − r′) of them per incident."""
    law = Parameters().replace({"request.law_refusal": 0.5, "request.law_linkage_duty": 0.8,
                                "request.law_enforcement": 0.5}).request
    assert refusal_probability(law) == pytest.approx(0.3)
    live = lifelines(infrastructure__utility_power=1.0, infrastructure__coupling=0.0, request__law_refusal=0.5,
                     request__law_linkage_duty=0.8,
                     request__law_enforcement=0.5)
    n = 4000
    refusals = strike(live, n)[1]["refusals"]
    assert refusals.mean() == pytest.approx(0.3 / 0.7, abs=4 * (0.3 / 0.49 / n) ** 0.5)


def test_an_island_waits_for_a_messenger_or_for_telephones():
    live = lifelines(2, infrastructure__utility_power=0.0, infrastructure__utility_telecom=1.0, infrastructure__coupling=0.0)
    _, outages = strike(live, 1)
    assert outages["service"].tolist() == [TELECOM]
    failed, restored = outages["failed"][0], outages["restored"][0]
    assert live.until(TELECOM, 0, failed) == restored and live.until(TELECOM, 0, restored) == restored
    assert live.silence(0, failed, 0.999) == pytest.approx(-60 * np.log(0.999))
    assert live.silence(0, failed, 1e-12) == pytest.approx(restored - failed)
    assert live.silence(1, failed, 0.5) == live.silence(0, failed - 1, 0.5) == 0
    assert lifelines(infrastructure__sat_phone=1.0).has_phone.all() and not lifelines().has_phone.any()


def test_a_satellite_telephone_keeps_a_community_in_touch():
    silent = {"infrastructure__utility_telecom": 0.8, "infrastructure__utility_power": 0.0, "infrastructure__outage": 24.0,
              "incident__utility_rate": 400.0}
    cut_off, connected = (run(60, **silent, infrastructure__sat_phone=phone)[0] for phone in (0.0, 1.0))
    assert cut_off["isolated_minutes"].sum() > 0 and not connected["isolated_minutes"].any()
    both = np.isin(cut_off["id"], connected["id"])
    assert cut_off["isolated_minutes"][both].max() > 0


def test_a_cut_road_makes_the_way_longer():
    live = lifelines(infrastructure__water_road=1.0, infrastructure__water_power=0.0, infrastructure__water_telecom=0.0)
    _, outages = strike(live, 1, kind=3)
    assert outages["service"][0] == ROAD
    assert live.detour(0, outages["failed"][0]) == 2 and live.detour(0, outages["restored"][0]) == 1


def test_the_share_of_entrapments_by_loss_of_power_is_that_of_c14():
    """All rates eighty times those of the default town, hazards counted with chance: 20 to 35 % by loss of power."""
    rates = {"lift": 0.05, "utility": 1.0, "waterlogging": 3.0, "fire": 0.0, "arrest": 0.0, "disorder": 0.0}
    records, _ = run(730, **{f"incident__{name}_rate": 80 * rate for name, rate in rates.items()})
    lifts = records["type"] == LIFT
    assert 0.2 < records["power_cut"][lifts].mean() < 0.35
    assert (records["parent"][lifts & (records["id"] >= 1 << 50)] >= 0).all()


def test_without_anything_to_break_the_rest_does_not_matter():
    one, other = (run(40, **NO_BREAKS, **changes, state=plain_state())[0] for changes in (
        {}, {"infrastructure__outage": 24.0, "infrastructure__entrapments": 0.5, "infrastructure__detour": 5.0,
             "request__law_refusal": 0.9}))
    assert all(np.array_equal(one[name], other[name], equal_nan=True) for name in one)
    assert POWER == 0
