"""The page of a run: self-contained, complete in both languages, and about this run."""

import re
from html import escape

import pytest

from coprod import Parameters, run
from coprod.interfaces.cli.run_page import page
from coprod.outcomes.evaluate import OUTCOMES
from coprod.parameters import load_scenario
from coprod.text.glossary import pick
from coprod.text.numbers import figure

SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 1500}


@pytest.fixture(scope="module")
def finished():
    return run(Parameters().replace(SMALL), seed=3, days=120)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_outcome_stands_on_the_page(finished, language):
    text = page(finished, load_scenario("baseline"), language)
    for outcome in OUTCOMES:
        assert escape(pick(language, outcome)) in text and escape(pick(language, outcome, "formula")) in text
    participation = next(one for one in OUTCOMES if one.name == "participation_rate")
    assert figure(finished.outcomes["participation_rate"], participation.unit, language) in text
    assert not re.search(r'(src|href)="?http', text) and text.count("<svg") == 5


def test_the_bars_are_those_of_the_longest_approvals(finished):
    text = page(finished, load_scenario("baseline"), "en")
    incidents = finished.frames["incident"]
    worst = incidents.loc[incidents.approval_minutes.idxmax()]
    assert f"<title>{worst.approval_minutes:.0f}</title>" in text


def test_a_quiet_run_has_a_page_too():
    quiet = run(Parameters().replace(SMALL | {"town.residents_per_community": 50}), days=3)
    assert "<h1>" in page(quiet, load_scenario("baseline"), "zh")
