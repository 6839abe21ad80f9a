"""The street director in a class: four quarters are a year, plans go on, nothing is seen before its time, the best is told."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from coprod.interfaces.dashboard.classroom import answers, views, year
from coprod.interfaces.dashboard.classroom.room import Refused, Room
from coprod.interfaces.dashboard.classroom.sheet import sheet
from coprod.interfaces.dashboard.director import results
from coprod.interfaces.dashboard.director.plan import ENDS, director_year, written

YEAR = director_year()
START, READY, RESIDENTS = (YEAR.fixed_plan(i) for i in (0, 4, 3))
DEAR = tuple(item.n_levels - 1 for item in YEAR.items)


@pytest.fixture
def room():
    made = Room("12345", "secret")
    made.take_desk("t", "secret")
    for token in ("ann", "bo", "cy"):
        made.join(token)
    made.set_groups("t", 2)
    return made


def ask(room, by=""):
    room.ask("t", year.NAME, "year", start=year.start(), by=by)
    return room.round


def go_on(room):
    room.close("t")
    room.reveal("t")
    room.next("t")


def plans(current, group):
    return [written([plan]) for plan in year.plans_of(current, group)]


def test_four_rounds_are_a_year_and_a_plan_goes_on_until_there_is_another(room):
    first = ask(room)
    assert ask(room) is first, "asking twice opens one quarter"
    room.propose("ann", ("year", written([READY])))
    go_on(room)
    second = ask(room)
    room.propose("bo", ("year", written([RESIDENTS])))
    assert [first.quarter, second.quarter] == [0, 1]
    assert plans(second, 1) == [written([READY])] * 2
    assert plans(second, 2) == [written([START]), written([RESIDENTS])]
    assert plans(second, 0) == [written([START])] * 2
    go_on(room)
    numbers = []
    for _ in range(3):
        numbers.append(ask(room).quarter)
        go_on(room)
    assert numbers == [2, 3, 0] and plans(room.rounds[-1], 1) == [written([START])]


def test_a_question_between_two_quarters_does_not_disturb_the_year_but_other_groups_do(room):
    ask(room)
    room.propose("ann", ("year", written([READY])))
    go_on(room)
    room.ask("t", "three-stamps", "bet", 4)
    with pytest.raises(Refused):
        room.propose("ann", ("year", written([READY])))
    go_on(room)
    assert ask(room).quarter == 1 and plans(room.round, 1) == [written([READY])] * 2
    go_on(room)
    room.set_groups("t", 3)
    assert ask(room).quarter == 0


def test_a_plan_beyond_the_means_is_refused_in_a_sentence():
    lever, sentence = year.proposed(written([DEAR]), "en")
    assert lever is None and "take something away" in sentence
    assert year.proposed("nonsense", "en") == (None, "class.refused_choice")
    assert year.proposed(written([READY]), "zh") == (("year", written([READY])), "")


def test_nobody_sees_plans_before_the_round_is_closed_or_a_quarter_before_it_is_up(room):
    ask(room)
    room.propose("ann", ("year", written([READY])))
    for lang in ("en", "zh"):
        seen = {"bo": views.phone(room, "bo", lang), "screen": views.screen(room, lang), "desk": views.desk(room, lang)}
        mine = views.phone(room, "ann", lang)["policy"]
        assert mine["value"] == written([READY]) and mine["by"] == 1
        for who, data in seen.items():
            text = json.dumps(data, ensure_ascii=False)
            assert mine["words"] not in text, who
            for later in YEAR.quarters[1:]:
                assert later.brief[lang] not in text and (who == "desk" or later.name[lang] not in text), who
        assert YEAR.quarters[0].brief[lang] in seen["screen"]["round"]["stake"]
    room.close("t")
    assert views.screen(room, "en")["policies"][0]["group"] == 1 and "result" not in views.screen(room, "en")


def short_year(parameters, seed, days):
    """Return a year in which ledgers and backup are worth more than they cost."""
    assert seed == YEAR.seed, "every group has the same random numbers"
    n, table = days, SimpleNamespace(name="incident")
    saved = 1e5 * len(parameters.policies)
    columns = {"recovered": np.array([10.0]), "hit": np.array([True]), "loss": np.array([5.0])}
    model = SimpleNamespace(recorder=SimpleNamespace(kinds=lambda: [table], columns=lambda kind: columns))
    return SimpleNamespace(model=model, outcomes={"total_cost": 1e6 - saved},
                           series=lambda name: np.full(n, 1.0 + len(parameters.policies)))


def test_a_quarter_is_a_table_beside_the_year_as_always_and_the_last_tells_the_best(room):
    asked_for = []

    def get(parameters, seed, days):
        asked_for.append(days)
        return short_year(parameters, seed, days)

    for quarter in range(4):
        current = ask(room, by="total")
        if quarter == 1:
            room.propose("bo", ("year", written([READY])))
        room.close("t")
        result = answers.result_of(current, get, room.n_groups)
        room.put_result(current.number, result)
        room.reveal("t")
        shown = views.screen(room, "en")["result"]
        assert [row["group"] for row in shown["rows"]] == [0, 1, 2] and set(asked_for) == {ENDS[quarter]}
        assert [one["name"] for one in shown["columns"]] == [
            one.name for one in (results.YEARLY if quarter == 3 else results.QUARTERLY)]
        plans_told = {row["plan"] == "as always" for row in shown["rows"][:2]}
        assert plans_told == {True} and ("One-table ledger: all" in shown["rows"][2]["plan"]) == (quarter > 0)
        assert shown["best"] == (2 if quarter == 3 else None)
        asked_for.clear()
        if quarter < 3:
            room.next("t")
    ledger = YEAR.ledger(READY)
    assert [row["cells"]["total"] for row in shown["rows"]] == [1e6, 1e6, 1e6 - 3e5 + 3 * ledger]
    assert "Group 2" in shown["headline"] and "Q1: as always; Q2: " in shown["headline"]
    kept = sheet(room, "zh")
    assert kept["rounds"] == 4 and "★ 第 2 组" in kept["html"] and {len(row) for row in kept["rows"]} == {6}
    assert not any(secret in repr(kept) for secret in ("ann", "12345", "secret"))


def test_the_trainer_chooses_what_is_best():
    rows = [{"total": 1.0, "golden": 0.2}, {"total": 2.0, "golden": 0.9}]
    assert (results.best(rows, year.offered(None, "en")["chosen"]), results.best(rows, "golden")) == (0, 1)
    assert [one["name"] for one in year.offered(None, "en")["by"]] == list(year.MEASURES)


def test_the_notes_say_how_to_go_on_in_every_phase(room):
    for quarter in range(4):
        for step in (lambda: ask(room), lambda: room.close("t"), lambda: room.reveal("t")):
            step()
            for lang in ("en", "zh"):
                said = views.notes(room, lang)
                assert all(said)
        assert (YEAR.talk.en in views.notes(room, "en")) == (quarter == 3)
        room.next("t")
