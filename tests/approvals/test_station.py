"""The station that signers and crews are, against queueing theory (note:B6)."""

import numpy as np
import pytest
import simpy

from coprod.kernel.station import Station
from coprod.kernel.streams import Streams
from tests.approvals.ladders import close
from tests.theory import queues


def waits(servers, arrivals, n, seed=1):
    """Return (class, wait) of n customers of a live station; arrivals are rates by class, service has mean 1."""
    env, streams = simpy.Environment(), Streams(seed)
    station, seen = Station(env, servers), []
    rows = np.arange(n)
    at = np.cumsum(-np.log(streams.uniform("gap", rows)) / sum(arrivals))
    kind = np.searchsorted(np.cumsum(arrivals) / sum(arrivals), streams.uniform("class", rows))
    service = -np.log(streams.uniform("service", rows))

    def customer(row):
        yield env.timeout(at[row])
        waited = yield from station.serve(service[row], kind[row])
        seen.append((row, kind[row], waited))

    for row in rows:
        env.process(customer(row))
    env.run()
    ordered = np.array(sorted(seen))[n // 20 :]
    return ordered[:, 1], ordered[:, 2]


def batches(sample, n=25):
    """Return the means of long batches, which are all but independent."""
    return sample[: len(sample) // n * n].reshape(n, -1).mean(axis=1)


@pytest.mark.parametrize(("servers", "offered", "chance", "wait"), [
    (1, 0.8, 0.8, 4.0), (3, 2.4, 0.647191, 1.078652), (5, 4.5, 0.762493, 1.524986), (8, 6.4, 0.457645, 0.286028)])
def test_printed_waits_of_several_servers(servers, offered, chance, wait):
    assert queues.erlang_c(servers, offered) == pytest.approx(chance, abs=5e-7)
    assert queues.waiting_time(servers, offered) == pytest.approx(wait, abs=5e-7)


@pytest.mark.parametrize(("servers", "offered"), [(3, 2.4), (8, 6.4)])
def test_live_station_waits_as_erlang_says(servers, offered):
    _, waited = waits(servers, [offered], 30_000)
    assert close(batches(waited), queues.waiting_time(servers, offered))
    assert close(batches(waited > 0), queues.erlang_c(servers, offered))


def test_live_station_keeps_priorities_as_cobham_says():
    arrivals = (0.2, 0.5)
    first, second = queues.priority_waits(arrivals)
    assert (first, second) == pytest.approx((0.875, 2.916667), abs=5e-7)
    assert queues.fifo_wait(arrivals) == pytest.approx(2.333333, abs=5e-7)
    assert np.dot(arrivals, (first, second)) == pytest.approx(1.633333, abs=5e-7)
    kind, waited = waits(1, arrivals, 40_000)
    assert close(batches(waited[kind == 0]), first)
    assert close(batches(waited[kind == 1]), second)
    assert close(batches(waited), queues.fifo_wait(arrivals))  # the order of service moves no work
