"""Towns kept: the next run of the same town and seed gets a copy of it instead of building it again.

The points of a sweep under the same random numbers differ in what is done in a town, seldom in the town. So do the model that a
policy in time looks up its numbers in and the one it is for, and both arms of a comparison.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace
from threading import Lock

from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.model import group_models
from coprod.town.synthesis import Town, build_town

_READ = ("town", "resident")
"""Groups of parameters that a town is made of."""
_ELSEWHERE = (frozenset(group_models()) | {"events", "shocks", "policies", "rules"}) - frozenset(_READ)
"""Parts of the parameters that no town depends on."""
_BYTES = 32 << 20
"""Most bytes of the towns kept by one process: a town of about 350,000 residents, or many small ones."""


class KeptTowns:
    """The towns built last, as many as fit into so many bytes; larger ones are built anew every time."""

    def __init__(self, most_bytes: int = _BYTES) -> None:
        self._most_bytes = most_bytes
        self._towns: OrderedDict[Hashable, Town] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, parameters: Parameters, streams: Streams) -> Town:
        """Return what :func:`~coprod.town.synthesis.build_town` does: columns of one's own, ties that nobody can write to."""
        key = what_it_is_made_of(parameters, streams.seed)
        with self._lock:
            kept = self._towns.get(key)
            if kept is not None:
                self._towns.move_to_end(key)
        if kept is not None:
            return _copied(kept)
        town = build_town(parameters, streams)
        if town.nbytes() <= self._most_bytes:
            self._keep(key, _copied(town))
        return town

    def _keep(self, key: Hashable, town: Town) -> None:
        for array in (town.start, town.ties.data, town.ties.indices, town.ties.indptr, town.degree, town.group):
            array.flags.writeable = False  # shared by all runs
        with self._lock:
            if key not in self._towns:
                self._towns[key] = town
                self._bytes += town.nbytes()
            while self._bytes > self._most_bytes:
                self._bytes -= self._towns.popitem(last=False)[1].nbytes()


def what_it_is_made_of(parameters: Parameters, seed: int) -> Hashable:
    """Return what is equal for two towns exactly if they are the same, as far as is known without building them."""
    parts = ((name, getattr(parameters, name)) for name in type(parameters).model_fields if name not in _ELSEWHERE)
    return seed, *(tuple(vars(part).values()) if name in _READ else part for name, part in parts)


def _copied(town: Town) -> Town:
    return replace(town, residents=town.residents.copy(), communities=town.communities.copy(), streets=town.streets.copy(),
                   buildings=town.buildings.copy())


TOWNS = KeptTowns()
"""The towns that this process keeps."""
