"""The live ladder against theory: every number of note:B7, and what the minutes cost (note:B8, E0)."""

import numpy as np
import pytest

from coprod.agents.committee_decisions import optimal_threshold
from coprod.agents.street_offices import levels_to_sign
from coprod.fields.emergency.loss import Losses
from coprod.kernel.streams import Streams
from coprod.outcomes.indices import rigidity_delay_loss
from coprod.parameters import Parameters
from tests.approvals.ladders import Town, cases, close, minutes
from tests.theory import procedure

PRINTED_WITHIN_15 = (0.776870, 0.442175, 0.191153, 0.065642, 0.018576)


@pytest.mark.parametrize("levels", range(1, 6))
def test_levels_in_a_row_take_erlang_time(levels):
    expected = procedure.passed_within(15, levels, 10)
    assert expected == pytest.approx(PRINTED_WITHIN_15[levels - 1], abs=5e-7)
    assert close(minutes(levels=levels, entry_level=5) <= 15, expected)


@pytest.mark.parametrize(("signers", "printed"), [(2, 1.5), (3, 1.833333), (5, 2.283333)])
def test_all_signing_at_once_take_harmonic_time(signers, printed):
    expected = procedure.mean_of_quorum(signers, signers, 1)
    assert expected == pytest.approx(printed, abs=5e-7)
    assert close(minutes(levels=1, mode="parallel", signers=signers) / 10, expected)


def test_two_of_three_take_five_sixths():
    expected = procedure.mean_of_quorum(2, 3, 1)
    assert expected == pytest.approx(0.833333, abs=5e-7)
    assert close(minutes(levels=1, mode="quorum", signers=3, quorum=2) / 10, expected)


def test_signing_in_turn_takes_n_times_as_long():
    assert close(minutes(levels=1, mode="serial", signers=3), 30)


def test_returns_lengthen_thirty_minutes_to_forty():
    assert procedure.mean_with_returns(30, 0.25) == 40
    assert close(minutes(return_share=0.25), 40)


def test_levels_that_queue_are_a_jackson_network():
    load, visits, expected = procedure.jackson_sojourn(0.3, (1, 0.8, 0.6), 0.2)
    assert load == pytest.approx(0.375)
    assert visits == pytest.approx([1.6, 2.352941, 4.444444], abs=5e-7)
    assert expected == pytest.approx(10.496732, abs=5e-7)
    town = Town(return_share=0.2)
    town.ladder.minutes = [1, 1 / 0.8, 1 / 0.6]
    gaps = -np.log(Streams(3).uniform("arrivals", np.arange(16_000))) / 0.3
    sojourn = town.climb_together(np.cumsum(gaps), cases(gaps.size))[1000:]
    assert close(sojourn.reshape(50, -1).mean(axis=1), expected)  # long batches are independent


def test_waiting_for_duty_is_geometric():
    tries = 1 + minutes(levels=1, service_time=0.0, duty_day=0.3, duty_night=0.3, retry_minutes=1.0)
    assert close(tries, 1 / 0.3)
    assert close(tries == 1, 0.3)
    assert tries == pytest.approx(np.rint(tries))


def test_delegated_share_is_the_distribution_of_sums():
    uniform = Streams(1).uniform("sums", np.arange(20_000))
    alone = [levels_to_sign(amount, 0, [5000]) == [] for amount in -8000 * np.log(uniform)]
    assert 1 - np.exp(-5000 / 8000) == pytest.approx(0.464739, abs=5e-7)
    assert close(alone, 0.464739)
    assert procedure.delegated_lognormal(np.log(5000), 8, 1.2) == pytest.approx(0.666764, abs=5e-7)


def test_one_bypass_is_kept_for_the_most_severe():
    printed = (0, 0.5, 0.625, 0.695313, 0.741730)
    for later, threshold in enumerate(printed):
        assert optimal_threshold(1, later) == pytest.approx(threshold, abs=5e-7)
        assert procedure.best_of(later) == pytest.approx(threshold, abs=5e-7)


@pytest.mark.parametrize("quota", [1, 2])
def test_no_fixed_threshold_bypasses_more_severity_than_the_optimal_rule(quota):
    severities = Streams(5).uniform("severities", np.arange(30_000)).reshape(-1, 6)
    best = bypassed(severities, quota, lambda left, later: optimal_threshold(left, later))
    for fixed in np.linspace(0.1, 0.9, 9):
        assert best.mean() > bypassed(severities, quota, lambda left, later, at=fixed: at).mean()
    if quota == 1:
        assert close(best, procedure.best_of(6))


def bypassed(severities, quota, rule):
    """Return the sum of severities bypassed in each row of cases."""
    total = np.zeros(len(severities))
    left = np.full(len(severities), quota)
    for number, severity in enumerate(severities.T):
        later = severities.shape[1] - 1 - number
        by_left = np.array([np.inf, *(rule(n, later) for n in range(1, quota + 1))])
        uses = severity >= by_left[left]
        total += severity * uses
        left -= uses
    return total


def survival(minutes_, decline=0.08):
    settings = {"incident.survival_alone": 1.0, "incident.decline_alone": decline}
    live = Losses(Parameters().replace(settings).incident)
    return np.array([live.survival(minute) for minute in minutes_])


@pytest.mark.parametrize(("levels", "printed"), [(1, 0.555556), (2, 0.308642), (3, 0.171468)])
def test_survival_falls_by_a_factor_per_level(levels, printed):
    expected = procedure.survival_after(0.08, [0.1] * levels)
    assert expected == pytest.approx(printed, abs=5e-7)
    assert close(survival(minutes(levels=levels)), expected)


def test_survival_with_returns():
    expected = procedure.survival_after_returns(procedure.survival_after(0.08, [0.1] * 3), 0.25)
    assert expected == pytest.approx(0.134360, abs=5e-7)
    assert close(survival(minutes(return_share=0.25)), expected)


PRINTED_RDL = ((0.285714, 0.0), (0.603175, 0.526316), (0.779541, 0.633484), (0.877523, 0.674408), (0.931957, 0.693425))


@pytest.mark.parametrize("levels", range(5))
def test_rigidity_delay_loss_of_the_live_ladder(levels):
    total, rdl = procedure.rigidity_loss(levels, 10, 5, 0.08)
    assert (total, rdl) == pytest.approx(PRINTED_RDL[levels], abs=6e-7)
    n = 4000
    other = -5 * np.log(Streams(2).uniform("other", np.arange(n)))
    approval = minutes(n, levels=levels, entry_level=5)
    loss, without = 1 - survival(other + approval), 1 - survival(other)
    assert close(loss, total)
    assert close(loss - without - rdl * loss, 0) or levels == 0
    assert rigidity_delay_loss(loss, without) == pytest.approx(rdl, abs=0.05)
