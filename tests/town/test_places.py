"""Places: sizes add up, estates differ as documented, lifts follow households."""

import numpy as np
import pytest

from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.text.problems import InputProblems
from coprod.town.places import ESTATES, FRINGE, NEW, OLD, community_sizes, dealt_out, estates
from tests.town.towns import ALL_FRINGE, ALL_NEW, ALL_OLD, close_to, default_town, town, town_with


def town_parameters(**values):
    return Parameters().replace({f"town.{name}": value for name, value in values.items()}).town


@pytest.mark.parametrize("spread", [0.0, 0.25, 1.0])
@pytest.mark.parametrize(("communities", "mean"), [(1, 20), (7, 20), (12, 5000), (1000, 37)])
def test_sizes_vary_but_together_make_exactly_the_town(spread, communities, mean):
    parameters = town_parameters(communities=communities, streets=1, residents_per_community=mean, size_spread=spread)
    sizes = community_sizes(parameters, Streams(3))
    assert sizes.sum() == communities * mean
    assert sizes.min() >= 1
    if spread == 0:
        assert (sizes == mean).all()


def test_spread_of_sizes_is_the_one_asked_for():
    sizes = community_sizes(town_parameters(communities=4000, size_spread=0.25), Streams(1)) / 5000
    assert close_to((sizes - 1) ** 2, 0.25**2)


def test_default_communities_have_three_to_ten_thousand_people():  # fact:C3
    sizes = np.concatenate([default_town(seed).communities.residents for seed in (1, 2, 3)])
    assert np.mean((sizes >= 3000) & (sizes <= 10_000)) >= 0.9


@pytest.mark.parametrize(("n", "groups"), [(12, 3), (10, 3), (5, 5), (1, 1)])
def test_dealing_out_is_even_in_order_and_leaves_no_group_empty(n, groups):
    counts = np.bincount(dealt_out(n, groups), minlength=groups)
    assert counts.min() >= 1
    assert counts.max() - counts.min() <= 1
    assert (np.diff(dealt_out(n, groups)) >= 0).all()


def test_estates_hold_their_shares_to_within_one_community_and_nest():
    streams, n = Streams(5), 40
    one = estates(town_parameters(communities=n, old_share=0.3, fringe_share=0.2), streams)
    more = estates(town_parameters(communities=n, old_share=0.6, fringe_share=0.4), streams)
    assert abs((one == OLD).sum() - 0.3 * n) <= 1
    assert abs((one == FRINGE).sum() - 0.2 * n) <= 1
    assert (more[one == OLD] == OLD).all()
    assert (more[one == FRINGE] == FRINGE).all()


def test_shares_of_estates_beyond_the_whole_are_refused():
    with pytest.raises(InputProblems, match="old_share"):
        town_parameters(old_share=0.7, fringe_share=0.4)


@pytest.mark.parametrize(("values", "code"), [(ALL_OLD, OLD), (ALL_NEW, NEW), (ALL_FRINGE, FRINGE)])
def test_buildings_and_lifts_are_those_of_the_estate(values, code):
    built = town_with(values)
    parameters, name = Parameters().town, ESTATES[code]
    assert (built.communities.estate == code).all()
    height = getattr(parameters, f"storeys_{name}")
    assert close_to(built.buildings.storeys, height)
    assert abs(built.buildings.storeys - height).max() <= np.ceil(parameters.storeys_spread * height)
    expected = getattr(parameters, f"lifts_{name}") / 100 * built.buildings.households
    assert close_to(built.buildings.lifts - expected, 0)
    capacity = height * getattr(parameters, f"floor_{name}")
    assert built.buildings.households.mean() == pytest.approx(capacity, rel=0.1)


def test_old_estates_have_more_elders_new_ones_more_lifts_the_fringe_more_riders():
    def per_resident(values):
        built = town_with(values)
        people = len(built.residents)
        return (built.communities.elders.sum() / people, built.communities.lifts.sum() / people,
                (built.residents.kind == 1).sum() / people)

    old, new, fringe = per_resident(ALL_OLD), per_resident(ALL_NEW), per_resident(ALL_FRINGE)
    assert old[0] > max(new[0], fringe[0])
    assert new[1] > max(old[1], fringe[1])
    assert fringe[2] > max(old[2], new[2])


def test_default_town_has_about_sixty_lifts_per_five_thousand_people():  # note:B11
    rate = [5000 * t.communities.lifts.sum() / len(t.residents) for t in map(default_town, (1, 2, 3))]
    assert np.mean(rate) == pytest.approx(60, rel=0.1)


def test_zero_lifts_means_none():
    assert town(town__lifts_old=0.0, town__lifts_new=0.0, town__lifts_fringe=0.0).buildings.lifts.max() == 0


def test_zero_spread_of_heights_means_all_alike():
    built = town(town__storeys_spread=0.0, **{k.replace(".", "__"): v for k, v in ALL_NEW.items()})
    assert (built.buildings.storeys == Parameters().town.storeys_new).all()


def test_what_a_community_counts_is_what_its_rows_and_buildings_say():
    built = default_town()
    people, communities, buildings = built.residents, built.communities, built.buildings
    for c in range(len(communities)):
        rows = slice(built.start[c], built.start[c + 1])
        assert communities.residents[c] == rows.stop - rows.start
        assert (people.community[rows] == c).all()
        assert communities.households[c] == np.unique(people.household[rows]).size
        assert communities.elders[c] == (people.age[rows] >= 60).sum()
        assert communities.vulnerable[c] == people.vulnerable[rows].sum()
        here = buildings.community == c
        assert communities.lifts[c] == buildings.lifts[here].sum()
        assert communities.households[c] == buildings.households[here].sum()
        assert communities.residents[c] == buildings.residents[here].sum()
        assert (buildings.community[people.building[rows]] == c).all()


def test_streets_add_up():
    built = town(town__communities=7, town__streets=3, town__districts=2)
    assert built.streets.communities.sum() == 7
    assert built.streets.residents.sum() == len(built.residents)
    assert (built.streets.district[built.communities.street] == built.communities.district).all()
    assert set(built.streets.district) == {0, 1}
