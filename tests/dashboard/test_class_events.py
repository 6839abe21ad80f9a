"""What the pages of a class do with what people press."""

import pytest

pytest.importorskip("solara")

from coprod.interfaces.dashboard.classroom import pages
from coprod.interfaces.dashboard.classroom.room import Refused
from coprod.interfaces.dashboard.classroom.rooms import Rooms

LESSON = "three-stamps"


@pytest.fixture
def rooms(monkeypatch):
    made = Rooms(lambda room, current: None)
    monkeypatch.setattr(pages, "ROOMS", made)
    return made


@pytest.fixture
def press(rooms):
    room, secret = rooms.open()
    rooms.take_desk("trainer", secret)
    room.join("ann")
    went = []

    def press(token, **event):
        pages._on_event({**event, "n": 0.5}, room, token, "en", {"room": room.code, "lang": "en"}, went.append)
        return went[-1] if went else ""

    press.room = room
    return press


def test_the_desk_walks_a_round(press):
    room = press.room
    press("trainer", do="groups", groups=2)
    press("trainer", do="ask", lesson=LESSON, kind="bet", seconds=30)
    assert (room.phase, room.n_groups, room.round.n_choices) == ("open", 2, 4)
    assert room.round.ends - room.clock() == pytest.approx(30, abs=5)
    press("ann", do="bet", choice=2)
    for what, phase in (("close", "closed"), ("reveal", "revealed"), ("next", "waiting"), ("end", "over")):
        press("trainer", do=what)
        assert room.phase == phase
    assert room.rounds[0].histogram == [0, 0, 1, 0]


def test_without_a_timer_nothing_closes_by_itself(press):
    press("trainer", do="ask", lesson=LESSON, kind="bet", seconds=0)
    assert press.room.round.ends is None


def test_a_phone_that_sends_what_the_desk_sends_changes_nothing(press, rooms):
    before = press.room.version
    for what in ("ask", "close", "reveal", "next", "end", "groups", "another", "no such thing"):
        press("ann", do=what, lesson=LESSON, groups=3)
    assert press.room.version == before and len(rooms._rooms) == 1


def test_a_policy_is_one_of_the_lesson_s_levers_within_its_bounds(press):
    press("trainer", do="ask", lesson=LESSON, kind="policy", seconds=0)
    press("ann", do="policy", key="approval.levels", value=1)
    assert press.room.round.policies == {1: (("approval.levels", 1), 1)}
    for key, value, said in (("approval.levels", 99, "cannot be 99"), ("town.communities", 10000, "class.refused_closed"),
                             ("nothing", 1, "class.refused_closed")):
        with pytest.raises(Refused) as refused:
            press("ann", do="policy", key=key, value=value)
        assert said in refused.value.key
    assert press.room.round.policies == {1: (("approval.levels", 1), 1)}


def test_a_code_leads_to_its_room_and_another_room_to_its_desk(press, rooms):
    assert press("new", do="code", code=press.room.code) == f"/?room={press.room.code}&lang=en"
    with pytest.raises(Refused, match="refused_code"):
        press("new", do="code", code="1")
    went = press("trainer", do="another")
    secret = went.split("drive=")[1].split("&")[0]
    assert rooms.take_desk("trainer", secret) is not press.room
    assert press("ann", do="lang").endswith("lang=zh")


def test_pages_are_those_of_the_class_until_it_is_over(press, rooms, monkeypatch):
    free = "v=1&lang=en&lesson=three-stamps"
    for who, before, after in (("trainer", False, False), ("ann", True, False), ("stranger", True, True)):
        monkeypatch.setattr(pages, "reader_of_this_page", lambda who=who: who)
        press.room.phase = "waiting"
        assert pages.is_of_a_class("") and pages.is_of_a_class("room=1") and pages.is_of_a_class(free) is before, who
        press.room.phase = "over"
        assert pages.is_of_a_class(free) is after, who
    rooms.clear()
    assert not pages.is_of_a_class("") and not pages.is_of_a_class(free)
