"""Who knows the theory finds the place in one guess: ``one_guess.toml`` says what is asked and where it stands."""

import importlib
import tomllib
from pathlib import Path

import coprod
import coprod.model
from coprod.agents.decisions import DECISIONS
from tests.failures import Failures
from tests.skeleton.places import names_in, where

PACKAGE = Path(coprod.__file__).parent
QUESTIONS = tomllib.loads(Path(__file__).with_name("one_guess.toml").read_text(encoding="utf-8"))["question"]


def stands(file, symbol):
    path = PACKAGE / file
    assert path.is_file() and symbol in names_in(path), f"{symbol} is not in {file}; it is in {where(PACKAGE, symbol)}"


def rules_stand(file, decision):
    files = {importlib.import_module(rule.__module__).__file__ for rule in decision.rules.values()}
    assert str(PACKAGE / file) in files, f"{decision.name} is not in {file}; its rules are in {files}"


def test_everything_asked_for_stands_where_it_is_said_to():
    assert coprod.model, "importing the model declares all decisions"
    with Failures() as failures:
        for question in QUESTIONS:
            with failures.case(question["en"]):
                if "symbol" in question:
                    stands(question["file"], question["symbol"])
                elif question["decision"] in DECISIONS:
                    rules_stand(question["file"], DECISIONS[question["decision"]])
                else:
                    stands(*question["until"].split(":"))


def test_twenty_four_questions_in_both_languages():
    assert len(QUESTIONS) == len({question["en"] for question in QUESTIONS}) == 24
    assert all(question["zh"].endswith("？") and question["en"].endswith("?") for question in QUESTIONS)


def test_guesses_hit_but_for_those_that_say_why():
    with Failures() as failures:
        for question in QUESTIONS:
            with failures.case(question["en"]):
                assert (question["guess"] != question["file"]) == ("differs" in question)
    assert sum("differs" in question for question in QUESTIONS) <= 6, "a quarter of the guesses miss: move something"


def test_agents_decide_and_fields_carry_out():
    """No rule of a decision stands outside agents/."""
    assert DECISIONS
    for decision in DECISIONS.values():
        for name, rule in decision.rules.items():
            assert rule.__module__.startswith("coprod.agents."), f"{decision.name}: {name} is in {rule.__module__}"
