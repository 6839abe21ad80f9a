"""The address holds the whole state; what it cannot hold is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.interfaces.dashboard.lessons import shipped
from coprod.interfaces.dashboard.levers import levers_on_show
from coprod.interfaces.dashboard.reducers import reduce_state
from coprod.interfaces.dashboard.session import Session, render_notice
from coprod.interfaces.dashboard.state import PAGES, State, checked, read_address
from coprod.parameters import Parameters, declarations

LEVERS = [
    d
    for d in declarations()
    if d.role == "lever" and d.kind in ("int", "float") and d.key.split(".")[0] in ("points", "directive", "resident")
]

changes = st.dictionaries(st.sampled_from(LEVERS).map(lambda d: d.key), st.just(None), max_size=3).flatmap(
    lambda keys: st.fixed_dictionaries({key: values(key) for key in keys})
)


def values(key):
    d = next(d for d in LEVERS if d.key == key)
    low, high = d.plausible
    return st.integers(int(low), int(high)) if d.kind == "int" else st.floats(low, high)


def questioned(state):
    """Return a state with a guess only where there is a question, and a told answer only where there is a guess."""
    if state.scene.question is None or state.guess is None:
        return state.with_(guess=None, revealed=False)
    return state.with_(revealed=state.revealed or state.guess == -1)


states = st.builds(
    State,
    page=st.sampled_from(PAGES),
    lang=st.sampled_from(["en", "zh"]),
    lesson=st.sampled_from([one.name for one in shipped()]),
    seed=st.none() | st.integers(0, 2**31 - 1),
    a=changes,
    b=changes,
    side=st.sampled_from("ab"),
    guess=st.none() | st.integers(-1, 3),
    revealed=st.booleans(),
    incident=st.none() | st.integers(0, 10**6),
    many=st.booleans(),
    present=st.booleans(),
    lab=st.dictionaries(
        st.sampled_from(["town", "days", "lever.points.reward"]), st.text("0123, abc", min_size=1), max_size=2
    ),
).map(questioned)


@given(states)
def test_an_address_brings_back_the_state_it_was_made_from(state):
    again, notices = read_address(state.query(), "en")
    assert again == state and notices == []


@given(st.text(max_size=80))
def test_any_address_is_read(query):
    state, notices = read_address(query, "zh")
    assert state.parameters("b")
    assert all(render_notice(notice, language) for notice in notices for language in ("en", "zh"))


def test_the_default_address_is_short():
    assert State().query() == "v=1&lang=en"


@pytest.mark.parametrize(
    ("key", "asked", "value"),
    [
        ("approval.levels", "4", 4),
        ("approval.levels", 4.0, 4),
        ("points.reward", " 2.5 ", 2.5),
        ("points.rider_waiver", "true", True),
        ("approval.mode", "parallel", "parallel"),
    ],
)
def test_levers_are_understood_as_typed(key, asked, value):
    assert checked(key, asked, {}, Parameters()) == (value, None)


@pytest.mark.parametrize(
    ("key", "asked", "english", "chinese"),
    [
        ("approval.levels", "9", "Levels of approval cannot be 9.", "审批层级数不能取 9。"),
        ("approval.levels", "2.5", "Levels of approval cannot be 2.5.", "审批层级数不能取 2.5。"),
        ("points.reward", "many", "Points per act cannot be many.", "每次行动积分不能取 many。"),
        ("points.reward", "nan", "Points per act cannot be nan.", "每次行动积分不能取 nan。"),
        ("approval.mode", "loud", " cannot be loud.", "不能取 loud。"),
        ("approval.leves", "3", "approval.leves. Did you mean approval.levels?", " approval.leves "),
    ],
)
def test_levers_that_cannot_be_are_refused_in_words(key, asked, english, chinese):
    value, notice = checked(key, asked, {}, Parameters())
    assert not value
    assert notice.key == ("notice.lever" if key == "approval.leves" else "notice.bounds")
    assert english in render_notice(notice, "en") and chinese in render_notice(notice, "zh")


def test_levers_that_contradict_each_other_are_refused():
    _, notice = checked("approval.quorum", 4, {"approval.mode": "quorum"}, Parameters())
    assert notice.key == "notice.together"


def test_a_lever_moved_back_is_no_change():
    there, _ = reduce_state(State(), {"do": "lever", "key": "approval.levels", "value": 4})
    assert there.b == {"approval.levels": 4}
    back, _ = reduce_state(there, {"do": "lever", "key": "approval.levels", "value": 1})
    assert back.b == {} and back == State()


def test_the_lever_belongs_to_the_world_on_show():
    state, _ = reduce_state(State(side="a"), {"do": "lever", "key": "approval.levels", "value": 5})
    assert state.a == {"approval.levels": 5} and state.b == {}
    assert state.parameters("a").approval.levels == 5 and state.parameters("b").approval.levels == 1


def test_passing_the_question_shows_the_answer_without_a_guess():
    lesson = shipped()[0]
    at = lesson.steps.index("question") + 1
    state, _ = reduce_state(State(page="lessons", step=at), {"do": "step", "by": 1})
    assert state.guess == -1


def test_the_reveal_is_told_with_the_worlds_of_the_lesson():
    lesson = shipped()[0]
    state = State(page="lessons", step=lesson.steps.index("try.0") + 1, b={"approval.levels": 3})
    assert reduce_state(state, {"do": "step", "by": 1})[0].b == {"approval.levels": 3}
    assert reduce_state(state, {"do": "step", "by": -1})[0].b == {}


@pytest.mark.parametrize(
    "said",
    [{"do": "nonsense"}, {"do": "scene", "scene": "none"}, {"do": "page", "page": "none"}, {"do": "step", "by": 1}],
)
def test_moves_that_make_no_sense_change_nothing(said):
    assert reduce_state(State(), said) == (State(), None)


def test_a_second_press_before_the_page_is_drawn_anew_is_not_lost():
    session, pushed = Session(), []
    session.read("v=1&lang=en&page=lessons&step=5", "en")
    for _ in range(2):
        session.on_event({"do": "step", "by": 1}, pushed.append)
    assert "step=7" in pushed[-1]


@pytest.mark.parametrize("lesson", [one.name for one in shipped()])
@pytest.mark.parametrize("side", ["a", "b"])
def test_the_levers_on_show_are_the_parameters_of_the_run_on_show(lesson, side):
    state, _ = read_address(f"lesson={lesson}&side={side}&{side}.approval.levels=5", "en")
    used = state.parameters(side)
    for lever in levers_on_show(state):
        assert lever["value"] == used.value(lever["key"]), lever["key"]
    assert used.value("approval.levels") == 5


def test_a_gesture_is_one_step_to_undo_and_the_moves_of_it_are_heard():
    session, pushed = Session(), []
    session.read("v=1&lang=en", "en")
    for at, value in enumerate((2, 3, 4), 1):
        session.on_event({"do": "lever", "key": "approval.signers", "value": value, "at": at, "gesture": 7}, pushed.append)
    session.on_event({"do": "lever", "key": "approval.signers", "value": 5, "at": 4, "gesture": 8}, pushed.append)
    assert session.heard == 4 and len(session.past) == 2
    session.on_event({"do": "undo"}, pushed.append)
    assert "approval.signers=4" in pushed[-1]
    session.read(pushed[-1][2:], "en")
    session.on_event({"do": "undo"}, pushed.append)
    assert "approval.signers" not in pushed[-1]


def test_a_refused_move_is_heard_too_so_that_the_page_goes_back_to_the_value_of_the_server():
    session = Session()
    session.read("v=1&lang=en", "en")
    session.on_event({"do": "lever", "key": "approval.levels", "value": 99, "at": 3, "gesture": 1}, print)
    assert session.heard == 3 and session.state == State() and session.past == []


def test_undoing_survives_a_reload():
    before, after = Session(), Session()
    before.read("v=1&lang=en", "en")
    before.on_event({"do": "lever", "key": "approval.levels", "value": 2}, print)
    after.read("v=1&lang=en&b.approval.levels=2", "en")
    after.on_event({"do": "remember", **before.memory}, print)
    pushed = []
    after.on_event({"do": "undo"}, pushed.append)
    assert "approval.levels" not in pushed[-1]
