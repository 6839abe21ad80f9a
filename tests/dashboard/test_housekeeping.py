"""What a server keeps when its readers have gone: what was prepared, and nothing that they asked for."""

import gc
import weakref

import pytest

from coprod.interfaces.dashboard import housekeeping
from coprod.interfaces.dashboard.housekeeping import ROUNDS_ALONE, House
from coprod.interfaces.dashboard.library import Library
from coprod.parameters import Parameters

PREPARED, ASKED = Parameters(), Parameters().replace({"approval.levels": 0})


class Run:
    """Stands in for a recording; unlike a number it can be seen to be gone."""


@pytest.fixture
def library(monkeypatch):
    """Return the library of a server that prepared one run, and made another for a reader; memory is not returned."""
    made = Library(make=lambda parameters, seed, days, progress: Run())
    made.prepare(PREPARED, 1, 30)
    made.get(ASKED, 1, 30)
    monkeypatch.setattr(housekeeping, "LIBRARY", made)
    return made


@pytest.fixture
def returned(monkeypatch):
    """Return a list that grows whenever memory is returned."""
    times = []
    monkeypatch.setattr(housekeeping, "return_memory", lambda: times.append(1))
    return times


def test_what_readers_asked_for_goes_when_nobody_is_left_and_what_was_prepared_stays(library, returned):
    gone = weakref.ref(library.look(ASKED, 1, 30))
    house = House()
    for pages in (3, 1, 1):
        house.round(pages)
    assert gone() is not None and len(returned) == 1, "two pages closed"
    for _ in range(ROUNDS_ALONE):
        assert library.look(ASKED, 1, 30) is not None
        house.round(0)
    gc.collect()
    assert gone() is None and library.look(PREPARED, 1, 30) is not None
    assert len(returned) == 3, "when the last page closed, and once more when the runs went"
    for _ in range(5):
        house.round(0)
    assert len(returned) == 3, "a server at rest does nothing"


def test_a_page_that_is_loaded_anew_finds_its_runs(library, returned):
    house = House()
    for pages in (1, 0, 1, 0, 1):
        house.round(pages)
    assert library.look(ASKED, 1, 30) is not None


def test_a_run_that_a_reader_asked_for_and_the_server_prepares_stays(library):
    library.prepare(ASKED, 1, 30)
    library.keep_prepared()
    assert library.look(ASKED, 1, 30) is not None
