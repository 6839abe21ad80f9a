"""The People page: what everybody decides and why."""

import re

import pytest

from coprod.agents.decisions import DECISIONS
from coprod.interfaces.dashboard.decided import KINDS, decided
from coprod.interfaces.dashboard.texts import with_minus
from coprod.model import CoproductionModel
from coprod.parameters import Parameters
from coprod.text.glossary import pick

CHINESE = re.compile(r"[\u4e00-\u9fff]")
TOWN = {"town.residents_per_community": 100, "town.communities": 6, "town.streets": 2}


def model(rules=None, **town):
    return CoproductionModel(Parameters().replace(TOWN | town), rng=1, rules=rules)


def test_everybody_decides_something_and_says_why_in_both_languages():
    worlds = model(), model()
    worlds[1].step()
    silent = []
    for letter, kind in KINDS.items():
        names = [d for d in DECISIONS.values() if d.name.startswith(f"{kind}.") and not d.absent]
        for language in ("en", "zh"):
            shown = decided(letter, 1, worlds, language)
            assert sorted(one["what"] for one in shown) == sorted(pick(language, d) for d in names) != []
            if kind == "resident":
                assert shown[0]["what"] == pick(language, DECISIONS["resident.act"]), "how often they act comes first"
            silent += [(kind, one["what"]) for one in shown for side in one["sides"]
                       if not (side["rule"] and side["why"]) or (language == "zh") != bool(CHINESE.search(side["why"]))]
    assert not silent


def test_negative_numbers_in_reasons_have_a_minus_sign_and_ranges_keep_their_hyphens():
    worlds = (model(),) * 2
    said = [side["why"] for letter in KINDS for number in (0, 1) for language in ("en", "zh")
            for one in decided(letter, number, worlds, language) for side in one["sides"]]
    assert not [why for why in said if re.search(r"(?<![\w.)])-\d", why)] and any("−" in why for why in said)
    for text, shown in (("log odds -8.75, cost -0.5", "log odds −8.75, cost −0.5"), ("为-8.75；", "为−8.75；"),
                        ("fear -0.00, -0.001, -0", "fear 0.00, −0.001, 0"),
                        ("60-65, well-kept, 12345-3", "60-65, well-kept, 12345-3")):
        assert with_minus(text) == shown


def test_where_nobody_could_borrow_it_says_so():
    worlds = (model(**{"town.streets": 1}),) * 2
    lend = [one["sides"][0]["why"] for language in ("en", "zh") for one in decided("s", 0, worlds, language)
            if one["what"] == pick(language, DECISIONS["street_office.lend"])]
    assert "no other" in lend[0] and "没有可以借入" in lend[1]


def test_a_users_rule_that_fails_to_explain_is_named_and_other_errors_are_not_hidden(monkeypatch):
    class Mute:
        def decide(self, seen):
            return seen.effort

        def explain(self, seen):
            return seen.nonsense

    worlds = (model({"property_firm.effort": Mute}),) * 2
    why = decided("f", 0, worlds, "en")[0]["sides"][0]["why"]
    assert "property_firm.effort" in why and "nonsense" in why
    monkeypatch.setattr(type(worlds[0].firms[0]), "explain", lambda agent, verb: agent.nonsense)
    with pytest.raises(AttributeError, match="nonsense"):
        decided("f", 0, worlds, "en")
