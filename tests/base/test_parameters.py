"""Parameters: declared once, checked all at once, written and read without loss."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.parameters import Parameters, declarations, load_scenario, scenario_names
from coprod.parameters.model import declarations_by_key, read_value
from coprod.text.problems import InputProblems, nearest
from tests.failures import Failures

NUMBERS = [d for d in declarations() if d.kind in ("float", "int")]


def test_every_declaration_is_complete_and_consistent():
    with Failures() as failures:
        for d in declarations():
            with failures.case(d.key):
                assert d.label_en and d.tip_en.endswith(".") and d.source.endswith(str(d.number))
                assert re.search(r"[\u4e00-\u9fff]", d.label_zh) and d.tip_zh.endswith("。")
                if d.kind in ("float", "int"):
                    assert d.bounds[0] <= d.plausible[0] <= d.default <= d.plausible[1] <= d.bounds[1]
                if d.kind == "choice":
                    assert d.default in d.choices


def test_every_lever_serves_a_mechanism():
    assert [d.key for d in declarations() if d.role == "lever" and not d.mechanisms] == []


def test_labels_are_unique_in_both_languages():
    for label in ("label_en", "label_zh"):
        labels = [(d.group, getattr(d, label)) for d in declarations()]
        assert len(labels) == len(set(labels))


def test_all_mistakes_are_told_at_once():
    with pytest.raises(InputProblems) as caught:
        Parameters().replace({"points.rewrad": 5, "town.streets": True, "points.audit": 1.5, "points.rule": "lottery"})
    text = str(caught.value)
    assert len(caught.value.problems) == 4
    assert "Did you mean points.reward?" in text
    assert "allowed are numbers from 0 to 1" in text
    assert "allowed are queue, inflate, pro_rata" in text


def test_the_likest_name_goes_before_one_of_another_group():
    for word, like in {"approval.level": "approval.levels", "staff.reward": "points.reward", "crew.level": "reserve.level",
                       "staf.count": "staff.count"}.items():
        assert nearest(word, declarations_by_key()) == f"Did you mean {like}?", word


def test_impossible_combination_names_both_sides_and_the_mend():
    with pytest.raises(InputProblems, match=r"town.communities = 2: every street needs.*town.streets = 3.*Raise"):
        Parameters().replace({"town.communities": 2})


def test_replace_leaves_the_original_alone_and_equals_by_value():
    base = Parameters()
    changed = base.replace({"points.reward": 7})
    assert base == Parameters() and changed.points.reward == 7.0
    assert changed.differences() == {"points.reward": 7.0}
    assert changed.digest() != base.digest() == Parameters().digest()


@given(data=st.data())
def test_toml_round_trip(data, tmp_path_factory):
    drawn = data.draw(st.lists(st.sampled_from(NUMBERS), max_size=5, unique_by=lambda d: d.key))
    values = {d.key: data.draw(_value(d)) for d in drawn if d.group != "town"}
    parameters = Parameters().replace(values)
    path = tmp_path_factory.mktemp("toml") / "drawn.toml"
    path.write_text(parameters.to_toml(), encoding="utf-8")
    assert Parameters.load(path) == parameters


@given(st.dictionaries(st.text(max_size=20), st.one_of(st.none(), st.text(max_size=5), st.floats(), st.booleans())))
def test_any_nonsense_is_refused_in_words(values):
    known = declarations_by_key()
    if any(key not in known for key in values):
        with pytest.raises(InputProblems):
            Parameters().replace(values)


@pytest.mark.parametrize("name", scenario_names())
def test_scenarios_read_in_both_languages(name):
    scenario = load_scenario(name)
    assert scenario.title_en and scenario.about_en.endswith(".")
    assert re.search(r"[\u4e00-\u9fff]", scenario.title_zh) and scenario.about_zh.endswith("。")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("points = 3", "mine.toml: points: is a group of parameters. Name one of them"),
        ("[points]\nreward = 'many'", "mine.toml: points.reward = 'many': allowed are numbers from 0 to 1,000"),
        ("[scenario]\ntitle = 'x'", "mine.toml: scenario.title = 'x': allowed are texts called title_en, title_zh"),
        ("[scenario]\nextends = 'rigdi'\n", "Did you mean rigid?"),
        ("extends = 'rigid'\n", "mine.toml: extends: belongs under [scenario]."),
        ("title_zh = 'x'\n", "mine.toml: title_zh: belongs under [scenario]."),
        ("events = 3\n", "mine.toml: events = 3: must be [[events]] tables."),
        ("[events]\nday = 1\n", "mine.toml: events = {'day': 1}: must be [[events]] tables."),
        ("events = [3]\n", "mine.toml: events[0] = 3: must be [[events]] tables."),
        ("[points", "mine.toml: file: cannot be read as TOML: Expected ']'"),
        ("[[events]]\ntype = 'meteor'\nday = 1\nhour = 2.0", "events[0].type = 'meteor': must be 'dwelling_fire'"),
        ("[[events]]\ntype = 'waterlogging'\nday = 1\nhour = 2.0\ncommunity = 99",
         "events[0].community = 99: allowed are 0 to 11, the communities of this town"),
        ("shocks = 3\n", "mine.toml: shocks = 3: must be [[shocks]] tables."),
        ("shocks = [3]\n", "mine.toml: shocks[0] = 3: must be [[shocks]] tables."),
        ("[[shocks]]\nkind = 'meteor'\nday = 1", "shocks[0].kind = 'meteor': must be 'storm'"),
        ("[[shocks]]\nkind = 'storm'\n", "shocks[0].day: a shock needs it"),
        ("[[shocks]]\nkind = 'storm'\nday = 1\nhour = 24.0", "shocks[0].hour = 24.0: must be less than 24"),
        ("[[shocks]]\nkind = 'storm'\nday = 1\nhuor = 2.0", "shocks[0].huor: there is no such entry"),
        ("[[shocks]]\nkind = 'storm'\nday = 1\ncommunities = [3, 12]",
         "shocks[0].communities = 12: allowed are 0 to 11, the communities of this town"),
        ("[[shocks]]\nkind = 'storm'\nday = 1\ncommunities = [-1]", "shocks[0].communities[0] = -1: must be greater"),
        ("[[shocks]]\nkind = 'storm'\nday = 1\ncommunities = 3", "shocks[0].communities = 3: must be a valid tuple"),
        ("[[shocks]]\nkind = 'storm'\nday = 1\ndistrict = 1",
         "shocks[0].district = 1: allowed are 0 to 0, the districts of this town"),
        ("[[shocks]]\nkind = 'storm'\nday = 1\ndistrict = 0\ncommunities = [1]",
         "shocks[0].district = 0: must stay out where communities are named"),
        ("[shock]\nstorm_shape = 0.35", "shock.storm_shape = 0.35: must be below 0.333"),
    ],
)
def test_mistakes_in_a_file_are_told_in_words(tmp_path, text, message):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblems) as caught:
        Parameters.load(path)
    assert message in str(caught.value) and len(caught.value.problems) == 1


@pytest.mark.parametrize(("text", "value"), [("5", 5), ("0.5", 0.5), ("true", True), ("queue", "queue"), ("1e3", 1000.0)])
def test_read_value(text, value):
    assert read_value(text) == value


def _value(declaration):
    low, high = declaration.plausible
    if declaration.kind == "int":
        return st.integers(int(low), int(high))
    return st.floats(low, high, allow_nan=False)
