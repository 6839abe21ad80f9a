"""``coprod parameters`` and ``coprod scenarios``: what there is, in every form and both languages."""

import json
import tomllib

import jsonschema
import pytest

from coprod.interfaces.cli.parameters import as_toml
from coprod.parameters import Parameters, declarations, load_scenario, scenario_names
from coprod.parameters.provenance import count_of_mechanisms, count_of_numbers, mechanisms_in_words, numbers_in_words
from coprod.parameters.scenario_file import FOLDER
from coprod.parameters.schema import scenario_schema


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_names_every_parameter_with_its_label(coprod, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")  # so wide that no label is folded
    out = coprod("parameters", "--lang", language).out
    for declaration in declarations():
        assert declaration.key in out
        assert getattr(declaration, f"label_{language}") in out


def test_groups_and_roles_choose(coprod):
    chosen = json.loads(coprod("parameters", "points", "staff", "--role", "lever", "--format", "json").out)
    expected = [d.key for d in declarations() if d.group in ("points", "staff") and d.role == "lever"]
    assert [facts["key"] for facts in chosen] == expected


def test_numbers_and_mechanisms_are_counted_and_add_up(coprod):
    numbers, mechanisms = count_of_numbers(declarations()), count_of_mechanisms(declarations())
    assert numbers["assumed"] == sum(declaration.number.kind == "assumed" for declaration in declarations())
    assert sum(numbers.values()) == sum(mechanisms.values()) == len(declarations())
    shown = " ".join(coprod("parameters").out.split())
    assert numbers_in_words(declarations(), "en") in shown and mechanisms_in_words(declarations(), "en") in shown


def test_json_tells_mechanism_and_number_apart_and_keeps_the_source_as_text(coprod):
    (reported,) = [facts for facts in json.loads(coprod("parameters", "incident", "--format", "json").out)
               if facts["key"] == "incident.fire_lethality"]
    assert reported["mechanism_from"] == ["note:B8"] and reported["number"] == "fitted"
    assert reported["number_from"] == ["fact:C15", "fact:C16"]
    assert reported["source"] == "note:B8; number fitted fact:C15 fact:C16"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_toml_is_a_scenario_of_the_defaults(coprod, tmp_path, language):
    path = tmp_path / "mine.toml"
    path.write_text(coprod("parameters", "--format", "toml", "--lang", language).out, encoding="utf-8")
    assert Parameters.load(path) == Parameters()


def test_toml_of_one_group_has_that_group_alone():
    chosen = [declaration for declaration in declarations() if declaration.group == "points"]
    assert list(tomllib.loads(as_toml(chosen, "en"))) == ["points"]


@pytest.mark.parametrize("name", scenario_names())
def test_scenarios_fit_the_schema(name):
    jsonschema.validate(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")), scenario_schema())


@pytest.mark.parametrize("tree", [{"points": {"reward": -1}}, {"points": {"rewards": 1}}, {"town": {"streets": 1.5}},
                                  {"points": {"rule": "lottery"}}, {"nowhere": {}}, {"events": [{"day": 1}]}])
def test_the_schema_refuses_what_the_program_refuses(tree):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree, scenario_schema())


def test_the_schema_is_one_and_speaks_the_language_asked_for(coprod):
    schema = json.loads(coprod("parameters", "--format", "schema", "--lang", "zh").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    reward = schema["properties"]["points"]["properties"]["reward"]
    assert reward["title"] == "每次行动积分" and (reward["minimum"], reward["maximum"]) == (0, 1000)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_scenarios_are_listed_with_title(coprod, language):
    out = coprod("scenarios", "--lang", language).out
    assert all(name in out and getattr(load_scenario(name), f"title_{language}") in out for name in scenario_names())

