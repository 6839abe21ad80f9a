"""The runs that a page waits for, one after the other, in a thread that ends with the page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import solara

from coprod.interfaces.dashboard.hooks import reader_of_this_page
from coprod.interfaces.dashboard.library import LIBRARY, Cancelled, Waiter
from coprod.interfaces.dashboard.recording import Recording
from coprod.parameters import Parameters


@dataclass(frozen=True)
class Years:
    """Recordings in the order in which they were asked for, None for those that are still being made."""

    key: str = ""
    found: tuple[Recording | None, ...] = ()
    problem: str = ""


def use_years(requests: Sequence[tuple[Parameters, int, int]]) -> Years:
    """Return the recordings of runs (parameters, seed, days), as far as they are there; the page is drawn again as they come."""
    key = " ".join(f"{parameters.digest()}-{seed}-{days}" for parameters, seed, days in requests)
    made, set_made = solara.use_state(Years())
    reader = solara.use_memo(reader_of_this_page, [])
    at_hand = tuple(LIBRARY.look(*request) for request in requests)

    def make() -> Callable[[], None]:
        waiter = Waiter(reader)

        def work() -> None:
            found = list(at_hand)
            try:
                for i, request in enumerate(requests):
                    if found[i] is None:
                        found[i] = LIBRARY.get(*request, waiter)
                        if not waiter.has_left:
                            set_made(Years(key, tuple(found)))
            except Cancelled:
                return
            except Exception as error:  # told in the page: a run that fails must not take the page with it
                if not waiter.has_left:
                    set_made(Years(key, tuple(found), f"{type(error).__name__}: {error}"))

        if not all(at_hand):
            threading.Thread(target=work, daemon=True).start()
        return waiter.leave

    solara.use_effect(make, [key])
    return made if made.key == key and not all(at_hand) else Years(key, at_hand)
