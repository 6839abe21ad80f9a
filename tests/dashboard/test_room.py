"""A room of a class: its states, its secret, its isolation; nothing is seen before it is time."""

import re
import threading

import pytest

from coprod.interfaces.dashboard.classroom import views
from coprod.interfaces.dashboard.classroom.answers import result_of
from coprod.interfaces.dashboard.classroom.room import MOST_MEMBERS, Refused, Room
from coprod.interfaces.dashboard.classroom.rooms import MOST_ROOMS, Rooms
from coprod.interfaces.dashboard.lessons import shipped
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.text.glossary import LANGUAGES
from tests.failures import Failures

LESSON = next(one for one in shipped() if one.name == "three-stamps")
N = len(LESSON.question.choices)
RESULT = {"right": 3, "headline": {"en": "the answer in words", "zh": "答案"}}


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def room():
    made = Room("12345", "secret", clock=Clock())
    assert made.take_desk("trainer", "secret")
    return made


def refused(call, *arguments, **named):
    with pytest.raises(Refused) as error:
        call(*arguments, **named)
    return error.value.key


def test_a_round_from_asking_to_the_next(room):
    for token in ("ann", "bo", "cy"):
        room.join(token)
    assert room.phase == "waiting" and room.round is None
    room.ask("trainer", LESSON.name, "bet", N)
    room.bet("ann", 1)
    room.bet("bo", 3)
    room.bet("bo", 2)
    assert (room.phase, room.round.histogram) == ("open", [0, 1, 1, 0])
    assert refused(room.next, "trainer") == refused(room.reveal, "trainer") == "class.refused_open"
    room.close("trainer")
    assert refused(room.bet, "cy", 0) == "class.refused_closed" and room.round.histogram == [0, 1, 1, 0]
    room.reveal("trainer")
    room.next("trainer")
    assert room.phase == "waiting" and room.round is None and room.rounds[0].was_revealed


def test_joining_twice_is_harmless_and_latecomers_find_the_round(room):
    first = room.join("ann")
    version = room.version
    assert room.join("ann") is first and room.version == version
    room.ask("trainer", LESSON.name, "bet", N)
    assert room.join("late").number == 2
    room.bet("late", 0)
    room.close("trainer")
    assert room.join("later").number == 3
    seen = views.phone(room, "later", "en")
    assert seen["phase"] == "closed" and seen["histogram"] == [1, 0, 0, 0] and seen["mine"] is None


def test_pressing_twice_changes_nothing(room):
    calls = []
    for press in (lambda: room.ask("trainer", LESSON.name, "bet", N), lambda: room.close("trainer"),
                  lambda: room.reveal("trainer"), lambda: room.next("trainer"), lambda: room.end("trainer")):
        press()
        phase, rounds = room.phase, len(room.rounds)
        press()
        calls.append((room.phase, len(room.rounds)) == (phase, rounds))
    assert calls == [True] * 5


def test_only_the_secret_drives(room):
    room.join("ann")
    for secret in ("", "12345", "secre", "secret ", "密"):
        assert not room.take_desk("ann", secret)
    acts = [lambda: room.ask("ann", LESSON.name, "bet", N), lambda: room.close("ann"), lambda: room.reveal("ann"),
            lambda: room.next("ann"), lambda: room.end("ann"), lambda: room.set_groups("ann", 2)]
    assert {refused(act) for act in acts} == {"class.refused_desk"} and room.phase == "waiting"
    assert room.take_desk("ann", "secret")
    room.end("ann")
    assert room.phase == "over" and refused(room.join, "new") == "class.refused_over" and room.join("ann").number == 1


def test_what_cannot_be_is_refused(room):
    assert refused(room.bet, "stranger", 0) == "class.refused_join"
    room.join("ann")
    assert refused(room.bet, "ann", 0) == "class.refused_closed"
    for seconds in (-1, 0, 3601, float("nan")):
        assert refused(room.ask, "trainer", LESSON.name, "bet", N, seconds) == "class.refused_timer"
    room.ask("trainer", LESSON.name, "bet", N)
    assert refused(room.bet, "ann", N) == refused(room.bet, "ann", -1) == "class.refused_choice"
    assert refused(room.propose, "ann", ("approval.levels", 1)) == "class.refused_closed"
    assert refused(room.ask, "trainer", "one-desk", "bet", 3) == "class.refused_round"
    assert refused(room.set_groups, "trainer", 2) == "class.refused_round"
    for i in range(1, MOST_MEMBERS):
        room.join(i)
    assert refused(room.join, "one too many") == "class.refused_full" and len(room.members) == MOST_MEMBERS


def test_a_timer_closes_the_round_even_if_nobody_looks(room):
    room.join("ann")
    room.ask("trainer", LESSON.name, "bet", N, 60)
    room.clock.now += 59.9
    room.bet("ann", 1)
    assert room.phase == "open"
    room.clock.now += 0.2
    assert refused(room.bet, "ann", 2) == "class.refused_closed"
    assert room.phase == "closed" and room.round.histogram == [0, 1, 0, 0]


def test_whoever_waits_sees_the_timer_run_out():
    room = Room("12345", "secret")
    room.take_desk("trainer", "secret")
    room.ask("trainer", LESSON.name, "bet", N, 0.2)
    version = room.version
    assert room.wait(version) > version and room.phase == "closed"


def test_groups_are_dealt_out_evenly_and_keep_one_policy_each(room):
    for i in range(7):
        room.join(i)
    room.set_groups("trainer", 3)
    assert [room.members[i].group for i in range(7)] == [1, 2, 3, 1, 2, 3, 1]
    assert room.join("late").group == 2, "the smallest group"
    room.choose_group("late", 3)
    assert refused(room.choose_group, "late", 4) == "class.refused_group"
    room.ask("trainer", LESSON.name, "policy")
    room.propose(0, ("approval.levels", 0))
    room.propose(3, ("approval.levels", 1))
    room.propose("late", ("approval.mode", "parallel"))
    assert room.round.policies == {1: (("approval.levels", 1), 4), 3: (("approval.mode", "parallel"), 8)}


def test_runs_are_asked_for_when_a_question_is_asked_and_when_policies_are_closed():
    worked = []
    room = Room("12345", "secret", lambda room, current: worked.append((current.number, current.kind, room.phase)))
    room.take_desk("t", "secret")
    room.ask("t", LESSON.name, "bet", N)
    room.close("t")
    room.next("t")
    room.ask("t", LESSON.name, "policy")
    room.close("t")
    room.close("t")
    assert worked == [(1, "bet", "open"), (2, "policy", "closed")]


def everything_that_anybody_sees(room, language="en"):
    return [views.phone(room, token, language) for token in room.members] + [views.screen(room, language)]


def test_before_the_question_is_closed_nothing_shows_what_was_guessed_or_what_is_right(room):
    """What everybody sees is the same whatever the others guessed and whatever the runs say."""

    def seen(guesses, result):
        other = Room("12345", "secret", clock=Clock())
        other.take_desk("trainer", "secret")
        for token in ("ann", "bo", "cy"):
            other.join(token)
        other.ask("trainer", LESSON.name, "bet", N)
        other.bet("ann", 0)
        for token, guess in guesses.items():
            other.bet(token, guess)
        other.put_result(1, result)
        return [views.phone(other, "ann", "en"), views.screen(other, "en"),
                {**views.desk(other, "en"), "ready": None}]

    one = seen({"bo": 1, "cy": 1}, RESULT)
    other = seen({"bo": 2, "cy": 3}, {**RESULT, "right": 0, "headline": {"en": "something else", "zh": "别的"}})
    assert one == other
    assert not {"histogram", "result", "policies"} & {key for page in one for key in page}


def test_results_come_with_the_reveal_and_guesses_with_the_close(room):
    room.join("ann")
    room.ask("trainer", LESSON.name, "bet", N)
    room.bet("ann", 3)
    room.put_result(1, RESULT)
    room.close("trainer")
    closed = everything_that_anybody_sees(room)
    assert all(page["histogram"] == [0, 0, 0, 1] and "result" not in page for page in closed)
    room.reveal("trainer")
    assert all(page["result"] == {"right": 3, "headline": "the answer in words"} for page in everything_that_anybody_sees(room))


def test_a_group_sees_its_own_policy_alone_until_the_round_is_closed(room):
    room.join("ann")
    room.join("bo")
    room.set_groups("trainer", 2)
    room.ask("trainer", LESSON.name, "policy")
    room.propose("ann", ("approval.levels", 1))
    assert views.phone(room, "ann", "en")["policy"]["value"] == 1
    other = views.phone(room, "bo", "en")
    assert other["policy"] is None and "policies" not in other and "policies" not in views.screen(room, "en")
    room.close("trainer")
    assert [one["group"] for one in views.phone(room, "bo", "en")["policies"]] == [1]


def test_rooms_share_nothing():
    rooms = Rooms(lambda room, current: None)
    assert not rooms.in_class_mode
    (one, secret), (two, _) = rooms.open(), rooms.open()
    assert rooms.in_class_mode and one.code != two.code and len(one.code) == 5
    assert rooms.take_desk("trainer", secret) is one and rooms.take_desk("trainer", "guessed") is None
    assert not two.is_driven_by("trainer") and refused(two.end, "trainer") == "class.refused_desk"
    one.join("ann")
    one.ask("trainer", LESSON.name, "bet", N)
    assert not two.members and two.phase == "waiting" and two.round is None
    assert rooms.find(f" {one.code[:2]} {one.code[2:]} ") is one and rooms.find("") is None
    full_width = "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in two.code)
    assert rooms.find(full_width) is two
    for _ in range(MOST_ROOMS - 2):
        rooms.open()
    assert refused(rooms.open) == "class.refused_rooms"


def test_phones_explore_when_their_class_is_over_and_trainers_always():
    rooms = Rooms(lambda room, current: None)
    room, secret = rooms.open()
    room.join("ann")
    rooms.take_desk("trainer", secret)
    assert rooms.may_explore("trainer") and not rooms.may_explore("ann") and not rooms.may_explore("stranger")
    room.end("trainer")
    assert rooms.may_explore("ann") and not rooms.may_explore("stranger")


def test_thirty_phones_that_guess_at_once_are_all_counted(room):
    for i in range(30):
        room.join(i)
    room.ask("trainer", LESSON.name, "bet", N)
    threads = [threading.Thread(target=lambda i=i: [room.bet(i, guess) for guess in (0, 1, i % N)]) for i in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert room.round.histogram == [8, 8, 7, 7] and len(room.round.bets) == 30


def test_every_sentence_of_a_refusal_and_of_the_notes_exists(room):
    from coprod.text.glossary import texts

    known = texts()
    phases = ["waiting", "over", *(f"{phase}_{kind}" for phase in ("open", "closed", "revealed") for kind in ("bet", "policy"))]
    assert [key for key in (f"class.note_{phase}" for phase in phases) if key not in known] == []


def test_notes_have_the_figures_of_the_runs_once_the_answer_is_told(room):
    """Of every lesson: with the text of its reveal before the run is there, no note has a place that nobody filled."""
    asked = [one for one in shipped() if one.question and one.reveal]
    with Failures() as failures:
        for lesson in asked:
            with failures.case(lesson.name):
                room.ask("trainer", lesson.name, "bet", len(lesson.question.choices))
                room.close("trainer")
                room.reveal("trainer")
                for lang in LANGUAGES:
                    assert not any("{" in note for note in views.notes(room, lang))
                told = result_of(room.round, LIBRARY.get)["explanation"]
                room.put_result(room.round.number, {**RESULT, "explanation": told})
                for lang in LANGUAGES:
                    said = views.notes(room, lang)
                    assert told[lang] in said and not any("{" in note for note in said)
                    assert len(re.findall(r"\d", told[lang])) >= len(lesson.figures)
                room.next("trainer")
    assert len(asked) > 5
