"""The dashboard opens with a district as a lesson of its own, and refuses one that cannot be read."""

import pytest

from coprod.interfaces.cli.dashboard import dashboard
from coprod.parameters import Parameters
from coprod.text.problems import InputProblems
from tests.districts.folders import WHOLE, folder

pytest.importorskip("solara")


def test_a_district_is_a_lesson_of_both_worlds(tmp_path, monkeypatch):
    from coprod.interfaces.dashboard.lessons import DISTRICT, OF_DISTRICT, find_lesson, shipped
    from coprod.interfaces.dashboard.state import State

    before = len(shipped())
    path = folder(tmp_path / "mine", communities=WHOLE)
    (path / "district.toml").write_text('[scenario]\ntitle_en = "Mine"\n')
    monkeypatch.setenv(DISTRICT, str(path))
    lesson = find_lesson(OF_DISTRICT)
    assert len(shipped()) == before + 1 and lesson.title["en"] == "Mine" and lesson.title["zh"] == "mine"
    state = State(lesson=OF_DISTRICT)
    assert state.parameters("a") == Parameters.load(path) == state.parameters("b")
    moved = state.with_(b={"points.reward": 9.0}).parameters("b")
    assert moved.district_data == Parameters.load(path).district_data and moved.points.reward == 9.0


def test_a_district_with_mistakes_is_refused_before_anything_is_served(tmp_path):
    with pytest.raises(InputProblems, match="many"):
        dashboard(district=str(folder(tmp_path / "d", communities="name,residents\na,many\n")))
