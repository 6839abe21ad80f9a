"""The People page: whom an address means, and what is shown where the two towns have different people."""

import numpy as np
import pytest

from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.interfaces.dashboard.pages import people
from coprod.interfaces.dashboard.pages.worlds import places
from coprod.interfaces.dashboard.sealing import packed_worlds
from coprod.interfaces.dashboard.state import State

LESSON = find_lesson("three-stamps")


@pytest.fixture(scope="module")
def towns():
    """Return a town, a smaller one with more communities, and the first under another policy."""
    a = LESSON.parameters("a")
    smaller = a.replace({"town.residents_per_community": 60, "town.communities": 5})
    return [LIBRARY.get(parameters, LESSON.seed, 9) for parameters in (a, smaller, LESSON.parameters("b"))]


def asked(person, world="a", lang="en"):
    return State(lesson=LESSON.name, page="people", guess=-1, revealed=True, person=person, world=world, lang=lang)


def test_somebody_whom_only_one_town_has_can_be_looked_at(towns):
    large, small, _ = towns
    for first, second in ((large, small), (small, large)):
        for world, own in (("a", first), ("b", second)):
            pair = people.comparable(first, second, world)
            assert pair == (own, own)
            for person in ("1500", "0", "c4", "s0", "f0", None):
                state = asked(person, world)
                letter, number, problem = people.who(person, pair[0])
                assert number < people.count(letter, own) and bool(problem) == (person in ("1500", "c4") and (
                    number != int(person.strip("c"))))
                card = people.card(letter, number, state, pair)
                assert card["sides"] == [world] and card["of"] == people.count(letter, own)
                shown = people.history(letter, number, state, pair) if letter != "f" else {"charts": []}
                hidden = "b" if world == "a" else "a"
                assert all(set(chart[hidden]) == {None} and None not in chart[world] for chart in shown["charts"])


def test_in_alike_towns_everybody_is_shown_in_both_worlds(towns):
    one, _, other = towns
    assert people.comparable(one, other, "b") == (one, other)
    card = people.card("", 7, asked("7"), (one, other))
    assert card["sides"] == ["a", "b"]
    assert card["busiest"] == int(np.argmax(np.count_nonzero(one.doings, axis=0)))


def test_towns_of_different_size_are_each_drawn_as_they_are(towns):
    large, small, other = towns
    shown = packed_worlds(Worlds("key", large, small), asked(None))
    assert [layout["residents"] for layout in shown["layouts"]] == [large.n_shown, small.n_shown]
    assert len(packed_worlds(Worlds("key", large, other), asked(None))["layouts"]) == 1, "sent once where they are alike"
    assert (len(places(large, "zh")), len(places(small, "zh")), places(None, "zh")) == (4, 5, [])
