"""Runs take turns: least attained service first, given up when nobody waits, towns of a shared server capped."""

import threading
import time
from contextlib import suppress

import pytest

from coprod.interfaces.dashboard import limits, turns
from coprod.interfaces.dashboard.library import Cancelled, Library, Waiter
from coprod.interfaces.dashboard.state import read_address
from coprod.interfaces.dashboard.turns import HALF_LIFE, Service
from coprod.parameters import Parameters

DAY = 0.0005


class Clock:
    """Time that passes while a run is made and at no other time, however busy the machine is."""

    now = 0.0

    def __call__(self):
        return self.now


def library_of(journal):
    """Return a library of one turn whose runs note their days in a journal."""
    clock = Clock()

    def make(parameters, seed, days, progress):
        for day in range(days):
            time.sleep(DAY)
            clock.now += turns.QUANTUM / 10
            journal.append(seed)
            progress(day + 1)
        return seed

    return Library(at_once=1, make=make, clock=clock)


def in_background(library, seed, days, reader):
    waiter = Waiter(reader)
    thread = threading.Thread(target=lambda: _quietly(lambda: library.get(Parameters(), seed, days, waiter)))
    thread.start()
    return waiter, thread


def _quietly(get):
    with suppress(Cancelled):
        get()


def wait_until(is_so, seconds=60.0):
    until = time.monotonic() + seconds
    while not is_so() and time.monotonic() < until:
        time.sleep(0.005)
    assert is_so()


def test_what_a_reader_has_had_is_halved_every_half_life():
    now = [0.0]
    service = Service(lambda: now[0])
    service.charge({"anna", "bo"}, 8.0)
    assert service.of("anna") == 4.0 and service.of("nobody") == 0.0
    now[0] = 3 * HALF_LIFE
    assert service.of("anna") == pytest.approx(0.5)
    service.charge({"anna"}, 1.0)
    assert service.of("anna") == pytest.approx(1.5)


def test_a_short_run_does_not_wait_for_a_long_one():
    journal = []
    library = library_of(journal)
    greedy, thread = in_background(library, 1, 100_000, "greedy")
    wait_until(lambda: len(journal) > 30)
    for seed in range(2, 6):
        asked = len(journal)
        assert library.get(Parameters(), seed, 10, Waiter("modest")) == seed
        assert journal[asked:].count(1) <= 12, "it waited for much more than a moment of the long run"
    greedy.leave()
    thread.join(60)
    assert not thread.is_alive()


def test_two_readers_with_long_runs_share_the_processor_evenly():
    journal = []
    library = library_of(journal)
    waiting = [in_background(library, seed, 100_000, f"reader {seed}") for seed in (1, 2)]
    wait_until(lambda: len(journal) > 400)
    share = journal[:400].count(1) / 400
    for waiter, _ in waiting:
        waiter.leave()
    assert 0.35 < share < 0.65


def test_many_runs_of_one_reader_are_one_readers_share():
    journal = []
    library = library_of(journal)
    waiting = [in_background(library, seed, 100_000, "greedy") for seed in range(1, 9)]
    waiting.append(in_background(library, 100, 100_000, "modest"))
    wait_until(lambda: journal.count(100) > 200)
    first = journal.index(100)
    share = journal[first:].count(100) / len(journal[first:])
    begun = set(journal)
    for waiter, _ in waiting:
        waiter.leave()
    assert share > 0.35
    assert len(begun) == 2, "a reader has one town in memory that is under way"


def test_a_run_ends_within_a_day_when_its_last_reader_leaves():
    journal = []
    library = library_of(journal)
    (first, _), (second, _) = (in_background(library, 1, 100_000, name) for name in ("one", "two"))
    queued, thread = in_background(library, 2, 100_000, "three")
    wait_until(lambda: len(journal) > 5)
    queued.leave()
    thread.join(60)
    assert not thread.is_alive()
    first.leave()
    time.sleep(20 * DAY)
    assert library.under_way == 1, "somebody still waited for it"
    second.leave()
    wait_until(lambda: library.under_way == 0)
    made = len(journal)
    time.sleep(20 * DAY)
    assert len(journal) <= made + 1
    assert library.get(Parameters(), 1, 5, Waiter("one")) == 1, "who asks again gets it"


def test_nothing_is_left_waiting_or_begun_when_all_is_done():
    library = Library(at_once=2, make=library_of([])._make)
    threads = [in_background(library, seed % 5, 20, f"r{seed}")[1] for seed in range(20)]
    for thread in threads:
        thread.join(60)
    wait_until(lambda: library.under_way == 0)
    assert not library._turns._running and not library._turns._waiting and not library._turns._begun


@pytest.fixture
def shared():
    assert limits.share_with(["0.0.0.0", "lab.example.org"])
    yield
    assert not limits.share_with(["localhost", "127.0.0.1"])


HUGE = "a.town.communities=40&a.town.residents_per_community=50000&b.approval.levels=2"


def test_ones_own_machine_runs_any_town():
    state, notices = read_address(HUGE, "en")
    assert not notices and limits.residents(state.parameters("a")) == 2_000_000


def test_a_shared_server_leaves_out_what_makes_a_town_too_large(shared):
    state, notices = read_address(HUGE, "en")
    assert [notice.key for notice in notices] == ["notice.too_large"]
    assert limits.residents(state.parameters("a")) <= limits.LARGEST_SHARED
    assert state.parameters("b").value("approval.levels") == 2


def test_a_large_town_that_the_server_itself_offers_is_run_and_its_other_levers_move(shared):
    base = Parameters().replace({"town.communities": 40})
    assert limits.residents(base) > limits.LARGEST_SHARED
    assert not limits.is_too_large(base.replace({"approval.levels": 1}), base)
    assert limits.is_too_large(base.replace({"town.communities": 41}), base)


def test_a_page_that_closes_or_asks_for_something_else_ends_its_run(monkeypatch):
    solara = pytest.importorskip("solara")
    from coprod.interfaces.dashboard import hooks

    begun = []

    def make(parameters, seed, days, progress):
        begun.append(seed)
        for day in range(100_000):
            time.sleep(DAY)
            progress(day + 1)

    library = Library(at_once=1, make=make)
    monkeypatch.setattr(hooks, "LIBRARY", library)
    seed = solara.reactive(1)

    @solara.component
    def Page():  # noqa: N802
        hooks.use_worlds(Parameters(), Parameters(), seed.value, 30)
        solara.Text("")

    _, drawn = solara.render(Page(), handle_error=False)
    wait_until(lambda: begun == [1])
    seed.value = 2
    wait_until(lambda: begun == [1, 2])
    assert library.under_way == 1, "what was asked for before still runs"
    drawn.close()
    wait_until(lambda: library.under_way == 0)


def test_a_process_that_dies_costs_one_run_again_and_not_all_of_them(monkeypatch):
    from concurrent.futures import Future

    from coprod.interfaces.dashboard import run_summaries
    from coprod.laboratory.children import ProcessDied

    fatal = {86: 1}  # seed → how often the process dies of it
    asked = []

    class Pool:
        def submit(self, function, parameters, seed, days):
            asked.append(seed)
            future = Future()
            if fatal.get(seed, 0) > 0:
                fatal[seed] -= 1
                future.set_exception(ProcessDied("the worker process was ended by SIGKILL"))
            else:
                future.set_result(f"run {seed}")
            return future

    monkeypatch.setattr(run_summaries, "_workers", Pool)
    monkeypatch.setattr(run_summaries, "_kept", type(run_summaries._kept)())
    wishes = [(Parameters(), seed, 30) for seed in range(90)]
    found = dict(run_summaries.summaries(wishes, threading.Event()))
    assert found == {i: f"run {i}" for i in range(90)} and asked.count(86) == 2 and len(asked) == 91
    run_summaries._kept.clear()
    fatal[86] = 2
    with pytest.raises(ProcessDied):
        dict(run_summaries.summaries(wishes, threading.Event()))


def test_readers_of_many_seeds_take_turns_at_the_processes(monkeypatch):
    from concurrent.futures import Future

    from coprod.interfaces.dashboard import run_summaries
    from coprod.laboratory.executors import usable_cores

    queue = []

    class Pool:
        def submit(self, function, parameters, seed, days):
            queue.append((seed, Future()))
            return queue[-1][1]

    monkeypatch.setattr(run_summaries, "_workers", Pool)
    monkeypatch.setattr(run_summaries, "_kept", type(run_summaries._kept)())
    stop, found = threading.Event(), []
    readers = [threading.Thread(target=lambda first=first: found.extend(
        run_summaries.summaries([(Parameters(), first + i, 30) for i in range(20)], stop))) for first in (100, 200)]
    for reader in readers:
        reader.start()
    wait_until(lambda: len(queue) == 2 * (usable_cores() + 1))
    for i in range(16):
        queue[i][1].set_result(f"run {queue[i][0]}")
        wait_until(lambda i=i: len(queue) >= min(40, 2 * (usable_cores() + 1) + i))
    halves = [sum(seed // 100 == first for seed, _ in queue[:16]) for first in (1, 2)]
    stop.set()
    for reader in readers:
        reader.join(5)
    assert min(halves) >= 4, "one reader was served first"
    assert not any(reader.is_alive() for reader in readers)
    assert all(future.done() or future.cancelled() for _, future in queue), "runs that nobody waits for stay in the queue"
