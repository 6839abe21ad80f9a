"""``coprod rules DECISION``: what its rules see, so that nobody needs the source to write one."""

import re

import pytest

from coprod.interfaces.cli.rules import listed, rules, seen_fields


@pytest.mark.parametrize(("language", "heading"), [("en", "What a rule sees"), ("zh", "规则所见")])
def test_one_decision_lists_what_its_rules_see_with_units(language, heading, capsys):
    rules("property_firm.effort", lang=language)
    said = capsys.readouterr().out
    assert heading in said and "FirmsMonth" in said
    assert re.search(r"seen\.fined +Fines of last month, yuan", said)


def test_every_decision_says_what_its_rules_see():
    unknown = [one.name for one in listed() if one.rules and not any(seen_fields(one).values())]
    assert not unknown
