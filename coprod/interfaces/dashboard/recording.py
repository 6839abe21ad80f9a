"""A recording: what the browser needs of one run, so that it can play it without asking again.

The model runs at full speed; every day one byte per resident says what he or she did, and the records
give the minutes of every incident. A year of 2,000 residents is 730 KB, packed a tenth of it.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.interfaces.dashboard.incidents import incidents_of, outages_of, policies_of, scripted_of
from coprod.kernel.calendar import starts_week
from coprod.parameters import Parameters

if TYPE_CHECKING:
    from coprod.model import CoproductionModel

DOINGS = ("rest", "report", "patrol", "train", "help", "sham")
"""What a resident does on a day, in the order of the codes; the legend and the palette of the page follow it."""

LARGEST_SHOWN = 24_000
"""Residents that a page shows: a larger town is shown by its first communities, and simulated whole."""

FOLLOWED = ("habit", "points", "trust", "motive")
"""Columns of residents that are kept week by week, for the page about people …"""
LARGEST_FOLLOWED = 6_000
"""… in towns that are not larger than this."""


@dataclass(frozen=True)
class Recording:
    """One finished run as the dashboard keeps it.

    Attributes
    ----------
    model : the model as it stands at the end; the page about people looks people up in it
    doings : shape (days, residents shown), uint8
        Codes of :data:`DOINGS`.
    weeks : columns of :data:`FOLLOWED`, each of shape (weeks, residents shown); empty in large towns
    load : shape (days, desks)
        Utilisation of every desk.
    waiting : shape (days, desks)
        Items open at the end of the day.
    """

    parameters: Parameters
    seed: int
    days: int
    model: CoproductionModel
    doings: NDArray[np.uint8]
    weeks: dict[str, NDArray[np.float32]]
    load: NDArray[np.float32]
    waiting: NDArray[np.int32]
    outcomes: dict[str, float]
    seconds: float

    @property
    def n_shown(self) -> int:
        """Return how many residents the page shows."""
        return self.doings.shape[1]

    @cached_property
    def incidents(self) -> tuple[dict[str, Any], ...]:
        """Return the closed incidents, in order of beginning."""
        return incidents_of(self.model)

    def incident(self, number: str) -> dict[str, Any] | None:
        """Return an incident by its number, or None if this world never had it."""
        return next((one for one in self.incidents if one["id"] == number), None)

    @cached_property
    def scripted(self) -> dict[str, Any] | None:
        """Return the incident that a lesson made happen and asks about: the first in its file."""
        return scripted_of(self.parameters, self.incidents)

    def series(self, name: str) -> NDArray[np.float64]:
        """Return a daily series, shape (days,)."""
        return self.model.daily_series.series(name)

    @cached_property
    def world(self) -> dict[str, Any]:
        """Return what the browser plays of this run."""
        n = len(self.model.town.communities)
        return {
            "days": self.days,
            "packed": zlib.compress(self.doings.tobytes(), 1),
            "incidents": list(self.incidents),
            "outages": outages_of(self.model),
            "policies": policies_of(self.model),
            "desks": [
                {
                    "office": office,
                    "load": rounded(self.load[:, desks].mean(axis=1), 3),
                    "waiting": self.waiting[:, desks].sum(axis=1).tolist(),
                }
                for office, desks in (("committee", slice(0, n)), ("street", slice(n, None)))
            ],
        }

    @cached_property
    def layout(self) -> dict[str, Any]:
        """Return where everybody lives: the same in both worlds."""
        from coprod.town.places import ESTATES
        from coprod.town.population import KINDS

        town = self.model.town
        shown, communities = self.n_shown, shown_communities(town.start)
        first = np.concatenate([[0], np.cumsum(town.buildings.residents)])
        buildings = np.flatnonzero(town.buildings.community < communities)
        return {
            "residents": shown,
            "of": len(town.residents),
            "communities": [
                {
                    "street": int(town.communities.street[c]),
                    "estate": ESTATES[town.communities.estate[c]],
                    "n": int(town.communities.residents[c]),
                }
                for c in range(communities)
            ],
            "buildings": [
                {
                    "c": int(town.buildings.community[b]),
                    "storeys": int(town.buildings.storeys[b]),
                    "lifts": int(town.buildings.lifts[b]),
                    "first": int(first[b]),
                    "n": int(town.buildings.residents[b]),
                }
                for b in buildings
            ],
            # as bytes: long lists would be walked, one by one, at every drawing of the page
            "age": town.residents.age[:shown].astype(np.uint8).tobytes(),
            "kind": town.residents.kind[:shown].astype(np.uint8).tobytes(),
            "kinds": list(KINDS),
        }


def record(parameters: Parameters, seed: int, days: int, progress: Callable[[int], object] | None = None) -> Recording:
    """Run the model and record it.

    Parameters
    ----------
    progress : callable, optional
        Called every day with the number of days done; whatever it raises ends the run.
    """
    from coprod.model import CoproductionModel
    from coprod.outcomes.evaluate import evaluate
    from coprod.outcomes.run_view import RunView

    began = time.perf_counter()
    model = CoproductionModel(parameters, rng=seed)
    people = model.town.residents
    shown = int(model.town.start[shown_communities(model.town.start)])
    doings = np.zeros((days, shown), np.uint8)
    load = np.empty((days, model.desks.n), np.float32)
    waiting = np.empty((days, model.desks.n), np.int32)
    weeks: dict[str, list[NDArray[np.float32]]] = {name: [] for name in FOLLOWED if shown <= LARGEST_FOLLOWED}
    for day in range(days):
        model.step()
        here = model.acts.rows < shown
        doings[day, model.acts.rows[here]] = model.acts.act[here] + 1
        load[day], waiting[day] = model.desk_day.utilisation, model.desk_day.backlog_items
        if starts_week(day):
            for name, kept in weeks.items():
                kept.append(getattr(people, name)[:shown].astype(np.float32))
        if progress:
            progress(day + 1)
    outcomes = evaluate(RunView(model))
    return Recording(
        parameters,
        seed,
        days,
        model,
        doings,
        {name: np.stack(kept) for name, kept in weeks.items()},
        load,
        waiting,
        outcomes,
        time.perf_counter() - began,
    )


def shown_communities(start: NDArray[np.int64]) -> int:
    """Return how many communities, from the first on, a page can show: at least one."""
    return max(1, int(np.searchsorted(start, LARGEST_SHOWN, side="right")) - 1)


def rounded(values: NDArray[Any], digits: int = 4) -> list[float | None]:
    """Return an array as JSON numbers: few digits, None for what is not a number."""
    finite = np.isfinite(values)
    return [
        v if ok else None
        for v, ok in zip(np.round(values.astype(float), digits).tolist(), finite.tolist(), strict=True)
    ]
