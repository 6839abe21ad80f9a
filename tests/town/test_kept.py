"""Towns kept for the next run: the same to the last bit, and nobody's changes reach another run."""

import numpy as np
import pytest

from coprod import Parameters
from coprod.kernel.streams import Streams
from coprod.model import run
from coprod.town import build_town
from coprod.town import kept as module
from coprod.town.kept import KeptTowns, what_it_is_made_of
from tests.policies.state import differing, state

SMALL = {"town.streets": 2, "town.communities": 3, "town.residents_per_community": 80}


def small(**values):
    return Parameters().replace({**SMALL, **values})


def test_a_town_reads_only_what_its_key_holds():
    asked = set()

    class Watched:
        def __init__(self, parameters):
            self._parameters = parameters

        def __getattr__(self, name):
            asked.add(name)
            return getattr(self._parameters, name)

    build_town(Watched(small()), Streams(1))
    assert asked and asked <= set(Parameters.model_fields) - module._ELSEWHERE, asked


def test_the_key_tells_towns_apart_and_not_what_is_done_in_them():
    same = small(**{"points.reward": 9.0, "policy": [{"set": {"points.reward": 1.0}}]})
    others = [small(**{"town.elders_old": 0.4}), small(**{"resident.trust_mean": 0.1})]
    key = what_it_is_made_of(small(), 1)
    assert what_it_is_made_of(same, 1) == key != what_it_is_made_of(small(), 2)
    assert all(what_it_is_made_of(other, 1) != key for other in others)


def test_a_copy_is_the_town_and_what_a_run_does_to_it_stays_there():
    kept = KeptTowns()
    first = kept.get(small(), Streams(1))
    first.residents.trust[:] = 7
    first.communities.residents[:] = 0
    second, anew = kept.get(small(), Streams(1)), build_town(small(), Streams(1))
    assert not differing(state(second), state(anew))
    assert second.ties is first.ties and not np.shares_memory(second.residents.trust, first.residents.trust)
    with pytest.raises(ValueError, match="read-only"):
        second.ties.data[:] = 0


def test_no_more_bytes_are_kept_than_allowed_the_oldest_go_first():
    each = build_town(small(), Streams(1)).nbytes()
    kept = KeptTowns(int(3.5 * each))
    for seed in (1, 2, 3, 1, 4, 5):
        kept.get(small(), Streams(seed))
        assert kept._bytes == sum(town.nbytes() for town in kept._towns.values()) <= 3.5 * each
    assert [key[0] for key in kept._towns] == [1, 4, 5]
    large = KeptTowns(each // 2)
    large.get(small(), Streams(1))
    assert not large._towns


def test_runs_of_one_town_are_the_same_whether_it_was_kept_or_built(monkeypatch):
    """Storms, points and acts of one run leave no trace in the next."""
    points = [small(**{"points.reward": reward, "shock.storm_rate": 12.0}) for reward in (0.0, 20.0, 0.0)]
    runs = {}
    for most in (0, 1 << 25):
        monkeypatch.setattr("coprod.composition.TOWNS", KeptTowns(most))
        runs[most] = [run(point, 3, 40).outcomes for point in points]
    for built, kept in zip(*runs.values(), strict=True):
        assert {name for name in built if not np.array_equal(built[name], kept[name], equal_nan=True)} == set()
