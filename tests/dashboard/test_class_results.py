"""What the runs say to a class: the answer of a question, the table of policies, the sheet to keep."""

from types import SimpleNamespace

import pytest

from coprod.interfaces.dashboard.classroom import answers, views
from coprod.interfaces.dashboard.classroom.qr import qr
from coprod.interfaces.dashboard.classroom.room import Room, Round
from coprod.interfaces.dashboard.classroom.sheet import sheet
from coprod.interfaces.dashboard.lessons import shipped
from coprod.interfaces.dashboard.question import verdict

LESSON = next(one for one in shipped() if one.name == "three-stamps")
LANGUAGES = ("en", "zh")


def minutes(n, **outcomes):
    """Return a run in which the incident asked about took so long."""
    return SimpleNamespace(scripted={"marks": {"controlled": n}, "approval": n / 2}, outcomes=outcomes)


def by_levels(parameters, seed, days):
    """Return 30 minutes for every level of signatures and 10 besides."""
    assert (seed, days) == (LESSON.seed, LESSON.days), "every group has the lesson's own storm"
    return minutes(10.0 + 30.0 * parameters.approval.levels, golden_hit=0.25)


def test_the_answer_is_that_of_the_two_worlds_of_the_lesson():
    result = answers.result_of(Round(1, LESSON.name, "bet", 4), by_levels)
    assert result["right"] == 2, "60 minutes sooner, where 60 itself belongs to the answer 20 to 60"
    assert "60 minutes sooner" in result["headline"]["en"] and "60" in result["headline"]["zh"]


def test_where_nothing_can_be_measured_nothing_is_right():
    result = answers.result_of(Round(1, LESSON.name, "bet", 4), lambda *run: SimpleNamespace(scripted=None, outcomes={}))
    assert result["right"] is None and "cannot be measured" in result["headline"]["en"]


def test_every_group_is_compared_with_the_town_that_nobody_changed():
    current = Round(1, LESSON.name, "policy", 0, policies={2: (("approval.levels", 1), 5), 1: (("approval.levels", 0), 4)})
    result = answers.result_of(current, by_levels)
    assert [(row["group"], row["cells"][0]) for row in result["rows"]] == [(0, 100.0), (1, 10.0), (2, 40.0)]
    labels = [column["label"]["en"] for column in result["columns"]]
    assert len(labels) == len(set(labels)) == 1 + answers.BESIDE
    shares = [column["unit"]["en"] for column in result["columns"]]
    cell = result["rows"][0]["cells"][1]
    assert cell == (25.0 if shares[1] == "%" else 0.25)
    assert result["rows"][0]["policy"]["en"] == "as it is" and "1" in result["rows"][2]["policy"]["zh"]


@pytest.mark.parametrize("lesson", [one.name for one in shipped() if one.question])
def test_every_lesson_can_be_a_round_of_policies(lesson):
    one = next(one for one in shipped() if one.name == lesson)
    columns = answers._columns(one)
    assert 2 <= len(columns) <= 1 + answers.BESIDE
    assert all(column["label"][lang] for column in columns for lang in LANGUAGES)
    for lang in LANGUAGES:
        choices = views.lever_choices(one, lang)
        assert [choice["key"] for choice in choices] == list(one.levers) and all(choice["label"] for choice in choices)


def played_room():
    room = Room("12345", "secret")
    room.take_desk("t", "secret")
    for token in ("ann", "bo", "cy"):
        room.join(token)
    room.set_groups("t", 2)
    for kind in ("bet", "policy"):
        room.ask("t", LESSON.name, kind, 4)
        if kind == "bet":
            room.bet("ann", 2)
            room.bet("bo", 2)
            room.bet("cy", 0)
        else:
            room.propose("bo", ("approval.levels", 1))
        room.close("t")
        room.put_result(room.round.number, answers.result_of(room.round, by_levels))
        room.reveal("t")
        room.next("t")
    room.ask("t", LESSON.name, "bet", 4)
    return room


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_holds_the_rounds_that_were_revealed_and_nobody_s_token(lang):
    kept = sheet(played_room(), lang)
    assert kept["rounds"] == 2
    table = kept["rows"]
    assert [row[4] for row in table[1:5]] == [1, 0, 2, 0] and [row[5] for row in table[1:5]] == ["", "", "✓", ""]
    assert {len(row) for row in table} == {6}
    assert LESSON.question.text[lang] in kept["html"] and "100" in kept["html"] and "<script" not in kept["html"]
    text = kept["html"] + repr(table)
    assert not any(secret in text for secret in ("ann", "12345", "secret"))


def test_a_lesson_s_text_cannot_put_markup_on_the_sheet(monkeypatch):
    room = played_room()
    room.rounds[0].result = {"right": 0, "headline": {"en": "<img src=x>", "zh": "<img src=x>"}}
    assert "<img" not in sheet(room, "en")["html"]


def test_numbers_on_the_sheet_are_written_as_everywhere_else():
    room = played_room()
    row = room.rounds[1].result["rows"][1]
    row["cells"][0] = 12345.6
    assert ">12,346<" in sheet(room, "en")["html"]


def test_the_class_is_told_what_the_page_tells():
    pair = [by_levels(LESSON.parameters(world), LESSON.seed, LESSON.days) for world in ("a", "b")]
    right, headlines = verdict(LESSON, *pair)
    result = answers.result_of(Round(1, LESSON.name, "bet", 4), by_levels)
    told = result.pop("explanation")
    assert result == {"right": right, "headline": headlines}
    assert "50 of 100 minutes" in told["en"] and "100分钟里占50分钟" in told["zh"]


def test_the_qr_code_is_that_of_the_address():
    segno = pytest.importorskip("segno")
    address = "http://192.168.1.5:8765/?room=48271"
    drawn = qr(address)
    symbol = segno.make(address, micro=False, error="m", boost_error=False)
    dark = {(x + 4, y + 4) for y, row in enumerate(symbol.matrix) for x, bit in enumerate(row) if bit}
    squares = {tuple(map(int, square.split("h")[0].split())) for square in drawn["path"].split("M")[1:]}
    assert squares == dark and drawn["size"] == len(symbol.matrix) + 8


def test_without_the_package_there_is_no_code_but_an_address(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "segno", None)
    assert qr("http://elsewhere") is None
