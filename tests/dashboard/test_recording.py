"""A recording says what the model did, no more and no less, and is made once."""

import re
import threading
import time
import zlib

import numpy as np
import pytest

from coprod.agents.participation_utility import ACTS
from coprod.interfaces.dashboard.incidents import MARKS, minutes_saved
from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.interfaces.dashboard.library import Library
from coprod.interfaces.dashboard.parts import WEB, code
from coprod.interfaces.dashboard.recording import DOINGS, record, shown_communities
from coprod.model import CoproductionModel, run
from coprod.parameters import Parameters

DAYS = 215
LESSON = find_lesson("three-stamps")


@pytest.fixture(scope="module")
def recording():
    return record(LESSON.parameters("a"), LESSON.seed, DAYS)


def test_a_recording_is_the_run_of_the_command_line(recording):
    made = run(LESSON.parameters("a"), LESSON.seed, DAYS)
    np.testing.assert_equal(recording.outcomes, made.outcomes)
    assert np.array_equal(recording.series("backlog_items"), made.daily["backlog_items"])


def test_each_byte_is_what_a_resident_did(recording):
    model = CoproductionModel(LESSON.parameters("a"), rng=LESSON.seed)
    for day in range(40):
        model.step()
        doing = np.zeros(len(model.residents), np.uint8)
        doing[model.acts.rows] = model.acts.act + 1
        assert np.array_equal(recording.doings[day], doing)


def test_the_same_seed_gives_the_same_bytes(recording):
    again = record(LESSON.parameters("a"), LESSON.seed, DAYS)
    assert recording.world["packed"] == again.world["packed"]
    assert recording.layout == again.layout and recording.incidents == again.incidents


def test_two_policies_meet_the_same_town_and_the_same_incidents(recording):
    other = record(LESSON.parameters("b"), LESSON.seed, DAYS)
    assert other.layout == recording.layout
    first = {
        one["id"]: (one["start"], one["type"], one["severity"])
        for one in recording.incidents
        if one["source"] in ("chance", "script")
    }
    second = {
        one["id"]: (one["start"], one["type"], one["severity"])
        for one in other.incidents
        if one["source"] in ("chance", "script")
    }
    assert first == second and recording.scripted["id"] in first


def test_what_the_browser_unpacks_is_what_was_recorded(recording):
    unpacked = np.frombuffer(zlib.decompress(recording.world["packed"]), np.uint8)
    assert np.array_equal(unpacked.reshape(recording.doings.shape), recording.doings)


def test_the_minutes_of_an_incident_follow_each_other(recording):
    assert recording.incidents
    for one in recording.incidents:
        minutes = [one["marks"][name] for name in MARKS]
        assert minutes == sorted(minutes)
        assert one["approval"] == pytest.approx(one["marks"]["approved"] - one["marks"]["reported"], abs=0.02)
        assert all(s["asked"] <= s["signed"] for s in one["signatures"])
        assert one["loss_without"] <= one["loss"] + 1e-9


def test_what_a_signature_cost_is_its_wait_or_what_it_held_up():
    def signature(level, asked, signed):
        return {"round": 0, "level": level, "asked": asked, "signed": signed}

    in_a_row = [signature(1, 0, 10), signature(1, 10, 25), signature(2, 25, 30)]
    assert [minutes_saved(one, in_a_row) for one in in_a_row] == [10, 15, 5]
    at_once = [signature(1, 0, 10), signature(1, 0, 25), signature(2, 25, 30)]
    assert [minutes_saved(one, at_once) for one in at_once] == [0, 15, 5]


def test_all_signatures_in_a_row_make_up_the_approval(recording):
    for one in recording.incidents:
        if one["signatures"]:
            waits = sum(s["saved"] for s in one["signatures"])
            assert waits + one["hesitation"] == pytest.approx(one["approval"], abs=0.5)


def test_every_resident_lives_somewhere(recording):
    homes = [
        row
        for building in recording.layout["buildings"]
        for row in range(building["first"], building["first"] + building["n"])
    ]
    assert homes == list(range(recording.layout["residents"]))
    people = recording.model.town.residents
    assert all(recording.layout["buildings"][people.building[row]]["c"] == people.community[row] for row in homes[::97])


def test_a_large_town_is_simulated_whole_and_shown_in_part():
    start = np.array([0, 9_000, 18_000, 27_000, 36_000])
    assert shown_communities(start) == 2
    assert shown_communities(np.array([0, 90_000])) == 1


def test_codes_are_the_acts_of_the_model_and_the_colours_of_the_palette():
    assert ("rest", *ACTS) == DOINGS
    palette = (WEB / "palette.js").read_text(encoding="utf-8")
    assert tuple(re.findall(r'key: "(\w+)"', palette.split("STATES")[1].split("];")[0])) == DOINGS


def test_the_code_of_the_browser_is_one_module_without_imports():
    assert not re.search(r"^import |^export (?!default)", code(), flags=re.MULTILINE)


def made(parameters, seed, days, progress):
    time.sleep(0.05)
    return f"run {seed}"


def test_thirty_readers_of_one_lesson_cost_one_run():
    library = Library(make=made)
    parameters = Parameters()
    readers = [threading.Thread(target=library.get, args=(parameters, 1, 30)) for _ in range(30)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert library.runs_made == 1 and library.look(parameters, 1, 30) == "run 1"


def test_few_runs_are_made_at_once_and_old_ones_make_room():
    at_work, most = 0, 0
    lock = threading.Lock()

    def busy(parameters, seed, days, progress):
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        time.sleep(0.02)
        with lock:
            at_work -= 1
        return seed

    library = Library(shelves=3, at_once=2, make=busy)
    readers = [threading.Thread(target=library.get, args=(Parameters(), seed, 30)) for seed in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert most == 2
    assert sum(library.look(Parameters(), seed, 30) is not None for seed in range(8)) == 3


def test_what_is_prepared_stands_back_for_what_somebody_waits_for():
    evenings, asked = [], threading.Event()

    def by_evenings(parameters, seed, days, progress):
        for day in range(days):
            asked.set()
            time.sleep(0.01)
            progress(day)
            evenings.append(seed)
        return seed

    library = Library(at_once=1, make=by_evenings)
    preparing = threading.Thread(target=library.prepare, args=(Parameters(), 1, 10))
    preparing.start()
    asked.wait()
    assert library.get(Parameters(), 2, 5) == 2
    first, last = evenings.index(2), len(evenings) - 1 - evenings[::-1].index(2)
    assert evenings[first : last + 1].count(1) <= 1, "preparing went on while somebody waited"
    preparing.join()
    assert library.look(Parameters(), 1, 10) == 1


def test_a_run_that_fails_is_told_to_all_and_tried_again_by_the_next():
    calls = []

    def fails_once(parameters, seed, days, progress):
        calls.append(seed)
        if len(calls) == 1:
            raise RuntimeError("no water")
        return "there"

    library = Library(make=fails_once)
    with pytest.raises(RuntimeError, match="no water"):
        library.get(Parameters(), 1, 30)
    assert library.get(Parameters(), 1, 30) == "there"


def test_a_page_gets_worlds_that_others_made_while_it_was_being_drawn(monkeypatch):
    import solara

    from coprod.interfaces.dashboard import hooks

    class Late:
        """A library where both runs arrive between the drawing of a page and what follows it."""

        asked = 0

        def look(self, parameters, seed, days):
            self.asked += 1
            return None if self.asked <= 2 else "there"

        def get(self, parameters, seed, days, waiter):
            return "there"

    seen = []

    @solara.component
    def Page():  # noqa: N802
        seen.append(hooks.use_worlds(Parameters(), Parameters(), 1, 30))
        solara.Text("")

    monkeypatch.setattr(hooks, "LIBRARY", Late())
    _, drawn = solara.render(Page(), handle_error=False)
    until = time.monotonic() + 10
    while seen[-1].a is None and time.monotonic() < until:
        time.sleep(0.02)
    drawn.close()
    assert seen[-1].a == "there"
