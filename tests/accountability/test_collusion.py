"""Collusion against theory (note:B9): the mean field, two steady states, unanimity, tolerance, and the platform's flip."""

import numpy as np
import pytest

from coprod.agents.blame import blame_for_action, blame_for_inaction
from coprod.agents.officials import hide_probability
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.accountability import COLLUSION, Accountability
from coprod.parameters import Parameters

NO_BLAME = {"accountability.action": 0.0, "accountability.inaction": 0.0}


def officials(communities=1, streets=1, seed=1, **changes):
    """Return the accountability of communities dealt out to streets."""
    values = {name.replace("__", "."): value for name, value in changes.items()}
    street_of = np.arange(communities) * streets // communities
    live = Accountability(Parameters().replace(values), Streams(seed), street_of, Recorder())
    live.recorder = live._recorder
    return live


def blame(**changes):
    """Return what acting and not acting cost an official."""
    p = Parameters().replace({name.replace("__", "."): value for name, value in changes.items()})
    return blame_for_action(p.accountability, p.approval.tolerance), blame_for_inaction(p.accountability)


def settled(start, drive, peers, steps=2000):
    """Return where colleagues end who follow each other."""
    share = start
    for _ in range(steps):
        share = float(hide_probability(share, drive, peers))
    return share


@pytest.mark.parametrize(("a", "k", "start", "steady"), [
    (-1.5, 1, 0.5, 0.217047), (-2, 3, 0.5, 0.195846),
    (-3, 6, 0.0, 0.070720), (-3, 6, 0.5, 0.5), (-3, 6, 1.0, 0.929280)])
def test_steady_states_to_printed_digits(a, k, start, steady):
    """The mean field of Brock and Durlauf with a = β(a_A − a_I) − J and k = 2J."""
    assert settled(start, a + k / 2, k / 2) == pytest.approx(steady, abs=1.5e-6)


@pytest.mark.parametrize(("peers", "states"), [(1.9, 1), (2.1, 2), (3.0, 2)])
def test_candour_and_hiding_both_hold_themselves_up_only_beyond_two(peers, states):
    low, high = settled(0.0, 0.0, peers), settled(1.0, 0.0, peers)
    assert (high - low > 0.05) == (states == 2)


@pytest.mark.parametrize(("start", "steady"), [(0.2, 0.070720), (0.8, 0.929280)])
def test_live_officials_settle_where_the_mean_field_says(start, steady):
    """Twenty thousand officials who look at each other, J = 3: where they begin decides where they stay."""
    live = officials(2000, accountability__officials=10, accountability__peers=3.0, accountability__hiding_start=start,
                     accountability__action=0.0, accountability__inaction=0.0)
    weeks = []
    for week in range(60):
        live.begin_week(7 * week)
        weeks.append(live.hiding.mean())
    spread = (steady * (1 - steady) / 20_000) ** 0.5 / (1 - 6 * steady * (1 - steady))  # noise that peers pass on
    assert np.mean(weeks[20:]) == pytest.approx(steady, abs=4 * spread)


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_all_must_agree(n):
    """A decision is hidden with chance secrecy · pⁿ."""
    live, many = officials(accountability__officials=n, accountability__secrecy=0.8), np.arange(40_000)
    p = float(hide_probability(0.2, 4 * np.subtract(*blame()), 0.75))
    expected = 0.8 * p**n
    assert live.hidden_probability[0] == pytest.approx(expected)
    share = live.hides(many, np.zeros(many.size, dtype=int)).mean()
    assert share == pytest.approx(expected, abs=4 * (expected * (1 - expected) / many.size) ** 0.5)
    assert live.decisions == many.size and live.hidden == round(share * many.size)


def test_full_tolerance_takes_the_blame_off_acting_and_hides_least():
    by_tolerance = [officials(approval__tolerance=tolerance).hidden_probability[0] for tolerance in (0.0, 0.3, 0.7, 1.0)]
    assert blame(approval__tolerance=1.0)[0] == 0 and by_tolerance == sorted(by_tolerance, reverse=True)


def test_blame_has_the_stated_default():
    """a_A = .5 · .7 · 1 · .6 and a_I = .3 · .6."""
    assert blame() == pytest.approx((0.21, 0.18))


@pytest.mark.parametrize("action", [0.2, 0.6, 0.8, 0.9, 1.5, 3.0])
def test_control_hides_more_exactly_where_acting_is_blamed_more(action):
    """The platform multiplies both chances of being found: the sign of its effect flips where a_A = a_I."""
    support, control = (officials(accountability__action=action, accountability__platform=use).hidden_probability[0]
                        for use in ("support", "control"))
    for_action, for_inaction = blame(accountability__action=action)
    assert np.sign(control - support) == np.sign(for_action - for_inaction) != 0


def test_blame_that_is_passed_down_hides_more():
    chances = [officials(accountability__passed_down=share).hidden_probability[0] for share in (0.0, 0.2, 0.5)]
    assert chances == sorted(chances) and chances[0] < chances[2]
    assert blame(accountability__passed_down=0.5)[0] == pytest.approx(0.21 * 2.5)


def test_what_is_hidden_comes_out_at_the_stated_rate():
    live, many = officials(), np.arange(20_000)
    days = live.surfacing(100, many, np.zeros(many.size, dtype=int)) - 100
    mean = 1 / (1 - np.exp(-0.1))  # a day is the grain: geometric
    assert days.min() >= 1 and days.mean() == pytest.approx(mean, abs=4 * 10 / many.size**0.5)
    assert live.recorder.columns(COLLUSION)["id"].size == many.size


def test_put_off_requests_take_exponential_minutes():
    live = officials(accountability__officials=1, accountability__secrecy=1.0)
    minutes = np.array([live.puts_off(0, i, 0) for i in range(20_000)])
    late, p = minutes[minutes > 0], float(live.hidden_probability[0])
    assert late.size / minutes.size == pytest.approx(p, abs=4 * (p * (1 - p) / minutes.size) ** 0.5)
    assert late.mean() == pytest.approx(20, abs=4 * 20 / late.size**0.5)
    open_office = officials(accountability__secrecy=0.0)
    assert not any(open_office.puts_off(0, i, 0) for i in range(200))


def test_colleagues_are_those_of_the_street():
    """Two streets with strong peers: what one does the other does not see."""
    live = officials(4, 2, accountability__peers=10.0, **{name.replace(".", "__"): 0.0 for name in NO_BLAME})
    live.hiding = np.array([1.0, 1.0, 0.0, 0.0])
    live._settle()
    assert (live.hidden_probability[:2] > 0.29).all() and (live.hidden_probability[2:] < 1e-6).all()
