"""The page of a run: self-contained, complete in both languages, and about this run."""

import json
import re
from html import escape, unescape

import numpy as np
import pytest

from coprod import Parameters, run
from coprod.agents.committee_decisions import WhenBehind
from coprod.interfaces.cli.run_page import MAPPED, page
from coprod.interfaces.entry import main
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
    assert not re.search(r'(src|href)="?http', text) and text.count("<svg") == 5 + 1 + len(MAPPED)


def test_the_bars_are_those_of_the_longest_approvals(finished):
    text = page(finished, load_scenario("baseline"), "en")
    incidents = finished.frames["incident"]
    worst = incidents.loc[incidents.approval_minutes.idxmax()]
    assert f"<title>{worst.approval_minutes:.0f}</title>" in text


EFFORT = "property_firm.effort"


class Half:
    """Every firm makes half an effort."""

    def decide(self, seen):
        return np.full(len(seen), 0.5)


def again(finished, language="en"):
    """Return the command of the page and what stands after it."""
    text = unescape(page(finished, load_scenario("baseline"), language))
    return re.search(r"coprod run parameters\.toml ([^<]*)<(.*)", text, re.DOTALL).groups()


def test_the_command_to_run_it_again_names_the_rules_that_are_not_the_default(finished):
    assert again(finished)[0] == "--seed 3 --days 120"
    tiny = Parameters().replace(SMALL | {"town.residents_per_community": 50})
    changed = run(tiny.replace({f"rules.{EFFORT}": "satisficing"}), days=3, rules={"committee.refer": "when_behind"})
    words, after = again(changed)
    assert set(words.split(" --")[2:]) == {f"rule {EFFORT}=satisficing", "rule committee.refer=when_behind"}
    assert EFFORT not in after
    own = run(tiny, days=3, rules={EFFORT: Half})
    assert again(own)[0] == f"--seed 1 --days 3 --allow-code --rule {EFFORT}={__name__}:Half"
    nameless = type("Nameless", (Half,), {"__module__": "__main__"})  # as if made in a session that has no file
    made = run(tiny, days=3, rules={EFFORT: nameless, "committee.refer": WhenBehind})
    for language in ("en", "zh"):
        words, after = again(made, language)
        assert words == "--seed 1 --days 3 --rule committee.refer=when_behind" and EFFORT in after


def test_a_command_that_names_the_rules_is_accepted(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    small = [word for key, value in SMALL.items() for word in ("--set", f"{key}={50 if 'residents' in key else value}")]
    outcomes = []
    for words in (["baseline", *small, "--days", "3", "--rule", f"{EFFORT}=satisficing"], None):
        if words is None:
            (command,) = re.findall(r"coprod run ([^<]*)<", unescape((tmp_path / "r" / "report.html").read_text("utf-8")))
            monkeypatch.chdir(tmp_path / "r")
            words = command.split()
        with pytest.raises(SystemExit) as leaving:
            main(["run", *words, "--out", str(tmp_path / "r"), "--json"])
        assert not leaving.value.code
        outcomes.append(json.loads(capsys.readouterr().out)["outcomes"])
    assert outcomes[0] == outcomes[1]


def test_a_quiet_run_has_a_page_too():
    quiet = run(Parameters().replace(SMALL | {"town.residents_per_community": 50}), days=3)
    assert "<h1>" in page(quiet, load_scenario("baseline"), "zh")
