"""What a page waits for: both worlds, and the run summaries of many seeds. Threads end with the page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import solara

from coprod.interfaces.dashboard.library import LIBRARY, Cancelled, Waiter
from coprod.interfaces.dashboard.recording import Recording
from coprod.interfaces.dashboard.run_summaries import SEEDS, RunSummary, kept, summaries
from coprod.parameters import Parameters


@dataclass(frozen=True)
class Worlds:
    """Both worlds, and whether newer ones are on their way."""

    key: str = ""
    a: Recording | None = None
    b: Recording | None = None
    busy: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Runs:
    """Runs of several policies, and whether newer ones are on their way; none before the first have come."""

    key: str = ""
    runs: tuple[Recording, ...] = ()
    busy: bool = False
    problem: str = ""


NO_RUNS = Runs()


def key_of(policies: Sequence[Parameters], seed: int, days: int) -> str:
    """Return what runs of several policies are known by."""
    return "-".join((*(one.digest() for one in policies), str(seed), str(days)))


def reader_of_this_page() -> str:
    """Return what the reader's browser is known by; nothing outside a server, as in tests."""
    from solara.server.kernel_context import get_current_context, has_current_context

    return str(get_current_context().session_id) if has_current_context() else ""


def use_worlds(a: Parameters, b: Parameters, seed: int, days: int) -> Worlds:
    """Return both worlds; the ones before, marked busy, while new ones are being made."""
    made = use_runs((a, b), seed, days)
    one, other = made.runs or (None, None)
    return Worlds(made.key, one, other, made.busy, made.problem)


def use_runs(policies: Sequence[Parameters], seed: int, days: int) -> Runs:
    """Return a run of each policy; the ones before, marked busy, while new ones are being made in a thread of this page.

    The runs end with the page, or when others are asked for, unless somebody else waits for them too.
    """
    key = key_of(policies, seed, days)
    ready, set_ready = solara.use_state(Runs())
    reader = solara.use_memo(reader_of_this_page, [])

    def make() -> Callable[[], None]:
        waiter = Waiter(reader)

        def work() -> None:
            try:
                made = Runs(key, tuple(LIBRARY.get(one, seed, days, waiter) for one in policies))
            except Cancelled:
                return
            except Exception as error:  # told in the page: a run that fails must not take the page with it
                made = Runs(key, problem=f"{type(error).__name__}: {error}")
            if not waiter.has_left:
                set_ready(made)

        if not all(at_hand):  # what was not there when this page was drawn; since then others may have made it
            threading.Thread(target=work, daemon=True).start()
        return waiter.leave

    at_hand = [LIBRARY.look(one, seed, days) for one in policies]
    solara.use_effect(make, [key])
    found = tuple(one for one in at_hand if one is not None)
    if len(found) == len(policies):
        return Runs(key, found)
    return ready if ready.key == key else replace(ready, busy=True, problem="")


@dataclass(frozen=True)
class Many:
    """Run summaries of several policies for many seeds, once all have come; those of worlds A and B come first."""

    key: str = ""
    done: int = 0
    all: int = 0
    left: float = 0.0
    runs: tuple[tuple[RunSummary, ...], ...] = field(default=(), repr=False)
    problem: str = ""

    @property
    def a(self) -> tuple[RunSummary, ...]:
        """Return the run summaries of world A."""
        return self.runs[0] if self.runs else ()

    @property
    def b(self) -> tuple[RunSummary, ...]:
        """Return the run summaries of world B."""
        return self.runs[1] if self.runs else ()

    @property
    def progress(self) -> dict[str, int | None]:
        """Return how many runs are done, of how many, and the seconds left: None as long as none has told."""
        return {"done": self.done, "all": self.all, "left": max(1, round(self.left)) if self.done else None}

    @property
    def ready(self) -> bool:
        """Tell whether all have come."""
        return bool(self.runs)


def use_many(wanted: bool, policies: Sequence[Parameters], seed: int, days: int) -> Many:
    """Return run summaries of every policy for :data:`SEEDS` seeds from `seed` on, made in the background when `wanted`."""
    key = key_of(policies, seed, days) if wanted else ""
    many, set_many = solara.use_state(Many())

    def make() -> Callable[[], None] | None:
        if not wanted:
            return None
        stop = threading.Event()
        threading.Thread(target=_gather, args=(key, policies, seed, days, stop, set_many), daemon=True).start()
        return stop.set

    solara.use_effect(make, [key])
    return many if wanted and many.key == key else Many(key, all=len(policies) * SEEDS if wanted else 0)


def _gather(
    key: str, policies: Sequence[Parameters], seed: int, days: int, stop: threading.Event,
    on_progress: Callable[[Many], None],
) -> None:
    """Collect the run summaries, telling how far it is at most four times a second."""
    requests = [(parameters, seed + i, days) for i in range(SEEDS) for parameters in policies]
    found: dict[int, RunSummary] = {}
    began = last = time.monotonic()
    before = kept(requests)  # these take no time and tell nothing about how long the others will take
    try:
        for i, one in summaries(requests, stop):
            found[i] = one
            now = time.monotonic()
            if now - last > 0.25 and not stop.is_set() and len(found) < len(requests):
                last = now
                left = (now - began) * (len(requests) - len(found)) / max(1, len(found) - before)
                on_progress(Many(key, len(found), len(requests), left))
    except Exception as error:  # told in the page
        on_progress(Many(key, problem=f"{type(error).__name__}: {error}"))
        return
    if not stop.is_set():
        ordered = [found[i] for i in range(len(requests))]
        n = len(policies)
        on_progress(Many(key, len(requests), len(requests), 0.0, tuple(tuple(ordered[i::n]) for i in range(n))))
