"""Rumour and emotion on ties, and panic buying (note:B15)."""

import numpy as np
import pytest
from scipy import sparse

import coprod.model  # noqa: F401 - registers the rules of all agents
from coprod.fields.long_term.rumour import Talk, averaging, converge, neighbourhood, spread
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.resources.reserves import Reserves
from coprod.town import build_town
from tests.theory.signals import final_size, never_hear

N = 1200
EVERYBODY = sparse.csr_array(np.ones((N, N), dtype=np.int8) - np.eye(N, dtype=np.int8))
SEEDS = np.arange(24)
EXACT = 1e-12


def heard(talk, seed, ties=EVERYBODY, seeds=SEEDS):
    streams = Streams(seed)
    return spread(ties, seeds, talk, lambda purpose, rows, number: streams.uniform(f"{purpose}{number}", rows))


def mean_and_error(talk, n=12):
    shares = [heard(talk, seed).mean() for seed in range(n)]
    return np.mean(shares), np.std(shares, ddof=1) / np.sqrt(n)


def test_final_sizes_to_their_digits():
    assert [final_size(r0) for r0 in (1.5, 2, 3)] == pytest.approx([0.582812, 0.796812, 0.940480], abs=5e-7)
    assert final_size(1.0) == final_size(0.5) == 0.0
    assert never_hear() == pytest.approx(0.203188, abs=5e-7)


@pytest.mark.parametrize("r0", [0.5, 1.5, 2.0, 3.0])
def test_a_rumour_reaches_the_final_size_of_theory(r0):
    mean, error = mean_and_error(Talk(0.5 * r0, 0.5, 0.0, 0.0))
    assert abs(mean - final_size(r0, began=SEEDS.size / N)) < 4 * error + 2 / N * r0


def test_maki_and_thompson_leave_a_fifth_in_ignorance():
    mean, error = mean_and_error(Talk(0.05, 0.0, 0.0, 1.0))
    assert abs(1 - mean - never_hear(SEEDS.size / N)) < 4 * error + 2 / N


def test_official_word_lowers_r0():
    """R0 = β / (forget + official): a rate that doubles the loss of interest halves it."""
    mean, error = mean_and_error(Talk(0.3, 0.1, 0.1, 0.0))
    assert abs(mean - final_size(1.5, began=SEEDS.size / N)) < 4 * error + 3 / N


@pytest.mark.parametrize("stifling", [0.0, 0.4])
def test_the_unit_of_time_does_not_matter(stifling):
    """Rates an hour or rates a day: nothing is cut into rounds, so nobody hears more or less."""
    hourly = heard(Talk(0.25, 0.06, 0.05, stifling), 3)
    assert (hourly == heard(Talk(6.0, 1.44, 1.2, stifling), 3)).all()


def test_rounds_come_to_the_same_as_they_shrink():
    """On the ties of a town, rounds of a length approach continuous time, and from far off (note:B15)."""
    town = build_town(Parameters().replace({"town.communities": 1, "town.streets": 1, "town.districts": 1}), Streams(2))
    talk, seeds = Talk(0.25, 0.06, 0.05, 0.3), np.arange(40)
    shares = np.array([heard(talk, seed, town.ties, seeds).mean() for seed in range(6)])
    error = shares.std(ddof=1) / np.sqrt(shares.size)
    off = [abs(np.mean([in_rounds(town.ties, seeds, talk, length, seed) for seed in range(6)]) - shares.mean())
           for length in (6.0, 0.25)]
    assert off[0] > 6 * error and off[1] < 6 * error, (off, error)


def in_rounds(ties, seeds, talk, length, seed):
    """Return the share who hear if rates hold for rounds of a length: the plain approximation."""
    rng, n = np.random.default_rng(seed), ties.shape[0]
    state, contact = np.zeros(n, dtype=int), talk.beta / (ties.nnz / n)
    state[seeds] = 1
    ties = ties.astype(float)
    while (state == 1).any():
        hears = rng.random(n) < -np.expm1(-contact * length * (ties @ (state == 1)))
        rate = talk.forget + talk.official + talk.stifling * contact * (ties @ (state > 0))
        stops = rng.random(n) < -np.expm1(-rate * length)
        state = np.where((state == 0) & hears, 1, np.where((state == 1) & stops, 2, state))
    return float((state > 0).mean())


def test_a_little_stifling_is_nearly_none():
    """The two ways of following a rumour agree where they meet: calls in turn, and ties called along in time."""
    town = build_town(Parameters().replace({"town.communities": 1, "town.streets": 1, "town.districts": 1}), Streams(2))
    shares = np.array([[heard(Talk(0.25, 0.06, 0.05, stifling), seed, town.ties, np.arange(40)).mean()
                        for seed in range(6)] for stifling in (0.0, 1e-9)])
    error = np.sqrt(shares.var(axis=1, ddof=1).sum() / 6)
    assert abs(shares[0].mean() - shares[1].mean()) < 4 * error


def test_more_talk_reaches_nobody_less_on_the_same_random_numbers_and_silence_nobody():
    shares = [heard(Talk(beta, 0.2, 0.0, 0.0), 1).mean() for beta in (0.0, 0.1, 0.4, 1.6)]
    assert shares == sorted(shares) and shares[0] == SEEDS.size / N
    official = [heard(Talk(0.4, 0.1, rate, 0.0), 1).mean() for rate in (0.4, 0.1, 0.0)]
    assert official == sorted(official)


def test_emotions_settle_where_friedkin_and_johnsen_say():
    others = sparse.csr_array(np.array([[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]]))
    rest = converge(others, np.array([0.5, 0.8, 0.2]), np.array([1, 0, 0.5]), EXACT)
    assert rest == pytest.approx([0.760736, 0.515337, 0.527607], abs=5e-7)


def test_without_stubbornness_emotions_agree_as_degroot_says():
    weights = sparse.csr_array(np.array([[0.5, 0.5, 0], [0.25, 0.5, 0.25], [0, 0.5, 0.5]]))
    assert converge(weights, 1.0, np.array([1.0, 0, 0]), EXACT) == pytest.approx([0.25] * 3, abs=1e-9)


def test_no_contagion_no_change():
    first = np.array([1.0, 0.0, 0.3])
    assert (converge(averaging(EVERYBODY[:3, :3].tocsr()), 0.0, first) == first).all()


def test_a_neighbourhood_is_the_block_of_its_rows():
    town = build_town(Parameters().replace({"town.communities": 3, "town.streets": 1,
                                            "town.residents_per_community": 200}), Streams(2))
    start, end = (int(row) for row in town.start[1:3])
    block = neighbourhood(town.ties, start, end)
    assert (block.toarray() == town.ties[start:end, start:end].toarray()).all()
    assert averaging(block).sum(axis=1).max() == pytest.approx(1)


def test_panic_buying_empties_shops_and_loses_nothing():
    import simpy

    env, parameters = simpy.Environment(), Parameters()
    reserves = Reserves(env, parameters, Streams(1), np.zeros(2, int), np.zeros(1, int), np.full(2, 1000), Recorder())
    bought, short = reserves.hoard(0, 10_000)
    assert bought > 0 and bought + short == 10_000 and reserves.hoard(1, 5) == (0, 5)
    b = reserves.balance("relief_kit")
    assert b.start + b.bought == b.used + b.expired + b.in_store + b.in_transit
