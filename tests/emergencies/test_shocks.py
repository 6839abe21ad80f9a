"""Shocks: how often, how hard and where, whatever the policy; and what they bring, as much as is declared (note:B11)."""

from functools import cache
from math import gamma

import numpy as np
import pytest

from coprod.fields.emergency.shock_impacts import SHOCK_RECORD, ShockImpacts
from coprod.fields.emergency.shocks import Shocks, moment, moment_of_intensity, pareto, seasons
from coprod.kernel.arrivals import poisson_counts
from coprod.kernel.incident import SHOCK
from coprod.kernel.shock import COLD, EARTHQUAKE, HEAT, SHOCKS, STORM, Shock
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import PREFIXES, WATERLOGGING
from coprod.town import build_town
from coprod.town.places import positions
from tests.emergencies.fields import (
    NEVER,
    NO_SHOCKS,
    OFTEN,
    SMALL,
    dotted,
    field,
    incident,
    keywords,
    plain_state,
    town,
)

YEAR = 365


def parameters(**changes):
    return Parameters().replace(SMALL | dotted(changes))


def shocks(seed=1, **changes):
    return Shocks(parameters(**changes), Streams(seed), town())


def impacts(seed=1, **changes):
    return ShockImpacts(parameters(**changes), Streams(seed), town())


@cache
def storms(years=2000, seed=1):
    """Return the intensities and footprints of over 10,000 storms that reach the small town, and their years."""
    source = shocks(seed)
    drawn = source.potentials(0, years * YEAR)
    felt = source.footprints(drawn)
    here = (drawn.kind == STORM) & felt.any(axis=1)
    return drawn.intensity[here], felt[here], drawn.day[here] // YEAR


def assert_mean(values, expected, because=""):
    values = np.asarray(values, dtype=float)
    error = values.std(ddof=1) / np.sqrt(values.size)
    assert abs(values.mean() - expected) < 4 * error, (because, values.mean(), expected, error)


def test_intensities_have_mean_one_and_the_moments_of_the_generalised_pareto_distribution():
    uniform = (np.arange(2_000_000) + 0.5) / 2_000_000
    for shape in (0.0, 0.05, 0.114, 0.2):
        values = pareto(uniform, np.full(uniform.size, shape))
        assert (np.diff(values) > 0).all()
        for power in (0.5, 1.0, 2.0):
            assert np.mean(values**power) == pytest.approx(moment_of_intensity(power, shape), rel=0.01), (shape, power)
        assert moment_of_intensity(1.0, shape) == pytest.approx(1.0)
    assert moment_of_intensity(3.0, 0.0) == pytest.approx(6.0)  # exponential
    for shape in (1e-300, 1e-12, 1e-9, 1e-6, 0.001, 0.00999):  # Γ(1/ξ) is beyond what a float can hold
        for power in (0.5, 1.0, 1.5):
            assert moment_of_intensity(power, shape) == pytest.approx(gamma(power + 1), rel=4 * shape + 1e-6), (shape, power)
    assert moment_of_intensity(1.5, 0.00999999) == pytest.approx(moment_of_intensity(1.5, 0.01), rel=1e-6)
    assert moment(2.0, 0.0) == pytest.approx(2 / 3)


def test_a_place_feels_as_many_storms_a_year_as_declared_and_its_share_is_uniform():
    intensity, felt, year = storms()
    assert year.size > 10_000
    for community in range(4):
        reached = felt[:, community] > 0
        assert_mean(np.bincount(year[reached], minlength=2000), Parameters().shock.storm_rate, community)
        assert_mean(felt[reached, community], 0.5, community)
        for power in (1.0, 2.0):
            assert_mean((intensity * felt[:, community])[reached] ** power, moment(power, 0.114), (community, power))


def test_shocks_keep_to_their_seasons():
    months = {STORM: range(5, 10), HEAT: range(6, 10), COLD: (1, 2, 12), EARTHQUAKE: range(1, 13)}
    season = seasons(Parameters())
    for kind, allowed in months.items():
        assert set(np.flatnonzero(season[:, kind]) + 1) == set(allowed)
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert days @ season / YEAR == pytest.approx(np.ones(len(SHOCKS)))
    found = [shock for day in range(3 * YEAR) for shock in shocks().of_day(day)]
    assert {shock.kind for shock in found} >= {STORM, HEAT, COLD}
    assert all(shock.begins < shock.ends and shock.footprint.any() for shock in found)
    assert all(120 <= shock.begins / 1440 % YEAR < 273 for shock in found if shock.kind == STORM)


def test_what_is_coming_is_what_then_begins():
    """Looking ahead, in whatever order and over the edges of blocks, finds the same shocks."""
    ahead, source = shocks(), shocks()
    for day in range(120, 300):
        seen = [shock.id for shock in ahead.coming(day, 48)]
        assert seen == [shock.id for one in (day, day + 1) for shock in source.of_day(one)]
        assert [s.id for s in ahead.coming(day, 12)] == [s.id for s in ahead.of_day(day) if s.begins < day * 1440 + 720]


def test_no_policy_moves_a_shock():
    def told(**levers):
        source = shocks(**levers)
        return [(s.id, s.kind, s.begins, s.ends, s.intensity, s.footprint.tolist())
                for day in range(YEAR) for s in source.of_day(day)]

    base = told()
    for lever in ({"approval__levels": 0}, {"crew__street_crews": 9}, {"town__drainage": 1.0}, {"warning__issued": False}):
        assert told(**lever) == base, lever
    fewer = told(shock__heat_rate=0.0)
    assert fewer == [shock for shock in base if shock[1] != HEAT]  # switching off one kind moves no other


def test_communities_of_a_street_lie_next_to_each_other():
    east, north = positions(256)
    assert len(set(zip(east.tolist(), north.tolist(), strict=True))) == 256
    assert np.hypot(np.diff(east), np.diff(north)) == pytest.approx(0.5)
    assert positions(1).shape == (2, 1) and positions(12).max() < 4 * 0.5


def test_floods_a_year_are_those_of_the_rate_whatever_the_storms():
    """Over more than 10,000 storms, counts expected from their means sum to the declared rate; so does the mean size."""
    intensity, felt, year = storms()
    for changes in ({}, {"shock__growth": 1.5}, {"shock__growth": 0.5, "shock__flood_depth": 1.0},
                    {"shock__lowland_gain": 0.0, "shock__basement_gain": 0.0}):
        source = impacts(**changes)
        mean = source.means(STORM, intensity[:, None] * felt)[:, WATERLOGGING]
        expected = Parameters().incident.waterlogging_rate * source.exposure[WATERLOGGING].sum()
        assert_mean(np.bincount(year, mean.sum(axis=1), minlength=2000), expected, changes)
        sizes = mean * source.size_of_floods(intensity[:, None] * felt)
        assert_mean(np.bincount(year, sizes.sum(axis=1), minlength=2000), expected, changes)


def test_each_kind_brings_what_is_declared():
    rng = np.random.default_rng(1)
    source, p = impacts(), Parameters().shock
    for kind, name in enumerate(SHOCKS):
        shape = getattr(p, f"{name}_shape", 0.0)
        strength = pareto(rng.random(20_000), np.full(20_000, shape)) * rng.random(20_000)
        means = source.means(kind, strength[:, None] * np.ones(4))
        for code, prefix in enumerate(PREFIXES):
            declared = getattr(p, f"{name}_{prefix}", 0.0)
            if code != WATERLOGGING:
                assert_mean(means[:, code].sum(axis=1), declared * source.exposure[code].sum(), (name, prefix)) if declared \
                    else np.testing.assert_array_equal(means[:, code], 0)
    assert (source.means(HEAT, np.ones(4))[WATERLOGGING] == 0).all()


def test_most_years_of_flooding_are_mild_and_one_in_twenty_a_disaster():
    """The tail over more than 10,000 storms, without the daily model: half the years below a third of the mean."""
    intensity, felt, year = storms()
    source, strength = impacts(), intensity[:, None] * felt
    counts = poisson_counts(np.random.default_rng(2).random(felt.shape), source.means(STORM, strength)[:, WATERLOGGING])
    size = np.bincount(year, (counts * source.size_of_floods(strength)).sum(axis=1), minlength=2000)
    mean, worst = size.mean(), np.sort(size)[-100:]  # one year in twenty
    assert np.median(size) < mean / 2
    assert np.quantile(size, 0.95) > 3.5 * mean
    assert 0.35 < worst.sum() / size.sum() < 0.8


def test_low_ground_floods_more_and_drains_take_the_water_away():
    strength, plain = np.ones(4), impacts()
    mean = plain.means(STORM, strength)[WATERLOGGING] / plain.exposure[WATERLOGGING]
    assert np.argmax(mean) == np.argmax(plain.stress) and plain.stress.max() > 1.3 * plain.stress.min()
    floods = []
    for drainage in (0.2, 0.5, 0.8, 1.0):
        of_town = parameters(town__drainage=drainage)
        built = ShockImpacts(of_town, Streams(1), build_town(of_town, Streams(1)))
        floods.append(built.means(STORM, strength)[WATERLOGGING].sum())
    assert np.array(floods) / floods[1] == pytest.approx([1.6, 1.0, 0.4, 0.0], rel=0.05)  # as 1 − drainage, relative to 0.5


def test_one_storm_brings_its_incidents_in_its_hours_over_many_communities():
    live, recorder = field(shock__storm_rate=12.0, incident__waterlogging_rate=200.0, incident__branching=0.0)
    for day in range(120, 280):
        live.run_day(day, plain_state())
    table = recorder.frame(SHOCK_RECORD)
    hard = table[(table.kind == "storm") & (table.floods > 5)]
    assert len(hard) > 2
    source = field(shock__storm_rate=12.0, incident__waterlogging_rate=200.0, incident__branching=0.0)[0]
    for row in hard.itertuples():
        (shock,) = (one for one in source.shocks.of_day(row.day) if one.id == row.id)
        found = source.impacts.strike(shock, source.incidents, source.lifelines, source.recorder)
        assert len(found) == row.incidents and sum(i.type == WATERLOGGING for i in found) == row.floods
        assert all(shock.begins <= i.minute <= shock.ends and i.shock == shock.id and i.source == SHOCK for i in found)
        assert len({i.id for i in found}) == len(found) and max(i.id for i in found) < 2**53
        assert len({i.community for i in found}) > 1


def test_what_a_shock_sets_off_belongs_to_it():
    live, _ = field(shock__storm_rate=12.0, incident__waterlogging_rate=300.0, incident__branching=0.5)
    found = [i for day in range(YEAR) for shock in live.shocks.of_day(day)
             for i in live.impacts.strike(shock, live.incidents, live.lifelines, live.recorder)]
    followers = [i for i in found if i.source != SHOCK]
    assert followers and all(i.shock >= 0 for i in found)
    ids = [i.id for i in found]
    assert len(set(ids)) == len(ids) and max(ids) < 2**53


def test_zeros_switch_each_kind_off_exactly():
    live, recorder = field(**keywords(OFTEN | NEVER), warning__issued=False)
    taken = [live.run_day(day, plain_state()) for day in range(YEAR)]
    assert not any(day.opened for day in taken) and SHOCK_RECORD not in recorder.kinds()
    source = impacts(**{f"shock__{name}": 0.0 for name in Parameters().shock.model_dump()
                        if name.split("_")[0] in SHOCKS and name.split("_")[1] in (*PREFIXES, "road")},
                     incident__waterlogging_rate=0.0)
    for kind in range(len(SHOCKS)):
        assert not source.means(kind, np.full(4, 9.0)).any()
    same_size = impacts(shock__flood_depth=0.0)
    assert same_size.size_of_floods(np.array([0.1, 1.0, 5.0, 9.0])) == pytest.approx(np.ones(4))


def test_storms_without_floods_leave_no_waterlogging_by_chance():
    live, _ = field(shock__storm_rate=0.0, incident__branching=0.0)
    assert not any(i.type == WATERLOGGING for day in range(YEAR) for i in live.incidents.of_day(day, plain_state().triggered))


def test_cut_roads_make_detours_while_they_last():
    live, recorder = field(shock__storm_road=1.0)
    shock = next(one for day in range(YEAR) for one in live.shocks.of_day(day) if one.kind == STORM and one.intensity > 2
                 and one.footprint.min() > 0.5)
    assert live.lifelines.detour(0, shock.begins) == 1.0
    live.impacts.strike(shock, live.incidents, live.lifelines, recorder)
    outages = [one for (service, _), known in live.lifelines._outages.items() for one in known]
    assert outages and recorder.frame(SHOCK_RECORD).roads.sum() == len(outages)
    (place, (first, *_)) = next((at, known) for at, known in live.lifelines._outages.items())
    assert live.lifelines.detour(place[1], first.failed) > 1.0
    assert live.lifelines.detour(place[1], first.restored) == 1.0


def test_scripted_shocks_strike_where_they_are_told_to():
    tree = {"shocks": [{"kind": "storm", "day": 3, "hour": 23.5, "intensity": 5.0, "hours": 2.0, "communities": [1, 3]},
                       {"kind": "heat", "day": 40, "intensity": 2.0, "hours": 72.0, "district": 0}],
            "incident": {"branching": 0.0}}
    scripted = Parameters.from_tree(tree, where="test").replace(SMALL | NO_SHOCKS)
    assert Parameters.from_tree(__import__("tomllib").loads(scripted.to_toml()), where="again") == scripted
    source = Shocks(scripted, Streams(1), town())
    (storm,), (heat,) = source.of_day(3), source.of_day(40)
    assert (storm.kind, storm.begins, storm.ends) == (STORM, 3 * 1440 + 1410, 4 * 1440 + 90)
    assert storm.footprint.tolist() == [0, 1, 0, 1] and heat.footprint.tolist() == [1, 1, 1, 1]
    brought = ShockImpacts(scripted, Streams(1), town()).means(STORM, storm.intensity * storm.footprint)
    assert (brought[WATERLOGGING] > 0).tolist() == [False, True, False, True]  # also where storms by chance are switched off


def test_a_flood_in_a_hard_storm_is_larger():
    live, _ = field()
    small, large = incident(WATERLOGGING), incident(WATERLOGGING, scale=3.0)
    assert live.losses.size(large) == pytest.approx(3 * live.losses.size(small))
    assert live.losses.of(large, 60.0).yuan == pytest.approx(3 * live.losses.of(small, 60.0).yuan)


def test_no_flood_drives_more_people_from_home_than_live_there():
    live, _ = field()
    deluge = Shock(7, STORM, 0.0, 60.0, 200.0, np.ones(4))
    brought = live.impacts.brought(deluge)
    floods = brought.type == WATERLOGGING
    assert floods.any() and (brought.scale[floods] == live.impacts.largest[brought.community[floods]]).any()
    for community, scale in zip(brought.community[floods].tolist(), brought.scale[floods].tolist(), strict=True):
        worst = incident(WATERLOGGING, community=community, severity=1.0, scale=scale)
        assert live.shelters.people(worst, live.losses.size(worst)) <= town().communities.residents[community]
