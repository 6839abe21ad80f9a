"""What a page waits for: both worlds, and the run summaries of many seeds. Threads end with the page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

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


def key_of(a: Parameters, b: Parameters, seed: int, days: int) -> str:
    """Return what a pair of worlds is known by."""
    return f"{a.digest()}-{b.digest()}-{seed}-{days}"


def reader_of_this_page() -> str:
    """Return what the reader's browser is known by; nothing outside a server, as in tests."""
    from solara.server.kernel_context import get_current_context, has_current_context

    return str(get_current_context().session_id) if has_current_context() else ""


def use_worlds(a: Parameters, b: Parameters, seed: int, days: int) -> Worlds:
    """Return both worlds; the ones before, marked busy, while new ones are being made in a thread of this page.

    The run ends with the page, or when newer worlds are asked for, unless others wait for it too.
    """
    key = key_of(a, b, seed, days)
    ready, set_ready = solara.use_state(Worlds())
    reader = solara.use_memo(reader_of_this_page, [])

    def make() -> Callable[[], None]:
        waiter = Waiter(reader)

        def work() -> None:
            try:
                worlds = Worlds(key, LIBRARY.get(a, seed, days, waiter), LIBRARY.get(b, seed, days, waiter))
            except Cancelled:
                return
            except Exception as error:  # told in the page: a run that fails must not take the page with it
                worlds = Worlds(key, problem=f"{type(error).__name__}: {error}")
            if not waiter.has_left:
                set_ready(worlds)

        if not all(at_hand):  # what was not there when this page was drawn; since then others may have made it
            threading.Thread(target=work, daemon=True).start()
        return waiter.leave

    at_hand = LIBRARY.look(a, seed, days), LIBRARY.look(b, seed, days)
    solara.use_effect(make, [key])
    if all(at_hand):
        return Worlds(key, *at_hand)
    if ready.key == key:
        return ready
    return Worlds(ready.key, ready.a, ready.b, busy=True)


@dataclass(frozen=True)
class Many:
    """Glimpses of many pairs of worlds, as far as they have come."""

    key: str = ""
    done: int = 0
    all: int = 0
    left: float = 0.0
    a: tuple[RunSummary, ...] = field(default=(), repr=False)
    b: tuple[RunSummary, ...] = field(default=(), repr=False)
    problem: str = ""

    @property
    def ready(self) -> bool:
        """Tell whether all have come."""
        return bool(self.a) and self.done == self.all


def use_many(wanted: bool, a: Parameters, b: Parameters, seed: int, days: int) -> Many:
    """Return run summaries of both worlds for :data:`SEEDS` seeds from `seed` on, made in the background when `wanted`."""
    key = key_of(a, b, seed, days) if wanted else ""
    many, set_many = solara.use_state(Many())

    def make() -> Callable[[], None] | None:
        if not wanted:
            return None
        stop = threading.Event()
        threading.Thread(target=_gather, args=(key, a, b, seed, days, stop, set_many), daemon=True).start()
        return stop.set

    solara.use_effect(make, [key])
    return many if wanted and many.key == key else Many(key, all=2 * SEEDS if wanted else 0)


def _gather(
    key: str, a: Parameters, b: Parameters, seed: int, days: int, stop: threading.Event, on_progress: Callable[[Many], None]
) -> None:
    """Collect the run summaries, telling how far it is at most four times a second."""
    requests = [(parameters, seed + i, days) for i in range(SEEDS) for parameters in (a, b)]
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
        on_progress(Many(key, len(requests), len(requests), 0.0, tuple(ordered[::2]), tuple(ordered[1::2])))
