"""Signers at other work, against the theory of queues with priorities (Cobham 1954) and with set-up times (Welch 1964)."""

import numpy as np
import pytest

from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.claims import doubly_claimed, erlang_c, first_free
from coprod.kernel.streams import Streams
from coprod.model import CoproductionModel
from coprod.parameters import Parameters
from tests.approvals.ladders import Town, case, cases, close
from tests.theory import queues

NOON = 12 * MINUTES_PER_HOUR
MEETING = 40.0


def town(load, utilisation=None, **settings):
    """Return a ladder of one level whose desks are asked for so many hours for each they have."""
    town = Town(**({"levels": 1, "service_time": 0.0, "interruption": 6.0, "away_minutes": MEETING} | settings))
    town.ladder.other_work.begin_day(np.full(4, min(load, 1.0) if utilisation is None else utilisation), np.full(4, load))
    return town


def waits(load, n=20_000, minute=NOON, **settings):
    """Return the minutes that each of n cases waits for a signer who has no other case."""
    work = town(load, **settings).ladder.other_work
    people = settings.get("deputies", 1)
    return np.array([work.minutes(number, 0, 3, minute, people) for number in range(n)])


def test_the_claims_on_an_hour():
    assert doubly_claimed(np.array([0.0, 0.7, 1.0, 1.25, 4.0])) == pytest.approx([0, 0, 0, 0.2, 0.75])
    for servers, load in ((1, 0.6), (3, 0.2), (6, 0.9), (40, 0.95)):
        assert erlang_c(servers, load) == pytest.approx(queues.erlang_c(servers, servers * load), rel=1e-9)
    assert erlang_c(5, 1.0) == erlang_c(5, 3.0) == 1.0
    assert erlang_c(3, 0.0) == first_free(2, 0.0, 5.0, 1e-9, 1.0) == 0.0


@pytest.mark.parametrize("load", [0.3, 0.8])
def test_a_case_waits_for_the_piece_in_hand_and_for_nothing_behind_it(load):
    expected = queues.priority_waits([1e-9, load / 6.0], service=1 / 6.0)[0]  # hardly any cases, routine work at this load
    assert expected == pytest.approx(load * 6.0, rel=1e-6)
    assert close(waits(load), expected)


def test_cases_that_queue_wait_once_for_the_piece_in_hand():
    rate, service, busy, piece = 0.05, 8.0, 0.7, 6.0
    set_up, square = busy * piece, busy * 2 * piece**2
    expected = (rate * service**2 / (1 - rate * service)
                + (2 * set_up + rate * square) / (2 * (1 + rate * set_up)))  # Welch 1964
    live = town(busy, service_time=service, interruption=piece, levels=1)
    gaps = -np.log(Streams(7).uniform("arrivals", np.arange(20_000))) / rate
    sojourn = np.zeros(gaps.size)

    def ask(number, minute):
        yield live.env.timeout(minute)
        yield from live.ladder.decide(case(number))
        sojourn[number] = live.env.now - minute

    for number, minute in enumerate(np.cumsum(gaps)):
        live.env.process(ask(number, minute))
    live.env.run()
    assert close(sojourn[500:].reshape(50, -1).mean(axis=1), expected + service)


def test_signers_are_as_busy_as_their_desk():
    work = town(0.9, load_wait=1.0).ladder.other_work
    assert [work.busy_at(desk) for desk in range(4)] == pytest.approx([0.9] * 4)
    assert waits(0.9, load_wait=1.0).mean() > waits(0.3, load_wait=1.0).mean()


def test_beyond_regular_hours_signers_are_wanted_at_several_places_at_once():
    expected = 0.5 * MEETING + 0.5 * 6.0  # of two hours asked for one, one is another's
    assert close(waits(2.0), expected)
    assert close(waits(2.0, minute=0.0), 6.0)  # nobody sits in meetings at night
    assert close(waits(2.0, away_minutes=0.0), 6.0)


def test_the_first_of_two_deputies_who_is_free_turns_to_the_case():
    assert close(waits(0.8, deputies=2), 0.8**2 * 6.0 / 2)


def test_at_zero_the_load_of_the_desk_does_not_reach_signers():
    slack, drowned = (town(load, utilisation, load_wait=0.0, service_time=5.0, levels=3).climb(*cases(200))
                      for load, utilisation in ((0.1, 0.1), (5.0, 1.0)))
    assert np.array_equal(slack, drowned)
    assert close(waits(5.0, load_wait=0.0), Parameters().approval.upper_load * 6.0)


def test_the_load_of_the_desks_reaches_the_signers_of_the_town():
    small = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 300, "directive.lines": 28,
             "staff.count": 5}
    model = CoproductionModel(Parameters().replace(small), rng=1)
    for _ in range(30):
        model.step()
    street = model.emergency_field.ladder.other_work.away_at(2)
    assert street == pytest.approx(1 - 1 / model.desks.load[2])
    assert model.desks.load[2] > 1
